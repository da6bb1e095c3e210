"""What a figure gives its chart to draw: fields that are bound at once, or that wait for a table to be read."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from hefei_report.charts.kind import ChartKind, PlanContext
from hefei_report.charts.planning.data import Amount
from hefei_report.charts.tables.binding import Table, is_long, shown, table_in, with_rows
from hefei_report.charts.tables.frame import Frame
from hefei_report.charts.tables.marks import Marking
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.chartplan import ChartPlan
from hefei_report.outline.nodes import Mapping, Scalar
from hefei_report.outline.schema import UNFIT, Binder
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_LOSING = {"unknown-key", "missing-key", "wrong-type"}  # complaints after which something of an author's isn't there
_LOST = {  # what such a gap makes of the rest is no mistake of theirs
    *("empty", "missing-key", "missing-value", "wrong-length"),
    *("bad-date", "bad-value", "too-many-parts"),  # which compare with what isn't there
}


@dataclass(frozen=True, slots=True)
class ChartData:
    """``fields`` are those of the kind of chart, None while they wait for ``table``; ``cited`` are rows' sources.

    ``lossy`` says that not everything that is written could be bound, which is reported.
    """

    node: Mapping
    anchor: Span
    own: Collection[str]
    fields: Any
    table: Table | None = None
    cited: tuple[Text, ...] = ()
    lossy: bool = False

    @classmethod
    def of(cls, kind: ChartKind, node: Mapping, anchor: Span, own: Collection[str], binder: Binder) -> ChartData | None:
        """From a figure, whose keys in ``own`` are not the chart's; None after a complaint that leaves nothing."""
        table = table_in(kind.fields, node, binder)
        data = cls(node, anchor, own, None, table)
        return data if table else data._bound(kind, node, binder)

    def _bound(self, kind: ChartKind, node: Mapping, binder: Binder) -> ChartData | None:
        found = Diagnostics(binder.diagnostics.draft)
        marking = Marking(Binder(found))
        fields = marking.binder.record(kind.fields, marking.figure(kind.fields, node), self.anchor, also=self.own)
        for diagnostic in found:
            binder.diagnostics.add(diagnostic)
        if fields is UNFIT or (len(found) and _is_bare(fields)):
            return None
        lossy = any(diagnostic.code in _LOSING for diagnostic in found)
        return replace(self, fields=fields, cited=tuple(marking.cited), lossy=lossy)


def planned(kind: ChartKind, data: ChartData, context: PlanContext) -> tuple[ChartPlan | None, tuple[Text, ...]]:
    """The plan, and the sources that its rows name; None after a complaint."""
    if data.table is None:
        return _plan(kind, data, None, context), data.cited
    frame = shown(data.table, context)
    if frame is None:
        return None, ()
    node = with_rows(data.node, kind.fields, data.table, frame, context)
    bound = None if node is None else data._bound(kind, node, Binder(context.diagnostics))
    if bound is None:
        return None, ()
    by_columns = data.table.row is None and not is_long(kind.fields, data.table, frame)
    plan = _plan(kind, bound, frame if by_columns else None, context)
    cited = _sources(frame) if by_columns else bound.cited
    return (replace(plan, remarks=(*plan.remarks, *frame.remarks)) if plan else None), cited


def _plan(kind: ChartKind, data: ChartData, frame: Frame | None, context: PlanContext) -> ChartPlan | None:
    """The plan; what is complained about only because something can't be read is not told."""
    aside = Diagnostics(context.diagnostics.draft)
    plan = kind.plan(data.fields, context.reading(frame, aside))
    lines = {(span.file, span.line) for span in _unread(data.fields)} if len(aside) else set()
    for diagnostic in aside:
        lost = data.lossy and diagnostic.code in _LOST
        if not lost and (diagnostic.span.file, diagnostic.span.line) not in lines:
            context.diagnostics.add(diagnostic)
    return plan


def _unread(value: Any) -> Iterator[Span]:
    """The places of amounts that could not be read, and of their rows."""
    amounts = [amount for amount in _own_amounts(value) if amount.unread]
    if amounts and hasattr(value, "span"):
        yield value.span
    yield from (amount.span for amount in amounts)
    for inner in _parts(value):
        yield from _unread(inner)


def _sources(frame: Frame) -> tuple[Text, ...]:
    """What the rows say in a column of sources."""
    cells = (record.get("source") for record in frame.records)
    return tuple(Text.of(cell) for cell in cells if isinstance(cell, Scalar) and not cell.is_null)


def _is_bare(fields: Any) -> bool:
    """Whether no list of a chart's fields has anything in it, or no number: what was there could not be read."""
    values = [getattr(fields, field.name) for field in dataclasses.fields(fields)]
    if not any(isinstance(value, tuple) and value for value in values):
        return True
    amounts = list(_amounts(fields))
    return bool(amounts) and not any(amount.is_known for amount in amounts)


def _amounts(value: Any) -> Iterator[Amount]:
    """All amounts in a chart's fields."""
    if isinstance(value, Amount):
        yield value
    for inner in _parts(value):
        yield from _amounts(inner)


def _own_amounts(value: Any) -> list[Amount]:
    """The amounts that stand in a row itself, or in a list of it."""
    lists = (part if isinstance(part, tuple) else (part,) for part in _parts(value))
    return [amount for amounts in lists for amount in amounts if isinstance(amount, Amount)]


def _parts(value: Any) -> tuple[Any, ...]:
    """What is directly in a list, or in the fields of a row."""
    if isinstance(value, tuple):
        return value
    if not dataclasses.is_dataclass(value) or isinstance(value, Text | Span | Amount):
        return ()
    return tuple(getattr(value, field.name) for field in dataclasses.fields(value))
