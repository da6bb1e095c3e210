"""Dots and bubbles of PowerPoint's own, each with its name beside it, which is what its row in the sheet says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.cells import EMPTY, Sheet, cells_of, code_of
from hefei_report.deck.charts.dotframe import DOT, DotFrame, dot_frame, far, near, tick_code
from hefei_report.deck.charts.linelabels import Rect, Spot
from hefei_report.deck.charts.model import (
    CELLS,
    Axes,
    Box,
    Cell,
    Column,
    Label,
    LabelLine,
    Line,
    Look,
    NativeChart,
    Plot,
    Plotted,
    PointLook,
    Says,
    Sort,
    Stroke,
    Symbol,
    ValueAxis,
    Words,
)
from hefei_report.deck.charts.room import NoRoom, Room, dot_symbol, legend_height, legend_of, unlike
from hefei_report.deck.charts.scales import even_step
from hefei_report.deck.openxml.scheme import PAPER, QUIET, SchemeColour
from hefei_report.document.chartplan import Axis, ChartPlan, Dot, Dots, Ink, LegendEntry, Series, Status

_WIDEST_NAME = 11.0  # em
_SHARE = DOT * 2 / 0.56  # of the size of a line's points
_LOOKS = 12  # how many parts of a line are looked at
_TINT = 25  # percent of white in a bubble
_SOLID = (Status.ACTUAL, Status.DERIVED)
_ZERO_LINE = Stroke(QUIET, 1.0)


def dots_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Dots, or bubbles. Raises NoRoom."""
    layer = plan.layers[0] if len(plan.layers) == 1 else None
    if not isinstance(layer, Dots) or not _is_known(plan, layer):
        raise NoRoom("no dots")
    order = _order(layer)
    dots = [layer.dots[row] for row in order]
    shown = [dot for dot in dots if dot.x.number is not None]
    frame = dot_frame(plan, shown, layer.largest, room)
    sheet = Sheet([Column("", tuple(Cell(plan.categories[row]) for row in order))])
    for series in plan.series:
        sheet.add(_given(series, order, plan))
    labels = _names(dots, frame, layer.largest, room)
    sheet.series.append((_scattered if layer.largest is None else _bubbles)(dots, labels, room))
    for entry in plan.legend:
        sheet.series.append(_key(entry, sheet, len(dots), layer, room))
    sort = Sort.SCATTER if layer.largest is None else Sort.BUBBLES
    return NativeChart(
        tuple(sheet.columns),
        (Plot(sort, tuple(sheet.series), gap=100),),
        frame.box(room),
        room.size,
        plan.language,
        Axes(_across(frame, room), _axis(frame.y)),
        None,
        legend_of(plan.legend, [0], room),
        _title(frame, plan, room),
    )


def _is_known(plan: ChartPlan, layer: Dots) -> bool:
    """Whether the dots are what the data say, each with all values or with none, and no bubble without a size."""
    rows = [[value.number for value in series.values] for series in plan.series]
    if len(rows) != (2 if layer.largest is None else 3):
        return False
    drawn = [[dot.x.number for dot in layer.dots], [dot.value.number for dot in layer.dots]]
    if layer.largest is not None:
        drawn.append([dot.size.number if dot.size else None for dot in layer.dots])
        sizes = [row for row in drawn[2] if row is not None]
        if any(size <= 0 for size in sizes) or max(sizes, default=None) != layer.largest:
            return False
    return rows == drawn and all(len({number is None for number in row}) == 1 for row in zip(*drawn, strict=True))


def _order(layer: Dots) -> list[int]:
    """The rows as they are drawn: bubbles from the largest to the smallest, so that none is hidden."""
    sizes = [dot.size.number if dot.size and dot.size.number else Decimal(0) for dot in layer.dots]
    return sorted(range(len(layer.dots)), key=lambda row: -sizes[row]) if layer.largest else list(range(len(sizes)))


def _given(series: Series, order: Sequence[int], plan: ChartPlan) -> Column:
    values = [series.values[row] for row in order]
    return Column(series.name or series.unit or plan.kind, cells_of(values), code_of(values))


# ------------------------------------------------------------------------------------------------ looks


def _scattered(dots: Sequence[Dot], labels: tuple[Label, ...], room: Room) -> Plotted:
    symbols = {row: _symbol(dot.value.ink, dot.value.status, room) for row, dot in enumerate(dots) if _is_placed(dot)}
    usual = Counter(symbols.values()).most_common(1)[0][0] if symbols else None
    points = tuple(PointLook(row, None, unlike(one, usual)) for row, one in symbols.items() if one != usual)
    return Plotted(2, 1, line=Line(None, usual), points=points, labels=labels, said=0)


def _symbol(ink: Ink, status: Status, room: Room) -> Symbol:
    return dot_symbol(ink, status, room, _SHARE * (0.85 if ink is Ink.CONTEXT else 1.0))


def _bubbles(dots: Sequence[Dot], labels: tuple[Label, ...], room: Room) -> Plotted:
    looks = {row: _bubble(dot.value.ink, dot.value.status, room) for row, dot in enumerate(dots) if _is_placed(dot)}
    usual = Counter(looks.values()).most_common(1)[0][0] if looks else Look()
    points = tuple(PointLook(row, look) for row, look in looks.items() if look != usual)
    return Plotted(2, 1, look=usual, points=points, labels=labels, sizes=3, said=0)


