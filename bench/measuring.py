"""What a process costs with all that it starts: seconds, seconds of the processor, and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_BETWEEN_SAMPLES = 0.01  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run: seconds on the wall, seconds of processor, megabytes at the peak (0 where it wasn't looked for)."""

    wall: float
    cpu: float
    memory: float = 0.0


def timed(command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None) -> Cost:
    """What ``command`` costs in ``folder``. Ends us with what it said when it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = _started(command, folder, variables, said.fileno())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        _insist(process, said.fileno())
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def weighed(command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None) -> Cost:
    """As :func:`timed`, with the peak of memory; looking costs time, so that the seconds don't count.

    What counts is the sum over all processes at the same time, each page of memory once though several share it
    (Linux calls that PSS), looked at every hundredth of a second.
    """
    peak = 0
    with tempfile.TemporaryFile() as said:
        process = _started(command, folder, variables, said.fileno())
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _tree(process.pid))))
            time.sleep(_BETWEEN_SAMPLES)
        _insist(process, said.fileno())
    return Cost(0, 0, peak / 1_000)


def memory_of(process: int) -> float:
    """The megabytes that a living process and its children use now."""
    return sum(map(_resident, _tree(process))) / 1_000


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """Ours with ``variables``; Python keeps what it compiled, as an installed program does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **(variables or {})}


def _started(
    command: Sequence[str], folder: Path, variables: Mapping[str, str] | None, said: int
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=folder, env=environment(variables), stdout=subprocess.DEVNULL, stderr=said)


def _insist(process: subprocess.Popen[bytes], said: int) -> None:
    if process.returncode:
        os.lseek(said, 0, os.SEEK_SET)
        sys.exit(f"{process.args!r} failed:\n{os.read(said, 100_000).decode(errors='replace')}")


def _tree(process: int) -> Iterator[int]:
    """A process and all that descend from it, as long as they live."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _resident(process: int) -> int:
    """Kilobytes; 0 when the process is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
