"""The parts of the template as XML: what PowerPoint needs to know about our look.

Every function returns an element as text; only tokens of the theme and our own constants go in.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from hefei_report.deck.colours import SCHEME, fill, scheme
from hefei_report.deck.grid import Grid
from hefei_report.deck.layouts import PANEL_PADDING, TITLE_SIZES, Anchor, Layout, Slot
from hefei_report.deck.names import (
    DECORATIVE,
    EXT_DECORATIVE,
    EXT_GUIDES,
    NAMESPACES,
    P15,
    TABLE_STYLE,
    guid,
)
from hefei_report.deck.plan import Frame, Role, Tint, emu, emu_from_points
from hefei_report.deck.setting import BULLETS
from hefei_report.theme.tokens import SlideTokens, Theme

_FIRST_LAYOUT_ID = 2_147_483_649  # ids of masters and layouts start at 2**31
_NOTES_PAGE = Frame(0, 0, emu(7.5), emu(10.0))
_FIELD = guid("slide number")
_TITLE_STYLE_SIZE = TITLE_SIZES[0]
_PROPERTIES = "http://schemas.openxmlformats.org"


# -------------------------------------------------------------------------------------------- theme


def theme(tokens: Theme) -> str:
    """The theme: twelve colours, two fonts for Latin and Chinese, flat fills and lines."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in scheme(tokens).items())
    name = quoteattr(tokens.name.capitalize())
    fonts = "".join(f"<a:{kind}Font>{_typefaces(tokens)}</a:{kind}Font>" for kind in ("major", "minor"))
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
        '<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={name}><a:themeElements>'
        f"<a:clrScheme name={name}>{colours}</a:clrScheme><a:fontScheme name={name}>{fonts}</a:fontScheme>"
        f"<a:fmtScheme name={name}><a:fillStyleLst>{solid}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{solid}</a:bgFillStyleLst></a:fmtScheme>"
        f"</a:themeElements>{_object_defaults()}<a:extraClrSchemeLst/></a:theme>"
    )


def _typefaces(tokens: Theme) -> str:
    latin, chinese = quoteattr(tokens.latin_slide), quoteattr(tokens.cjk_slide)
    return (
        f'<a:latin typeface={latin}/><a:ea typeface={chinese}/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface={chinese}/><a:font script="Hant" typeface="Microsoft JhengHei"/>'
    )


def _object_defaults() -> str:
    """What shapes, lines and text boxes look like when people add them to a deck of ours."""
    return (
        f'<a:objectDefaults><a:spDef><a:spPr>{fill(Tint.PANEL)}<a:ln><a:noFill/></a:ln></a:spPr><a:bodyPr anchor="ctr"/>'
        f'<a:lstStyle><a:defPPr algn="ctr"><a:defRPr sz="1400">{fill(Tint.INK)}</a:defRPr></a:defPPr></a:lstStyle></a:spDef>'
        f'<a:lnDef><a:spPr><a:ln w="9525">{fill(Tint.QUIET)}</a:ln></a:spPr><a:bodyPr/><a:lstStyle/></a:lnDef>'
        '<a:txDef><a:spPr><a:noFill/></a:spPr><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/>'
        '<a:lstStyle><a:defPPr><a:defRPr sz="1400"/></a:defPPr></a:lstStyle></a:txDef></a:objectDefaults>'
    )


# ------------------------------------------------------------------------------------------- shapes


def _transform(frame: Frame) -> str:
    return f'<a:xfrm><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.w}" cy="{frame.h}"/></a:xfrm>'


def _shape_tree(shapes: list[str]) -> str:
    """The shapes of a master or layout, with ids in reading order."""
    numbered = "".join(shape.replace("{id}", str(number)) for number, shape in enumerate(shapes, 2))
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{numbered}</p:spTree>"
    )


