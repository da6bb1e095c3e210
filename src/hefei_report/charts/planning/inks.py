"""Colour roles for series and parts: the accent is for what the author highlights, and for nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.document.chartplan import Ink, LegendEntry, Series, Status, Value
from hefei_report.document.labels import status_word

SERIES = (Ink.PRIMARY, Ink.SECOND, Ink.FOURTH, Ink.FIFTH, Ink.THIRD)
_PARTS = (Ink.PRIMARY, Ink.FIFTH, Ink.SECOND, Ink.FOURTH, Ink.THIRD)
MOST_PARTS = len(_PARTS) + 1  # that can be told apart: a colour each, and grey
_GREYS = ((), (Ink.CONTEXT,), (Ink.FIFTH, Ink.CONTEXT), (Ink.QUIET, Ink.FIFTH, Ink.CONTEXT))  # that can be told apart
_SHOWN = (Status.PRELIMINARY, Status.ESTIMATED, Status.TARGET)


def row_ink(highlight: bool, any_highlight: bool) -> Ink:
    """For values of one series: grey for context beside a highlighted one, else the first colour."""
    if highlight:
        return Ink.ACCENT
    return Ink.CONTEXT if any_highlight else Ink.PRIMARY


def series_inks(highlights: Sequence[bool]) -> tuple[Ink, ...]:
    """For lines, which bear their names: grey beside a highlighted one, else a colour each (five at most)."""
    if any(highlights):
        return tuple(row_ink(highlight, True) for highlight in highlights)
    return tuple(SERIES[number % len(SERIES)] for number in range(len(highlights)))


def part_inks(highlights: Sequence[bool]) -> tuple[Ink, ...]:
    """For parts and groups, which must be told apart: a colour each, grey for what comes after five.

    Up to three beside a highlighted one are greys. With more than :data:`MOST_PARTS` several are the same grey.
    """
    plain = [number for number, highlight in enumerate(highlights) if not highlight]
    colours = _GREYS[len(plain)] if any(highlights) and len(plain) < len(_GREYS) else _PARTS
    inks = dict.fromkeys(plain, Ink.CONTEXT) | dict(zip(plain, colours, strict=False))
    return tuple(inks.get(number, Ink.ACCENT) for number in range(len(highlights)))


def series_legend(series: Sequence[Series]) -> tuple[LegendEntry, ...]:
    """An entry for each of ``series``, which a painter may set beside its marks instead."""
    return tuple(LegendEntry(row.name, row.ink, series=number) for number, row in enumerate(series))


def status_legend(values: Sequence[Value], language: str, shape: str = "box") -> tuple[LegendEntry, ...]:
    """An entry for each way of drawing among ``values`` that says "not an actual value"."""
    found: list[LegendEntry] = []
    for status in _SHOWN:
        first = next((value for value in values if value.number is not None and value.status is status), None)
        if first is not None:
            found.append(LegendEntry(status_word(status, language), first.ink, status, shape))
    return tuple(found)
