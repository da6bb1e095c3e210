"""Prints what was found, with the author's lines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hefei_report.diagnostics import Diagnostics, render
from hefei_report.workspace import Workspace, WorkspaceError, read_text

# Nobody mends more at a time, and a terminal keeps no more lines.
MOST_SHOWN = 500


def print_diagnostics(diagnostics: Diagnostics, folder: Path, workspace: Workspace) -> None:
    """All that was found in the author's files, which stand in ``folder``, to the standard error."""
    sys.stderr.write(rendered(diagnostics, folder, workspace))


def rendered(diagnostics: Diagnostics, folder: Path, workspace: Workspace) -> str:
    """All that was found in the author's files, which stand in ``folder``, as lines; '' if nothing was."""
    line_of = _lines_of(workspace)
    shown: list[str] = []
    for diagnostic in list(diagnostics)[:MOST_SHOWN]:
        span = diagnostic.span
        named = replace(diagnostic, span=replace(span, file=(folder / span.file).as_posix()))
        shown.append(render(named, line_of(span.file, span.line)) + "\n")
    if len(diagnostics) > MOST_SHOWN:
        shown.append(f"... and {len(diagnostics) - MOST_SHOWN:,} more\n")
    return "".join(shown)


def complain(problem: str) -> None:
    """Say on the standard error what went wrong."""
    print(f"hefei-report: {problem}", file=sys.stderr)


def refuse(problem: str, status: int) -> int:
    """Complain, at the end of a command; returns ``status``, its exit code."""
    complain(problem)
    return status


def plural(number: int, noun: str) -> str:
    """ "1 error", "2 errors"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def verdict(errors: int, warnings: int) -> str:
    """ "2 errors, 1 warning", "0 warnings"."""
    return (plural(errors, "error") + ", " if errors else "") + plural(warnings, "warning")


def _lines_of(workspace: Workspace) -> Callable[[str, int], str | None]:
    """Lines of the author's files, each file read once."""
    files: dict[str, list[str]] = {}

    def line_of(file: str, line: int) -> str | None:
        if file not in files:
            try:
                files[file] = read_text(workspace, file).split("\n")
            except WorkspaceError:
                files[file] = []
        lines = files[file]
        return lines[line - 1] if 0 < line <= len(lines) else None

    return line_of
