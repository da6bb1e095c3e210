"""Axes as chart XML (ECMA-376, part 1, 21.2.2.25 and 21.2.2.226)."""

from __future__ import annotations

from hefei_report.deck.charts.drawingml import Telling, format_attribute, run, stroke_shape, type_properties
from hefei_report.deck.charts.model import Axes, CategoryAxis, Stroke, ValueAxis
from hefei_report.deck.charts.workbook import digits
from hefei_report.deck.openxml.scheme import HAIRLINE

_HAIR = Stroke(HAIRLINE, 0.75)


def axes(telling: Telling, pair: Axes, ids: tuple[int, int], lying: bool, secondary: bool) -> str:
    """Both axes of a pair; ``ids`` are unsigned and unlike those of the other pair."""
    across, along = ids
    sides = ("b", "l") if not secondary else ("t", "r")
    first, second = (sides[1], sides[0]) if lying else sides
    if isinstance(pair.across, CategoryAxis):
        one = _categories(telling, pair.across, ids, first)
        between = "between" if pair.across.between else "midCat"
    else:
        crossing = "autoZero" if pair.across.at_zero else _crossing(pair.along, False)
        one = _values(telling, pair.across, (across, along), first, crossing, "midCat")
        between = "midCat"
    backwards = isinstance(pair.across, CategoryAxis) and pair.across.backwards
    if not secondary:
        crosses = "autoZero" if isinstance(pair.across, CategoryAxis) else "min"
    else:
        crosses = "min" if backwards else "max"
    return one + _values(telling, pair.along, (along, across), second, crosses, between)


def _crossing(other: ValueAxis, secondary: bool) -> str:
    """Where an axis crosses ``other``: at its lower end as it is drawn."""
    return "max" if other.inverted is not secondary else "min"


def _head(ids: tuple[int, int], backwards: bool, limits: str, hidden: bool, side: str) -> str:
    orientation = "maxMin" if backwards else "minMax"
    return (
        f'<c:axId val="{ids[0]}"/><c:scaling><c:orientation val="{orientation}"/>{limits}</c:scaling>'
        f'<c:delete val="{int(hidden)}"/><c:axPos val="{side}"/>'
    )


def _categories(telling: Telling, axis: CategoryAxis, ids: tuple[int, int], side: str) -> str:
    place = "none" if not axis.ticked else "low" if axis.low else "nextTo"
    limits = f'<c:max val="{axis.days[1]}"/><c:min val="{axis.days[0]}"/>' if axis.days else ""
    kind = "dateAx" if axis.days else "catAx"
    last = (
        '<c:lblOffset val="100"/><c:baseTimeUnit val="days"/>'
        if axis.days
        else '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
    )
    head = _head(ids, axis.backwards, limits, not axis.shown, side) + _grid(axis.grid)
    return (
        f"<c:{kind}>{head}{format_attribute('General')}"
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{place}"/>'
        f'{stroke_shape(axis.line)}{type_properties(telling, axis.colour)}<c:crossAx val="{ids[1]}"/>'
        f'<c:crosses val="autoZero"/><c:auto val="0"/>{last}</c:{kind}>'
    )


def _values(telling: Telling, axis: ValueAxis, ids: tuple[int, int], side: str, crosses: str, between: str) -> str:
    limits = f'<c:max val="{digits(axis.maximum)}"/><c:min val="{digits(axis.minimum)}"/>'
    # LibreOffice takes series on deleted axes for series on the first ones: a second axis is there, but bare.
    hidden = axis.code is None and axis.line is None and not axis.grid and side in "bl"
    step = f'<c:majorUnit val="{digits(axis.step)}"/>' if axis.step else ""
    ticks = "out" if axis.ticks else "none"
    place = "none" if axis.code is None else "low" if axis.at_zero else "nextTo"
    return (
        f"<c:valAx>{_head(ids, axis.inverted, limits, hidden, side)}{_grid(axis.grid)}{_title(telling, axis)}"
        f'{format_attribute(axis.code or "General")}<c:majorTickMark val="{ticks}"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{place}"/>{stroke_shape(axis.line)}{type_properties(telling, axis.colour)}'
        f'<c:crossAx val="{ids[1]}"/><c:crosses val="{crosses}"/><c:crossBetween val="{between}"/>{step}</c:valAx>'
    )


def _grid(shown: bool) -> str:
    return f"<c:majorGridlines>{stroke_shape(_HAIR)}</c:majorGridlines>" if shown else ""


def _title(telling: Telling, axis: ValueAxis) -> str:
    if not axis.title:
        return ""
    text = run(telling, axis.title, axis.colour, axis.bold, telling.chart.size, None)
    return (
        '<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/>'
        f'<a:p>{text}</a:p></c:rich></c:tx>{_at(axis.title_at)}<c:overlay val="{int(axis.title_at is not None)}"/>'
        "</c:title>"
    )


def _at(corner: tuple[float, float] | None) -> str:
    if corner is None:
        return ""
    return (
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{corner[0]:.5f}"/><c:y val="{corner[1]:.5f}"/></c:manualLayout></c:layout>'
    )
