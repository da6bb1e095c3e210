"""A NativeChart as the XML of a chart part (ECMA-376, part 1, 21.2), and the texts that stand in it."""

from __future__ import annotations

from hefei_report.deck.charts.axisxml import axes
from hefei_report.deck.charts.drawingml import Telling, run, type_properties
from hefei_report.deck.charts.model import Box, Legend, NativeChart, Plot, Words
from hefei_report.deck.charts.seriesxml import plot
from hefei_report.deck.charts.workbook import workbook
from hefei_report.deck.openxml.archive import document
from hefei_report.deck.openxml.names import A, R
from hefei_report.deck.openxml.scheme import TEXT
from hefei_report.records import dataclass

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CDR = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
_PRIMARY, _SECONDARY = (11, 12), (21, 22)  # ids of axes, which count within one chart
WORKBOOK_ID, SHAPES_ID = "rId1", "rId2"


@dataclass(frozen=True, slots=True)
class ChartFiles:
    """The chart part, its workbook, its drawing (b"" for none), and the texts in part and drawing with their facts."""

    chart: bytes
    workbook: bytes
    shapes: bytes
    told: tuple[tuple[str, str | None], ...]


def chart_files(chart: NativeChart) -> ChartFiles:
    """The parts of ``chart``."""
    telling = Telling(chart)
    root = (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        f'<c:lang val="{telling.language[6:-1]}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(chart.plot, inner=True)}{_plots(telling)}"
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{_legend(telling, chart.legend)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{type_properties(telling, TEXT)}"
        f'<c:externalData r:id="{WORKBOOK_ID}"><c:autoUpdate val="0"/></c:externalData>'
        + (f'<c:userShapes r:id="{SHAPES_ID}"/>' if chart.words else "")
        + "</c:chartSpace>"
    )
    shapes = _shapes(telling) if chart.words else b""
    return ChartFiles(document(root), workbook(chart.columns), shapes, tuple(telling.told))


def _plots(telling: Telling) -> str:
    chart, first, found = telling.chart, 0, ""
    for one in chart.plots:
        found += plot(telling, one, first, _SECONDARY if one.secondary else _PRIMARY)
        first += len(one.series)
    if chart.axes:
        found += axes(telling, chart.axes, _PRIMARY, _lying(chart.plots), False)
    if chart.secondary:
        found += axes(telling, chart.secondary, _SECONDARY, _lying(chart.plots), True)
    return found


def _lying(plots: tuple[Plot, ...]) -> bool:
    return any(one.lying for one in plots)


def _layout(box: Box, inner: bool = False) -> str:
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{box.x:.5f}"/>'
        f'<c:y val="{box.y:.5f}"/><c:w val="{box.w:.5f}"/><c:h val="{box.h:.5f}"/></c:manualLayout></c:layout>'
    )


def _legend(telling: Telling, legend: Legend | None) -> str:
    if legend is None:
        return ""
    hidden = "".join(f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>' for n in legend.hidden)
    return (
        f'<c:legend><c:legendPos val="t"/>{hidden}{_layout(legend.box)}<c:overlay val="0"/>'
        f"{type_properties(telling, TEXT)}</c:legend>"
    )


def _shapes(telling: Telling) -> bytes:
    """The drawing that lies over the chart (ECMA-376, part 1, 20.3): words in its middle, or at its edges."""
    inside = "".join(_words(telling, one, number) for number, one in enumerate(telling.chart.words, 2))
    return document(f'<c:userShapes xmlns:c="{C}" xmlns:a="{A}" xmlns:cdr="{_CDR}">{inside}</c:userShapes>')


def _words(telling: Telling, words: Words, id_: int) -> str:
    box = words.box
    lines = "".join(
        f'<a:p><a:pPr algn="{words.align}"/>{run(telling, text, colour, bold, size, fact)}</a:p>'
        for text, size, bold, colour, fact in words.lines
    )
    return (
        f"<cdr:relSizeAnchor><cdr:from><cdr:x>{box.x:.5f}</cdr:x><cdr:y>{box.y:.5f}</cdr:y></cdr:from>"
        f"<cdr:to><cdr:x>{box.x + box.w:.5f}</cdr:x><cdr:y>{box.y + box.h:.5f}</cdr:y></cdr:to>"
        f'<cdr:sp><cdr:nvSpPr><cdr:cNvPr id="{id_}" name="Words {id_ - 1}"/><cdr:cNvSpPr txBox="1"/></cdr:nvSpPr>'
        '<cdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></cdr:spPr><cdr:txBody>'
        '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{lines}</cdr:txBody></cdr:sp></cdr:relSizeAnchor>"
    )
