"""The items of a planned slide as shapes: placeholders, pictures, tables, marks. Nothing is decided here."""

from __future__ import annotations

from hefei_report.deck.openxml.colours import OURS, Palette
from hefei_report.deck.openxml.names import (
    A14,
    DECORATIVE,
    EXT_DECORATIVE,
    EXT_LOCAL_DPI,
    EXT_SVG,
    SVG,
    TABLE_STYLE,
    guid,
)
from hefei_report.deck.storyboard.layouts import Layout, Slot
from hefei_report.deck.storyboard.plan import (
    ChartItem,
    ImageItem,
    MarkItem,
    PictureItem,
    PlannedRow,
    Role,
    TableItem,
    TextItem,
    Tint,
)
from hefei_report.deck.storyboard.stage import slot_of
from hefei_report.deck.storyboard.tables import CELL_PADDING
from hefei_report.deck.template.drawingml import RECTANGLE, placeholder_name, transform
from hefei_report.deck.writing.bodies import BARE, box_style, foreign_style
from hefei_report.deck.writing.textxml import LinkXml, Pen, attribute, field, paragraphs
from hefei_report.records import dataclass

_SLIDE_NUMBER = guid("slide number")
_DECORATIVE = (  # [MS-ODRAWXML] 2.10: assistive technology skips it
    f'<a:extLst><a:ext uri="{EXT_DECORATIVE}"><adec:decorative xmlns:adec="{DECORATIVE}" val="1"/></a:ext></a:extLst>'
)
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True, slots=True)
class Shaping:
    """What shapes of one slide need: its layout, the language, how to link, and the colours of the theme."""

    layout: Layout
    language: str
    link: LinkXml
    palette: Palette = OURS
    table_style: str = TABLE_STYLE

    @property
    def pen(self) -> Pen:
        """How its texts are written."""
        return Pen(self.language, self.link, self.palette)


def text_shape(item: TextItem, id_: int, shaping: Shaping) -> str:
    """A placeholder with text, or a text box for what no layout has a placeholder for."""
    slot = slot_of(shaping.layout, item.role)
    if item.role is Role.NUMBER:
        body = field(item.text, shaping.pen, "slidenum", _SLIDE_NUMBER)
    else:
        body = paragraphs(item.text, shaping.pen)
    if slot is None or slot.free:
        return _text_box(item, id_, body, slot, shaping.palette)
    moved = transform(item.frame) if item.frame != slot.frame or (slot.foreign and slot.outer is None) else ""
    style = foreign_style(slot, bool(moved)) if slot.foreign else "<a:bodyPr/><a:lstStyle/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name={attribute(placeholder_name(item.role))}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{_placeholder(slot)}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{moved}</p:spPr><p:txBody>{style}{body}</p:txBody></p:sp>"
    )


def _text_box(item: TextItem, id_: int, body: str, slot: Slot | None, palette: Palette) -> str:
    ground = palette.fill(slot.fill) if slot is not None and slot.fill else "<a:noFill/>"
    style = box_style(slot, palette) if slot is not None else BARE
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name={attribute(placeholder_name(item.role))}/>'
        '<p:cNvSpPr txBox="1"/>'
        f"<p:nvPr/></p:nvSpPr><p:spPr>{transform(item.frame)}{RECTANGLE}{ground}</p:spPr><p:txBody>"
        f"{style}{body}</p:txBody></p:sp>"
    )


def mark_shape(item: MarkItem, id_: int, shaping: Shaping) -> str:
    """A rectangle that assistive technology skips."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="Mark">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{transform(item.frame)}{RECTANGLE}{shaping.palette.fill(item.tint)}<a:ln><a:noFill/></a:ln></p:spPr>"
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


def picture_shape(item: PictureItem | ImageItem, id_: int, shaping: Shaping, png: str, svg: str) -> str:
    """A picture in its placeholder: ``svg`` for applications that draw it, ``png`` for the others (relationships)."""
    slot = slot_of(shaping.layout, item.role)
    vector = (
        f'<a:extLst><a:ext uri="{EXT_LOCAL_DPI}"><a14:useLocalDpi xmlns:a14="{A14}" val="0"/></a:ext>'
        f'<a:ext uri="{EXT_SVG}"><asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{svg}"/></a:ext></a:extLst>'
    )
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{id_}" name={attribute(item.name)} {_told(item.alt)}</p:cNvPr>'
        f'<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{_placeholder(slot)}</p:nvPr>'
        f'</p:nvPicPr><p:blipFill><a:blip r:embed="{png}">{vector if svg else ""}</a:blip>'
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{transform(item.frame)}{RECTANGLE}</p:spPr></p:pic>"
    )


def _told(alt: str) -> str:
    """The rest of a picture's ``p:cNvPr``: what it shows, or that it only decorates."""
    if alt:
        return f"descr={attribute(alt)}>"
    return f'descr="">{_DECORATIVE}'


def chart_shape(item: ChartItem, id_: int, shaping: Shaping, chart: str) -> str:
    """A chart of PowerPoint's own in its placeholder; ``chart`` is the relationship to its part."""
    return _graphic(item, id_, shaping, f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{chart}"/>')


def _graphic(item: ChartItem | TableItem, id_: int, shaping: Shaping, data: str) -> str:
    """A frame with something in it that is no shape; ``data`` lacks only its end tag."""
    frame = item.frame
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{id_}" name={attribute(item.name)} '
        f'descr={attribute(item.alt)}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{_placeholder(slot_of(shaping.layout, item.role))}</p:nvPr></p:nvGraphicFramePr>"
        f'<p:xfrm><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.w}" cy="{frame.h}"/></p:xfrm>'
        f"<a:graphic>{data}</a:graphicData></a:graphic></p:graphicFrame>"
    )


# -------------------------------------------------------------------------------------------- tables


def table_shape(item: TableItem, id_: int, shaping: Shaping) -> str:
    """A real table in its placeholder, with our style and a header row."""
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in item.widths)
    rows = "".join(_row(row, number == 0, shaping) for number, row in enumerate(item.rows))
    table = (
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
    )
    return _graphic(item, id_, shaping, f'<a:graphicData uri="{_TABLE}">{table}')


def _row(row: PlannedRow, header: bool, shaping: Shaping) -> str:
    horizontal, vertical = CELL_PADDING
    margins = f'marL="{horizontal}" marR="{horizontal}" marT="{vertical}" marB="{vertical}"'
    ground = shaping.palette.fill(Tint.PANEL) if row.emphasis else ""
    cells = "".join(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs(cell, shaping.pen)}</a:txBody>"
        f'<a:tcPr {margins} anchor="{"b" if header else "t"}">{ground}</a:tcPr></a:tc>'
        for cell in row.cells
    )
    return f'<a:tr h="{row.height}">{cells}</a:tr>'


# -------------------------------------------------------------------------------------------- pieces


def _placeholder(slot: Slot | None) -> str:
    if slot is None or slot.free:
        return ""
    kind = f' type="{slot.kind}"' if slot.kind else ""
    idx = f' idx="{slot.idx}"' if slot.idx else ""
    return f"<p:ph{kind}{idx}/>"
