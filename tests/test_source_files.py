"""Sources come as CSL-YAML, CSL-JSON, BibLaTeX or RIS; whatever is wrong with one is told with its name and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.model import plain
from hefei_report.workspace import MemoryWorkspace

LIBRARIES = Path(__file__).parent / "cases" / "libraries"
KEYS = ("doe2020", "wang2024", "worldbank2021", "nobody")


def read(
    name: str, content: bytes | str, *, keys: tuple[str, ...] = KEYS, style: str = "house"
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The entries by key of a report whose sources are in the file ``name``, and what was complained about."""
    cited = "; ".join(f"@{{{key}}}" for key in keys)
    outline = (
        f"report: r\ntitle: R\ndate: 2025-11-22\ncitation-style: {style}\nsources: {name}\n"
        f"sections: [{{id: sec-a, title: A, blocks: [{{text: '[{cited}]'}}]}}]\n"
    )
    diagnostics = Diagnostics()
    raw = content.encode() if isinstance(content, str) else content
    document = compose(MemoryWorkspace({"o.yaml": outline.encode(), name: raw}), "o.yaml", diagnostics)
    assert document is not None
    return {reference.key: plain(reference.content) for reference in document.references}, list(diagnostics)


@pytest.mark.parametrize("style", ["house", "gb-t-7714-2025-numeric", "apa"])
@pytest.mark.parametrize("name", ["small.json", "small.bib", "small.ris"])
def test_one_library_gives_the_same_entries_from_every_format(name: str, style: str) -> None:
    from_yaml, none = read("small.yaml", (LIBRARIES / "small.yaml").read_bytes(), style=style)
    found, complaints = read(name, (LIBRARIES / name).read_bytes(), style=style)
    assert (none, complaints) == ([], [])
    assert sorted(found) == sorted(KEYS)
    assert found == from_yaml


def test_the_entries_of_the_library_say_what_is_in_it() -> None:
    found, _ = read("small.bib", (LIBRARIES / "small.bib").read_bytes())
    assert found == {
        "doe2020": "Jane Doe, Peter van der Berg, “A study of panels & plants”, Journal of Panels, vol. 3, no. 2, "
        "4\u00a0March 2020, pp. 10–20. doi.org/10.1000/x",
        "wang2024": "王小明，《合肥新闻》，安徽日报，6\u00a0May 2024，read on 1\u00a0November 2025。"
        "news.example.cn/a_b",
        "worldbank2021": "World Bank, Cities of the world, World Bank, 2021.",
        "nobody": "“About the lake”, read on 30\u00a0October 2025. lake.example.org",
    }


BIB = "@book{one, title={One}, year=2020}\n"
RIS = "TY  - BOOK\nTI  - One\nID  - one\nER  - \n"

