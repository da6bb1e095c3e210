"""Keeps the section of ``bench/README.md`` that a run renews, and the history to which each run adds a row."""

from __future__ import annotations

from pathlib import Path

from bench.rounds import COLD, RESIDENT, WORD, Ledger
from bench.tables import ratios
from bench.tools import OURS
from hefei_report.workspace import today

BEGIN, END = "<!-- what the last run measured -->", "<!-- until here -->"
HISTORY = "<!-- the next run is noted here -->"
_COUNTS = (10, 50, 200)


def write(readme: Path, section: str, noted: str) -> None:
    """Put ``section`` in the place of the last run's, and ``noted`` at the end of the history."""
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    after = after.replace(HISTORY, f"{noted}\n{HISTORY}")
    readme.write_text(f"{before}{BEGIN}\n\n{section}\n\n{END}{after}", encoding="utf-8")


def row(change: str, ledger: Ledger) -> str:
    """A row of the history: our seconds at 10, 50 and 200 sections, and then each ratio that is promised."""
    events = (COLD, WORD, RESIDENT)
    seconds = (" / ".join(_told(ledger.wall(OURS, count, event)) for count in _COUNTS) for event in events)
    found = [ratios(ledger, count) for count in _COUNTS]
    measured = (" / ".join(_told(each[name]) for each in found) for name in found[0])
    return f"| {' | '.join((today().isoformat(), change, *seconds, *measured))} |"


def _told(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
