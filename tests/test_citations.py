"""Citations: what counts as one, where in a source it points, and how a source reads in the house style."""

from __future__ import annotations

import pytest

from hefei_report.build import compose
from hefei_report.citations import naming
from hefei_report.citations.keys import bracketed, narrative
from hefei_report.citations.locators import Locator, phrase, split
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Inline, WebLink, plain
from hefei_report.evidence.sources import Source, read_sources
from hefei_report.outline.nodes import parse
from hefei_report.workspace import MemoryWorkspace


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("[@a]", ["a"]),
        ("[@a; @b]", ["a", "b"]),
        ("[@a；@b]", ["a", "b"]),
        ("[see @a, p. 3; also @b]", ["a", "b"]),
        ("[@doe:2020.x]", ["doe:2020.x"]),
        ("[@{weird key}]", None),
        ("[@{any:thing/here}]", ["any:thing/here"]),
        ("[@a](https://x.org)", None),
        ("[no key]", None),
        ("[@a @b]", None),
        ("[a@b.org]", None),
        ("[mail me@x.org; @a]", None),
        ("[@a", None),
        ("[@a, [p. 3]]", ["a"]),
        ("[-@a]", ["a"]),
        ("[see -@a; @b]", ["a", "b"]),
        ("[@a, [x; y]; @b]", ["a", "b"]),
        ("[@a; b]", None),
    ],
)
def test_a_bracket_is_a_citation_if_every_part_has_one_key(text: str, keys: list[str] | None) -> None:
    found = bracketed(text, 0)
    assert ([cite.key for cite in found[0]] if found else None) == keys


def test_a_citation_keeps_its_locator_and_what_stands_before_it() -> None:
    found = bracketed("[see @a, p. 3, note; @b]", 0)
    assert found is not None
    (first, second), end = found
    assert (first.prefix, first.key, first.suffix, end) == ("see", "a", ", note", 24)
    assert first.locator == Locator("page", "3")
    assert (first.start, first.length, second.start) == (5, 2, 21)
    assert (first.prefix_at, first.suffix_at) == (1, 13)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("@a says", "a"),
        ("@fig-exports.", "fig-exports"),
        ("@a.", "a"),
        ("合肥@a", "a"),
        ("（@a）", "a"),
        ("x@a", None),
        ("@ a", None),
        ("@@a", None),
        ("@a@b.org", None),
        ("https://x.org/@a", None),
        ("(@a)", "a"),
        ("@a: yes", "a"),
    ],
)
def test_an_at_sign_begins_a_citation_only_where_a_word_could(text: str, key: str | None) -> None:
    found = narrative(text, text.index("@"))
    assert (found[0][0].key if found else None) == key


@pytest.mark.parametrize(
    ("text", "keys", "end"),
    [
        ("@a [p. 3] says", ["a"], 9),
        ("@a[p. 3] says", ["a"], 8),
        ("@a [p. 3; @b] say", ["a", "b"], 13),
        ("@a [link](https://x.org)", ["a"], 2),
        ("@a [@b]", ["a"], 2),
        ("@a []", ["a"], 2),
        ("@fig-a [p. 3]", ["fig-a"], 6),
    ],
)
def test_a_bracket_behind_a_key_in_a_sentence_belongs_to_it(text: str, keys: list[str], end: int) -> None:
    found = narrative(text, 0)
    assert found is not None
    assert ([cite.key for cite in found[0]], found[1]) == (keys, end)


