"""``small-multiples``: the same chart again and again, once for each place or thing, on the same scales.

Use it where one chart would hold too many lines. Let the scales be the same unless only the shapes matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal, cast

from hefei_report.charts.kind import ChartKind, PlanContext, chart_kind
from hefei_report.charts.planning.data import Amount, LineRow, Row, StatusName, distinct
from hefei_report.charts.planning.highlights import Candidate, Highlight, last_known, stand_out
from hefei_report.charts.planning.panels import joint_legend, on_shared_scales, quieter, standing_out
from hefei_report.charts.tables.chartdata import ChartData, planned
from hefei_report.diagnostics import Span, nearest
from hefei_report.document.chartplan import ChartPlan, Panel, Panels, Series, Value
from hefei_report.document.labels import labels
from hefei_report.outline.nodes import Mapping, Node
from hefei_report.outline.schema import UNFIT, Binder, decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

LEAST, MOST = 2, 24
EXAMPLE = """
figure:
  id: fig-growth-by-city
  chart: small-multiples
  of: line
  title: Growth has picked up in every city since 2019, most of all in this one
  caption: Growth of output in four cities since 2014
  alt: Four line charts of growth on the same scales; all fall until 2019 and rise until 2024, the first one most.
  unit: percent
  highlight: The city
  panels:
    - title: The city
      data: [{x: 2014, value: 9.8}, {x: 2019, value: 3.5}, {x: 2024, value: 6.1}]
    - title: Its neighbour
      data: [{x: 2014, value: 8.0}, {x: 2019, value: 2.1}, {x: 2024, value: 4.5}]
    - title: A port
      data: [{x: 2014, value: 7.1}, {x: 2019, value: 3.5}, {x: 2024, value: 5.4}]
    - title: An old capital
      data: [{x: 2014, value: 8.5}, {x: 2019, value: 4.4}, {x: 2024, value: 4.6}]
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFields:
    """One of the charts: its ``title``, and beside it whatever the kind of chart takes."""

    span: Span
    title: Text

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        """The title; which other keys there may be is known when the kind of chart is."""
        if not isinstance(node, Mapping):
            return binder.complain("wrong-type", "a panel needs keys with values", anchor, "add 'title:' and 'data:'")
        keys = [entry.key.value for entry in node.entries]
        others = keys if "title" in keys else [key for key in keys if not nearest(key, ["title"])]
        own = binder.record(cls, node, anchor, also=others)
        return own if own is UNFIT else BoundPanel(own, node)


@dataclass(frozen=True, slots=True)
class BoundPanel:
    """A panel whose data waits to be read."""

    fields: PanelFields
    node: Mapping

    @property
    def title(self) -> Text:
        return self.fields.title

    @property
    def span(self) -> Span:
        return self.fields.span

    def plan(self, kind: ChartKind, context: PlanContext) -> ChartPlan | None:
        """The panel as a chart of ``kind``, or None after a complaint."""
        before = len(context.diagnostics)
        data = ChartData.of(kind, self.node, self.span, ("title",), Binder(context.diagnostics))
        if data is None or len(context.diagnostics) > before:
            return None
        found, cited = planned(kind, data, context)
        context.cite(cited)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRow:
    """A value that says itself to which ``panel`` it belongs; ``x`` and ``label`` say the same."""

    span: Span
    panel: Text
    value: Amount
    x: Text | None = None
    label: Text | None = None
    highlight: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True)
class RowPanel:
    """A panel of rows that name it."""

    rows: tuple[PanelRow, ...]

    @property
    def title(self) -> Text:
        return self.rows[0].panel

    @property
    def span(self) -> Span:
        return self.rows[0].span

    def plan(self, kind: ChartKind, context: PlanContext) -> ChartPlan | None:
        """The panel as a chart of ``kind``, or None after a complaint."""
        rows = [_line_row(row) if kind.name in ("area", "line") else _category_row(row, context) for row in self.rows]
        return kind.plan(kind.fields(data=tuple(rows)), context) if None not in rows else None


def _line_row(row: PanelRow) -> LineRow:
    return LineRow(span=row.span, value=row.value, x=row.x, label=row.label, highlight=row.highlight, status=row.status)


