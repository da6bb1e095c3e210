"""The Document: the one representation between what authors write and what the writers set.

Many kinds of block and chart lower to these few elements. Everything is decided here: facts are bound,
citations and figures are numbered, words are in the document's language. A writer never looks anything
up, it only sets. All of it is frozen; every element has the span of the author's lines.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import operator
from dataclasses import field
from enum import Enum

from hefei_report.diagnostics import Span
from hefei_report.document.brand import Brand
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.picture import PictureFile
from hefei_report.records import dataclass


class Medium(Enum):
    """Which publication."""

    BRIEFING = "briefing"
    DECK = "deck"


# --------------------------------------------------------------------------------------- inline text


SAFE_SCHEMES = ("http://", "https://", "mailto:")  # how the address of a link may begin, in small letters


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to the web or to a mail address; ``url`` is http, https or mailto, checked by resolve."""

    url: str


@dataclass(frozen=True, slots=True)
class ReferenceLink:
    """A citation mark's link to the entry of source ``key`` in the list of references."""

    key: str


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A link to our own figure, table or section ``id``."""

    id: str


Target = WebLink | ReferenceLink | CrossLink


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style. A ``text`` of exactly ``"\\n"`` is a hard line break.

    ``script`` is "", "super" or "sub". ``lang`` is a BCP 47 tag where it differs from the document's.
    ``fact`` is the id of the fact that this run prints, or None. ``waiver`` holds the keys of the sources that
    are cited for a number which is no fact, with spaces between them, or is None. ``role`` says what the digits in
    a run of the product's own are ("page", "numbering", "date", "reference", ...), or whose words they quote; it is ''
    in other texts of authors. A run with a ``note`` is the mark of a footnote: its text is the number, ``note`` what
    the footnote says. ``small_caps`` sets small letters as small capitals.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    script: str = ""
    lang: str | None = None
    target: Target | None = None
    fact: str | None = None
    waiver: str | None = None
    role: str = ""
    note: tuple[Run, ...] = ()
    small_caps: bool = False

    def saying(self, text: str) -> Run:
        """Another text in the style of this run. (``dataclasses.replace`` takes three times as long.)"""
        return self if text == self.text else Run(text, *_STYLE(self))

    def is_styled_as(self, other: Run) -> bool:
        """Whether the two differ in nothing but their text."""
        return _STYLE(self) == _STYLE(other)


_STYLE = operator.attrgetter(*(each.name for each in dataclasses.fields(Run) if each.name != "text"))


Inline = tuple[Run, ...]


def plain(inline: Inline) -> str:
    """The text of ``inline`` without its styles; hard breaks become spaces."""
    return "".join(" " if run.text == "\n" else run.text for run in inline)


# ----------------------------------------------------------------------------------------- elements


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What all elements have: the author's place, and the medium it is meant for (None: both)."""

    span: Span
    only: Medium | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Element):
    content: Inline


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; ``children`` are the items of the list inside it (three levels at most), ``span`` its own place.

    ``ordered`` is whether those are numbered; None: as the item itself.
    """

    content: Inline
    children: tuple[ListItem, ...] = ()
    span: Span | None = field(default=None, compare=False)
    ordered: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Element):
    """Items; those of an ``ordered`` list are numbered from ``start`` on."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class Align(Enum):
    """How a table column is set; NUMBER is right-aligned with tabular figures."""

    LEFT = "left"
    NUMBER = "number"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; ``width`` is its share of the table's width, relative to the other columns."""

    header: Inline
    align: Align = Align.LEFT
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class TableRow:
    """As many cells as there are columns; ``emphasis`` marks a total or the row that matters, ``span`` its place."""

    cells: tuple[Inline, ...]
    emphasis: bool = False
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Element):
    """A numbered table. ``title`` says the finding; ``source`` is a finished line without "Source:"."""

    id: str
    number: int
    title: Inline
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    caption: Inline = ()
    note: Inline = ()
    source: Inline = ()


class Width(Enum):
    """How wide a figure is in the briefing: the text column, or column and margin together.

    Two HALF figures that follow one another stand side by side over the full width; one alone takes the column.
    """

    COLUMN = "column"
    FULL = "full"
    HALF = "half"


