"""Forty reports whose decks together show whatever a deck can show: each kind of chart, each layout, every extreme."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from hefei_report.charts.kind import chart_kind, chart_kind_names
from hefei_report.deck import LAYOUT_NAMES
from tests.support.outlining import FACTS, SOURCES, Block, Outlined, Section, section, table
from tests.support.pictures import jpeg, png, svg
from tests.support.wording import Wording, name

_TOKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
_SCRIPTS = "Привет · Ελληνικά · こんにちは · Çağ · naïve · Łódź · → ∑ ≤"


def many_decks() -> dict[str, Outlined]:
    """The reports by name."""
    return dict(
        itertools.chain(_of_charts(), _of_layouts(), _of_languages(), _of_lengths(), _of_extras(), _of_themes())
    )


def report(*sections: Section, language: str = "en", draft: bool = False, **top: Any) -> Outlined:
    """A report of ``sections``; ``top`` are more keys of its outline."""
    return Outlined(sections, {"language": language, **top}, draft=draft)


def _of_themes() -> Iterator[tuple[str, Outlined]]:
    """A deck with every kind of chart and block, drawn and native, for each look that isn't the house's."""
    wording = Wording(5)
    for theme in ("neutral", "midnight"):
        charts = [
            section(
                name(n), wording.phrase(3), example(kind, 2 * n), example(kind, 2 * n + 1, **{"deck-chart": "drawn"})
            )
            for n, kind in enumerate(sorted(chart_kind_names()), 1)
        ]
        words = [section(f"w-{layout}", wording.phrase(3), *_for(layout, wording)) for layout in ("table", "quote")]
        callout = section("w-callout", wording.phrase(3), *_for("text-and-callout", wording), key_figures(3))
        deck = {"theme": theme, "summary": True, "register": True, "closing": "Thank you", "contact": ["A desk"]}
        yield f"theme-{theme}", report(*charts, *words, callout, deck=deck, draft=True)
        brand = {"color": {"primary": "#ffb81c", "danger": "#8a1538"}, "logo": {"medium": "a.jpg", "small": "a.svg"}}
        files = {**_pictures(), "_brand.yml": yaml.safe_dump(brand).encode()}
        yield f"brand-{theme}", replace(report(*words, callout, deck=deck, brand="_brand.yml"), files=files)


# ------------------------------------------------------------------------------------ charts, layouts


def _of_charts() -> Iterator[tuple[str, Outlined]]:
    """One deck for each kind of chart: alone, with takeaways, beside another one, drawn and native."""
    for kind in sorted(chart_kind_names()):
        wording = Wording(len(kind))
        points: Block = {"bullets": [wording.sentence(9) for _ in range(3)]}
        pair: Block = {
            "slide": {
                "title": wording.phrase(9),
                "layout": "two-charts",
                "blocks": [example(kind, 3), example(kind, 4, **{"deck-chart": "drawn"})],
            }
        }
        yield (
            f"chart-{kind}",
            report(
                section("alone", wording.phrase(3), example(kind, 1), headline=wording.phrase(12)),
                section("told", wording.phrase(3), example(kind, 2), points, headline=wording.phrase(8)),
                section("pair", wording.phrase(3), pair),
                deck={"charts": "native"},
            ),
        )


def example(kind: str, number: int, **more: Any) -> Block:
    """The example of a kind of chart as figure ``number``."""
    found = chart_kind(kind)
    assert found is not None
    figure = copy.deepcopy(yaml.safe_load(found.example)["figure"])
    return {"figure": {**figure, "id": f"fig-{name(number)}", "source": "[@bulletin]", **more}}


def _of_layouts() -> Iterator[tuple[str, Outlined]]:
    """A slide in each layout, with what belongs on it."""
    wording = Wording(7)
    for layout in LAYOUT_NAMES:
        slide = {"title": wording.phrase(10), "layout": layout, "blocks": _for(layout, wording), "notes": "Pause here."}
        yield f"layout-{layout}", replace(report(section("one", "One", {"slide": slide})), files=_pictures())


def picture(number: int, file: str) -> Block:
    """A picture as figure ``number``."""
    told = {"title": "A disc and a bar", "caption": "Drawn for tests", "alt": "A blue disc beside an orange bar."}
    return {"image": {"file": file, "id": f"fig-{name(number)}", "source": "[@bulletin]", **told}}


def _pictures() -> dict[str, bytes]:
    size = (1800, 1200)
    return {"a.png": png("RGBA", size), "a.jpg": jpeg(size=size), "a.svg": svg()}


def _for(layout: str, wording: Wording) -> list[Block]:
    bullets: Block = {"bullets": [wording.sentence(10) for _ in range(4)]}
    callout: Block = {"callout": {"tone": "insight", "title": wording.phrase(4), "text": wording.sentence(20)}}
    grid = table("one", ["Name", {"header": "Kind", "align": "center"}], [[wording.phrase(2), "a"] for _ in range(4)])
    visuals: dict[str, list[Block]] = {
        "chart": [example("column", 1)],
        "chart-and-takeaways": [example("bar", 1), bullets],
        "two-charts": [example("line", 1), example("donut", 2)],
        "table": [grid],
        "table-and-takeaways": [grid, {"bullets": [wording.sentence(6)]}],
        "key-figures": [key_figures(4)],
        "key-figures-and-text": [key_figures(3), bullets],
        "quote": [quote(wording)],
        "callout": [callout],
        "text-and-callout": [bullets, callout],
        "image": [picture(1, "a.svg")],
        "captioned-image": [picture(1, "a.png")],
        "image-and-takeaways": [picture(1, "a.jpg"), bullets],
    }
    return visuals.get(layout, [bullets, bullets])


def key_figures(count: int) -> Block:
    """So many key figures."""
    ids = list(itertools.islice(itertools.cycle(("exports", "imports", "residents", "vehicles", "growth")), count))
    return {"key-figures": [{"fact": id_, "label": FACTS[id_]["label"]} for id_ in ids]}


def quote(wording: Wording, words: int = 24) -> Block:
    """Someone's words."""
    return {"quote": {"text": wording.sentence(words), "by": "An observer", "source": "[@gazette, p. 3]"}}


