"""What rows of statistics are called is proven with their values; what a label claims is not."""

from __future__ import annotations

import pytest

from hefei_report.evidence.classes import names_a_class
from tests.support.tables import made

CLASSES = (
    *("12.5", "1711", "15-19", "15–19", "0 to 14", "65 and over", "under 5", "100+", "10%–20%", "<10", "-5 to 0"),
    *("60岁以上", "15至59岁", "1,000–4,999", "aged 15–64", "3 months", "Under 18 years", "500 km"),
)
CLAIMS = (
    *("up 30%", "Hefei 12.5", "12.5 billion yuan", "257.2 in 2024", "15-19-23", "grew 3 years in a row", "30% more"),
    *("first 5", "1 of 3", "", "years", "增长30%"),
)


@pytest.mark.parametrize("label", CLASSES)
def test_numbers_ranges_and_bounds_are_names_of_classes(label: str) -> None:
    assert names_a_class(label)


@pytest.mark.parametrize("label", CLAIMS)
def test_what_says_more_is_no_name_of_a_class(label: str) -> None:
    assert not names_a_class(label)


@pytest.mark.parametrize("label", ["15–19", "12.5", "65 and over"])
def test_a_figure_s_source_speaks_for_the_classes_of_its_rows(label: str) -> None:
    assert made(f"chart: column\ndata: [{{label: '{label}', value: 3}}]").places == []
    assert made("chart: column\ndata: x.csv\nx: age\ny: people", x_csv=f"age,people\n{label},3\n").places == []


def test_a_claim_in_a_label_still_needs_its_own_proof() -> None:
    chart = made("chart: column\ndata: [{label: up 31.7%, value: 3}]")
    assert [code for code, *_ in chart.places] == ["unproven-number"]


def test_a_line_runs_over_plain_numbers() -> None:
    chart = made("chart: line\ndata: [{x: 12.5, value: 10}, {x: 1711, value: 20}, {x: 3000, value: 5}]")
    assert chart.places == []
