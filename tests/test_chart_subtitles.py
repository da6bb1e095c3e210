"""A chart says its unit once: in its author's caption, in itself, or else behind the caption."""

from __future__ import annotations

import pytest

from hefei_report.document.model import Figure, plain
from hefei_report.document.walking import blocks_of
from tests.test_charts import HEAD, composed

DATA = "  chart: column\n  data: [{label: A, value: 3}, {label: B, value: 4}]\n"


def figure(fields: str, caption: str = "What it shows", language: str = "en") -> Figure:
    document, diagnostics = composed(HEAD.replace("What it shows", caption) + fields, {}, language)
    assert not diagnostics.has_errors, list(diagnostics)
    assert document is not None
    (found,) = (block for block in blocks_of(document) if isinstance(block, Figure))
    return found


@pytest.mark.parametrize(
    ("caption", "unit", "told"),
    [
        ("Exports", "billion yuan", "Exports, billion yuan"),
        ("Exports.", "billion yuan", "Exports, billion yuan."),
        ("Exports in billions of yuan", "billion yuan", "Exports in billions of yuan"),
        ("Exports, billion yuan", "billion yuan", "Exports, billion yuan"),
        ("Cars made", "cars", "Cars made"),
        ("Exports", "percent", "Exports"),
        ("Exports", "10,000 tonnes", "Exports, 10,000 tonnes"),
    ],
)
def test_a_unit_that_the_caption_leaves_out_stands_behind_it(caption: str, unit: str, told: str) -> None:
    assert plain(figure(f"{DATA}  unit: {unit}\n", caption).caption).replace("\N{NO-BREAK SPACE}", " ") == told


def test_in_chinese_the_unit_follows_a_chinese_comma() -> None:
    assert plain(figure(f"{DATA}  unit: 亿元\n", "出口额", "zh").caption) == "出口额，亿元"
    assert plain(figure(f"{DATA}  unit: 亿元\n", "出口额（亿元）", "zh").caption) == "出口额（亿元）"


def test_the_digits_of_a_unit_belong_to_the_chart() -> None:
    shown = figure(f"{DATA}  unit: 10,000 tonnes\n")
    assert [run.role for run in shown.caption if "10,000" in run.text] == ["chart:fig-one"]


def test_what_stands_in_the_chart_is_not_said_again() -> None:
    ring = "  chart: donut\n  centre: All\n  unit: billion yuan\n  data: [{label: A, value: 3}, {label: B, value: 4}]\n"
    assert plain(figure(ring).caption) == "What it shows"
    axes = """\
  chart: combo
  unit: billion yuan
  line-unit: percent
  categories: [A, B]
  columns: [{name: Exports, values: [1, 2]}]
  lines: [{name: Growth, values: [3, 4]}]
"""
    assert plain(figure(axes).caption) == "What it shows"
