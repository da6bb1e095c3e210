"""Runs the tools in turn, round after round, so that a busy moment of the machine meets them all."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.measuring import Cost, environment, memory_of
from bench.tools import CHECKOUT, OURS, A, B, C, Desk, desk
from bench.work import Work, work

COLD, WORD, NUMBER, LOOK, RESIDENT = "cold", "one-word edit", "one-number edit", "theme edit", "resident one-word edit"
EVENTS = (COLD, WORD, NUMBER, LOOK)
PEERS_UP_TO = 200  # sections
B_UP_TO = 50
_RESIDENT_EDITS = {10: 40, 50: 20}  # else ten
_EDITION = 100  # from here on, editions of the text are those of the resident edits


@dataclass(slots=True)
class Ledger:
    """All that was measured: costs by tool, number of sections and event; sizes by tool, number and suffix."""

    costs: dict[tuple[str, int, str], list[Cost]] = field(default_factory=dict)
    sizes: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def note(self, tool: str, count: int, event: str, cost: Cost) -> None:
        self.costs.setdefault((tool, count, event), []).append(cost)
        print(f"{count:5} {event:24} {tool:5} {cost.wall:8.3f} s {cost.memory:6.0f} MB", file=sys.stderr, flush=True)

    def wall(self, tool: str, count: int, event: str) -> float | None:
        """The median of the seconds, or None when it wasn't run."""
        found = [cost.wall for cost in self.costs.get((tool, count, event), ()) if cost.wall]
        return median(found) if found else None

    def cpu(self, tool: str, count: int, event: str) -> float | None:
        found = [cost.cpu for cost in self.costs.get((tool, count, event), ()) if cost.cpu]
        return median(found) if found else None

    def memory(self, tool: str, count: int, event: str) -> float | None:
        """The highest peak of memory, in megabytes."""
        found = [cost.memory for cost in self.costs.get((tool, count, event), ()) if cost.memory]
        return max(found) if found else None


def tools_for(count: int) -> tuple[str, ...]:
    """Who takes part at ``count`` sections: B makes everything anew each time, and says no more at 200 than at 50."""
    if count > PEERS_UP_TO:
        return (OURS,)
    return (OURS, A, B, C) if count <= B_UP_TO else (OURS, A, C)


def measure(count: int, rounds: int, ledger: Ledger) -> None:
    """Time every event of a report of ``count`` sections in ``rounds`` rounds, then weigh each once."""
    made = work(count)
    with tempfile.TemporaryDirectory() as scratch:
        desks = [desk(tool, Path(scratch), made) for tool in tools_for(count)]
        for each in desks:
            each.run()  # whatever a tool keeps for all reports, such as a list of fonts, isn't timed
        for number in range(rounds):
            _round(desks, count, _editions(made, number), ledger)
        _weigh(desks, count, made, ledger)


def measure_resident(count: int, ledger: Ledger) -> None:
    """Time one-word edits in processes that are kept: ours makes both files, Typst its PDF."""
    made = work(count)
    tools = (OURS, C) if count <= PEERS_UP_TO else (OURS,)
    with tempfile.TemporaryDirectory() as scratch:
        desks = [desk(tool, Path(scratch), made) for tool in tools]
        with _kept(desks) as processes:
            for number in range(_RESIDENT_EDITS.get(count, 10) + 2):
                edited = made.with_a_word_changed(_EDITION + number)
                for each, process in zip(desks, processes, strict=True):
                    each.write(edited)
                    cost = Cost(_asked(process), 0, memory_of(process.pid))
                    if number > 1:  # the first builds start from nothing
                        ledger.note(each.tool, count, RESIDENT, cost)


def _editions(made: Work, number: int) -> Iterator[tuple[str, Work]]:
    """What an author would do one after the other: each state of the report with the event that leads to it."""
    yield COLD, made
    worded = made.with_a_word_changed(number)
    yield WORD, worded
    numbered = worded.with_a_number_changed(number)
    yield NUMBER, numbered
    yield LOOK, numbered.in_the_other_look()


def _round(desks: Iterable[Desk], count: int, editions: Iterable[tuple[str, Work]], ledger: Ledger) -> None:
    for event, made in editions:
        for each in desks:
            if not _says_something(each.tool, event):
                continue
            if event == COLD:
                each.forget()
            each.write(made)
            ledger.note(each.tool, count, event, each.run())


def _says_something(tool: str, event: str) -> bool:
    """B always does everything, so that its edits cost what a cold run costs; C has nothing to draw."""
    return event in {OURS: EVENTS, A: EVENTS, B: (COLD, WORD), C: (COLD, WORD)}[tool]


def _weigh(desks: Iterable[Desk], count: int, made: Work, ledger: Ledger) -> None:
    for each in desks:
        each.forget()
        each.write(made)
        ledger.note(each.tool, count, COLD, each.weigh())
        each.write(made.with_a_word_changed(_EDITION - 1))
        ledger.note(each.tool, count, WORD, each.weigh())
        ledger.sizes |= {(each.tool, count, suffix): size for suffix, size in each.sizes().items()}


@contextmanager
def _kept(desks: Iterable[Desk]) -> Iterator[list[subprocess.Popen[str]]]:
    processes = [_start(each) for each in desks]
    try:
        yield processes
    finally:
        for process in processes:
            process.communicate()


def _start(at: Desk) -> subprocess.Popen[str]:
    path = ":".join(part for part in (str(CHECKOUT), at.variables.get("PYTHONPATH", "")) if part)
    variables = environment({**at.variables, "PYTHONPATH": path})
    command = (sys.executable, "-m", "bench.resident", at.tool)
    return subprocess.Popen(
        command, cwd=at.folder, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _asked(process: subprocess.Popen[str]) -> float:
    """The seconds that a kept process says it took."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    answer = process.stdout.readline().split()
    if not answer:
        sys.exit(f"{process.args!r} ended")
    return float(answer[0])
