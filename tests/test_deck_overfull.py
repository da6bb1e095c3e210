"""Too much of anything either goes over several slides or is reported at its line, with the excess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from hefei_report.deck import plan_deck
from hefei_report.deck.storyboard.fitting import excess
from hefei_report.deck.storyboard.layouts import PANEL_PADDING
from hefei_report.deck.storyboard.plan import PlannedSlide, Role, Storyboard, TableItem, TextItem, runs_of
from hefei_report.diagnostics import Diagnostic, Diagnostics, Severity
from hefei_report.document.model import (
    Block,
    DeckOptions,
    KeyFigures,
    List,
    ListItem,
    Paragraph,
    Run,
    Section,
    TableRow,
    plain,
)
from hefei_report.theme import load_theme
from tests.support.decks import at, bullets, document, figure, image, key_figures, panel, quote, section, table, words

THEME = load_theme("hefei")
LONG = "Output grew faster than anybody had expected, and went on growing. "


def planned(*sections: Section, **more: Any) -> tuple[Storyboard, list[Diagnostic]]:
    """The storyboard, and what is complained about."""
    found = Diagnostics()
    return plan_deck(document(*sections, **more), THEME, found), list(found)


def shown(slides: Iterable[PlannedSlide]) -> str:
    """All text on slides."""
    return " ".join(run.text for slide in slides for item in slide.items for run in runs_of(item))


def told(*items: ListItem) -> List:
    return List(span=at(50), items=items)


def levels(depth: int) -> tuple[ListItem, ...]:
    """Four items a level."""
    inner = levels(depth - 1) if depth > 1 else ()
    return tuple(ListItem(words(f"Point {depth}.{n}: {LONG}"), inner) for n in range(4))


def fits(board: Storyboard) -> bool:
    """Whether all text of a storyboard fits the frame that it has."""
    for slide in board.slides:
        for item in slide.items:
            if isinstance(item, TextItem) and item.role not in (Role.FOOTER, Role.DATE, Role.NUMBER):
                frame = item.frame.inset(*PANEL_PADDING) if item.role is Role.PANEL else item.frame
                if excess(item.text, frame) > 0.01:
                    return False
            if isinstance(item, TableItem) and item.frame.bottom > board.stage.grid.strip().bottom:
                return False
    return True


# ----------------------------------------------------------------------------------- what can be divided


def test_twelve_points_of_several_lines_go_over_several_slides() -> None:
    board, found = planned(section("1", "One", bullets(*(f"Point {n}. {5 * LONG}" for n in range(12)))))
    assert found == [] and fits(board)
    assert all(f"Point {n}." in shown(board.slides) for n in range(12))
    assert any(slide.title.endswith("(2/3)") for slide in board.slides)


def test_points_of_three_levels_go_over_several_slides_in_order() -> None:
    board, found = planned(section("1", "One", told(*levels(3))))
    points = re.findall(r"Point (\d\.\d)", shown(board.slides))
    assert found == [] and fits(board)
    assert len(points) == 4 + 16 + 64
    assert points[:3] == ["3.0", "2.0", "1.0"]


def test_eighty_rows_go_over_several_slides_with_their_header() -> None:
    board, found = planned(section("1", "One", table(80)))
    tables = [item for slide in board.slides for item in slide.items if isinstance(item, TableItem)]
    heads = {plain(tuple(p.run for para in item.rows[0].cells[0] for p in para.pieces)) for item in tables}
    assert found == [] and fits(board)
    assert sum(len(item.rows) - 1 for item in tables) == 80
    assert heads == {"Company"} and len(tables) > 3


def test_twenty_key_figures_go_over_several_slides() -> None:
    board, found = planned(section("1", "One", key_figures(20)))
    assert found == [] and fits(board)
    assert (
        sum(
            item.role.name.startswith("TILE")
            for slide in board.slides
            for item in slide.items
            if isinstance(item, TextItem)
        )
        == 20
    )


def test_forty_sections_go_over_several_slides_of_the_agenda() -> None:
    board, found = planned(*(section(str(n), f"{LONG} {n}", bullets("a")) for n in range(40)))
    assert found == [] and fits(board)
    assert sum(slide.layout == "agenda" for slide in board.slides) > 1


# -------------------------------------------------------------------------------------- what can't be

_ONE_ITEM = told(ListItem(words("A point"), span=at(50)), ListItem(words(60 * LONG), span=at(51)))
_CALLOUT = replace(panel(), body=(Paragraph(span=at(81), content=words(60 * LONG)),))
_QUOTE = replace(quote(), body=(Paragraph(span=at(91), content=words(30 * LONG)),))
_TILE = key_figures(1).items[0]
_TILES = KeyFigures(span=at(60), items=(replace(_TILE, label=words(40 * LONG)),) * 4)
_ROW = TableRow((words(60 * LONG), words("a"), words("1"), words("b")), span=at(75))
_TABLE = replace(table(3), rows=(_ROW,))
_WIDE = replace(
    table(2), columns=table(2).columns * 9, rows=tuple(replace(r, cells=r.cells * 9) for r in table(2).rows)
)
_NOTED = replace(figure(1), note=words(20 * LONG))


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (_ONE_ITEM, 51, "this text"),
        (_CALLOUT, 80, "this callout"),
        (_QUOTE, 90, "this quote"),
        (_TILES, 60, "a key figure"),
        (_TABLE, 75, "this row"),
        (_WIDE, 70, "the width of this table"),
        (replace(figure(1), title=words(12 * LONG)), 101, "the title of this slide"),
        (replace(figure(1), caption=words(30 * LONG)), 101, "the caption of this figure"),
        (replace(image(1), caption=words(30 * LONG)), 111, "the caption of this picture"),
        (_NOTED, 101, "the note and the sources of this slide"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_divided_is_reported_at_its_line_with_the_excess(content: Block, line: int, what: str) -> None:
    _, found = planned(section("1", "One", content))
    assert found[0].severity is Severity.ERROR
    assert (found[0].code, found[0].span) == ("overfull", at(line))
    assert re.fullmatch(rf"{what} is \d+ pt too much for its slide", found[0].message)
    assert found[0].hint


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"subtitle": words(30 * LONG)}, "the subtitle"),
        ({"title": words(30 * LONG)}, "the title of this slide"),
        (
            {"authors": tuple(f"Author {n} of the Institute of Economics" for n in range(60))},
            "the list of authors",
        ),
        ({"deck": DeckOptions(closing=words(30 * LONG))}, "the title of this slide"),
    ],
)
def test_what_stands_on_the_first_and_last_slides_is_reported(changes: dict[str, object], what: str) -> None:
    _, found = planned(section("1", "One", bullets("a")), **changes)
    assert [one.code for one in found] == ["overfull"]
    assert found[0].message.startswith(what)


def test_a_headline_of_sixty_words_is_reported_once_and_one_of_twenty_fits() -> None:
    sixty = "word " * 60
    _, found = planned(section("1", "One", bullets("a"), headline=sixty))
    assert [one.code for one in found] == ["overfull"]
    board, found = planned(section("1", "One", bullets("a"), headline="word " * 20))
    assert found == [] and fits(board)


def test_a_long_footnote_goes_to_the_speaker() -> None:
    mark = Run("1", script="super", role="numbering", note=(Run(12 * LONG),))
    board, found = planned(section("1", "One", told(ListItem((Run("A point"), mark)))))
    slide = next(slide for slide in board.slides if slide.layout == "text")
    assert found == [] and LONG.strip() not in shown([slide])
    assert any(LONG.strip() in plain(line) for line in slide.notes)
