"""Plans dots and bubbles, which differ only in what their areas say: things with a value on each of two axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, StatusName, status_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.framing import FrameFields, Ground, Place, read_framing
from hefei_report.charts.planning.highlights import Candidate, Highlight, stand_out
from hefei_report.charts.planning.inks import row_ink, status_legend
from hefei_report.charts.planning.measure import Measure, measure_in, measure_of
from hefei_report.charts.planning.ranges import Range, RangeFields, read_range
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.document.chartplan import Axis, ChartPlan, Dot, Dots, Ink, LegendEntry, Series, Status, Value
from hefei_report.document.labels import labels
from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_DOTS = 400
_ALL_NAMED = 20  # so many dots at most all bear their names; of more only those that matter


UNSAID = Amount(Span("", 1, 1))  # of a row that says nothing of its size; ``null`` says that it is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One thing with its values; ``named: true`` sets its name where only some have theirs."""

    span: Span
    label: Text
    x: Amount
    y: Amount
    size: Amount = UNSAID
    highlight: bool = False
    named: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DotFields(FrameFields):
    """Rows in ``data``, or a CSV file with its columns ``label``, ``x`` and ``y`` (bubbles: and ``size``).

    ``x-title`` and ``y-title`` say what the axes measure; ``unit`` is that of y, ``x-unit`` that of x. ``highlight``
    names one thing, ``names`` those that bear their name. ``x-minimum``, ``x-maximum`` and ``x-scale`` are for the
    axis of x what ``minimum``, ``maximum`` and ``scale`` are for that of y.
    """

    data: tuple[DotRow, ...] | Text
    x_title: Text
    y_title: Text
    x_unit: Text | None = None
    label: Text | None = None
    x: Text | None = None
    y: Text | None = None
    highlight: Highlight | None = None
    names: tuple[Text, ...] = ()
    x_minimum: Amount | None = None
    x_maximum: Amount | None = None
    x_scale: Text | None = None


@dataclass(frozen=True, slots=True)
class SizeFields:
    """What the areas of bubbles say: its name, its unit, and the column of a data file."""

    title: Text
    unit: Text | None
    column: Text | None


@dataclass(frozen=True, slots=True)
class Thing:
    """What an author wrote for one dot."""

    label: str
    span: Span
    x: Amount
    y: Amount
    size: Amount | None
    highlight: bool
    named: bool
    status: Status | None = None


def plan_dots(kind: str, fields: DotFields, context: PlanContext, sized: SizeFields | None = None) -> ChartPlan | None:
    """Dots on two axes with titles; None after reporting why there is nothing to draw."""
    things = _read(fields, sized, context)
    if things is None or not _is_drawable(things, sized, context):
        return None
    across = measure_in(fields.x_unit, [thing.x for thing in things], context)
    upright = measure_of([thing.y for thing in things], context)
    sizes = _sizes(things, sized, context) if sized else ()
    xs = tuple(across.value(thing.x, status=thing.status) for thing in things)
    ys = tuple(upright.value(thing.y, status=thing.status) for thing in things)
    things = _highlighted(things, xs, ys, fields.highlight, context)
    any_highlight = any(thing.highlight for thing in things)
    inks = [row_ink(thing.highlight, any_highlight) for thing in things]
    xs, ys = (tuple(replace(v, ink=ink) for v, ink in zip(row, inks, strict=True)) for row in (xs, ys))
    if not any(x.number is not None and y.number is not None for x, y in zip(xs, ys, strict=True)):
        context.diagnostics.error("empty", "this chart has no data", context.span, "add rows to 'data:'")
        return None
    names = (
        context.plain(fields.x_title),
        context.plain(fields.y_title),
        context.plain(sized.title if sized else None),
    )
    units = (across.name, upright.name, context.unit_name(sized.unit) if sized and sized.unit else "")
    signs = (across.sign, upright.sign, units[2])
    titles = [labels(context.language).comma.join(filter(None, pair)) for pair in zip(names, signs, strict=True)]
    framing = read_framing(fields, upright, context, grounded=False)
    level = RangeFields(minimum=fields.x_minimum, maximum=fields.x_maximum, scale=fields.x_scale)
    along = read_range(level, across, context, grounded=False)
    axes = _axis(xs, (), across, along), _axis(ys, framing.numbers, upright, framing.range)
    ground = _ground(things, xs, ys, axes[0])
    return ChartPlan(
        kind=kind,
        categories=tuple(thing.label for thing in things),
        series=tuple(
            Series(name, values, Ink.PRIMARY, unit=unit)
            for name, unit, values in zip(names, units, (xs, ys, sizes), strict=True)
            if values
        ),
        layers=framing.layers((_dots(things, xs, ys, sizes),), ground, axes[1], framing.breaks(ground)),
        x=replace(axes[0], title=titles[0]),
        y=replace(axes[1], title=titles[1]),
        legend=_size_legend(titles[2], sizes, context) + status_legend(ys, context.language, "dot"),
        aspect=0.66,
        remarks=(
            *framing.remarks(axes[1], upright),
            *along.remarks(axes[0], labels(context.language).level_axis, labels(context.language), across),
        ),
        language=context.language,
    )


