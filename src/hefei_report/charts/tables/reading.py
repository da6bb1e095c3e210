"""Chooses, sums up and collects the rows of a table while they come, within bounds, and says why there are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from itertools import chain

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.conditions import Cell as Worth
from hefei_report.charts.planning.conditions import Condition
from hefei_report.charts.tables.cells import RawRow, Record, Unreadable
from hefei_report.charts.tables.fields import TableFields
from hefei_report.charts.tables.frame import Frame, chosen, derived, names_of, read_conditions
from hefei_report.charts.tables.grouping import Grouping, read_totals
from hefei_report.charts.tables.ledger import Ledger
from hefei_report.charts.tables.opening import MOST_COMPLAINTS, Rows, open_rows
from hefei_report.diagnostics import did_you_mean
from hefei_report.outline.schema import decimal_of
from hefei_report.records import dataclass

MAX_ROWS = 20_000  # that a chart is made from; more can only be chosen from, or summed up
_MOST_SEEN = 200  # values of a column that are kept for hints
_FACT = "fact:"
_REDUCE = "choose rows with 'where:', or sum them up with 'group:'"


def read_frame(fields: TableFields, context: PlanContext, most: int = MAX_ROWS) -> Frame | None:
    """The rows that ``fields`` asks for, ``most`` of them, before they are put in order; None after a complaint."""
    rows = open_rows(fields, context)
    if rows is None:
        return None
    ledger = Ledger.of(context)
    try:
        return _Reading(fields, rows, ledger, most).frame()
    except Unreadable as problem:  # a broken line far down in a file
        context.diagnostics.error(problem.code, str(problem), rows.place, problem.hint)
        return None


@dataclass(slots=True)
class _Reading:
    """Chooses, sums up and collects rows while they come."""

    fields: TableFields
    rows: Rows
    ledger: Ledger
    most: int = MAX_ROWS
    seen: dict[str, dict[str, None]] = field(default_factory=dict)

    def frame(self) -> Frame | None:
        found = self.ledger.context.diagnostics
        group, made = self.fields.group, [keyed.key.value for keyed in self.fields.derive]
        totals = read_totals(group, self.rows.places, found) if group else []
        after = [total.name for total in totals or ()]
        conditions = read_conditions(self.fields.where, (*self.rows.places, *after, *made), found)
        if conditions is None or totals is None:
            return None
        there = self.rows.places.keys() - {*after, *made}
        early = [condition for condition in conditions if names_of(condition) <= there]
        late = [condition for condition in conditions if condition not in early]
        if group is not None:
            grouping = Grouping(tuple(text.value for text in group.by), totals, self.rows.places, self.ledger)
            records = self._grouped(grouping, early)
            names = (*grouping.names, *after)
        else:
            records, names = self._collected(early), tuple(self.rows.places)
        if records is None:
            return None
        frame = derived(
            Frame(self.rows.place, names, tuple(records), (), self.rows.twice), self.fields.derive, self.ledger
        )
        frame = chosen(frame, late, self.ledger) if frame is not None else None
        if frame is not None and not frame.records:
            self._report_empty(conditions)
            return None
        return frame

    def _collected(self, early: Sequence[Condition]) -> list[Record] | None:
        records: list[Record] = []
        for row in self._chosen(early):
            if len(records) == self.most:
                self._refuse(f"there are more than {self.most:,} rows")
                return None
            records.append(self.rows.record(row))
        return records

    def _grouped(self, grouping: Grouping, early: Sequence[Condition]) -> list[Record] | None:
        before = len(self.ledger.context.diagnostics)
        for row in self._chosen(early):
            grouping.take(row, self._number)
            if len(grouping) > MAX_ROWS:
                self._refuse(f"there are more than {MAX_ROWS:,} groups")
                return None
            if len(self.ledger.context.diagnostics) - before >= MOST_COMPLAINTS:
                break
        return grouping.records()

    def _refuse(self, message: str) -> None:
        self.ledger.context.diagnostics.error("too-many-rows", message, self.rows.place, _REDUCE)

    def _chosen(self, conditions: Sequence[Condition]) -> Iterator[RawRow]:
        names = sorted(set(chain.from_iterable(map(names_of, conditions))))
        self.seen = {name: {} for name in names}
        for row in self.rows.rows:
            worths = {name: self._worth(row, name) for name in names}
            if all(condition.holds(worths) for condition in conditions):
                yield row
            else:
                self._note(worths)

    def _note(self, worths: Mapping[str, Worth]) -> None:
        for name, worth in worths.items():
            if worth is not None and len(self.seen[name]) < _MOST_SEEN:
                self.seen[name][str(worth)] = None

    def _is_plain(self, text: str) -> bool:
        """Whether a text is worth what it says, by itself."""
        return not text.startswith(_FACT) and "unit" not in self.rows.places

    def _worth(self, row: RawRow, name: str) -> Worth:
        text = self.rows.text(row, name)
        return text or None if self._is_plain(text) else self.ledger.worth(self.rows.record(row), name)

    def _number(self, row: RawRow, name: str) -> Decimal | None:
        text = self.rows.text(row, name)
        number = decimal_of(text) if self._is_plain(text) else None
        return number if number is not None or not text else self.ledger.number(self.rows.record(row), name)

    def _report_empty(self, conditions: Sequence[Condition]) -> None:
        """Say that no row is left, and which value was probably meant."""
        found, where = self.ledger.context.diagnostics, self.fields.where
        if not where:
            found.error("empty", "there are no rows of data", self.rows.place, "add some below the header")
            return
        entries = [entry for condition in conditions for entry in condition.comparisons]
        hints = [did_you_mean(str(v), self.seen.get(e.name.value, ())) for e in entries for v in e.values]
        hint = next((hint for hint in hints if hint), "") or "loosen the conditions"
        found.error("empty", "no row fulfils these conditions", where[0].span, hint)