class ChartForm(Enum):
    """How a chart appears on a slide: as a chart of PowerPoint's that can be edited, or as our own drawing."""

    NATIVE = "native"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Element):
    """A numbered figure.

    ``title`` says the finding, ``caption`` what to see in which unit; both are set by the writer around
    the drawing, never drawn into it. ``alt`` is the text for readers who don't see it, ``alt_runs`` the runs that it
    was made of. ``source`` is a finished line with its citation marks, without "Source:". ``form`` is how the author
    wants it on a slide; None leaves that to the deck. ``data_table`` is the id of the table in the briefing's appendix
    that holds its data, '' for none.
    """

    id: str
    number: int
    title: Inline
    caption: Inline
    alt: str
    plan: ChartPlan
    note: Inline = ()
    source: Inline = ()
    width: Width = Width.COLUMN
    alt_runs: Inline = ()
    form: ChartForm | None = None
    data_table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Element):
    """A picture of the author's, numbered among the figures. Its texts are those of a :class:`Figure`.

    A ``decorative`` one says nothing: it has no number, no texts and no ``id``.
    """

    id: str
    number: int
    title: Inline
    caption: Inline
    alt: str
    picture: PictureFile
    note: Inline = ()
    source: Inline = ()
    width: Width = Width.COLUMN
    alt_runs: Inline = ()
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number in large type: "257.2 billion yuan", its label, then period and place with the citation.

    ``value`` is the number alone ("257.2"), with its sign or qualifier; ``unit`` follows in smaller type.
    """

    value: Inline
    unit: Inline
    label: Inline
    detail: Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures(Element):
    items: tuple[KeyFigure, ...]


class Tone(Enum):
    """What a panel is for."""

    NOTE = "note"
    INSIGHT = "insight"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(Element):
    """A callout: a short text set apart. It holds paragraphs and lists only."""

    tone: Tone
    title: Inline
    body: tuple[Paragraph | List, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Element):
    """Someone's words, and who said them where. With ``pull`` they are set large, as what a reader should remember."""

    body: tuple[Paragraph, ...]
    attribution: Inline
    pull: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak(Element):
    """A new page in the briefing, a new slide in the deck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide(Element):
    """A slide that exists in the deck only, composed by the author. ``only`` is always DECK."""

    title: Inline
    body: tuple[Paragraph | List | Table | Figure | Image | KeyFigures | Panel | Quote, ...]
    layout: str = ""
    notes: tuple[Inline, ...] = ()


Block = Paragraph | List | Table | Figure | Image | KeyFigures | Panel | Quote | PageBreak | Slide


# ---------------------------------------------------------------------------------------- structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Element):
    """A section with its blocks, then its subsections. ``number`` is "2" or "2.1", or "" when unnumbered.

    ``headline`` is the finding as a sentence: the standfirst in the briefing, the slide title in the
    deck; it may be empty. ``notes`` are paragraphs for the speaker. ``layout`` names a slide layout or is "".
    """

    id: str
    number: str
    level: int
    title: Inline
    headline: Inline = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Inline, ...] = ()
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of references; ``number`` counts from 1 in the order of the list.

    ``short`` names the source where there is no room for the entry ("UrduPoint (2025)"); it may be ''. ``numbered``:
    it is cited by its number; else by author and year, and no number is shown.
    """

    key: str
    number: int
    content: Inline
    language: str
    span: Span
    short: str = ""
    numbered: bool = True

    @property
    def mark(self) -> str:
        """How it is pointed at in passing: "[3]", or by its short name where sources have no numbers."""
        return f"[{self.number}]" if self.numbered else self.short


