"""What may be said on the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hefei_report import __version__
from hefei_report.records import dataclass

if TYPE_CHECKING:
    from hefei_report.cli.furtherarguments import FurtherArguments

DEFAULT_OUTLINE = Path("spec/briefing.yaml")
DEFAULT_OUTPUT = Path("dist")
MEDIA_NAMES = ("briefing", "deck")
_OF_OUTLINES = ("build", "check")

_EXAMPLES = """\
examples:
  hefei-report build                                  spec/briefing.yaml to dist/
  hefei-report build report.yaml --to deck            the deck only
  hefei-report build report.yaml --output-dir out     somewhere else
  hefei-report build --draft                          while facts are still missing; every page says so
  hefei-report build reports/*.yaml --jobs 4          many outlines, four at a time
  hefei-report check report.yaml                      only look for mistakes; nothing is written
  hefei-report verify report.yaml                     hold the facts against the archived sources
  hefei-report trace dist/hefei-briefing.pdf 257.2    where a number in a finished file comes from
  hefei-report template check brand.pptx              which of its layouts a deck would be set on
  hefei-report figure fig-exports --to png            one figure as a file of its own
  hefei-report kinds waterfall                        what a kind of chart is for, its keys, an example

exit codes: 0 done; 1 the outline has mistakes, or a number in a file is not proven; 2 wrong usage
"""


@dataclass(frozen=True, slots=True)
class Arguments:
    """A parsed command line. ``media`` are names out of MEDIA_NAMES, in that order.

    ``jobs`` is how many processes may work at a time, or None for as many as there are processors.
    """

    command: str
    outlines: tuple[Path, ...]
    media: tuple[str, ...] = MEDIA_NAMES
    output: Path = DEFAULT_OUTPUT
    draft: bool = False
    strict: bool = False
    quiet: bool = False
    jobs: int | None = None


def parsed(argv: Sequence[str]) -> Arguments | FurtherArguments:
    """The command line as arguments. Prints and raises SystemExit for --help, --version and wrong usage."""
    parser = _parser(all_commands=not argv or argv[0] not in _OF_OUTLINES)
    found, more = parser.parse_known_args(argv)
    if found.command not in _OF_OUTLINES:
        from hefei_report.cli.furtherarguments import further_arguments

        return further_arguments(parser, found, more)
    if any(name.startswith("-") for name in more):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    return _of_outlines(found, (*found.outlines, *map(Path, more)))


def _of_outlines(found: argparse.Namespace, outlines: tuple[Path, ...]) -> Arguments:
    options = {key: value for key, value in vars(found).items() if key != "outlines"}
    return Arguments(outlines=outlines or (DEFAULT_OUTLINE,), **options)


def _parser(*, all_commands: bool) -> argparse.ArgumentParser:
    """The parser of all commands, or of ``build`` and ``check`` alone, which is made in a third of the time."""
    parser = argparse.ArgumentParser(
        prog="hefei-report",
        description="Turn a YAML outline with its facts and sources into a PDF briefing and a PowerPoint deck.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"hefei-report {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = _command(commands, "build", "write the publications")
    build.add_argument(
        "--to",
        dest="media",
        type=_media,
        default=MEDIA_NAMES,
        metavar="MEDIA",
        help="what to write: briefing, deck, or both with a comma (default: both)",
    )
    build.add_argument(
        "--output-dir",
        dest="output",
        type=Path,
        default=DEFAULT_OUTPUT,
        metavar="DIR",
        help="where to (default: dist)",
    )
    _command(commands, "check", "look for mistakes, write nothing")
    if all_commands:
        from hefei_report.cli.furtherarguments import add_further_commands

        add_further_commands(commands, _EXAMPLES)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, what: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "outlines",
        type=Path,
        nargs="*",
        metavar="OUTLINE",
        help=f"an outline, or several (default: {DEFAULT_OUTLINE})",
    )
    command.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="how many processes work at a time (default: as many as there are processors)",
    )
    command.add_argument("--draft", action="store_true", help="go on where evidence is missing, and mark every page")
    command.add_argument("--strict", action="store_true", help="warnings count as errors")
    command.add_argument("--quiet", action="store_true", help="print diagnostics only")
    return command


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 to 999")
    return int(text)


def _media(text: str) -> tuple[str, ...]:
    wanted = [name.strip() for name in text.split(",")]
    unknown = [name for name in wanted if name not in MEDIA_NAMES]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(f"'{', '.join(unknown)}' is neither briefing nor deck")
    return tuple(name for name in MEDIA_NAMES if name in wanted)
