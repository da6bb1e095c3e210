"""Says what dominates: which imports, and which rooms and functions, in a new process and in one that is kept.

Usage: python -m bench.dominant [--sections 10]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.measuring import environment
from bench.tables import table
from bench.tools import OURS, Desk, desk
from bench.work import work

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_ROOM = re.compile(r"hefei_report/(\w+?)(?:\.py|/)")
_TOLD = 12

Times = defaultdict[str, float]  # milliseconds by what took them

_PROFILED = """
import json, sys
from pathlib import Path
from pyinstrument import Profiler
from pyinstrument.renderers import JSONRenderer
from hefei_report.build import Builder
from hefei_report.workspace import DiskWorkspace, user_cache

outline = Path("report.yaml")
builder = Builder(DiskWorkspace(Path.cwd()), outline.name, user_cache())
for edition in sys.argv[1:]:
    outline.write_bytes(Path(edition).read_bytes())
    with Profiler(interval=0.0005, use_timing_thread=True) as profiler:
        builder.build()
print(profiler.output(JSONRenderer(show_all=True)))
"""


def imports(at: Desk) -> Times:
    """The milliseconds that importing each library takes by itself, and each of our rooms, in a build after an edit."""
    found: Times = defaultdict(float)
    command = (sys.executable, "-X", "importtime", "-m", "hefei_report", "build", "report.yaml", "--quiet")
    for micro, module in _LINE.findall(_run(at, *command).stderr):
        name, _, rest = module.partition(".")
        room = f"{name}/{rest.partition('.')[0]}" if name == "hefei_report" else name
        found["the standard library" if room in sys.stdlib_module_names else room] += int(micro) / 1000
    return found


def time_by_room(at: Desk, *editions: str) -> tuple[Times, Times]:
    """The milliseconds of the last of ``editions``, built one after the other in one process: by room, by function.

    What a library does counts for the function of ours that called it.
    """
    root = json.loads(_run(at, sys.executable, "-c", _PROFILED, *editions).stdout)["root_frame"]
    rooms: Times = defaultdict(float)
    functions: Times = defaultdict(float)
    _share(root, "", "", rooms, functions)
    return rooms, functions


def _share(frame: dict[str, Any], room: str, function: str, rooms: Times, functions: Times) -> None:
    own = _ROOM.search(frame["file_path"] or "")
    if own is not None and frame["function"] != "[self]":
        room, function = own[1], f"{frame['function']} ({own[1]}/{Path(frame['file_path']).name})"
    for child in frame["children"]:
        _share(child, room, function, rooms, functions)
    alone = 1000 * (frame["time"] - sum(child["time"] for child in frame["children"]))
    rooms[room or "elsewhere"] += alone
    functions[function or "elsewhere"] += alone


def _run(at: Desk, *command: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=at.folder, env=environment(at.variables), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done


def _most(found: Times, what: str) -> str:
    most = sorted(found.items(), key=lambda item: -item[1])[:_TOLD]
    rows = [[name, f"{taken:,.1f} ms"] for name, taken in most]
    return table([what, f"of {sum(found.values()):,.0f} ms"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sections", type=int, default=10)
    arguments = parser.parse_args()
    made = work(arguments.sections)
    with tempfile.TemporaryDirectory() as scratch:
        at = desk(OURS, Path(scratch), made)
        at.run()
        editions = []
        for number in range(3):
            at.write(made.with_a_word_changed(number))
            editions.append(f"edition-{number}.yaml")
            (at.folder / "report.yaml").rename(at.folder / editions[-1])
        (at.folder / "report.yaml").write_bytes((at.folder / editions[0]).read_bytes())
        print(_most(imports(at), f"imports of a build, N={arguments.sections}"), end="\n\n")
        for what, told in (("first build of a process", editions[:1]), ("resident one-word edit", editions)):
            for by, found in zip(("room", "function"), time_by_room(at, *told), strict=True):
                print(_most(found, f"{what}, N={arguments.sections}, by {by}"), end="\n\n")


if __name__ == "__main__":
    main()
