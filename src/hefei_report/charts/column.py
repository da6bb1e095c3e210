"""``column``: upright columns, for a few values in time or for groups of them.

Use it for up to a dozen moments or groups. For long names draw bars, for many moments a line.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import CategoryFields, plan_categories
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-vehicles
  chart: column
  title: Output has grown fivefold in three years
  caption: New-energy vehicles made in the city
  alt: Column chart of vehicle output from 2022 to 2025; the last column is a target.
  unit: thousand vehicles
  data:
    - {label: "2022", value: 255}
    - {label: "2023", value: 740, target: 800}
    - {label: "2024", value: 1370, highlight: true}
    - {label: "2025", value: 1400, status: estimated}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(CategoryFields):
    """The fields of columns; see :class:`CategoryFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Columns that start at zero, with their values above them."""
    return plan_categories("column", fields, context, lying=False)
