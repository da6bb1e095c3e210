"""Lines of PowerPoint's own: to scale as a scatter with joined points, or over categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hefei_report.deck.charts.barlabels import value_label
from hefei_report.deck.charts.curveframe import CurveFrame, end_text
from hefei_report.deck.charts.linelabels import Rect, Taken, around, spread
from hefei_report.deck.charts.model import Label, LabelLine, Line, Look, PointLook, Says, Stroke, Symbol
from hefei_report.deck.charts.room import NoRoom, Room, dot_symbol
from hefei_report.document.chartlayers import stretches
from hefei_report.document.chartplan import ChartPlan, Ink, Point, Rule, Status
from hefei_report.document.chartplan import Line as Curve

Rows = Sequence[Sequence[Decimal]]  # the places of the rows of each line's data

_CERTAIN = frozenset({Status.ACTUAL, Status.DERIVED, Status.PRELIMINARY})
_ASIDE = 0.4  # em, that the name of a reference line may stand aside of it
_RANK = {Ink.CONTEXT: 0, Ink.ACCENT: 2}


def curves_of(plan: ChartPlan) -> tuple[Curve, ...]:
    """The lines of a plan in the author's order."""
    return tuple(layer for layer in plan.layers if isinstance(layer, Curve))


def rank(curve: Curve) -> int:
    """Lines are drawn by rank: context behind, the accent in front."""
    return _RANK.get(curve.ink, 1)


def joined(curve: Curve, room: Room) -> Line:
    """How the points of a line are joined and marked."""
    context = curve.ink is Ink.CONTEXT
    stroke = Stroke(room.fill(curve.ink), room.em(0.15 if context else 0.22), "sysDash" if curve.dashed else "")
    return Line(stroke, _dot(curve, curve.ink, Status.ACTUAL, room) if curve.markers else None)


def _dot(curve: Curve, ink: Ink, status: Status, room: Room) -> Symbol:
    return dot_symbol(ink, status, room, 0.8 if curve.ink is Ink.CONTEXT else 1.0)


def point_looks(curve: Curve, rows: Sequence[Decimal], room: Room) -> tuple[PointLook, ...]:
    """The points and stretches of a line that look unlike it; ``rows`` are the places of the rows of its data."""
    place = {x: row for row, x in enumerate(rows)}
    usual = joined(curve, room)
    found = []
    for part in stretches(curve):
        for before, point in zip((None, *part), part, strict=False):
            value = point.value
            marked = curve.markers or len(part) == 1 or value.text or value.status not in _CERTAIN
            symbol = _dot(curve, value.ink, value.status, room) if marked else None
            sure = before is None or (before.value.status in _CERTAIN and value.status in _CERTAIN)
            look = None if sure or usual.stroke is None else Look(edge=replace(usual.stroke, dash="sysDash"))
            if look is not None or symbol != usual.symbol:
                found.append(PointLook(place[point.x], look, symbol))
    return tuple(found)


# ---------------------------------------------------------------------------------------------- labels


def label_lines(plan: ChartPlan, frame: CurveFrame, rows: Rows, room: Room) -> list[list[Label]]:
    """The labels of each line: names at their ends, each at its height, and values beside points. Raises NoRoom."""
    curves = curves_of(plan)
    taken = _taken(curves, frame, room)
    found = _ends(curves, frame, rows, room)
    for number in sorted(range(len(curves)), key=lambda n: -rank(curves[n])):
        found[number] += value_labels(curves[number], rows[number], frame, taken, room)
    return found


def _taken(curves: Sequence[Curve], frame: CurveFrame, room: Room) -> Taken:
    """What is there before any label is set: the lines, and the ticks below them."""
    taken = Taken(room, rects=[Rect(0.0, frame.bottom, room.width, room.height)])
    for curve in curves:
        keep_clear(curve, frame, taken)
    return taken


