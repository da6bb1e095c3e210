"""Areas of PowerPoint's own, alone or stacked, over an axis of dates, which keeps the distances of uneven years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hefei_report.deck.charts.arealabels import edge_labels, name_label, names_of, ticks_kept
from hefei_report.deck.charts.cells import EMPTY, Sheet, code_of
from hefei_report.deck.charts.curveframe import CurveFrame, curve_frame
from hefei_report.deck.charts.curves import joined, point_looks
from hefei_report.deck.charts.dates import YEARS, are_years, day_of, is_known
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.linelabels import spread
from hefei_report.deck.charts.model import (
    Axes,
    CategoryAxis,
    Cell,
    Column,
    Label,
    LabelLine,
    Line,
    Look,
    NativeChart,
    Plot,
    Plotted,
    Says,
    Sort,
    Stroke,
    ValueAxis,
)
from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.deck.charts.scales import even_step, value_axis
from hefei_report.deck.charts.workbook import column_name
from hefei_report.deck.openxml.scheme import PAPER, QUIET, TEXT
from hefei_report.document.chartplan import Area, Axis, ChartPlan, Series, Status, Value
from hefei_report.document.chartplan import Line as Curve

_GROUND = Stroke(TEXT, 1.25)
_TINT = 22  # percent, how opaque a single area is under its line
_EVEN = Decimal("0.000001")  # years
_INSET = 0.9  # em, between the ends of the areas and those of the axis
_CERTAIN = (Status.ACTUAL, Status.DERIVED, Status.PRELIMINARY)


def areas_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Areas from the ground up. Raises NoRoom."""
    areas = _whole_areas(plan)
    alone = len(areas) == 1
    edges = [_edge(area, alone=alone) for area in areas]
    names = [names_of(area, room) for area in areas]
    frame = _frame(plan, edges, max((room.widest(lines, True) for lines in names), default=0.0), room)
    places = [point.x for point in areas[0].points]
    sheet = Sheet([_places_column(plan, places), *(_values_column(series, plan) for series in plan.series)])
    looks = [_look(area, room, alone=alone) for area in areas]
    parts = tuple(Plotted(number, look=look) for number, look in enumerate(looks, 1))
    if alone:
        labels = edge_labels(edges[0], frame, room)
        points = point_looks(edges[0], places, room)
        sheet.series.append(Plotted(1, line=joined(edges[0], room), points=points, labels=labels))
    _names(areas, names, sheet, frame, room)
    _ticks(sheet, places, frame, room)
    plots = (Plot(Sort.AREAS, parts, stacked=not alone), Plot(Sort.LINES, tuple(sheet.series)))
    pair = Axes(_across(frame, places), _along(frame.y))
    return NativeChart(tuple(sheet.columns), plots, frame.box(room), room.size, plan.language, pair)


def _whole_areas(plan: ChartPlan) -> tuple[Area, ...]:
    """The areas of a plan, which are its series, without gaps and as certain everywhere. Raises NoRoom.

    Applications let an area fall to zero where a value is missing, and can't make a stretch of one paler.
    """
    areas = tuple(layer for layer in plan.layers if isinstance(layer, Area))
    if not areas or len(areas) != len(plan.layers) or len(areas) != len(plan.series) or len(plan.categories) < 2:
        raise NoRoom("areas that are in no series")
    for area, series in zip(areas, plan.series, strict=True):
        shown = [point.value.number for point in area.points]
        if None in shown or shown != [value.number for value in series.values]:
            raise NoRoom("a gap in an area")
        if plan.legend or any(point.value.status not in _CERTAIN for point in area.points):
            raise NoRoom("a part of an area that is paler")
    return areas


def _edge(area: Area, *, alone: bool) -> Curve:
    """The upper edge of an area; only that of a single one bears values."""
    pairs = zip(area.points, area.base, strict=True)
    points = tuple(
        replace(
            point,
            value=replace(
                point.value,
                number=base + (point.value.number or 0),
                text=point.value.text if alone else "",
            ),
        )
        for point, base in pairs
    )
    return Curve(points, area.name, area.ink, markers=False)


def _frame(plan: ChartPlan, edges: Sequence[Curve], wide: float, room: Room) -> CurveFrame:
    """The plot beside names that are ``wide`` points wide; areas reach from its left edge to its right one."""
    frame = curve_frame(replace(plan, layers=tuple(replace(edge, name="") for edge in edges)), room)
    if not isinstance(frame.x, Axis):
        raise NoRoom("areas over names")
    right = room.width - wide - room.em(1.3) if wide else frame.right
    plot = right - frame.left - 2 * room.em(_INSET)
    if plot < room.em(6):
        raise NoRoom("the names leave no room for the plot")
    dated = are_years([point.x for point in edges[0].points])
    beyond = float(frame.x.maximum - frame.x.minimum) * room.em(_INSET) / plot if dated else 0.0
    if dated and not (is_known(frame.x.minimum - Decimal(beyond)) and is_known(frame.x.maximum + Decimal(beyond))):
        raise NoRoom("an axis that reaches beyond the calendar of spreadsheets")
    return replace(frame, right=right, beyond=Decimal(f"{beyond:.3g}"))


