"""Whether readers can tell apart what a figure sets side by side, in the colours that it is really drawn in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import partial
from typing import Any

from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import ChartPlan, Ink
from hefei_report.document.model import Document, Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.theme.checking import MARKS, alike
from hefei_report.theme.tokens import Theme

_HINT = "choose colours that differ more in lightness, or let the chart have fewer series"
_ROLES = {Ink.CONTEXT: "the grey of context", Ink.ACCENT: "the highlighted one"}


def check_colours(
    document: Document, medium: Medium, theme: Theme, diagnostics: Diagnostics, memory: Memory = NO_MEMORY
) -> None:
    """Warn of each pair of colours in a figure of ``medium`` that some readers can hardly tell apart.

    Greys are told apart by their textures besides, which their own tests hold.
    """
    if theme.grey:
        return
    for block in blocks_of(document, medium):
        if isinstance(block, Figure):
            beside = memory.once("side by side", Same(block.plan), partial(side_by_side, block.plan))
            colours = {name: theme.inks[ink] for ink, name in beside.items()}
            for pair in alike(colours):
                message = f"in the {medium.value}, {pair.message}"
                diagnostics.warning("colours-alike", message, block.span, _HINT)


def side_by_side(plan: ChartPlan) -> dict[Ink, str]:
    """The colours of marks that ``plan`` draws, each with what it stands for first."""
    found: dict[Ink, str] = {}
    for ink, name in (*_inks(plan.legend, ""), *_inks(plan.layers, "")):
        if ink in MARKS and not found.get(ink):
            found[ink] = f"'{name}'" if name else ""
    return {ink: name or _ROLES.get(ink, f"the {ink.value} colour") for ink, name in found.items()}


def _inks(part: Any, name: str) -> Iterator[tuple[Ink, str]]:
    """The colour roles in a part of a plan, whatever layer it is, with the name of the mark that has them."""
    if isinstance(part, Ink):
        yield part, name
    elif isinstance(part, tuple):
        for each in part:
            yield from _inks(each, name)
    elif dataclasses.is_dataclass(part):
        name = getattr(part, "name", "") or name
        for field in dataclasses.fields(part):
            value = getattr(part, field.name)
            if not isinstance(value, str):
                yield from _inks(value, name)
