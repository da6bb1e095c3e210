"""``bubble``: how two measures of the same things go together, and how large each of them is.

Use it where size matters besides two measures, and a dozen things at most. Areas are compared badly: what must be
read exactly goes on an axis.
"""

from __future__ import annotations

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.dotted import DotFields, SizeFields, plan_dots
from hefei_report.document.chartplan import ChartPlan
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-industries
  chart: bubble
  title: The largest industry is not the fastest
  caption: Industries in 2024
  alt: Bubble chart of four industries by growth and share of exports; vehicles are largest.
  unit: percent
  x-title: Share of exports
  x-unit: percent
  y-title: Growth
  size-title: Output
  size-unit: billion yuan
  data:
    - {label: Vehicles, x: 31, y: 24, size: 240, highlight: true}
    - {label: Displays, x: 22, y: 9, size: 120}
    - {label: Appliances, x: 18, y: 4, size: 90}
    - {label: Chips, x: 6, y: 32, size: 45}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(DotFields):
    """The fields of dots (see :class:`DotFields`), and ``size``, which ``size-title`` names and the area shows."""

    size_title: Text
    size_unit: Text | None = None
    size: Text | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Bubbles whose areas are in proportion, the small ones in front."""
    return plan_dots("bubble", fields, context, SizeFields(fields.size_title, fields.size_unit, fields.size))