def _bubble(ink: Ink, status: Status, room: Room) -> Look:
    """A bubble, a little lighter than its colour; hollow if it isn't certain."""
    colour = room.fill(ink)
    kept, added = round(colour.kept * (100 - _TINT) / 100), round(colour.added * (100 - _TINT) / 100) + _TINT
    if status in _SOLID:
        return Look(SchemeColour(colour.name, kept, added), Stroke(PAPER, room.em(0.1)))
    return Look(PAPER, Stroke(colour, room.em(0.1)))


def _key(entry: LegendEntry, sheet: Sheet, rows: int, layer: Dots, room: Room) -> Plotted:
    """A series without values for an entry of the legend, so that it has a key."""
    place = sheet.add(Column(entry.text, (EMPTY,) * rows))
    if layer.largest is None:
        return Plotted(place, 1, line=Line(None, _symbol(entry.ink, entry.status, room)))
    return Plotted(place, 1, look=_bubble(entry.ink, entry.status, room), sizes=3)


def _is_placed(dot: Dot) -> bool:
    return dot.x.number is not None and dot.value.number is not None


# ------------------------------------------------------------------------------------------------ names


def _names(dots: Sequence[Dot], frame: DotFrame, largest: Decimal | None, room: Room) -> tuple[Label, ...]:
    """The names, those that matter first, then those of the dots that stand closest. Raises NoRoom."""
    placed = [
        (row, dot, frame.spot(dot), frame.radius(dot, largest, room)) for row, dot in enumerate(dots) if _is_placed(dot)
    ]
    taken = [Rect(x - r * 0.85, y - r * 0.85, x + r * 0.85, y + r * 0.85) for _, _, (x, y), r in placed]

    foot = frame.height_of_line()
    taken.append(Rect(frame.left, foot - 0.5, frame.right, foot + 0.5))

    def crowded(number: int) -> float:
        return sum(1 / (room.size + math.dist(placed[number][2], spot)) for _, _, spot, _ in placed)

    named = [number for number, (_, dot, _, _) in enumerate(placed) if dot.name]
    found = []
    for number in sorted(named, key=lambda n: (placed[n][1].value.ink is not Ink.ACCENT, -crowded(n))):
        row, dot, spot, radius = placed[number]
        found.append(_name(row, dot, spot, radius, taken, room))
    return tuple(sorted(found, key=lambda label: label.index))


def _name(row: int, dot: Dot, spot: tuple[float, float], radius: float, taken: list[Rect], room: Room) -> Label:
    accent = dot.value.ink is Ink.ACCENT
    text = f"{dot.name} {dot.value.text}".rstrip()
    lines = room.wrapped(text, room.em(_WIDEST_NAME), accent)
    wide, high = room.widest(lines, accent), room.height_of(len(lines))
    cell = len(lines) == 1 and text == dot.name
    told = tuple(
        LabelLine(line, CELLS if cell else "", fact=dot.value.fact if dot.value.text else None) for line in lines
    )
    label = Label(row, told, Says.TEXT, colour=room.text(dot.value.ink), bold=accent, on_paper=True)
    for place, rect in near(spot, radius, wide, high, room):
        if _is_free(rect, taken, room):
            taken.append(rect)
            return replace(label, place=place)
    beside = next(near(spot, radius, wide, high, room))[1]
    for rect in far(spot, radius, wide, high, room):
        if _is_free(rect, taken, room) and not _leads_over(spot, rect, taken):
            taken.append(rect)
            moved = ((rect.left - beside.left) / room.width, (rect.top - beside.top) / room.height)
            return replace(label, place="r", moved=moved, led=True)
    raise NoRoom(dot.name)


def _leads_over(spot: Spot, rect: Rect, taken: Sequence[Rect]) -> bool:
    """Whether the line from a dot to its name would run over something but the dot itself."""
    end = (min(max(spot[0], rect.left), rect.right), min(max(spot[1], rect.top), rect.bottom))
    parts = [number / _LOOKS for number in range(1, _LOOKS)]
    passed = [tuple(a + (b - a) * part for a, b in zip(spot, end, strict=True)) for part in parts]
    own = [one for one in taken if one.left <= spot[0] <= one.right and one.top <= spot[1] <= one.bottom]
    return any(
        one not in own and one.left < x < one.right and one.top < y < one.bottom for one in taken for x, y in passed
    )


def _is_free(rect: Rect, taken: Sequence[Rect], room: Room) -> bool:
    inside = rect.left >= 0 and rect.top >= 0 and rect.right <= room.width and rect.bottom <= room.height
    return inside and not any(map(rect.meets, taken))


# ------------------------------------------------------------------------------------------------- axes


def _across(frame: DotFrame, room: Room) -> ValueAxis:
    """The horizontal axis, its title flush right at the foot; its line is zero where there is one."""
    at = (max(0.0, frame.right - room.measure(frame.x.title)) / room.width, 1 - room.height_of(1) / room.height)
    return replace(_axis(frame.x), title=frame.x.title, title_at=at, line=_ZERO_LINE, grid=False, at_zero=True)


def _title(frame: DotFrame, plan: ChartPlan, room: Room) -> tuple[Words, ...]:
    """What the upright axis measures, in one line over its ticks; LibreOffice would break a title."""
    if not frame.y.title:
        return ()
    box = Box(0.0, legend_height(plan.legend, room) / room.height, 1.0, room.height_of(1) / room.height)
    return (Words(box, ((frame.y.title, room.size, False, QUIET, None),), "l"),)


def _axis(axis: Axis) -> ValueAxis:
    code = tick_code(axis)
    return ValueAxis(
        axis.minimum,
        axis.maximum,
        even_step(axis) if code else None,
        code,
        axis.grid,
        colour=QUIET,
    )
