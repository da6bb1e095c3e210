"""``gantt``: when the tasks of a plan begin and end, to scale, with milestones and what is done of it.

Use it for a plan with a handful of tasks and its milestones. For events without length draw a timeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.calendar import calendar_axis, end_of
from hefei_report.charts.planning.dates import year_of
from hefei_report.charts.planning.highlights import Candidate, Highlight, stand_out
from hefei_report.charts.planning.inks import row_ink
from hefei_report.charts.planning.scales import ROW_ASPECT
from hefei_report.diagnostics import Span as Place
from hefei_report.document.chartplan import Band, ChartPlan, Ink, LegendEntry, Series, Status, Value
from hefei_report.document.labels import labels
from hefei_report.document.progresslayers import Schedule, Span
from hefei_report.evidence.numbers import partial_date_text
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_ROWS = 40
_DATE_HINT = "write a year, a month or a day: 2026, 2026-03 or 2026-03-15"
_STATUSES = {"done": Status.ACTUAL, "under-way": Status.PRELIMINARY, "planned": Status.TARGET}
EXAMPLE = """
figure:
  id: fig-plan
  chart: gantt
  title: The line opens once the tunnel is dry
  caption: Works on the new underground line
  alt: Plan of six works from January 2025 to June 2027; the tunnel takes longest, and the opening follows the tests.
  today: 2026-05-15
  tasks:
    - {label: Permits, start: 2025-01, end: 2025-06, status: done, group: Before the works}
    - {label: Contracts, start: 2025-05, end: 2025-09, status: done, group: Before the works}
    - {label: Tunnel, start: 2025-10, end: 2026-10, status: under-way, highlight: true, group: Works}
    - {label: Stations, start: 2026-03, end: 2027-02, status: under-way, group: Works}
    - {label: Tests, start: 2027-01, end: 2027-05, status: planned, group: Works}
    - {label: Opening, date: 2027-06-01, status: planned, group: Works}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFields:
    """A task from ``start`` to the end of ``end``, or a milestone at ``date``; ``group`` heads those that share it."""

    span: Place
    label: Text
    start: Text | None = None
    end: Text | None = None
    date: Text | None = None
    group: Text | None = None
    status: Literal["done", "under-way", "planned"] | None = None
    highlight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The tasks from the top down. ``today`` draws a line at that date. ``highlight`` names tasks, or is a rule about
    ``start``, ``end``, ``date``, ``group`` or ``status``.
    """

    tasks: tuple[TaskFields, ...]
    today: Text | None = None
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the chart: a task, or the heading of a group where ``task`` is None."""

    label: str
    task: TaskFields | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A bar for each task on an axis of time; None after a complaint."""
    rows = tuple(_rows(fields.tasks, context))
    if not _is_drawable(rows, context):
        return None
    inks = iter(_inks(rows, fields.highlight, context))
    spans = [_span(slot, row.task, next(inks), context) for slot, row in enumerate(rows) if row.task]
    known = tuple(span for span in spans if span is not None)
    today = _moment(fields.today, context) if fields.today else None
    if len(known) < len(spans) or (fields.today and today is None):
        return None
    moments = [moment for span in known for moment in (span.start, span.end)] + ([today] if today is not None else [])
    names = tuple(row.label for row in rows)
    return ChartPlan(
        kind="gantt",
        categories=names,
        series=_series(known, len(rows), context),
        layers=(
            Schedule(known, tuple(n for n, row in enumerate(rows) if row.task is None), _today(today, fields, context)),
        ),
        x=calendar_axis(min(moments), max(moments), context.language),
        y=Band(names),
        legend=_legend(fields.tasks, known, context),
        aspect=ROW_ASPECT * (2 + len(rows)),
        language=context.language,
    )


def _rows(tasks: Sequence[TaskFields], context: PlanContext) -> Iterator[Row]:
    """The tasks in the author's order, with a heading wherever another group begins."""
    group = ""
    for task in tasks:
        name = context.plain(task.group)
        if name and name != group:
            yield Row(name)
        group = name
        yield Row(context.plain(task.label), task)


