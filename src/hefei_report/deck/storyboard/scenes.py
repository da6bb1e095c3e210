"""Cuts a section into scenes: what belongs together on one slide, before anything is measured.

A deck doesn't repeat the prose of the briefing. It takes figures, tables, key figures, quotes, callouts and
lists, and the paragraphs that are marked for it; a section that has none of these is told by its headline
and the first sentence of each paragraph.
"""

from __future__ import annotations

from dataclasses import field
from typing import assert_never

from hefei_report.diagnostics import Span
from hefei_report.document.cutting import cut
from hefei_report.document.model import (
    Block,
    Figure,
    Image,
    Inline,
    KeyFigures,
    List,
    ListItem,
    Medium,
    PageBreak,
    Panel,
    Paragraph,
    Quote,
    Section,
    Slide,
    Table,
    plain,
)
from hefei_report.document.notes import is_mark
from hefei_report.document.walking import shown_in
from hefei_report.evidence.proof import HIDDEN
from hefei_report.expressions import expression
from hefei_report.records import dataclass

Visual = Figure | Image | Table | KeyFigures | Quote
Words = Paragraph | List | Panel

_MOST_SENTENCES = 5
# A sentence ends at its mark, with closing quotes, before a space and something that isn't lower case; or in Chinese.
_SENTENCE_END = expression(
    r"(?<![A-Z])(?<!\b[A-Za-z])[.!?]+[\"”’)\]]*(?:\[[\d, –-]+\]|\ufffc)*(?=\s+[^a-z\s])|[。！？]+[”’）」』]*\ufffc*"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is told at once: at most a few visuals, and the words beside them.

    ``title`` is the author's own for a composed slide, else empty. ``layout`` is the one asked for, or "".
    """

    section: Section
    span: Span
    visuals: tuple[Visual, ...] = ()
    words: tuple[Words, ...] = ()
    words_first: bool = False
    title: Inline = ()
    layout: str = ""
    notes: tuple[Inline, ...] = ()


def scenes_of(section: Section, layout: str) -> tuple[Scene, ...]:
    """The scenes of ``section`` without its subsections, in order. ``layout`` is a known name or ""."""
    grouping = _Grouping(section, layout)
    for block in section.blocks:
        if shown_in(block, Medium.DECK):
            grouping.add(block)
    scenes = grouping.finish()
    return scenes or _told_in_sentences(section)


@dataclass(slots=True)
class _Grouping:
    """Collects blocks into scenes. Words join the figure before them, or else the one after them."""

    section: Section
    layout: str
    done: list[Scene] = field(default_factory=list)
    visuals: list[Visual] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    words_first: bool = False

    def add(self, block: Block) -> None:
        """Take the next block of the section."""
        match block:
            case Paragraph():
                if block.only is Medium.DECK:
                    self._add_words(block)
            case List() | Panel():
                self._add_words(block)
            case Figure() | Image():
                self._add_visual(block)
            case Table() if self.layout == "table-and-takeaways":
                self._add_visual(block)
            case Table() | KeyFigures() | Quote():
                self._add_alone(block)
            case Slide():
                self._close()
                self.done.append(_composed(self.section, block))
            case PageBreak():
                self._close()
            case _:
                assert_never(block)

    def finish(self) -> tuple[Scene, ...]:
        """The scenes, once all blocks are taken."""
        self._close()
        return tuple(self.done)

    def _add_words(self, block: Words) -> None:
        if self.visuals and (self.words_first or self.layout in ("chart", "two-charts")):
            self._close()
        self.words.append(block)

    def _add_visual(self, block: Figure | Image | Table) -> None:
        pairs = self.layout == "two-charts" and len(self.visuals) == 1
        if (self.visuals and not pairs) or (self.words and self.layout in ("chart", "two-charts")):
            self._close()
        self.words_first = bool(self.words)
        self.visuals.append(block)

    def _add_alone(self, block: Visual) -> None:
        self._close()
        self.visuals.append(block)
        self._close()

    def _close(self) -> None:
        if self.visuals or self.words:
            first: Visual | Words = (*self.visuals, *self.words)[0]
            visuals, told = tuple(self.visuals), tuple(self.words)
            scene = Scene(self.section, first.span, visuals, told, self.words_first, layout=self.layout)
            self.done.append(scene)
        self.visuals, self.words, self.words_first = [], [], False


def _composed(section: Section, slide: Slide) -> Scene:
    """The scene of a slide that the author composed."""
    visuals = tuple(block for block in slide.body if isinstance(block, Visual))
    told = tuple(block for block in slide.body if isinstance(block, Words))
    first = bool(slide.body) and isinstance(slide.body[0], Words)
    return Scene(section, slide.span, visuals, told, first, slide.title, slide.layout, slide.notes)


# ------------------------------------------------------------------------------------- first sentences


def _told_in_sentences(section: Section) -> tuple[Scene, ...]:
    """A section of prose alone, as a list of first sentences; nothing for a subsection without a headline."""
    prose = [block for block in section.blocks if isinstance(block, Paragraph) and shown_in(block, Medium.DECK)]
    unspoken = section.level > 1 and not section.headline
    if unspoken or section.sections or not prose:
        return ()
    items = tuple(ListItem(first_sentence(block.content)) for block in prose[:_MOST_SENTENCES])
    return (Scene(section, section.span, words=(List(span=prose[0].span, items=items),)),)


def first_sentence(inline: Inline) -> Inline:
    """``inline`` up to the end of its first sentence, its marks included; all of it if it has one only."""
    text = "".join(HIDDEN * len(run.text) if is_mark(run) else plain((run,)) for run in inline)
    end = _SENTENCE_END.search(text)
    if end is None:
        return inline
    return cut(inline, end.end())[0]
