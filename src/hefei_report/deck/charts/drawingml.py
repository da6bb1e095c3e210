"""The DrawingML that all parts of a chart share: fills, lines, type, references to cells with their cached values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal

from hefei_report.deck.charts.model import Cell, Column, Look, NativeChart, Stroke, Symbol
from hefei_report.deck.charts.workbook import digits, header_reference, reference
from hefei_report.deck.openxml.escaping import quoteattr
from hefei_report.deck.openxml.scheme import SchemeColour
from hefei_report.deck.storyboard.plan import emu_from_points
from hefei_report.deck.writing.textxml import clean, culture
from hefei_report.records import dataclass

FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
BARE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


@dataclass(slots=True)
class Telling:
    """A chart that is being written, and every text that was, in the order of the file, with its fact."""

    chart: NativeChart
    told: list[tuple[str, str | None]] = field(default_factory=list)

    def text(self, text: str, fact: str | None = None) -> str:
        """``text`` as XML, noted."""
        self.told.append((text, fact))
        return clean(text)

    @property
    def language(self) -> str:
        """The language as an attribute."""
        return f'lang="{culture(self.chart.language)}"'


def paint(colour: SchemeColour) -> str:
    """A solid fill."""
    return f"<a:solidFill>{colour.xml}</a:solidFill>"


def line(stroke: Stroke | None) -> str:
    """A line, or none."""
    if stroke is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{stroke.dash}"/>' if stroke.dash else ""
    cap = "flat" if stroke.dash else "rnd"
    return f'<a:ln w="{emu_from_points(stroke.width)}" cap="{cap}">{paint(stroke.colour)}{dash}<a:round/></a:ln>'


def shape(look: Look) -> str:
    """The properties of an area."""
    if look.fill is None:
        inside = "<a:noFill/>"
    elif look.hatch is not None:
        inside = (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr>{look.fill.xml}</a:fgClr><a:bgClr>{look.hatch.xml}</a:bgClr>'
            "</a:pattFill>"
        )
    else:
        inside = paint(look.fill)
    return f"<c:spPr>{inside}{line(look.edge)}</c:spPr>"


def stroke_shape(stroke: Stroke | None) -> str:
    """The properties of a line."""
    return f"<c:spPr>{line(stroke)}</c:spPr>"


def marker(symbol: Symbol | None) -> str:
    """The mark of points, or none."""
    if symbol is None:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return f'<c:marker><c:symbol val="{symbol.shape}"/><c:size val="{symbol.size}"/>{shape(symbol.look)}</c:marker>'


def type_properties(telling: Telling, colour: SchemeColour, bold: bool = False, wrap: str = "square") -> str:
    """How text is set that the application writes: in the theme's font, at the chart's size, level."""
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz" wrap="{wrap}"/><a:lstStyle/><a:p><a:pPr>'
        f"{_type('a:defRPr', telling, telling.chart.size, bold, colour)}</a:pPr>"
        f"<a:endParaRPr {telling.language}/></a:p></c:txPr>"
    )


def run(telling: Telling, text: str, colour: SchemeColour, bold: bool, size: float, fact: str | None) -> str:
    """A run of text that we write."""
    return f"<a:r>{_type('a:rPr', telling, size, bold, colour)}<a:t>{telling.text(text, fact)}</a:t></a:r>"


def _type(tag: str, telling: Telling, size: float, bold: bool, colour: SchemeColour) -> str:
    return f'<{tag} {telling.language} sz="{round(size * 100)}" b="{int(bold)}">{paint(colour)}{FONTS}</{tag}>'


# ------------------------------------------------------------------------------------------ references


def name_reference(telling: Telling, number: int) -> str:
    """A series' name: the header of its column."""
    header = telling.chart.columns[number].header
    return (
        f'<c:tx><c:strRef><c:f>{header_reference(number)}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{telling.text(header)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def cells_reference(telling: Telling, number: int, rows: tuple[int, int] | None = None) -> str:
    """The cells of a column with what they hold: as numbers if there is one among them, else as texts."""
    column = telling.chart.columns[number]
    first, last = rows or (0, len(column.cells))
    cells = column.cells[first:last]
    kind = "num" if not any(isinstance(cell.value, str) for cell in cells) else "str"
    code = f"<c:formatCode>{clean(column.code)}</c:formatCode>" if kind == "num" else ""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{telling.text(_cached(cell), cell.fact)}</c:v></c:pt>'
        for place, cell in enumerate(cells)
        if cell.value not in (None, "")
    )
    return (
        f"<c:{kind}Ref><c:f>{reference(number, (first, last))}</c:f><c:{kind}Cache>{code}"
        f'<c:ptCount val="{len(cells)}"/>{points}</c:{kind}Cache></c:{kind}Ref>'
    )


def _cached(cell: Cell) -> str:
    return digits(cell.value) if isinstance(cell.value, Decimal) else str(cell.value)


def format_attribute(code: str) -> str:
    """A number format of a label's or an axis's own."""
    return f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>'


def rows_of(columns: Sequence[Column], number: int) -> int:
    """How many cells a column has."""
    return len(columns[number].cells)
