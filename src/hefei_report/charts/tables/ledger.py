"""What a cell is worth: facts and cells with units of their own are numbers in the unit of the figure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.conditions import Cell as Worth
from hefei_report.charts.planning.data import Amount, number_in
from hefei_report.charts.tables.cells import Cell, Record
from hefei_report.evidence.facts import Fact
from hefei_report.evidence.units import Unit
from hefei_report.outline.nodes import Scalar
from hefei_report.outline.schema import Binder, decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Ledger:
    """Knows the facts, and the unit in which a figure is drawn (None: whatever its values are in)."""

    context: PlanContext
    unit: Unit | None

    @classmethod
    def of(cls, context: PlanContext) -> Ledger:
        """The ledger of the figure that is being planned."""
        unit = Unit.of(context.unit_name(context.unit)) if context.unit else None
        return cls(context, unit)

    def worth(self, record: Record, name: str) -> Worth:
        """What to compare and sort by: a number, a text, or None where nothing is."""
        cell = record.get(name)
        if not isinstance(cell, Scalar) or cell.is_null:
            return None
        fact = self._fact(cell)
        if fact is not None:
            return fact.in_unit(self.unit) if self.unit else fact.value
        number = decimal_of(cell.value)
        return cell.value if number is None else self._in_unit(number, record, cell)

    def number(self, record: Record, name: str) -> Decimal | None:
        """The number to compute with; None where it is missing, or after a complaint at its place."""
        cell = record.get(name)
        if not isinstance(cell, Scalar) or cell.is_null:
            return None
        found = self.worth(record, name)
        if self.fact_in(cell) and self.unit is None:
            hint = "add the figure's 'unit:', in which they are to be added up or compared"
            self.context.diagnostics.error("missing-key", "facts may be in different units", cell.span, hint)
            return None
        if isinstance(found, Decimal) or self.fact_in(cell):
            return found if isinstance(found, Decimal) else None
        return number_in(cell, Binder(self.context.diagnostics))

    def fact_in(self, cell: Scalar) -> str | None:
        """The id of the fact that ``cell`` names."""
        amount = Amount.of(Text.of(cell))
        return amount.fact.value if amount and amount.fact else None

    def made_from(self, cells: list[Scalar]) -> tuple[str, ...]:
        """The facts that ``cells`` are made from, () unless all are."""
        found: list[str] = []
        for cell in cells:
            fact = self.fact_in(cell)
            behind = (fact,) if fact else cell.made_from if isinstance(cell, Cell) else ()
            if not behind:
                return ()
            found += behind
        return tuple(dict.fromkeys(found))

    def proof_of(self, record: Record, names: Iterable[str]) -> tuple[str, ...] | None:
        """The citations that prove what ``record`` has under ``names``; None when something there has none."""
        cells = [cell for name in names if isinstance(cell := record.get(name), Scalar) and not cell.is_null]
        own = record.get("source")
        said = (own.value,) if isinstance(own, Scalar) and not own.is_null else ()
        facts = [self._fact(cell) for cell in cells]
        if not said and None in facts:
            return None
        return (*said, *(f"[@{key}]" for fact in facts if fact for key in fact.sources))

    def _fact(self, cell: Scalar) -> Fact | None:
        id = self.fact_in(cell)
        return self.context.facts.get(id) if id else None

    def _in_unit(self, number: Decimal, record: Record, cell: Scalar) -> Decimal:
        """``number`` in the figure's unit, if its cell or its row names another one that can be converted."""
        named = record.get("unit")
        own = Text.of(named) if isinstance(named, Scalar) and not named.is_null else None
        own = cell.unit if isinstance(cell, Cell) and cell.unit else own
        if own is None or self.unit is None:
            return number
        converted = Unit.of(own.value).converted(number, self.unit)
        return number if converted is None else converted