# What follows a key, the locator in it as (label, value), and what is left.
LOCATORS: list[tuple[str, tuple[str, str] | None, str]] = [
    (", p. 3", ("page", "3"), ""),
    (" p. 3", ("page", "3"), ""),
    (", pp. 3-5, 9", ("page", "3-5, 9"), ""),
    (", 33-35, 38-39 and nowhere else", ("page", "33-35, 38-39"), " and nowhere else"),
    (", 33", ("page", "33"), ""),
    (" 99 years later", ("page", "99"), " years later"),
    ("{}, 99 years later", None, ", 99 years later"),
    (", {pp. iv, vi-xi, (xv)-(xvii)} with more", ("page", "iv, vi-xi, (xv)-(xvii)"), " with more"),
    ("{ii, A, D-Z}, with more", ("page", "ii, A, D-Z"), ", with more"),
    (", chap. 2", ("chapter", "2"), ""),
    (", chs. 2 and 3", ("chapter", "2 and 3"), ""),
    (", § 4.2", ("section", "4.2"), ""),
    (", para. 5, my emphasis", ("paragraph", "5"), ", my emphasis"),
    (", fig. 2", ("figure", "2"), ""),
    (", table 3", ("table", "3"), ""),
    (", vol. II", ("volume", "II"), ""),
    (", 第3页", ("page", "3"), ""),
    ("，第 3-5 页", ("page", "3-5"), ""),
    ("第5段", ("paragraph", "5"), ""),
    (", 第2章，另见附录", ("chapter", "2"), "，另见附录"),
    (", 图2", ("figure", "2"), ""),
    (", 页3", ("page", "3"), ""),
    (", passim", None, ", passim"),
    (", mild words", None, ", mild words"),
    (", i.e. nothing", None, ", i.e. nothing"),
    (", 5% of it", None, ", 5% of it"),
    ("", None, ""),
]


@pytest.mark.parametrize(("text", "expected", "rest"), LOCATORS)
def test_a_locator_is_told_from_what_follows_it(text: str, expected: tuple[str, str] | None, rest: str) -> None:
    locator, end = split(text)
    assert ((locator.label, locator.value) if locator else None, text[end:]) == (expected, rest)


@pytest.mark.parametrize(
    ("label", "value", "english", "chinese"),
    [
        ("page", "3", "p.\u00a03", "第3页"),
        ("page", "3-5", "pp.\u00a03-5", "第3-5页"),
        ("paragraph", "5", "para.\u00a05", "第5段"),
        ("chapter", "2 and 3", "chaps.\u00a02\u00a0and\u00a03", "第2 and 3章"),
        ("figure", "2.1", "fig.\u00a02.1", "图2.1"),
    ],
)
def test_a_locator_is_said_in_the_language_of_the_report(label: str, value: str, english: str, chinese: str) -> None:
    assert phrase(Locator(label, value), "en") == english
    assert phrase(Locator(label, value), "zh") == chinese


def source(fields: str) -> Source:
    diagnostics = Diagnostics()
    node = parse(f"- {{id: s, {fields}}}", "sources.yaml", diagnostics)
    assert node is not None
    found = read_sources((node,), diagnostics)
    assert not len(diagnostics), list(diagnostics)
    return found["s"]


@pytest.mark.parametrize(
    ("fields", "language", "expected"),
    [
        (
            "title: A finding, author: [{family: Ali, given: M.}], container-title: Paper, issued: 2025-03-06",
            "en",
            "M. Ali, “A finding”, Paper, 6\u00a0March 2025.",
        ),
        (
            "title: A book, type: book, publisher: House, issued: 2020, author: [Someone]",
            "en",
            "Someone, A book, House, 2020.",
        ),
        ("title: Nothing known", "en", "“Nothing known”."),
        (
            "title: Four, author: [A, B, C, D], issued: 2024-01, URL: 'https://x.org/y/'",
            "en",
            "A et al., “Four”, January 2024. x.org/y",
        ),
        (
            "title: 合肥, language: zh, author: [{family: 王, given: 明}], publisher: 报社, issued: 2024-01-02",
            "zh",
            "王明，《合肥》，报社，2024年1月2日。",
        ),
        ("title: T, DOI: 10.1000/x", "en", "“T”. doi.org/10.1000/x"),
        ("title: T, issued: {date-parts: [[2025, 3, 6]]}", "en", "“T”, 6\u00a0March 2025."),
        (
            "title: T, issued: {date-parts: [['2025', 3]]}, accessed: {raw: 2025-11-01}",
            "en",
            "“T”, March 2025, read on 1\u00a0November 2025.",
        ),
    ],
)
def test_an_entry_says_what_is_known_and_nothing_else(fields: str, language: str, expected: str) -> None:
    assert plain(entry(fields, language)) == expected