def _mark(name: str, frame: Frame, colour: str, geometry: str = "") -> str:
    """A shape that only decorates; ``colour`` is a fill."""
    geometry = geometry or '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{name}"><a:extLst><a:ext uri="{EXT_DECORATIVE}">'
        f'<adec:decorative xmlns:adec="{DECORATIVE}" val="1"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_transform(frame)}{geometry}{colour}<a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def _placeholder(
    name: str, attributes: str, frame: Frame, body: str, style: str, content: str, colour: str = ""
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{attributes}/></p:nvPr></p:nvSpPr><p:spPr>{_transform(frame)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{colour}</p:spPr>'
        f"<p:txBody>{body}<a:lstStyle>{style}</a:lstStyle>{content}</p:txBody></p:sp>"
    )


def _body_properties(anchor: Anchor, padding: tuple[int, int] = (0, 0)) -> str:
    horizontal, vertical = padding
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{horizontal}" tIns="{vertical}" rIns="{horizontal}" bIns="{vertical}"'
        f' rtlCol="0" anchor="{anchor.value}"><a:noAutofit/></a:bodyPr>'
    )


def _paragraph(text: str) -> str:
    return f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{text}</a:t></a:r></a:p>'


def _levels_prompt() -> str:
    names = ("Text", "Second level", "Third level")
    return "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r></a:p>'
        for level, name in enumerate(names)
    )


_NUMBER_FIELD = f'<a:p><a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
_EMPTY = '<a:p><a:endParaRPr lang="en-US"/></a:p>'


# -------------------------------------------------------------------------------------- text styles


