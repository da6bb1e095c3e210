"""The master and the layouts of the template as XML, from the table of layouts."""

from __future__ import annotations

from hefei_report.deck.openxml.colours import OURS, fill
from hefei_report.deck.openxml.escaping import quoteattr
from hefei_report.deck.openxml.names import EXT_GUIDES, NAMESPACES, P15
from hefei_report.deck.storyboard.grid import Grid
from hefei_report.deck.storyboard.layouts import PANEL_PADDING, Anchor, Layout, Slot
from hefei_report.deck.storyboard.plan import Frame, Tint, emu
from hefei_report.deck.template.drawingml import (
    EMPTY,
    NUMBER_FIELD,
    body_properties,
    colour_map,
    level_style,
    levels_prompt,
    mark,
    placeholder,
    placeholder_name,
    prompt_text,
    shape_tree,
    text_styles,
)
from hefei_report.deck.template.landscape import ridges
from hefei_report.deck.template.logo import PlacedLogo
from hefei_report.document.model import Align
from hefei_report.theme.tokens import Theme

FIRST_ID = 2_147_483_648  # of masters and layouts, which share their numbers


def _slot_shape(slot: Slot, name: str) -> str:
    """A layout's placeholder."""
    attributes = (f' type="{slot.kind}"' if slot.kind else "") + (f' idx="{slot.idx}"' if slot.idx else "")
    prompt = not slot.bullets and slot.kind in ("body", "tbl")
    attributes += ' hasCustomPrompt="1"' if prompt else ""
    padding = PANEL_PADDING if slot.fill else (0, 0)
    heading = slot.kind in ("title", "ctrTitle")
    style = "" if slot.bullets else _slot_levels(slot, "mj" if heading else "mn")
    if slot.kind == "sldNum":
        content = NUMBER_FIELD
    elif slot.kind in ("dt", "ftr"):
        content = EMPTY
    else:
        content = levels_prompt() if slot.bullets else prompt_text(slot.prompt)
    background = fill(slot.fill) if slot.fill else ""
    return placeholder(name, attributes, slot.frame, body_properties(slot.anchor, padding), style, content, background)


def _slot_levels(slot: Slot, font: str) -> str:
    return "".join(
        level_style(number, slot.size, slot.tint, bold=slot.bold, right=slot.align is Align.NUMBER, font=font)
        for number in range(1, 4)
    )


def slide_layout(layout: Layout, tokens: Theme, logo: PlacedLogo | None = None) -> str:
    """A layout. Dark ones have a ground of their own and hide the master's marks; the cover shows the ``logo``."""
    grid = Grid(tokens.slide)
    shapes = [_slot_shape(slot, placeholder_name(slot.role)) for slot in layout.slots]
    kind = f' type="{layout.kind}"' if layout.kind else ' userDrawn="1"'
    ground = ""
    if layout.dark:
        ground = f"<p:bg><p:bgPr>{fill(layout.ground)}<a:effectLst/></p:bgPr></p:bg>"
        shapes = [*_dark_marks(grid, layout), *(logo.shapes if logo else ()), *shapes]
    marks = "" if not layout.dark else ' showMasterSp="0"'
    return (
        f'<p:sldLayout {NAMESPACES}{marks}{kind} preserve="1"><p:cSld name={quoteattr(layout.name)}>{ground}'
        f"{shape_tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def slide_master(tokens: Theme, layout_count: int, logo: PlacedLogo | None = None) -> str:
    """The master: title, text and footer placeholders, the mark at the top, the logo, the hairline above the footer."""
    grid = Grid(tokens.slide)
    small = level_style(1, tokens.slide.footer, Tint.QUIET)
    small_right = level_style(1, tokens.slide.footer, Tint.QUIET, right=True)
    middle = body_properties(Anchor.MIDDLE)
    top = body_properties(Anchor.TOP)
    shapes = [
        mark("Signature", signature(grid), fill(Tint.ACCENT)),
        mark("Footer rule", grid.rule(), fill(Tint.HAIRLINE)),
        *(logo.shapes if logo else ()),
        placeholder("Title", ' type="title"', grid.title(), top, "", prompt_text("Title")),
        placeholder("Text", ' type="body" idx="1"', grid.body(), top, "", levels_prompt()),
        placeholder("Date", ' type="dt" sz="half" idx="2"', grid.date(), middle, small_right, EMPTY),
        placeholder("Footer", ' type="ftr" sz="quarter" idx="3"', grid.footer(), middle, small, EMPTY),
        placeholder("Number", ' type="sldNum" sz="quarter" idx="4"', grid.number(), middle, small_right, NUMBER_FIELD),
    ]
    ids = "".join(
        f'<p:sldLayoutId id="{FIRST_ID + 1 + number}" r:id="rId{number + 1}"/>' for number in range(layout_count)
    )
    turned = colour_map("p:clrMap", dark=tokens.dark)
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld><p:bg><p:bgPr>{fill(Tint.PAPER)}<a:effectLst/></p:bgPr></p:bg>'
        f"{shape_tree(shapes)}</p:cSld>{turned}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0"/>{text_styles(tokens.slide)}{_guides(grid)}</p:sldMaster>'
    )


def signature(grid: Grid) -> Frame:
    """The small mark at the top edge that makes a page ours."""
    return Frame(grid.columns(0, 1)[0], 0, emu(0.62), emu(0.10))


def _guides(grid: Grid) -> str:
    """Drawing guides at the margins and around the body, in eighths of a point."""
    body = grid.body()
    places = (("", body.x), ("", body.right), ('orient="horz" ', body.y), ('orient="horz" ', body.bottom))
    guides = "".join(
        f'<p15:guide id="{number}" {orientation}pos="{round(place * 8 / 12700)}" userDrawn="1"><p15:clr>'
        f"{OURS.tints[Tint.HAIRLINE].xml}</p15:clr></p15:guide>"
        for number, (orientation, place) in enumerate(places, 1)
    )
    found = f'<p15:sldGuideLst xmlns:p15="{P15}">{guides}</p15:sldGuideLst>'
    return f'<p:extLst><p:ext uri="{EXT_GUIDES}">{found}</p:ext></p:extLst>'


def _dark_marks(grid: Grid, layout: Layout) -> list[str]:
    """What stands behind the text of covers and dividers."""
    slide = grid.slide
    marks = [mark("Signature", signature(grid), fill(Tint.ACCENT))]
    if layout.key in ("cover", "closing"):
        veil = Tint.PAPER if layout.ground is Tint.PRIMARY else Tint.PRIMARY
        marks = [*ridges(Frame(0, slide.h - emu(2.7), slide.w, emu(2.7)), veil), *marks]
    return marks
