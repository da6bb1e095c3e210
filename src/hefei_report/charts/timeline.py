"""``timeline``: dated events along a line of time.

Use it for what happened when. For tasks that take their time draw a gantt chart.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, StatusName, status_of
from hefei_report.charts.planning.dates import year_of
from hefei_report.charts.planning.highlights import Candidate, Highlight, stand_out
from hefei_report.charts.planning.inks import status_legend
from hefei_report.charts.planning.scales import ROW_ASPECT
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import ChartPlan, Event, Events, Ink, LegendEntry, Status, Value
from hefei_report.evidence.numbers import partial_date_text
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_EVENTS = 40
EXAMPLE = """
figure:
  id: fig-story
  chart: timeline
  title: The university came first, industry a generation later
  caption: Turning points, 1970 to 2025
  alt: Timeline of four events from the arrival of a university to a target for 2025.
  width: full
  events:
    - {date: 1970, text: A university moves in}
    - {date: late 1970s, at: 1978, text: Household appliances take off}
    - {date: 2008-09, text: "The city brings in its first display maker", highlight: true}
    - {date: 2025, text: "Two million vehicles a year", status: target}
  source: "[@history-2020]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """An event. ``at`` is the year for a ``date`` in words ("late 1970s")."""

    span: Span
    date: Text
    text: Text
    at: Amount | None = None
    highlight: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The events, in any order. ``highlight`` names them by their texts or dates, or is a rule about ``date``."""

    events: tuple[EventFields, ...]
    highlight: Highlight | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """The events in the order of time, or None after reporting why there are none to draw."""
    chosen = _chosen(fields, context)
    events = [_event(event, one, context) for event, one in zip(fields.events, chosen, strict=True)]
    if not events:
        context.diagnostics.error("empty", "this timeline has no events", context.span, "add some to 'events:'")
        return None
    if len(events) > MAX_EVENTS:
        hint = f"show the {MAX_EVENTS} that matter"
        context.diagnostics.error("too-many-parts", f"{len(events)} events", context.span, hint)
        return None
    known = sorted((event for event in events if event is not None), key=lambda event: event.when)
    if len(known) < len(events):
        return None
    return ChartPlan(
        kind="timeline",
        categories=tuple(event.date for event in known),
        series=(),
        layers=(Events(tuple(known)),),
        legend=_legend(known, context),
        aspect=ROW_ASPECT * (1 + len(known)),
        language=context.language,
    )


def _chosen(fields: Fields, context: PlanContext) -> list[bool]:
    """Which events stand out."""
    candidates = []
    for event in fields.events:
        date = event.date.value.strip()
        candidates.append(Candidate(event.text.value, None, event.highlight, date, (("date", date),)))
    return stand_out(fields.highlight, candidates, context)


def _event(fields: EventFields, chosen: bool, context: PlanContext) -> Event | None:
    date = context.plain(fields.date)
    when = fields.at.number if fields.at is not None else year_of(date)
    text = context.plain(fields.text)
    if when is None:
        hint = "write 2008, 2008-09 or 2008-09-15; for a date in words add the year, as in 'at: 1978'"
        context.diagnostics.error("bad-date", f"'{date[:40]}' has no place in time", fields.date.span, hint)
        return None
    ink = Ink.ACCENT if chosen else Ink.PRIMARY
    return Event(when, partial_date_text(date, context.language), text, ink, status_of(fields.status) or Status.ACTUAL)


def _legend(events: list[Event], context: PlanContext) -> tuple[LegendEntry, ...]:
    values = [Value(event.when, "", Ink.PRIMARY, event.status) for event in events]
    return status_legend(values, context.language, "dot")
