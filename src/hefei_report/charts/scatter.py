"""``scatter``: how two measures of the same things go together.

Use it to see whether two measures go together. That they do says nothing about which causes which.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.dotted import DotFields, plan_dots
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-research
  chart: scatter
  title: Where more is spent on research, people earn more
  caption: Five cities in 2024
  alt: Scatter chart of five cities; those that spend more on research have higher incomes.
  unit: thousand yuan
  x-title: Spending on research
  x-unit: percent
  y-title: Income per head
  data:
    - {label: The city, x: 4.0, y: 58.2, highlight: true}
    - {label: Its neighbour, x: 3.6, y: 62.1}
    - {label: A port, x: 2.9, y: 55.4}
    - {label: An old capital, x: 2.2, y: 48.9}
    - {label: A mining town, x: 0.9, y: 39.3}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(DotFields):
    """The fields of dots; see :class:`DotFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Dots with their names beside them; axes begin where the data does."""
    return plan_dots("scatter", fields, context)
