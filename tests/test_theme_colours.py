"""Colours of themes: every text can be read, every two marks are told apart, whatever cones a reader sees with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hefei_report.deck.openxml.colours import scheme
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import Ink, Ramp
from hefei_report.document.model import Document, Medium
from hefei_report.figures.setting import Setting
from hefei_report.memory import Memory
from hefei_report.resolve.colours import check_colours, side_by_side
from hefei_report.theme import load_theme, theme_names
from hefei_report.theme.checking import APART, LEGIBLE, MARKS, alike, faults, least_difference
from hefei_report.theme.colourspace import grey, grey_of, lab, lightness
from hefei_report.theme.difference import difference, lab_difference
from hefei_report.theme.fonts import Family
from hefei_report.theme.tokens import Theme, contrast, shade
from hefei_report.theme.vision import Vision, seen
from tests.support import decks
from tests.support.plans import Chance
from tests.test_charts import chart

# Sharma, Wu and Dalal 2005, table 1: two colours in CIELAB, and how different they are.
SHARMA = """
50.0000 2.6772 -79.7751 50.0000 0.0000 -82.7485 2.0425
50.0000 3.1571 -77.2803 50.0000 0.0000 -82.7485 2.8615
50.0000 2.8361 -74.0200 50.0000 0.0000 -82.7485 3.4412
50.0000 -1.3802 -84.2814 50.0000 0.0000 -82.7485 1.0000
50.0000 -1.1848 -84.8006 50.0000 0.0000 -82.7485 1.0000
50.0000 -0.9009 -85.5211 50.0000 0.0000 -82.7485 1.0000
50.0000 0.0000 0.0000 50.0000 -1.0000 2.0000 2.3669
50.0000 -1.0000 2.0000 50.0000 0.0000 0.0000 2.3669
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0009 7.1792
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0010 7.1792
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0011 7.2195
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0012 7.2195
50.0000 -0.0010 2.4900 50.0000 0.0009 -2.4900 4.8045
50.0000 -0.0010 2.4900 50.0000 0.0010 -2.4900 4.8045
50.0000 -0.0010 2.4900 50.0000 0.0011 -2.4900 4.7461
50.0000 2.5000 0.0000 50.0000 0.0000 -2.5000 4.3065
50.0000 2.5000 0.0000 73.0000 25.0000 -18.0000 27.1492
50.0000 2.5000 0.0000 61.0000 -5.0000 29.0000 22.8977
50.0000 2.5000 0.0000 56.0000 -27.0000 -3.0000 31.9030
50.0000 2.5000 0.0000 58.0000 24.0000 15.0000 19.4535
50.0000 2.5000 0.0000 50.0000 3.1736 0.5854 1.0000
50.0000 2.5000 0.0000 50.0000 3.2972 0.0000 1.0000
50.0000 2.5000 0.0000 50.0000 1.8634 0.5757 1.0000
50.0000 2.5000 0.0000 50.0000 3.2592 0.3350 1.0000
60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.2630
61.2901 3.7196 -5.3901 61.4292 2.2480 -4.9620 1.8731
35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
22.7233 20.0904 -46.6940 23.0331 14.9730 -42.5619 2.0373
36.4612 47.8580 18.3852 36.2715 50.5065 21.2231 1.4146
90.8027 -2.0831 1.4410 91.1528 -1.6435 0.0447 1.4441
90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082
"""
PAIRS = [tuple(map(float, line.split())) for line in SHARMA.strip().splitlines()]


@pytest.mark.parametrize("pair", PAIRS, ids=[str(number) for number in range(1, 35)])
def test_the_difference_of_colours_is_the_published_one_both_ways(pair: tuple[float, ...]) -> None:
    first, second, published = (pair[0], pair[1], pair[2]), (pair[3], pair[4], pair[5]), pair[6]
    assert lab_difference(first, second) == pytest.approx(published, abs=5e-5)
    assert lab_difference(second, first) == pytest.approx(published, abs=5e-5)


def test_black_and_white_are_as_far_apart_as_two_colours_are() -> None:
    assert difference("#000000", "#ffffff") == pytest.approx(100, abs=0.01)


def test_a_red_is_where_cielab_has_it() -> None:
    assert lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)


@pytest.mark.parametrize("vision", list(Vision))
@pytest.mark.parametrize("colour", ["#000000", "#808080", "#ffffff"])
def test_greys_look_grey_to_all_readers(vision: Vision, colour: str) -> None:
    assert difference(seen(colour, vision), colour) < 1.0


def test_readers_without_the_first_or_second_cones_confuse_red_and_green() -> None:
    red, green = "#c44e4a", "#6f8a2e"
    assert difference(red, green) > 40
    assert least_difference(red, green)[1] in (Vision.PROTANOPIA, Vision.DEUTERANOPIA)
    assert difference(seen(red, Vision.DEUTERANOPIA), seen(green, Vision.DEUTERANOPIA)) < 15


def test_readers_without_the_third_cones_confuse_blue_and_green() -> None:
    blue, green = "#2f8fb0", "#3a9a72"
    normal = difference(blue, green)
    assert difference(seen(blue, Vision.TRITANOPIA), seen(green, Vision.TRITANOPIA)) < normal / 2
    assert difference(seen(blue, Vision.PROTANOPIA), seen(green, Vision.PROTANOPIA)) > normal / 2


def test_a_colour_in_grey_is_as_light_as_it_was() -> None:
    for colour in ("#d9581b", "#12405a", "#ffff00"):
        found = grey_of(colour)
        assert found[1:3] == found[3:5] == found[5:7]
        assert lightness(found) == pytest.approx(lightness(colour), abs=0.3)
    assert lightness(grey(40)) == pytest.approx(40, abs=0.3)


# ---------------------------------------------------------------------------------------- themes


@pytest.mark.parametrize("name", theme_names())
def test_the_themes_that_we_ship_can_be_read_by_everybody(name: str) -> None:
    assert list(faults(load_theme(name))) == []


@pytest.mark.parametrize("name", theme_names())
@pytest.mark.parametrize("vision", list(Vision))
def test_an_ordered_scale_rises_all_the_way_for_all_readers(name: str, vision: Vision) -> None:
    levels = [lightness(seen(shade(load_theme(name), Ramp.SEQUENTIAL, place / 20), vision)) for place in range(21)]
    assert levels in (sorted(levels), sorted(levels, reverse=True))


def spoilt(**colours: str) -> Theme:
    """The house look with other colours for some roles of charts."""
    theme = load_theme("hefei")
    return replace(theme, inks={**theme.inks, **{Ink(name): colour for name, colour in colours.items()}})


def test_a_red_and_a_green_that_many_readers_confuse_are_found_with_the_deficiency_and_the_difference() -> None:
    found = list(faults(spoilt(second="#6f8a2e", third="#b5694a")))
    pair = next(fault for fault in found if fault.startswith("'second' and 'third' "))
    assert "can hardly be told apart by readers with deuteranopia (Delta E 3.5; " in pair
    assert pair.endswith(f"{APART:g} is needed)")


def test_two_colours_that_are_nearly_one_are_found_without_naming_a_deficiency() -> None:
    (found,) = alike({"cars": "#808080", "ships": "#888888"})
    assert found.message.startswith("cars and ships can hardly be told apart")
    assert found.difference < 5


def test_a_mark_that_is_hardly_seen_on_paper_is_found() -> None:
    assert any(
        "marks in 'fourth' (#f0e442) has a contrast of 1." in fault for fault in faults(spoilt(fourth="#f0e442"))
    )


def test_text_that_cannot_be_read_is_found_on_paper_and_on_panels() -> None:
    found = list(faults(replace(load_theme("hefei"), quiet="#909aa5")))
    assert [fault.split(" (")[0] for fault in found] == ["text in 'quiet'", "text in 'quiet' on panels"]


def test_a_rainbow_is_no_ordered_scale() -> None:
    rainbow = ("#3030c0", "#30c0c0", "#30c030", "#e0e030", "#d03030")
    assert any("sequential" in fault for fault in faults(replace(load_theme("hefei"), sequential=rainbow)))


def test_a_scale_that_only_hues_order_is_found() -> None:
    hues = ("#8f3709", "#6b4a12", "#f2ece6", "#7fa9bf", "#12405a")
    assert any("diverging" in fault for fault in faults(replace(load_theme("hefei"), diverging=hues)))


# --------------------------------------------------------------------- in the figures of a document


def showing(outline: str) -> Document:
    return decks.document(decks.section("one", "One", replace(decks.figure(1), plan=chart(outline))))


def complaints(theme: Theme, outline: str) -> list[str]:
    """What is said of the colours of a chart that is drawn in ``theme``."""
    document = showing(outline)
    diagnostics = Diagnostics()
    check_colours(document, Medium.BRIEFING, theme, diagnostics)
    assert {one.code for one in diagnostics} <= {"colours-alike"}
    assert all(one.span == decks.figure(1).span for one in diagnostics)
    return [one.message for one in diagnostics]


LINES = """
    chart: line
    unit: number
    series:
      - {name: Cars, data: [{x: 2020, value: 1}, {x: 2021, value: 2}]}
      - {name: Ships, data: [{x: 2020, value: 3}, {x: 2021, value: 5}]}
