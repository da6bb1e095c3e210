"""``dot``: values of each category as dots on one line, where differences matter more than lengths.

Use it to compare values that are far from zero, or two or three of each row. Where lengths should be compared draw
bars.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import CategoryFields
from hefei_report.charts.planning.dotted_rows import plan_dots
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-wages
  chart: dot
  title: Pay in software has pulled away from every other industry
  caption: Average yearly wage by industry
  alt: Dot plot of wages in five industries in 2018 and 2024; software has the highest and has grown most.
  unit: thousand yuan
  categories: [Software, Finance, Manufacturing, Building, Retail]
  series:
    - {name: "2018", values: [98.4, 104.2, 71.5, 63.8, 54.1]}
    - {name: "2024", values: [176.3, 142.9, 103.7, 84.2, 70.6], highlight: true}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(CategoryFields):
    """The fields of bars; the axis needn't begin at zero; see :class:`CategoryFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A row of dots for each category; the first bears the names of the series."""
    return plan_dots("dot", fields, context, grounded=False)
