"""Footnotes within inline text: a mark is a run that carries what its note says; some texts are set without marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hefei_report.document.model import Inline, Run

MARK_ROLE = "numbering"  # of a mark, and of the space or comma that sets it apart from what stands before it


def is_mark(run: Run) -> bool:
    """Whether ``run`` is a footnote's mark, or what sets one apart from a digit or another mark."""
    return run.script == "super" and run.role == MARK_ROLE


def notes_in(inline: Iterable[Run]) -> Iterator[Run]:
    """The marks in ``inline`` that carry a note, in reading order."""
    return (run for run in inline if run.note)


def without_marks(inline: Inline) -> Inline:
    """``inline`` where its notes have no place, as in a table of contents."""
    return tuple(run for run in inline if not is_mark(run)) if any(map(is_mark, inline)) else inline


def with_notes(inline: Iterable[Run]) -> Iterator[Run]:
    """Every run of ``inline``, those of a note behind its mark."""
    for run in inline:
        yield run
        yield from run.note