# ------------------------------------------------------------------------------------------------ cells


def _places_column(plan: ChartPlan, places: Sequence[Decimal]) -> Column:
    """Years as dates, or even places as they are called. Raises NoRoom for uneven ones that are no years."""
    if are_years(places):
        return Column("", tuple(Cell(Decimal(day_of(place))) for place in places), YEARS)
    steps = [after - before for before, after in pairwise(places)]
    if max(steps) - min(steps) > _EVEN:
        raise NoRoom("uneven distances that no axis has")
    return Column("", tuple(Cell(label) for label in plan.categories))


def _across(frame: CurveFrame, places: Sequence[Decimal]) -> CategoryAxis:
    """The axis of x without labels: it is a little longer than the data where it is one of dates."""
    axis = CategoryAxis(line=_GROUND, between=False, ticked=False)
    if not isinstance(frame.x, Axis) or not are_years(places):
        return axis
    return replace(axis, days=(day_of(frame.x.minimum - frame.beyond), day_of(frame.x.maximum + frame.beyond)))


def _values_column(series: Series, plan: ChartPlan) -> Column:
    """The values of a part; the last one has the format by which its label prints it."""
    cells = [Cell(value.number, fact=value.fact) for value in series.values]
    cells[-1] = replace(cells[-1], code=_code(series.values[-1]))
    return Column(series.name or plan.unit or plan.kind, tuple(cells), code_of(series.values))


def _code(value: Value) -> str:
    return code_for(value.number, value.text) or "" if value.number is not None and value.text else ""


def _along(axis: Axis) -> ValueAxis:
    """The axis of y; ticks like 0, 2.5 and 5 are printed by the general format. Raises NoRoom."""
    try:
        return value_axis(axis)
    except NoRoom:
        step = even_step(axis)
        if step is None or any(f"{tick.at.normalize():f}" != tick.text for tick in axis.ticks):
            raise
        return ValueAxis(axis.minimum, axis.maximum, step, "General", axis.grid, axis.inverted, colour=QUIET)


# ----------------------------------------------------------------------------------------------- series


def _look(area: Area, room: Room, *, alone: bool) -> Look:
    colour = room.fill(area.ink)
    if alone:
        return Look(replace(colour, opaque=_TINT))
    return Look(colour, Stroke(PAPER, room.em(0.08)))


def _names(
    areas: Sequence[Area], names: Sequence[tuple[str, ...]], sheet: Sheet, frame: CurveFrame, room: Room
) -> None:
    """A point without a mark half-way up the end of each part, which bears its name and what its last cell says."""
    rows = len(areas[0].points)
    middles = [area.base[-1] + (area.points[-1].value.number or Decimal(0)) / 2 for area in areas]
    named = [number for number, lines in enumerate(names) if lines]
    wanted = [frame.height_at(middles[number]) for number in named]
    heights = [room.height_of(len(names[number])) for number in named]
    for number, at, there in zip(named, wanted, spread(wanted, heights, 0.0, room.height), strict=True):
        below = "".join(f"{column_name(part)}{rows + 1}+" for part in range(1, number + 1))
        formula = f"{below}{column_name(number + 1)}{rows + 1}/2"
        cells = (*(EMPTY for _ in range(rows - 1)), Cell(middles[number], formula))
        label = name_label(areas[number], names[number], rows - 1, (there - at) / room.height, room)
        said = number + 1 if any(line.field for line in label.lines) else None
        sheet.series.append(Plotted(sheet.add(Column("…", cells)), labels=(label,), said=said))


def _ticks(sheet: Sheet, places: Sequence[Decimal], frame: CurveFrame, room: Room) -> None:
    """The ticks under the plot: points without marks, since an axis of dates has its own only at even steps."""
    if not isinstance(frame.x, Axis):
        raise NoRoom("no axis")
    kept = ticks_kept(frame.x, places, frame, room)
    labels = tuple(
        Label(row, (LabelLine(text),), Says.TEXT, place="b", colour=QUIET) for row, text in sorted(kept.items())
    )
    foot = sheet.add(Column("…", tuple(Cell(frame.y.minimum) for _ in places)))
    ground = Line(_GROUND if frame.y.minimum == 0 else None)  # areas cover that of the axis
    sheet.series.append(Plotted(foot, line=ground, labels=labels))
