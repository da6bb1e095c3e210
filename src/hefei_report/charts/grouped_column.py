"""``grouped-column``: several values of each category side by side, as upright columns.

Use it for two or three values of each moment or group. For more series draw lines or small multiples.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import CategoryFields, plan_categories
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-two-cities
  chart: grouped-column
  title: The city caught up with its neighbour in seven years
  caption: Gross domestic product of both cities
  alt: Grouped column chart of two cities in 2016, 2019 and 2023; the city overtakes its neighbour.
  unit: billion yuan
  categories: ["2016", "2019", "2023"]
  series:
    - {name: The city, values: [627, 941, 1267], highlight: true}
    - {name: Its neighbour, values: [809, 944, 1075]}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(CategoryFields):
    """The fields of columns; see :class:`CategoryFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Columns that start at zero, those of a category beside each other; a group bears the names of the series."""
    return plan_categories("grouped-column", fields, context, lying=False)