# ---------------------------------------------------------------------------------------- reading data


def _read(fields: DotFields, sized: SizeFields | None, context: PlanContext) -> tuple[Thing, ...] | None:
    names = {name.value for name in fields.names}
    if isinstance(fields.data, Text):
        return _from_file(fields, fields.data, sized, names, context)
    things = tuple(
        Thing(
            context.plain(row.label),
            row.span,
            row.x,
            row.y,
            None if row.size is UNSAID else row.size,
            row.highlight,
            row.named or row.label.value in names,
            status_of(row.status),
        )
        for row in fields.data
    )
    return things if _are_known(fields, {row.label.value for row in fields.data}, context) else None


def _from_file(
    fields: DotFields, path: Text, sized: SizeFields | None, names: set[str], context: PlanContext
) -> tuple[Thing, ...] | None:
    wanted = (("label", fields.label), ("x", fields.x), ("y", fields.y), *((("size", sized.column),) if sized else ()))
    missing = [key for key, column in wanted if column is None]
    for key in missing:
        message = f"the key '{key}' is missing beside a data file"
        hint = f"add '{key}:' with the name of a column of the file"
        context.diagnostics.error("missing-key", message, path.span, hint)
    columns = tuple(column for _, column in wanted[1:] if column is not None)
    read = None if missing else read_columns(path, fields.label, columns, context, again=True)
    if read is None or not _are_known(fields, set(read.labels), context):
        return None
    rows = [amounts for _, amounts in read.series]
    sizes = rows[2] if sized else (None,) * len(read.labels)
    return tuple(
        Thing(label, x.span, x, y, size, False, label in names)
        for label, x, y, size in zip(read.labels, rows[0], rows[1], sizes, strict=True)
    )


def _highlighted(
    things: Sequence[Thing],
    xs: Sequence[Value],
    ys: Sequence[Value],
    highlight: Highlight | None,
    context: PlanContext,
) -> tuple[Thing, ...]:
    """``things``, of which some stand out; rules may ask of ``x`` and ``y``, which is their value."""
    candidates = [
        Candidate(thing.label, y.number, thing.highlight, more=(("x", x.number), ("y", y.number)))
        for thing, x, y in zip(things, xs, ys, strict=True)
    ]
    chosen = stand_out(highlight, candidates, context)
    return tuple(replace(thing, highlight=one) for thing, one in zip(things, chosen, strict=True))


def _are_known(fields: DotFields, labels: set[str], context: PlanContext) -> bool:
    """Whether everything that is to be named is there; reports what isn't."""
    unknown = [name for name in fields.names if name.value not in labels]
    for name in unknown:
        hint = did_you_mean(name.value, sorted(labels)) or "write the label of a row"
        context.diagnostics.error("bad-value", f"there is no '{name.value[:40]}' in the data", name.span, hint)
    return not unknown