def _inks(rows: Sequence[Row], highlight: Highlight | None, context: PlanContext) -> list[Ink]:
    """The colours of the tasks: grey beside those that stand out."""
    candidates = []
    for row, task in ((row, row.task) for row in rows if row.task):
        texts = {"start": task.start, "end": task.end, "date": task.date, "group": task.group}
        said = tuple((name, text.value.strip() if text else None) for name, text in texts.items())
        more = (*said, ("status", task.status))
        candidates.append(Candidate(row.label, None, task.highlight, task.label.value, more))
    chosen = stand_out(highlight, candidates, context)
    return [row_ink(one, any(chosen)) for one in chosen]


def _is_drawable(rows: Sequence[Row], context: PlanContext) -> bool:
    if not rows:
        context.diagnostics.error("empty", "this plan has no tasks", context.span, "add some to 'tasks:'")
    elif len(rows) > MAX_ROWS:
        hint = f"show the {MAX_ROWS} that matter; a heading takes a row, too"
        context.diagnostics.error("too-many-parts", f"{len(rows)} rows", context.span, hint)
    else:
        return True
    return False


def _span(slot: int, task: TaskFields, ink: Ink, context: PlanContext) -> Span | None:
    """The place of a task in time, or None after reporting what is wrong with its dates."""
    first, last = (task.date, task.date) if task.date else (task.start, task.end)
    if first is None or last is None or (task.date and (task.start or task.end)):
        hint = "write 'start:' and 'end:' for a task, or 'date:' for a milestone"
        message = f"'{context.plain(task.label)[:40]}' needs either two dates or one"
        context.diagnostics.error("missing-key", message, task.span, hint)
        return None
    start, end = _moment(first, context), _moment(last, context, over=task.date is None)
    if start is None or end is None:
        return None
    if end < start or (end == start and not task.date):
        message = f"'{context.plain(task.label)[:40]}' ends before it begins"
        context.diagnostics.error("bad-value", message, last.span, "swap 'start:' and 'end:', or mend one of them")
        return None
    texts = (first.value.strip(), last.value.strip())
    status = _STATUSES[task.status] if task.status else Status.ACTUAL
    return Span(slot, start, end, *texts, ink, status)


def _moment(text: Text, context: PlanContext, *, over: bool = False) -> Decimal | None:
    """When ``text`` begins, or is ``over``; None after a complaint."""
    moment = end_of(text.value) if over else year_of(text.value)
    if moment is None:
        context.diagnostics.error("bad-date", f"'{text.value[:40]}' is no date", text.span, _DATE_HINT)
    return moment


def _today(moment: Decimal | None, fields: Fields, context: PlanContext) -> tuple[Decimal, str] | None:
    if moment is None or fields.today is None:
        return None
    date = partial_date_text(fields.today.value.strip(), context.language)
    return moment, labels(context.language).as_of.format(date=date)


def _series(spans: Sequence[Span], rows: int, context: PlanContext) -> tuple[Series, ...]:
    """When the task of each row begins and ends; a heading has no dates."""
    words = labels(context.language)
    starts, ends = [Value(None)] * rows, [Value(None)] * rows
    for span in spans:
        first, last = (partial_date_text(text, context.language) for text in (span.first, span.last))
        starts[span.slot] = Value(span.start, first, span.ink, span.status)
        ends[span.slot] = Value(span.end, last, span.ink, span.status)
    return Series(words.start, tuple(starts)), Series(words.end, tuple(ends))


def _legend(tasks: Sequence[TaskFields], spans: Sequence[Span], context: PlanContext) -> tuple[LegendEntry, ...]:
    """What the looks of bars say, where authors say what is done."""
    words = labels(context.language)
    names = {"done": words.done, "under-way": words.under_way, "planned": words.planned}
    ink = Ink.CONTEXT if any(span.ink is Ink.CONTEXT for span in spans) else spans[0].ink
    used = {task.status for task in tasks}
    return tuple(LegendEntry(names[name], ink, status) for name, status in _STATUSES.items() if name in used)
