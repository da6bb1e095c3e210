"""``figure``: a numbered chart with its title, caption, alternative text and sources."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any, Literal

from hefei_report.blocks.kind import Lowering, place
from hefei_report.charts.kind import ChartKind, chart_kind, chart_kind_names
from hefei_report.charts.tables.cells import Cell, DataFile
from hefei_report.charts.tables.chartdata import ChartData, planned
from hefei_report.charts.tables.frame import Frame
from hefei_report.charts.telling.checking import doubts
from hefei_report.charts.telling.proposal import proposed
from hefei_report.charts.telling.subtitles import with_remarks, with_unit
from hefei_report.diagnostics import Diagnostics, Span, did_you_mean, nearest
from hefei_report.document.chartplan import ChartPlan, facts_of, has_literals
from hefei_report.document.model import Block, ChartForm, Figure, Medium, Width, plain
from hefei_report.evidence.classes import names_a_class
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.proof import Around
from hefei_report.outline.nodes import Mapping, Node, Scalar
from hefei_report.outline.schema import NAME, UNFIT, Binder, Name, schema_of
from hefei_report.outline.text import Text
from hefei_report.proof.binding import set_again
from hefei_report.records import dataclass
from hefei_report.workspace import Workspace

NUMBERED = "figure"
EXAMPLE = """
figure:
  id: fig-exports
  chart: column
  title: Exports have doubled in four years
  caption: Goods exports of the city, billion yuan
  alt: Column chart of exports in two years; the second is twice the first.
  unit: billion yuan
  data:
    - {label: "2020", value: 128.6}
    - {label: "2024", value: fact:exports_2024, highlight: true}
  source: "[@customs-2024]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What every figure has; ``data`` are the fields of its kind of chart."""

    span: Span
    id: Name
    chart: Name
    title: Text
    caption: Text
    alt: Text | None = None
    unit: Text | None = None
    note: Text | None = None
    source: Text | None = None
    assert_: tuple[Text, ...] = ()
    width: Literal["column", "full", "half"] = "column"
    deck_chart: Literal["native", "drawn"] | None = None
    table: bool | None = None

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        """Binds the figure's own fields, and those of the chart kind that ``chart:`` names."""
        if not isinstance(node, Mapping):
            return binder.complain("wrong-type", "a figure needs keys with values", anchor, "add 'id:', 'chart:' ...")
        kind = _kind(node, binder)
        own = list(schema_of(typing.cast(type, cls)))
        others = _unbound(node) if kind is None else list(schema_of(kind.fields))
        fields = binder.record(cls, node, anchor, also=others)
        data = None if kind is None else ChartData.of(kind, node, anchor, own, binder)
        return UNFIT if fields is UNFIT else ChartedFigure(fields, kind, data)


@dataclass(frozen=True, slots=True)
class ChartedFigure:
    """A figure's fields together with its kind of chart and what that draws (None after a complaint)."""

    figure: Fields
    kind: ChartKind | None
    data: ChartData | None

    @property
    def id(self) -> Name:
        return self.figure.id

    @property
    def span(self) -> Span:
        return self.figure.span


def _unbound(node: Mapping) -> list[str]:
    """The keys of a figure whose kind is unknown, but for a misspelt ``chart:``."""
    keys = [entry.key.value for entry in node.entries]
    if "chart" in keys:
        return keys
    known = {key for name in chart_kind_names() for key in schema_of(chart_kind(name).fields)}
    return [key for key in keys if nearest(key, [*known, *schema_of(Fields)]) != "chart"]


def _kind(node: Mapping, binder: Binder) -> ChartKind | None:
    name = node.get("chart")
    if not isinstance(name, Scalar) or not NAME.fullmatch(name.value):
        return None
    if name.value not in chart_kind_names():
        hint = did_you_mean(name.value, chart_kind_names())
        binder.complain("unknown-chart", f"there is no chart '{name.value[:40]}'", name.span, hint)
        return None
    return chart_kind(name.value)


