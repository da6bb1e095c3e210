"""The outline room: YAML with places, bound to types, every complaint where the author can mend it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hefei_report.diagnostics import Diagnostics, Span, render
from hefei_report.outline.nodes import MAX_DEPTH, Mapping, Node, Scalar, parse
from hefei_report.outline.schema import Keyed, Name, bind
from hefei_report.outline.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    SHORTHAND = "title"
    span: Span
    title: Text
    count: int = 0
    ratio: Decimal | None = None
    day: dt.date | None = None
    tone: Literal["calm", "loud"] = "calm"
    ready: bool = False
    parts: tuple[Thing, ...] = ()
    named: tuple[Keyed[Text], ...] = ()


def bound(text: str) -> tuple[Thing | None, Diagnostics]:
    diagnostics = Diagnostics()
    node = parse(text, "thing.yaml", diagnostics)
    return (bind(node, Thing, diagnostics) if node is not None else None), diagnostics


def found(diagnostics: Diagnostics) -> list[tuple[str, str]]:
    return [(str(d.span), d.code) for d in diagnostics]


def test_scalars_stay_what_the_author_wrote() -> None:
    text = "title: NO\nnamed: {clock: 12:30, price: 1.10, octal: 010, yes: yes, none: 'null', day: 2025-01-02}\n"
    thing, diagnostics = bound(text)
    assert not len(diagnostics)
    assert thing is not None and thing.title.value == "NO"
    values = {entry.key.value: entry.value.value for entry in thing.named}
    expected = {"clock": "12:30", "price": "1.10", "octal": "010", "yes": "yes", "none": "null", "day": "2025-01-02"}
    assert values == expected


def test_typed_fields_take_their_type_and_nothing_else() -> None:
    text = "title: a\ncount: 12\nratio: 1.10\nday: 2025-11-22\ntone: loud\nready: true\nparts: [b, {title: c}]\n"
    thing, diagnostics = bound(text)
    assert not len(diagnostics)
    assert thing is not None
    assert (thing.count, thing.ratio, thing.day, thing.tone, thing.ready) == (
        12,
        Decimal("1.10"),
        dt.date(2025, 11, 22),
        "loud",
        True,
    )
    assert [part.title.value for part in thing.parts] == ["b", "c"]


def test_every_mistake_is_reported_in_one_run() -> None:
    text = """\
