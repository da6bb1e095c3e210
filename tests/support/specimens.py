"""The documents that every promise about the briefing is held against: each block kind, each option, each extreme.

Each is a function that returns a report; its name is the specimen's. They are small, so that all can be set in one run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.outlining import FACTS, SOURCES, Outlined, Section, column_chart, section, text
from tests.support.wording import Wording, name

SPECIMENS: dict[str, Callable[[], Outlined]] = {}


def specimen(make: Callable[[], Outlined]) -> Callable[[], Outlined]:
    """Adds a report to the specimens."""
    SPECIMENS[make.__name__.strip("_").replace("_", "-")] = make
    return make


def without_ends(**options: Any) -> dict[str, Any]:
    """An outline's options for a briefing that ends with its text: no register of facts."""
    return {"briefing": {"register": False, **options}}


def of_one_section(*blocks: dict[str, Any], **top: Any) -> Outlined:
    """A report of one section, without a register unless ``top`` says otherwise."""
    return Outlined((section("only", "The only section", *blocks),), {**without_ends(), **top})


# ------------------------------------------------------------------------------------- prose and nesting


@specimen
def one_page() -> Outlined:
    return of_one_section(text("One paragraph is all there is."))


@specimen
def nothing_but_a_title() -> Outlined:
    return Outlined((section("empty", "Nothing in it"),), {"facts": [], "sources": []})


@specimen
def empty_sections() -> Outlined:
    def nest(id: str, depth: int) -> Section:
        inner = (nest(f"{id}-{depth}", depth - 1),) if depth else ()
        return section(id, "Nothing in here", sections=inner)

    return Outlined(tuple(nest(id, depth) for id, depth in (("a", 0), ("b", 3), ("c", 1), ("d", 5))), without_ends())


@specimen
def prose_without_figures() -> Outlined:
    wording = Wording(1)
    sections = [
        section(name(n), wording.phrase(4), text(wording.passage(7)), headline=wording.phrase(14)) for n in range(4)
    ]
    return Outlined(tuple(sections), without_ends())


@specimen
def sections_six_deep() -> Outlined:
    wording = Wording(2)

    def nest(id: str, depth: int) -> Section:
        inner = tuple(nest(f"{id}{n}", depth + 1) for n in range(2 if depth % 2 else 1)) if depth < 6 else ()
        return section(id, wording.phrase(4), text(wording.paragraph(2)), sections=inner)

    return Outlined((nest("x", 1), nest("y", 1)), without_ends())


@specimen
def lists_three_deep() -> Outlined:
    wording = Wording(3)

    def points(depth: int) -> list[Any]:
        if depth == 3:
            return [wording.sentence(), wording.phrase(3)]
        return [wording.sentence(), {"text": wording.sentence(30), "items": points(depth + 1)}, wording.phrase(2)]

    bullets = [{"bullets": {"items": points(1) * 3, "ordered": ordered}} for ordered in (False, True)]
    markdown = "Before.\n\n1. One of them\n   - inner\n     - innermost\n2. Another\n\nBehind."
    return of_one_section(*bullets, text(markdown), {"callout": {"text": f"Before.\n\n- {wording.sentence()}\n- Two"}})


@specimen
def headings_of_sixty_words() -> Outlined:
    wording = Wording(4)

    def long(id: str, *inner: Section) -> Section:
        return section(id, wording.phrase(60), text(wording.paragraph()), headline=wording.phrase(60), sections=inner)

    return Outlined((long("a", long("b", long("c", long("d")))), long("e")), without_ends())


@specimen
def a_cover_with_long_lines() -> Outlined:
    wording = Wording(5)
    top = {"title": wording.phrase(30), "subtitle": wording.phrase(40), "publisher": wording.phrase(12)}
    authors = [wording.phrase(3) for _ in range(12)]
    return of_one_section(text(wording.paragraph()), **top, authors=authors, description=wording.paragraph())


@specimen
def many_page_breaks() -> Outlined:
    breaks: list[dict[str, Any]] = [{"page-break": {}}] * 2
    return of_one_section(*breaks, text("One."), *breaks, text("Two."), *breaks)


@specimen
def text_of_every_style() -> Outlined:
    wording = Wording(6)
    said = (
        f"**Bold {wording.words(3)}** and *italic {wording.words(3)}*, ***both***, `code_{wording.words(1)}()`, a "
        f"[link to a page](https://example.org/page) {wording.words(40)}\\\nafter a hard break. Fluffy officials "
        "affirm difficult offices; quotation marks “so” and ‘so’, a dash – and another — and an ellipsis…"
    )
    return of_one_section(text(said), text(f"**{wording.paragraph()}**"), text(f"*{wording.paragraph()}*"))


@specimen
def small_capitals_and_scripts() -> Outlined:
    said = "The [Boe]{.smallcaps} and [NATO lengths]{.smallcaps}, CO~two~ and the n^th^ part, twice: CO~two~, n^th^."
    return of_one_section(text(said), {"callout": {"title": "The [Boe]{.smallcaps}", "text": said}}, text(said))


@specimen
def long_addresses() -> Outlined:
    address = "https://example.org/" + "/".join("a-rather-long-part-of-a-path" for _ in range(9)) + "?query=yes&more=no"
    said = f"It stands at {address} and [there]({address}), in `{'a_very_long_name_of_something' * 3}`."
    return of_one_section(text(said), {"bullets": [said]}, {"callout": {"text": said}})


