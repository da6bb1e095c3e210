"""The theme and the table style of the template as XML: colours, fonts, lines."""

from __future__ import annotations

from hefei_report.deck.openxml.colours import OURS, Palette, fill, scheme
from hefei_report.deck.openxml.escaping import quoteattr
from hefei_report.deck.openxml.names import TABLE_STYLE
from hefei_report.deck.storyboard.plan import Tint
from hefei_report.theme.tokens import Theme


def theme_xml(tokens: Theme) -> str:
    """The theme: twelve colours, two fonts for Latin and Chinese, flat fills and lines."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in scheme(tokens).items())
    name = quoteattr(tokens.name.capitalize())
    latin = {"major": tokens.heading_slide or tokens.latin_slide, "minor": tokens.latin_slide}
    fonts = "".join(f"<a:{kind}Font>{_typefaces(name, tokens)}</a:{kind}Font>" for kind, name in latin.items())
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


def _typefaces(font: str, tokens: Theme) -> str:
    latin, chinese = quoteattr(font), quoteattr(tokens.cjk_slide)
    return (
        f'<a:latin typeface={latin}/><a:ea typeface={chinese}/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface={chinese}/><a:font script="Hant" typeface="Microsoft JhengHei"/>'
    )


def _object_defaults() -> str:
    """What shapes, lines and text boxes look like when people add them to a deck of ours."""
    centred = f'<a:defPPr algn="ctr"><a:defRPr sz="1400">{fill(Tint.INK)}</a:defRPr></a:defPPr>'
    return (
        f"<a:objectDefaults><a:spDef><a:spPr>{fill(Tint.PANEL)}<a:ln><a:noFill/></a:ln></a:spPr>"
        f'<a:bodyPr anchor="ctr"/><a:lstStyle>{centred}</a:lstStyle></a:spDef>'
        f'<a:lnDef><a:spPr><a:ln w="9525">{fill(Tint.QUIET)}</a:ln></a:spPr><a:bodyPr/><a:lstStyle/></a:lnDef>'
        '<a:txDef><a:spPr><a:noFill/></a:spPr><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/>'
        '<a:lstStyle><a:defPPr><a:defRPr sz="1400"/></a:defPPr></a:lstStyle></a:txDef></a:objectDefaults>'
    )


def table_styles(palette: Palette = OURS) -> str:
    """Our table style, in the colours of ``palette``: hairlines between rows, a strong line under the header."""
    ink, primary, hairline = (palette.tints[tint].xml for tint in (Tint.INK, Tint.PRIMARY, Tint.HAIRLINE))
    plain = "".join(f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>" for side in ("left", "right", "top"))
    rules = _border("bottom", hairline, 9525) + _border("insideH", hairline, 9525)
    banded = f"<a:band2H><a:tcStyle><a:tcBdr/><a:fill>{palette.fill(Tint.PANEL)}</a:fill></a:tcStyle></a:band2H>"
    parts = (
        _part("wholeTbl", ink, False, f"{plain}{rules}<a:insideV><a:ln><a:noFill/></a:ln></a:insideV>"),
        banded,
        _part("lastRow", ink, True, _border("top", ink, 12700)),
        _part("firstRow", primary, True, _border("bottom", primary, 15875)),
    )
    return (
        f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Report">{"".join(parts)}</a:tblStyle></a:tblStyleLst>'
    )


def _part(name: str, colour: str, bold: bool, borders: str) -> str:
    """A part of the table style: the colour and weight of its text, and its borders."""
    return (
        f"<a:{name}>{_cell_text(colour, bold=bold)}<a:tcStyle><a:tcBdr>{borders}</a:tcBdr>"
        f"<a:fill><a:noFill/></a:fill></a:tcStyle></a:{name}>"
    )


def _cell_text(colour: str, *, bold: bool) -> str:
    return (
        f'<a:tcTxStyle b="{"on" if bold else "off"}"><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
        f"{colour}</a:tcTxStyle>"
    )


def _border(side: str, colour: str, width: int) -> str:
    return f'<a:{side}><a:ln w="{width}" cmpd="sng"><a:solidFill>{colour}</a:solidFill></a:ln></a:{side}>'
