"""Notes what becomes of many outlines, and prints it: each whole and in the order given, whichever is done first."""

from __future__ import annotations

import sys
import time
from dataclasses import field

from hefei_report.cli.arguments import Arguments
from hefei_report.cli.board import Board
from hefei_report.cli.printing import complain, plural, verdict
from hefei_report.cli.telling import counted, leaves
from hefei_report.cli.working import Outcome
from hefei_report.records import dataclass


@dataclass(slots=True)
class Ledger:
    """Listens to those who work on the outlines of ``arguments``; ``board`` shows meanwhile how far they are."""

    arguments: Arguments
    board: Board
    _done: dict[int, Outcome] = field(default_factory=dict)
    _printed: int = 0
    _started: float = field(default_factory=time.perf_counter)

    def begun(self, number: int) -> None:
        self.board.begin(number, str(self.arguments.outlines[number]))

    def stage(self, number: int, text: str) -> None:
        self.board.stage(number, text)

    def done(self, number: int, result: Outcome) -> None:
        self._done[number] = result
        self.board.end(number, sound=result.sound)
        while self._printed in self._done:
            self._print(self._done[self._printed])
            self._printed += 1

    def failed(self, number: int, why: str) -> None:
        self.done(number, Outcome(self.arguments.outlines[number], problem=why))

    def close(self) -> int:
        """Sum up; returns the exit code."""
        self.board.wipe()
        if not self.arguments.quiet:
            print(f"{self._sum()}, {time.perf_counter() - self._started:.1f} s")
        return 0 if all(outcome.sound for outcome in self._done.values()) else 1

    def interrupt(self) -> int:
        """Print what is done, even if not in order, and how much that is; returns the exit code."""
        self.board.wipe()
        for number in sorted(self._done)[self._printed :]:
            self._print(self._done[number])
        print(f"interrupted; {self._sum()}", file=sys.stderr)
        return 130

    def _print(self, outcome: Outcome) -> None:
        self.board.wipe()
        sys.stderr.write(outcome.told)
        if outcome.problem:
            complain(f"'{outcome.outline}': {outcome.problem}")
        elif outcome.stopped and self.arguments.command == "build":
            self._say(f"{outcome.outline}: nothing was written: {outcome.verdict}", failed=True)
        else:
            parts = (*_made(outcome), outcome.verdict, f"{outcome.seconds:.1f} s")
            self._say(f"{outcome.outline}: {', '.join(parts)}")
        sys.stderr.flush()

    def _say(self, text: str, *, failed: bool = False) -> None:
        if not self.arguments.quiet:
            print(text, file=sys.stderr if failed else sys.stdout, flush=True)

    def _sum(self) -> str:
        outcomes = list(self._done.values())
        sound = f"{sum(outcome.sound for outcome in outcomes)} of {plural(len(self.arguments.outlines), 'outline')}"
        found = verdict(sum(outcome.errors for outcome in outcomes), sum(outcome.warnings for outcome in outcomes))
        return f"{sound} {'written' if self.arguments.command == 'build' else 'without mistakes'}: {found}"


def _made(outcome: Outcome) -> list[str]:
    """What was written, else what the outline holds."""
    files = [f"{written.path} ({leaves(written)})" for written in outcome.written if written.medium is not None]
    if files or outcome.counts is None:
        return files
    return [counted(outcome.counts)]
