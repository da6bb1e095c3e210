"""What a kind of chart is: a file with its fields, an example, and how it turns data into a ChartPlan."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from hefei_report import charts, shelf
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.chartplan import ChartPlan
from hefei_report.evidence.facts import Facts
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.workspace import Workspace

if TYPE_CHECKING:  # frames know the context in which they are made
    from hefei_report.charts.tables.frame import Frame


class ReportContext(Protocol):
    """What every kind, of chart or of block, may see of the report it belongs to; implemented by resolve."""

    @property
    def language(self) -> str: ...
    @property
    def diagnostics(self) -> Diagnostics: ...
    @property
    def workspace(self) -> Workspace: ...
    @property
    def facts(self) -> Facts: ...

    def plain(self, text: Text | None) -> str:
        """A text of the author with its ``{{ facts }}`` bound, without styles, marks and links; '' for None."""
        ...

    def prove(self, text: Text) -> None:
        """Report numerals in a label that comes from a data file and is printed as it stands."""
        ...


class PlanContext(ReportContext, Protocol):
    """The surroundings of a chart that is being planned."""

    @property
    def unit(self) -> Text | None:
        """The figure's ``unit:``, in which all values are drawn."""
        ...

    @property
    def frame(self) -> Frame | None:
        """The rows from which columns are to be read, None where ``data`` itself names their file."""
        ...

    def reading(self, frame: Frame | None, aside: Diagnostics) -> PlanContext:
        """The same surroundings, with the rows from which columns are to be read, and another list of complaints."""
        ...

    @property
    def span(self) -> Span:
        """The figure's place."""
        ...

    def cite(self, sources: tuple[Text, ...]) -> None:
        """Note what rows inside of a chart name as their sources, for the figure's source line."""
        ...

    def unit_name(self, text: Text) -> str:
        """What a unit is called; its digits ("10,000 people") are part of its name."""
        ...


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A file of the shelf."""

    name: str
    fields: Any
    plan: Callable[[Any, PlanContext], ChartPlan | None]
    example: str


def chart_kind_names() -> tuple[str, ...]:
    """The kinds at hand."""
    return shelf.names(charts, but=("kind",))


@functools.cache
def chart_kind(name: str) -> ChartKind:
    """The kind called ``name``. Raises KeyError when there is none."""
    if name not in chart_kind_names():
        raise KeyError(name)
    file = shelf.load(charts, name)
    return ChartKind(name, file.Fields, file.plan, file.EXAMPLE)
