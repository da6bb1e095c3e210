"""The margin to the right of a plot, where lines and reference lines bear their names, each at its own height."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.document.chartplan import Area, Axis, Break, ChartPlan, Ink, Line, Point, Rule, Zone
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.scaling import Scale, Slots
from hefei_report.figures.sheet import Sheet, Spot, TextBlock, rect_at
from hefei_report.figures.spreading import spread
from hefei_report.records import dataclass

_SHARES = (0.2, 0.27, 0.34)  # of the box's width, tried in this order
_MOST_LINES = 3
_MOVED = 0.1  # a name that is so far from the height of its line's end, in em, is joined to it
_NEAR_END = 2.5  # from the end of a line to its name, in em; a line that ends earlier isn't joined


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A name and the value at whose height it belongs; for a line also the ``x`` where it ends, and its colour."""

    at: float
    block: TextBlock
    x: float | None = None
    ink: Ink = Ink.QUIET


def plan_gutter(plan: ChartPlan, sheet: Sheet) -> tuple[EndLabel, ...]:
    """The names of lines and rules, wrapped into a margin that is as narrow as three lines of text allow."""
    named: list[tuple[float, str, Ink, float | None]] = []
    for layer in plan.layers:
        match layer:
            case Line(name=str(name)) if name:
                last = last_point(layer)
                if last is not None and last.value.number is not None:
                    text = f"{name} {last.value.text}".rstrip()
                    named.append((float(last.value.number), text, layer.ink, float(last.x)))
            case Area(name=str(name)) if name:
                place = _last_middle(layer)
                if place is not None:
                    named.append((place[0], f"{name} {place[1]}".rstrip(), layer.ink, None))
            case Rule() if layer.text:
                named.append((float(layer.at), layer.text, layer.ink, None))
            case Zone(across=False) if layer.text:
                named.append((float(layer.start + layer.end) / 2, layer.text, Ink.QUIET, None))
            case _:
                pass
    for share in _SHARES:
        limit = sheet.box.width * share
        labels = tuple(EndLabel(at, _block(name, ink, limit, sheet), x, ink) for at, name, ink, x in named)
        if all(len(label.block.lines) <= _MOST_LINES for label in labels):
            break
    return labels


def _last_middle(area: Area) -> tuple[float, str] | None:
    """Half-way up the end of an area, and the label of its last value; None when it has no value."""
    pairs = zip(reversed(area.points), reversed(area.base), strict=True)
    ends = ((point.value, base) for point, base in pairs)
    return next(((float(base + v.number / 2), v.text) for v, base in ends if v.number is not None), None)


def last_point(line: Line) -> Point | None:
    """The last point of a line that has a value; a named line bears its text beside the name."""
    return next((point for point in reversed(line.points) if point.value.number is not None), None)


def _block(name: str, ink: Ink, limit: float, sheet: Sheet) -> TextBlock:
    bold = ink not in (Ink.CONTEXT, Ink.QUIET)
    return sheet.block(name, limit, colour=sheet.setting.text(ink), bold=bold)


def gutter_width(labels: Sequence[EndLabel]) -> float:
    """The width of the widest label in points, 0 if there is none."""
    return max((label.block.width for label in labels), default=0.0)


def put_gutter(labels: Sequence[EndLabel], x: Scale | Slots, scale: Scale, left: float, sheet: Sheet) -> None:
    """Set the labels from ``left``, each as near to its height as the others let it. Raises DoesNotFit.

    Where one had to move, a thin line leads to it from the end of its own line on the axis ``x``.
    """
    ordered = sorted(labels, key=lambda label: (scale.at(label.at), label.block.lines))
    rects = [rect_at(label.block, Spot(left, scale.at(label.at))) for label in ordered]
    heights = [rect.top - rect.bottom for rect in rects]
    bottoms = spread([rect.bottom for rect in rects], heights, 0.0, sheet.box.height, sheet.setting.em(0.15))
    if bottoms is None:
        raise DoesNotFit(sum(heights) - sheet.box.height, "the names of the lines are too long")
    for label, bottom in zip(ordered, bottoms, strict=True):
        rect = sheet.put(label.block, Spot(left, bottom, up="bottom"))
        if label.x is not None:
            _lead((x.at(label.x), scale.at(label.at)), rect, label.ink, sheet)


def _lead(end: tuple[float, float], rect: Rect, ink: Ink, sheet: Sheet) -> None:
    """A thin line from the end of a line to a name that isn't beside it."""
    em = sheet.setting.em
    away = max(rect.bottom - end[1], end[1] - rect.top, 0.0)
    near = rect.left - end[0] <= em(_NEAR_END)
    if away > em(_MOVED) and near:
        middle = min(max(end[1], rect.bottom + em(0.45)), rect.top - em(0.45))
        points = ((end[0] + em(0.4), end[1]), (rect.left - em(0.2), middle))
        sheet.draw(Stroke(points, sheet.setting.fill(ink), sheet.setting.hair * 1.2))


def breaks_of(plan: ChartPlan) -> tuple[Break, ...]:
    """The breaks of a series, from left to right."""
    return tuple(sorted((layer for layer in plan.layers if isinstance(layer, Break)), key=lambda b: b.at))


def numeric(axis: object) -> Axis:
    """The value axis of a plan that must have one."""
    if not isinstance(axis, Axis):
        raise TypeError("a chart with bars or lines needs a value axis")
    return axis
