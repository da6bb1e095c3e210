"""Columns, the targets across them and the values above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hefei_report.document.chartplan import (
    Axis,
    Bar,
    Bars,
    ChartPlan,
    Connectors,
    Ink,
    Layer,
    Marker,
    Markers,
    Total,
    Totals,
)
from hefei_report.figures.directnames import group_to_name, names_over_group
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.marking import draw_bar, target_tick, text_inside
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.scaling import Scale, Slots
from hefei_report.figures.sheet import Sheet, Spot, TextBlock

_SHARE = 0.62  # of a slot that a single column takes
_GROUP_SHARE = 0.8
_STACK_SHARE = 0.74
_WIDEST = 7.0  # em
_NAME_GAP = 0.05  # between the value of a column and the name of its series, em
_LIFTS = (0.0, 1.15, 2.3, 3.45)  # how far a label may be moved up to find room, in em

ColumnNames = dict[Bar, TextBlock]


def column_rect(bar: Bar, slots: Slots, y: Scale, sheet: Sheet) -> Rect:
    """The rectangle of a column, in points; ``bottom`` is the lower end whatever the sign."""
    share = _GROUP_SHARE if bar.lanes > 1 else _STACK_SHARE if bar.inside else _SHARE
    group = _group_width(bar.lanes, share, slots, sheet)
    lane = group / bar.lanes
    gap = min(lane * 0.08, sheet.setting.em(0.15)) if bar.lanes > 1 else 0.0
    left = slots.at(bar.slot) - group / 2 + bar.lane * lane
    ends = sorted((y.at(bar.start), y.at(bar.end)))
    return Rect(left + gap / 2, ends[0], left + lane - gap / 2, ends[1])


def _group_width(lanes: int, share: float, slots: Slots, sheet: Sheet) -> float:
    """What the columns in one slot take together, in points."""
    return min(slots.step * share, sheet.setting.em(_WIDEST) * lanes)


def place_among(at: Decimal, layers: Sequence[Layer], slots: Slots, sheet: Sheet) -> float:
    """Where a note to the place ``at`` points: to the middle of a slot, or to one of the columns that share it."""
    slot = round(at)
    lanes = max((bar.lanes for layer in layers if isinstance(layer, Bars) for bar in layer.bars), default=1)
    return slots.at(slot) + float(at - slot) * _group_width(lanes, _GROUP_SHARE, slots, sheet)


def draw_columns(layer: Bars | Markers, slots: Slots, y: Scale, sheet: Sheet) -> None:
    """The shapes of a layer of columns or targets; missing values leave their slot empty."""
    match layer:
        case Bars():
            for bar in layer.bars:
                if bar.value.number is not None:
                    rect = column_rect(bar, slots, y, sheet)
                    draw_bar(sheet, rect, bar.value.ink, bar.value.status)
                    sheet.keep_clear(rect)
                    if bar.inside and bar.start != 0:  # parts of a whole are told apart by a white edge
                        foot = y.at(bar.start)
                        edge = ((rect.left, foot), (rect.right, foot))
                        sheet.draw(Stroke(edge, sheet.setting.theme.paper, sheet.setting.em(0.1)))
        case Markers():
            for marker in layer.markers:
                if marker.value.number is not None:
                    left, right, height = _marker_place(marker, slots, y, sheet)
                    target_tick(sheet, (left, height), (right, height), marker.value.ink)
                    sheet.keep_clear(Rect(left, height, right, height).grown(sheet.setting.em(0.12)))


def _marker_place(marker: Marker, slots: Slots, y: Scale, sheet: Sheet) -> tuple[float, float, float]:
    """Left end, right end and height of a target's tick, which is a little wider than its column."""
    half = min(slots.step * _SHARE, sheet.setting.em(_WIDEST)) / 2 + sheet.setting.em(0.35)
    middle = slots.at(marker.slot)
    return middle - half, middle + half, y.at(marker.value.number or 0)


def group_names(plan: ChartPlan, slots: Slots, sheet: Sheet) -> ColumnNames:
    """The names that the columns of one group bear above their values. Raises DoesNotFit."""
    slot = group_to_name(plan)
    group = [bar for layer in plan.layers if isinstance(layer, Bars) for bar in layer.bars if bar.slot == slot]
    pitch = _group_width(len(group), _GROUP_SHARE, slots, sheet) / len(group)
    blocks = names_over_group(plan, pitch - sheet.setting.em(0.25), sheet)
    return {bar: blocks[bar.series] for bar in group}


def headroom_limits(
    plan: ChartPlan, axis: Axis, bottom: float, top: float, sheet: Sheet, names: ColumnNames | None = None
) -> tuple[float, float]:
    """How low and how high the value axis may reach so that the labels at the ends of columns stay in the box."""
    span = float(axis.maximum - axis.minimum) or 1.0
    low, high = bottom, top
    label = sheet.block("0").height + sheet.setting.em(0.3)
    for end, text in _labelled_ends(plan):
        part = (end - float(axis.minimum)) / span
        if text and end >= 0 and part > 0.05:
            high = min(high, bottom + (top - label - bottom) / part)
        elif text and end < 0 and part < 0.95:
            low = max(low, top - (top - bottom - label) / (1 - part))
    for bar, name in (names or {}).items():
        part = (float(bar.end) - float(axis.minimum)) / span
        high = min(high, bottom + (top - label - name.height - sheet.setting.em(_NAME_GAP) - bottom) / max(part, 0.05))
    return low, high


