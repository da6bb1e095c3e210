"""``lollipop``: one value of each category as a dot on a line from zero, for many that are nearly alike.

Use it for many values that are nearly alike, where bars would be a block. For a few values draw bars.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import CategoryFields
from hefei_report.charts.planning.dotted_rows import plan_dots
from hefei_report.document.chartplan import ChartPlan
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-patents
  chart: lollipop
  title: Only three districts file more patents than the average city
  caption: Patents granted in 2024, by district
  alt: Lollipop chart of patents in nine districts; three are above twelve thousand.
  data:
    - {label: High-tech zone, value: 18420, highlight: true}
    - {label: Economic zone, value: 14110, highlight: true}
    - {label: Shushan, value: 12870, highlight: true}
    - {label: Baohe, value: 9640}
    - {label: Luyang, value: 7310}
    - {label: Yaohai, value: 6980}
    - {label: Feixi, value: 6150}
    - {label: Changfeng, value: 4870}
    - {label: Lujiang, value: 2260}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(CategoryFields):
    """The fields of bars, for one value in each row; see :class:`CategoryFields`."""


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Dots on stems from zero, with their values beside them."""
    return plan_dots("lollipop", fields, context, grounded=True)
