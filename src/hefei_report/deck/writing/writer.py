"""Places a storyboard into a PowerPoint file. All is settled before; this only puts it there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.slide import Slide

from hefei_report.deck.charts.chartxml import chart_files
from hefei_report.deck.openxml.archive import document as xml_document
from hefei_report.deck.openxml.names import (
    EXT_LINK_COLOUR,
    EXT_SECTIONS,
    LINK_COLOUR,
    NAMESPACES,
    P14,
    TABLE_STYLE,
    A,
    guid,
)
from hefei_report.deck.storyboard.inventory import Files, deck_leaves
from hefei_report.deck.storyboard.layouts import Layout
from hefei_report.deck.storyboard.plan import (
    FIRST_SHAPE,
    ChartItem,
    ImageItem,
    MarkItem,
    PictureItem,
    PlannedSlide,
    Storyboard,
    TableItem,
    TextItem,
)
from hefei_report.deck.storyboard.setting import para
from hefei_report.deck.template.building import template_of
from hefei_report.deck.writing.images import place_image
from hefei_report.deck.writing.links import safe_address
from hefei_report.deck.writing.package import DeckPackage, instant
from hefei_report.deck.writing.recolouring import recoloured
from hefei_report.deck.writing.shapes import Shaping, chart_shape, mark_shape, picture_shape, table_shape, text_shape
from hefei_report.deck.writing.textxml import Pen, attribute, clean, culture, paragraphs
from hefei_report.document.drawing import Box, Draw, RenderedFigure
from hefei_report.document.labels import Labels, labels, tip_of
from hefei_report.document.model import CrossLink, Document, Medium, ReferenceLink, Target, WebLink, plain
from hefei_report.proof.inventory import Leaf
from hefei_report.theme.tokens import Theme

_NOTES_SIZE = 12.0


def write_storyboard(
    storyboard: Storyboard, document: Document, theme: Theme, draw: Draw, epoch: int
) -> tuple[DeckPackage, tuple[Leaf, ...]]:
    """A storyboard as a package to be saved, and what it shows. ``epoch`` (seconds since 1970) is its date."""
    stage = storyboard.stage
    package = DeckPackage(stage.template or template_of(theme, document.brand))
    known = stage.layouts
    slides = [package.add_slide(_layout_key(known[planned.layout])) for planned in storyboard.slides]
    files = Files()
    for place, (planned, slide) in enumerate(zip(storyboard.slides, slides, strict=True)):
        linker = _Linker(storyboard, slides, place, labels(document.language), document)
        shaping = Shaping(
            known[planned.layout], storyboard.language, linker, stage.palette, stage.table_style or TABLE_STYLE
        )
        _place(planned, place, slide, shaping, _Hands(package, draw, files))
        _write_notes(planned, slide, package, storyboard.language)
    _write_sections(storyboard, package)
    _write_properties(storyboard, document, package, epoch)
    return package, deck_leaves(storyboard, files, document.names)


def _layout_key(layout: Layout) -> str:
    return layout.part or layout.name


@dataclass(frozen=True, slots=True)
class _Hands:
    """What placing needs: the package, the draughtsman, and where to note what was put into the file."""

    package: DeckPackage
    draw: Draw
    files: Files


def _place(planned: PlannedSlide, place: int, slide: Slide, shaping: Shaping, hands: _Hands) -> None:
    """Put the items of slide ``place`` (from 0) in place."""
    tree = slide.shapes._spTree
    for number, item in enumerate(planned.items):
        id_ = number + FIRST_SHAPE
        match item:
            case TextItem():
                shape = text_shape(item, id_, shaping)
            case MarkItem():
                shape = mark_shape(item, id_, shaping)
            case TableItem():
                shape = table_shape(item, id_, shaping)
            case ChartItem():
                written = chart_files(item.chart)
                hands.files.told[place, number] = written.told
                drawn = recoloured(written.chart, shaping.palette)
                chart = hands.package.relate_chart(slide, drawn, written.workbook, written.shapes)
                shape = chart_shape(item, id_, shaping, chart)
            case PictureItem():
                drawing = hands.draw(item.plan, Box(item.frame.width_pt, item.frame.height_pt), Medium.DECK)
                shape = _picture(item, drawing, id_, slide, shaping, hands.package)
                hands.files.digests[place, number] = _digests((drawing.png, drawing.svg) if shape else ())
            case ImageItem():
                shape, files = place_image(item, id_, slide, shaping, hands.package)
                hands.files.digests[place, number] = _digests(files)
            case _:
                assert_never(item)
        if shape:
            tree.append(parse_xml(shape))


def _digests(files: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(hashlib.sha256(file).hexdigest() for file in files if file)


def _picture(
    item: PictureItem, drawing: RenderedFigure, id_: int, slide: Slide, shaping: Shaping, package: DeckPackage
) -> str:
    """A figure as a picture."""
    if not drawing.png:  # it could not be drawn, which has been reported
        return ""
    png = package.relate_png(slide, drawing.png)
    svg = package.relate_svg(slide, drawing.svg) if drawing.svg else ""
    return picture_shape(item, id_, shaping, png, svg)


# --------------------------------------------------------------------------------------------- links


class _Linker:
    """Makes the link elements of one slide, with their relationships."""

    def __init__(
        self, storyboard: Storyboard, slides: list[Slide], place: int, words: Labels, document: Document
    ) -> None:
        self._anchors = storyboard.anchors
        self._slides = slides
        self._place = place
        self._labels = words
        self._references = {reference.key: reference for reference in document.references}

    def __call__(self, target: Target) -> str:
        match target:
            case WebLink():
                return self._web(target.url)
            case ReferenceLink():
                reference = self._references.get(target.key)
                return self._jump(target, tip_of(reference, self._labels) if reference else "")
            case CrossLink():
                return self._jump(target, "")
            case _:
                assert_never(target)

    def _web(self, url: str) -> str:
        address = safe_address(url)
        if address is None:
            return ""
        part = self._slides[self._place].part
        return _link(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), "", "")

    def _jump(self, target: Target, tip: str) -> str:
        """A link to the slide that ``target`` stands on; none to the slide itself, or to what isn't in the deck."""
        place = self._anchors.get(target)
        if place is None or place == self._place:
            return ""
        part = self._slides[self._place].part
        relationship = part.relate_to(self._slides[place].part, RELATIONSHIP_TYPE.SLIDE)
        return _link(relationship, "ppaction://hlinksldjump", tip)


