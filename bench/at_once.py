"""How soon a build is there, against what a user would pick instead, measured in one run: ``make bench``.

Everything is timed in rounds, in which the tools take turns; medians count. Usage: python -m bench.at_once
[--rounds 5] [--sections 10,50,200,1000] [--parts table,resident,growth,commands,jobs] [--write "what changed"]
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from bench import commands, growth, history, picture, tables
from bench.rounds import Ledger, measure, measure_resident

README = Path(__file__).with_name("README.md")
PICTURE = Path(__file__).with_name("at-once.svg")
GROWN = 1_000  # sections from here on are for growth: one round says enough


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sections", type=_numbers, default=(10, 50, 200, GROWN))
    parser.add_argument("--parts", type=lambda text: text.split(","), default=list(_PARTS))
    parser.add_argument("--write", metavar="CHANGE", help="renew the section of README, and add a row to its history")
    arguments = parser.parse_args()
    ledger = Ledger()
    told = []
    for part in arguments.parts:
        told.append(_PARTS[part](ledger, arguments.sections, arguments.rounds))
        print(told[-1], end="\n\n", flush=True)
    if arguments.write:
        picture.draw(ledger, PICTURE)
        history.write(README, "\n\n".join([_machine(arguments.rounds), *told]), history.row(arguments.write, ledger))


def _table(ledger: Ledger, sections: tuple[int, ...], rounds: int) -> str:
    for count in sections:
        measure(count, rounds if count < GROWN else 1, ledger)
    return tables.measured(ledger, sections)


def _resident(ledger: Ledger, sections: tuple[int, ...], _: int) -> str:
    for count in sections:
        measure_resident(count, ledger)
    return f"{tables.resident(ledger, sections)}\n\n{tables.promised(ledger, sections)}"


def _growth(_: Ledger, sections: tuple[int, ...], rounds: int) -> str:
    return growth.measured(min(max(sections), GROWN), min(rounds, 3))


def _commands(_: Ledger, __: tuple[int, ...], rounds: int) -> str:
    return commands.measured(rounds + 2)


def _jobs(_: Ledger, __: tuple[int, ...], rounds: int) -> str:
    return commands.measured_jobs(min(rounds, 2))


_PARTS: dict[str, Callable[[Ledger, tuple[int, ...], int], str]] = {
    "table": _table,
    "resident": _resident,
    "growth": _growth,
    "commands": _commands,
    "jobs": _jobs,
}


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def _machine(rounds: int) -> str:
    """On what it was measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("matplotlib", "typst", "pypandoc_binary"))
    python = f"Python {platform.python_version()}"
    return f"Medians of {rounds} rounds on {os.cpu_count()} processors; {python}, {versions}."


if __name__ == "__main__":
    main()
