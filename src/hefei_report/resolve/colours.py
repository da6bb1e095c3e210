"""Whether readers can tell apart what a figure sets side by side, in the colours that it is really drawn in."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, cast

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
    _note_inks((plan.legend, plan.layers), "", found)
    return {ink: name or _ROLES.get(ink, f"the {ink.value} colour") for ink, name in found.items()}


def _note_inks(part: Any, name: str, found: dict[Ink, str]) -> None:
    """Note the colour roles in a part of a plan, whatever layer it is, with the name of the mark that has them."""
    if isinstance(part, Ink):
        if part in MARKS and not found.get(part):
            found[part] = f"'{name}'" if name else ""
        return
    parts_of = _parts_of(cast("Hashable", type(part)))
    if parts_of is not None:
        name = getattr(part, "name", "") or name
        for each in parts_of(part):
            _note_inks(each, name, found)


@functools.cache
def _parts_of(kind: Hashable) -> Callable[[Any], Iterable[Any]] | None:
    """What takes a value of this ``kind`` apart; None for what has no parts, as most of what a plan holds."""
    if issubclass(cast("type", kind), tuple):
        return iter
    if not dataclasses.is_dataclass(kind):
        return None
    names = [field.name for field in dataclasses.fields(cast("Any", kind))]
    return lambda part: [getattr(part, name) for name in names]
