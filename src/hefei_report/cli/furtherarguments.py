"""What may be said to the commands that neither build nor check: a build or a check gets by without knowing it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from hefei_report.cli.figurearguments import FigureArguments, add_figure_command, figure_arguments
from hefei_report.cli.kindarguments import KindArguments, add_kind_command, kind_arguments
from hefei_report.cli.proofarguments import PROOF_COMMANDS, ProofArguments, add_proof_commands, proof_arguments
from hefei_report.cli.templatearguments import TemplateArguments, add_template_command, template_arguments
from hefei_report.cli.tracearguments import TraceArguments, add_trace_command, trace_arguments

FurtherArguments = FigureArguments | KindArguments | ProofArguments | TemplateArguments | TraceArguments


def add_further_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], epilog: str) -> None:
    """Add these commands to the parser's."""
    add_proof_commands(commands)
    add_trace_command(commands, epilog)
    add_template_command(commands, epilog)
    add_figure_command(commands, epilog)
    add_kind_command(commands, epilog)


def further_arguments(
    parser: argparse.ArgumentParser, found: argparse.Namespace, more: Sequence[str]
) -> FurtherArguments:
    """What ``parser`` found, as arguments; ``more`` is what it could make nothing of."""
    if found.command in PROOF_COMMANDS and not any(name.startswith("-") for name in more):
        found.names += more  # names may stand on both sides of an option
        return proof_arguments(found, parser.error)
    if more:
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    if found.command == "template":
        return template_arguments(found)
    if found.command == "trace":
        return trace_arguments(found)
    if found.command == "figure":
        return figure_arguments(found)
    return kind_arguments(found, parser.error)
