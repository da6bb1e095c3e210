"""The command ``trace``: reads a finished file and prints what proves the numbers in it."""

from __future__ import annotations

from collections.abc import Iterable

from hefei_report.cli.printing import refuse
from hefei_report.cli.tracearguments import TraceArguments
from hefei_report.proof.reading import NoManifest
from hefei_report.trace.reading import Unreadable
from hefei_report.trace.telling import as_json, listing, matching, orphan_lines, provenance, summary
from hefei_report.trace.tracing import Traced, trace
from hefei_report.workspace import read_file


def run(arguments: TraceArguments) -> int:
    """Carry it out. 0: all that was asked for is proven; 1: something is not, or the file tells nothing; 2: no file."""
    for path in (arguments.file, arguments.manifest):
        if path is not None and not path.is_file():
            return refuse(f"there is no file '{path}'", 2)
    try:
        trusted = read_file(arguments.manifest) if arguments.manifest is not None else b""
        traced = trace(read_file(arguments.file), trusted)
    except (Unreadable, NoManifest) as problem:
        return refuse(f"'{arguments.file}' can't be traced: {problem}", 1)
    except OSError as problem:
        return refuse(f"can't read '{arguments.file}': {problem.strerror or problem}", 1)
    return _tell_number(traced, arguments) if arguments.number else _tell_all(traced, arguments)


def _tell_all(traced: Traced, arguments: TraceArguments) -> int:
    if arguments.json:
        print(as_json(traced, traced.found, traced.orphans))
    else:
        _print(listing(traced))
        print()
        _print(orphan_lines(traced, traced.orphans))
        _print(summary(traced))
    return 1 if traced.orphans else 0


def _tell_number(traced: Traced, arguments: TraceArguments) -> int:
    found, orphans = matching(traced, arguments.number)
    if arguments.json:
        print(as_json(traced, found, orphans))
    elif not found and not orphans:
        return refuse(f"'{arguments.file}' does not show {arguments.number}", 1)
    else:
        _print(provenance(traced, found))
        _print(orphan_lines(traced, orphans))
    return 0 if found and not orphans else 1


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
