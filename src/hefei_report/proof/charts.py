"""What the labels of a chart are: printed facts, ticks of an axis, or names and values of its own data."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.document.chartplan import Axis, Band, ChartPlan, Dots, labels_of
from hefei_report.proof.binding import AXIS, Part, facts_bound, to_facts, unit_of
from hefei_report.proof.inventory import Unit


class ChartLabels:
    """The labels of figure ``id``, to be asked for the binding of each text that a painter sets."""

    def __init__(self, plan: ChartPlan, id: str) -> None:
        self._plan, self._id = plan, id
        self._bindings: dict[str, str] = {}
        for text, binding in self.parts():
            known = self._bindings.setdefault(text, binding)
            if known != binding:
                self._bindings[text] = _either(known, binding)

    def parts(self) -> tuple[Part, ...]:
        """Every label with its binding, in the order of the plan."""
        return tuple((text, binding) for text, binding in self._all() if text)

    def units(self, names: tuple[str, ...] = ()) -> tuple[Unit, ...]:
        """The labels as units."""
        return tuple(unit_of([part], self._id, names) for part in self.parts())

    def unit(self, text: str, fact: str | None, names: tuple[str, ...] = ()) -> Unit:
        """A text of a chart that can be edited: a fact, or else what its data or its own labels are."""
        return unit_of([(text, to_facts(fact) if fact else self._own)], self._id, names)

    def binding(self, text: str) -> str:
        """What ``text``, a label or a line of one, is bound to."""
        return self._bindings.get(text) or self._beside_a_name(text) or self._own

    def _beside_a_name(self, text: str) -> str | None:
        """The fact that ends ``text``, the last line of a dot's name and number; None where that is no fact."""
        for layer in self._plan.layers:
            for dot in layer.dots if isinstance(layer, Dots) else ():
                number = dot.value.text
                if dot.value.fact and number and text.endswith(number) and f"{dot.name} {number}".endswith(text):
                    return to_facts(dot.value.fact)
        return None

    @property
    def _own(self) -> str:
        return f"chart:{self._id}"

    def _all(self) -> Iterator[Part]:
        for axis in (self._plan.x, self._plan.y, self._plan.y2):
            match axis:
                case Axis():
                    yield axis.title, self._own
                    yield from ((tick.text, AXIS) for tick in axis.ticks)
                case Band():
                    yield from ((label, self._own) for label in axis.labels)
                case None:
                    pass
        for layer in self._plan.layers:
            yield from ((text, to_facts(fact) if fact else self._own) for text, fact in labels_of(layer))
        yield from ((entry.text, self._own) for entry in self._plan.legend)


def _either(first: str, second: str) -> str:
    """The binding of a text that two labels share: one of two facts, or what is not only an axis."""
    facts = (*facts_bound(first), *facts_bound(second))
    return to_facts(*facts) if facts else first
