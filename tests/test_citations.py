"""Citations: what counts as one, and how sources read in the list of references."""

from __future__ import annotations

import pytest

from hefei_report.citations import house
from hefei_report.citations.keys import bracketed, narrative
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import WebLink, plain
from hefei_report.evidence.sources import Source, read_sources
from hefei_report.outline.nodes import parse


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
    ],
)
def test_a_bracket_is_a_citation_if_every_part_has_one_key(text: str, keys: list[str] | None) -> None:
    found = bracketed(text, 0)
    assert ([cite.key for cite in found[0]] if found else None) == keys


def test_a_citation_keeps_its_locator_and_what_stands_before_it() -> None:
    found = bracketed("[see @a, p. 3, note; @b]", 0)
    assert found is not None
    (first, second), end = found
    assert (first.prefix, first.key, first.suffix, end) == ("see", "a", "p. 3, note", 24)
    assert (first.start, first.length, second.start) == (5, 2, 21)


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
    cite = narrative(text, text.index("@"))
    assert (cite.key if cite else None) == key


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
            "王明，《合肥》，报社，2024年1月2日.",
        ),
        ("title: T, DOI: 10.1000/x", "en", "“T”. doi:10.1000/x"),
        ("title: T, issued: {date-parts: [[2025, 3, 6]]}", "en", "“T”, 6\u00a0March 2025."),
        (
            "title: T, issued: {date-parts: [['2025', 3]]}, accessed: {raw: 2025-11-01}",
            "en",
            "“T”, March 2025, read on 1\u00a0November 2025.",
        ),
    ],
)
def test_an_entry_says_what_is_known_and_nothing_else(fields: str, language: str, expected: str) -> None:
    assert plain(house.entry(source(fields), language)) == expected


def test_the_address_of_a_source_is_a_link() -> None:
    runs = house.entry(source("title: T, URL: 'https://x.org/y'"), "en")
    assert runs[-1].target == WebLink("https://x.org/y")


def test_a_source_is_recognised_by_author_then_container_then_publisher_then_title() -> None:
    assert house.short(source("title: T, author: [{family: Li, given: X}], publisher: P"), "en") == "Li"
    assert house.short(source("title: T, container-title: C, publisher: P"), "en") == "C"
    assert house.short(source("title: T, publisher: P"), "en") == "P"
    assert house.short(source("title: T"), "en") == "T"
    two = "title: T, language: zh, author: [{family: 王, given: 明}, {family: 许, given: 青}]"
    assert house.short(source(two), "en") == "王明 and 许青"
    assert house.short(source(two), "zh") == "王明、许青"
    assert house.short_with_year(source("title: T, issued: 2025-03-06"), "en") == "T (2025)"
