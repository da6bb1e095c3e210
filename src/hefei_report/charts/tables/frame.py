"""Rows under names, and what authors do with them: choose, compute, put in order, keep the first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter

from hefei_report.charts.planning.conditionreading import read_condition
from hefei_report.charts.planning.conditions import Column, Condition
from hefei_report.charts.planning.dates import year_of
from hefei_report.charts.tables.cells import Cell, Record, remade
from hefei_report.charts.tables.ledger import Ledger
from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.document.labels import labels
from hefei_report.evidence.formula import FormulaError, evaluate, names_in
from hefei_report.evidence.intervals import Interval
from hefei_report.outline.nodes import Scalar
from hefei_report.outline.schema import Keyed
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_MOST_DIGITS = 15
_FORMULA_HINT = "a formula reads like round(share(part, whole), 0.1), with the names of columns"


@dataclass(frozen=True, slots=True)
class Frame:
    """``records`` with cells under ``names``; ``place`` is where the author asks for them.

    ``remarks`` says to the reader what isn't shown; names in ``twice`` are those of several columns.
    """

    place: Span
    names: tuple[str, ...]
    records: tuple[Record, ...]
    remarks: tuple[str, ...] = ()
    twice: frozenset[str] = frozenset()


# ---------------------------------------------------------------------------------------------- choosing


def read_conditions(where: Sequence[Text], names: Collection[str], found: Diagnostics) -> list[Condition] | None:
    """All conditions, or None after a complaint."""
    read = [read_condition(text, names, found) for text in where]
    return None if None in read else [condition for condition in read if condition is not None]


def names_of(condition: Condition) -> set[str]:
    """The columns that ``condition`` asks for."""
    found = {entry.name.value for entry in condition.comparisons}
    values = (value for entry in condition.comparisons for value in entry.values)
    return found | {value.name for value in values if isinstance(value, Column)}


def chosen(frame: Frame, conditions: Sequence[Condition], ledger: Ledger) -> Frame:
    """The rows that fulfil all of ``conditions``."""
    names = set().union(*map(names_of, conditions)) if conditions else set()

    def fits(record: Record) -> bool:
        row = {name: ledger.worth(record, name) for name in names}
        return all(condition.holds(row) for condition in conditions)

    return replace(frame, records=tuple(record for record in frame.records if fits(record)))


# --------------------------------------------------------------------------------------------- computing


def derived(frame: Frame, columns: Sequence[Keyed[Text]], ledger: Ledger) -> Frame | None:
    """``frame`` with computed columns, each of which the next one may use; None after a complaint."""
    for keyed in columns:
        values = _computed(frame, keyed.value, ledger)
        if values is None:
            return None
        records = tuple({**r, keyed.key.value: v} for r, v in zip(frame.records, values, strict=True))
        frame = replace(frame, names=tuple(dict.fromkeys((*frame.names, keyed.key.value))), records=records)
    return frame


def _computed(frame: Frame, formula: Text, ledger: Ledger) -> list[Scalar] | None:
    found = ledger.context.diagnostics
    try:
        names = names_in(formula.value)
        unknown = [name for name in names if name not in frame.names]
        for name in unknown:
            hint = did_you_mean(name, frame.names) or "give the column a name of one word under 'columns:'"
            found.error("unknown-column", f"there is no column '{name}'", _place_of(name, formula), hint)
        return None if unknown else [_result(record, formula, names, ledger) for record in frame.records]
    except FormulaError as problem:
        found.error("bad-formula", f"this formula: {problem}", formula.span, _FORMULA_HINT)
    return None


def _place_of(name: str, formula: Text) -> Span:
    return formula.at(max(0, formula.value.find(name)), len(name))


def _result(record: Record, formula: Text, names: Sequence[str], ledger: Ledger) -> Cell:
    """The value of ``formula`` in a row, missing where one of its columns is. Raises FormulaError."""
    numbers = {name: ledger.number(record, name) for name in names}
    cells = [cell for name in names if isinstance(cell := record.get(name), Scalar)]
    anchor = cells[0] if cells else formula.scalar
    if any(number is None for number in numbers.values()):
        return remade(anchor, "")
    known = {name: Interval.exactly(number) for name, number in numbers.items() if number is not None}
    try:
        value = evaluate(formula.value, known.__getitem__).value
    except FormulaError as problem:
        raise FormulaError(f"{problem} (in the row at {anchor.span})") from None
    text = format(value, "f")
    if len(text.strip("-0.").replace(".", "")) > _MOST_DIGITS:
        raise FormulaError(f"its result has more than {_MOST_DIGITS} digits; round it: round(..., 0.1)")
    return remade(anchor, text, ledger.made_from(cells))


# ---------------------------------------------------------------------------------------------- ordering


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by."""

    name: str
    falling: bool


def read_sort_keys(sort: Sequence[Text], names: Collection[str], found: Diagnostics) -> list[SortKey] | None:
    """The columns to sort by, ``-`` before those that fall; None after a complaint."""
    keys = []
    for text in sort:
        falling = text.value.startswith("-") and text.value not in names
        name = (text.slice(1, len(text.value)) if falling else text).stripped()
        if name.value not in names:
            hint = did_you_mean(name.value, names)
            found.error("unknown-column", f"there is no column '{name.value[:40]}'", name.span, hint)
            return None
        keys.append(SortKey(name.value, falling))
    return keys


def ordered(frame: Frame, keys: Sequence[SortKey], ledger: Ledger) -> Frame:
    """The rows by ``keys``, the first of which counts most; rows without a value come last, equal ones stay."""
    records = list(frame.records)
    for key in reversed(keys):
        known = [(_rank(worth), r) for r in records if (worth := ledger.worth(r, key.name)) is not None]
        missing = [record for record in records if ledger.worth(record, key.name) is None]
        known.sort(key=itemgetter(0), reverse=key.falling)
        records = [record for _, record in known] + missing
    return replace(frame, records=tuple(records))


def _rank(worth: Decimal | str) -> tuple[int, Decimal, str]:
    """Numbers and dates by their size, then texts."""
    number = worth if isinstance(worth, Decimal) else year_of(worth)
    return (1, Decimal(0), str(worth)) if number is None else (0, number, "")


def first(
    frame: Frame, most: int, other: Text | None, sum_up: Callable[[tuple[Record, ...]], Record], language: str
) -> Frame:
    """The first ``most`` rows and, with ``other``, one that sums up the rest; a single row left over stays itself."""
    kept, rest = frame.records[:most], frame.records[most:]
    if not rest or (other is not None and len(rest) == 1):
        return frame
    words = labels(language)
    if other is None:
        remark = words.shown_of.format(shown=len(kept), count=len(frame.records))
        return replace(frame, records=kept, remarks=(*frame.remarks, remark))
    remark = words.summed_up.format(name=other.value, count=len(rest))
    return replace(frame, records=(*kept, sum_up(rest)), remarks=(*frame.remarks, remark))
