"""How text stands in shapes that no layout of ours styles: text boxes, and placeholders of a customer's template."""

from __future__ import annotations

from hefei_report.deck.openxml.colours import Palette
from hefei_report.deck.storyboard.layouts import PANEL_PADDING, Slot

_LEVELS = range(1, 4)
_SPACING = (
    '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
    '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
)
_NO_INSETS = ' lIns="0" tIns="0" rIns="0" bIns="0"'
BARE = f'<a:bodyPr wrap="square"{_NO_INSETS}><a:noAutofit/></a:bodyPr><a:lstStyle/>'


def foreign_style(slot: Slot, moved: bool) -> str:
    """The body and list style of a placeholder that isn't ours.

    Its font and colour are the template's; whatever would make the text longer or higher than it was measured is not:
    fitting, capitals, tracking, lines farther apart. ``moved``: it stands where we compose it, without insets.
    """
    anchor = f' anchor="{slot.anchor.value}"' if moved and slot.kind not in ("title", "ctrTitle") else ""
    properties = f'wrap="square"{_NO_INSETS if moved else ""}{anchor}'
    run = f'<a:defRPr b="{int(slot.bold)}" i="0" cap="none" spc="0"/>'
    levels = "".join(f"<a:lvl{number}pPr>{_SPACING}{run}</a:lvl{number}pPr>" for number in _LEVELS)
    return f"<a:bodyPr {properties}><a:noAutofit/></a:bodyPr><a:lstStyle>{levels}</a:lstStyle>"


def box_style(slot: Slot, palette: Palette) -> str:
    """The body and list style of a text box that stands for a slot."""
    horizontal, vertical = PANEL_PADDING if slot.fill else (0, 0)
    insets = f'lIns="{horizontal}" tIns="{vertical}" rIns="{horizontal}" bIns="{vertical}"'
    fonts = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
    run = f'<a:defRPr b="{int(slot.bold)}" i="0" cap="none" spc="0">{palette.fill(slot.tint)}{fonts}</a:defRPr>'
    levels = "".join(f"<a:lvl{number}pPr>{_SPACING}{run}</a:lvl{number}pPr>" for number in _LEVELS)
    return (
        f'<a:bodyPr wrap="square" {insets} anchor="{slot.anchor.value}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{levels}</a:lstStyle>"
    )
