"""``treemap``: what a whole is made of, in many parts, as tiles that are as large as their values.

Use it for many parts, in groups, where the order of size is enough. For exact comparison draw bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Part, report_repeated, status_of
from hefei_report.charts.planning.highlights import Highlight, stand_out
from hefei_report.charts.planning.inks import MOST_PARTS, part_inks, row_ink, status_legend
from hefei_report.charts.planning.measure import evenly_printed, measure_of
from hefei_report.charts.planning.wholes import are_few, part_candidates
from hefei_report.document.chartplan import ChartPlan, Ink, Series, Tile, TileGroup, Tiles, Value
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MOST_TILES = 60
EXAMPLE = """
figure:
  id: fig-goods
  chart: treemap
  title: Three goods make up more than half of all exports
  caption: Goods exports in 2024 by group of goods, billion yuan
  alt: Tiles for eleven goods in three groups; cars, computers and displays are the largest.
  unit: billion yuan
  data:
    - {label: Electric cars, value: 49.6, group: Vehicles}
    - {label: Parts of cars, value: 14.1, group: Vehicles}
    - {label: Forklifts, value: 7.9, group: Vehicles}
    - {label: Computers, value: 46.2, group: Electronics}
    - {label: Displays, value: 38.4, group: Electronics}
    - {label: Solar cells, value: 21.7, group: Electronics}
    - {label: Home appliances, value: 18.8, group: Electronics}
    - {label: Chips, value: 9.3, group: Electronics}
    - {label: Clothing, value: 22.5, group: Other goods}
    - {label: Steel, value: 16.1, group: Other goods}
    - {label: Food, value: 12.6, group: Other goods}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TileRow(Part):
    """One part; ``group`` is what it belongs to, where parts have groups."""

    group: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Parts in any order; the largest come first."""

    data: tuple[TileRow, ...]
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Sized:
    """A part that has a size."""

    label: str
    group: str
    value: Value
    highlight: bool

    @property
    def size(self) -> Decimal:
        return self.value.number or Decimal(0)


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Tiles by size, in groups by size; None after reporting why there is nothing to draw."""
    if not are_few(fields.data, MOST_TILES, context) or not _has_groups(fields.data, context):
        return None
    measure = measure_of([row.value for row in fields.data], context)
    read = Series("", tuple(measure.value(row.value, status=status_of(row.status)) for row in fields.data))
    values = evenly_printed([read], measure)[0].values
    if not _are_sizes(fields.data, values, context):
        return None
    groups = _grouped(_sized(fields, values, context))
    if len(groups) > MOST_PARTS:
        hint = f"put the smallest together so that {MOST_PARTS} are left"
        context.diagnostics.error("too-many-parts", f"{len(groups)} groups", context.span, hint)
        return None
    tiles = _tiles(groups)
    named = [(group, tile) for group in tiles.groups for tile in group.tiles]
    drawn = tuple(tile.value for _, tile in named)
    return ChartPlan(
        kind="treemap",
        categories=tuple(f"{group.name} – {tile.name}" if group.name else tile.name for group, tile in named),
        series=(Series("", drawn, drawn[0].ink),),
        layers=(tiles,),
        unit=measure.name,
        legend=status_legend(drawn, context.language),
        aspect=0.6,
        language=context.language,
    )


def _has_groups(rows: Sequence[TileRow], context: PlanContext) -> bool:
    """Whether all parts have a group, or none."""
    without = [row for row in rows if row.group is None]
    if len(without) in (0, len(rows)):
        return True
    hint = "add 'group:' here, or take it away everywhere"
    for row in without:
        context.diagnostics.error("missing-key", "the key 'group' is missing, which other parts have", row.span, hint)
    return False


def _are_sizes(rows: Sequence[TileRow], values: Sequence[Value], context: PlanContext) -> bool:
    """Whether each value is more than nothing: there is no tile without a size."""
    wrong = [row for row, value in zip(rows, values, strict=True) if value.number is None or value.number <= 0]
    for row in wrong:
        hint = "leave this row out and say so in 'note:', or draw 'chart: bar'"
        context.diagnostics.error("bad-number", "a tile needs a value above zero", row.value.span, hint)
    return not wrong


def _sized(fields: Fields, values: Sequence[Value], context: PlanContext) -> list[Sized]:
    rows = fields.data
    labels = [context.plain(row.label) for row in rows]
    groups = [context.plain(row.group) for row in rows]
    names = [" – ".join(filter(None, pair)) for pair in zip(groups, labels, strict=True)]
    report_repeated(names, [row.label.span for row in rows], context.diagnostics)
    chosen = stand_out(fields.highlight, part_candidates(fields.data, labels, values), context)
    return [Sized(*part) for part in zip(labels, groups, values, chosen, strict=True)]


def _grouped(parts: Sequence[Sized]) -> list[list[Sized]]:
    """Parts by group, the largest group and in it the largest part first."""
    found: dict[str, list[Sized]] = {}
    for part in sorted(parts, key=lambda part: -part.size):
        found.setdefault(part.group, []).append(part)
    return sorted(found.values(), key=lambda group: -sum(part.size for part in group))


def _tiles(groups: Sequence[Sequence[Sized]]) -> Tiles:
    """A colour for each group; the accent is for parts that are highlighted."""
    any_highlight = any(part.highlight for group in groups for part in group)
    inks = part_inks([False] * len(groups)) if len(groups) > 1 else (row_ink(False, any_highlight),)
    return Tiles(
        tuple(
            TileGroup(group[0].group, ink, tuple(_tile(part, ink) for part in group))
            for group, ink in zip(groups, inks, strict=True)
        )
    )


def _tile(part: Sized, ink: Ink) -> Tile:
    return Tile(part.label, replace(part.value, ink=Ink.ACCENT if part.highlight else ink))