def _link(relationship: str, action: str, tip: str) -> str:
    """A link that keeps the colour of its text."""
    attributes = (f' action="{action}"' if action else "") + (f" tooltip={attribute(tip)}" if tip else "")
    return (
        f'<a:hlinkClick r:id="{relationship}"{attributes}><a:extLst><a:ext uri="{EXT_LINK_COLOUR}">'
        f'<ahyp:hlinkClr xmlns:ahyp="{LINK_COLOUR}" val="tx"/></a:ext></a:extLst></a:hlinkClick>'
    )


# ------------------------------------------------------------------------- notes, sections, properties


def _write_notes(planned: PlannedSlide, slide: Slide, package: DeckPackage, language: str) -> None:
    if not planned.notes:
        return
    frame = package.add_notes(slide).notes_text_frame
    if frame is None:
        raise AssertionError("the template's notes master has a text placeholder")
    text = tuple(para(line, _NOTES_SIZE, before=4.0 if number else 0.0) for number, line in enumerate(planned.notes))
    body = frame._txBody
    for old in list(body.p_lst):
        body.remove(old)
    for new in parse_xml(f'<a:body xmlns:a="{A}">{paragraphs(text, Pen(language))}</a:body>'):
        body.append(new)


def _write_sections(storyboard: Storyboard, package: DeckPackage) -> None:
    """PowerPoint's sections, one for each part of the deck."""
    listed: dict[int, str] = {}
    for id_, slide in zip(package.slide_ids(), storyboard.slides, strict=True):
        listed[slide.part] = listed.get(slide.part, "") + f'<p14:sldId id="{id_}"/>'
    sections = ""
    for number, name in enumerate(storyboard.parts):
        inside = listed.get(number, "")
        sections += (
            f'<p14:section name={attribute(name)} id="{guid(f"section {number} {name}")}">'
            f"<p14:sldIdLst>{inside}</p14:sldIdLst></p14:section>"
        )
    package.add_extensions(
        f'<p:extLst {NAMESPACES}><p:ext uri="{EXT_SECTIONS}"><p14:sectionLst xmlns:p14="{P14}">{sections}'
        "</p14:sectionLst></p:ext></p:extLst>"
    )


def _write_properties(storyboard: Storyboard, document: Document, package: DeckPackage, epoch: int) -> None:
    properties = package.presentation.core_properties
    properties.title = _property(plain(document.title))
    properties.author = _property(", ".join(document.authors) or document.publisher)
    properties.subject = _property(document.description or plain(document.subtitle))
    properties.keywords = _property(", ".join(document.keywords))
    properties.language = culture(document.language)
    properties.last_modified_by = properties.author
    properties.created = properties.modified = instant(epoch)
    properties.revision = 1
    package.set_app_properties(_app_properties(storyboard, document))


def _property(text: str) -> str:
    """A document property: at most 255 characters, without control characters."""
    return "".join(character for character in text if character.isprintable())[:255]


def _app_properties(storyboard: Storyboard, document: Document) -> bytes:
    vt = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    titles = "".join(f"<vt:lpstr>{clean(slide.title)}</vt:lpstr>" for slide in storyboard.slides)
    count = len(storyboard.slides)
    notes = sum(bool(slide.notes) for slide in storyboard.slides)
    return xml_document(
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
        f'xmlns:vt="{vt}"><TotalTime>0</TotalTime><PresentationFormat>Widescreen</PresentationFormat>'
        f"<Slides>{count}</Slides><Notes>{notes}</Notes><HiddenSlides>0</HiddenSlides><ScaleCrop>false</ScaleCrop>"
        '<HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Slide Titles</vt:lpstr>'
        f"</vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant></vt:vector></HeadingPairs>"
        f'<TitlesOfParts><vt:vector size="{count}" baseType="lpstr">{titles}</vt:vector></TitlesOfParts>'
        f"<Company>{clean(document.publisher)}</Company></Properties>"
    )
