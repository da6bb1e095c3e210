"""Stacked columns of PowerPoint's own bear the names of their parts where the drawing does, else in a legend."""

from __future__ import annotations

from hefei_report.deck.charts.model import Label, NativeChart, Says
from tests.test_charts import chart
from tests.test_deck_composed_charts import made

PARTS = (
    "[{name: Farming, values: [60, 80]}, {name: Industry, values: [300, 420]}, {name: Services, values: [260, 850]}]"
)


def stacked(parts: str = PARTS, kind: str = "stacked-column", width: float = 620.0) -> NativeChart:
    return made(chart(f"chart: {kind}\ncategories: ['2015', '2024']\nseries: {parts}"), width)


def names(native: NativeChart) -> dict[str, Label]:
    """The labels that say what their series is called, by its name."""
    series = (one for plot in native.plots for one in plot.series)
    labels = ((native.columns[one.column].header, label) for one in series for label in one.labels)
    return {name: label for name, label in labels if label.says is Says.NAME}


def test_parts_are_named_beside_the_last_column_and_in_no_legend() -> None:
    for kind in ("stacked-column", "stacked-100"):
        native = stacked(kind=kind)
        assert list(names(native)) == ["Farming", "Industry", "Services"]
        assert {label.index for label in names(native).values()} == {1}
        assert native.legend is None


def test_names_begin_where_the_plot_ends_and_stay_in_the_frame() -> None:
    native = stacked()
    middle = native.plot.x + native.plot.w * 0.75
    for label in names(native).values():
        assert middle + label.moved[0] > native.plot.x + native.plot.w
    assert native.plot.x + native.plot.w < 0.95


def test_names_that_would_touch_or_are_too_long_stay_in_the_legend() -> None:
    thin = "[{name: A, values: [60, 1]}, {name: B, values: [300, 1]}, {name: C, values: [260, 850]}]"
    long = PARTS.replace("Farming", "Farming and forestry and animal husbandry and fishery of all the counties")
    missing = PARTS.replace("[60, 80]", "[60, null]")
    for parts in (thin, long, missing):
        native = stacked(parts)
        assert names(native) == {}
        assert native.legend is not None