def keep_clear(curve: Curve, frame: CurveFrame, taken: Taken) -> None:
    """Note where a line runs."""
    for part in stretches(curve):
        spots = [frame.spot(point.x, point.value.number or Decimal(0)) for point in part]
        taken.lines += list(pairwise(spots)) or [(spots[0], spots[0])]


def _ends(curves: Sequence[Curve], frame: CurveFrame, rows: Rows, room: Room) -> list[list[Label]]:
    """A name at the end of each line that has one, with its last value."""
    named = [(number, last) for number, curve in enumerate(curves) if curve.name and (last := last_point(curve))]
    texts = [end_text(curves[number], room) for number, _ in named]
    heights = [room.height_of(len(lines)) for lines in texts]
    wanted = [frame.spot(last.x, last.value.number or Decimal(0))[1] for _, last in named]
    # The names of reference lines stand in the same margin.
    rules = [frame.height_at(rule.at) for rule in frame.rules]
    rule_heights = [room.height_of(len(lines)) for lines in frame.rule_lines]
    middles = spread([*wanted, *rules], [*heights, *rule_heights], 0.0, room.height)
    if any(abs(middle - at) > room.em(_ASIDE) for middle, at in zip(middles[len(named) :], rules, strict=False)):
        raise NoRoom("the name of a reference line that isn't at its height")
    found: list[list[Label]] = [[] for _ in curves]
    for (number, last), lines, at, middle in zip(named, texts, wanted, middles, strict=False):
        curve = curves[number]
        away = (frame.right - frame.spot(last.x, Decimal(0))[0]) / room.width
        label = value_label(last.value, list(rows[number]).index(last.x), room, place="r")
        says = Says.NAME_AND_VALUE if len(lines) == 1 and label.says is Says.VALUE else Says.TEXT
        rich = () if says is Says.NAME_AND_VALUE else tuple(LabelLine(line, fact=last.value.fact) for line in lines)
        if not last.value.text:
            says, rich = Says.TEXT, tuple(LabelLine(line) for line in lines)
        bold = curve.ink is not Ink.CONTEXT
        down = (middle - at) / room.height
        found[number].append(
            replace(label, says=says, lines=rich, moved=(away, down), colour=room.text(curve.ink), bold=bold)
        )
    return found


def last_point(curve: Curve) -> Point | None:
    """The last point that has a value."""
    return next((point for point in reversed(curve.points) if point.value.number is not None), None)


def value_labels(curve: Curve, rows: Sequence[Decimal], frame: CurveFrame, taken: Taken, room: Room) -> list[Label]:
    """The values of a line beside its points; a name at its end bears the last one. Raises NoRoom."""
    present = [point for point in curve.points if point.value.number is not None]
    spots = [frame.spot(point.x, point.value.number or Decimal(0)) for point in present]
    found = []
    for number, (point, spot) in enumerate(zip(present, spots, strict=True)):
        if not point.value.text or (curve.name and point is present[-1]):
            continue
        before = spots[number - 1][1] if number else None
        after = spots[number + 1][1] if number + 1 < len(spots) else None
        accent = point.value.ink is Ink.ACCENT
        place = taken.place(spot, room.measure(point.value.text, accent), around(before, spot[1], after))
        label = value_label(point.value, list(rows).index(point.x), room, place=place)
        found.append(replace(label, colour=room.text(point.value.ink)))
    return found


def rule_label(rule: Rule, frame: CurveFrame, index: int, away: float, room: Room) -> tuple[Label, ...]:
    """The name of a reference line at its right end; ``away`` is how far that is from the point that bears it."""
    if not rule.text:
        return ()
    lines = room.wrapped(rule.text, room.width - frame.right - room.em(0.7))
    rich = tuple(LabelLine(line, "SERIESNAME" if len(lines) == 1 else "", fact=rule.fact) for line in lines)
    moved = (away / room.width, 0.0)
    return (Label(index, rich, Says.TEXT, place="r", moved=moved, colour=room.text(rule.ink)),)