"""


def test_a_figure_whose_series_some_readers_confuse_is_told_at_its_line_with_their_names() -> None:
    found = complaints(spoilt(primary="#8a6a2a", second="#6f8a2e"), LINES)
    assert len(found) == 1
    assert found[0].startswith("in the briefing, 'Cars' and 'Ships' can hardly be told apart by readers with ")


def test_a_colour_that_a_figure_does_not_use_is_no_matter_for_it() -> None:
    assert complaints(spoilt(third="#12405b"), LINES) == []


def test_what_a_chart_sets_side_by_side_is_looked_for_once_and_told_of_each_time() -> None:
    document, memory, confusing = showing(LINES), Memory(), spoilt(primary="#8a6a2a", second="#6f8a2e")
    told = []
    for theme in (load_theme("hefei"), confusing, confusing):
        diagnostics = Diagnostics()
        check_colours(document, Medium.BRIEFING, theme, diagnostics, memory)
        told.append(len(diagnostics))
    assert (told, memory.made) == ([0, 1, 1], {"side by side": 1})
    check_colours(showing(LINES), Medium.BRIEFING, confusing, Diagnostics(), memory)
    assert memory.made == {"side by side": 2}


@pytest.mark.parametrize("name", theme_names())
def test_no_kind_of_chart_has_colours_that_some_readers_confuse_in_a_theme_of_ours(name: str) -> None:
    for seed in range(200):
        colours = side_by_side(Chance(seed).plan())
        assert list(alike({said: load_theme(name).inks[ink] for ink, said in colours.items()})) == []


def test_what_is_side_by_side_is_what_is_drawn() -> None:
    assert side_by_side(chart(LINES)) == {Ink.PRIMARY: "'Cars'", Ink.SECOND: "'Ships'"}


@pytest.mark.parametrize("name", theme_names())
def test_what_powerpoint_hands_out_by_itself_is_told_apart_as_well(name: str) -> None:
    colours = scheme(load_theme(name))
    assert list(alike({f"accent{number}": "#" + colours[f"accent{number}"] for number in range(1, 7)})) == []


@pytest.mark.parametrize("name", theme_names())
def test_text_can_be_read_in_every_mark_and_on_every_shade(name: str) -> None:
    setting = Setting(load_theme(name), Family.SLIDE, 12.0)
    shades = [shade(setting.theme, ramp, place / 50) for ramp in Ramp for place in range(51)]
    for ground in (*(setting.theme.inks[ink] for ink in MARKS), *shades):
        assert contrast(setting.on(ground), ground) >= LEGIBLE
