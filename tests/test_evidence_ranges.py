"""What figures leave open: ranges, precision, contradictions, and claims that rounding leaves undecided."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.claims import claim
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.reading import read_facts
from hefei_report.evidence.sources import read_sources
from hefei_report.outline.nodes import Scalar, parse
from hefei_report.outline.text import Text


def read(facts: str) -> tuple[Facts, Diagnostics]:
    diagnostics = Diagnostics()
    sources = parse("- {id: paper, title: A title}\n- {id: other, title: Another}\n", "sources.yaml", diagnostics)
    node = parse("facts:\n" + facts, "facts.yaml", diagnostics)
    assert sources is not None and node is not None
    return read_facts((node,), read_sources((sources,), diagnostics), diagnostics), diagnostics


def codes(diagnostics: Diagnostics) -> list[tuple[int, str]]:
    return [(d.span.line, d.code) for d in diagnostics]


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("value: '257.2', unit: billion yuan", "257.15", "257.25"),
        ("value: '257.2', unit: billion yuan, qualifier: over", "257.2", "257.3"),
        ("value: '220000', unit: people, qualifier: nearly", "210000", "220000"),
        ("value: '1000', unit: firms, qualifier: about", "0", "2000"),
        ("value: '30', unit: firms, qualifier: at least", "30", "Infinity"),
        ("value: '300', unit: firms, qualifier: up to", "0", "300"),
        ("value: '13', unit: rank", "13", "13"),
        ("value: '2008', unit: year", "2008", "2008"),
        ("value: '1.6', unit: trillion yuan, status: target", "1.6", "1.6"),
    ],
)
def test_a_figure_says_no_more_than_its_digits_and_its_qualifier(written: str, low: str, high: str) -> None:
    facts, diagnostics = read(f"  a: {{{written}, source: paper}}\n")
    assert not len(diagnostics)
    fact = facts.by_id["a"]
    assert fact.range is not None
    scaled = fact.range.scaled(-fact.unit.scale)
    assert (scaled.low, scaled.high) == (Decimal(low), Decimal(high))


def test_a_derived_figure_carries_the_ranges_of_what_it_is_made_from_and_shows_its_working() -> None:
    facts, diagnostics = read(
        """\
  part: {value: '206.5', unit: billion yuan, source: paper}
  all: {value: '257.2', unit: billion yuan, qualifier: over, source: paper}
  share: {derived: "share(part, all)", unit: percent, round: 0.1}
  half: {derived: "part/2-1", unit: billion yuan, round: 0.1}
"""
    )
    assert not diagnostics.has_errors
    share = facts.by_id["share"]
    assert share.range is not None
    assert round(share.range.low, 3) == Decimal("80.237")
    assert round(share.range.high, 3) == Decimal("80.307")
    assert share.working.replace("\u00a0", " ") == "206.5 billion yuan ÷ 257.2 billion yuan"
    assert facts.by_id["half"].working.replace("\u00a0", " ") == "206.5 billion yuan ÷ 2 − 1"


def test_a_derived_figure_may_not_look_more_exact_than_its_sources() -> None:
    _, diagnostics = read(
        """\
  part: {value: '20.1', unit: people, source: paper}
  all: {value: '21.9', unit: people, source: paper}
  fine: {derived: "share(part, all)", unit: percent, round: 1}
  false_precision: {derived: "share(part, all)", unit: percent, round: 0.1}
  admitted: {derived: "share(part, all)", unit: percent, round: 0.1, tolerance: 0.5}
  overdrawn: {derived: "share(part, all)", unit: percent, round: 0.1, tolerance: 0.2}
"""
    )
    assert [(d.span.line, d.code, d.severity.value) for d in diagnostics] == [
        (5, "imprecise", "warning"),
        (7, "imprecise", "error"),
    ]


def test_a_contradiction_between_sources_is_declared_or_reported() -> None:
    disagreeing = """\
  one: {value: '0.74', unit: million cars, label: Cars made, period: 2023, geography: Hefei, source: paper}
  two: {value: '746', unit: thousand cars, label: cars made, period: 2023, geography: Hefei, source: other}
  sum: {value: '700', unit: thousand cars, label: Cars made, period: 2023, geography: Hefei, source: other}
  elsewhere: {value: '900', unit: thousand cars, label: Cars made, period: 2023, geography: Anhui, source: other}
  later: {value: '900', unit: thousand cars, label: Cars made, period: 2024, geography: Hefei, source: other}
  sold: {value: '9', unit: cars, label: Cars made, measure: sales, period: 2023, geography: Hefei, source: other}
"""
    _, diagnostics = read(disagreeing)
    assert codes(diagnostics) == [
        (3, "undeclared-contradiction"),
        (4, "undeclared-contradiction"),
        (4, "undeclared-contradiction"),
    ]
    messages = [d.message.replace("\u00a0", " ") for d in diagnostics]
    assert any("'one' says 0.74 million cars, 'two' says" in message for message in messages)
    _, diagnostics = read(
        disagreeing + "contested:\n  - {facts: [one, two, sum], chosen: one, note: the others count lorries}\n"
    )
    assert not len(diagnostics)


def test_figures_that_differ_by_their_rounding_only_do_not_contradict_each_other() -> None:
    _, diagnostics = read(
        """\
  one: {value: '1.37', unit: million cars, label: Cars, period: 2024, qualifier: over, source: paper}
  two: {value: '1376', unit: thousand cars, label: Cars, period: 2024, source: other}
  day: {value: 2020-04-29, unit: date, label: Rescue, source: paper}
  month: {value: 2020-04, unit: date, label: Rescue, source: other}
"""
    )
    assert not len(diagnostics)


def test_a_claim_that_rounding_leaves_open_is_a_warning() -> None:
    facts, diagnostics = read(
        "  a: {value: '1.4', unit: percent, source: paper}\n  b: {value: '1.37', unit: percent, source: paper}\n"
    )
    for sentence in ("a > b", "a > 1.3", "a < b"):
        node = parse(f"'{sentence}'", f"{sentence}.yaml", diagnostics)
        assert isinstance(node, Scalar)
        claim(Text.of(node), facts, diagnostics)
    assert [(d.span.file, d.code, d.severity.value) for d in diagnostics] == [
        ("a < b.yaml", "false-claim", "error"),
        ("a > b.yaml", "undecided-claim", "warning"),
    ]


def test_a_fact_may_have_several_sources_each_with_its_place() -> None:
    facts, diagnostics = read(
        """\
  plan:
    value: "150"
    unit: billion yuan
    source: [paper, {id: other, locator: {page: 3}, phrase: "150 billion yuan"}]
    locator: {paragraph: 12}
    phrase: an investment of 150 billion yuan
"""
    )
    assert not len(diagnostics)
    first, second = facts.by_id["plan"].evidence
    assert (first.source, first.phrase) == ("paper", "an investment of 150 billion yuan")
    assert first.locator is not None and first.locator.paragraph == 12
    assert second.locator is not None and second.locator.page is not None
    assert (second.source, second.locator.page.value, second.phrase) == ("other", "3", "150 billion yuan")


def test_a_phrase_quotes_no_more_than_it_needs() -> None:
    _, diagnostics = read("  a: {value: 1, source: paper, phrase: one two three four five six seven eight nine}\n")
    assert codes(diagnostics) == [(2, "too-large")]
