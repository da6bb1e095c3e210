"""What may be said to ``figure``."""

from __future__ import annotations

import argparse
import re
from decimal import Decimal
from pathlib import Path

from hefei_report.cli.arguments import DEFAULT_OUTLINE
from hefei_report.records import dataclass

FORMS = ("svg", "png", "pdf")
_MEDIA = ("briefing", "deck")
_POINTS = {"pt": Decimal(1), "px": Decimal("0.75"), "mm": Decimal(72) / Decimal("25.4"), "in": Decimal(72)}
_POINTS["cm"] = 10 * _POINTS["mm"]
_LENGTH = re.compile(rf"(\d{{1,5}}(?:\.\d{{1,3}})?)({'|'.join(_POINTS)})")
_NARROWEST, _WIDEST = 100, 3000  # points


@dataclass(frozen=True, slots=True)
class FigureArguments:
    """Which figure of which outline is to be written, as what.

    ``medium`` ("briefing", "deck") says in which look, ``width`` how wide in points (None: as there); ``bare`` leaves
    out title, caption and source. ``output`` is None for a file named after the figure.
    """

    id: str
    outline: Path
    form: str
    medium: str
    width: float | None
    output: Path | None
    bare: bool
    draft: bool
    quiet: bool


def add_figure_command(commands: argparse._SubParsersAction[argparse.ArgumentParser], epilog: str) -> None:
    """Add the command to the parser's."""
    figure = commands.add_parser(
        "figure",
        help="write one figure as a file of its own",
        description="Write one figure with its title, caption and source as a file of its own.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    figure.add_argument("id", metavar="ID", help="the figure's 'id:'")
    figure.add_argument(
        "outline", type=Path, nargs="?", default=DEFAULT_OUTLINE, help=f"the outline (default: {DEFAULT_OUTLINE})"
    )
    figure.add_argument("--to", choices=FORMS, default=None, help="the form (default: that of --output, else svg)")
    figure.add_argument("--medium", choices=_MEDIA, default="briefing", help="in whose type (default: briefing)")
    figure.add_argument("--width", type=_points, default=None, help="how wide: 160mm, 640px, 5in (default: as there)")
    figure.add_argument("--output", type=Path, metavar="FILE", default=None, help="where to (default: ID.svg)")
    figure.add_argument("--bare", action="store_true", help="the drawing alone, without title, caption and source")
    figure.add_argument("--draft", action="store_true", help="go on where evidence is missing")
    figure.add_argument("--quiet", action="store_true", help="print diagnostics only")


def figure_arguments(found: argparse.Namespace) -> FigureArguments:
    """The parsed command line."""
    named = found.output.suffix.lower().removeprefix(".") if found.output else ""
    form = found.to or (named if named in FORMS else FORMS[0])
    rest = (found.medium, found.width, found.output, found.bare, found.draft, found.quiet)
    return FigureArguments(found.id, found.outline, form, *rest)


def _points(text: str) -> float:
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"'{text}' is no length; write it as 160mm, 640px, 5in or 340pt")
    points = Decimal(match[1]) * _POINTS[match[2]]
    if not _NARROWEST <= points <= _WIDEST:
        raise argparse.ArgumentTypeError(f"a figure is {_NARROWEST}pt to {_WIDEST}pt wide, and '{text}' isn't")
    return float(points)
