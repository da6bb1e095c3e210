"""Tells what is being done: one line that changes on a terminal, one line a stage elsewhere."""

from __future__ import annotations

from dataclasses import field
from typing import TextIO

from hefei_report.records import dataclass

_CLEAR = "\r\x1b[2K"


@dataclass(slots=True)
class ProgressDisplay:
    """Shows the stage at hand on ``stream``; silent when ``quiet``."""

    stream: TextIO
    quiet: bool = False
    _shown: bool = field(default=False)

    def __call__(self, stage: str) -> None:
        if self.quiet:
            return
        if self.stream.isatty():
            self.stream.write(f"{_CLEAR}{stage} ...")
            self._shown = True
        else:
            self.stream.write(stage + "\n")
        self.stream.flush()

    def done(self) -> None:
        """Take the changing line away."""
        if self._shown:
            self.stream.write(_CLEAR)
            self.stream.flush()
            self._shown = False
