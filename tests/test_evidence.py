"""The evidence room: facts keep their digits, print one way, and derive without surprises."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.claims import claim
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.formula import FormulaError, evaluate, names_in
from hefei_report.evidence.intervals import Interval
from hefei_report.evidence.numbers import ordinal, partial_date_text, plain_number, quantity, tidy
from hefei_report.evidence.printing import printed
from hefei_report.evidence.reading import read_facts
from hefei_report.evidence.sources import Source, read_sources
from hefei_report.evidence.units import Unit
from hefei_report.outline.nodes import Scalar, parse
from hefei_report.outline.text import Text

SOURCES = "- {id: paper, title: A title}\n- {id: other, title: Another}\n"


def read(facts: str, sources: str = SOURCES) -> tuple[Facts, dict[str, Source], Diagnostics]:
    diagnostics = Diagnostics()
    source_node, fact_node = parse(sources, "sources.yaml", diagnostics), parse(facts, "facts.yaml", diagnostics)
    assert source_node is not None and fact_node is not None
    known = read_sources((source_node,), diagnostics)
    return read_facts((fact_node,), known, diagnostics), known, diagnostics


def found(diagnostics: Diagnostics) -> list[tuple[str, str]]:
    return [(f"{d.span.line}:{d.span.column}", d.code) for d in diagnostics]


@pytest.mark.parametrize(
    ("digits", "unit", "english", "chinese"),
    [
        ("257.2", "billion yuan", "257.2 billion yuan", "2,572亿元"),
        ("257.20", "billion yuan", "257.20 billion yuan", "2,572.0亿元"),
        ("13507.7", "100 million yuan", "1,350.77 billion yuan", "13,507.7亿元"),
        ("985.3", "10,000 people", "9.853 million people", "985.3万人"),
        ("6", "10,000 people", "60,000 people", "6万人"),
        ("740000", "vehicles", "740,000 vehicles", "74万辆"),
        ("1.37", "million vehicles", "1.37 million vehicles", "137万辆"),
        ("10.6", "percent", "10.6%", "10.6%"),
        ("-3.5", "percentage points", "−3.5 percentage points", "−3.5个百分点"),
        ("1", "percentage points", "1 percentage point", "1个百分点"),
        ("13", "rank", "13th", "第13"),
        ("2020", "year", "2020", "2020年"),
        ("64", "projects", "64 projects", "64个项目"),
        ("240", "hours", "240 hours", "240小时"),
        ("52.5", "thousand people", "52,500 people", "5.25万人"),
        ("5", "hundred people", "500 people", "500人"),
        ("5", "hundred million yuan", "500 million yuan", "5亿元"),
        ("5", "百亿元", "50 billion yuan", "500亿元"),
        ("5", "千亿元", "500 billion yuan", "5,000亿元"),
        ("5", "1,000 people", "5,000 people", "5,000人"),
        ("5", "thousand widgets", "5,000 widgets", "5,000\u00a0widgets"),
    ],
)
def test_a_quantity_prints_with_the_digits_of_its_source(digits: str, unit: str, english: str, chinese: str) -> None:
    number, parsed = Decimal(digits), Unit.of(unit)
    assert quantity(number, parsed, "en").replace("\u00a0", " ") == english
    assert quantity(number, parsed, "zh") == chinese


def test_a_number_never_parts_from_its_unit_at_a_line_end() -> None:
    assert " " not in quantity(Decimal("257.2"), Unit.of("billion yuan"), "en")


def test_numbers_have_separators_and_a_true_minus() -> None:
    assert plain_number(Decimal("-1370000.50")) == "−1,370,000.50"
    assert plain_number(Decimal("10.6"), signed=True) == "+10.6"
    assert plain_number(Decimal("2024"), grouped=False) == "2024"
    assert [str(tidy(Decimal(text))) for text in ("1E+3", "0.50", "1200", "0")] == ["1000", "0.5", "1200", "0"]


def test_ranks_have_the_right_endings() -> None:
    ranks = (1, 2, 3, 4, 11, 12, 13, 21, 102, 113)
    endings = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "113th"]
    assert [ordinal(Decimal(rank), "en") for rank in ranks] == endings


def test_dates_print_as_exactly_as_they_are_known() -> None:
    known = ("2020", "2020-04", "2020-04-29", "late 1970s", "2020-13", "2020-02-31")
    printed_dates = [partial_date_text(text, "en") for text in known]
    assert printed_dates == ["2020", "April 2020", "29\u00a0April 2020", "late 1970s", "2020-13", "2020-02-31"]
    assert partial_date_text("2020-04-29", "zh") == "2020年4月29日"


def test_a_fact_prints_through_every_filter() -> None:
    facts, _, diagnostics = read(
        "facts:\n  exports: {value: '257.2', unit: billion yuan, qualifier: over, period: 2024-06,"
        " geography: Hefei, source: paper}\n  few: {value: 4, unit: projects, source: paper}\n"
        "  day: {value: 2020-04-29, unit: date, source: paper}\n"
    )
    assert not len(diagnostics)
    exports, few, day = (facts.by_id[name] for name in ("exports", "few", "day"))
    out = {name: printed(exports, name, "en").replace("\u00a0", " ") for name in ("", "value", "short", "signed")}
    assert out == {
        "": "over 257.2 billion yuan",
        "value": "257.2 billion yuan",
        "short": "257.2 bn yuan",
        "signed": "+257.2 billion yuan",
    }
    parts = [printed(exports, name, "en") for name in ("number", "digits", "unit", "period", "geography")]
    assert parts == ["257.2", "over 257.2", "billion yuan", "June 2024", "Hefei"]
    assert printed(exports, "", "zh") == "超过2,572亿元"
    assert printed(few, "words", "en") == "four"
    assert printed(day, "", "en") == "29\u00a0April 2020"


def test_words_say_what_the_scale_says() -> None:
    facts, _, _ = read("facts:\n  many: {value: 5, unit: '10,000 people', source: paper}\n")
    assert printed(facts.by_id["many"], "words", "en") == "50,000"


def test_values_convert_between_units_by_powers_of_ten_only() -> None:
    facts, _, _ = read("facts:\n  people: {value: '985.3', unit: '10,000 people', source: paper}\n")
    people = facts.by_id["people"]
    assert people.in_unit(Unit.of("million people")) == Decimal("9.853")
    assert people.in_unit(Unit.of("billion yuan")) is None


def test_derived_facts_are_computed_in_any_order_and_name_their_sources() -> None:
    facts, _, diagnostics = read(
        """\