@specimen
def all_page_options() -> Outlined:
    wording = Wording(7)
    options = without_ends(paper="letter", duplex=True, lists=False, notes="margin")
    sections = [
        section(name(n), wording.phrase(3), text(f"{wording.words(9)}^[{wording.sentence()}] {wording.passage(6)}"))
        for n in range(3)
    ]
    return Outlined(tuple(sections), options)


@specimen
def letter_paper() -> Outlined:
    wording = Wording(8)
    blocks = (text(wording.passage(5)), column_chart("a", "Trade", width="full"), text(wording.passage(3)))
    return Outlined((section("a", "On letter paper", *blocks),), {"briefing": {"paper": "letter"}})


@specimen
def both_sides_of_the_paper() -> Outlined:
    wording = Wording(9)
    sections = [
        section(name(n), wording.phrase(3), text(wording.passage(6)), column_chart(name(n), "Trade")) for n in range(3)
    ]
    return Outlined(tuple(sections), {"briefing": {"duplex": True}})


@specimen
def a_draft() -> Outlined:
    sections = (section("a", "Not yet proven", text("There were 400 of them, and {{ nothing_known }}.")),)
    return Outlined(sections, without_ends(), draft=True)


# ----------------------------------------------------------------------------------------------- Chinese


@specimen
def chinese_only() -> Outlined:
    wording = Wording(10)
    sections = [
        section(name(n), wording.clauses(1), text(wording.chinese_passage(8)), headline=wording.clauses(2))
        for n in range(3)
    ]
    top = {"language": "zh", "title": "合肥产业转型", "subtitle": "一份样张", "authors": ["研究组"], **without_ends()}
    return Outlined(tuple(sections), top)


@specimen
def chinese_in_every_block() -> Outlined:
    wording = Wording(11)
    blocks = [
        text(wording.chinese_passage(2)),
        {"key-figures": ["exports", {"fact": "imports", "label": "进口", "detail": "合肥市"}]},
        {"bullets": [wording.clauses(3), {"text": wording.clauses(), "items": [wording.clauses()]}]},
        {"callout": {"tone": "insight", "title": "提示", "text": wording.chinese()}},
        {"quote": {"text": wording.chinese(2), "by": "专家", "source": "[@tongji]"}},
        column_chart("a", "外贸"),
        {
            "table": {
                "id": "tbl-a",
                "title": "表格",
                "columns": ["名称", "说明"],
                "rows": [["甲", wording.clauses()]] * 5,
            }
        },
    ]
    return Outlined((section("a", "各种内容", *blocks),), {"language": "zh", "title": "样张"})


@specimen
def chinese_within_english() -> Outlined:
    wording = Wording(12)
    said = [f"{wording.words(5)} {wording.clauses(1)} ({wording.clauses(1)}) {wording.sentence()}" for _ in range(20)]
    mixed = "\n\n".join(" ".join(said[at : at + 4]) for at in range(0, 20, 4))
    return Outlined((section("a", "Mixed 混合 text", text(mixed), {"callout": {"title": "合肥", "text": said[0]}}),))


@specimen
def english_within_chinese() -> Outlined:
    wording = Wording(13)
    said = [f"{wording.clauses(2)}{wording.words(3)}{wording.clauses(1)}（{wording.phrase(2)}）。" for _ in range(20)]
    note = text(f"{wording.clauses()}^[{wording.chinese()}]，{wording.clauses()}。")
    return Outlined((section("a", "中英 mixed 混排", text("".join(said)), note),), {"language": "zh", "title": "混排"})


# ---------------------------------------------------------------------------------------------- evidence


@specimen
def a_long_register() -> Outlined:
    facts = {f"fact_{name(n)}": {**FACTS["exports"], "label": f"Measure {name(n)}"} for n in range(90)}
    said = "\n\n".join(f"It was {{{{ {id} }}}} in 2024 [@bulletin]." for id in facts)
    return Outlined((section("a", "Many facts", text(said)),), {}, facts=facts)


def _library(count: int) -> list[dict[str, Any]]:
    """Sources with authors, some of whom are the same in the same year."""
    wording = Wording(14)
    return [
        {
            "id": f"work-{name(n)}",
            "type": ("book", "article-journal", "report", "webpage")[n % 4],
            "title": wording.phrase(9),
            "author": [{"family": wording.phrase(1).title(), "given": "A."}, {"literal": f"Group {name(n % 7)}"}],
            "issued": f"20{10 + n % 9}",
            "container-title": wording.phrase(3),
            "URL": f"https://example.org/{name(n)}/{wording.words(1)}",
        }
        for n in range(count)
    ] + SOURCES


def _citing(style: str) -> Outlined:
    wording, sources = Wording(15), _library(50)
    keys = [source["id"] for source in sources]
    said = [
        f"{wording.words(12)} [@{a}, p. 3; see @{b}] {wording.sentence()}"
        for a, b, *_ in zip(keys, keys[9:], strict=False)
    ]
    top = {"citation-style": style, **without_ends()}
    return Outlined((section("a", "Whom we read", *map(text, said)),), top, sources=sources)


@specimen
def references_by_author_and_year() -> Outlined:
    return _citing("apa")


@specimen
def references_by_the_chinese_standard() -> Outlined:
    return _citing("gb-t-7714-2025-numeric")


@specimen
def references_all_in_one_place() -> Outlined:
    keys = [source["id"] for source in _library(40)]
    said = "They all say so [" + "; ".join(f"@{key}" for key in keys) + "]."
    return Outlined((section("a", "Crowded", text(said)),), sources=_library(40))


# The others are added when they are imported, wherever the specimens are asked for.
from tests.support import specimenblocks  # noqa: E402, F401  # it needs what is above