def _labelled_ends(plan: ChartPlan) -> Iterator[tuple[float, str]]:
    for layer in plan.layers:
        if isinstance(layer, Bars):
            beside = (b for b in layer.bars if b.value.number is not None and not b.inside)
            yield from ((_labelled_end(b), b.value.text) for b in beside)
        elif isinstance(layer, Totals):
            yield from ((float(total.at), total.value.text) for total in layer.totals)
        elif isinstance(layer, Markers):
            yield from ((float(m.value.number), m.value.text) for m in layer.markers if m.value.number is not None)


def _labelled_end(bar: Bar) -> float:
    """Where the label of a column is: at its end, of a floating one above it."""
    return float(bar.end if bar.start == 0 else max(bar.start, bar.end))


def draw_connectors(plan: ChartPlan, layer: Connectors, slots: Slots, y: Scale, sheet: Sheet) -> None:
    """Hairlines from the columns to their neighbours at the right."""
    bars = {bar.slot: bar for other in plan.layers if isinstance(other, Bars) for bar in other.bars}
    for connector in layer.connectors:
        before, after = bars[connector.slot], bars[connector.slot + 1]
        rect, height = column_rect(before, slots, y, sheet), y.at(connector.at)
        left = rect.left if before.start == before.end else rect.right  # under a change of nothing it runs on
        ends = ((left, height), (column_rect(after, slots, y, sheet).left, height))
        sheet.draw(Stroke(ends, sheet.setting.theme.quiet, sheet.setting.hair))


def label_columns(plan: ChartPlan, slots: Slots, y: Scale, sheet: Sheet, names: ColumnNames | None = None) -> None:
    """The values of targets, then of columns, each at its end, and the ``names`` above those of one group."""
    for bar, name in (names or {}).items():
        rect = column_rect(bar, slots, y, sheet)
        foot = rect.top + sheet.block("0").height + sheet.setting.em(0.2 + _NAME_GAP)
        sheet.put(name, Spot((rect.left + rect.right) / 2, foot, "centre", "bottom"))
    for layer in plan.layers:
        if isinstance(layer, Markers):
            for marker in layer.markers:
                _label_marker(marker, slots, y, sheet)
    for layer in plan.layers:
        if isinstance(layer, Bars):
            for bar in layer.bars:
                _label_bar(bar, column_rect(bar, slots, y, sheet), sheet)
        elif isinstance(layer, Totals):
            for total in layer.totals:
                _label_total(total, slots, y, sheet)


def _label_total(total: Total, slots: Slots, y: Scale, sheet: Sheet) -> None:
    block, foot = sheet.block(total.value.text, bold=True), y.at(total.at) + sheet.setting.em(0.2)
    middle = min(max(slots.at(total.slot), block.width / 2), sheet.box.width - block.width / 2)
    sheet.put_first(block, [Spot(middle, foot + sheet.setting.em(lift), "centre", "bottom") for lift in _LIFTS])


def value_block(sheet: Sheet, text: str, ink: Ink) -> TextBlock:
    """A value as a label: bold and coloured where it matters, else in ink."""
    accent = ink is Ink.ACCENT
    return sheet.block(text, colour=sheet.setting.text(ink) if accent else "", bold=accent)


def _label_bar(bar: Bar, rect: Rect, sheet: Sheet) -> None:
    if not bar.value.text or bar.value.number is None:
        return
    block = value_block(sheet, bar.value.text, bar.value.ink)
    middle, gap = (rect.left + rect.right) / 2, sheet.setting.em(0.2)
    inside = sheet.block(bar.value.text, colour=text_inside(sheet, bar.value.ink, bar.value.status), bold=block.bold)
    if bar.inside:
        _label_part(inside, rect, sheet)
        return
    roomy = rect.right - rect.left >= block.width + gap and rect.top - rect.bottom >= block.height + 2 * gap
    down = bar.start == 0 and bar.end < 0  # a floating bar has its label above it, where no connector runs
    middle = min(max(middle, block.width / 2), sheet.box.width - block.width / 2)
    away = [sheet.setting.em(lift) for lift in _LIFTS]
    above = [Spot(middle, rect.top + gap + lift, "centre", "bottom") for lift in away]
    below = [Spot(middle, rect.bottom - gap - lift, "centre", "top") for lift in away]
    spots = below if down else above if bar.start == 0 else [*above, *below]
    # The next best place after "at the end" is inside the end, where it can't belong to anything else.
    tucked = Spot(middle, rect.bottom + gap if down else rect.top - gap, "centre", "bottom" if down else "top")
    if roomy and not sheet.can_put(block, spots[0]) and sheet.can_put(inside, tucked, shapes=False):
        sheet.put(inside, tucked)
    else:
        sheet.put_first(block, spots)


def _label_part(block: TextBlock, rect: Rect, sheet: Sheet) -> None:
    """The value of a part in its middle. Raises DoesNotFit: over its neighbour it would be taken for theirs."""
    missing = max(
        block.width + sheet.setting.em(0.1) - (rect.right - rect.left),
        sheet.setting.em(1.0) - (rect.top - rect.bottom),
    )
    if missing > 0:
        raise DoesNotFit(missing, f"no room in its part for the label '{block.lines[0]}'")
    sheet.put(block, Spot((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2, "centre"))


def _label_marker(marker: Marker, slots: Slots, y: Scale, sheet: Sheet) -> None:
    if not marker.value.text or marker.value.number is None:
        return
    left, right, height = _marker_place(marker, slots, y, sheet)
    block = sheet.block(marker.value.text, colour=sheet.setting.text(marker.value.ink))
    gap, middle = sheet.setting.em(0.25), (left + right) / 2
    above = [Spot(middle, height + gap + sheet.setting.em(lift), "centre", "bottom") for lift in _LIFTS]
    beside = [Spot(right + gap, height), Spot(left - gap, height, "right")]
    sheet.put_first(block, [above[0], *beside, *above[1:]])
