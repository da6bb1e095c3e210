"""The labels of a series as chart XML (ECMA-376, part 1, 21.2.2.47 and 21.2.2.49)."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.deck.charts.drawingml import BARE, Telling, format_attribute, line, run, shape, type_properties
from hefei_report.deck.charts.model import CELLS, Label, LabelLine, Look, Plotted, Says, Stroke
from hefei_report.deck.charts.workbook import reference
from hefei_report.deck.openxml.names import guid
from hefei_report.deck.openxml.scheme import PAPER, QUIET

_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_LABELS_2012 = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"  # the extension of labels, [MS-ODRAWXML] 2.24.3
_CELLS_2012 = "{02D57815-91ED-43cb-92C2-25804820EDAC}"  # the extension of series
_PARTS = {  # what is shown: value, category name, series name
    Says.VALUE: (1, 0, 0),
    Says.NAME: (0, 0, 1),
    Says.NAME_AND_VALUE: (1, 0, 1),
    Says.CATEGORY_AND_VALUE: (1, 1, 0),
    Says.TEXT: (1, 0, 0),
}
_PAPER = shape(Look(PAPER))
_NOTHING = '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
_NOTHING += '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'


def labels(telling: Telling, series: Plotted, ring: bool = False) -> str:
    """All labels of a series; alike ones are said once, so that new values get them, too."""
    if not series.labels:
        return ""
    values = telling.chart.columns[series.column].cells
    present = sum(cell.value is not None for cell in values[slice(*(series.rows or (None,)))])
    first = series.labels[0]
    alike = all(replace(label, index=0) == replace(first, index=0) for label in series.labels)
    if alike and len(series.labels) == present and first.says is not Says.TEXT and first.moved == (0.0, 0.0):
        return f"<c:dLbls>{_settings(telling, first)}{_led(ring, False)}</c:dLbls>"
    each = "".join(_label(telling, label) for label in series.labels)
    led = any(label.led for label in series.labels)
    return f"<c:dLbls>{each}{BARE}{_NOTHING}{_led(ring, led)}</c:dLbls>"


def said_cells(telling: Telling, series: Plotted) -> str:
    """The cells that the labels of a series repeat ([MS-ODRAWXML] 2.24.3.12), with what these say of them."""
    if series.said is None:
        return ""
    cells = telling.chart.columns[series.said].cells
    told = {
        label.index: one
        for label in sorted(series.labels, key=lambda label: label.index)
        for one in label.lines
        if one.field == CELLS
    }
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{telling.text(one.text, one.fact)}</c:v></c:pt>' for index, one in told.items()
    )
    return (
        f'<c:extLst><c:ext uri="{_CELLS_2012}" xmlns:c15="{_C15}"><c15:datalabelsRange>'
        f"<c15:f>{reference(series.said, (0, len(cells)))}</c15:f><c15:dlblRangeCache>"
        f'<c:ptCount val="{len(cells)}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>'
    )


def _label(telling: Telling, label: Label) -> str:
    layout = ""
    if label.moved != (0.0, 0.0):
        x, y = label.moved
        layout = f'<c:layout><c:manualLayout><c:x val="{x:.5f}"/><c:y val="{y:.5f}"/></c:manualLayout></c:layout>'
    text = _rich(telling, label) if label.says is Says.TEXT else ""
    fields = ""
    if any(one.field for one in label.lines):
        # Applications write both; the Open XML SDK knows one in each extension: the one that matters.
        cells = any(one.field == CELLS for one in label.lines)
        inside = '<c15:showDataLabelsRange val="1"/>' if cells else "<c15:dlblFieldTable/>"
        fields = f'<c:extLst><c:ext uri="{_LABELS_2012}" xmlns:c15="{_C15}">{inside}</c:ext></c:extLst>'
    return f'<c:dLbl><c:idx val="{label.index}"/>{layout}{text}{_settings(telling, label)}{fields}</c:dLbl>'


def _rich(telling: Telling, label: Label) -> str:
    between = "" if label.flowing else "</a:p><a:p>"
    lines = f"<a:p>{between.join(_line(telling, label, one) for one in label.lines)}</a:p>"
    return f'<c:tx><c:rich><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/>{lines}</c:rich></c:tx>'


def _line(telling: Telling, label: Label, one: LabelLine) -> str:
    """A line of text, or a field that repeats what a cell says ([MS-ODRAWXML] 2.24.3.20)."""
    written = run(telling, one.text, label.colour, one.bold or label.bold, telling.chart.size, one.fact)
    if not one.field:
        return written
    properties = written[len("<a:r>") : written.index("<a:t>")]
    text = written[written.index("<a:t>") : -len("</a:r>")]
    return f'<a:fld id="{guid(f"{label.index} {one.field}")}" type="{one.field}">{properties}<a:pPr/>{text}</a:fld>'


def _settings(telling: Telling, label: Label) -> str:
    value, category, name = _PARTS[label.says]
    place = f'<c:dLblPos val="{label.place}"/>' if label.place else ""
    between = ""
    if value + category + name > 1:
        between = f"<c:separator>{chr(10) if label.says is Says.CATEGORY_AND_VALUE else ' '}</c:separator>"
    ground = _PAPER if label.on_paper else BARE
    return (
        f"{format_attribute(label.code)}{ground}{type_properties(telling, label.colour, label.bold, 'none')}{place}"
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="{category}"/>'
        f'<c:showSerName val="{name}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>{between}'
    )


def _led(ring: bool, led: bool) -> str:
    """Thin lines from values to labels that were moved away."""
    if ring:
        thin = f"<c:leaderLines><c:spPr>{line(Stroke(QUIET, 0.75))}</c:spPr></c:leaderLines>"
        return f'<c:showLeaderLines val="{int(led)}"/>' + (thin if led else "")
    # The Open XML SDK knows only one element in this extension, so the application's own grey has to do. LibreOffice
    # draws these lines unless it is told not to.
    shown = f'<c15:showLeaderLines val="{int(led)}"/>'
    return f'<c:extLst><c:ext uri="{_LABELS_2012}" xmlns:c15="{_C15}">{shown}</c:ext></c:extLst>'
