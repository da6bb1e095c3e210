"""The layers of charts that tell of progress: stages that lose some, places that are won and lost, tasks in time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hefei_report.document.chartvalues import Ink, Label, Status, Value
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """What is left in slot ``slot``, and its ``rates``: of what was before, one for each heading of its funnel."""

    slot: int
    value: Value
    rates: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Funnel:
    """Stages on a vertical band, each a bar about the middle of the value axis, with columns of rates at the right."""

    stages: tuple[Stage, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Runner:
    """The places of one thing in the slots of a band, the first being 1; missing where it had none.

    ``name`` stands behind its last place; ``leading`` before its first one, '' where that would only repeat a name
    that is too long to be read twice.
    """

    name: str
    places: tuple[Value, ...]
    ink: Ink = Ink.PRIMARY
    leading: str = ""


@dataclass(frozen=True, slots=True)
class Race:
    """Places over time, in rows from the first to the last: the frame's y axis is inverted."""

    runners: tuple[Runner, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """What takes from ``start`` to ``end`` on an axis of time, in slot ``slot``; both are the same for a milestone.

    ``first`` and ``last`` are the author's dates, "2026-03" or "2026-03-15"; a month or a year ends when it is over.
    """

    slot: int
    start: Decimal
    end: Decimal
    first: str
    last: str
    ink: Ink = Ink.PRIMARY
    status: Status = Status.ACTUAL


@dataclass(frozen=True, slots=True)
class Schedule:
    """Tasks and milestones on a vertical band, in some slots of which stand the ``headings`` of those that follow.

    ``today`` is a moment with what it is called, None without one.
    """

    spans: tuple[Span, ...]
    headings: tuple[int, ...] = ()
    today: tuple[Decimal, str] | None = None


ProgressLayer = Funnel | Race | Schedule


def progress_labels(layer: ProgressLayer) -> Iterator[Label]:
    """The texts of ``layer`` in the order of its marks; '' where a mark has none."""
    match layer:
        case Funnel():
            for stage in layer.stages:
                yield from ((value.text, value.fact) for value in (stage.value, *stage.rates))
            yield from ((heading, None) for heading in layer.headings)
        case Race():
            for runner in layer.runners:
                yield from ((value.text, value.fact) for value in runner.places)
                yield from ((runner.name, None), (runner.leading, None))
        case Schedule():
            yield layer.today[1] if layer.today else "", None
