"""The commands ``build`` and ``check``: for one outline or for several, what was found is printed, and how it went."""

from __future__ import annotations

import sys
from pathlib import Path

from hefei_report.cli.arguments import Arguments
from hefei_report.cli.printing import complain, refuse
from hefei_report.cli.progress import ProgressDisplay
from hefei_report.cli.telling import counted, leaves
from hefei_report.cli.working import Outcome, Written, worked


def run(arguments: Arguments) -> int:
    """Carry out a command; returns the exit code."""
    missing = [outline for outline in arguments.outlines if not outline.is_file()]
    for outline in missing:
        complain(f"there is no outline '{outline}'")
    if missing:
        return 2
    if len(arguments.outlines) > 1:
        from hefei_report.cli import several

        return several.run(arguments)
    return _run_one(arguments, arguments.outlines[0])


def _run_one(arguments: Arguments, outline: Path) -> int:
    progress = ProgressDisplay(sys.stderr, arguments.quiet)
    outcome = worked(arguments, outline, progress)
    progress.done()
    sys.stderr.write(outcome.told)
    if outcome.problem:
        return refuse(outcome.problem, 1)
    if not arguments.quiet:
        _print_outcome(outcome, arguments.command)
    return 0 if outcome.sound else 1


def _print_outcome(outcome: Outcome, command: str) -> None:
    if outcome.stopped and command == "build":
        print(f"nothing was written: {outcome.verdict}", file=sys.stderr)
        return
    for written in outcome.written:
        print(_described(written))
    if outcome.counts is not None:
        print(f"{counted(outcome.counts)}, {outcome.verdict}, {outcome.seconds:.1f} s")


def _described(written: Written) -> str:
    size = f"{written.size / 1000:,.0f} kB"
    if written.medium is None:
        return f"{written.path}  what proves their figures, {size}"
    return f"{written.path}  {leaves(written)}, {size}"