def _is_drawable(things: Sequence[Thing], sized: SizeFields | None, context: PlanContext) -> bool:
    """Whether there are things, not too many, with sizes if these are asked for."""
    found = context.diagnostics
    if not things:
        found.error("empty", "this chart has no data", context.span, "add rows to 'data:'")
        return False
    if len(things) > MAX_DOTS:
        found.error("too-many-parts", f"{len(things)} dots", context.span, f"show the {MAX_DOTS} that matter")
        return False
    wrong = [thing for thing in things if (thing.size is None) is (sized is not None)]
    for thing in wrong:
        message = f"'{thing.label[:40]}' has {'no' if sized else 'a'} size"
        hint = "add 'size:', 'null' where it is missing" if sized else "use 'chart: bubble' to draw it"
        found.error("missing-value" if sized else "bad-value", message, thing.span, hint)
    return not wrong


def _sizes(things: Sequence[Thing], sized: SizeFields, context: PlanContext) -> tuple[Value, ...]:
    """What the areas say; a size below zero is reported, and missing."""
    amounts = [thing.size for thing in things if thing.size is not None]
    measure = measure_in(sized.unit, amounts, context)
    values = tuple(measure.value(amount) for amount in amounts)
    for amount, value in zip(amounts, values, strict=True):
        if value.number is not None and value.number < 0:
            hint = "an area can't be below zero; draw it with 'chart: scatter'"
            context.diagnostics.error("bad-number", "a size can't be negative", amount.span, hint)
    return tuple(Value(None) if value.number is not None and value.number < 0 else value for value in values)


# -------------------------------------------------------------------------------------------- planning


def _ground(things: Sequence[Thing], xs: Sequence[Value], ys: Sequence[Value], axis: Axis) -> Ground:
    """The things by their labels, and the numbers on the axis of x."""
    pairs = zip(things, xs, ys, strict=True)
    places = {
        thing.label: Place("", x.number, y.number)
        for thing, x, y in pairs
        if x.number is not None and y.number is not None
    }

    def at(label: str) -> Decimal | None:
        number = places[label].x if label in places else decimal_of(label)
        return number if number is not None and axis.minimum <= number <= axis.maximum else None

    def marks(label: str) -> list[Place]:
        return [places[label]] if label in places else []

    return Ground(tuple(places), at, marks, axis.minimum, axis.maximum)


def _axis(values: Sequence[Value], also: Sequence[Decimal | None], measure: Measure, range: Range) -> Axis:
    return measure.in_words(range.axis([*(value.number for value in values), *also], measure.text, count=5))


def _dots(things: Sequence[Thing], xs: Sequence[Value], ys: Sequence[Value], sizes: Sequence[Value]) -> Dots:
    """Every dot; names for all if they are few, else for what matters."""
    chosen = any(thing.named for thing in things)
    few = len(things) <= _ALL_NAMED and not chosen
    found = tuple(
        Dot(
            replace(x, text=""),
            replace(y, text=""),
            thing.label if few or thing.named or thing.highlight else "",
            size,
        )
        for thing, x, y, size in zip(things, xs, ys, sizes or (None,) * len(things), strict=True)
    )
    largest = max((size.number for size in sizes if size.number is not None), default=Decimal(1)) if sizes else None
    return Dots(found, largest)


def _size_legend(measured: str, sizes: Sequence[Value], context: PlanContext) -> tuple[LegendEntry, ...]:
    """What the areas of bubbles stand for, and how much the largest does: by it the others are read."""
    words = labels(context.language)
    known = [size for size in sizes if size.number is not None]
    if not measured:
        return ()
    text = words.area_of.format(measure=measured)
    if known:
        text += words.largest.format(value=max(known, key=lambda size: size.number or Decimal(0)).text)
    return (LegendEntry(text, Ink.CONTEXT, shape="dot"),)
