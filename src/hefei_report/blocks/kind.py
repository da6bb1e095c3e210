"""What a kind of block is, and what it may ask for while it lowers to elements of the Document."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from hefei_report import blocks, shelf
from hefei_report.charts.kind import ReportContext
from hefei_report.diagnostics import Span
from hefei_report.document.labels import Labels
from hefei_report.document.model import Block, Inline, List, Medium, Paragraph
from hefei_report.evidence.facts import Fact
from hefei_report.evidence.proof import Around
from hefei_report.outline.model import RawBlock
from hefei_report.outline.text import Text
from hefei_report.records import dataclass


class Lowering(ReportContext, Protocol):
    """The surroundings of a block that is being lowered; implemented by resolve."""

    @property
    def labels(self) -> Labels: ...
    @property
    def figure_tables(self) -> bool:
        """Whether figures have tables with their data unless they say otherwise."""
        ...

    def inline(self, text: Text | None, around: Around = Around.NOTHING, *, notes: bool = False) -> Inline:
        """One line of the author's text with facts, citations and references bound; () for None.

        Its numerals are facts, or proven by what is ``around`` it, or reported. With ``notes`` it may have footnotes.
        """
        ...

    def plain(self, text: Text | None, around: Around = Around.NOTHING) -> str: ...

    def passage(
        self, text: Text, only: Medium | None, around: Around = Around.NOTHING, *, notes: bool = True
    ) -> tuple[Paragraph | List, ...]:
        """Paragraphs and lists of the author's text, with footnotes unless ``notes`` says that they have no place."""
        ...

    def cites(self, text: Text | None) -> Around:
        """What ``text`` proves for what belongs to it: CITED with a fact or citation, QUOTED if that says where."""
        ...

    def fact_inline(self, fact: Fact, filter: str = "") -> Inline:
        """A fact printed through a filter of :mod:`hefei_report.evidence.printing`."""
        ...

    def cite(self, keys: Iterable[str]) -> Inline:
        """Citation marks for sources: "[1, 3]"; () for none."""
        ...

    def source_line(self, facts: Iterable[str], extra: Text | None, rows: tuple[Text, ...] = ()) -> Inline:
        """Names and marks of the sources of facts and of those that ``rows`` of data name, each source once, and what
        the author adds.
        """
        ...

    def claim(self, claims: tuple[Text, ...]) -> None:
        """Test what the author asserts; a claim that the facts contradict is reported."""
        ...

    def number_of(self, id: Text) -> int:
        """The number of the figure or table ``id``."""
        ...

    def lower(self, raw: tuple[RawBlock, ...]) -> tuple[Block, ...]:
        """The elements of blocks inside this block (deck only)."""
        ...


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A file of the shelf. ``numbered`` is "figure", "table" or ''; then its fields have an ``id``."""

    name: str
    fields: Any
    lower: Callable[[Any, Medium | None, Lowering], tuple[Block, ...]]
    example: str
    numbered: str


def block_kind_names() -> tuple[str, ...]:
    """The kinds at hand."""
    return shelf.names(blocks, but=("kind",))


@functools.cache
def block_kind(name: str) -> BlockKind:
    """The kind called ``name``. Raises KeyError when there is none."""
    if name == "kind":
        raise KeyError(name)
    file = shelf.load(blocks, name)
    return BlockKind(name, file.Fields, file.lower, file.EXAMPLE, getattr(file, "NUMBERED", ""))


def place(text: Text | None, otherwise: Span) -> Span:
    """Where ``text`` stands, or ``otherwise``."""
    return text.span if text is not None else otherwise
