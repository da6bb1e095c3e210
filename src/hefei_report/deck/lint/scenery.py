"""What a slide inherits: the colours and sizes of its texts, and what is painted behind them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from lxml import etree

from hefei_report.deck.lint.colours import WHITE, Colour, Palette, theme_colours
from hefei_report.deck.lint.parts import Package, attributes, child
from hefei_report.deck.lint.slides import TITLES, Shape, own_frame, shapes_of
from hefei_report.deck.lint.styles import Style, first_told
from hefei_report.deck.openxml.names import A, P
from hefei_report.records import dataclass

Frame = tuple[int, int, int, int]  # left, top, width, height in EMU
Fill = tuple[Colour, ...] | None  # the colours that are behind a text; () for none, None when that can't be told
_FILLS = tuple(f"{{{A}}}{kind}" for kind in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_NO_FILL, _SOLID, _GRADIENT = _FILLS[:3]
_STYLES = {**dict.fromkeys(TITLES, "titleStyle"), **dict.fromkeys(("body", "obj", "subTitle"), "bodyStyle")}


@dataclass(frozen=True, slots=True)
class Paint:
    """A rectangle that something is painted on."""

    frame: Frame
    fill: Fill

    def covers(self, other: Frame) -> bool:
        """Whether it is behind at least half of ``other``."""
        left, top = max(self.frame[0], other[0]), max(self.frame[1], other[1])
        right = min(self.frame[0] + self.frame[2], other[0] + other[2])
        bottom = min(self.frame[1] + self.frame[3], other[1] + other[3])
        return max(0, right - left) * max(0, bottom - top) * 2 >= max(1, other[2] * other[3])


class Scenery:
    """What a layout and its master lend to slides, read when it is first asked for."""

    def __init__(self, package: Package, layout: str) -> None:
        master = package.target(layout, "slideMaster")
        self._layout, self._master = package.xml(layout), package.xml(master)
        self.shapes, self._master_shapes = shapes_of(self._layout), shapes_of(self._master)
        theme = theme_colours(package.xml(package.target(master, "theme")))
        named = Palette(theme, _map(self._master.find(f"{{{P}}}clrMap")))
        self.palette = mapped(named, self._layout)
        self._background = _background(self._layout, self.palette) or _background(self._master, named) or (WHITE,)
        self._defaults = package.xml(package.presentation).find(f"{{{P}}}defaultTextStyle")
        self._from_layout = tuple(_painted_by(self.shapes, self.palette))
        shown = self._layout.get("showMasterSp") != "0"
        self._from_master = tuple(_painted_by(self._master_shapes, named)) if shown else ()
        self.model = functools.cache(self._model)
        self.style = functools.cache(self._style)

    def behind(self, slide: etree._Element, palette: Palette, size: Frame) -> list[Paint]:
        """What is painted behind the shapes of a slide, from back to front; ``palette`` is the slide's."""
        ground = Paint(size, _background(slide, palette) or self._background)
        if slide.get("showMasterSp") == "0":
            return [ground]
        return [ground, *self._from_master, *self._from_layout]

    def _model(self, kind: str, idx: str) -> tuple[Frame | None, Fill]:
        """The frame and the fill that a placeholder of ``kind`` and ``idx`` has unless it says otherwise."""
        models = self._models(kind, idx)
        frames = (own_frame(model.element) for model in models)
        fills = (painted(model, self.palette) for model in models)
        return next((frame for frame in frames if frame), None), next((fill for fill in fills if fill != ()), ())

    def _models(self, kind: str, idx: str) -> tuple[Shape, ...]:
        """The placeholders that one of ``kind`` and ``idx`` inherits from: the layout's, then the master's."""
        title = kind in TITLES
        near = [one for one in self.shapes if one.kind and (one.kind in TITLES if title else one.idx == idx)][:1]
        named = (near[0].kind if near else None) or kind
        far = [one for one in self._master_shapes if one.kind and _STYLES.get(one.kind, one.kind) == _same(named)]
        return (*near, *far[:1])

    def _style(self, kind: str, idx: str, level: int) -> Style:
        """How texts of a level (from 0) look in a placeholder of ``kind`` and ``idx``, or in any other shape ("")."""
        lists = [list_style(model.element) for model in self._models(kind, idx)] if kind else []
        lists += [self._master.find(f"{{{P}}}txStyles/{{{P}}}{_STYLES.get(kind, 'otherStyle')}"), self._defaults]
        return first_told((level_of(entry, level) for entry in lists), self.palette)


def _same(kind: str) -> str:
    return _STYLES.get(kind, kind)


def _map(element: etree._Element | None) -> dict[str, str]:
    return dict(attributes(element)) if element is not None else {}


def mapped(palette: Palette, root: etree._Element) -> Palette:
    """``palette`` as a slide or layout calls its colours, which may be otherwise than its master does."""
    override = child(root, f"{{{P}}}clrMapOvr")
    own = child(override, f"{{{A}}}overrideClrMapping") if override is not None else None
    return Palette(palette.theme, _map(own)) if own is not None else palette


def list_style(shape: etree._Element) -> etree._Element | None:
    """The styles of a shape's own levels, or None when it has none."""
    body = child(shape, f"{{{P}}}txBody")
    found = child(body, f"{{{A}}}lstStyle") if body is not None else None
    return found if found is not None and len(found) else None


def level_of(styles: etree._Element | None, level: int) -> etree._Element | None:
    """What ``styles`` say of texts of a level from 0."""
    return styles.find(f"{{{A}}}lvl{level + 1}pPr/{{{A}}}defRPr") if styles is not None else None


# -------------------------------------------------------------------------------------------- painting


def _painted_by(shapes: Iterable[Shape], palette: Palette) -> Iterator[Paint]:
    for shape in shapes:
        frame = own_frame(shape.element)
        if shape.kind is None and frame is not None and (paint := painted(shape, palette)) != ():
            yield Paint(frame, paint)


def _background(root: etree._Element, palette: Palette) -> Fill:
    slide = child(root, f"{{{P}}}cSld")
    found = child(slide, f"{{{P}}}bg") if slide is not None else None
    if found is None:
        return ()
    properties = child(found, f"{{{P}}}bgPr")
    if properties is not None:
        return fill_of(properties, palette)
    colour = palette.of(child(found, f"{{{P}}}bgRef"))
    return (colour,) if colour else None


def painted(shape: Shape, palette: Palette) -> Fill:
    """What a shape fills itself with."""
    if shape.element.tag.endswith(("}pic", "}graphicFrame")):
        return None
    properties = child(shape.element, f"{{{P}}}spPr")
    if properties is not None and child(properties, *_FILLS) is not None:
        return fill_of(properties, palette)
    style = child(shape.element, f"{{{P}}}style")
    reference = child(style, f"{{{A}}}fillRef") if style is not None else None
    if reference is not None and reference.get("idx") not in (None, "0"):
        colour = palette.of(reference)
        return (colour,) if colour else None
    return ()


def fill_of(properties: etree._Element, palette: Palette) -> Fill:
    """The fill that properties of a shape, cell or background say."""
    found = child(properties, *_FILLS)
    if found is None or found.tag == _NO_FILL:
        return ()
    if found.tag == _GRADIENT:
        stops = [palette.of(stop) for stop in found.iter(f"{{{A}}}gs")]
        known = tuple(stop for stop in stops if stop is not None)
        return known if len(known) == len(stops) else None
    colour = palette.of(found) if found.tag == _SOLID else None
    return (colour,) if colour else None
