"""Lays out squares that stand for parts of a whole, each part named beside its own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from hefei_report.document.chartplan import ChartPlan, Ink, SquareGroup, Squares
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_bar, draw_vacant
from hefei_report.figures.picture import Rect
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread
from hefei_report.figures.wrapping import widest_piece
from hefei_report.records import dataclass

_LEAST, _BEST, _LARGEST = 0.8, 1.75, 3.0  # from square to square, in em
_GAP = 0.14  # between squares, as a part of that
_COLUMNS = ((25, 5), (120, 10), (400, 20))  # up to so many squares stand in so many columns
_WIDEST_GRID = 0.55  # of the box
_ASIDE, _KEY = 1.4, 1.25  # from the squares to the names, and from a name's key to its text, in em
_WIDEST_NAME = 22.0  # em
_UNDER = 0.5  # between the squares and what one of them stands for, in em


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the squares are, row by row from the top left: ``pitch`` points from one to the next."""

    count: int
    columns: int
    pitch: float
    top: float

    @property
    def rows(self) -> int:
        return math.ceil(self.count / self.columns)

    @property
    def width(self) -> float:
        return self.columns * self.pitch

    @property
    def height(self) -> float:
        return self.rows * self.pitch

    def square(self, place: int) -> Rect:
        """The square with the number ``place``, from 0."""
        left = place % self.columns * self.pitch
        top = self.top - place // self.columns * self.pitch
        side = self.pitch * (1 - _GAP)
        return Rect(left, top - side, left + side, top)

    def middle(self, start: int, count: int) -> float:
        """The height of the middle of ``count`` squares from ``start``, or of where they would be."""
        places = range(start, start + count) or range(start, start + 1)
        return self.top - (sum(place // self.columns for place in places) / len(places) + 0.5) * self.pitch


def squares_of(plan: ChartPlan) -> Squares:
    """The squares that ``plan`` consists of."""
    return next(layer for layer in plan.layers if isinstance(layer, Squares))


def lay_squares(plan: ChartPlan, sheet: Sheet) -> None:
    """The squares at the left, values and names beside them at the height of their parts. Raises DoesNotFit."""
    em, squares = sheet.setting.em, squares_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    grid = _grid(squares, top, top - _meaning_height(squares, sheet), sheet.box.width * _WIDEST_GRID, sheet)
    _draw(squares, grid, sheet)
    _lay_meaning(squares, grid, sheet)
    left = grid.width + em(_ASIDE)
    limit = min(sheet.box.width - left - em(_KEY), em(_WIDEST_NAME))
    stacks = [_stack(group, limit, sheet) for group in squares.groups]
    rest = [sheet.block(squares.rest_name, limit, colour=sheet.setting.theme.quiet)] if squares.rest_name else []
    stacks += [rest] if rest else []
    middles = [grid.middle(start, count) for start, count in _runs(squares)]
    _lay_beside(squares, stacks, middles, left, top, sheet)


def lay_squares_over_list(plan: ChartPlan, sheet: Sheet) -> None:
    """The squares over the width, a list of colour, value and name below. Raises DoesNotFit."""
    em, squares = sheet.setting.em, squares_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    rows = [*((group.value.text, group.name) for group in squares.groups)]
    rows += [("", squares.rest_name)] if squares.rest_name else []
    values = max(sheet.setting.width(value, bold=True) for value, _ in rows)
    left = em(_KEY) + (values + em(0.7) if values else 0.0)
    limit = sheet.box.width - left
    if limit < min(em(6), max(widest_piece(name, sheet.setting.width) for _, name in rows)):
        raise DoesNotFit(em(6) - limit, "the names of the parts")
    names = [sheet.block(name, limit) for _, name in rows]
    depth = sum(name.height + em(0.35) for name in names) + em(0.4)
    grid = _grid(squares, top, top - depth - _meaning_height(squares, sheet), sheet.box.width, sheet)
    _draw(squares, grid, sheet)
    y = _lay_meaning(squares, grid, sheet) - em(0.75)
    for (value, _), name, group in zip(rows, names, (*squares.groups, None), strict=False):
        rect = sheet.put(name, Spot(left, y, up="top"))
        _draw_key(group, rect.top - name.ascent + em(0.33), 0.0, sheet)
        if value and group:
            block = sheet.block(value, colour=sheet.setting.text(group.value.ink), bold=True)
            sheet.put(block, Spot(left - em(0.7), rect.top, "right", "top"))
        y = rect.bottom - em(0.35)


def natural_height(plan: ChartPlan, sheet: Sheet) -> float:
    """Squares of the best size with what they stand for, in points."""
    squares = squares_of(plan)
    columns = _columns(_count(squares))
    pitch = min(sheet.setting.em(_BEST), sheet.box.width * _WIDEST_GRID / columns)
    return math.ceil(_count(squares) / columns) * pitch + sheet.setting.em(1.6)


# ------------------------------------------------------------------------------------------- the squares


def _count(squares: Squares) -> int:
    return sum(group.count for group in squares.groups) + squares.rest


def _columns(count: int) -> int:
    return next(columns for most, columns in _COLUMNS if count <= most)


def _grid(squares: Squares, top: float, height: float, width: float, sheet: Sheet) -> Grid:
    """The largest grid that ``height`` and ``width`` allow, and that still looks right. Raises DoesNotFit."""
    count = _count(squares)
    columns = _columns(count)
    rows = math.ceil(count / columns)
    pitch = min(width / columns, height / rows, sheet.setting.em(_LARGEST))
    least = sheet.setting.em(_LEAST)
    if pitch < least:
        raise DoesNotFit((least - pitch) * rows, "the squares")
    return Grid(count, columns, pitch, top)


def _runs(squares: Squares) -> Iterator[tuple[int, int]]:
    """Where the squares of each group begin and how many they are; the rest comes last if it has a name."""
    start = 0
    for group in squares.groups:
        yield start, group.count
        start += group.count
    if squares.rest_name:
        yield start, squares.rest


def _draw(squares: Squares, grid: Grid, sheet: Sheet) -> None:
    place = 0
    for group in squares.groups:
        for _ in range(group.count):
            draw_bar(sheet, grid.square(place), group.value.ink, group.value.status)
            place += 1
    for empty in range(place, grid.count):
        draw_vacant(sheet, grid.square(empty))


# ---------------------------------------------------------------------------------------------- the texts


def _meaning(squares: Squares, sheet: Sheet) -> TextBlock:
    return sheet.block(squares.meaning, sheet.box.width, colour=sheet.setting.theme.quiet)


def _meaning_height(squares: Squares, sheet: Sheet) -> float:
    """What the line under the squares takes, with the space above it, in points."""
    return _meaning(squares, sheet).height + sheet.setting.em(_UNDER)


def _lay_meaning(squares: Squares, grid: Grid, sheet: Sheet) -> float:
    """What a square stands for, under them; returns the height at which it ends."""
    top = grid.top - grid.height + grid.pitch * _GAP - sheet.setting.em(_UNDER)
    return sheet.put(_meaning(squares, sheet), Spot(0.0, top, up="top")).bottom


def _stack(group: SquareGroup, limit: float, sheet: Sheet) -> list[TextBlock]:
    """Value and name of a part, the value first and bold. Raises DoesNotFit where a word would have to be cut."""
    if limit < widest_piece(group.name, sheet.setting.width):
        raise DoesNotFit(widest_piece(group.name, sheet.setting.width) - limit, "the names of the parts")
    colour = sheet.setting.text(group.value.ink)
    value = [sheet.block(group.value.text, colour=colour, bold=True)] if group.value.text else []
    return [*value, sheet.block(group.name, limit, colour=colour if group.value.ink is Ink.ACCENT else "")]


def _lay_beside(
    squares: Squares, stacks: Sequence[list[TextBlock]], middles: Sequence[float], left: float, top: float, sheet: Sheet
) -> None:
    """Every stack with its key at ``left``, as near to its middle as the others let it. Raises DoesNotFit."""
    em = sheet.setting.em
    heights = [sum(block.height for block in stack) for stack in stacks]
    wanted = [top - middle - height / 2 for middle, height in zip(middles, heights, strict=True)]
    tops = spread(wanted, heights, 0.0, top, em(0.45))
    if tops is None:
        raise DoesNotFit(sum(heights) + em(0.45) * len(heights) - top, "the names of the parts")
    for stack, down, group in zip(stacks, tops, (*squares.groups, None), strict=False):
        y = top - down
        _draw_key(group, y - stack[0].ascent + em(0.33), left, sheet)
        for block in stack:
            y = sheet.put(block, Spot(left + em(_KEY), y, up="top")).bottom


def _draw_key(group: SquareGroup | None, middle: float, left: float, sheet: Sheet) -> None:
    """A square in the colour of ``group``, or an empty one, before its name."""
    em = sheet.setting.em
    square = Rect(left, middle - em(0.4), left + em(0.8), middle + em(0.4))
    if group is None:
        draw_vacant(sheet, square)
    else:
        draw_bar(sheet, square, group.value.ink, group.value.status)
