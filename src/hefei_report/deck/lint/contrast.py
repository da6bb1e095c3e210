"""Texts that can be told from what is behind them: 4.5 to 1, or 3 to 1 where they are large (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from hefei_report.deck.lint.colours import Palette, contrast
from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import Package, child, is_set, number
from hefei_report.deck.lint.scenery import (
    Fill,
    Frame,
    Paint,
    Scenery,
    fill_of,
    level_of,
    list_style,
    mapped,
    painted,
)
from hefei_report.deck.lint.slides import Shape, own_frame
from hefei_report.deck.lint.styles import Style, changed, first_told
from hefei_report.deck.openxml.names import A, P

_LEAST, _LEAST_LARGE = 4.5, 3.0
_ROUNDING = 0.005  # a contrast of 4.4951 is told as 4.5
_RUNS = tuple(f"{{{A}}}{kind}" for kind in ("r", "fld"))

StyleOf = Callable[[int], Style]  # how texts of a level look that say nothing themselves


class Contrast:
    """Judges the slides of a package; what layouts lend them is read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._scenery = functools.cache(lambda layout: Scenery(package, layout))
        size = package.xml(package.presentation).find(f"{{{P}}}sldSz")
        self._size = (0, 0, number(size, "cx"), number(size, "cy"))
        self._styles = {
            style.get("styleId", ""): style
            for style in package.xml(package.target(package.presentation, "tableStyles")).iter(f"{{{A}}}tblStyle")
        }

    def layout_shapes(self, layout: str) -> list[Shape]:
        """The shapes of a layout."""
        return self._scenery(layout).shapes

    def slide(self, name: str, shapes: Sequence[Shape], where: str, place: int) -> Iterator[Finding]:
        """The texts of a slide that can hardly be read."""
        scenery, root = self._scenery(self._package.target(name, "slideLayout")), self._package.xml(name)
        palette = mapped(scenery.palette, root)
        paints = scenery.behind(root, palette, self._size)
        for shape in shapes:
            frame, fill = scenery.model(shape.kind, shape.idx) if shape.kind else (None, ())
            frame, own = own_frame(shape.element) or frame, painted(shape, palette)
            fill = fill if own == () else own
            seen = fill if fill != () and shape.is_text else _behind(paints, frame)
            for text, ratio in self._pale(shape, scenery, seen, palette):
                yield Finding("contrast", where, f"{ratio:.2f} to 1: {text[:40]}", place, shape.id)
            if frame is not None and fill != ():
                paints.append(Paint(frame, fill))

    def _pale(self, shape: Shape, scenery: Scenery, seen: Fill, palette: Palette) -> Iterator[tuple[str, float]]:
        if shape.is_text:
            yield from _pale(shape.element, _style_of(shape, scenery, palette), seen, palette)
        elif shape.element.tag.endswith("}graphicFrame"):
            for table in shape.element.iter(f"{{{A}}}tbl"):
                yield from self._table(table, seen, palette)

    def _table(self, table: etree._Element, seen: Fill, palette: Palette) -> Iterator[tuple[str, float]]:
        """The cells of a table; its style says what cells don't."""
        properties = table.find(f"{{{A}}}tblPr")
        style = self._styles.get((table.findtext(f"{{{A}}}tblPr/{{{A}}}tableStyleId") or "").strip())
        if style is None:  # one of PowerPoint's own, which no file holds
            return
        rows = table.findall(f"{{{A}}}tr")
        for place, row in enumerate(rows):
            parts = _parts_of_style(place, len(rows), properties)
            styles = [found for part in parts if (found := style.find(f"{{{A}}}{part}")) is not None]
            ground = _style_fill(styles, palette)
            look = first_told((entry.find(f"{{{A}}}tcTxStyle") for entry in styles), palette)
            for cell in row.iterchildren(f"{{{A}}}tc"):
                own = child(cell, f"{{{A}}}tcPr")
                fill = (fill_of(own, palette) if own is not None else ()) or ground
                yield from _pale(cell, _always(look), seen if fill == () else fill, palette)


def _parts_of_style(place: int, count: int, properties: etree._Element | None) -> Iterator[str]:
    """The parts of a table's style that a row goes by, the nearest first (ECMA-376, part 1, 20.1.4.2)."""
    headed = is_set(properties, "firstRow")
    if headed and place == 0:
        yield "firstRow"
    if is_set(properties, "lastRow") and place == count - 1:
        yield "lastRow"
    if is_set(properties, "bandRow"):
        yield "band1H" if (place - headed) % 2 == 0 else "band2H"
    yield "wholeTbl"


def _always(style: Style) -> StyleOf:
    return lambda _: style


def _behind(paints: Sequence[Paint], frame: Frame | None) -> Fill:
    if frame is None:
        return None
    return next((paint.fill for paint in reversed(paints) if paint.covers(frame)), None)


def _style_fill(styles: Sequence[etree._Element], palette: Palette) -> Fill:
    for style in styles:
        fill = style.find(f"{{{A}}}tcStyle/{{{A}}}fill")
        if fill is not None:
            return fill_of(fill, palette)
    return ()


def _style_of(shape: Shape, scenery: Scenery, palette: Palette) -> StyleOf:
    style, levels = child(shape.element, f"{{{P}}}style"), list_style(shape.element)
    reference = child(style, f"{{{A}}}fontRef") if style is not None else None

    def style_of(level: int) -> Style:
        inherited = changed(scenery.style(shape.kind or "", shape.idx, level), reference, palette)
        return changed(inherited, level_of(levels, level), palette)

    return style_of


def _pale(element: etree._Element, style_of: StyleOf, seen: Fill, palette: Palette) -> Iterator[tuple[str, float]]:
    """The texts in ``element`` that stand out too little from ``seen``, each with its contrast."""
    if not seen:
        return
    for paragraph in element.iter(f"{{{A}}}p"):
        inherited = style_of(number(child(paragraph, f"{{{A}}}pPr"), "lvl"))
        for run in paragraph.iterchildren(*_RUNS):
            style = changed(inherited, child(run, f"{{{A}}}rPr"), palette)
            if style.colour is None:
                continue
            ratio = min(contrast(style.colour, ground) for ground in seen)
            if ratio + _ROUNDING < (_LEAST_LARGE if style.is_large else _LEAST):
                text = (run.findtext(f"{{{A}}}t") or "").strip()
                if text:
                    yield text, ratio
