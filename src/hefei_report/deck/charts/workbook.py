"""The workbook that PowerPoint opens when somebody edits a chart's data: as few parts as a spreadsheet can have.

Texts are texts whatever they begin with: nothing of an author's can become a formula or a link. The same columns
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hefei_report.deck.charts.model import Cell, Column
from hefei_report.deck.openxml.archive import content_types, document, pack
from hefei_report.deck.openxml.escaping import escape, quoteattr, speakable
from hefei_report.theme.fonts import is_chinese

SHEET = "Data"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_KINDS = {
    "xl/workbook.xml": f"{_KIND}.sheet.main+xml",
    "xl/worksheets/sheet1.xml": f"{_KIND}.worksheet+xml",
    "xl/styles.xml": f"{_KIND}.styles+xml",
}
_FIRST_OWN_FORMAT = 164  # the numbers below are Excel's (ECMA-376, part 1, 18.8.30)
_WIDTHS = (9.0, 60.0)  # of a column, in digits


def column_name(number: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def header_reference(column: int) -> str:
    """The cell of a column's header."""
    return f"{SHEET}!${column_name(column)}$1"


def reference(column: int, rows: tuple[int, int]) -> str:
    """The cells of a column from one row to before another, counted from 0 below the header."""
    name = column_name(column)
    return f"{SHEET}!${name}${rows[0] + 2}:${name}${rows[1] + 1}"


def workbook(columns: Sequence[Column]) -> bytes:
    """``columns`` side by side on one sheet, as an .xlsx file."""
    told = (code for column in columns for code in (column.code, *(cell.code for cell in column.cells)))
    codes = list(dict.fromkeys(code for code in told if code not in ("", "General")))
    relations = (
        f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Type="{_R}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    inner = (
        f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Type="{_R}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_R}/styles" Target="styles.xml"/>'
        "</Relationships>"
    )
    sheets = f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets>'
    return pack(
        {
            "[Content_Types].xml": content_types(_KINDS),
            "_rels/.rels": document(relations),
            "xl/workbook.xml": document(f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}">{sheets}</workbook>'),
            "xl/_rels/workbook.xml.rels": document(inner),
            "xl/worksheets/sheet1.xml": document(_sheet(columns, codes)),
            "xl/styles.xml": document(_styles(codes)),
        }
    )


def _sheet(columns: Sequence[Column], codes: list[str]) -> str:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_width(column):.1f}" customWidth="1"/>'
        for number, column in enumerate(columns, 1)
    )
    count = max((len(column.cells) for column in columns), default=0)
    styles = {code: number for number, code in enumerate(codes, 2)}
    header = "".join(_text(f"{column_name(n)}1", column.header, 1) for n, column in enumerate(columns))
    rows = [f'<row r="1">{header}</row>']
    for row in range(count):
        cells = "".join(
            _cell(f"{column_name(number)}{row + 2}", cell, styles.get(cell.code or column.code, 0))
            for number, column in enumerate(columns)
            for cell in column.cells[row : row + 1]
        )
        rows.append(f'<row r="{row + 2}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><cols>{widths}</cols><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _width(column: Column) -> float:
    texts = [column.header, *(str(cell.value) for cell in column.cells if cell.value is not None)]
    widest = max(sum(2 if is_chinese(character) else 1 for character in text) for text in texts)
    return min(max(widest + 2.0, _WIDTHS[0]), _WIDTHS[1])


def _cell(place: str, cell: Cell, style: int) -> str:
    own = f' s="{style}"' if style else ""
    match cell.value:
        case Decimal():
            formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
            return f'<c r="{place}"{own}>{formula}<v>{digits(cell.value)}</v></c>'
        case str():
            return _text(place, cell.value, 0)
        case None if cell.formula:
            return f'<c r="{place}"{own} t="str"><f>{escape(cell.formula)}</f><v></v></c>'
        case None:
            return ""


def _text(place: str, text: str, style: int) -> str:
    """A cell with a text of its own: readers don't look for formulas in it."""
    own = f' s="{style}"' if style else ""
    text = escape(speakable(text))
    return f'<c r="{place}"{own} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else ""


def digits(number: Decimal) -> str:
    """``number`` with all its digits and without exponent, as spreadsheets and charts write them."""
    return f"{number:f}"


def _styles(codes: list[str]) -> str:
    """The number formats, and a bold header; style 0 is plain, 1 the header, 2 and on are ``codes``."""
    formats = "".join(
        f'<numFmt numFmtId="{_FIRST_OWN_FORMAT + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(codes)
    )
    listed = f'<numFmts count="{len(codes)}">{formats}</numFmts>' if codes else ""
    own = "".join(
        f'<xf numFmtId="{_FIRST_OWN_FORMAT + n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for n in range(len(codes))
    )
    face = '<sz val="11"/><name val="Arial"/>'
    return (
        f'<styleSheet xmlns="{_MAIN}">{listed}<fonts count="2"><font>{face}</font><font><b/>{face}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(codes) + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>{own}</cellXfs></styleSheet>'
    )