def _level(number: int, size: float, tint: Tint, *, bold: bool = False, right: bool = False, font: str = "mn") -> str:
    """The style of a list level without bullet."""
    return (
        f'<a:lvl{number}pPr marL="0" indent="0" algn="{"r" if right else "l"}" defTabSz="914400" rtl="0" eaLnBrk="1" '
        f'latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200">{fill(tint)}{_fonts(font)}</a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


def _fonts(kind: str) -> str:
    return f'<a:latin typeface="+{kind}-lt"/><a:ea typeface="+{kind}-ea"/><a:cs typeface="+{kind}-cs"/>'


def _list_levels(tokens: SlideTokens) -> str:
    """The nine levels of body text; the first three are ours, the rest repeat the third."""
    out = []
    indent = emu_from_points(round(1.15 * tokens.body, 1))
    for level in range(9):
        depth = min(level, 2)
        size = max(tokens.body_floor, tokens.body - depth)
        out.append(
            f'<a:lvl{level + 1}pPr marL="{indent * (level + 1)}" indent="{-indent}" algn="l" defTabSz="914400" rtl="0" '
            f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="{600 if depth else 1000}"/></a:spcBef>'
            f'<a:buClr><a:schemeClr val="{SCHEME[Tint.ACCENT]}"/></a:buClr><a:buFont typeface="Arial"/>'
            f'<a:buChar char="{BULLETS[depth]}"/><a:defRPr sz="{round(size * 100)}" kern="1200">{fill(Tint.INK)}'
            f"{_fonts('mn')}</a:defRPr></a:lvl{level + 1}pPr>"
        )
    return "".join(out)


def _text_styles(tokens: SlideTokens) -> str:
    other = "".join(_level(number, 14, Tint.INK) for number in range(1, 10))
    return (
        f"<p:txStyles><p:titleStyle>{_level(1, tokens.title, Tint.PRIMARY, bold=True, font='mj')}</p:titleStyle>"
        f"<p:bodyStyle>{_list_levels(tokens)}</p:bodyStyle>"
        f'<p:otherStyle><a:defPPr><a:defRPr lang="en-US"/></a:defPPr>{other}</p:otherStyle></p:txStyles>'
    )


# --------------------------------------------------------------------------------- master and layouts


def _slot_shape(slot: Slot, name: str) -> str:
    """A layout's placeholder."""
    attributes = (f' type="{slot.kind}"' if slot.kind else "") + (f' idx="{slot.idx}"' if slot.idx else "")
    prompt = not slot.bullets and slot.kind in ("body", "tbl")
    attributes += ' hasCustomPrompt="1"' if prompt else ""
    padding = PANEL_PADDING if slot.fill else (0, 0)
    heading = slot.kind in ("title", "ctrTitle")
    style = "" if slot.bullets else _slot_levels(slot, "mj" if heading else "mn")
    if slot.kind == "sldNum":
        content = _NUMBER_FIELD
    elif slot.kind in ("dt", "ftr"):
        content = _EMPTY
    else:
        content = _levels_prompt() if slot.bullets else _paragraph(slot.prompt)
    background = fill(slot.fill) if slot.fill else ""
    return _placeholder(
        name, attributes, slot.frame, _body_properties(slot.anchor, padding), style, content, background
    )


def _slot_levels(slot: Slot, font: str) -> str:
    return "".join(
        _level(number, slot.size, slot.tint, bold=slot.bold, right=slot.right, font=font) for number in range(1, 4)
    )


def slide_layout(layout: Layout, tokens: Theme) -> str:
    """A layout. Dark ones have the primary colour for a ground and hide the master's marks."""
    grid = Grid(tokens.slide)
    shapes = [_slot_shape(slot, slot_name(slot.role)) for slot in layout.slots]
    kind = f' type="{layout.kind}"' if layout.kind else ""
    ground = ""
    if layout.dark:
        ground = f"<p:bg><p:bgPr>{fill(Tint.PRIMARY)}<a:effectLst/></p:bgPr></p:bg>"
        shapes = [*_dark_marks(grid, layout.key == "cover"), *shapes]
    return (
        f'<p:sldLayout {NAMESPACES}{kind} preserve="1"{" showMasterSp=" + chr(34) + "0" + chr(34) if layout.dark else ""}'
        f"{'' if layout.kind else ' userDrawn=' + chr(34) + '1' + chr(34)}><p:cSld name={quoteattr(layout.name)}>{ground}"
        f"{_shape_tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def slot_name(role: Role) -> str:
    """What PowerPoint's selection pane calls a placeholder."""
    return role.value.replace("-", " ").capitalize()


def slide_master(tokens: Theme, layout_count: int) -> str:
    """The master: title, text and footer placeholders, the mark at the top and the hairline above the footer."""
    grid = Grid(tokens.slide)
    small = _level(1, tokens.slide.footer, Tint.QUIET)
    small_right = _level(1, tokens.slide.footer, Tint.QUIET, right=True)
    middle = _body_properties(Anchor.MIDDLE)
    top = _body_properties(Anchor.TOP)
    shapes = [
        _mark("Signature", signature(grid), fill(Tint.ACCENT)),
        _mark("Footer rule", grid.rule(), fill(Tint.HAIRLINE)),
        _placeholder("Title", ' type="title"', grid.title(), top, "", _paragraph("Title")),
        _placeholder("Text", ' type="body" idx="1"', grid.body(), top, "", _levels_prompt()),
        _placeholder("Date", ' type="dt" sz="half" idx="2"', grid.date(), middle, small_right, _EMPTY),
        _placeholder("Footer", ' type="ftr" sz="quarter" idx="3"', grid.footer(), middle, small, _EMPTY),
        _placeholder(
            "Number", ' type="sldNum" sz="quarter" idx="4"', grid.number(), middle, small_right, _NUMBER_FIELD
        ),
    ]
    ids = "".join(
        f'<p:sldLayoutId id="{_FIRST_LAYOUT_ID + number}" r:id="rId{number + 1}"/>' for number in range(layout_count)
    )
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld><p:bg><p:bgPr>{fill(Tint.PAPER)}<a:effectLst/></p:bgPr></p:bg>'
        f"{_shape_tree(shapes)}</p:cSld>{_colour_map('p:clrMap')}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0"/>{_text_styles(tokens.slide)}{_guides(grid)}</p:sldMaster>'
    )


def signature(grid: Grid) -> Frame:
    """The small mark at the top edge that makes a page ours."""
    return Frame(grid.columns(0, 1)[0], 0, emu(0.62), emu(0.10))


def _colour_map(tag: str) -> str:
    same = "".join(f' {name}="{name}"' for name in (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"))
    return f'<{tag} bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"{same}/>'


def _guides(grid: Grid) -> str:
    """Drawing guides at the margins and around the body, in eighths of a point."""
    body = grid.body()
    places = (("", body.x), ("", body.right), ('orient="horz" ', body.y), ('orient="horz" ', body.bottom))
    guides = "".join(
        f'<p15:guide id="{number}" {orientation}pos="{round(place * 8 / 12700)}" userDrawn="1"><p15:clr>'
        f'<a:srgbClr val="AEB8C0"/></p15:clr></p15:guide>'
        for number, (orientation, place) in enumerate(places, 1)
    )
    return f'<p:extLst><p:ext uri="{EXT_GUIDES}"><p15:sldGuideLst xmlns:p15="{P15}">{guides}</p15:sldGuideLst></p:ext></p:extLst>'


# A skyline of hills that climbs to the right: heights of three ridges at equal steps, as shares of the drawing.
_RIDGES = (
    ((0.10, 0.13, 0.12, 0.17, 0.22, 0.21, 0.30, 0.38, 0.37, 0.50, 0.63, 0.68, 0.84, 1.00), 92_000, 8_000),
    ((0.04, 0.07, 0.10, 0.09, 0.14, 0.19, 0.18, 0.26, 0.33, 0.32, 0.44, 0.52, 0.58, 0.74), 84_000, 16_000),
    ((0.02, 0.03, 0.06, 0.08, 0.07, 0.11, 0.15, 0.14, 0.21, 0.27, 0.26, 0.36, 0.42, 0.50), 75_000, 25_000),
)


def _dark_marks(grid: Grid, landscape: bool) -> list[str]:
    """What stands behind the text of covers and dividers."""
    slide = grid.slide
    marks = [_mark("Signature", signature(grid), fill(Tint.ACCENT))]
    if landscape:
        ground = Frame(0, slide.h - emu(2.6), slide.w, emu(2.6))
        marks = [*(_ridge(ground, *ridge) for ridge in _RIDGES), *marks]
    return marks


def _ridge(frame: Frame, heights: tuple[float, ...], keep: int, lift: int) -> str:
    """One ridge, in the primary colour made lighter."""
    step = frame.w / (len(heights) - 1)
    points = [(round(number * step), round(frame.h * (1 - share))) for number, share in enumerate(heights)]
    path = f'<a:moveTo><a:pt x="0" y="{frame.h}"/></a:moveTo>' + "".join(
        f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in [*points, (frame.w, frame.h)]
    )
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{frame.w}" h="{frame.h}">{path}<a:close/></a:path></a:pathLst></a:custGeom>'
    )
    lighter = f'<a:lumMod val="{keep}"/><a:lumOff val="{lift}"/>'
    colour = f'<a:solidFill><a:schemeClr val="{SCHEME[Tint.PRIMARY]}">{lighter}</a:schemeClr></a:solidFill>'
    return _mark("Ridge", frame, colour, geometry)


# -------------------------------------------------------------------------------------- table style


def table_styles() -> str:
    """Our table style: hairlines between rows, a strong line under the header, no vertical lines, no boxes."""
    none = "".join(f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>" for side in ("left", "right"))
    whole = (
        f"<a:wholeTbl>{_cell_text(Tint.INK, bold=False)}<a:tcStyle><a:tcBdr>{none}<a:top><a:ln><a:noFill/></a:ln></a:top>"
        f"{_border('bottom', Tint.HAIRLINE, 9525)}{_border('insideH', Tint.HAIRLINE, 9525)}"
        "<a:insideV><a:ln><a:noFill/></a:ln></a:insideV></a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
    )
    banded = f"<a:band2H><a:tcStyle><a:tcBdr/><a:fill>{fill(Tint.PANEL)}</a:fill></a:tcStyle></a:band2H>"
    last = (
        f"<a:lastRow>{_cell_text(Tint.INK, bold=True)}<a:tcStyle><a:tcBdr>{_border('top', Tint.INK, 12700)}</a:tcBdr>"
        "</a:tcStyle></a:lastRow>"
    )
    first = (
        f"<a:firstRow>{_cell_text(Tint.PRIMARY, bold=True)}<a:tcStyle><a:tcBdr>{_border('bottom', Tint.PRIMARY, 15875)}"
        "</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:firstRow>"
    )
    return (
        f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Report">{whole}{banded}{last}{first}</a:tblStyle></a:tblStyleLst>'
    )


def _cell_text(tint: Tint, *, bold: bool) -> str:
    return (
        f'<a:tcTxStyle b="{"on" if bold else "off"}"><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
        f'<a:schemeClr val="{SCHEME[tint]}"/></a:tcTxStyle>'
    )


def _border(side: str, tint: Tint, width: int) -> str:
    return f'<a:{side}><a:ln w="{width}" cmpd="sng">{fill(tint)}</a:ln></a:{side}>'


# ---------------------------------------------------------------------------- presentation and notes


def presentation(tokens: SlideTokens) -> str:
    """The presentation without slides; relationship 1 is the master, 2 the notes master."""
    slide, page = Grid(tokens).slide, _NOTES_PAGE
    default = "".join(_level(number, 18, Tint.INK) for number in range(1, 10))
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{_FIRST_LAYOUT_ID - 1}" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldIdLst/><p:sldSz cx="{slide.w}" cy="{slide.h}"/><p:notesSz cx="{page.w}" cy="{page.h}"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="en-US"/></a:defPPr>{default}</p:defaultTextStyle></p:presentation>'
    )


def notes_master() -> str:
    """The master of notes pages: the slide's picture and the text for the speaker."""
    picture = Frame(emu(0.75), emu(0.75), emu(6.0), emu(3.375))
    text = Frame(emu(0.75), emu(4.5), emu(6.0), emu(4.75))
    shapes = [
        '<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f'{_transform(picture)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f'<a:ln w="9525">{fill(Tint.HAIRLINE)}</a:ln></p:spPr></p:sp>',
        _placeholder(
            "Notes", ' type="body" sz="quarter" idx="3"', text, _body_properties(Anchor.TOP), "", _paragraph("Notes")
        ),
    ]
    levels = "".join(_level(number, 12, Tint.INK) for number in range(1, 10))
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill(Tint.PAPER)}<a:effectLst/></p:bgPr></p:bg>"
        f"{_shape_tree(shapes)}</p:cSld>{_colour_map('p:clrMap')}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def presentation_properties() -> str:
    """Nothing special, but PowerPoint wants the part."""
    return f"<p:presentationPr {NAMESPACES}/>"


def view_properties() -> str:
    """How the deck opens: the normal view, with guides hidden."""
    scale = '<p:scale><a:sx n="100" d="100"/><a:sy n="100" d="100"/></p:scale><p:origin x="0" y="0"/>'
    return (
        f'<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/></p:normalViewPr>'
        f'<p:slideViewPr><p:cSldViewPr snapToGrid="0"><p:cViewPr varScale="1">{scale}</p:cViewPr><p:guideLst/>'
        '</p:cSldViewPr></p:slideViewPr><p:gridSpacing cx="91440" cy="91440"/></p:viewPr>'
    )


def core_properties() -> str:
    """Who and when: empty in a template."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PROPERTIES}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Report</dc:title></cp:coreProperties>'
    )


def app_properties() -> str:
    """Which application: the template doesn't pretend to be any."""
    return (
        f'<Properties xmlns="{_PROPERTIES}/officeDocument/2006/extended-properties"><TotalTime>0</TotalTime>'
        "<PresentationFormat>Widescreen</PresentationFormat><Slides>0</Slides></Properties>"
    )
