"""``stacked-100``: how a whole is divided, column by column, each of them a hundred per cent.

Use it for how shares shift. Where the whole grows and that matters, draw stacked columns.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.stacks import StackFields, plan_stacks
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-sources-of-power
  chart: stacked-100
  title: Half of all power comes from sun and wind
  caption: Electricity generated in the province, by source
  alt: Stacked columns of shares by source of power from 2014 to 2024; coal falls from nine tenths to less than half.
  categories: ["2014", "2019", "2024"]
  series:
    - {name: Coal, values: [184, 221, 168]}
    - {name: Water, values: [11, 14, 16]}
    - {name: Sun and wind, values: [9, 48, 189], highlight: true}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(StackFields):
    """The parts from the ground up; see :class:`StackFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Columns of a hundred per cent; the last one bears the names of its parts."""
    return plan_stacks("stacked-100", fields, context, share=True)