facts:
  rest: {derived: "all - some", unit: billion yuan, round: 0.1}
  all: {value: "257.2", unit: billion yuan, source: paper}
  some: {value: "206540", unit: million yuan, source: other}
  share: {derived: "share(some, all)", unit: percent, round: 0.1}
  before: {derived: "before_growth(all, growth)", unit: billion yuan, round: 0.1}
  growth: {value: "10.6", unit: percent, source: paper}
checks:
  - share(some, all) ~ 80.3 +- 0.05
"""
    )
    assert not diagnostics.has_errors
    values = {name: fact.value for name, fact in facts.by_id.items()}
    assert (values["rest"], values["share"], values["before"]) == (Decimal("50.7"), Decimal("80.3"), Decimal("232.5"))
    assert facts.by_id["rest"].sources == ("paper", "other")
    assert facts.by_id["rest"].status == "derived"
    assert list(facts.by_id) == ["rest", "all", "some", "share", "before", "growth"]


def test_mistakes_in_facts_are_reported_at_their_places() -> None:
    _, _, diagnostics = read(
        """\
facts:
  a: {value: 25x, unit: percent, source: paper}
  b: {value: 1, source: papre}
  c: {value: 1}
  d: {derived: "a + nope", round: 1}
  e: {derived: "f", round: 1}
  f: {derived: "e", round: 1}
  g: {derived: "b **2", round: 1}
  h: {derived: "b / 3"}
  i: {value: 2020-31-04, unit: date, source: paper}
  j: {source: paper}
  k: {value: 1, source: paper, locator: {paragraf: 6}}
  l: {derived: "l", round: 1}
  m: {derived: "o - b", round: 1}
  o: {value: 2020-04, unit: date, source: paper}
  p: {derived: "q*q*q", round: 0.00001}
  q: {value: "1234567890.12", source: paper}
  r: {value: 1, source: paper, derived: b, round: 1}
  s: {derived: b, round: 0.3}
  t: {value: 0, unit: rank, source: paper}
  u: {value: 1999.5, unit: year, source: paper}
  v: {value: "12345678901234567890123456", source: paper}
  w: {value: 1, source: paper, label: Cargo of 780 ports, unit: "10,000 tonnes", geography: Zone of 12 cities}
checks:
  - b ~ 2
  - b
contested:
  - {facts: [b, zz], chosen: zz, note: editions differ}
  - {facts: [b], chosen: q, note: a slip}
  - {facts: [b], note: nothing is said of the choice}
