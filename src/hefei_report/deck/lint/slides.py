"""Slides, layouts and masters as trees of shapes: ids, placeholders, places, backgrounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import Package, child, is_set, number
from hefei_report.deck.openxml.names import DECORATIVE, A, P
from hefei_report.records import dataclass

SHAPES = tuple(f"{{{P}}}{kind}" for kind in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp"))
_GROUP = f"{{{P}}}grpSp"
TITLES = ("title", "ctrTitle")
_BODIES = ("body", "obj", "subTitle")  # placeholders of slides that inherit from one another by their idx
_TOLERANCE = 1_000  # EMU, a twelfth of a point: applications round


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of a tree: its element, id, name, kind of placeholder (None for none) and the idx of that."""

    element: etree._Element
    id: int
    name: str
    kind: str | None
    idx: str
    description: str
    decorative: bool

    @property
    def is_text(self) -> bool:
        """Whether it is a shape that holds text, not a picture, frame, group or line."""
        return bool(self.element.tag == SHAPES[0])


def shapes_of(root: etree._Element) -> list[Shape]:
    """The shapes of a slide, layout or master in reading order, those in groups included."""
    return [_shape(element) for element in root.iter(*SHAPES)]


def _shape(element: etree._Element) -> Shape:
    properties = child(element)  # what isn't seen of it comes first, whatever the kind of shape
    named = child(properties, f"{{{P}}}cNvPr") if properties is not None else None
    if properties is None or named is None:
        return Shape(element, 0, "", None, "", "", False)
    more = child(properties, f"{{{P}}}nvPr")
    placeholder = child(more, f"{{{P}}}ph") if more is not None else None
    return Shape(
        element,
        number(named, "id"),
        named.get("name", ""),
        None if placeholder is None else placeholder.get("type", "obj"),
        "" if placeholder is None else placeholder.get("idx", "0"),
        (named.get("descr") or "").strip(),
        len(named) > 0 and any(is_set(entry, "val") for entry in named.iter(f"{{{DECORATIVE}}}decorative")),
    )


def text_of(element: etree._Element) -> str:
    """The text of a shape, a line for each paragraph."""
    lines = element.iter(f"{{{A}}}p")
    return "\n".join("".join(text.text or "" for text in line.iter(f"{{{A}}}t")) for line in lines).strip()


# ---------------------------------------------------------------------------------------------- trees


def tree(root: etree._Element, where: str, slide: int = 0) -> Iterator[Finding]:
    """What is wrong with any tree of shapes: ids that stand twice, a background that PowerPoint repairs."""
    ids = Counter(entry.get("id") for entry in root.iter(f"{{{P}}}cNvPr"))
    yield from (Finding("duplicate-shape-id", where, f"{id_}", slide) for id_, count in ids.items() if count > 1)
    for background in root.iter(f"{{{P}}}bgPr"):
        if not any(etree.QName(inner).localname in ("effectLst", "effectDag") for inner in background):
            yield Finding("background", where, "a fill without a list of effects", slide)


def placed(shapes: list[Shape], where: str, slide: int, bounds: tuple[int, int]) -> Iterator[Finding]:
    """Shapes of negative size, or that leave the slide; ``bounds`` is its size in EMU."""
    for shape in shapes:
        frame = own_frame(shape.element)
        if frame is None:
            continue
        x, y, w, h = frame
        if min(w, h) < 0:
            yield Finding("negative-size", where, shape.name, slide, shape.id)
        elif next(shape.element.iterancestors(_GROUP), None) is None and (
            min(x, y) < -_TOLERANCE or x + w > bounds[0] + _TOLERANCE or y + h > bounds[1] + _TOLERANCE
        ):
            yield Finding("off-slide", where, shape.name, slide, shape.id)


def own_frame(element: etree._Element) -> tuple[int, int, int, int] | None:
    """Left, top, width and height of a shape in EMU, or None when it inherits them."""
    holder = child(element, f"{{{P}}}spPr", f"{{{P}}}grpSpPr")
    frame = child(holder, f"{{{A}}}xfrm") if holder is not None else child(element, f"{{{P}}}xfrm")
    if frame is None:
        return None
    offset, extent = child(frame, f"{{{A}}}off"), child(frame, f"{{{A}}}ext")
    if offset is None or extent is None:
        return None
    return number(offset, "x"), number(offset, "y"), number(extent, "cx"), number(extent, "cy")


def layout_of(name: str, package: Package, where: str, slide: int) -> Iterator[Finding]:
    """A slide has one layout, which has a master."""
    layouts = [target for target in package.targets(name, "slideLayout") if target in package.members]
    if len(layouts) != 1:
        yield Finding("no-layout", where, f"{len(layouts)} layouts", slide)
    elif not package.target(layouts[0], "slideMaster"):
        yield Finding("no-layout", where, f"{layouts[0]} has no master", slide)


def placeholders(shapes: list[Shape], layout: list[Shape], where: str, slide: int) -> Iterator[Finding]:
    """Placeholders that the slide's layout hasn't got: they inherit nothing, not even a place."""
    offered = {shape.idx for shape in layout if shape.kind not in (None, *TITLES)}
    titled = any(shape.kind in TITLES for shape in layout)
    # A title is known by its kind: it may have the idx of another placeholder, which is 0 where none is written.
    used = Counter((shape.kind in TITLES, shape.idx) for shape in shapes if shape.kind is not None)
    for shape in shapes:
        if shape.kind is None:
            continue
        if not (titled if shape.kind in TITLES else shape.idx in offered):
            yield Finding("placeholder-not-in-layout", where, f"{shape.name} {shape.idx}", slide, shape.id)
        elif used[shape.kind in TITLES, shape.idx] > 1:
            yield Finding("duplicate-placeholder", where, f"{shape.name} {shape.idx}", slide, shape.id)


def slide_number(root: etree._Element, place: int, first: int, where: str) -> Iterator[Finding]:
    """A field of the slide's number that shows another one; some applications show what is in the file.

    ``place`` counts from 1, ``first`` is the number of the first slide.
    """
    for field in root.iter(f"{{{A}}}fld"):
        shown = (field.findtext(f"{{{A}}}t") or "").strip()
        if field.get("type") == "slidenum" and shown.isdecimal() and int(shown) != place - 1 + first:
            yield Finding("slide-number", where, shown, place)
