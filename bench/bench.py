"""How long a build takes, against floors measured in the same run: what Python and the libraries cost by themselves.

Every probe is a process of its own; the probes of a round follow each other, so that a busy moment of the machine
meets them all, and the median over the rounds counts. Usage: python bench/bench.py [--rounds 7] [OUTLINE]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
STAGES = Path(__file__).with_name("stages.py")
IMPORTS = {
    "imports of the writers": "import reportlab.pdfgen.canvas, pptx, uharfbuzz, yaml, markdown_it",
    "imports of the writers and matplotlib": (
        "import reportlab.pdfgen.canvas, pptx, uharfbuzz, yaml, markdown_it, "
        "matplotlib.figure, matplotlib.backends.backend_agg, matplotlib.backends.backend_svg"
    ),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the probes work: a copy of the report, its outputs and its cache."""

    folder: Path
    outline: str

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def run(self, *arguments: str) -> str:
        """Run Python with ``arguments`` at the desk; returns what it prints."""
        variables = {**os.environ, "PYTHONPATH": str(CHECKOUT / "src"), "HEFEI_REPORT_CACHE": str(self.cache)}
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, env=variables, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(done.stderr)
        return done.stdout

    def timed(self, *arguments: str) -> float:
        """The seconds that a process takes from start to end."""
        started = time.perf_counter()
        self.run(*arguments)
        return time.perf_counter() - started

    def build(self) -> float:
        return self.timed("-m", "hefei_report", "build", self.outline, "--quiet")

    def empty_cache(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    def edit_one_word(self, number: int) -> None:
        """Change the subtitle, as an author would between two builds."""
        path = self.folder / self.outline
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        edited = [
            line if not line.startswith("subtitle:") else f"subtitle: Edition {chr(65 + number)}\n" for line in lines
        ]
        path.write_text("".join(edited), encoding="utf-8")


def probes(desk: Desk) -> dict[str, Callable[[int], float]]:
    """What is timed in each round, in order: the name, and the seconds of one run."""

    def cold(_: int) -> float:
        desk.empty_cache()
        return desk.build()

    def edited(number: int) -> float:
        desk.edit_one_word(number)
        return desk.build()

    found: dict[str, Callable[[int], float]] = {"bare Python": lambda _: desk.timed("-c", "pass")}
    for name, program in IMPORTS.items():
        found[name] = lambda _, program=program: desk.timed("-c", program)  # type: ignore[misc]  # binds it now
    found["check"] = lambda _: desk.timed("-m", "hefei_report", "check", desk.outline, "--quiet")
    found["cold build (empty cache)"] = cold
    found["rebuild after a one-word edit"] = edited
    return found


def measured(desk: Desk, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """The medians of the probes and of the stages inside a build, in seconds."""
    times: dict[str, list[float]] = {}
    stages: dict[str, list[float]] = {}
    for number in range(rounds):
        for name, probe in probes(desk).items():
            times.setdefault(name, []).append(probe(number))
        for name, seconds in json.loads(desk.run(str(STAGES), desk.outline)).items():
            stages.setdefault(name, []).append(seconds)
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return medians(times), medians(stages)


def medians(times: dict[str, list[float]]) -> dict[str, float]:
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def report(times: dict[str, float], stages: dict[str, float]) -> str:
    """The medians as text, each with its ratio to the floor beneath it."""
    writers, all_imports = IMPORTS
    floors = {
        "check": "bare Python",
        "cold build (empty cache)": all_imports,
        "rebuild after a one-word edit": writers,
    }
    rows = ["", f"{'':40}{'ms':>8}   against its floor"]
    for name, seconds in times.items():
        floor = floors.get(name)
        against = f"   {seconds / times[floor]:.2f} x {floor}" if floor else ""
        rows.append(f"{name:40}{seconds * 1000:8.0f}{against}")
    rows += ["", "Stages inside one process"]
    rows += [f"{name:40}{seconds * 1000:8.0f}" for name, seconds in stages.items()]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outline", type=Path, nargs="?", default=CHECKOUT / "spec" / "briefing.yaml")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "report"
        shutil.copytree(arguments.outline.parent, folder)
        desk = Desk(folder, arguments.outline.name)
        desk.build()
        print(report(*measured(desk, arguments.rounds)))


if __name__ == "__main__":
    main()
