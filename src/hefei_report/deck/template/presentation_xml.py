"""The presentation, its notes master and its small parts as XML, as they are before there are slides."""

from __future__ import annotations

from hefei_report.deck.openxml.colours import fill
from hefei_report.deck.openxml.names import NAMESPACES
from hefei_report.deck.storyboard.grid import Grid
from hefei_report.deck.storyboard.layouts import Anchor
from hefei_report.deck.storyboard.plan import Frame, Tint, emu
from hefei_report.deck.template.drawingml import (
    RECTANGLE,
    body_properties,
    colour_map,
    level_style,
    placeholder,
    prompt_text,
    shape_tree,
    transform,
)
from hefei_report.deck.template.master_xml import FIRST_ID
from hefei_report.theme.tokens import SlideTokens

_NOTES_PAGE = Frame(0, 0, emu(7.5), emu(10.0))
_PROPERTIES = "http://schemas.openxmlformats.org"


def presentation(tokens: SlideTokens) -> str:
    """The presentation without slides; relationship 1 is the master, 2 the notes master."""
    slide, page = Grid(tokens).slide, _NOTES_PAGE
    default = "".join(level_style(number, 18, Tint.INK) for number in range(1, 10))
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldIdLst/><p:sldSz cx="{slide.w}" cy="{slide.h}"/><p:notesSz cx="{page.w}" cy="{page.h}"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="en-US"/></a:defPPr>{default}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def notes_master() -> str:
    """The master of notes pages: the slide's picture and the text for the speaker."""
    picture = Frame(emu(0.75), emu(0.75), emu(6.0), emu(3.375))
    text = Frame(emu(0.75), emu(4.5), emu(6.0), emu(4.75))
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f'{transform(picture)}{RECTANGLE}<a:noFill/><a:ln w="9525">{fill(Tint.HAIRLINE)}</a:ln></p:spPr></p:sp>'
    )
    top = body_properties(Anchor.TOP)
    notes = placeholder("Notes", ' type="body" sz="quarter" idx="3"', text, top, "", prompt_text("Notes"))
    levels = "".join(level_style(number, 12, Tint.INK) for number in range(1, 10))
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill(Tint.PAPER)}<a:effectLst/></p:bgPr></p:bg>"
        f"{shape_tree([image, notes])}</p:cSld>{colour_map('p:clrMap')}"
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def presentation_properties() -> str:
    """Nothing special, but PowerPoint wants the part."""
    return f"<p:presentationPr {NAMESPACES}/>"


def view_properties() -> str:
    """How the deck opens: the normal view, with guides hidden."""
    scale = '<p:scale><a:sx n="100" d="100"/><a:sy n="100" d="100"/></p:scale><p:origin x="0" y="0"/>'
    return (
        f'<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/>'
        "</p:normalViewPr>"
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
