"""Tables: as many cells as columns, merged cells that fit together, a header that can be read out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import is_set, number
from hefei_report.deck.openxml.names import A


def table(found: etree._Element, where: str, slide: int, shape: int) -> Iterator[Finding]:
    """What is wrong with one ``a:tbl`` (ECMA-376, part 1, 21.1.3)."""

    def finding(rule: str, what: str) -> Finding:
        return Finding(rule, where, what, slide, shape)

    if not is_set(found.find(f"{{{A}}}tblPr"), "firstRow"):
        yield finding("table-without-header", "a screen reader can't name the columns")
    widths = [number(column, "w") for column in found.findall(f"{{{A}}}tblGrid/{{{A}}}gridCol")]
    rows = [row.findall(f"{{{A}}}tc") for row in found.findall(f"{{{A}}}tr")]
    if not rows or any(len(cells) != len(widths) for cells in rows):
        yield finding("table-grid", "a row hasn't as many cells as there are columns")
    elif not _merges_fit(rows):
        yield finding("table-merge", "merged cells don't cover each other")
    heights = [number(row, "h") for row in found.findall(f"{{{A}}}tr")]
    if any(width <= 0 for width in widths) or any(height < 0 for height in heights):  # a row grows with its text
        yield finding("table-size", "a column has no width, or a row a negative height")
    if rows and not any((text.text or "").strip() for cell in rows[0] for text in cell.iter(f"{{{A}}}t")):
        yield finding("empty-header", "no column has a name")


def _merges_fit(rows: list[list[etree._Element]]) -> bool:
    """Whether each cell that says that it is covered is covered by another one, and the other way round."""
    covered: set[tuple[int, int]] = set()
    said: set[tuple[int, int]] = set()
    for top, cells in enumerate(rows):
        for left, cell in enumerate(cells):
            wide, high = number(cell, "gridSpan", 1), number(cell, "rowSpan", 1)
            if is_set(cell, "hMerge") or is_set(cell, "vMerge"):
                said.add((top, left))
                continue
            if not (1 <= wide <= len(cells) - left and 1 <= high <= len(rows) - top):
                return False
            area = {(y, x) for y in range(top, top + high) for x in range(left, left + wide)} - {(top, left)}
            if area & covered:
                return False
            covered |= area
    return covered == said
