"""Facts: a value with its unit, period and place, and where it stands; or a value computed from facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from typing import Literal

from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.evidence.intervals import Interval
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.units import Unit
from hefei_report.outline.schema import Keyed, Name
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

QualifierName = Literal["over", "nearly", "about", "at least", "up to", "less than"]
StatusName = Literal["final", "preliminary", "estimated", "forecast", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where in a source a figure stands."""

    span: Span
    paragraph: int | None = None
    page: Text | None = None
    table: Text | None = None
    section: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFields:
    """One source of a fact, and where in it the figure stands."""

    SHORTHAND = "id"
    span: Span
    id: Text
    locator: Locator | None = None
    phrase: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFields:
    """A fact as written: either ``value`` with a ``source``, or ``derived`` with ``round``.

    ``locator`` and ``phrase`` belong to the first source; further sources bring their own. ``measure`` names what
    is measured where the label is too loose for it: facts of one measure, period and place must agree.
    """

    span: Span
    value: Text | None = None
    unit: Text | None = None
    qualifier: QualifierName | None = None
    period: Text | None = None
    geography: Text | None = None
    label: Text | None = None
    measure: Text | None = None
    status: StatusName = "final"
    source: tuple[SourceFields, ...] = ()
    locator: Locator | None = None
    phrase: Text | None = None
    as_of: dt.date | None = None
    expires: dt.date | None = None
    note: Text | None = None
    derived: Text | None = None
    round: Decimal | None = None
    tolerance: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedFields:
    """Facts that contradict each other, the one that the report goes by ("none" if neither), and why."""

    span: Span
    facts: tuple[Name, ...]
    chosen: Name
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFile:
    """A file of facts. A check reads "expression ~ expression +- tolerance"."""

    span: Span
    facts: tuple[Keyed[FactFields], ...] = ()
    checks: tuple[Text, ...] = ()
    contested: tuple[ContestedFields, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a stated fact stands: a source's key, the place in it, and a few words to find it again by.

    ``identity`` is a hash of what the source is, by whatever key (:attr:`.sources.Source.identity`).
    """

    source: str
    locator: Locator | None
    phrase: str
    span: Span
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A bound fact.

    ``value`` is the number in ``unit`` with the source's own digits; None for a date, whose text is ``date``.
    ``range`` is what the value leaves open, in the unit's base. ``sources`` are keys of sources, through
    derivation if need be; ``evidence`` is empty for derived facts. ``formula`` is '' unless derived, and
    ``working`` then shows it with the values put in. ``status`` is the author's, or "derived".
    """

    id: str
    value: Decimal | None
    unit: Unit
    qualifier: Qualifier
    period: str
    geography: str
    label: str
    status: str
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    span: Span
    range: Interval | None = None
    measure: str = ""
    as_of: dt.date | None = None
    expires: dt.date | None = None
    round: Decimal | None = None
    tolerance: Decimal | None = None
    date: str = ""
    formula: str = ""
    working: str = ""

    @property
    def absolute(self) -> Decimal:
        """The value in the unit's base ("yuan"). Raises ValueError for a date."""
        if self.value is None:
            raise ValueError(f"{self.id} is a date")
        return self.value.scaleb(self.unit.scale)

    @property
    def locator(self) -> Locator | None:
        """Where in its first source the fact stands."""
        return self.evidence[0].locator if self.evidence else None

    def in_unit(self, unit: Unit) -> Decimal | None:
        """The value in another unit of the same base, digits unchanged; None when the bases differ."""
        return None if self.value is None else self.unit.converted(self.value, unit)


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a report by id, and the contradictions among them that the author declared."""

    by_id: dict[str, Fact] = field(default_factory=dict)
    contested: tuple[ContestedFields, ...] = ()

    def get(self, id: str) -> Fact | None:
        return self.by_id.get(id)

    def ranges(self) -> dict[str, Interval | None]:
        """All values in the base of their units with what they leave open, for formulas; None for dates."""
        return {id: fact.range for id, fact in self.by_id.items()}

    def bases(self) -> dict[str, str]:
        """What each fact measures: its unit without the scale."""
        return {id: fact.unit.base for id, fact in self.by_id.items()}

    def find(self, name: Text, diagnostics: Diagnostics) -> Fact | None:
        """The fact that the author names, or None after reporting that there is none."""
        fact = self.by_id.get(name.value)
        if fact is None:
            hint = did_you_mean(name.value, self.by_id) or "facts stand in the files listed under 'facts:'"
            diagnostics.error("unknown-fact", f"there is no fact '{name.value}'", name.span, hint)
        return fact
