"""Runs the product as its users do: as a command, in a process of its own."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.tools import CHECKOUT

SOURCE = CHECKOUT / "src"
FLAGSHIP = CHECKOUT / "spec" / "briefing.yaml"

_OURS = ("HEFEI_REPORT_", "SOURCE_DATE_EPOCH")
_HEAD = re.compile(
    r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning)\[(?P<code>[a-z0-9-]+)\]: "
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A diagnostic as the command line prints it; ``hint`` is '' when it has none."""

    file: str
    line: int
    column: int
    severity: str
    code: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of the command ended."""

    status: int
    out: str
    err: str

    @property
    def diagnostics(self) -> tuple[Reported, ...]:
        """What the run complained about, in the order of printing."""
        found: list[Reported] = []
        for line in self.err.splitlines():
            head = _HEAD.match(line)
            if head:
                place = (head["file"], int(head["line"]), int(head["column"]))
                found.append(Reported(*place, head["severity"], head["code"]))
            elif found and line.startswith("  = hint: "):
                last = found[-1]
                hint = line.removeprefix("  = hint: ")
                found[-1] = Reported(last.file, last.line, last.column, last.severity, last.code, hint)
        return tuple(found)


def environment(changes: Mapping[str, str | None] | None = None, *, source: Path = SOURCE) -> dict[str, str]:
    """The environment for a child process: this one, the product of ``source``, and ``changes`` (None removes)."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    variables["PYTHONPATH"] = str(source)
    for name, value in (changes or {}).items():
        if value is None:
            variables.pop(name, None)
        else:
            variables[name] = value
    return variables


def command(*arguments: str | Path) -> list[str]:
    """The command line for ``hefei-report`` with ``arguments``."""
    return [sys.executable, "-m", "hefei_report", *map(str, arguments)]


def run(
    *arguments: str | Path,
    folder: Path,
    changes: Mapping[str, str | None] | None = None,
    source: Path = SOURCE,
    timeout: float = 300,
) -> Outcome:
    """Run ``hefei-report`` with ``arguments`` in ``folder`` and wait for its end."""
    done = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(changes, source=source),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def on_a_terminal(*arguments: str | Path, folder: Path) -> str:
    """What the command prints when all its output goes to a terminal."""
    controller, terminal = pty.openpty()
    variables = environment({"TERM": "xterm-256color", "NO_COLOR": None})
    with subprocess.Popen(
        command(*arguments), cwd=folder, env=variables, stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        shown = b""
        while select.select([controller], [], [], 120)[0]:
            try:
                piece = os.read(controller, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        process.wait(timeout=60)
    os.close(controller)
    return shown.decode()


def is_alive(process: int) -> bool:
    """Whether a process still runs; one that has ended but whose end nobody has noted doesn't."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
