"""The rows of a chart of bars: where their labels go, and how thick bars are in the room there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hefei_report.document.chartplan import Axis, Band, Bar, Bars, ChartPlan, Dumbbells, Extent, Extents, Ink, Stems
from hefei_report.document.progresslayers import Funnel, Schedule
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.wrapping import widest_piece
from hefei_report.records import dataclass

_GUTTER_SHARES = (0.38, 0.46, 0.54)  # of the width, at most, for labels beside the bars; the wider where height lacks
_MOST_LINES = 3  # of a label beside its bar; longer ones stand above it
_ROOM_SHARE = 0.92  # of the box's height that rows may take before another arrangement is tried
_LEAST_BAR, _BEST_BAR, _WIDEST_BAR = 0.8, 1.55, 4.2  # em
_LEAST_GAP, _BEST_GAP = 0.35, 0.95  # between rows, em


@dataclass(frozen=True, slots=True)
class Row:
    """One category: its label, and from its top how much of it the label above takes, in points."""

    label: TextBlock
    above: float
    lanes: int


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows; ``gutter`` is the width of the labels beside the bars, 0 when they stand above."""

    rows: tuple[Row, ...]
    gutter: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row's bars are: top edge and thickness of all its lanes together, in points."""

    top: float
    thickness: float

    @property
    def middle(self) -> float:
        return self.top - self.thickness / 2


def plan_rows(plan: ChartPlan, sheet: Sheet) -> Rows:
    """Labels in a margin beside the bars if they fit there in three lines, else above their bars.

    Where that is too high for the box, the margin is made wider, or labels take more lines: whatever is lowest.
    """
    first, *others = _arrangements(plan, sheet)
    room = sheet.box.height * _ROOM_SHARE - _ticks_height(plan, sheet)
    if _least_height(first, sheet) <= room:
        return first
    fitting = (rows for rows in others if _least_height(rows, sheet) <= room)
    return next(fitting, None) or min((first, *others), key=lambda rows: _least_height(rows, sheet))


def _arrangements(plan: ChartPlan, sheet: Sheet) -> list[Rows]:
    """The ways to set the labels, the best first."""
    labels = plan.y.labels if isinstance(plan.y, Band) else ()
    words = max((widest_piece(label, sheet.setting.width) for label in labels), default=0.0)
    limits = [sheet.box.width * share for share in _GUTTER_SHARES]
    beside = [_beside(plan, labels, limit, sheet) for limit in limits if words <= limit]
    above = _above(plan, labels, sheet)
    best = [rows for rows in beside[:1] if words <= limits[0] and _lines(rows) <= _MOST_LINES]
    return [*best, above, *(rows for rows in beside if rows not in best)]


def _lines(rows: Rows) -> int:
    return max((len(row.label.lines) for row in rows.rows), default=0)


def _beside(plan: ChartPlan, labels: Sequence[str], limit: float, sheet: Sheet) -> Rows:
    lanes, bold = _lanes(plan, len(labels)), _emphasized(plan)
    blocks = [sheet.block(label, limit, bold=slot in bold) for slot, label in enumerate(labels)]
    rows = tuple(Row(block, 0.0, lanes[slot]) for slot, block in enumerate(blocks))
    return Rows(rows, max((block.width for block in blocks), default=0.0))


def _above(plan: ChartPlan, labels: Sequence[str], sheet: Sheet) -> Rows:
    lanes, bold, gap = _lanes(plan, len(labels)), _emphasized(plan), sheet.setting.em(0.2)
    blocks = [sheet.block(label, sheet.box.width, bold=slot in bold) for slot, label in enumerate(labels)]
    return Rows(tuple(Row(block, block.height + gap, lanes[slot]) for slot, block in enumerate(blocks)), 0.0)


def _least_height(rows: Rows, sheet: Sheet) -> float:
    return _total(rows, _LEAST_BAR, _LEAST_GAP, sheet)


def _lanes(plan: ChartPlan, count: int) -> list[int]:
    lanes = [1] * count
    for bar in bars_of(plan):
        lanes[bar.slot] = max(lanes[bar.slot], bar.lanes)
    for extent in _extents_of(plan):
        lanes[extent.slot] = 2 if extent.value else 1  # the value of its point stands above it
    return lanes


def _extents_of(plan: ChartPlan) -> Iterator[Extent]:
    for layer in plan.layers:
        if isinstance(layer, Extents):
            yield from layer.extents


