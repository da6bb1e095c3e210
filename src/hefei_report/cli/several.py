"""Carries out a command for several outlines: each by itself, in several processes, and told in the order given."""

from __future__ import annotations

import functools
import sys
from dataclasses import replace
from pathlib import Path

from hefei_report.cli.arguments import Arguments
from hefei_report.cli.board import Board
from hefei_report.cli.crew import one_by_one, side_by_side
from hefei_report.cli.ledger import Ledger
from hefei_report.cli.printing import complain, print_diagnostics
from hefei_report.cli.working import worked
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.model import Medium
from hefei_report.outline.naming import report_named
from hefei_report.workspace import DiskWorkspace, WorkspaceError, cores, read_text


def run(arguments: Arguments) -> int:
    """Carry out a command for its outlines; returns the exit code: 1 if any of them has mistakes or failed."""
    if _named_twice(arguments.outlines):
        return 2
    if arguments.command == "build" and _would_mix(arguments.outlines):
        return 1
    ledger = Ledger(arguments, Board(sys.stderr, len(arguments.outlines), arguments.quiet))
    try:
        _work(arguments, ledger)
    except KeyboardInterrupt:
        return ledger.interrupt()
    return ledger.close()


def _work(arguments: Arguments, ledger: Ledger) -> None:
    outlines, do = arguments.outlines, functools.partial(worked, replace(arguments, jobs=1))
    jobs = min(arguments.jobs or cores(), len(outlines))
    if jobs == 1:
        one_by_one(outlines, do, ledger)
        return
    _load(arguments)
    side_by_side(outlines, do, ledger, jobs)


def _load(arguments: Arguments) -> None:
    """Import what the workers will need, once for all that are forked."""
    if arguments.command == "check":
        import hefei_report.deck.storyboard.planning

        return
    import hefei_report.figures.drafting  # loaded for the workers

    if Medium.BRIEFING.value in arguments.media:
        import hefei_report.briefing.writer
    if Medium.DECK.value in arguments.media:
        import hefei_report.deck.writing.writer  # noqa: F401  # loaded for the workers


# ----------------------------------------------------------------------------------------- what can't be built together


def _named_twice(outlines: tuple[Path, ...]) -> bool:
    """Whether an outline is given twice, which is told."""
    found = False
    seen: set[Path] = set()
    for outline in outlines:
        if outline.resolve() in seen:
            complain(f"'{outline}' is named twice")
            found = True
        seen.add(outline.resolve())
    return found


def _would_mix(outlines: tuple[Path, ...]) -> bool:
    """Whether two outlines would write the same files, which is told at the names of their reports."""
    first: dict[str, Path] = {}
    found = False
    for outline in outlines:
        named = _report_of(outline)
        if named is None:
            continue
        name, span = named
        other = first.setdefault(name.casefold(), outline)  # some systems tell no capitals apart in names of files
        if other is not outline:
            diagnostics = Diagnostics()
            message = f"'{other}' is a report called '{name}', too, so both would become the same files"
            hint = "give one of them another name, or build them one by one with another --output-dir"
            diagnostics.error("same-report", message, span, hint)
            print_diagnostics(diagnostics, outline.parent, DiskWorkspace(outline.parent))
            found = True
    return found


def _report_of(outline: Path) -> tuple[str, Span] | None:
    try:
        return report_named(read_text(DiskWorkspace(outline.parent), outline.name), outline.name)
    except WorkspaceError:
        return None  # its own build says why
