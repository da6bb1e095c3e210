"""What a slide inherits: the colours and sizes of its texts, and what is painted behind them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from hefei_report.deck.lint.colours import WHITE, Colour, Palette, theme_colours
from hefei_report.deck.lint.parts import Package, attributes
from hefei_report.deck.lint.slides import TITLES, Shape, own_frame, shapes_of
from hefei_report.deck.openxml.names import A, P

Frame = tuple[int, int, int, int]  # left, top, width, height in EMU
Fill = tuple[Colour, ...] | None  # the colours that are behind a text; None when that can't be told
_NO_FILL = "noFill"
_UNSEEN = ("blipFill", "pattFill", "grpFill")
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
    """What a layout and its master lend to slides."""

    def __init__(self, package: Package, layout: str) -> None:
        self.package = package
        self.master = package.target(layout, "slideMaster")
        self._layout_root, self._master_root = package.xml(layout), package.xml(self.master)
        self.shapes, self._master_shapes = shapes_of(self._layout_root), shapes_of(self._master_root)
        theme = theme_colours(package.xml(package.target(self.master, "theme")))
        self.palette = self._mapped(Palette(theme, _map(self._master_root.find(f"{{{P}}}clrMap"))), self._layout_root)
        self.background = _background(self._layout_root, self.palette) or _background(self._master_root, self.palette)
        self._defaults = package.xml(package.presentation).find(f"{{{P}}}defaultTextStyle")
        self.inherited = functools.cache(self._inherited)

    def _mapped(self, palette: Palette, root: etree._Element) -> Palette:
        override = root.find(f"{{{P}}}clrMapOvr/{{{A}}}overrideClrMapping")
        return Palette(palette.theme, _map(override)) if override is not None else palette

    def palette_of(self, slide: etree._Element) -> Palette:
        """The colours of a slide, which may call them otherwise than its layout."""
        return self._mapped(self.palette, slide)

    def behind(self, slide: etree._Element, size: Frame) -> list[Paint]:
        """What is painted behind the shapes of a slide, from back to front."""
        own = _background(slide, self.palette_of(slide))
        found = [Paint(size, own or self.background or (WHITE,))]
        if slide.get("showMasterSp") != "0":
            if self._layout_root.get("showMasterSp") != "0":
                found += self._painted(self._master_shapes)
            found += self._painted(self.shapes)
        return found

    def _painted(self, shapes: Sequence[Shape]) -> Iterator[Paint]:
        for shape in shapes:
            frame = own_frame(shape.element)
            if shape.kind is None and frame is not None:
                paint = painted(shape, self.palette)
                if paint != ():
                    yield Paint(frame, paint)

    def models(self, shape: Shape) -> list[Shape]:
        """The placeholders that ``shape`` inherits from: the layout's, then the master's."""
        if shape.kind is None:
            return []
        title = shape.kind in TITLES
        found = [one for one in self.shapes if one.kind and (one.kind in TITLES if title else one.idx == shape.idx)][:1]
        kind = found[0].kind if found else shape.kind
        style = _STYLES.get(kind or "", kind)
        return found + [one for one in self._master_shapes if one.kind and _STYLES.get(one.kind, one.kind) == style][:1]

    def _inherited(self, kind: str, idx: str, level: int) -> tuple[etree._Element, ...]:
        """The ``a:defRPr`` that a text of a placeholder (or of none: "") goes by, the nearest first."""
        shape = Shape(self._layout_root, 0, "", kind or None, idx, "", False)
        lists = [model.element.find(f"{{{P}}}txBody/{{{A}}}lstStyle") for model in self.models(shape)]
        style = _STYLES.get(kind, "otherStyle")
        lists += [self._master_root.find(f"{{{P}}}txStyles/{{{P}}}{style}"), self._defaults]
        found = [_level(entry, level) for entry in lists]
        return tuple(properties for properties in found if properties is not None)


def _map(element: etree._Element | None) -> dict[str, str]:
    return dict(attributes(element)) if element is not None else {}


def _level(styles: etree._Element | None, level: int) -> etree._Element | None:
    return styles.find(f"{{{A}}}lvl{level + 1}pPr/{{{A}}}defRPr") if styles is not None else None


def level_of(shape: Shape, level: int) -> etree._Element | None:
    """The shape's own ``a:defRPr`` for a level from 0."""
    return _level(shape.element.find(f"{{{P}}}txBody/{{{A}}}lstStyle"), level)


def _background(root: etree._Element, palette: Palette) -> Fill:
    found = root.find(f"{{{P}}}cSld/{{{P}}}bg")
    if found is None:
        return None
    properties = found.find(f"{{{P}}}bgPr")
    if properties is not None:
        return fill_of(properties, palette) or None
    colour = palette.of(found.find(f"{{{P}}}bgRef"))
    return (colour,) if colour else None


def painted(shape: Shape, palette: Palette) -> Fill:
    """What a shape fills itself with: () for nothing, None when it can't be told."""
    if shape.element.tag.endswith(("}pic", "}graphicFrame")):
        return None
    properties = shape.element.find(f"{{{P}}}spPr")
    if properties is not None and _fill_element(properties) is not None:
        return fill_of(properties, palette)
    reference = shape.element.find(f"{{{P}}}style/{{{A}}}fillRef")
    if reference is not None and reference.get("idx") not in (None, "0"):
        colour = palette.of(reference)
        return (colour,) if colour else None
    return ()


def _fill_element(properties: etree._Element) -> etree._Element | None:
    kinds = (_NO_FILL, "solidFill", "gradFill", *_UNSEEN)
    return next((entry for entry in properties if str(entry.tag).rpartition("}")[2] in kinds), None)


def fill_of(properties: etree._Element, palette: Palette) -> Fill:
    """The fill that properties of a shape, cell or background say: () for none, None when it can't be told."""
    found = _fill_element(properties)
    if found is None or found.tag.endswith(_NO_FILL):
        return ()
    if found.tag.endswith("}gradFill"):
        stops = [palette.of(stop) for stop in found.iter(f"{{{A}}}gs")]
        known = tuple(stop for stop in stops if stop is not None)
        return known if len(known) == len(stops) else None
    colour = palette.of(found) if found.tag.endswith("}solidFill") else None
    return (colour,) if colour else None