def bars_of(plan: ChartPlan) -> Iterator[Bar]:
    """All bars of all layers."""
    for layer in plan.layers:
        if isinstance(layer, Bars):
            yield from layer.bars


def _emphasized(plan: ChartPlan) -> frozenset[int]:
    """Slots whose whole bar, or whose end, is the accent."""
    whole = {b.slot for b in bars_of(plan) if b.value.ink is Ink.ACCENT and b.lanes == 1 and b.start == 0}
    pairs = [one for layer in plan.layers if isinstance(layer, Dumbbells) for one in layer.dumbbells]
    stages = [stage for layer in plan.layers if isinstance(layer, Funnel) for stage in layer.stages]
    whole |= {stage.slot for stage in stages if stage.value.ink is Ink.ACCENT}
    whole |= {extent.slot for extent in _extents_of(plan) if extent.ink is Ink.ACCENT}
    for layer in plan.layers:
        if isinstance(layer, Stems) and all(stem.series == 0 for stem in layer.stems):
            whole |= {stem.slot for stem in layer.stems if stem.value.ink is Ink.ACCENT}
        if isinstance(layer, Schedule):
            whole |= {*layer.headings, *(span.slot for span in layer.spans if span.ink is Ink.ACCENT)}
    return frozenset(whole | {one.slot for one in pairs if one.end.ink is Ink.ACCENT})


def natural_height(plan: ChartPlan, sheet: Sheet) -> float:
    """The height that rows of the best size take together with ticks, without legend and rules, in points."""
    rows = plan_rows(plan, sheet).rows
    em = sheet.setting.em
    return sum(_row_height(row, _BEST_BAR, sheet) + em(_BEST_GAP) for row in rows) + _ticks_height(plan, sheet)


def _ticks_height(plan: ChartPlan, sheet: Sheet) -> float:
    ticked = isinstance(plan.x, Axis) and plan.x.ticks
    return sheet.block("0").height + sheet.setting.em(0.35) if ticked else 0.0


def _row_height(row: Row, bar: float, sheet: Sheet) -> float:
    """From a row's top to its bars' foot, for bars of ``bar`` em."""
    thickness = sheet.setting.em(bar if row.lanes == 1 else bar * 0.75 * row.lanes)
    return row.above + thickness if row.above else max(thickness, row.label.height)


def place_rows(rows: Rows, top: float, bottom: float, sheet: Sheet) -> list[Placed]:
    """Rows from ``top`` to ``bottom`` at the best size that fits, and no thicker than looks right."""
    room = top - bottom
    least, gap = _total(rows, _LEAST_BAR, _LEAST_GAP, sheet), _LEAST_GAP
    if least > room + 1e-6:
        raise DoesNotFit(least - room, "the bars and their labels")
    bar = _LEAST_BAR
    for part in range(1, 33):  # grow bars and gaps together, from the least through the best
        tried_bar = _LEAST_BAR + (_BEST_BAR - _LEAST_BAR) * part / 8
        tried_gap = _LEAST_GAP + (_BEST_GAP - _LEAST_GAP) * part / 8
        if tried_bar > _WIDEST_BAR or _total(rows, tried_bar, tried_gap, sheet) > room:
            break
        bar, gap = tried_bar, tried_gap
    placed: list[Placed] = []
    spare = (room - _total(rows, bar, gap, sheet)) / max(1, len(rows.rows))
    spare = min(spare, sheet.setting.em(2.2))
    for row in rows.rows:
        top -= sheet.setting.em(gap) / 2 + spare / 2
        height = _row_height(row, bar, sheet)
        thickness = sheet.setting.em(bar if row.lanes == 1 else bar * 0.75 * row.lanes)
        first = top - row.above if row.above else top - (height - thickness) / 2
        placed.append(Placed(first, thickness))
        top -= height + sheet.setting.em(gap) / 2 + spare / 2
    return placed


def _total(rows: Rows, bar: float, gap: float, sheet: Sheet) -> float:
    return sum(_row_height(row, bar, sheet) + sheet.setting.em(gap) for row in rows.rows)


def put_row_label(row: Row, where: Placed, gutter: float, sheet: Sheet) -> None:
    """A category's label, flush left: beside its bar or above it."""
    if row.above:
        sheet.put(row.label, Spot(0.0, where.top + row.above, up="top"))
    elif gutter:
        sheet.put(row.label, Spot(0.0, where.middle))
