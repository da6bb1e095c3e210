"""Texts that can be told from what is behind them: 4.5 to 1, or 3 to 1 where they are large (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from hefei_report.deck.lint.colours import Colour, Palette, contrast
from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import Package, is_set, number
from hefei_report.deck.lint.scenery import Fill, Paint, Scenery, fill_of, level_of, painted
from hefei_report.deck.lint.slides import Shape, own_frame
from hefei_report.deck.openxml.names import LINK_COLOUR, A, P

_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 1_800, 1_400  # hundredths of a point
_DEFAULT_SIZE = 1_800
_ROUNDING = 0.005  # a contrast of 4.4951 is told as 4.5
_RUNS = tuple(f"{{{A}}}{kind}" for kind in ("r", "fld"))

Lookup = Callable[[int], tuple[etree._Element, ...]]  # the properties that texts of a level go by, the nearest first


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
        palette = scenery.palette_of(root)
        paints = scenery.behind(root, self._size)
        for shape in shapes:
            models = scenery.models(shape)
            frame = next((frame for one in (shape, *models) if (frame := own_frame(one.element)) is not None), None)
            fill = next((fill for one in (shape, *models) if (fill := painted(one, palette)) != ()), ())
            seen: Fill = fill if fill != () and shape.is_text else _behind(paints, frame)
            pale = _pale(shape.element, _lookup(shape, scenery), seen, palette) if shape.is_text else ()
            tables = () if shape.is_text else shape.element.iter(f"{{{A}}}tbl")
            found = (*pale, *(hit for table in tables for hit in self._table(table, seen, palette)))
            for text, ratio in found:
                yield Finding("contrast", where, f"{ratio:.2f} to 1: {text[:40]}", place, shape.id)
            if frame is not None and fill != ():
                paints.append(Paint(frame, fill))

    def _table(self, table: etree._Element, seen: Fill, palette: Palette) -> Iterator[tuple[str, float]]:
        """The cells of a table; its style says what cells don't."""
        properties = table.find(f"{{{A}}}tblPr")
        style = self._styles.get((table.findtext(f"{{{A}}}tblPr/{{{A}}}tableStyleId") or "").strip())
        if style is None:  # one of PowerPoint's own, which no file holds
            return
        rows = table.findall(f"{{{A}}}tr")
        for place, row in enumerate(rows):
            parts = ["wholeTbl"]
            if is_set(properties, "bandRow"):
                parts.insert(0, "band1H" if (place - is_set(properties, "firstRow")) % 2 == 0 else "band2H")
            if place == 0 and is_set(properties, "firstRow"):
                parts.insert(0, "firstRow")
            if place == len(rows) - 1 and is_set(properties, "lastRow"):
                parts.insert(0, "lastRow")
            styles = [found for part in parts if (found := style.find(f"{{{A}}}{part}")) is not None]
            ground = _style_fill(styles, palette)
            texts = tuple(text for one in styles if (text := one.find(f"{{{A}}}tcTxStyle")) is not None)
            for cell in row.iter(f"{{{A}}}tc"):
                own = cell.find(f"{{{A}}}tcPr")
                fill = fill_of(own, palette) if own is not None else ()
                fill = ground if fill == () else fill
                yield from _pale(cell, _always(texts), seen if fill == () else fill, palette)


def _always(properties: tuple[etree._Element, ...]) -> Lookup:
    return lambda _: properties


def _behind(paints: Sequence[Paint], frame: tuple[int, int, int, int] | None) -> Fill:
    if frame is None:
        return None
    return next((paint.fill for paint in reversed(paints) if paint.covers(frame)), None)


def _style_fill(styles: Sequence[etree._Element], palette: Palette) -> Fill:
    for style in styles:
        fill = style.find(f"{{{A}}}tcStyle/{{{A}}}fill")
        if fill is not None:
            return fill_of(fill, palette)
    return ()


def _lookup(shape: Shape, scenery: Scenery) -> Lookup:
    own = shape.element.find(f"{{{P}}}style/{{{A}}}fontRef")

    def lookup(level: int) -> tuple[etree._Element, ...]:
        listed = level_of(shape, level)
        nearest = tuple(entry for entry in (listed, own) if entry is not None)
        return (*nearest, *scenery.inherited(shape.kind or "", shape.idx, level))

    return lookup


def _pale(element: etree._Element, lookup: Lookup, seen: Fill, palette: Palette) -> Iterator[tuple[str, float]]:
    """The texts in ``element`` that stand out too little from ``seen``, each with its contrast."""
    if not seen:
        return
    for paragraph in element.iter(f"{{{A}}}p"):
        level = number(paragraph.find(f"{{{A}}}pPr"), "lvl")
        for run in paragraph.iter(*_RUNS):
            text = (run.findtext(f"{{{A}}}t") or "").strip()
            if not text:
                continue
            own = run.find(f"{{{A}}}rPr")
            chain = (*((own,) if own is not None else ()), *lookup(level))
            colour = _colour(chain, palette)
            if colour is None:
                continue
            ratio = min(contrast(colour, ground) for ground in seen)
            if ratio + _ROUNDING < (_LEAST_LARGE if _is_large(chain) else _LEAST):
                yield text, ratio


def _colour(chain: Sequence[etree._Element], palette: Palette) -> Colour | None:
    """The colour of a text whose properties are ``chain``, the nearest first; None when it can't be told."""
    if chain and _in_link_colour(chain[0]):
        return palette.named("hlink")
    for properties in chain:
        fill = properties.find(f"{{{A}}}solidFill")
        if fill is not None:
            return palette.of(fill)
        if properties.find(f"{{{A}}}gradFill") is not None:
            return None
        if properties.tag in (f"{{{A}}}fontRef", f"{{{A}}}tcTxStyle"):
            named = [entry for entry in properties if str(entry.tag).endswith("Clr")]
            if named:
                holder = etree.Element("holder")
                holder.append(etree.fromstring(etree.tostring(named[0])))
                return palette.of(holder)
    return palette.named("tx1")


def _in_link_colour(properties: etree._Element) -> bool:
    """Whether PowerPoint gives a text the theme's colour of links ([MS-ODRAWXML] 2.30.1)."""
    link = properties.find(f"{{{A}}}hlinkClick")
    return link is not None and not any(entry.get("val") == "tx" for entry in link.iter(f"{{{LINK_COLOUR}}}hlinkClr"))


def _is_large(chain: Sequence[etree._Element]) -> bool:
    sizes = (number(properties, "sz") for properties in chain)
    size = next((size for size in sizes if size), _DEFAULT_SIZE)
    bold = next((properties.get("b") for properties in chain if properties.get("b")), "0")
    return size >= _LARGE or (size >= _LARGE_BOLD and bold in ("1", "true", "on"))
