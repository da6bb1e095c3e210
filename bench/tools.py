"""The tools that are timed side by side, each at a desk of its own: what they read, how they start, what they keep."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import manuscripts
from bench.measuring import Cost, environment, timed, weighed
from bench.work import Work, write_outline

CHECKOUT = Path(__file__).resolve().parent.parent
PEERS = Path(__file__).resolve().parent / "peers"
OURS, A, B, C = "ours", "A", "B", "C"
NAMES = {
    OURS: "hefei-report",
    A: "A: pyplot, pandoc, Typst",
    B: "B: pyplot, platypus, python-pptx",
    C: "C: Typst alone, PDF only, charts ready",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A tool in a folder of its own."""

    tool: str
    folder: Path
    tell: Callable[[Work, Path], object]  # writes the report as the tool reads it
    command: tuple[str, ...]
    kept: tuple[str, ...]  # folders that a cold run doesn't find

    @property
    def variables(self) -> dict[str, str]:
        found = {"MPLCONFIGDIR": str(self.folder / "matplotlib")}
        return {**found, **ours_in(self.folder)} if self.tool == OURS else found

    def write(self, made: Work) -> None:
        self.tell(made, self.folder)

    def forget(self) -> None:
        """Take away what runs left, as on the first day."""
        for name in (*self.kept, "dist"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def run(self) -> Cost:
        return timed(self.command, self.folder, self.variables)

    def weigh(self) -> Cost:
        return weighed(self.command, self.folder, self.variables)

    def sizes(self) -> dict[str, int]:
        """The bytes of each file that it made, by suffix."""
        return {path.suffix: path.stat().st_size for path in (self.folder / "dist").iterdir()}


def ours_in(folder: Path) -> dict[str, str]:
    """The variables by which this checkout is what runs, with its cache in ``folder``."""
    return {"PYTHONPATH": str(CHECKOUT / "src"), "HEFEI_REPORT_CACHE": str(folder / "cache")}


def program() -> tuple[str, ...]:
    """How our command is started: as it is installed, else as a module, which costs the same."""
    installed = Path(sys.executable).with_name("hefei-report")
    return (str(installed),) if installed.exists() else (sys.executable, "-m", "hefei_report")


def desk(tool: str, folder: Path, made: Work) -> Desk:
    """A desk for ``tool`` in ``folder``, with the report on it; C finds its charts drawn."""
    found = _desks()[tool](folder / tool)
    found.write(made)
    if tool == C:
        manuscripts.write_charts(made, found.folder)
        timed((sys.executable, str(PEERS / "charts.py"), "pdf"), found.folder, environment(found.variables))
    return found


def _desks() -> dict[str, Callable[[Path], Desk]]:
    python = sys.executable
    return {
        OURS: lambda at: Desk(OURS, at, write_outline, (*program(), "build", "report.yaml", "--quiet"), ("cache",)),
        A: lambda at: Desk(A, at, manuscripts.write_markdown, (python, str(PEERS / "pandoc_typst.py")), ("charts",)),
        B: lambda at: Desk(B, at, manuscripts.write_json, (python, str(PEERS / "scripted.py")), ("charts",)),
        C: lambda at: Desk(C, at, manuscripts.write_typst, (python, str(PEERS / "typst_alone.py")), ()),
    }
