"""How time and memory grow with the report, from a fifth of its sections to all of them, for each publication alone."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from bench.measuring import timed, weighed
from bench.tables import table
from bench.tools import OURS, desk, program
from bench.work import work

AT_MOST = 5.5  # times as much for five times the sections
_MEDIA = ("briefing", "deck")


def measured(most: int, rounds: int) -> str:
    """The seconds and megabytes of cold builds at ``most`` sections and at a fifth of them, and how they grow."""
    counts = (max(1, most // 5), most)
    with tempfile.TemporaryDirectory() as scratch:
        rows = [_row(Path(scratch), media, counts, rounds) for media in _MEDIA]
    head = ["made", *(f"N={count}" for count in counts), "time grows", *(f"N={count}" for count in counts)]
    return table([*head, "memory grows"], rows)


def _row(folder: Path, media: str, counts: tuple[int, int], rounds: int) -> list[str]:
    seconds, memory = [], []
    for count in counts:
        at = desk(OURS, folder / str(count), work(count))
        command = (*program(), "build", "report.yaml", "--quiet", "--to", media)
        times = []
        for _ in range(rounds):
            at.forget()
            times.append(timed(command, at.folder, at.variables).wall)
        at.forget()
        seconds.append(median(times))
        memory.append(weighed(command, at.folder, at.variables).memory)
    told = [f"{taken:.2f} s" for taken in seconds], [f"{taken:,.0f} MB" for taken in memory]
    return [media, *told[0], _grown(seconds), *told[1], _grown(memory)]


def _grown(found: list[float]) -> str:
    times = found[1] / found[0]
    return f"{times:.2f} times ({'reached' if times <= AT_MOST else 'NOT REACHED'}: at most {AT_MOST})"
