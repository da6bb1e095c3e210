"""What may be said to ``trace``."""

from __future__ import annotations

import argparse
from pathlib import Path

from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class TraceArguments:
    """A finished file, and the number or fact in it that is asked for, or ''.

    ``manifest`` is None for the one that the file carries.
    """

    file: Path
    number: str
    json: bool
    manifest: Path | None


def add_trace_command(commands: argparse._SubParsersAction[argparse.ArgumentParser], epilog: str) -> None:
    """Add the command to the parser's."""
    trace = commands.add_parser(
        "trace",
        help="say where the numbers in a finished file come from",
        description="Read a finished PDF or PPTX, and say of every number in it what proves it.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    trace.add_argument("file", type=Path, metavar="FILE", help="a briefing (.pdf) or a deck (.pptx)")
    trace.add_argument(
        "number",
        nargs="?",
        default=None,
        type=_number,
        metavar="NUMBER",
        help="a number, or the id of a fact: all about it",
    )
    trace.add_argument(
        "--manifest", type=Path, metavar="FILE", help="go by this manifest, not by the one that the file carries"
    )
    trace.add_argument("--json", action="store_true", help="print JSON, for machines")


def trace_arguments(found: argparse.Namespace) -> TraceArguments:
    """The parsed command line."""
    return TraceArguments(found.file, found.number or "", found.json, found.manifest)


def _number(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise argparse.ArgumentTypeError(f"'{text}' is neither a number nor the id of a fact")
    return text
