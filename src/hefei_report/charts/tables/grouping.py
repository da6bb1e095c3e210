"""Sums up rows that belong together while they are read, so that a file of a million rows needs little memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal

from hefei_report.charts.tables.cells import RawRow, Record, remade
from hefei_report.charts.tables.fields import GroupFields
from hefei_report.charts.tables.ledger import Ledger
from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.evidence.numbers import rounded
from hefei_report.outline.nodes import Scalar
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_HOW = re.compile(r"(?P<how>[a-z]+)(?:\((?P<column>.+)\))?", re.DOTALL)
_COUNT, _SOURCE = "count", "source"
_HINT = "write one of count, max, mean, min and sum: exports: sum, low: min(exports), cities: count"


@dataclass(slots=True)
class _Running:
    """What is kept of the numbers of a group; ``facts`` are their cells as long as all of them are facts."""

    count: int = 0
    sum: Decimal = Decimal(0)
    min: Decimal = Decimal("Infinity")
    max: Decimal = Decimal("-Infinity")
    facts: list[Scalar] | None = field(default_factory=list)

    def add(self, number: Decimal, fact: Scalar | None) -> None:
        """Take one more number into account, which is that of the cell ``fact`` if it is a fact."""
        self.count += 1
        self.sum += number
        self.min = min(self.min, number)
        self.max = max(self.max, number)
        if fact is None or self.facts is None:
            self.facts = None
        else:
            self.facts.append(fact)

    @property
    def mean(self) -> Decimal:
        """With one digit more than the most exact number."""
        places = max(0, -int(self.sum.as_tuple().exponent))  # a sum has as many as the most exact of its terms
        return rounded(self.sum / self.count, Decimal(1).scaleb(-places - 1))


_FUNCTIONS: dict[str, Callable[[_Running], Decimal]] = {
    "sum": lambda numbers: numbers.sum,
    "mean": lambda numbers: numbers.mean,
    "min": lambda numbers: numbers.min,
    "max": lambda numbers: numbers.max,
}


@dataclass(frozen=True, slots=True)
class Total:
    """A column of the result: ``name`` is what ``how`` makes of ``column`` ('' counts rows)."""

    name: str
    how: str
    column: str


def read_totals(fields: GroupFields, names: Iterable[str], found: Diagnostics) -> list[Total] | None:
    """What the author asks for, or None after a complaint."""
    known = set(names)
    wrong = [text for text in fields.by if text.value not in known]
    for text in wrong:
        _report_unknown(text, known, found)
    totals = [_total(keyed.key.value, keyed.value, known, found) for keyed in fields.values]
    return None if wrong or None in totals else [total for total in totals if total is not None]


def _total(name: str, text: Text, known: set[str], found: Diagnostics) -> Total | None:
    match = _HOW.fullmatch(text.value.strip())
    if not match or match["how"] not in (*_FUNCTIONS, _COUNT):
        found.error("bad-value", f"'{text.value[:40]}' sums up nothing", text.span, _HINT)
        return None
    if match["how"] == _COUNT and match["column"] is None:
        return Total(name, _COUNT, "")
    column = match["column"] or name
    if column not in known:
        at = text.value.find(column) if match["column"] else 0
        _report_unknown(text.slice(at, at + len(column)) if match["column"] else text, known, found, column)
        return None
    return Total(name, match["how"], column)


def _report_unknown(text: Text, known: set[str], found: Diagnostics, name: str = "") -> None:
    name = name or text.value
    found.error("unknown-column", f"there is no column '{name[:40]}'", text.span, did_you_mean(name, known))


@dataclass(slots=True)
class _Group:
    """What is kept of rows that belong together: the first one, their number, and what the totals are made from."""

    first: RawRow
    running: list[_Running]
    rows: int = 0
    proofs: dict[str, None] = field(default_factory=dict)  # citations that prove its rows
    proven: bool = True


@dataclass(slots=True)
class Grouping:
    """Takes rows one by one; ``places`` says in which column a name stands."""

    by: tuple[str, ...]
    totals: Sequence[Total]
    places: Mapping[str, int]
    ledger: Ledger
    _groups: dict[tuple[str, ...], _Group] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called that all rows of a group share, by all their names."""
        shared = {self.places[name] for name in self.by}
        return tuple(name for name, place in self.places.items() if place in shared)

    def __len__(self) -> int:
        return len(self._groups)

    def take(self, row: RawRow, worth: Callable[[RawRow, str], Decimal | None]) -> None:
        """Add ``row``; ``worth`` gives the number that it has under a name, None where there is none."""
        key = tuple(_text(row, self.places[name]) for name in self.by)
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = _Group(row, [_Running() for _ in self.totals])
        group.rows += 1
        if group.proven:
            self._prove(group, row)
        for total, running in zip(self.totals, group.running, strict=True):
            number = worth(row, total.column) if total.column else None
            if number is not None:
                running.add(number, self._fact(row, total.column))

    def _prove(self, group: _Group, row: RawRow) -> None:
        """Note the citations that prove ``row``, or that there are none."""
        source = _text(row, self.places[_SOURCE]) if _SOURCE in self.places else ""
        if source in group.proofs:
            return
        columns = [total.column for total in self.totals if total.column]
        record = {name: row.cell(self.places[name]) for name in (*columns, *((_SOURCE,) if source else ()))}
        proof = self.ledger.proof_of(record, columns)
        group.proven = proof is not None
        group.proofs |= dict.fromkeys(proof or ())

    def _fact(self, row: RawRow, column: str) -> Scalar | None:
        place = self.places[column]
        return row.cell(place) if _text(row, place).startswith("fact:") else None

    def records(self) -> list[Record]:
        """A row for each group, in the order of their first rows."""
        return [self._record(group) for group in self._groups.values()]

    def _record(self, group: _Group) -> Record:
        own: dict[str, Scalar] = {name: group.first.cell(self.places[name]) for name in self.names}
        anchor = next(iter(own.values()), None) or group.first.cell(0)
        own |= {_SOURCE: remade(anchor, " ".join(group.proofs))} if group.proven and group.proofs else {}
        for total, running in zip(self.totals, group.running, strict=True):
            if total.how == _COUNT:
                number: Decimal | None = Decimal(running.count if total.column else group.rows)
            else:
                number = _FUNCTIONS[total.how](running) if running.count else None
            made_from = self.ledger.made_from(running.facts) if running.facts and total.how != _COUNT else ()
            own[total.name] = remade(anchor, "" if number is None else format(number, "f"), made_from)
        return own


def _text(row: RawRow, place: int) -> str:
    return row.texts[place] if place < len(row.texts) else ""
