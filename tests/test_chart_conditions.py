"""Conditions choose rows as a reader of the condition would, and bad ones are reported at their column."""

from decimal import Decimal

import pytest

from hefei_report.charts.planning.conditionreading import MAX_LENGTH, read_condition
from hefei_report.charts.planning.conditions import Both, Cell
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.outline.nodes import Mapping, Scalar, parse
from hefei_report.outline.text import Text

ROW: dict[str, Cell] = {
    "city": "Hefei",
    "year": "2024",
    "month": "2024-05",
    "exports": Decimal("257.2"),
    "target": Decimal(250),
    "Exports 2024": "257.2",
    "note": None,
    "code": "007",
}


def condition_in(written: str) -> tuple[Text, Diagnostics]:
    """``written`` as the value of ``where:`` in an outline."""
    found = Diagnostics()
    node = parse("where: '" + written.replace("'", "''") + "'\n", "report.yaml", found)
    assert isinstance(node, Mapping)
    scalar = node.get("where")
    assert isinstance(scalar, Scalar)
    return Text.of(scalar), found


def holds(written: str) -> bool:
    text, found = condition_in(written)
    condition = read_condition(text, ROW, found)
    assert condition is not None, list(found)
    return condition.holds(ROW)


def complaint(written: str) -> Diagnostic:
    text, found = condition_in(written)
    assert read_condition(text, ROW, found) is None
    (only,) = found
    return only


@pytest.mark.parametrize(
    "written",
    [
        "city = Hefei",
        'city = "Hefei"',
        "city != Nanjing",
        "city in [Hefei, Nanjing]",
        "city not in (Wuhu, Nanjing)",
        "year not in [2023, 2025] and city in [Nanjing, Hefei]",
        "year = 2024",
        "year >= 2020 and exports > 100",
        "exports = 257.20",
        "exports ≥ 257.2",
        "Exports 2024 > 30",
        '"Exports 2024" > 30',
        "exports > target",
        "month = 2024",
        "month >= 2024-05 and month <= 2024",
        "month < 2024-06",
        "note = null",
        "exports != null",
        "note != Hefei",
        "city = Nanjing or city = Wuhu or city = Hefei",
        "city = Hefei or year = 1 and exports = 1",
        "(city = Wuhu or city = Hefei) and year = 2024",
        "code = 7",
        "city < Nanjing",
    ],
)
def test_a_condition_that_a_row_fulfils_holds(written: str) -> None:
    assert holds(written)


@pytest.mark.parametrize(
    "written",
    [
        "city = hefei",
        "city != Hefei",
        "city in [Wuhu]",
        "city not in [Hefei, Nanjing]",
        "year < 2024",
        "exports > 1000",
        "(city = Hefei or year = 1) and exports = 1",
        "note > 0",
        "note < 0",
        "city > 5",
        "city < 5",
        "month > 2024",
        "target > exports",
        'city = "year"',
    ],
)
def test_a_condition_that_a_row_fails_does_not_hold(written: str) -> None:
    assert not holds(written)


def test_numbers_are_not_compared_as_text() -> None:
    assert holds("exports < 1000 and exports > 30")  # as texts, 257.2 would come after 1000 and before 30


@pytest.mark.parametrize(
    ("written", "column", "message", "hint"),
    [
        ("yaer = 2024", 9, "there is no column 'yaer'", "did you mean 'year'?"),
        ("year = 2024 and citty = Hefei", 25, "there is no column 'citty'", "did you mean 'city'?"),
        ("year", 12, "a comparison such as '=' is missing at the end", ""),
        ("year = ", 14, "a value is missing at the end", ""),
        ("= 2024", 9, "a name is needed before '='", ""),
        ("city in Hefei", 17, "a list is needed behind 'in'", "write in [Anhui, Jiangsu]"),
        ("city in [Hefei", 22, "']' is missing", "close what was opened"),
        ("(city = Hefei", 21, "')' is missing", "close what was opened"),
        ("city = Hefei)", 21, "')' is too much here", ""),
        ("city = Hefei and", 24, "a name is missing at the end", ""),
        ("city = 'Hefei", 16, "''' is not possible in a condition", ""),
        ("city ! Hefei", 14, "'!' is not possible in a condition", ""),
        ("__import__('os') = 1", 9, "there is no column '__import__'", ""),
    ],
)
def test_a_bad_condition_is_reported_at_its_column(written: str, column: int, message: str, hint: str) -> None:
    found = complaint(written)
    assert (found.message, found.span.line) == (message, 1)
    shift = written[: column - 9].count("'")  # the outline doubles quotes
    assert found.span.column == column + shift
    assert found.hint.startswith(hint)


def test_an_endless_or_deep_condition_is_refused() -> None:
    assert "longer" in complaint("year = 2024 or " * MAX_LENGTH).message
    assert "deep" in complaint("(" * 100 + "year = 1" + ")" * 100).message
    assert complaint("").code == "bad-condition"


def test_a_condition_tells_its_comparisons_in_order() -> None:
    text, found = condition_in("year = 2024 and (city = Wuhu or city = Hefei)")
    condition = read_condition(text, ROW, found)
    assert isinstance(condition, Both)
    assert [entry.name.value for entry in condition.comparisons] == ["year", "city", "city"]
