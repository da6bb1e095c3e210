"""A planned deck as plain values: the storyboard settles them, the writer only places them.

Frames are in EMU (914,400 to the inch, 12,700 to the point), type sizes and paragraph spaces in points.
Nothing here knows python-pptx.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from hefei_report.deck.charts.model import NativeChart
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.model import Align, Inline, Run, Target
from hefei_report.document.picture import PictureFile
from hefei_report.records import dataclass

if TYPE_CHECKING:
    from hefei_report.deck.storyboard.chapters import Chapter
    from hefei_report.deck.storyboard.stage import Stage

EMU_PER_INCH = 914_400
EMU_PER_POINT = 12_700


def emu(inches: float) -> int:
    """Inches in EMU."""
    return round(inches * EMU_PER_INCH)


def emu_from_points(points: float) -> int:
    """Points in EMU."""
    return round(points * EMU_PER_POINT)


class Tint(Enum):
    """A colour of the deck: each is bound to the theme, so that a change of theme recolours the deck."""

    INK = "ink"
    QUIET = "quiet"
    PAPER = "paper"
    PANEL = "panel"
    PRIMARY = "primary"
    ACCENT = "accent"
    HAIRLINE = "hairline"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the slide, in EMU from its upper left corner."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """The x of its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The y of its lower edge."""
        return self.y + self.h

    @property
    def width_pt(self) -> float:
        """Its width in points."""
        return self.w / EMU_PER_POINT

    @property
    def height_pt(self) -> float:
        """Its height in points."""
        return self.h / EMU_PER_POINT

    def below(self, height: int) -> Frame:
        """What is left of it under a strip of ``height`` EMU."""
        return replace(self, y=self.y + height, h=self.h - height)

    def top_part(self, height: int) -> Frame:
        """Its uppermost ``height`` EMU."""
        return replace(self, h=height)

    def inset(self, horizontal: int, vertical: int) -> Frame:
        """The frame inside padding of so many EMU on each side."""
        return Frame(self.x + horizontal, self.y + vertical, self.w - 2 * horizontal, self.h - 2 * vertical)


# ---------------------------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class Piece:
    """A run at its size in points. ``tint`` None keeps the colour of the slot that it stands in."""

    run: Run
    size: float
    tint: Tint | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, ready to be set.

    ``left`` is where its lines start, ``hang`` how far the first one starts before that. In that room stands a
    ``bullet`` character, a list ``number`` (0: none) or a ``label`` followed by a tab. ``before`` is the
    space above it, ``pitch`` the exact distance of its lines, or None for single spacing. All in points.
    """

    pieces: tuple[Piece, ...]
    level: int = 0
    left: float = 0.0
    hang: float = 0.0
    bullet: str = ""
    number: int = 0
    label: tuple[Piece, ...] = ()
    before: float = 0.0
    pitch: float | None = None
    align: Align = Align.LEFT


Text = tuple[Para, ...]


# --------------------------------------------------------------------------------------------- items


FIRST_SHAPE = 2  # the id of a slide's first item as a shape; each later one has the next, the slide's tree has 1


class Role(Enum):
    """What a text is on its slide; the layout has a placeholder for each."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    BYLINE = "byline"
    BODY = "body"
    BODY_2 = "body-2"
    HEADING = "heading"
    HEADING_2 = "heading-2"
    VISUAL = "visual"
    VISUAL_2 = "visual-2"
    ASIDE = "aside"
    PANEL = "panel"
    SOURCE = "source"
    TILE_1 = "tile-1"
    TILE_2 = "tile-2"
    TILE_3 = "tile-3"
    TILE_4 = "tile-4"
    TILE_5 = "tile-5"
    TILE_6 = "tile-6"
    DATE = "date"
    FOOTER = "footer"
    NUMBER = "number"
    DRAFT = "draft"


TILES = (Role.TILE_1, Role.TILE_2, Role.TILE_3, Role.TILE_4, Role.TILE_5, Role.TILE_6)


@dataclass(frozen=True, slots=True)
class TextItem:
    """Text in the placeholder of ``role``, which is moved to ``frame`` where that differs from the layout's."""

    role: Role
    frame: Frame
    text: Text


