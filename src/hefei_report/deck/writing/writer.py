"""Writes a storyboard into a package: slide by slide, then what PowerPoint lists of the deck as a whole."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from hefei_report.deck.openxml.archive import document as xml_document
from hefei_report.deck.openxml.names import EXT_SECTIONS, NAMESPACES, P14, guid
from hefei_report.deck.storyboard.inventory import slide_leaf
from hefei_report.deck.storyboard.plan import PictureItem, PlannedSlide, Storyboard, targets_of
from hefei_report.deck.template.building import template_of
from hefei_report.deck.writing.keeping import core_of, skeleton_of
from hefei_report.deck.writing.package import DeckPackage, instant
from hefei_report.deck.writing.skeleton import CoreProperties
from hefei_report.deck.writing.slideparts import FinishedSlide
from hefei_report.deck.writing.slides import Surroundings, WrittenSlide, write_slide
from hefei_report.deck.writing.textxml import attribute, clean, culture
from hefei_report.document.drawing import Box, Draw, RenderedFigure
from hefei_report.document.labels import labels, tip_of
from hefei_report.document.model import Document, Medium, Target, plain
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.proof.inventory import Leaf
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import NO_CACHE, Cache

NONE_AGAIN: Mapping[int, FinishedSlide] = {}


def write_storyboard(
    storyboard: Storyboard,
    document: Document,
    theme: Theme,
    draw: Draw,
    epoch: int,
    cache: Cache = NO_CACHE,
    memory: Memory = NO_MEMORY,
    again: Mapping[int, FinishedSlide] = NONE_AGAIN,
) -> tuple[DeckPackage, tuple[FinishedSlide, ...]]:
    """A storyboard as a package to be saved, and its slides. ``epoch`` (seconds since 1970) is its date.

    ``again`` are those that an earlier build has written, by place.
    """
    template = storyboard.stage.template or template_of(theme, document.brand)
    skeleton = memory.once("deck skeleton", template, lambda: skeleton_of(template, cache))
    package = DeckPackage(skeleton)
    slides = tuple(_finished(storyboard, document, draw, memory, again))
    for slide in slides:
        package.add_slide(slide.parts)
    _write_sections(storyboard, package)
    properties = _core_properties(document, epoch)
    core = memory.once("deck core", (Same(skeleton), properties), lambda: core_of(skeleton, properties, cache))
    package.set_properties(core, _app_properties(storyboard, slides, document))
    return package, slides


# --------------------------------------------------------------------------------------------- slides


def _finished(
    storyboard: Storyboard, document: Document, draw: Draw, memory: Memory, again: Mapping[int, FinishedSlide]
) -> Iterator[FinishedSlide]:
    """Each slide; one whose plan and surroundings are as before is not written again."""
    words = labels(document.language)
    tips = {reference.key: tip_of(reference, words) for reference in document.references}
    stage, language = storyboard.stage, storyboard.language
    for place, planned in enumerate(storyboard.slides):
        if place in again:
            yield again[place]
            continue
        places = {target: storyboard.anchors[target] for target in _targets(planned, storyboard, memory)}
        drawn = _drawn(planned, draw)
        around = Surroundings(stage, language, place, places, tips, drawn)
        leading = tuple(places.values())
        pictures = tuple((drawing.png, drawing.svg) for drawing in drawn.values())
        key = (Same(planned), place, Same(stage), language, leading, Same(document.references), pictures)
        written = memory.once("deck slide", key, functools.partial(write_slide, planned, around))
        leaf = _leaf(planned, place, written, document.names, memory)
        yield FinishedSlide(written.parts, leaf, all(drawing.png for drawing in drawn.values()))


def _leaf(planned: PlannedSlide, place: int, written: WrittenSlide, names: tuple[str, ...], memory: Memory) -> Leaf:
    key = (Same(planned), place, Same(written), names)
    return memory.once("deck leaf", key, lambda: slide_leaf(planned, place, written.files, names))


def _targets(planned: PlannedSlide, storyboard: Storyboard, memory: Memory) -> list[Target]:
    """What the texts of a slide lead to in the deck."""
    found = memory.once("deck targets", Same(planned), functools.partial(targets_of, planned))
    return [target for target in found if target in storyboard.anchors]


def _drawn(planned: PlannedSlide, draw: Draw) -> dict[int, RenderedFigure]:
    """The pictures of a slide's charts by their place among its items."""
    return {
        number: draw(item.plan, Box(item.frame.width_pt, item.frame.height_pt), Medium.DECK)
        for number, item in enumerate(planned.items)
        if isinstance(item, PictureItem)
    }


# ------------------------------------------------------------------------------- sections, properties


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


def _core_properties(document: Document, epoch: int) -> CoreProperties:
    return CoreProperties(
        title=_property(plain(document.title)),
        author=_property(", ".join(document.authors) or document.publisher),
        subject=_property(document.description or plain(document.subtitle)),
        keywords=_property(", ".join(document.keywords)),
        language=culture(document.language),
        written=instant(epoch),
    )


def _property(text: str) -> str:
    """A document property: at most 255 characters, without control characters."""
    return "".join(character for character in text if character.isprintable())[:255]


def _app_properties(storyboard: Storyboard, slides: Sequence[FinishedSlide], document: Document) -> bytes:
    vt = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    titles = "".join(f"<vt:lpstr>{clean(slide.title)}</vt:lpstr>" for slide in storyboard.slides)
    count = len(slides)
    notes = sum(bool(slide.parts.notes) for slide in slides)
    return xml_document(
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
        f'xmlns:vt="{vt}"><TotalTime>0</TotalTime><PresentationFormat>Widescreen</PresentationFormat>'
        f"<Slides>{count}</Slides><Notes>{notes}</Notes><HiddenSlides>0</HiddenSlides><ScaleCrop>false</ScaleCrop>"
        '<HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Slide Titles</vt:lpstr>'
        f"</vt:variant><vt:variant><vt:i4>{count}</vt:i4></vt:variant></vt:vector></HeadingPairs>"
        f'<TitlesOfParts><vt:vector size="{count}" baseType="lpstr">{titles}</vt:vector></TitlesOfParts>'
        f"<Company>{clean(document.publisher)}</Company></Properties>"
    )
