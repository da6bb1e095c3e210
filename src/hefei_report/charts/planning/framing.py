"""Reads what authors set on the frame of a chart, whatever its kind: reference lines, bands, notes and breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, Reference
from hefei_report.charts.planning.measure import Measure
from hefei_report.charts.planning.ranges import Range, RangeFields, read_range
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.document.chartplan import Axis, Break, Callout, Layer, Rule, Value, Zone
from hefei_report.document.labels import labels
from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_NOTES = 6  # of each sort; more than so many lines, bands or notes leave the data no room
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class BandFields:
    """A shaded stretch behind the data, from one x to another; with ``axis: y`` from one value to another.

    Without ``from`` or ``to`` it reaches to the end of the axis.
    """

    span: Span
    from_: Text | None = None
    to: Text | None = None
    label: Text | None = None
    axis: Literal["x", "y"] = "x"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationFields:
    """A note at the x ``at``: beside the value there (of ``series`` if there are several), or at the value ``y``."""

    span: Span
    at: Text
    text: Text
    y: Amount | None = None
    series: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakFields:
    """Where a series was revised or redefined: its first value is that of ``before``."""

    span: Span
    before: Text
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameFields(RangeFields):
    """What may stand on the axes of any kind of chart that has some."""

    reference: tuple[Reference, ...] = ()
    bands: tuple[BandFields, ...] = ()
    annotations: tuple[AnnotationFields, ...] = ()
    breaks: tuple[BreakFields, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A mark of a chart that a note may be about: where it is on the other axis, and its value."""

    series: str
    x: Decimal
    y: Decimal
    secondary: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What is on the axes: ``at`` says where an x is (None where it isn't), ``labels`` are the x that there are.

    ``marks`` gives the marks at an x. ``low`` and ``high`` are the ends of the axis of x; on one of ``slots`` a band
    takes whole slots. Lying, x runs downwards and values to the right.
    """

    labels: Sequence[str]
    at: Callable[[str], Decimal | None]
    marks: Callable[[str], Sequence[Place]]
    low: Decimal
    high: Decimal
    slots: bool = False
    lying: bool = False


def slots_ground(
    labels: Sequence[str], marks: Callable[[int], Sequence[Place]], *, lying: bool = False, names: Sequence[str] = ()
) -> Ground:
    """The ground of a chart over categories; ``names`` are what authors may call them, too."""
    known = {name: slot for row in (names, labels) for slot, name in enumerate(row)}

    def at(label: str) -> Decimal | None:
        return Decimal(known[label]) if label in known else None

    low, high = -_HALF, len(labels) - _HALF
    return Ground(tuple(labels), at, lambda label: marks(known[label]), low, high, slots=True, lying=lying)


@dataclass(frozen=True, slots=True)
class Framing:
    """What authors set on a frame: complete but for what depends on its axes."""

    fields: FrameFields
    context: PlanContext
    rules: tuple[Rule, ...]
    ranges: tuple[tuple[BandFields, tuple[Value | None, Value | None]], ...]
    heights: tuple[Value | None, ...]  # of the notes, None where one stands beside its mark
    range: Range

    def remarks(self, axis: Axis, measure: Measure, *, upright: bool = True) -> tuple[str, ...]:
        """What a reader must be told of the value axis."""
        words = labels(self.context.language)
        return self.range.remarks(axis, words.upright_axis if upright else words.level_axis, words, measure)

    @property
    def numbers(self) -> list[Decimal | None]:
        """What the value axis must show beside the data."""
        ends = [end.number for _, pair in self.ranges for end in pair if end is not None]
        heights = (y.number for y in self.heights if y)
        return [*(rule.at for rule in self.rules), *ends, *heights, self.range.minimum, self.range.maximum]

    def layers(
        self, marks: Sequence[Layer], ground: Ground, values: Axis, breaks: Sequence[Break]
    ) -> tuple[Layer, ...]:
        """``marks`` with what is behind and before them on the frame, in that order; ``breaks`` are those found."""
        zones = (*self._value_zones(values), *self._zones(ground))
        return (*zones, *marks, *breaks, *self.rules, *self._callouts(ground))

    def breaks(self, ground: Ground) -> tuple[Break, ...]:
        """Where a series changes."""
        found = []
        for entry in self.fields.breaks:
            at = _place(entry.before, ground, self.context, "write the x of the first value after the break")
            if at is not None:
                found.append(Break(at, self.context.plain(entry.label)))
        return tuple(found)

    def _value_zones(self, axis: Axis) -> list[Zone]:
        zones = []
        for entry, (low, high) in self.ranges:
            start = low.number if low and low.number is not None else axis.minimum
            end = high.number if high and high.number is not None else axis.maximum
            facts = tuple(value.fact for value in (low, high) if value and value.fact)
            if _is_ordered(start, end, entry, self.context):
                zones.append(Zone(start, end, self.context.plain(entry.label), facts=facts))
        return zones

    def _zones(self, ground: Ground) -> list[Zone]:
        zones = []
        half = _HALF if ground.slots else Decimal(0)
        for entry in self.fields.bands:
            if entry.axis == "y":
                continue
            hint = "write an x of the data, or a moment between two"
            ends = [_place(end, ground, self.context, hint) if end else None for end in (entry.from_, entry.to)]
            if any(end is None and given for end, given in zip(ends, (entry.from_, entry.to), strict=True)):
                continue
            start = ends[0] - half if ends[0] is not None else ground.low
            end = ends[1] + half if ends[1] is not None else ground.high
            if _is_ordered(start, end, entry, self.context):
                zones.append(Zone(start, end, self.context.plain(entry.label), across=True))
        return zones

    def _callouts(self, ground: Ground) -> list[Callout]:
        notes = zip(self.fields.annotations, self.heights, strict=True)
        found = (_callout(entry, y, ground, self.context) for entry, y in notes)
        return [callout for callout in found if callout is not None]


def read_framing(fields: FrameFields, measure: Measure, context: PlanContext, *, grounded: bool = True) -> Framing:
    """What stands on the frame of a chart whose values are in ``measure``; what is wrong with it is reported.

    Marks that are ``grounded`` stand on zero: bars, columns, areas.
    """
    _count(fields, context)
    rules = []
    for reference in fields.reference:
        value = measure.value(reference.value)
        if value.number is not None:
            rules.append(rule_of(reference, value, context))
    ranges = []
    for entry in fields.bands:
        if entry.from_ is None and entry.to is None:
            hint = "add 'from:', 'to:' or both"
            context.diagnostics.error("missing-key", "this band has no ends", entry.span, hint)
        elif entry.axis == "y":
            ranges.append((entry, (_end(entry.from_, measure, context), _end(entry.to, measure, context))))
    heights = tuple(measure.value(entry.y) if entry.y else None for entry in fields.annotations)
    own = read_range(fields, measure, context, grounded=grounded)
    return Framing(fields, context, tuple(rules), tuple(ranges), heights, own)


def rule_of(reference: Reference, value: Value, context: PlanContext) -> Rule:
    """The reference line: its label, with the number unless the label has it."""
    label = context.plain(reference.label)
    text = label if not value.text or value.text in label else f"{label} {value.text}"
    return Rule(value.number or Decimal(0), text, value.status, fact=value.fact, cited=value.cited)


def _count(fields: FrameFields, context: PlanContext) -> None:
    """Reports more reference lines, bands or notes than a reader can take in."""
    for key in ("reference", "bands", "annotations", "breaks"):
        entries = getattr(fields, key)
        if len(entries) > MAX_NOTES:
            hint = f"keep the {MAX_NOTES} that matter"
            context.diagnostics.error("too-many-parts", f"{len(entries)} in '{key}:'", entries[MAX_NOTES].span, hint)


def _end(text: Text | None, measure: Measure, context: PlanContext) -> Value | None:
    """One end of a stretch of values: a number or a fact; None where it is open, or after a complaint."""
    if text is None:
        return None
    amount = Amount.of(text)
    number = decimal_of(text.value.strip()) if amount is None else None
    if amount is None and number is None:
        hint = "write digits with a point, or 'fact:' and the id of a fact; leave out 'axis: y' for a stretch of x"
        context.diagnostics.error("bad-number", f"'{text.value[:40]}' is no number", text.span, hint)
        return None
    return measure.value(amount or Amount(text.span, number))


def _is_ordered(start: Decimal, end: Decimal, entry: BandFields, context: PlanContext) -> bool:
    """Whether a band has a width; reports one that ends before it begins."""
    if start < end:
        return True
    message, hint = "this band ends where it begins, or before", "write the smaller end in 'from:', the larger in 'to:'"
    context.diagnostics.error("bad-value", message, entry.span, hint)
    return False


def _place(text: Text, ground: Ground, context: PlanContext, hint: str) -> Decimal | None:
    """Where an x is, or None after a complaint."""
    label = _label(text, ground, context)
    at = ground.at(label)
    if at is None:
        near = did_you_mean(label, ground.labels) if ground.slots else ""
        context.diagnostics.error("bad-value", f"'{label[:40]}' is not on this axis", text.span, near or hint)
    return at


def _label(text: Text, ground: Ground, context: PlanContext) -> str:
    """An x as the data has it; where it is a number it isn't printed, so nothing need prove it."""
    written = text.value.strip()
    return written if ground.at(written) is not None else context.plain(text)


def _callout(entry: AnnotationFields, y: Value | None, ground: Ground, context: PlanContext) -> Callout | None:
    at = _place(entry.at, ground, context, "write an x of the data")
    if at is None:
        return None
    note = context.plain(entry.text)
    if y is not None and y.number is not None:
        return _turned(Callout(at, y.number, note), ground)
    mark = _mark(entry, ground, context)
    return _turned(Callout(mark.x, mark.y, note, mark.secondary), ground) if mark else None


def _turned(callout: Callout, ground: Ground) -> Callout:
    return Callout(callout.y, callout.x, callout.text) if ground.lying else callout


def _mark(entry: AnnotationFields, ground: Ground, context: PlanContext) -> Place | None:
    """The mark that a note is about, the highest if there are several; None after a complaint."""
    label, found = _label(entry.at, ground, context), context.diagnostics
    marks = list(ground.marks(label))
    if not marks:
        hint = "add 'y:', the value beside which the note stands"
        found.error("missing-value", f"there is no value at '{label[:40]}'", entry.at.span, hint)
        return None
    if entry.series is None:
        return max(marks, key=lambda mark: mark.y)
    name = context.plain(entry.series)
    chosen = next((mark for mark in marks if mark.series == name), None)
    if chosen is None:
        hint = did_you_mean(name, [mark.series for mark in marks if mark.series]) or "leave out 'series:'"
        found.error("bad-value", f"'{name[:40]}' has no value at '{label[:40]}'", entry.series.span, hint)
    return chosen