"""
    )
    assert found(diagnostics) == [
        ("2:14", "bad-number"),
        ("3:25", "unknown-source"),
        ("4:3", "missing-key"),
        ("5:21", "unknown-fact"),
        ("6:16", "bad-formula"),
        ("7:16", "bad-formula"),
        ("8:16", "bad-formula"),
        ("9:3", "missing-key"),
        ("10:14", "bad-number"),
        ("11:3", "missing-key"),
        ("12:42", "unknown-key"),
        ("13:16", "bad-formula"),
        ("14:16", "bad-formula"),
        ("16:16", "bad-formula"),
        ("18:14", "bad-value"),
        ("19:3", "bad-value"),
        ("20:14", "bad-number"),
        ("21:14", "bad-number"),
        ("22:14", "bad-number"),
        ("23:48", "unproven-number"),
        ("23:101", "unproven-number"),
        ("25:5", "failed-check"),
        ("26:5", "bad-formula"),
        ("28:17", "unknown-fact"),
        ("29:26", "bad-value"),
        ("30:5", "bad-value"),
        ("30:5", "missing-key"),
    ]


CLAIMED = """\
facts:
  city: {value: "10.6", unit: percent, source: paper}
  nation: {value: "7.1", unit: percent, source: paper}
  exports: {value: "257.2", unit: billion yuan, source: paper}
  part: {value: "206540", unit: million yuan, source: other}
  moved: {value: 2020-04, unit: date, source: other}
"""


def claims_about(*sentences: str) -> list[tuple[str, str]]:
    """Code and message of what is wrong with these claims."""
    facts, _, diagnostics = read(CLAIMED)
    assert not len(diagnostics)
    for sentence in sentences:
        node = parse(f"'{sentence}'", "claims.yaml", diagnostics)
        assert isinstance(node, Scalar)
        claim(Text.of(node), facts, diagnostics)
    assert all(d.hint for d in diagnostics)
    return [(d.code, d.message) for d in diagnostics]


@pytest.mark.parametrize(
    "sentence",
    [
        "city > nation",
        "nation <= city",
        "city - nation == 3.5",
        "city != nation",
        "part < exports",
        "share(part, exports) ~ 80.3 +- 0.05",
        "share(part, exports) > 80",
        "exports > 257000000000",
    ],
)
def test_a_claim_that_the_facts_bear_out_is_silent(sentence: str) -> None:
    assert claims_about(sentence) == []


def test_a_claim_that_the_facts_contradict_is_reported_with_their_values() -> None:
    assert claims_about("city < nation") == [
        ("false-claim", "the facts contradict this claim: city is 10.6%, nation is 7.1%")
    ]
    [(code, message)] = claims_about("share(part, exports) ~ 81 +- 0.05")
    assert code == "false-claim"
    assert message.replace("\u00a0", " ").endswith("part is 206,540 million yuan, exports is 257.2 billion yuan")


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("city", "bad-formula"),
        ("city > ", "bad-formula"),
        ("city > nation +- 1", "bad-formula"),
        ("city ~ nation +- one", "bad-formula"),
        ("city +- 1 ~ nation", "bad-formula"),
        ("city > nation > exports", "bad-formula"),
        ("city > nations", "unknown-fact"),
        ("city.real > 1", "bad-formula"),
        ("moved > 1", "bad-formula"),
    ],
)
def test_a_claim_that_cannot_be_read_is_reported(sentence: str, code: str) -> None:
    assert [found for found, _ in claims_about(sentence)] == [code]


MEASURED = (
    CLAIMED
    + """\
  staff: {value: 10, unit: people, source: paper}
  money: {value: 10, unit: million yuan, source: paper}
  lead: {value: "3.5", unit: percentage points, source: paper}
  plain: {value: 10, source: paper}
  since: {value: 2014, unit: year, source: paper}
  until: {value: 2024, unit: year, source: paper}
  term: {value: 10, unit: years, source: paper}
  place: {value: 2, unit: rank, source: paper}
  gained: {value: 8, unit: places, source: paper}
  built: {value: 7, unit: cars, source: paper}
  sold: {value: 6, unit: vehicles, source: paper}
