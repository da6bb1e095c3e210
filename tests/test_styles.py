"""A bibliography of forty mixed entries in four styles, each entry beside what pandoc itself prints for it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hefei_report.build import compose
from hefei_report.citations import style as styles
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document, Inline, ReferenceLink, plain
from hefei_report.document.walking import blocks_of, inlines_of
from hefei_report.workspace import MemoryWorkspace
from tests.support.pandocs import packaged_style, set_by_pandoc

LIBRARY = Path(__file__).parent / "cases" / "libraries" / "forty.json"
OURS = Path(styles.__file__).parent / "styles"
ITEMS: list[dict[str, Any]] = json.loads(LIBRARY.read_text(encoding="utf-8"))
KEYS = [str(item["id"]) for item in ITEMS]
HAN = re.compile(r"[\u3400-\u9fff]")
CHINESE = {item["id"] for item in ITEMS if HAN.search(item["title"])}


def report(style: str, *, language: str = "en", texts: tuple[str, ...] = ()) -> Document:
    """A report that cites all forty, one after the other, in ``texts`` or in one paragraph."""
    outline = {
        "report": "forty",
        "title": "Forty",
        "date": "2025-11-22",
        "language": language,
        "sources": ["forty.json"],
        "citation-style": style,
        "sections": [
            {"id": "sec-a", "title": "A", "blocks": [{"text": text} for text in texts or (f"[@{'; @'.join(KEYS)}]",)]}
        ],
    }
    files = {"o.yaml": json.dumps(outline), "forty.json": json.dumps(ITEMS, ensure_ascii=False)}
    diagnostics = Diagnostics()
    document = compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert document is not None
    assert [d for d in diagnostics if d.code not in ("unused-source", "no-access-date")] == []
    return document


def spaced(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def entries(document: Document) -> list[str]:
    """The entries as readers see them, with ordinary spaces."""
    return [spaced(plain(reference.content)) for reference in document.references]


def by_pandoc(style: Path, folder: Path, items: list[dict[str, Any]], language: str = "en-US") -> list[str]:
    """The entries of ``items`` by pandoc alone: everything after the one paragraph that cites them."""
    cited = "; ".join(f"@{key}" for key in KEYS)
    return [spaced(entry) for entry in set_by_pandoc(f"[{cited}]", items, style, folder, language=language)[1:]]


@pytest.mark.parametrize("name", ["apa", "chicago-author-date"])
def test_each_of_forty_entries_reads_as_pandoc_alone_prints_it(name: str, tmp_path: Path) -> None:
    expected = by_pandoc(packaged_style(name), tmp_path, ITEMS)
    assert len(expected) == 40
    assert entries(report(name)) == expected


def test_each_of_forty_entries_of_gb_t_7714_is_set_in_its_own_language(tmp_path: Path) -> None:
    items = [item | ({"dimensions": "zh"} if item["id"] in CHINESE else {}) for item in ITEMS]
    style = OURS / "gb-t-7714-2025-numeric.csl"
    chinese, english = (by_pandoc(style, tmp_path, items, language) for language in ("zh-CN", "en-US"))
    pairs = zip(KEYS, chinese, english, strict=True)
    expected = [re.sub(r"^\[\d+\] ", "", zh if key in CHINESE else en) for key, zh, en in pairs]
    assert entries(report("gb-t-7714-2025-numeric")) == expected
    assert entries(report("gb-t-7714-2025-numeric", language="zh")) == expected


@pytest.mark.parametrize(("language", "locale"), [("en", "en-US"), ("zh", "zh-CN")])
def test_each_of_forty_entries_of_the_house_style_is_pandocs_with_bare_addresses(
    language: str, locale: str, tmp_path: Path
) -> None:
    marked = {"scale": "zh"} if language == "zh" else {}
    items = [item | marked | ({"dimensions": "zh"} if item["id"] in CHINESE else {}) for item in ITEMS]
    expected = by_pandoc(OURS / "house.csl", tmp_path, items, locale)
    assert entries(report("house", language=language)) == [re.sub(r"https?://(\S+?)/?$", r"\1", e) for e in expected]


# What each style must get right, whoever prints it: a part of the entry of a source.
SAMPLES = [
    ("house", "news-en", "Mohammad Ali, “Exports of an inland city grew faster than the nation’s”, The Morning Paper"),
    ("house", "news-en", "6 March 2025, read on 1 November 2025. news.example.org/a/1"),
    ("house", "book-many", "Ann Adams et al., Displays from glass to film, Technical Books, 2017."),
    ("house", "book-edition", "Richard Roe, Paul Poe, Regional economics, University Press, 3rd ed., 2018."),
    ("house", "news-zh", "王小明，《合肥新能源汽车产量突破百万辆》，安徽日报，22 January 2025"),
    ("house", "book-zh-many", "甲一，等，《区域经济学》"),
    ("house", "web-en-undated", "Science Island, “About the science island”, read on 30 October 2025."),
    ("gb-t-7714-2025-numeric", "book-many", "Adams A, Baker B, Clark C, et al. Displays from glass to film[M]"),
    ("gb-t-7714-2025-numeric", "book-zh-many", "甲一, 乙二, 丙三, 等. 区域经济学[M]. 2版. 北京: 科学出版社, 2021."),
    ("gb-t-7714-2025-numeric", "article-hyphen", "Godard J-L. A note on chips[J]. Annals of Chips, 2011, 5: 1-9."),
    (
        "gb-t-7714-2025-numeric",
        "standard-zh",
        "GB/T 7714—2025 信息与文献 参考文献著录规则[S]. 北京: 中国标准出版社, 2025.",
    ),
    ("gb-t-7714-2025-numeric", "article-zh", "孙七, 周八. 国有资本与地方产业升级[J]. 经济研究, 2023, 58(2): 33-49."),
    ("gb-t-7714-2025-numeric", "thesis-zh", "吴九. 合肥模式研究[D]. 合肥: 中国科学技术大学, 2023."),
    (
        "gb-t-7714-2025-numeric",
        "news-zh",
        "王小明. 合肥新能源汽车产量突破百万辆[N/OL]. 安徽日报, 2025-01-22(1)[2025-11-02].",
    ),
    ("gb-t-7714-2025-numeric", "dataset", "Night lights of Chinese prefectures[DS/OL]"),
    ("gb-t-7714-2025-numeric", "patent", "郑十. 一种显示面板及其制造方法: CN 112233445 A[P]. 2021-01-15."),
    (
        "gb-t-7714-2025-numeric",
        "chapter-zh",
        "赵五. 面板产业的兴起[M]//钱六. 中国产业政策研究. 上海: 上海人民出版社, 2020: 45-60.",
    ),
    ("gb-t-7714-2025-numeric", "book-translated", "约翰·多伊. 国家与市场[M]. 王译, 译. 北京: 商务印书馆, 2012."),
    ("apa", "book-a", "Doe, J. (2019b). Rivers and factories."),
    ("apa", "book-b", "Doe, J. (2019a). Lakes and laboratories."),
    ("chicago-author-date", "book-particle", "Berg, Pieter van den. 2016. Batteries."),
]


@pytest.fixture(scope="module")
def reports() -> dict[str, dict[str, str]]:
    """The entries by key, for every style of the samples."""
    made = {name: report(name) for name in dict.fromkeys(sample[0] for sample in SAMPLES)}
    return {
        name: dict(zip([r.key for r in document.references], entries(document), strict=True))
        for name, document in made.items()
    }


@pytest.mark.parametrize(("style", "key", "part"), SAMPLES)
def test_an_entry_follows_the_rules_of_its_style(
    style: str, key: str, part: str, reports: dict[str, dict[str, str]]
) -> None:
    assert part in reports[style][key]


def texts_of(document: Document) -> list[Inline]:
    return [inline for block in blocks_of(document) for inline in inlines_of(block)]


def test_two_sources_of_one_author_and_year_are_told_apart_in_the_text_and_in_the_list() -> None:
    document = report("apa", texts=("First @book-a, then @book-b.",))
    [text] = texts_of(document)
    assert spaced(plain(text)) == "First Doe (2019b), then Doe (2019a)."
    assert [reference.key for reference in document.references] == ["book-b", "book-a"]
    assert {run.target for run in text if run.target} == {ReferenceLink("book-a"), ReferenceLink("book-b")}


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        ("apa", "en", "A (Doe, 2020, p. 3; 李四 & 张三, 2022, Chapter 2)."),
        ("apa", "zh", "A (Doe, 2020, 页 3; 李四 & 张三, 2022, 章 2)."),
        ("freie-hochschule-stuttgart", "en", "S. 3"),
        ("house", "en", "A [1, p. 3; 2, chap. 2]."),
        ("house", "zh", "A [1, 第3页; 2, 第2章]."),
    ],
)
def test_a_place_in_a_source_is_said_in_the_language_of_the_style(style: str, language: str, expected: str) -> None:
    [text] = texts_of(report(style, language=language, texts=("A [@book-one, p. 3; @book-zh, 第2章].",)))
    assert expected in spaced(plain(text))


def test_an_entry_of_a_style_of_authors_has_no_number_and_one_of_a_style_by_number_has() -> None:
    assert not any(reference.numbered for reference in report("apa").references)
    assert all(reference.numbered for reference in report("ieee").references)


BY_NUMBER = [
    "ieee",
    "nature",
    "vancouver",  # what was called so has another name now
    "the-febs-journal",  # sets nothing but a space after the number
    "journal-of-lipid-research",  # sets whole entries into the margin
    "european-journal-physical-medicine-and-rehabilitation",  # sets the number in bold and its point not
    "chicago-notes-bibliography",
]


@pytest.mark.parametrize("name", BY_NUMBER)
def test_numbers_count_the_first_citations_and_stand_once_before_an_entry(name: str) -> None:
    document = report(name, texts=("One [@book-one], two [@news-zh; @book-one].",))
    assert [reference.key for reference in document.references] == ["book-one", "news-zh"]
    [text] = texts_of(document)
    assert spaced(plain(text)) == "One [1], two [1, 2]."
    assert [re.match(r"\W*\d", entry) for entry in entries(document)] == [None, None]
    assert all(len(entry) > 20 for entry in entries(document))


def test_an_entry_that_begins_with_a_number_of_its_own_keeps_it() -> None:
    files = {
        "o.yaml": "report: r\ntitle: R\ndate: 2025-11-22\nsources: s.yaml\nsections:\n"
        "  - {id: sec-a, title: A, blocks: [{text: 'See [@a; @b].'}]}\n",
        "s.yaml": "- {id: a, type: book, title: 1 city in 100}\n- {id: b, type: book, title: 2 rivers}\n",
    }
    for style, expected in (("house", ["1 city in 100.", "2 rivers."]), ("nature", ["1 city in 100.", "2 rivers."])):
        named = {"o.yaml": files["o.yaml"].replace("sources:", f"citation-style: {style}\nsources:")}
        document = compose(MemoryWorkspace.of(files | named), "o.yaml", Diagnostics())
        assert document is not None
        assert [entry.lower() for entry in entries(document)] == expected


@pytest.mark.parametrize("installed", [False, True])
def test_a_style_that_is_not_here_is_told_with_the_way_to_get_it(
    installed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not installed:
        monkeypatch.setattr(styles, "_folder", lambda: None)
        styles._renamed.cache_clear()
    outline = "report: r\ntitle: R\ndate: 2025-11-22\ncitation-style: zzzz\nsections: []\n"
    diagnostics = Diagnostics()
    compose(MemoryWorkspace.of({"o.yaml": outline}), "o.yaml", diagnostics)
    styles._renamed.cache_clear()
    [unknown] = [d for d in diagnostics if d.code == "unknown-style"]
    assert (unknown.span.line, unknown.span.column) == (4, 17)
    assert ("pip install 'hefei-report[styles]'" in unknown.hint) is not installed
    assert ".csl file beside the outline" in unknown.hint


def test_our_own_styles_need_no_optional_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "_folder", lambda: None)
    assert len(report("house").references) == len(report("gb-t-7714-2025-numeric").references) == 40


def test_a_report_without_citations_needs_no_pandoc_and_has_no_references(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEFEI_REPORT_PANDOC", "/nowhere/pandoc")
    assert report("house", texts=("Nothing cited.",)).references == ()