def _category_row(row: PanelRow, context: PlanContext) -> Row | None:
    label = row.label or row.x
    if label is None:
        context.diagnostics.error("missing-key", "the key 'label' is missing", row.span, "add 'label:' here")
        return None
    return Row(span=row.span, value=row.value, label=label, highlight=row.highlight, status=row.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """``panels``, each with its ``title`` and data as a chart of the kind ``of`` takes them; or ``data``, whose rows
    name their ``panel``.

    All are on the same scales unless these are ``free``, which the note says. ``highlight`` names panels, or is a rule
    about the last values of their first series; the others turn grey.
    """

    of: Literal["area", "bar", "column", "line"]
    panels: tuple[PanelFields, ...] = ()
    data: tuple[PanelRow, ...] = ()
    scales: Literal["shared", "free"] = "shared"
    highlight: Highlight | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A chart of charts; None after reporting why there is nothing to draw."""
    panels = _panels(fields)
    if not _is_drawable(panels, context):
        return None
    titles = distinct([panel.title for panel in panels], context)
    made = [panel.plan(chart_kind(fields.of), context) for panel in panels]
    plans = [plan for plan in made if plan is not None]
    if len(plans) < len(panels):
        return None
    shared = fields.scales == "shared"
    candidates = [Candidate(title, last_known(one.series[0].values)) for title, one in zip(titles, plans, strict=True)]
    plans = standing_out(plans, stand_out(fields.highlight, candidates, context))
    drawn = on_shared_scales(plans, [panel.span for panel in panels], context) if shared else plans
    if drawn is None or not _in_one_unit(plans, panels, context):
        return None
    drawn, legend = joint_legend([quieter(plan, context) for plan in drawn])
    categories, series = _table(titles, plans)
    remarks = dict.fromkeys(remark for plan in plans for remark in plan.remarks)
    return ChartPlan(
        kind="small-multiples",
        categories=categories,
        series=series,
        layers=(Panels(tuple(Panel(title, plan) for title, plan in zip(titles, drawn, strict=True))),),
        unit=plans[0].unit,
        legend=legend,
        remarks=(*remarks, *(() if shared else (labels(context.language).free_scales,))),
        language=context.language,
    )


def _panels(fields: Fields) -> Sequence[BoundPanel | RowPanel]:
    """The panels in the order in which they are first named."""
    if not fields.data:
        return cast("tuple[BoundPanel, ...]", fields.panels)  # what PanelFields binds
    found: dict[str, list[PanelRow]] = {}
    for row in fields.data:
        found.setdefault(row.panel.value, []).append(row)
    return [RowPanel(tuple(rows)) for rows in found.values()]


def _is_drawable(panels: Sequence[BoundPanel | RowPanel], context: PlanContext) -> bool:
    if LEAST <= len(panels) <= MOST:
        return True
    hint = f"show {LEAST} to {MOST}; a single one is a figure of its own"
    context.diagnostics.error("too-many-parts", f"{len(panels)} panels", context.span, hint)
    return False


def _in_one_unit(plans: Sequence[ChartPlan], panels: Sequence[BoundPanel | RowPanel], context: PlanContext) -> bool:
    """Whether all panels are in the unit of the first one; reports those that aren't."""
    others = [panel for panel, plan in zip(panels, plans, strict=True) if plan.unit != plans[0].unit]
    for panel in others:
        message = f"this panel is in another unit than the first, which is in {plans[0].unit or 'none'}"
        hint = "give the figure a 'unit:', or show this panel in a figure of its own"
        context.diagnostics.error("wrong-unit", message, panel.span, hint)
    return not others


def _table(titles: Sequence[str], plans: Sequence[ChartPlan]) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """The data of all panels in one table: a row for each category of any, a column for each series of each."""
    categories = _in_order(dict.fromkeys(category for plan in plans for category in plan.categories))
    series = []
    for title, plan in zip(titles, plans, strict=True):
        for row in plan.series:
            values = dict(zip(plan.categories, row.values, strict=True))
            name = f"{title} – {row.name}" if row.name else title
            series.append(Series(name, tuple(values.get(one, Value(None)) for one in categories), row.ink))
    return categories, tuple(series)


def _in_order(categories: Iterable[str]) -> tuple[str, ...]:
    """Numbers, such as years, by size, and names as they come."""
    found = tuple(categories)
    numbers = {category: decimal_of(category) for category in found}
    if any(number is None for number in numbers.values()):
        return found
    return tuple(sorted(found, key=lambda category: numbers[category] or Decimal(0)))
