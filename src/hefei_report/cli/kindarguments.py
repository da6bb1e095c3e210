"""What may be said to ``kinds``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from hefei_report.cli.figurearguments import FORMS
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class KindArguments:
    """The kind of chart that is asked about, '' for a list of all; ``gallery`` is a folder for an outline of all.

    ``picture`` is a file for a drawing of the kind's example.
    """

    kind: str
    gallery: Path | None
    picture: Path | None


def add_kind_command(commands: argparse._SubParsersAction[argparse.ArgumentParser], epilog: str) -> None:
    """Add the command to the parser's."""
    kinds = commands.add_parser(
        "kinds",
        help="list the kinds of chart, or tell all about one",
        description="List the kinds of chart and what each is for, or tell all about one: its keys and an example.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    asked = kinds.add_mutually_exclusive_group()
    asked.add_argument("kind", nargs="?", default="", metavar="KIND", help="the kind to tell about, as in 'chart:'")
    asked.add_argument(
        "--gallery", type=Path, metavar="DIR", help="write an outline that shows every kind, to be built, into DIR"
    )
    kinds.add_argument(
        "--picture", type=_picture, metavar="FILE", help="draw the example of KIND as FILE (.svg, .png or .pdf)"
    )


def kind_arguments(found: argparse.Namespace, error: Callable[[str], NoReturn]) -> KindArguments:
    """The parsed command line; ``error`` ends it with what is wrong."""
    if found.picture is not None and not found.kind:
        error("--picture draws one kind: name it before")
    return KindArguments(found.kind, found.gallery, found.picture)


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower().removeprefix(".") not in FORMS:
        raise argparse.ArgumentTypeError(f"'{text}' ends neither in .svg nor in .png nor in .pdf")
    return path
