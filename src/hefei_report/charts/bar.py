"""``bar``: bars that lie on their side, for categories with longer names.

Use it for a ranking, or where names are long. For values in time draw columns or a line.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import CategoryFields, plan_categories
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-growth
  chart: bar
  title: The city's exports grew faster than the nation's
  caption: Growth of goods exports in 2024
  alt: Bar chart of export growth of the city, its province and the nation; the city leads.
  unit: percent
  data:
    - {label: The city, value: 10.6, highlight: true}
    - {label: Its province, value: 5.4, status: preliminary}
    - {label: The nation, value: 7.1}
  reference: {label: Target, value: 5}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(CategoryFields):
    """The fields of bars; see :class:`CategoryFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Bars that start at zero, in the author's order, with their values at their ends."""
    return plan_categories("bar", fields, context, lying=True)