# The file, what is in it, and of each complaint its code, line, column and a name that it says.
WRONG: dict[str, tuple[str, str, list[tuple[str, int, int, str]]]] = {
    "a key twice in BibLaTeX": ("s.bib", BIB + "@book{one, title={Two}}\n", [("duplicate-id", 2, 7, "one")]),
    "a key twice in RIS": ("s.ris", RIS + RIS, [("duplicate-id", 7, 7, "one")]),
    "a key twice in JSON": (
        "s.json",
        '[{"id": "one", "title": "One"},\n {"id": "one", "title": "Two"}]',
        [("duplicate-id", 2, 9, "one")],
    ),
    "a key twice in YAML": (
        "s.yaml",
        "- {id: one, title: One}\n- {id: one, title: Two}\n",
        [("duplicate-id", 2, 8, "one")],
    ),
    "three broken entries of BibLaTeX among sound ones": (
        "s.bib",
        BIB + "@book{bad, title={A}, foo bar}\n@book{worse, title={B} year=2020}\n@book{open, title={C\n",
        [("bad-source", 2, 7, "bad"), ("bad-source", 3, 7, "worse"), ("bad-source", 4, 7, "open")],
    ),
    "an entry of BibLaTeX without a key": ("s.bib", BIB + "@book{title={B}}\n", [("bad-source", 2, 1, "book")]),
    "an entry of BibLaTeX without a title": (
        "s.bib",
        BIB + "@book{untitled, author={A}}\n",
        [("missing-key", 2, 7, "untitled")],
    ),
    "an entry of BibLaTeX that never ends": (
        "s.bib",
        "@book{open, title={C}\n\n" + BIB,
        [("bad-source", 1, 7, "open")],
    ),
    "an entry of RIS that never ends": (
        "s.ris",
        RIS + "TY  - BOOK\nTI  - Two\nID  - two\n",
        [("bad-source", 7, 7, "two")],
    ),
    "an entry of RIS without a title": (
        "s.ris",
        RIS + "TY  - BOOK\nAU  - A, B\nID  - untitled\nER  - \n",
        [("missing-key", 7, 7, "untitled")],
    ),
    "an entry of RIS with an impossible date": (
        "s.ris",
        RIS + "TY  - BOOK\nTI  - Two\nPY  - 2020/13/40/\nID  - two\nER  - \n",
        [("bad-date", 8, 7, "2020-13-40")],
    ),
    "a file of RIS without entries": ("s.ris", "nothing\n", [("bad-source", 1, 1, "s.ris")]),
    "JSON that breaks off": ("s.json", '[{"id": "one", "title": "One"}, {', [("yaml-syntax", 1, 34, "")]),
    "JSON that is no list": ("s.json", '{"id": "one"}', [("unknown-key", 1, 2, "id")]),
    "an unknown type": (
        "s.yaml",
        "- {id: one, title: One, type: newspaper}\n",
        [("bad-value", 1, 31, "newspaper")],
    ),
    "an unknown key": ("s.yaml", "- {id: one, titel: O, title: One}\n", [("unknown-key", 1, 13, "one")]),
    "a date that there is not": (
        "s.yaml",
        "- {id: one, title: One, issued: 2025-02-30}\n",
        [("bad-date", 1, 33, "2025-02-30")],
    ),
    "a source without a key": ("s.yaml", "- {title: One}\n", [("missing-key", 1, 3, "id")]),
    "a source that is a word": ("s.yaml", "- one\n", [("wrong-type", 1, 3, "source")]),
    "a name that is a list": (
        "s.yaml",
        "- {id: one, title: One, author: [[A, B]]}\n",
        [("wrong-type", 1, 34, "text")],
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_source_is_told_with_its_name_and_place(what: str) -> None:
    name, content, expected = WRONG[what]
    _, complaints = read(name, content, keys=("one",))
    told = [d for d in complaints if d.code not in ("unknown-source", "unused-source")]
    assert [(d.code, d.span.file, d.span.line, d.span.column) for d in told] == [
        (code, name, line, column) for code, line, column, _ in expected
    ], told
    assert [d.message for d, (*_, said) in zip(told, expected, strict=True) if said not in d.message] == []
    assert all(d.hint for d in told)


def test_a_style_that_wants_the_day_of_reading_asks_for_it_and_makes_none_up() -> None:
    library = "".join(f"- {{id: s{n}, title: T, URL: 'https://x.org/{n}'}}\n" for n in range(5))
    keys = tuple(f"s{n}" for n in range(5))
    found, complaints = read("s.yaml", library, keys=keys, style="gb-t-7714-2025-numeric")
    assert found["s0"] == "T[EB/OL]. https://x.org/0."
    [asked] = complaints
    assert (asked.code, asked.span.line, asked.span.column) == ("no-access-date", 4, 17)
    assert "'s0', 's1', 's2' and 2 more" in asked.message
    dated = library.replace("'}", "', accessed: 2025-11-01}")
    found, complaints = read("s.yaml", dated, keys=keys, style="gb-t-7714-2025-numeric")
    assert (found["s0"], complaints) == ("T[EB/OL]. [2025-11-01]. https://x.org/0.", [])


def test_broken_entries_leave_the_sound_ones_to_be_cited() -> None:
    found, complaints = read("s.bib", BIB + "@book{bad, foo bar}\n@book{two, title={Two}}\n", keys=("one", "two"))
    assert found == {"one": "One, 2020.", "two": "Two."}
    assert [d.code for d in complaints] == ["bad-source"]


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        ("TY  - BOOK\nTI  - One\nAU  - Doe, Jane\nPY  - 2020\nER  - \n", ("doe2020",)),
        ("TY  - BOOK\nTI  - One\nAU  - Doe, Jane\nPY  - 2020\nER  - \n" * 2, ("doe2020", "doe2020b")),
        ("TY  - BOOK\nTI  - One\nAU  - 王, 明\nPY  - 2020\nER  - \n", ("王2020",)),
        ("TY  - BOOK\nTI  - One\nER  - \n", ("source1",)),
    ],
)
def test_an_entry_of_ris_without_an_id_is_cited_by_name_and_year(entry: str, keys: tuple[str, ...]) -> None:
    found, complaints = read("s.ris", entry, keys=keys)
    assert (tuple(found), complaints) == (keys, [])


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("{id: s, title: T, author: [{family: 王, given: 小明}], language: zh}", "王小明，《T》。"),
        ("{id: s, title: T, author: [{family: Wang, given: Xiaoming}]}", "Xiaoming Wang, “T”."),
        ("{id: s, title: T, container-title: Paper, publisher: Paper}", "“T”, Paper."),
        ("{id: s, title: T, issued: n.d.}", "“T”."),
        ("{id: s, title: T, issued: No}", "“T”, No."),
        ("{id: s, title: No}", "“No”."),
        ("{id: s, title: 'x < y & <i>z</i>'}", "“x < y & z”."),
        ("{id: s, title: T, note: 'type: book', abstract: A, keyword: K, custom: {a: b}}", "“T”."),
        ("{id: s, title: T, dimensions: 3 cm, scale: large}", "“T”."),
    ],
)
def test_a_source_means_what_it_says(item: str, entry: str) -> None:
    found, complaints = read("s.yaml", f"- {item}\n", keys=("s",))
    assert (found, complaints) == ({"s": entry}, [])
