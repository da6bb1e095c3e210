"""Sizes a table for a slide: column widths from shares and content, row heights from lines, pages when too long."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hefei_report.deck.storyboard.linebreaking import (
    CHINESE_PITCH,
    has_chinese,
    longest_chunk,
    natural_width,
    text_height,
)
from hefei_report.deck.storyboard.plan import EMU_PER_POINT, Frame, Para, PlannedRow, Text, emu_from_points
from hefei_report.deck.storyboard.setting import para
from hefei_report.document.model import Align, Inline, Table, plain
from hefei_report.records import dataclass

CELL_PADDING = (emu_from_points(7.0), emu_from_points(3.6))  # horizontal and vertical, in EMU
_PITCH = 1.25  # exact, because applications measure table lines differently
_SIZES = (14.0, 13.0, 12.0)
_LEAST_SHARE = 0.62  # of the frame's width that even a narrow table takes
_STRETCH = 1.6  # how far columns are pulled apart to fill the frame
_WIDEST = 0.5  # of the frame's width that a column asks for because of a long text
_SLACK = 1.5  # points kept free in each cell


@dataclass(frozen=True, slots=True)
class TablePage:
    """One slide's part of a table, header first, with the ``excess`` in points by which it is too high.

    ``first`` is the place of its first row in the table, from 0; a page that is too high has no other.
    """

    widths: tuple[int, ...]
    rows: tuple[PlannedRow, ...]
    excess: float = 0.0
    first: int = 0

    @property
    def height(self) -> int:
        """Its height in EMU."""
        return sum(row.height for row in self.rows)


def table_pages(table: Table, frame: Frame, sizes: Sequence[float] = _SIZES) -> tuple[tuple[TablePage, ...], float]:
    """``table`` over as few pages of ``frame`` as it needs, and by how many points it is too wide.

    It is set at the largest of ``sizes`` at which one page holds it, else at the smallest size on several.
    """
    for size in sizes:
        widths, too_wide = _widths(table, size, frame)
        rows = _rows(table, size, widths)
        if sum(row.height for row in rows) <= frame.h and not too_wide:
            return (TablePage(widths, rows),), 0.0
    return tuple(_paged(widths, rows, frame.h)), too_wide


def _paged(widths: tuple[int, ...], rows: tuple[PlannedRow, ...], room: int) -> list[TablePage]:
    """Pages about equally full, each with the header row."""
    header, body = rows[0], rows[1:]
    most = len(_filled(body, room - header.height))
    low, high = 0, room - header.height
    while high - low > EMU_PER_POINT:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_filled(body, middle)) <= most else (middle, high)
    found: list[TablePage] = []
    first = 0
    for part in _filled(body, high):
        page = TablePage(widths, (header, *part))
        found.append(TablePage(widths, page.rows, max(0.0, (page.height - room) / EMU_PER_POINT), first))
        first += len(part)
    return found


def _filled(rows: Sequence[PlannedRow], room: int) -> list[tuple[PlannedRow, ...]]:
    out: list[list[PlannedRow]] = [[]]
    used = 0
    for row in rows:
        if out[-1] and used + row.height > room:
            out.append([])
            used = 0
        out[-1].append(row)
        used += row.height
    return [tuple(part) for part in out]


def _rows(table: Table, size: float, widths: tuple[int, ...]) -> tuple[PlannedRow, ...]:
    aligns = [column.align for column in table.columns]

    def row(cells: Sequence[Inline], bold: bool, emphasis: bool) -> PlannedRow:
        texts = tuple(_cell(cell, size, align, bold) for cell, align in zip(cells, aligns, strict=True))
        lines = max(
            (
                text_height(text, (width - 2 * CELL_PADDING[0]) / EMU_PER_POINT - _SLACK)
                for text, width in zip(texts, widths, strict=True)
            ),
            default=0.0,
        )
        return PlannedRow(texts, emu_from_points(lines) + 2 * CELL_PADDING[1], emphasis)

    header = row([column.header for column in table.columns], True, False)
    return (header, *(row(line.cells, line.emphasis, line.emphasis) for line in table.rows))


def _cell(content: Inline, size: float, align: Align, bold: bool) -> Text:
    cell = para(content, size, bold=bold, align=align)
    pitch = round((CHINESE_PITCH if has_chinese(plain(content)) else _PITCH) * size, 1)
    return (Para(cell.pieces, pitch=pitch, align=align),)


# --------------------------------------------------------------------------------------------- widths


def _widths(table: Table, size: float, frame: Frame) -> tuple[tuple[int, ...], float]:
    """The columns' widths in EMU, and by how many points their longest words are too wide together."""
    room = frame.width_pt
    least = _measured(table, size, longest_chunk)
    natural = [
        min(width, max(_WIDEST * room, low))
        for width, low in zip(_measured(table, size, natural_width), least, strict=True)
    ]
    if sum(least) > room:
        scaled = [width * room / sum(least) for width in least]
        return tuple(map(_floor_emu, scaled)), sum(least) - room
    shares = [column.width for column in table.columns]
    chosen = _by_content(natural, least, room) if len(set(shares)) == 1 else _by_share(shares, least, room)
    return tuple(map(_floor_emu, chosen)), 0.0


def _floor_emu(points: float) -> int:
    return int(points * EMU_PER_POINT)


def _measured(table: Table, size: float, measure: Callable[[Para], float]) -> list[float]:
    """The most that ``measure`` finds in each column, with padding, in points."""
    padding = 2 * CELL_PADDING[0] / EMU_PER_POINT + _SLACK + 0.5
    found = []
    for index, column in enumerate(table.columns):
        cells = [_cell(column.header, size, column.align, True)]
        cells += [_cell(row.cells[index], size, column.align, row.emphasis) for row in table.rows]
        found.append(max(measure(cell[0]) for cell in cells) + padding)
    return found


def _by_content(natural: list[float], least: list[float], room: float) -> list[float]:
    """As wide as the content asks, pulled apart somewhat when there is room, squeezed when there isn't."""
    wanted = sum(natural)
    if wanted <= room:
        total = min(room, max(_LEAST_SHARE * room, wanted * _STRETCH))
        return [width * total / wanted for width in natural]
    give = sum(wide - low for wide, low in zip(natural, least, strict=True))
    part = (room - sum(least)) / give if give else 0.0
    return [low + (wide - low) * part for wide, low in zip(natural, least, strict=True)]


def _by_share(shares: list[float], least: list[float], room: float) -> list[float]:
    """The author's shares, but no column narrower than its longest word."""
    fixed: dict[int, float] = {}
    while True:
        rest = room - sum(fixed.values())
        total = sum(share for index, share in enumerate(shares) if index not in fixed)
        widths = [fixed.get(index, rest * share / total if total else 0.0) for index, share in enumerate(shares)]
        narrow = {index: least[index] for index, width in enumerate(widths) if width < least[index] - 0.01}
        if not narrow:
            return widths
        fixed |= narrow
