"""Shapes and text styles of the template as XML. Only tokens of the theme and our own constants go in."""

from __future__ import annotations

from hefei_report.deck.openxml.colours import SCHEME, fill
from hefei_report.deck.openxml.names import DECORATIVE, EXT_DECORATIVE, guid
from hefei_report.deck.storyboard.layouts import Anchor
from hefei_report.deck.storyboard.plan import Frame, Role, Tint, emu_from_points
from hefei_report.deck.storyboard.setting import BULLETS, LEVEL_INDENT
from hefei_report.theme.tokens import SlideTokens

RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NO_LINE = "<a:ln><a:noFill/></a:ln>"
_FIELD = guid("slide number")
_LEVEL = 'defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="0"'
_SINGLE_SPACED = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'


def transform(frame: Frame) -> str:
    """Where a shape stands."""
    return f'<a:xfrm><a:off x="{frame.x}" y="{frame.y}"/><a:ext cx="{frame.w}" cy="{frame.h}"/></a:xfrm>'


def shape_tree(shapes: list[str]) -> str:
    """The shapes of a master or layout, with ids in reading order."""
    numbered = "".join(shape.replace("{id}", str(number)) for number, shape in enumerate(shapes, 2))
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{numbered}</p:spTree>"
    )


def mark(name: str, frame: Frame, colour: str, geometry: str = RECTANGLE) -> str:
    """A shape that only decorates; ``colour`` is a fill."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{name}"><a:extLst><a:ext uri="{EXT_DECORATIVE}">'
        f'<adec:decorative xmlns:adec="{DECORATIVE}" val="1"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{transform(frame)}{geometry}{colour}{NO_LINE}</p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def placeholder(name: str, attributes: str, frame: Frame, body: str, style: str, content: str, colour: str = "") -> str:
    """A placeholder: the attributes of its ``p:ph``, its text body's properties, list style and content."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{attributes}/></p:nvPr></p:nvSpPr><p:spPr>{transform(frame)}"
        f"{RECTANGLE}{colour}</p:spPr>"
        f"<p:txBody>{body}<a:lstStyle>{style}</a:lstStyle>{content}</p:txBody></p:sp>"
    )


def placeholder_name(role: Role) -> str:
    """What PowerPoint's selection pane calls a placeholder."""
    return role.value.replace("-", " ").capitalize()


def body_properties(anchor: Anchor, padding: tuple[int, int] = (0, 0)) -> str:
    """How text stands in its frame. Sizes are settled by measuring, so PowerPoint doesn't shrink anything."""
    horizontal, vertical = padding
    insets = f'lIns="{horizontal}" tIns="{vertical}" rIns="{horizontal}" bIns="{vertical}"'
    return f'<a:bodyPr vert="horz" wrap="square" {insets} rtlCol="0" anchor="{anchor.value}"><a:noAutofit/></a:bodyPr>'


def prompt_text(text: str) -> str:
    """What an empty placeholder says."""
    return f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{text}</a:t></a:r></a:p>'


def levels_prompt() -> str:
    """What an empty placeholder with list levels says."""
    names = ("Text", "Second level", "Third level")
    return "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r></a:p>'
        for level, name in enumerate(names)
    )


NUMBER_FIELD = f'<a:p><a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
EMPTY = '<a:p><a:endParaRPr lang="en-US"/></a:p>'


def level_style(
    number: int, size: float, tint: Tint, *, bold: bool = False, right: bool = False, font: str = "mn"
) -> str:
    """The style of a list level without bullet."""
    return (
        f'<a:lvl{number}pPr marL="0" indent="0" algn="{"r" if right else "l"}" {_LEVEL}>{_SINGLE_SPACED}'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200">{fill(tint)}{_fonts(font)}</a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


def _fonts(kind: str) -> str:
    return f'<a:latin typeface="+{kind}-lt"/><a:ea typeface="+{kind}-ea"/><a:cs typeface="+{kind}-cs"/>'


def list_levels(tokens: SlideTokens) -> str:
    """The nine levels of body text; the first three are ours, the rest repeat the third."""
    out = []
    indent = emu_from_points(round(LEVEL_INDENT * tokens.body, 1))
    for level in range(9):
        depth = min(level, 2)
        size = max(tokens.body_floor, tokens.body - depth)
        out.append(
            f'<a:lvl{level + 1}pPr marL="{indent * (level + 1)}" indent="{-indent}" algn="l" {_LEVEL}>{_SINGLE_SPACED}'
            f'<a:spcBef><a:spcPts val="{600 if depth else 1000}"/></a:spcBef>'
            f'<a:buClr><a:schemeClr val="{SCHEME[Tint.ACCENT]}"/></a:buClr><a:buFont typeface="Arial"/>'
            f'<a:buChar char="{BULLETS[depth]}"/><a:defRPr sz="{round(size * 100)}" kern="1200">{fill(Tint.INK)}'
            f"{_fonts('mn')}</a:defRPr></a:lvl{level + 1}pPr>"
        )
    return "".join(out)


def text_styles(tokens: SlideTokens) -> str:
    """The master's styles of titles, body text and everything else."""
    other = "".join(level_style(number, 14, Tint.INK) for number in range(1, 10))
    return (
        f"<p:txStyles><p:titleStyle>{level_style(1, tokens.title, Tint.PRIMARY, bold=True, font='mj')}</p:titleStyle>"
        f"<p:bodyStyle>{list_levels(tokens)}</p:bodyStyle>"
        f'<p:otherStyle><a:defPPr><a:defRPr lang="en-US"/></a:defPPr>{other}</p:otherStyle></p:txStyles>'
    )


def colour_map(tag: str, *, dark: bool = False) -> str:
    """Which theme colours text and ground take: the light ground and the dark text, or the other way round."""
    same = "".join(f' {name}="{name}"' for name in (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"))
    ground, text = ("dk", "lt") if dark else ("lt", "dk")
    return f'<{tag} bg1="{ground}1" tx1="{text}1" bg2="{ground}2" tx2="{text}2"{same}/>'
