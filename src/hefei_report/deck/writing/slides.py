"""Writes one slide: its shapes as XML, and what it leads to. All is settled before; this only puts it there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import assert_never

from hefei_report.deck.charts.chartxml import chart_files
from hefei_report.deck.openxml.names import EXT_LINK_COLOUR, LINK_COLOUR, TABLE_STYLE
from hefei_report.deck.storyboard.inventory import SlideFiles
from hefei_report.deck.storyboard.layouts import Layout
from hefei_report.deck.storyboard.plan import (
    FIRST_SHAPE,
    ChartItem,
    ImageItem,
    Item,
    MarkItem,
    PictureItem,
    PlannedSlide,
    TableItem,
    TextItem,
)
from hefei_report.deck.storyboard.setting import para
from hefei_report.deck.storyboard.stage import Stage
from hefei_report.deck.writing.images import place_image
from hefei_report.deck.writing.links import safe_address
from hefei_report.deck.writing.recolouring import recoloured
from hefei_report.deck.writing.shapes import Shaping, chart_shape, mark_shape, picture_shape, table_shape, text_shape
from hefei_report.deck.writing.slideparts import (
    ChartParts,
    Leads,
    Medium,
    SlideAt,
    SlideParts,
    WebAddress,
    notes_xml,
    slide_xml,
)
from hefei_report.deck.writing.textxml import Pen, attribute, paragraphs
from hefei_report.document.drawing import RenderedFigure
from hefei_report.document.model import CrossLink, ReferenceLink, Target, WebLink
from hefei_report.records import dataclass

_NOTES_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a slide needs besides its plan.

    ``place`` is its own (from 0), ``places`` those of the slides that its links lead to, ``tips`` what a link to a
    source shows, ``drawn`` the pictures of its charts by their place among its items.
    """

    stage: Stage
    language: str
    place: int = 0
    places: Mapping[Target, int] = field(default_factory=dict)
    tips: Mapping[str, str] = field(default_factory=dict)
    drawn: Mapping[int, RenderedFigure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenSlide:
    """A slide as parts, and what is in the files of its pictures and charts."""

    parts: SlideParts
    files: SlideFiles


def write_slide(planned: PlannedSlide, around: Surroundings) -> WrittenSlide:
    """``planned`` as parts of a package."""
    leads, files, stage = Leads(), SlideFiles(), around.stage
    layout = stage.layouts[planned.layout]
    shaping = Shaping(layout, around.language, _Linker(around, leads), stage.palette, stage.table_style or TABLE_STYLE)
    writing = _Writing(shaping, leads, files, around.drawn)
    shapes = "".join(writing.shape(item, number) for number, item in enumerate(planned.items))
    notes = _notes(planned, around.language)
    return WrittenSlide(SlideParts(_layout_key(layout), slide_xml(shapes), leads.all(), notes), files)


def _layout_key(layout: Layout) -> str:
    return layout.part or layout.name


@dataclass(frozen=True, slots=True)
class _Writing:
    """A slide while it is written."""

    shaping: Shaping
    leads: Leads
    files: SlideFiles
    drawn: Mapping[int, RenderedFigure]

    def shape(self, item: Item, number: int) -> str:
        """The shape of ``item``, the one at ``number`` (from 0) of its slide."""
        id_, shaping = number + FIRST_SHAPE, self.shaping
        match item:
            case TextItem():
                return text_shape(item, id_, shaping)
            case MarkItem():
                return mark_shape(item, id_, shaping)
            case TableItem():
                return table_shape(item, id_, shaping)
            case ChartItem():
                written = chart_files(item.chart)
                self.files.told[number] = written.told
                drawn = recoloured(written.chart, shaping.palette)
                parts = ChartParts(drawn, written.workbook, written.shapes)
                return chart_shape(item, id_, shaping, self.leads.to(parts))
            case PictureItem():
                drawing = self.drawn[number]
                shape = self._picture(item, drawing, id_)
                self.files.digests[number] = _digests((drawing.png, drawing.svg) if shape else ())
                return shape
            case ImageItem():
                shape, files = place_image(item, id_, shaping, self.leads)
                self.files.digests[number] = _digests(files)
                return shape
            case _:
                assert_never(item)

    def _picture(self, item: PictureItem, drawing: RenderedFigure, id_: int) -> str:
        """A figure as a picture."""
        if not drawing.png:  # it could not be drawn, which has been reported
            return ""
        png = self.leads.to(Medium(drawing.png, "png"))
        svg = self.leads.to(Medium(drawing.svg, "svg")) if drawing.svg else ""
        return picture_shape(item, id_, self.shaping, png, svg)


def _digests(files: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(hashlib.sha256(file).hexdigest() for file in files if file)


def _notes(planned: PlannedSlide, language: str) -> bytes:
    if not planned.notes:
        return b""
    text = tuple(para(line, _NOTES_SIZE, before=4.0 if number else 0.0) for number, line in enumerate(planned.notes))
    return notes_xml(paragraphs(text, Pen(language)))


# --------------------------------------------------------------------------------------------- links


@dataclass(frozen=True, slots=True)
class _Linker:
    """Makes the link elements of one slide, with their relationships."""

    around: Surroundings
    leads: Leads

    def __call__(self, target: Target) -> str:
        match target:
            case WebLink():
                address = safe_address(target.url)
                return _link(self.leads.to(WebAddress(address)), "", "") if address is not None else ""
            case ReferenceLink():
                return self._jump(target, self.around.tips.get(target.key, ""))
            case CrossLink():
                return self._jump(target, "")
            case _:
                assert_never(target)

    def _jump(self, target: Target, tip: str) -> str:
        """A link to the slide that ``target`` stands on; none to the slide itself, or to what isn't in the deck."""
        place = self.around.places.get(target)
        if place is None or place == self.around.place:
            return ""
        return _link(self.leads.to(SlideAt(place)), "ppaction://hlinksldjump", tip)


def _link(relationship: str, action: str, tip: str) -> str:
    """A link that keeps the colour of its text."""
    attributes = (f' action="{action}"' if action else "") + (f" tooltip={attribute(tip)}" if tip else "")
    return (
        f'<a:hlinkClick r:id="{relationship}"{attributes}><a:extLst><a:ext uri="{EXT_LINK_COLOUR}">'
        f'<ahyp:hlinkClr xmlns:ahyp="{LINK_COLOUR}" val="tx"/></a:ext></a:extLst></a:hlinkClick>'
    )