@dataclass(frozen=True, slots=True)
class Support:
    """Where a stated fact stands: a source's key, the place in it ('' if it isn't said), words to find it again by."""

    source: str
    locator: str = ""
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact that the document prints or computes with, ready to be read.

    ``text`` is the value with qualifier and unit; ``label`` what it measures, or ''; ``references`` are
    the keys of its sources; ``locator`` says where in the source ("paragraph 6"), or how it was derived.
    ``value``, ``unit`` and ``qualifier`` are what the author wrote, for machines. A derived fact has a ``formula``
    over the ids in ``operands``, and its ``working``, the formula with the values put in. ``state`` is what is known
    about its verification ("verified", "attested", "unverified", '' when nobody looked), by whom and on which day.
    """

    id: str
    text: str
    label: str
    period: str
    geography: str
    references: tuple[str, ...]
    locator: str
    value: str = ""
    unit: str = ""
    qualifier: str = ""
    status: str = "final"
    supports: tuple[Support, ...] = ()
    formula: str = ""
    operands: tuple[str, ...] = ()
    working: str = ""
    state: str = ""
    attested_by: str = ""
    attested_on: str = ""


class CitationPlace(Enum):
    """Where a deck shows its sources."""

    SLIDE = "slide"
    END = "end"
    BOTH = "both"


class Paper(Enum):
    """The size of a briefing's pages."""

    A4 = "a4"
    LETTER = "letter"


class NotePlace(Enum):
    """Where a briefing sets its notes: at the foot of the page, or in the margin beside their mark."""

    FOOT = "foot"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class BriefingOptions:
    """What an author may choose about the briefing.

    ``register``: it ends with the register of its facts; ``lists``: figures and tables are listed after the contents;
    ``duplex``: it is printed on both sides, so left and right pages mirror each other and sections open on the right.
    ``greyscale``: it has no colours, and its charts need none.
    """

    register: bool = True
    lists: bool = True
    paper: Paper = Paper.A4
    duplex: bool = False
    notes: NotePlace = NotePlace.FOOT
    greyscale: bool = False


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that the document was made from: its path in the outline's folder, and its content with the SHA-256."""

    path: str
    role: str
    sha256: str
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """An author's word on which layout of a template, by its ``name`` there, stands for the one called ``key`` here."""

    key: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A PowerPoint template of the author's, as it was read: untrusted bytes. ``span`` is where it is named."""

    path: str
    content: bytes = field(repr=False)
    span: Span
    layouts: tuple[LayoutChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckOptions:
    """What an author may choose about the deck.

    ``charts`` is how figures appear on slides unless they say otherwise. ``summary``: the findings of the sections
    come on a slide of their own after the agenda; ``register``: the deck ends with the register of its facts;
    ``closing`` is the title of a last slide, () for none, and ``contact`` what stands under it. ``theme`` is the name
    of its look, "" for the document's. ``span`` is where the author says so.
    """

    citations: CitationPlace = CitationPlace.BOTH
    footer: str = ""
    agenda: bool = True
    charts: ChartForm = ChartForm.NATIVE
    template: TemplateFile | None = None
    summary: bool = False
    register: bool = False
    closing: Inline = ()
    contact: tuple[Inline, ...] = ()
    theme: str = ""
    span: Span | None = field(default=None, compare=False)

    @property
    def last_words(self) -> tuple[Inline, ...]:
        """What the last slide says."""
        return (self.closing, *self.contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole publication. ``language`` is a BCP 47 tag ("en", "zh"); ``publisher`` and ``subtitle`` may be ''.

    ``facts`` are those that it prints, in reading order; ``basis`` are those that derived ones among them are
    computed from and that it doesn't print. ``lines`` are those of the publisher, the authors and the deck's footer
    that print facts, once more and as runs. ``disagreements`` say where sources contradict each other. ``names`` are
    the author's proper names whose digits count nothing. ``draft`` documents are marked as such on every page and
    slide. ``brand`` is whose colours, fonts and logo they have, None for the theme's own.
    """

    report: str
    title: Inline
    subtitle: Inline
    authors: tuple[str, ...]
    publisher: str
    date: dt.date
    language: str
    theme: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    facts: tuple[FactEntry, ...]
    span: Span
    keywords: tuple[str, ...] = ()
    description: str = ""
    deck: DeckOptions = field(default_factory=DeckOptions)
    draft: bool = False
    briefing: BriefingOptions = field(default_factory=BriefingOptions)
    basis: tuple[FactEntry, ...] = ()
    disagreements: tuple[Inline, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    names: tuple[str, ...] = ()
    lines: tuple[Inline, ...] = ()
    brand: Brand | None = None

    def reference(self, key: str) -> Reference:
        """The entry of source ``key``. Raises KeyError for a key that nothing cites."""
        for entry in self.references:
            if entry.key == key:
                return entry
        raise KeyError(key)