"""
)


def units_in(sentence: str) -> list[tuple[str, int, str]]:
    """Code, column and message of what is wrong with this claim."""
    facts, _, diagnostics = read(MEASURED)
    node = parse(f"'{sentence}'", "claims.yaml", diagnostics)
    assert isinstance(node, Scalar)
    claim(Text.of(node), facts, diagnostics)
    return [(d.code, d.span.column, d.message) for d in diagnostics]


@pytest.mark.parametrize(
    ("sentence", "column", "message"),
    [
        ("money > staff", 1, "this compares unlike things: yuan with people"),
        ("staff < sum(money, part)", 1, "this compares unlike things: people with yuan"),
        ("share(part, exports) < exports", 1, "this compares unlike things: percent with yuan"),
        ("ratio(exports, part) < exports", 1, "this compares unlike things: a plain number with yuan"),
        ("round(money, 1) - 1 > -staff", 1, "this compares unlike things: yuan with people"),
        ("rank(money, part) < staff", 1, "this compares unlike things: rank with people"),
        ("1 < money + staff", 6, "this adds or subtracts unlike things: yuan and people"),
        ("1 < (money - city) / 2", 7, "this adds or subtracts unlike things: yuan and percent"),
        ("mean(money, 1, staff) > 1", 2, "this adds or subtracts unlike things: yuan and people"),
        ("difference(money, staff) > 1", 2, "this adds or subtracts unlike things: yuan and people"),
    ],
)
def test_unlike_things_are_not_compared(sentence: str, column: int, message: str) -> None:
    assert units_in(sentence) == [("wrong-unit", column, message)]


@pytest.mark.parametrize(
    "sentence",
    [
        "money > 3",
        "money > plain - plain",
        "money > staff * 1000",
        "money / staff > plain",
        "money / 2 > staff",
        "city - nation ~ lead +- 0.05",
        "share(part, exports) > lead",
        "ratio(exports, part) < city",
        "ratio(money, staff) < money",
        "until - since ~ term +- 0",
        "since + term ~ until +- 0",
        "rank(part, exports) ~ place +- 0",
        "built + sold > 12",
        "place + gained ~ 10 +- 0",
        "round(part, 1000000) < before_growth(exports, nation)",
    ],
)
def test_like_things_are_compared_as_before(sentence: str) -> None:
    assert [found for found in units_in(sentence) if found[0] != "undecided-claim"] == []


def test_a_check_and_a_derived_fact_are_held_to_their_units_too() -> None:
    derived = '  odd: {derived: "money + staff", unit: yuan, round: 1, tolerance: 10000000}\n'
    _, _, diagnostics = read(MEASURED + derived + 'checks: ["money > staff"]\n')
    assert [(d.code, d.severity.value) for d in diagnostics] == [("wrong-unit", "error")] * 2


def test_sources_and_facts_are_given_once() -> None:
    _, _, diagnostics = read("facts:\n  a: {value: 1, source: s}\n", "- {id: s, title: x}\n- {id: s, title: y}\n")
    assert [(d.span.file, d.code) for d in diagnostics] == [("sources.yaml", "duplicate-id")]


def exactly(digits: str) -> Interval:
    return Interval.exactly(Decimal(digits))


HOSTILE = [
    "__import__('os').system('id')",
    "().__class__",
    "a.b",
    "[x for x in (1, 2)]",
    "9**9**9**9",
    "lambda: 1",
    "f'{a}'",
    "a[0]",
    "1e99",
    "1_000",
    "True",
    "sum(*[1])",
    "open('x')",
    "a if a else 2",
    "(a := 1)",
    "a // 2",
    "~a",
    "(" * 300 + "1" + ")" * 300,
    "(" * 10_000,
    "-" * 400 + "1",
    "1+" * 240 + "1",
    "9" * 40,
    "",
    "a;a",
    "sum()",
]


@pytest.mark.parametrize("formula", HOSTILE)
def test_a_formula_can_do_nothing_but_arithmetic(formula: str) -> None:
    with pytest.raises(FormulaError):
        evaluate(formula, {"a": exactly("2")}.__getitem__)


def test_a_hostile_formula_is_refused_at_once() -> None:
    """A whole reading in which every hostile formula is a fact's: none may hold the reader up, so none may reach the
    powers and products that make numbers grow.
    """
    lines = [f"  f{number}: {{derived: {json.dumps(formula)}, round: 1}}" for number, formula in enumerate(HOSTILE)]
    _, _, diagnostics = read("facts:\n" + "\n".join(lines) + "\n  a: {value: 2, source: paper}\n")
    refused = {d.span.line - 2 for d in diagnostics if d.code in ("bad-formula", "unknown-fact")}
    assert refused == set(range(len(HOSTILE)))


def test_formulas_compute_exactly() -> None:
    values = {"a": exactly("0.1"), "b": exactly("0.2"), "c": exactly("0"), "d": exactly("7")}

    def computed(formula: str) -> Decimal:
        return evaluate(formula, values.__getitem__).value

    assert computed("a + b") == Decimal("0.3")
    assert computed("-(a - b) * 10 / 2") == Decimal("0.5")
    assert computed("pct_change(b, a)") == Decimal(100)
    assert round(computed("cagr(1350.77, 515.8, 10)"), 1) == Decimal("10.1")
    assert [computed("rank(a, b, c)"), computed("rank(d, a, b)")] == [Decimal(2), Decimal(1)]
    assert computed("round(d / 3, 0.01)") == Decimal("2.33")
    assert names_in("mean(b, a) + sum(a, 1)") == ("b", "a")
    for formula, why in [("a / c", "zero"), ("round(a, 0.3)", "power of ten"), ("cagr(a, b, 0)", "years")]:
        with pytest.raises(FormulaError, match=why):
            computed(formula)
