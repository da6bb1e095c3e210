"""A page once it is filled: which blocks stand where, what is at its foot and in its margin, where the next begins."""

from __future__ import annotations

from hefei_report.briefing.flow import Block
from hefei_report.briefing.footing import Foot
from hefei_report.briefing.galley import Place
from hefei_report.briefing.margins import Aside
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its top ``down`` points below that of the page's text.

    ``rounded`` points of the space above it are there to reach the grid. ``loose``: that space may grow.
    """

    block: Block
    down: float
    loose: bool = False
    rounded: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """How a page is to be filled.

    The floats ``tops`` stand above its text, ``put_off`` and those after it wait for the next page, and ``less`` points
    at its foot stay free.
    """

    tops: tuple[int, ...] = ()
    put_off: int | None = None
    less: float = 0.0


@dataclass(frozen=True, slots=True)
class FilledPage:
    """A filled page; what it holds is ``used`` of ``room`` points high, and the next one begins at ``then``.

    ``met`` are the floats whose own place is on it; ``torn``: it ends within a table or panel.
    ``asides`` are the notes in its margin.
    """

    placed: tuple[Placed, ...]
    foot: Foot
    used: float
    room: float
    then: Place
    choice: Choice = Choice()
    met: tuple[int, ...] = ()
    torn: bool = False
    turned: bool = False
    asides: tuple[Aside, ...] = ()
