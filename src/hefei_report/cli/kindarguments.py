"""What may be said to ``kinds``."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KindArguments:
    """The kind of chart that is asked about, '' for a list of all; ``gallery`` is a folder for an outline of all."""

    kind: str
    gallery: Path | None


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


def kind_arguments(found: argparse.Namespace) -> KindArguments:
    """The parsed command line."""
    return KindArguments(found.kind, found.gallery)
