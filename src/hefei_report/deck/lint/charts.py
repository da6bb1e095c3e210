"""Charts: axes that exist, data that counts right, and a workbook that says the same (ECMA-376, part 1, 21.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import Package, number
from hefei_report.deck.openxml.names import R

if TYPE_CHECKING:
    from hefei_report.deck.lint.workbooks import Workbook

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_AXES = tuple(f"{_C}{kind}" for kind in ("catAx", "valAx", "dateAx", "serAx"))
_REFERENCES = (f"{_C}strRef", f"{_C}numRef")
_DATA = tuple(f"{_C}{kind}" for kind in ("strCache", "numCache", "strLit", "numLit"))


def charts(name: str, package: Package, where: str, slide: int) -> Iterator[Finding]:
    """What is wrong with the charts of the part ``name``."""
    for chart in package.targets(name, "chart"):
        root = package.xml(chart)
        for rule, what in (*_axes(root), *_series(root), *_workbook(chart, root, package)):
            yield Finding(rule, f"{where} {chart}", what, slide)
        package.forget(chart)


Fault = tuple[str, str]  # a rule and what is wrong


def _axes(root: etree._Element) -> Iterator[Fault]:
    axes = list(root.iter(*_AXES))
    own = Counter(_value(axis, "axId") for axis in axes)
    yield from (("duplicate-axis", id_) for id_, count in own.items() if count > 1)
    for element in root.iter(f"{_C}axId", f"{_C}crossAx"):
        id_ = element.get("val", "")
        if not id_.isdecimal():
            yield ("axis-id", id_)
        elif id_ not in own:
            yield ("unknown-axis", id_)


def _series(root: etree._Element) -> Iterator[Fault]:
    found = list(root.iter(f"{_C}ser"))
    for kind in ("idx", "order"):
        counts = Counter(_value(series, kind) for series in found)
        yield from (("duplicate-series", f"{kind} {value}") for value, count in counts.items() if count > 1)
    for data in root.iter(*_DATA):
        count = number(data.find(f"{_C}ptCount"), "val", -1)
        places = [number(point, "idx", -1) for point in data.iter(f"{_C}pt")]
        if any(not 0 <= place < count for place in places) or len(set(places)) < len(places):
            yield ("point-count", f"{len(places)} points, {count} told")
    for numbers in root.iter(f"{_C}numCache", f"{_C}numLit"):
        yield from (("no-number", f"{value.text}") for value in numbers.iter(f"{_C}v") if not _is_number(value.text))


def _is_number(text: str | None) -> bool:
    try:
        return abs(float(text or "")) < float("inf")
    except ValueError:
        return False


def _workbook(chart: str, root: etree._Element, package: Package) -> Iterator[Fault]:
    """A chart can be edited if it has its workbook, and stays as it is if that says the same."""
    named = root.find(f"{_C}externalData")
    id_ = named.get(f"{{{R}}}id") if named is not None else None
    target = next((entry.target for entry in package.relationships(chart) if entry.id == id_), "")
    if not target:
        yield ("no-workbook", "the chart's data can't be edited")
        return
    if target not in package.members:  # told as a dangling relationship
        return
    from hefei_report.deck.lint.workbooks import read_workbook  # after most edits, no chart is looked into

    workbook = read_workbook(package.members[target])
    if workbook is None:
        yield ("broken-workbook", target)
        return
    if workbook.formulas:
        yield ("live-workbook", f"{target} computes or links")
    yield from _told_apart(root, workbook)


def _told_apart(root: etree._Element, workbook: Workbook) -> Iterator[Fault]:
    """What the chart shows and its workbook has otherwise."""
    for reference in root.iter(*_REFERENCES):
        formula = reference.findtext(f"{_C}f") or ""
        cells = workbook.cells(formula)
        if cells is None:
            yield ("unknown-cells", formula)
            continue
        for point in reference.iter(f"{_C}pt"):
            place, shown = number(point, "idx", -1), point.findtext(f"{_C}v") or ""
            if 0 <= place < len(cells) and not _same(shown, cells[place]):
                yield ("stale-workbook", f"{formula}: {shown[:30]} is {cells[place][:30] or 'empty'}")
                break
        else:
            count = number(next(reference.iter(f"{_C}ptCount"), None), "val", len(cells))
            if count != len(cells):
                yield ("point-count", f"{formula}: {len(cells)} cells, {count} told")


def _same(shown: str, cell: str) -> bool:
    if shown == cell:
        return True
    return _is_number(shown) and _is_number(cell) and float(shown) == float(cell)


def _value(element: etree._Element, child: str) -> str:
    found = element.find(f"{_C}{child}")
    return found.get("val", "") if found is not None else ""
