"""``grouped-bar``: several values of each category side by side, as bars that lie on their side.

Use it for two or three values of each category whose names are long. For more series draw a heatmap or small
multiples.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import CategoryFields, plan_categories
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-where-exports-go
  chart: grouped-bar
  title: Europe has overtaken North America as a market
  caption: Goods exports by destination
  alt: Grouped bar chart of exports to four regions in 2019 and 2024; those to Europe have nearly doubled.
  unit: billion yuan
  categories: [Europe, North America, Southeast Asia, Japan and Korea]
  series:
    - {name: "2019", values: [28.6, 41.3, 21.9, 17.4]}
    - {name: "2024", values: [52.7, 44.8, 39.2, 19.1], highlight: true}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(CategoryFields):
    """The fields of bars; see :class:`CategoryFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Bars that start at zero, those of a category beside each other; a group bears the names of the series."""
    return plan_categories("grouped-bar", fields, context, lying=True)
