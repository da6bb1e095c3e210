"""Shows on a terminal how far a command with many outlines is: how many are done, and what is being done to which."""

from __future__ import annotations

import itertools
import time
import unicodedata
from dataclasses import field
from typing import TextIO

from hefei_report.diagnostics import harmless
from hefei_report.records import dataclass

_WIPE = "\x1b[J"  # all that is below
_OFTEN = 0.05  # seconds between two pictures of the board: eyes see no more, and terminals are slow


@dataclass(slots=True)
class Board:
    """A few lines at the foot of a terminal; nothing on a stream that is none, or when ``quiet``."""

    stream: TextIO
    total: int
    quiet: bool = False
    _at_work: dict[int, tuple[str, str]] = field(default_factory=dict)
    _done: int = 0
    _failed: int = 0
    _lines: int = 0
    _drawn: float = float("-inf")
    _started: float = field(default_factory=time.perf_counter)

    @property
    def shown(self) -> bool:
        return not self.quiet and self.stream.isatty()

    def begin(self, number: int, name: str) -> None:
        """Outline ``number`` is at work from now on."""
        self._at_work[number] = (name, "")
        self._draw()

    def stage(self, number: int, text: str) -> None:
        """What is being done to it."""
        name, _ = self._at_work[number]
        self._at_work[number] = (name, text)
        self._draw()

    def end(self, number: int, *, sound: bool) -> None:
        """It is done, well or not."""
        self._at_work.pop(number, None)
        self._done += 1
        self._failed += not sound
        self._draw()

    def wipe(self) -> None:
        """Take the lines away: something else is to be printed."""
        if self._lines:
            self.stream.write(f"\x1b[{self._lines}F{_WIPE}")
            self.stream.flush()
            self._lines = 0
            self._drawn = float("-inf")

    def redraw(self) -> None:
        """Draw the lines as they are now."""
        if not self.shown:
            return
        self.wipe()
        import shutil  # for terminals only

        columns, rows = shutil.get_terminal_size()
        lines = [_cut(harmless(line), columns - 1) for line in self._picture()[: max(1, rows - 1)]]
        self.stream.write("".join(f"{line}\n" for line in lines))
        self.stream.flush()
        self._lines, self._drawn = len(lines), time.perf_counter()

    def _draw(self) -> None:
        if time.perf_counter() - self._drawn >= _OFTEN:
            self.redraw()

    def _picture(self) -> list[str]:
        failed = f", {self._failed} with mistakes" if self._failed else ""
        head = f"{self._done} of {self.total} outlines{failed}, {time.perf_counter() - self._started:.0f} s"
        return [head, *(f"  {name}  {stage} ..." if stage else f"  {name}" for name, stage in self._at_work.values())]


def _cut(line: str, cells: int) -> str:
    """The start of ``line`` that fills so many cells of a terminal at most: what wraps could not be wiped."""
    ends = itertools.accumulate(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in line)
    return line[: sum(end <= cells for end in ends)]