# ---------------------------------------------------------------------------------------- languages


def _of_languages() -> Iterator[tuple[str, Outlined]]:
    wording = Wording(11)
    chinese = [wording.chinese(1) for _ in range(4)]
    columns: list[Any] = ["企业", {"header": "类别", "align": "center"}, "结果"]
    grid = table(
        "bets", columns, [[wording.clauses(1), "甲", wording.chinese(2)] for _ in range(9)], title="谁投给了谁"
    )
    blocks: list[Block] = [
        {"bullets": chinese},
        grid,
        {"callout": {"tone": "caution", "title": wording.clauses(1), "text": wording.chinese(3)}},
        {"quote": {"text": wording.chinese(2), "by": "一位观察者", "source": "[@tongji]"}},
        _chinese_chart(wording),
        {"text": f"另见[统计公报](https://example.org/gongbao)。^[{wording.chinese(2)}]", "only": "deck"},
    ]
    more: dict[str, Any] = {
        "title": "一座内陆城市如何成为科技枢纽",
        "authors": ["区域经济组"],
        "subtitle": "经济转型简报",
    }
    yield (
        "chinese-only",
        report(
            *(
                section(name(n), wording.clauses(1), block, headline=wording.clauses(3))
                for n, block in enumerate(blocks)
            ),
            language="zh",
            deck={"summary": True, "register": True, "closing": "谢谢"},
            **more,
        ),
    )
    both = [f"{wording.chinese(1)} {wording.sentence(9)}" for _ in range(5)]
    yield (
        "mixed",
        report(
            section(
                "a", f"{wording.clauses(1)} and more", {"bullets": both}, headline=f"{both[0][:30]} {wording.phrase(5)}"
            ),
            section("b", "Beside 合肥", {"callout": " ".join(both[:2])}, key_figures(2)),
        ),
    )
    yield (
        "scripts",
        report(
            section("a", _SCRIPTS[:24], {"bullets": [_SCRIPTS, _SCRIPTS]}, headline="Every script has its turn"),
            section("b", "Marks", {"callout": {"title": "Marks & <a:t>", "text": "`<script>` and ]]> &amp; `{%`"}}),
        ),
    )


def _chinese_chart(wording: Wording) -> Block:
    told = {"title": wording.clauses(2), "caption": wording.clauses(2), "alt": wording.chinese(1)}
    data = [{"label": wording.clauses(1), "value": value} for value in (31, 24, 9)]
    return {"figure": {"id": "fig-zh", "chart": "bar", "unit": "亿元", **told, "data": data, "source": "[@tongji]"}}


# ------------------------------------------------------------------------------------------ lengths


