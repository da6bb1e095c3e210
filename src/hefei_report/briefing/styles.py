"""The typographic styles of a briefing, made from the theme's tokens."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from hefei_report.records import dataclass
from hefei_report.theme.fonts import AnyFamily
from hefei_report.theme.tokens import Theme

# The height of a capital in em, near enough for all faces at hand: a line's capitals stand in its middle.
_CAPITAL = 0.66


class Flush(Enum):
    """On which side the lines of a text are even."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Figures(Enum):
    """How digits are drawn, as OpenType features: each as wide as it is, or all alike, to stand in columns."""

    PROPORTIONAL = ("pnum", "lnum")
    TABULAR = ("tnum", "lnum")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set. Lengths are in points; ``before`` and ``after`` are the space around it.

    ``sink`` is the space above it at the top of a page. Text with an ``alignment`` stands on that of the
    baselines (1), or half-way between two of its lines (0.5). ``justified`` text has two even edges where its measure
    is wide enough.
    """

    family: AnyFamily
    size: float
    leading: float
    colour: str
    bold: bool = False
    italic: bool = False
    flush: Flush = Flush.LEFT
    before: float = 0.0
    after: float = 0.0
    sink: float = 0.0
    alignment: float = 0.0
    justified: bool = False
    figures: Figures = Figures.PROPORTIONAL

    @property
    def baseline(self) -> float:
        """How far below the top of its line a baseline is, in points."""
        return (self.leading + _CAPITAL * self.size) / 2


@dataclass(frozen=True, slots=True)
class Styles:
    """Every style of the briefing, by the role of the text."""

    body: TextStyle
    item: TextStyle
    standfirst: TextStyle
    chapter: TextStyle  # the title of a section that opens a page
    heading: TextStyle
    subheading: TextStyle
    figure_title: TextStyle
    caption: TextStyle
    tiny: TextStyle  # the details of a key figure, the links of a reference
    closing: TextStyle  # notes and sources
    footnote: TextStyle
    again: TextStyle  # what a table is called where it goes on
    cell: TextStyle
    column_head: TextStyle
    panel_title: TextStyle
    panel: TextStyle
    quote: TextStyle
    pull: TextStyle  # a quotation that is pulled out
    attribution: TextStyle
    key_value: TextStyle
    key_unit: TextStyle
    key_label: TextStyle
    contents_chapter: TextStyle
    contents_section: TextStyle
    reference: TextStyle
    running: TextStyle
    cover_title: TextStyle
    cover_subtitle: TextStyle
    cover_line: TextStyle


def briefing_styles(theme: Theme) -> Styles:
    """The styles of ``theme``. Leadings and spaces are the baseline step, or simple parts of it.

    What stands around running text comes to whole steps, so that the text goes on on its grid.
    """
    tokens, faces = theme.print, theme.faces
    step = tokens.baseline
    body = TextStyle(faces.text, tokens.body, step, theme.ink, alignment=1.0, justified=True)
    ragged = replace(body, justified=False)
    sans = replace(ragged, family=faces.labels, after=0.0, alignment=0.0)
    tabular = replace(sans, figures=Figures.TABULAR)
    strong = replace(sans, bold=True, colour=theme.primary)
    title = replace(strong, family=faces.headings)
    small = replace(sans, size=tokens.small, leading=0.8 * step)
    tiny = replace(sans, size=tokens.tiny, leading=0.7 * step, colour=theme.quiet)
    large = replace(ragged, size=tokens.standfirst, leading=1.25 * step, after=0.0, alignment=0.0)
    return Styles(
        body=body,
        item=replace(ragged, after=step / 2, alignment=0.5),
        standfirst=replace(large, colour=theme.quiet, after=1.25 * step),
        chapter=replace(title, size=tokens.heading1, leading=1.75 * step, after=step / 2),
        heading=replace(title, size=tokens.heading2, before=1.5 * step, after=step / 2, sink=step / 2),
        subheading=replace(title, colour=theme.ink, before=0.75 * step, after=step / 4, sink=0.75 * step),
        figure_title=replace(strong, size=tokens.body, leading=0.9 * step, colour=theme.ink),
        caption=replace(small, colour=theme.quiet, before=0.1 * step),
        tiny=tiny,
        closing=replace(tiny, after=step / 4),
        again=replace(tiny, leading=step),
        footnote=replace(tiny, size=8.0, leading=0.75 * step),
        cell=replace(small, figures=Figures.TABULAR),
        column_head=replace(small, figures=Figures.TABULAR, bold=True, colour=theme.primary),
        panel_title=replace(strong, size=tokens.body, leading=step, after=step / 4),
        panel=replace(sans, size=9.5, leading=0.93 * step, after=step / 3),
        quote=replace(large, italic=True, colour=theme.primary),
        pull=replace(large, size=tokens.pull, leading=1.5 * step, colour=theme.primary, justified=False),
        attribution=replace(small, colour=theme.quiet, before=step / 4),
        key_value=replace(strong, figures=Figures.TABULAR, size=tokens.heading1, leading=1.6 * step),
        key_unit=replace(strong, size=tokens.body, leading=0.9 * step),
        key_label=small,
        contents_chapter=replace(
            tabular, bold=True, colour=theme.primary, size=11.0, leading=step, before=0.55 * step, after=0.3 * step
        ),
        contents_section=replace(tabular, size=9.5, leading=step, after=0.05 * step),
        reference=replace(ragged, size=tokens.small, leading=0.8 * step, alignment=0.0),
        running=replace(tabular, size=tokens.tiny, leading=0.7 * step, colour=theme.quiet),
        cover_title=replace(title, size=tokens.display, leading=2.5 * step),
        cover_subtitle=replace(large, colour=theme.quiet, before=0.75 * step),
        cover_line=replace(sans, size=tokens.body, leading=step, colour=theme.ink),
    )
