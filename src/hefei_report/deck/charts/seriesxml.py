"""Plots and their series as chart XML (ECMA-376, part 1, 21.2.2)."""

from __future__ import annotations

from hefei_report.deck.charts.drawingml import (
    Telling,
    cells_reference,
    marker,
    name_reference,
    shape,
    stroke_shape,
)
from hefei_report.deck.charts.labelxml import labels, said_cells
from hefei_report.deck.charts.model import ErrorBars, Plot, Plotted, PointLook, Sort, Stroke

_HOLE = 62  # percent of a ring's diameter


def plot(telling: Telling, plotted: Plot, first: int, ids: tuple[int, int]) -> str:
    """A plot whose first series has the number ``first`` in the chart."""
    series = "".join(_series(telling, one, first + n, plotted) for n, one in enumerate(plotted.series))
    axes = f'<c:axId val="{ids[0]}"/><c:axId val="{ids[1]}"/>'
    plain = '<c:varyColors val="0"/>'
    grouping = "stacked" if plotted.stacked else "standard"
    match plotted.sort:
        case Sort.BARS:
            grouping = "stacked" if plotted.stacked else "clustered"
            links = f"<c:serLines>{stroke_shape(plotted.linked)}</c:serLines>" if plotted.linked else ""
            inside = (
                f'<c:barDir val="{"bar" if plotted.lying else "col"}"/><c:grouping val="{grouping}"/>{plain}{series}'
                f'<c:gapWidth val="{plotted.gap}"/><c:overlap val="{plotted.overlap}"/>{links}{axes}'
            )
        case Sort.LINES:
            inside = f'<c:grouping val="{grouping}"/>{plain}{series}<c:marker val="1"/>{axes}'
        case Sort.AREAS:
            inside = f'<c:grouping val="{grouping}"/>{plain}{series}{axes}'
        case Sort.SCATTER:
            inside = f'<c:scatterStyle val="lineMarker"/>{plain}{series}{axes}'
        case Sort.BUBBLES:
            inside = f'{plain}{series}<c:bubbleScale val="{plotted.gap}"/><c:sizeRepresents val="area"/>{axes}'
        case Sort.RING:
            inside = f'{plain}{series}<c:firstSliceAng val="0"/><c:holeSize val="{_HOLE}"/>'
    return f"<c:{plotted.sort.value}>{inside}</c:{plotted.sort.value}>"


def _series(telling: Telling, series: Plotted, number: int, plotted: Plot) -> str:
    """A series: the order of its parts differs from type to type."""
    head = f'<c:idx val="{number}"/><c:order val="{number}"/>{name_reference(telling, series.column)}'
    joined = plotted.sort in (Sort.LINES, Sort.SCATTER)
    if joined:
        head += stroke_shape(series.line.stroke) + marker(series.line.symbol)
    else:
        head += shape(series.look)
    if plotted.sort in (Sort.BARS, Sort.BUBBLES):
        head += '<c:invertIfNegative val="0"/>'
    head += "".join(_point(one, plotted) for one in series.points)
    head += labels(telling, series, plotted.sort is Sort.RING)
    head += _trend(series.trend) + _errors(telling, series)
    data = _data(telling, series, plotted)
    return f"<c:ser>{head}{data}{said_cells(telling, series)}</c:ser>"


def _data(telling: Telling, series: Plotted, plotted: Plot) -> str:
    x = cells_reference(telling, series.x, series.rows)
    y = cells_reference(telling, series.column, series.rows)
    if plotted.sort in (Sort.SCATTER, Sort.BUBBLES):
        found = f"<c:xVal>{x}</c:xVal><c:yVal>{y}</c:yVal>"
        if series.sizes is not None:
            return found + (
                f"<c:bubbleSize>{cells_reference(telling, series.sizes, series.rows)}</c:bubbleSize>"
                '<c:bubble3D val="0"/>'
            )
        return found + '<c:smooth val="0"/>'
    return f"<c:cat>{x}</c:cat><c:val>{y}</c:val>" + ('<c:smooth val="0"/>' if plotted.sort is Sort.LINES else "")


def _point(one: PointLook, plotted: Plot) -> str:
    """A value that looks unlike its series."""
    head = f'<c:dPt><c:idx val="{one.index}"/>'
    if plotted.sort in (Sort.LINES, Sort.SCATTER):
        stroke = stroke_shape(one.look.edge) if one.look else ""
        return f'{head}{marker(one.symbol)}<c:bubble3D val="0"/>{stroke}</c:dPt>'
    negative = '<c:invertIfNegative val="0"/>' if plotted.sort in (Sort.BARS, Sort.BUBBLES) else ""
    return f'{head}{negative}<c:bubble3D val="0"/>{shape(one.look) if one.look else ""}</c:dPt>'


def _trend(stroke: Stroke | None) -> str:
    """The line through a constant series, drawn on to both edges: half a category further."""
    if stroke is None:
        return ""
    return (
        f'<c:trendline>{stroke_shape(stroke)}<c:trendlineType val="linear"/><c:forward val="0.5"/>'
        '<c:backward val="0.5"/><c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
    )


def _errors(telling: Telling, series: Plotted) -> str:
    bars: ErrorBars | None = series.errors
    if bars is None:
        return ""
    kind = "both" if bars.plus is not None and bars.minus is not None else "plus" if bars.plus is not None else "minus"
    ends = "".join(
        f"<c:{name}>{cells_reference(telling, column, series.rows)}</c:{name}>"
        for name, column in (("plus", bars.plus), ("minus", bars.minus))
        if column is not None
    )
    direction = f'<c:errDir val="{"x" if bars.across else "y"}"/>'
    return (
        f'<c:errBars>{direction}<c:errBarType val="{kind}"/><c:errValType val="cust"/><c:noEndCap val="1"/>{ends}'
        f"{stroke_shape(bars.stroke)}</c:errBars>"
    )