@dataclass(frozen=True, slots=True)
class _Planning:
    """What a chart may see of its surroundings."""

    context: Lowering
    unit: Text | None
    span: Span
    frame: Frame | None = None
    aside: Diagnostics | None = None
    cited: list[Text] = dataclasses.field(default_factory=list)

    def cite(self, sources: tuple[Text, ...]) -> None:
        self.cited.extend(sources)

    def reading(self, frame: Frame | None, aside: Diagnostics) -> _Planning:
        return dataclasses.replace(self, frame=frame, aside=aside)

    @property
    def language(self) -> str:
        return self.context.language

    @property
    def diagnostics(self) -> Diagnostics:
        return self.context.diagnostics if self.aside is None else self.aside

    @property
    def workspace(self) -> Workspace:
        return self.context.workspace

    @property
    def facts(self) -> Facts:
        return self.context.facts

    def plain(self, text: Text | None) -> str:
        """A figure has sources, which speak for its dates and for what its rows are called ("15–19", "12.5").

        Cells of data files are printed as they stand.
        """
        if text is None or not isinstance(text.scalar.source, DataFile):
            named = text is not None and names_a_class(text.value)
            return self.context.plain(text, Around.QUOTED if named else Around.CITED)
        if isinstance(text.scalar, Cell) and text.scalar.problem:
            self.diagnostics.error("bad-value", "this cell has no text", text.span, text.scalar.problem)
        self.prove(text)
        return text.value

    def unit_name(self, text: Text) -> str:
        """A unit's digits ("10,000 people") are its name."""
        return self.context.plain(text, Around.QUOTED)

    def prove(self, text: Text) -> None:
        if not names_a_class(text.value):
            self.context.prove(text)


def lower(fields: ChartedFigure, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    own = fields.figure
    context.claim(own.assert_)
    if fields.kind is None or fields.data is None:
        return ()
    planning = _Planning(context, own.unit, own.span)
    plan, cited = planned(fields.kind, fields.data, planning)
    title, caption = (context.inline(text, Around.CITED, notes=True) for text in (own.title, own.caption))
    alt, note = context.inline(own.alt, Around.CITED), context.inline(own.note, Around.CITED)
    if plan is None:
        return ()
    caption = with_unit(caption, title, plan, own.id.value)
    proposal = proposed(plan, own.id.value, set_again(caption))
    _check_alt(own, plan, plain(alt), plain((*title, *caption)), plain(proposal), context.diagnostics)
    alt = alt or proposal
    source = context.source_line(facts_of(plan), own.source, (*cited, *planning.cited))
    if not source and not fields.data.lossy:
        hint = "add 'source: \"[@key]\"', to the figure or its rows, or take the values from facts"
        context.diagnostics.error("missing-key", f"the figure '{own.id.value}' has no source", own.span, hint)
    elif source and has_literals(plan) and context.cites(own.source) is Around.NOTHING:
        message = f"nothing proves the values of the figure '{own.id.value}' that are no facts"
        hint = 'take them from facts, or cite where they stand: source: "[@key, p. 3]"'
        context.diagnostics.error("unproven-number", message, place(own.source, own.span), hint)
    figure = Figure(
        id=own.id.value,
        number=context.number_of(own.id),
        title=title,
        caption=caption,
        alt=plain(alt).strip(),
        alt_runs=alt,
        plan=plan,
        note=with_remarks(note, plan),
        source=source,
        width=Width(own.width),
        form=ChartForm(own.deck_chart) if own.deck_chart else None,
        data_table=f"data-{own.id.value}" if own.table or (own.table is None and context.figure_tables) else "",
        span=own.span,
        only=only,
    )
    return (figure,)


def _check_alt(own: Fields, plan: ChartPlan, alt: str, around: str, proposal: str, diagnostics: Diagnostics) -> None:
    """Warn about what the author's description says otherwise than the chart, at its words."""
    if own.alt is None:
        return
    for doubt in doubts(plan, alt, around):
        start = own.alt.value.find(doubt.word)
        place = own.alt.at(start, len(doubt.word)) if start >= 0 else own.alt.span
        hint = f"correct it, or leave 'alt:' out for: {proposal}"
        diagnostics.warning("wrong-description", doubt.message, place, hint)
