"""Further documents of :mod:`tests.support.specimens`: notes, tables, figures, and what is set apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.support.outlining import Outlined, chart, column_chart, section, table, text
from tests.support.pictures import jpeg, png, svg
from tests.support.specimens import of_one_section, specimen
from tests.support.wording import Wording, name

# ------------------------------------------------------------------------------------------------- notes


@specimen
def two_hundred_footnotes() -> Outlined:
    wording = Wording(20)
    said = [f"{wording.phrase(8)}^[{wording.sentence()}] {wording.sentence()}" for _ in range(200)]
    paragraphs = [text(" ".join(said[at : at + 4])) for at in range(0, 200, 4)]
    sections = tuple(section(name(n), wording.phrase(3), *paragraphs[n::5]) for n in range(5))
    return Outlined(sections, {"briefing": {"register": False}})


@specimen
def long_footnotes() -> Outlined:
    wording = Wording(21)
    said = [f"{wording.paragraph(2)}^[{wording.paragraph(12)}] {wording.paragraph(2)}" for _ in range(6)]
    return of_one_section(*map(text, said))


@specimen
def footnotes_everywhere() -> Outlined:
    wording = Wording(22)
    note = f"^[{wording.sentence()}]"
    figure = chart("a", "column", "Trade", data=[{"label": "Exports", "value": "fact:exports"}], unit="billion yuan")
    figure |= {"caption": f"Below{note}"}
    blocks = [
        text(f"Text{note} and **bold{note}** text with a second one.{note}"),
        {"bullets": [f"A point{note}", {"text": "Another", "items": [f"inner{note}"]}]},
        {"callout": {"title": "A title", "text": f"Set apart{note}"}},
        {"quote": {"text": f"Words{note} said.", "by": "Somebody", "source": "[@gazette]"}},
        {"figure": figure},
        table("a", ["Name", "What"], [[f"Cell{note}", "and"], ["more", f"words{note}"]]),
    ]
    return of_one_section(*blocks)


@specimen
def notes_in_the_margin() -> Outlined:
    wording = Wording(23)
    said = [f"{wording.paragraph(2)}^[{wording.sentence(9)}] {wording.paragraph(2)}" for _ in range(12)]
    crowd = " ".join(f"{wording.words(4)}^[{wording.sentence(20)}]" for _ in range(9))
    return of_one_section(*map(text, said), text(crowd), briefing={"register": False, "notes": "margin"})


# ------------------------------------------------------------------------------------------------ tables


@specimen
def a_table_of_three_hundred_rows() -> Outlined:
    wording = Wording(24)
    rows: list[Any] = [[f"Row {name(n)}", "{{ exports | number }}", wording.words(3)] for n in range(300)]
    rows[99] = {"cells": rows[99], "emphasis": True}
    columns = ["Name", {"header": "Billion yuan", "align": "number"}, "Words"]
    return of_one_section(text("Before it."), table("long", columns, rows, note="A note.", source="[@bulletin]"))


@specimen
def a_table_too_wide_for_the_page() -> Outlined:
    wording = Wording(25)
    columns = [f"Internationally {name(n)}" for n in range(13)]
    rows = [[wording.words(1) for _ in columns] for _ in range(40)]
    return of_one_section(text(wording.paragraph()), table("wide", columns, rows), text(wording.paragraph()))


@specimen
def a_table_in_landscape_of_high_rows() -> Outlined:
    wording = Wording(35)
    columns = [f"Internationally {name(n)}" for n in range(13)]
    rows = [[wording.words(1) for _ in columns[1:]] + [wording.paragraph(count)] for count in (3, 12, 1)]
    rows[1][3] = f"Noted^[{wording.paragraph(12)}] and^[{wording.paragraph(14)}]"
    return of_one_section(text(wording.paragraph()), table("high", columns, rows), text(wording.paragraph()))


@specimen
def tables_of_long_cells() -> Outlined:
    wording = Wording(26)
    rows = [[wording.phrase(2), wording.paragraph(), wording.sentence()] for _ in range(12)]
    columns = ["Name", {"header": "What", "width": 3}, {"header": wording.phrase(9), "align": "center"}]
    captions = {"caption": wording.sentence(), "note": wording.paragraph(3), "source": "[@bulletin; @gazette]"}
    return of_one_section(table("a", columns, rows, **captions), table("b", ["One column"], [["x"], ["y"]]))


@specimen
def tables_of_few_words() -> Outlined:
    tables = [table(name(n), ["A", "B"], [["", ""], ["c", ""]][: n % 3]) for n in range(1, 6)]
    return of_one_section(*tables)


# ----------------------------------------------------------------------------------------------- figures

_DATA = [
    {"label": "Exports", "value": "fact:exports", "highlight": True},
    {"label": "Imports", "value": "fact:imports"},
]
_EVENTS = ["The university moves in", "The first plant", "A bet on displays", "The rescue of a maker of cars"]


def _points(count: int) -> list[dict[str, Any]]:
    return [{"x": 2000 + n, "value": "fact:exports"} for n in range(count)]


def _further_kinds(unit: dict[str, Any]) -> Iterator[dict[str, Any]]:
    exports, imports = ("fact:exports", "fact:imports")
    steps = [{"label": "Imports", "value": imports, "total": True}, {"label": "More", "value": exports}]
    yield chart("g", "waterfall", "Steps", data=[*steps, {"label": "Together", "total": True}], **unit)
    rows = {"columns": [{"name": "Exports", "values": [exports]}], "lines": [{"name": "Growth", "values": [4]}]}
    yield chart("h", "combo", "Two axes", categories=["Now"], **rows, **unit, **{"line-unit": "percent"})
    ends = {"start": "Imports", "end": "Exports", "data": [{"label": "Trade", "start": imports, "end": exports}]}
    yield chart("i", "dumbbell", "Distances", **ends, **unit)
    yield chart("j", "slope", "Slopes", **ends, **unit)
    yield chart("k", "area", "Areas", data=_points(4), **unit)
    dots = [{"label": "Trade", "x": 3, "y": exports}]
    titles = {"x-title": "Share", "y-title": "Exports"}
    yield chart("l", "scatter", "Dots", data=dots, **titles, **unit)
    yield chart("m", "bubble", "Bubbles", data=[dots[0] | {"size": 2}], **titles, **unit, **{"size-title": "Staff"})


@specimen
def every_kind_of_chart() -> Outlined:
    unit = {"unit": "billion yuan"}
    figures = [
        chart("a", "column", "Columns", data=_DATA, note="A note on it.", **unit),
        chart("b", "bar", "Bars", data=_DATA, width="full", **unit),
        chart("c", "stacked-bar", "Stacks", data=_DATA, **unit),
        chart("d", "donut", "Rings", data=_DATA, centre="Trade", **unit),
        chart("e", "line", "Lines", data=_points(6), **unit),
        *_further_kinds(unit),
    ]
    events = [{"date": 1970 + 9 * n, "text": words} for n, words in enumerate(_EVENTS)]
    timeline = chart("f", "timeline", "Steps", events=events)
    del timeline["chart"]
    told = text("See " + ", ".join(f"@fig-{letter}" for letter in "abcdefghijkl") + " and @fig-m.")
    return Outlined((section("a", "Charts", told, *({"figure": one} for one in figures), {"timeline": timeline}),))


@specimen
def figures_over_the_full_width() -> Outlined:
    wording = Wording(27)
    blocks = [
        part for n in range(4) for part in (text(wording.paragraph(4)), column_chart(name(n), "Trade", width="full"))
    ]
    return of_one_section(*blocks)


@specimen
def figures_side_by_side() -> Outlined:
    wording = Wording(28)
    blocks = [text(wording.paragraph())] + [column_chart(name(n), "Trade", width="half") for n in range(5)]
    return of_one_section(*blocks, text(wording.paragraph()), column_chart("z", "More trade", width="half"))


@specimen
def a_dozen_figures_in_a_row() -> Outlined:
    return of_one_section(text("As they come."), *(column_chart(name(n), "Trade") for n in range(12)))


@specimen
def figures_with_long_texts() -> Outlined:
    wording = Wording(29)
    told = {"caption": wording.paragraph(2), "note": wording.paragraph(3), "title": wording.phrase(25)}
    figure = chart("a", "bar", "Trade", data=_DATA, unit="billion yuan") | told
    return of_one_section(text(wording.paragraph()), {"figure": figure}, text(wording.paragraph()))


@specimen
def long_timelines() -> Outlined:
    wording = Wording(30)
    events = [{"date": f"{1990 + n}-0{1 + n % 9}", "text": wording.phrase(5)} for n in range(22)]
    timeline = chart("a", "timeline", "Steps", events=events, width="full")
    del timeline["chart"]
    return of_one_section({"timeline": timeline}, text(wording.paragraph()))


# --------------------------------------------------------------------------------------------- set apart


@specimen
def strips_of_key_figures() -> Outlined:
    wording = Wording(31)
    facts = ["exports", "imports", "residents", "vehicles", "growth", "founded"]
    strips = [{"key-figures": facts[:count]} for count in range(1, 7)]
    long = {"key-figures": [{"fact": "exports", "label": wording.sentence(), "detail": wording.sentence()}] * 2}
    return Outlined((section("a", "Figures in large type", *strips, long),))


@specimen
def quotations() -> Outlined:
    wording = Wording(32)
    short = {"text": "It stayed its course.", "by": "An economist", "source": "[@gazette]"}
    long = {"text": wording.passage(4), "by": wording.phrase(20), "source": "[@gazette, p. 3]"}
    return of_one_section({"quote": short}, text(wording.paragraph()), {"quote": long}, {"quote": short})


@specimen
def pull_quotations() -> Outlined:
    wording = Wording(33)
    quote = {"text": wording.sentence(18), "by": "An economist", "source": "[@gazette]", "pull": True}
    parts = [part for _ in range(4) for part in (text(wording.paragraph()), {"quote": quote})]
    return of_one_section(*parts)


@specimen
def callouts_of_every_tone() -> Outlined:
    wording = Wording(34)
    callouts = [
        {"callout": {"tone": tone, "title": wording.phrase(length), "text": wording.passage(length, 3)}}
        for length, tone in enumerate(("note", "insight", "caution"), 1)
    ]
    return of_one_section(*callouts, {"callout": wording.passage(14)})


@specimen
def for_one_medium_only() -> Outlined:
    slide = {"slide": {"title": "A slide of its own", "blocks": [{"bullets": ["Who pays?"]}], "notes": "Wait."}}
    blocks = [
        text("For both."),
        {**text("For the briefing only."), "only": "briefing"},
        {**column_chart("deck", "Shown on a slide"), "only": "deck"},
        slide,
        {**column_chart("brief", "Shown on a page"), "only": "briefing"},
    ]
    return Outlined((section("a", "Both media", *blocks), section("b", "The deck", text("There."), only="deck")))


@specimen
def links_all_over() -> Outlined:
    said = "@sec-b and @fig-a and @tbl-a, {{ exports }} [@bulletin, p. 3; @gazette], [a page](https://example.org), "
    said += (
        "[mail](mailto:desk@example.org) and [text over more than one line of this very page](https://example.org/x)."
    )
    rows = [[said, "{{ imports }} in 2024"], ["@gazette says so", "[@tongji]"]]
    blocks = [text(said * 3), {"bullets": [said]}, column_chart("a", "Trade"), table("a", ["Where", "What"], rows)]
    return Outlined((section("a", "From here", *blocks), section("b", "To there", text("See @sec-a."))))


@specimen
def pictures_of_every_form() -> Outlined:
    wording = Wording(35)

    def picture(id: str, file: str, **more: Any) -> dict[str, Any]:
        told = {"title": wording.phrase(4), "alt": wording.sentence(), "source": "[@gazette]"}
        return {"image": {"file": file, "id": f"fig-{id}", **told, **more}}

    blocks = [
        text(f"{wording.paragraph()} See @fig-a."),
        picture("a", "a.png", caption=wording.phrase(5)),
        picture("b", "b.jpg", note=wording.sentence()),
        picture("c", "c.svg", width="full"),
        picture("d", "d.svg"),
        {"image": {"file": "a.png", "decorative": True}},
    ]
    files = {"a.png": png("RGBA"), "b.jpg": jpeg(), "c.svg": svg(), "d.svg": svg(letters="Hefei 合肥")}
    return replace(of_one_section(*blocks), files=files)