def entry(fields: str, language: str) -> Inline:
    """The entry of one source in the list of references of a report in the house style."""
    outline = (
        f"report: r\ntitle: R\ndate: 2025-11-22\nlanguage: {language}\nsources: s.yaml\n"
        "sections: [{id: sec-a, title: A, blocks: [{text: 'See [@s].'}]}]\n"
    )
    diagnostics = Diagnostics()
    document = compose(
        MemoryWorkspace.of({"o.yaml": outline, "s.yaml": f"- {{id: s, {fields}}}\n"}), "o.yaml", diagnostics
    )
    assert document is not None
    assert not len(diagnostics), list(diagnostics)
    [reference] = document.references
    return reference.content


def test_the_address_of_a_source_is_a_link() -> None:
    runs = entry("title: T, URL: 'https://x.org/y'", "en")
    assert runs[-1].target == WebLink("https://x.org/y")


def test_a_book_or_report_is_in_italics() -> None:
    runs = entry("title: A book, type: book, author: [Someone]", "en")
    assert [(run.text, run.italic) for run in runs] == [("Someone, ", False), ("A book", True), (".", False)]


@pytest.mark.parametrize(
    ("written", "value", "parts"),
    [
        ("2025", "2025", ((2025,),)),
        ("2025-03", "2025-03", ((2025, 3),)),
        ("'2025/3/6'", "2025-03-06", ((2025, 3, 6),)),
        ("6 March 2025", "2025-03-06", ((2025, 3, 6),)),
        ("'March 6, 2025'", "2025-03-06", ((2025, 3, 6),)),
        ("Sept. 2024", "2024-09", ((2024, 9),)),
        ("2025年3月6日", "2025-03-06", ((2025, 3, 6),)),
        ("2020/2021", "2020", ((2020,), (2021,))),
        ("{date-parts: [[2025, 3, 6]]}", "2025-03-06", ((2025, 3, 6),)),
        ("{date-parts: [['2020'], ['2021']]}", "2020", ((2020,), (2021,))),
        ("{raw: 2025-03-06}", "2025-03-06", ((2025, 3, 6),)),
        ("spring 2024", "spring 2024", ()),
    ],
)
def test_a_date_may_be_written_in_many_ways(written: str, value: str, parts: tuple[tuple[int, ...], ...]) -> None:
    issued = source(f"title: T, issued: {written}").issued
    assert issued is not None
    assert (issued.value, issued.parts) == (value, parts)


@pytest.mark.parametrize("written", ["n.d.", "'[n.d.]'", "no date", "无日期", "''", "null"])
def test_a_date_that_is_said_to_be_unknown_is_absent(written: str) -> None:
    assert source(f"title: T, issued: {written}").issued is None


def test_a_source_is_recognised_by_author_then_container_then_publisher_then_title() -> None:
    assert naming.short(source("title: T, author: [{family: Li, given: X}], publisher: P"), "en") == "Li"
    assert naming.short(source("title: T, container-title: C, publisher: P"), "en") == "C"
    assert naming.short(source("title: T, publisher: P"), "en") == "P"
    assert naming.short(source("title: T"), "en") == "T"
    two = "title: T, language: zh, author: [{family: 王, given: 明}, {family: 许, given: 青}]"
    assert naming.short(source(two), "en") == "王明 and 许青"
    assert naming.short(source(two), "zh") == "王明、许青"
    assert naming.short_with_year(source("title: T, issued: 2025-03-06"), "en") == "T (2025)"
