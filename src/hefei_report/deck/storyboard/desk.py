"""What composing slides goes by, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TypeVar

from hefei_report.deck.storyboard.grid import Grid
from hefei_report.deck.storyboard.layouts import Layout
from hefei_report.deck.storyboard.plan import Item
from hefei_report.deck.storyboard.stage import Stage
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.labels import Labels
from hefei_report.document.model import Inline, Run
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.records import dataclass
from hefei_report.theme.tokens import SlideTokens

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What slides are set on, the product's words in the document's language, and where mistakes are reported.

    ``memory`` is what the last builds composed.
    """

    stage: Stage
    labels: Labels
    diagnostics: Diagnostics
    memory: Memory = NO_MEMORY

    def kept(self, kind: str, key: Hashable, make: Callable[[Desk], T]) -> T:
        """What ``make`` gives on this desk, found again if a desk like this one was asked for the same ``key``.

        The key holds all that ``make`` depends on but the desk itself.
        """
        whole = (key, Same(self.stage), Same(self.labels))
        return self.memory.told(kind, whole, self.diagnostics, lambda found: make(replace(self, diagnostics=found)))

    @property
    def grid(self) -> Grid:
        """The grid of the slides."""
        return self.stage.grid

    @property
    def tokens(self) -> SlideTokens:
        """The measures of the slides."""
        return self.stage.grid.tokens

    def layout(self, key: str) -> Layout:
        """The layout called ``key``."""
        return self.stage.layouts[key]

    def credit_lines(self, note: Inline, source: Inline) -> tuple[Inline, ...]:
        """A figure's or table's note and source as lines that begin with what they are."""
        both = ((self.labels.note, note), (self.labels.source, source))
        return tuple((Run(led(label)), *line) for label, line in both if line)

    def overfull(self, what: str, excess: float, span: Span, hint: str) -> None:
        """Report that ``what`` is ``excess`` points more than its slide holds, if it is."""
        if excess > 0:
            self.diagnostics.error("overfull", f"{what} is {excess:.0f} pt too much for its slide", span, hint)


def led(label: str) -> str:
    """A label before a line; Latin ones need a space after them."""
    return label + (" " if label.isascii() else "")


@dataclass(frozen=True, slots=True)
class Composition:
    """A slide without its title: a layout, and items in reading order.

    ``ids`` are the figures and tables on it, ``credits`` their finished note and source lines.
    """

    layout: str
    items: tuple[Item, ...]
    ids: tuple[str, ...] = ()
    credits: tuple[Inline, ...] = ()
