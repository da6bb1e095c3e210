"""Reads columns of a table by the names that a chart's own keys give: one of labels, one or more of numbers."""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, distinct, report_repeated
from hefei_report.charts.tables.binding import MARKS
from hefei_report.charts.tables.cells import Record
from hefei_report.charts.tables.fields import TableFields
from hefei_report.charts.tables.frame import Frame
from hefei_report.charts.tables.marks import marked
from hefei_report.diagnostics import did_you_mean
from hefei_report.outline.nodes import Scalar
from hefei_report.outline.schema import Binder
from hefei_report.outline.text import Text
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    """The labels, and for each column of numbers its name and amounts; ``texts`` are the labels with their places."""

    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Amount, ...]], ...]
    texts: tuple[Text, ...] = ()


def read_columns(
    path: Text, x: Text | None, y: tuple[Text, ...], context: PlanContext, *, again: bool = False
) -> Columns | None:
    """Columns ``x`` and ``y`` of the figure's table, or of the file ``path``; None after reporting what is wrong.

    Labels and columns may come ``again`` where its kind of chart says something of it itself, or can show both.
    """
    if x is None or not y:
        missing = "x" if x is None else "y"
        hint = f"add '{missing}:' with the name of a column of the file"
        context.diagnostics.error("missing-key", f"the key '{missing}' is missing beside a data file", path.span, hint)
        return None
    from hefei_report.charts.tables.reading import read_frame

    frame = context.frame or read_frame(TableFields(span=path.span, file=path), context)
    absent = [name for name in (x, *y) if not _has(name, frame, context)] if frame else []
    if frame is None or absent:
        return None
    texts = tuple(Text.of(_scalar(record, x.value)) for record in frame.records)
    labels = tuple(context.plain(text) for text in texts) if again else distinct(texts, context)
    if not again:
        report_repeated([name.value for name in y], [name.span for name in y], context.diagnostics, "series")
    series = tuple((name.value, _amounts(frame, name.value, context)) for name in y)
    amounts = [amount for _, column in series for amount in column]
    unreadable = any(amount.unread for amount in amounts) and not any(amount.is_known for amount in amounts)
    return None if unreadable else Columns(labels, series, texts)


def read_column(path: Text, name: Text | None, most: int, context: PlanContext) -> tuple[Amount, ...] | None:
    """The numbers under ``name``, in ``most`` rows; None after reporting what is wrong."""
    if name is None:
        hint = "add 'x:' with the name of a column of the file"
        context.diagnostics.error("missing-key", "the key 'x' is missing beside a data file", path.span, hint)
        return None
    from hefei_report.charts.tables.reading import read_frame

    frame = context.frame or read_frame(TableFields(span=path.span, file=path), context, most)
    return _amounts(frame, name.value, context) if frame and _has(name, frame, context) else None


def _has(name: Text, frame: Frame, context: PlanContext) -> bool:
    if name.value in frame.twice:
        hint = "give its columns different names"
        context.diagnostics.error("unknown-column", f"there are two columns '{name.value[:40]}'", name.span, hint)
    elif name.value not in frame.names:
        hint = did_you_mean(name.value, frame.names) or "the first line of the file names its columns"
        context.diagnostics.error("unknown-column", f"there is no column '{name.value[:40]}'", name.span, hint)
    else:
        return True
    return False


def _amounts(frame: Frame, name: str, context: PlanContext) -> tuple[Amount, ...]:
    """The amounts under ``name``; in a table that the author describes, rows may name their sources and units."""
    marks = MARKS if context.frame else ()
    binder = Binder(context.diagnostics)
    return tuple(_amount(record, name, marks, binder) for record in frame.records)


def _amount(record: Record, name: str, marks: tuple[str, ...], binder: Binder) -> Amount:
    scalar = _scalar(record, name)
    cells = {mark: record.get(mark) for mark in marks}
    said = {mark: cell for mark, cell in cells.items() if isinstance(cell, Scalar) and not cell.is_null}
    amount: Amount = Amount.bind_node(marked(scalar, said) if said else scalar, scalar.span, binder)
    return amount


def _scalar(record: Record, name: str) -> Scalar:
    cell = record[name]
    assert isinstance(cell, Scalar)  # cells of tables are
    return cell