def _of_lengths() -> Iterator[tuple[str, Outlined]]:
    wording = Wording(13)
    yield (
        "one-slide",
        report(
            section("a", "A", {"slide": {"title": "All there is to say", "blocks": [{"bullets": ["One point"]}]}}),
            deck={"agenda": False},
        ),
    )
    slides = [_long_slide(number, wording) for number in range(300)]
    parts = [section(name(part), wording.phrase(4), *slides[30 * part : 30 * part + 30]) for part in range(10)]
    yield "three-hundred-slides", report(*parts)
    rows = [[wording.phrase(2), wording.sentence(3 + 17 * (n % 7 == 0)), name(n)] for n in range(80)]
    columns: list[Any] = ["Company", "What came of it", {"header": "Code", "align": "number"}]
    yield (
        "eighty-rows",
        report(section("a", "A long table", table("long", columns, rows), headline="Many bets were placed")),
    )
    wide = [["one two", "three", *"abcdefg"] for _ in range(25)]
    yield (
        "nine-columns",
        report(section("a", "A wide table", table("wide", [f"C{name(n)}" for n in range(9)], wide))),
    )
    yield (
        "sixty-word-titles",
        report(
            *(
                section(name(n), wording.phrase(60), block, headline=wording.phrase(12))
                for n, block in enumerate(
                    (
                        example("column", 1, title=wording.phrase(60), caption=wording.sentence(30)),
                        table("a", ["A", "B"], [["one", "two"]], title=wording.phrase(60)),
                        {"callout": {"title": wording.phrase(60), "text": wording.sentence(30)}},
                    )
                )
            ),
            title=wording.phrase(14),
        ),
    )
    yield (
        "twelve-bullets",
        report(
            section(
                "a",
                "Twelve",
                {"bullets": [wording.sentence(6 + n) for n in range(12)]},
                headline="Twelve things to know",
            ),
            section("b", "Ordered", {"bullets": {"items": [wording.sentence(25) for _ in range(12)], "ordered": True}}),
        ),
    )
    yield (
        "three-levels",
        report(section("a", "Levels", {"bullets": _levels(wording, 3)}, headline="Inner points")),
    )
    yield (
        "long-words",
        report(
            section("a", _TOKEN, {"bullets": [f"{_TOKEN} {wording.sentence(5)}"] * 3}, headline=f"The {_TOKEN} met"),
            section("b", "Links", {"text": f"[{_TOKEN}](https://example.org/{'path/' * 40})", "only": "deck"}),
        ),
    )
    yield "nine-key-figures", report(*(section(name(n), f"{wording.phrase(2)}", key_figures(n)) for n in range(1, 10)))


def _long_slide(number: int, wording: Wording) -> Block:
    blocks: tuple[list[Block], ...] = (
        [{"bullets": [wording.sentence(12) for _ in range(3 + number % 4)]}],
        [{"callout": {"text": wording.sentence(18), "title": wording.phrase(3)}}],
        [key_figures(1 + number % 3), {"bullets": [wording.sentence(9)]}],
        [quote(wording)],
    )
    title = f"{wording.phrase(7)} {name(number)}"
    return {"slide": {"title": title, "blocks": blocks[number % len(blocks)], "notes": wording.sentence(20)}}


def _levels(wording: Wording, deep: int) -> list[Any]:
    if deep == 1:
        return [wording.sentence(7) for _ in range(3)]
    return [{"text": wording.sentence(8), "items": _levels(wording, deep - 1)} for _ in range(2)]


# ------------------------------------------------------------------------------------------- extras


def _of_extras() -> Iterator[tuple[str, Outlined]]:
    wording = Wording(17)
    many = [
        {
            "id": f"source-{name(n)}",
            "type": "report",
            "title": wording.phrase(4 + n % 20),
            "author": [{"literal": "Desk"}],
        }
        for n in range(90)
    ]
    cited = [" ".join(f"{wording.phrase(4)} [@source-{name(n)}]" for n in range(at, at + 3)) for at in range(0, 90, 3)]
    for place in ("slide", "end", "both"):
        parts = [section(name(n), wording.phrase(3), {"bullets": cited[n : n + 6]}) for n in range(0, 30, 6)]
        yield f"sources-{place}", Outlined(tuple(parts), {"deck": {"citations": place}}, sources=[*SOURCES, *many])
    noted = [f"{wording.sentence(8)[:-1]}^[{wording.sentence(4 + 9 * n)}]." for n in range(5)]
    yield "footnotes", report(section("a", "Notes", {"bullets": noted}, headline="Small print, in small print"))
    everything = {"summary": True, "register": True, "closing": "Thank you", "contact": ["A Desk", "desk@example.org"]}
    told = [
        section(name(n), wording.phrase(3), key_figures(5), quote(wording), headline=wording.phrase(10))
        for n in range(9)
    ]
    yield "front-and-back", report(*told, deck={**everything, "footer": wording.phrase(40)})
    yield "prose-alone", report(*(section(name(n), wording.phrase(3), {"text": wording.passage(4)}) for n in range(4)))
    yield "draft", report(section("a", "A", {"bullets": ["It is {{ unknown }} now"]}, example("column", 1)), draft=True)
    tones = [{"callout": {"tone": tone, "text": wording.sentence(30)}} for tone in ("note", "insight", "caution")]
    nested = section("c", "Inside", tones[0], sections=(section("d", "Further inside", tones[1]),))
    yield "nested", report(section("b", "Outside", tones[2], sections=(nested,)), deck={"summary": True})