@dataclass(frozen=True, slots=True)
class PictureItem:
    """The chart of figure ``id`` in the placeholder of ``role``, to be drawn at exactly the size of ``frame``.

    ``alt_runs`` are the runs that its alternative text was made of, ``span`` is the figure's place.
    """

    role: Role
    frame: Frame
    plan: ChartPlan
    alt: str
    name: str
    id: str = ""
    alt_runs: Inline = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ChartItem:
    """Figure ``id`` as a chart of PowerPoint's own, made for exactly the size of ``frame``; else as a picture."""

    role: Role
    frame: Frame
    plan: ChartPlan
    alt: str
    name: str
    chart: NativeChart
    id: str = ""
    alt_runs: Inline = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A table row: a text in each cell, and its height in EMU."""

    cells: tuple[Text, ...]
    height: int
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class TableItem:
    """The table ``id`` in the placeholder of ``role``; its first row is the header. Column ``widths`` are in EMU.

    ``span`` is the table's place.
    """

    role: Role
    frame: Frame
    widths: tuple[int, ...]
    rows: tuple[PlannedRow, ...]
    alt: str
    name: str
    id: str = ""
    alt_runs: Inline = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class MarkItem:
    """A filled rectangle that only decorates."""

    frame: Frame
    tint: Tint


@dataclass(frozen=True, slots=True)
class ImageItem:
    """A picture of the author's in the placeholder of ``role``, at exactly the size of ``frame``, never cropped.

    One without ``alt`` only decorates. ``alt_runs`` are the runs that its alternative text was made of.
    """

    role: Role
    frame: Frame
    picture: PictureFile
    alt: str
    name: str
    id: str = ""
    alt_runs: Inline = ()
    span: Span | None = None


Item = TextItem | PictureItem | ChartItem | TableItem | MarkItem | ImageItem


@dataclass(frozen=True, slots=True)
class PlannedSlide:
    """One slide: its layout, its title as plain text, and its items in reading order, the title first.

    ``notes`` are the paragraphs for the speaker. ``part`` is the place in :attr:`Storyboard.parts`, ``section`` the id
    of the section that it tells, or ''. ``span`` is the place of what it tells.
    """

    layout: str
    title: str
    items: tuple[Item, ...]
    notes: tuple[Inline, ...]
    part: int
    section: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Storyboard:
    """A whole deck. ``parts`` names PowerPoint's sections; ``anchors`` gives the slide (from 0) a target is on.

    ``stage`` is what its slides are set on. ``chapters`` are the slides of parts that nothing was complained about, by
    the keys under which builds to come may want them; those under ``standing`` keys are as an earlier build wrote them,
    and have no items here.
    """

    slides: tuple[PlannedSlide, ...]
    parts: tuple[str, ...]
    anchors: Mapping[Target, int]
    language: str
    stage: Stage
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()


def texts_of(item: Item) -> Iterator[Text]:
    """The texts that an item sets, in reading order; a chart's labels are in its plan."""
    match item:
        case TextItem():
            yield item.text
        case TableItem():
            for row in item.rows:
                yield from row.cells
        case PictureItem() | ChartItem() | MarkItem() | ImageItem():
            return
        case _:
            assert_never(item)


def runs_of(item: Item) -> Iterator[Run]:
    """Every run that an item sets, in reading order."""
    for text in texts_of(item):
        for para in text:
            for piece in (*para.label, *para.pieces):
                yield piece.run


def targets_of(slide: PlannedSlide) -> tuple[Target, ...]:
    """What the texts of a slide lead to, each once."""
    runs = (run for item in slide.items for run in runs_of(item))
    return tuple(dict.fromkeys(run.target for run in runs if run.target is not None))
