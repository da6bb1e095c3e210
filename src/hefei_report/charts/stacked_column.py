"""``stacked-column``: amounts made of parts, column by column, with what they add up to.

Use it where the sum matters first, and its parts second. To compare the parts draw lines or small multiples.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.stacks import StackFields, plan_stacks
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-output-by-sector
  chart: stacked-column
  title: Services made most of the growth
  caption: Gross domestic product by sector
  alt: Stacked columns of output from 2015 to 2024 by sector; services have more than doubled.
  unit: billion yuan
  categories: ["2015", "2018", "2021", "2024"]
  series:
    - {name: Farming, values: [65, 72, 81, 92]}
    - {name: Industry, values: [289, 361, 417, 462]}
    - {name: Services, values: [264, 449, 643, 797], highlight: true}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(StackFields):
    """The parts from the ground up; see :class:`StackFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Columns of parts from zero, with their sums above them; the last column bears the names of its parts."""
    return plan_stacks("stacked-column", fields, context, share=False)
