"""The layer of a chart that is made of charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hefei_report.records import dataclass

if TYPE_CHECKING:
    from hefei_report.document.chartplan import ChartPlan


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several charts that are drawn side by side, under its own title."""

    title: str
    plan: ChartPlan


@dataclass(frozen=True, slots=True)
class Panels:
    """Charts in reading order. The plan that holds them has their legend; theirs are empty."""

    panels: tuple[Panel, ...]