count: many
ratio: 1,5
day: 22.11.2025
tone: lowd
ready: yes
tittle: x
parts: {title: {}}
tone: calm
"""
    _, diagnostics = bound(text)
    assert found(diagnostics) == [
        ("thing.yaml:1:8", "bad-number"),
        ("thing.yaml:2:8", "bad-number"),
        ("thing.yaml:3:6", "bad-date"),
        ("thing.yaml:4:7", "bad-value"),
        ("thing.yaml:5:8", "wrong-type"),
        ("thing.yaml:6:1", "unknown-key"),
        ("thing.yaml:7:16", "wrong-type"),
        ("thing.yaml:8:1", "duplicate-key"),
    ]
    hints = {d.code: d.hint for d in diagnostics}
    assert hints["unknown-key"] == "did you mean 'title'?"
    assert hints["bad-value"] == "did you mean 'loud'?"


def test_a_diagnostic_shows_the_line_with_a_caret_under_the_mistake() -> None:
    text = "title: x\ntone: 合适, lowd\n"
    _, diagnostics = bound(text)
    [diagnostic] = diagnostics
    shown = render(diagnostic, text.split("\n")[diagnostic.span.line - 1]).split("\n")
    assert shown[0].startswith("thing.yaml:2:7: error[bad-value]: ")
    assert shown[1] == "    2 | tone: 合适, lowd"
    assert shown[2] == "      |       " + "^" * 8


@pytest.mark.parametrize(
    ("notation", "value"),
    [
        ("plain words here", "plain words here"),
        ("'single ''quoted'' words'", "single 'quoted' words"),
        (r'"double \"quoted\" \u5408 words"', 'double "quoted" 合 words'),
        ("|\n  block of\n  many words\n", "block of\nmany words\n"),
        (">-\n  folded\n  to one\n\n  line of words", "folded to one\nline of words"),
        ("plain over\n  two lines of words", "plain over two lines of words"),
        ('"quoted over\n  two lines of words"', "quoted over two lines of words"),
        ('"continued \\\n   without a space: words"', "continued without a space: words"),
    ],
)
def test_every_character_of_a_text_knows_its_place(notation: str, value: str) -> None:
    source = f"title: {notation}"
    node = parse(source, "t.yaml", Diagnostics())
    assert isinstance(node, Mapping)
    scalar = node.get("title")
    assert isinstance(scalar, Scalar) and scalar.value == value
    text = Text.of(scalar)
    for word in ("words", "of", "quoted"):
        if word in value:
            span = text.at(value.index(word), len(word))
            line = source.split("\n")[span.line - 1]
            assert line[span.column - 1 :].startswith(word)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(texts, texts | st.lists(texts, max_size=4), max_size=5), st.sampled_from(["|", '"', "'", ">"]))
def test_what_pyyaml_reads_as_text_is_read_the_same(data: dict[str, str | list[str]], style: str) -> None:
    source = yaml.safe_dump(data, allow_unicode=True, default_style=style, width=40)
    diagnostics = Diagnostics()
    node = parse(source, "x.yaml", diagnostics)
    assert not len(diagnostics)

    def values(node: Node | None) -> object:
        match node:
            case Scalar():
                text = Text.of(node)
                assert all(text.at(i).line >= node.span.line for i in range(len(node.value)))
                return node.value
            case Mapping():
                return {entry.key.value: values(entry.value) for entry in node.entries}
            case None:
                return None
            case _:
                return [values(item) for item in node.items]

    assert values(node) == data


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_text_whatever_makes_the_parser_raise(source: str) -> None:
    diagnostics = Diagnostics()
    node = parse(source, "x.yaml", diagnostics)
    assert node is not None or diagnostics.has_errors


@pytest.mark.parametrize(
    ("source", "place", "code"),
    [
        ("a: [1", "1:6", "yaml-syntax"),
        ("a: b: c", "1:5", "yaml-syntax"),
        ("a:\n\t- b", "2:1", "yaml-syntax"),
        ("a: !!python/object:os.system x", "1:4", "yaml-syntax"),
        ("a: b\n---\nc: d", "2:1", "yaml-syntax"),
        ("a: &x [*x]", "1:8", "yaml-limit"),
        ("a: *nowhere", "1:4", "yaml-syntax"),
        ("? [a]\n: b", "1:3", "yaml-syntax"),
        ("[" * 5000, f"1:{MAX_DEPTH + 1}", "yaml-limit"),
    ],
)
def test_what_is_no_acceptable_yaml_is_refused_at_its_place(source: str, place: str, code: str) -> None:
    diagnostics = Diagnostics()
    assert parse(source, "x.yaml", diagnostics) is None
    assert found(diagnostics) == [(f"x.yaml:{place}", code)]


def test_aliases_work_and_cannot_explode() -> None:
    diagnostics = Diagnostics()
    node = parse("a: &a [x, y]\nb: *a\n", "x.yaml", diagnostics)
    assert isinstance(node, Mapping) and node.get("a") == node.get("b")
    laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        laughs += f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n"
    assert parse(laughs, "x.yaml", diagnostics) is None
    assert [code for _, code in found(diagnostics)] == ["yaml-limit"]


def test_a_name_is_an_identifier() -> None:
    for good in ("sec-trade", "a.b", "x_1"):
        assert bind(_scalar(good), Name, Diagnostics()) is not None
    for bad in ("two words", "-a", "a--b", "合肥", "a/../b"):
        diagnostics = Diagnostics()
        assert bind(_scalar(bad), Name, diagnostics) is None
        assert [d.code for d in diagnostics] == ["bad-name"]


def _scalar(value: str) -> Scalar:
    node = parse(f"k: '{value}'", "x.yaml", Diagnostics())
    assert isinstance(node, Mapping)
    scalar = node.get("k")
    assert isinstance(scalar, Scalar)
    return scalar
