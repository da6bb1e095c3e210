"""What may be said to ``template``."""

from __future__ import annotations

import argparse
from pathlib import Path

from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class TemplateArguments:
    """A template to look at, and where its preview goes, or None for no preview."""

    file: Path
    preview: Path | None
    quiet: bool


def add_template_command(commands: argparse._SubParsersAction[argparse.ArgumentParser], epilog: str) -> None:
    """Add the command to the parser's."""
    template = commands.add_parser("template", help="look at a PowerPoint template of your own", epilog=epilog)
    inner = template.add_subparsers(dest="template_command", required=True, metavar="COMMAND")
    check = inner.add_parser(
        "check",
        help="say which of its layouts is taken for what",
        description="Read a .pptx or .potx as 'deck: {template: FILE}' would, and say which of its layouts is taken\n"
        "for what, what is missing, and which fonts and colours it has.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("file", type=Path, metavar="FILE", help="the template (.pptx or .potx)")
    check.add_argument("--preview", type=Path, metavar="OUT.pptx", help="write a deck that shows each layout, labelled")
    check.add_argument("--quiet", action="store_true", help="print problems only")


def template_arguments(found: argparse.Namespace) -> TemplateArguments:
    """The parsed command line."""
    return TemplateArguments(found.file, found.preview, found.quiet)
