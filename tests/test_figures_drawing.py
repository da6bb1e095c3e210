"""One drawing comes out as marks for the page, as SVG and as PNG for the slide, the same bytes every time."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PIL import Image

from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import ChartPlan, Status
from hefei_report.document.drawing import Box, Glyphs, Operators, RenderedFigure
from hefei_report.document.model import Document, Medium
from hefei_report.figures import draw_figure
from hefei_report.figures.composing import preferred_height
from hefei_report.figures.drafting import ReportingDraftsman
from hefei_report.figures.packing import png
from hefei_report.memory import Memory
from hefei_report.theme import load_theme
from hefei_report.workspace import Cache
from tests.support.plans import Chance, columns, line, value
from tests.support.product import environment
from tests.support.tools import CHECKOUT

THEME = load_theme("hefei")
MIDNIGHT = load_theme("midnight")
NO_CACHE = Cache(None)
AWKWARD = ("$20 billion to $970 million", "100% & <b>", "合肥 R&D", "a_b^2 \\alpha {x}")
SVG = "{http://www.w3.org/2000/svg}"


def awkward() -> ChartPlan:
    """A plan whose labels are mathematics, markup or Chinese to careless software."""
    values = (value(20), value(7.5, status=Status.ESTIMATED), value(5, status=Status.TARGET), value(1))
    return columns(*values, labels=AWKWARD, lying=True)


def drawn(plan: ChartPlan, medium: Medium, width: float, cache: Cache = NO_CACHE) -> RenderedFigure:
    """``plan`` at the height that it asks for."""
    return draw_figure(plan, Box(width, preferred_height(plan, width, medium, THEME)), medium, THEME, cache)


def test_labels_reach_the_page_letter_by_letter() -> None:
    texts = [mark.text for mark in drawn(awkward(), Medium.BRIEFING, 334.5).marks if isinstance(mark, Glyphs)]
    assert [text for text in AWKWARD if text not in texts] == []


def test_marks_are_path_operators_of_pdf_that_leave_no_state_behind() -> None:
    known = {"q", "Q", "m", "l", "c", "h", "f", "S", "B", "w", "J", "j", "d", "RG", "rg"}
    for seed in range(30):
        plan = Chance(seed).plan()
        for mark in drawn(plan, Medium.BRIEFING, 453.5).marks:
            if isinstance(mark, Operators):
                words = re.sub(r"\[[-\d. ]*\]", "", mark.code).split()
                used = [word for word in words if not re.fullmatch(r"-?\d+(\.\d+)?", word)]
                assert set(used) <= known
                assert used.count("q") == used.count("Q") > 0


def test_text_on_the_page_stays_text_in_the_theme_s_sizes_and_weights() -> None:
    marks = [mark for mark in drawn(awkward(), Medium.BRIEFING, 334.5).marks if isinstance(mark, Glyphs)]
    assert {mark.size for mark in marks} == {THEME.print.chart_label}
    assert {mark.weight for mark in marks} <= {"regular", "bold"}
    assert all(re.fullmatch(r"#[0-9a-f]{6}", mark.colour) for mark in marks)


def test_a_figure_for_the_page_has_marks_only_and_one_for_the_slide_pictures_only() -> None:
    page = drawn(awkward(), Medium.BRIEFING, 334.5)
    slide = drawn(awkward(), Medium.DECK, 560)
    assert page.marks
    assert not (page.svg or page.png)
    assert slide.svg
    assert slide.png
    assert not slide.marks


def test_dollar_signs_are_glyphs_on_the_slide_and_not_mathematics() -> None:
    def glyphs(label: str) -> int:
        return drawn(columns(value(5), labels=(label,), lying=True), Medium.DECK, 560).svg.count(b"<use")

    assert glyphs("$20 billion to $970 million") == glyphs("E20 billion to E970 million")


def test_the_svg_needs_no_font_no_network_and_no_clock() -> None:
    figure = drawn(awkward(), Medium.DECK, 560)
    text = figure.svg.decode()
    assert "<!DOCTYPE" not in text
    assert "<metadata" not in text
    assert not re.search(r"\b20\d\d-\d\d-\d\d", text)
    root = ElementTree.fromstring(text)
    tags = {element.tag for element in root.iter()}
    assert tags <= {SVG + name for name in ("svg", "g", "path", "use", "defs", "style", "clipPath", "rect")}
    links = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("href")]
    assert links
    assert all(link.startswith("#") for link in links)
    width, height = (float(root.attrib[side].removesuffix("pt")) for side in ("width", "height"))
    assert (width, height) == pytest.approx((figure.box.width, figure.box.height), abs=0.01)


@pytest.mark.parametrize("size", [(560.0, 300.0), (561.6, 299.7), (420.3, 333.3)])
def test_the_png_has_two_hundred_dots_an_inch_and_no_metadata(size: tuple[float, float]) -> None:
    figure = draw_figure(awkward(), Box(*size), Medium.DECK, THEME, NO_CACHE)
    image = Image.open(io.BytesIO(figure.png))
    assert image.size == tuple(round(side * 200 / 72) for side in size)
    assert image.info == {}
    assert image.getpixel((0, image.height - 1)) == (255, 255, 255)


def test_a_png_gives_back_each_pixel_whether_its_row_repeats_or_not() -> None:
    chance, wide = random.Random(7), 40
    rows = [chance.randbytes(3 * wide), bytes(3 * wide), b"\xff" * 3 * wide]
    pixels = b"".join(chance.choice(rows) for _ in range(90))
    image = Image.open(io.BytesIO(png(pixels, wide, 90)))
    assert (image.mode, image.size) == ("RGB", (wide, 90))
    assert image.tobytes() == pixels


def test_a_png_is_smaller_than_with_filters_made_for_photographs() -> None:
    content = drawn(awkward(), Medium.DECK, 560).png
    as_pillow_writes = io.BytesIO()
    Image.open(io.BytesIO(content)).save(as_pillow_writes, "PNG", compress_level=6)
    assert len(content) < len(as_pillow_writes.getvalue())


def test_the_picture_shows_the_colours_of_the_plan() -> None:
    figure = drawn(awkward(), Medium.DECK, 560)
    colours = Image.open(io.BytesIO(figure.png)).convert("RGB").getcolors(1 << 24) or []
    primary = tuple(int(THEME.primary[i : i + 2], 16) for i in (1, 3, 5))
    assert {colour: count for count, colour in colours}[primary] > 5_000


def test_a_kept_figure_is_the_same_as_a_fresh_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for medium, width in ((Medium.BRIEFING, 334.5), (Medium.DECK, 560.0)):
        fresh = drawn(awkward(), medium, width)
        assert drawn(awkward(), medium, width, cache) == fresh
        assert any(tmp_path.rglob("*"))
        assert drawn(awkward(), medium, width, cache) == fresh


def test_a_figure_that_did_not_change_is_drawn_once_in_a_process(flagship_document: Document) -> None:
    memory = Memory()
    plan, other = awkward(), columns(value(3), value(4), labels=("a", "b"))
    for made in ({"figure": 1, "height of figure": 1}, {}):
        memory.turn()
        draftsman = ReportingDraftsman(flagship_document, THEME, NO_CACHE, Diagnostics(), memory)
        box = Box(334.5, draftsman.height(plan, 334.5, Medium.BRIEFING))
        assert draftsman.draw(plan, box, Medium.BRIEFING) == draw_figure(plan, box, Medium.BRIEFING, THEME, NO_CACHE)
        assert memory.made == made
    for again in ((other, box, THEME), (plan, Box(box.width, box.height + 8), THEME), (plan, box, MIDNIGHT)):
        memory.turn()
        draftsman = ReportingDraftsman(flagship_document, again[2], NO_CACHE, Diagnostics(), memory)
        draftsman.draw(again[0], again[1], Medium.BRIEFING)
        assert memory.made == {"figure": 1}


def test_a_figure_that_does_not_fit_is_told_in_each_build(flagship_document: Document) -> None:
    memory = Memory()
    for _ in range(2):
        memory.turn()
        found = Diagnostics()
        ReportingDraftsman(flagship_document, THEME, NO_CACHE, found, memory).draw(awkward(), Box(9, 9), Medium.DECK)
        assert [one.code for one in found] == ["overfull"]


def test_a_damaged_entry_of_the_cache_is_drawn_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    fresh = drawn(awkward(), Medium.BRIEFING, 334.5, cache)
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    cache.put(entry.name, b'{"box": 1}')
    assert drawn(awkward(), Medium.BRIEFING, 334.5, cache) == fresh
    entry.write_bytes(b"torn")
    assert drawn(awkward(), Medium.BRIEFING, 334.5, cache) == fresh


def test_another_value_size_or_medium_is_another_figure(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for plan in (columns(value(1)), columns(value(2))):
        for box in (Box(334.5, 150), Box(334.5, 151)):
            for medium in Medium:
                draw_figure(plan, box, medium, THEME, cache)
    assert sum(path.is_file() for path in tmp_path.rglob("*") if "matplotlib" not in path.parts) == 8


PROGRAM = """
import hashlib, sys
from pathlib import Path
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures import draw_figure
from hefei_report.theme import load_theme
from hefei_report.workspace import Cache
from tests.support.plans import Chance

cache = Cache(Path(sys.argv[1])) if len(sys.argv) > 1 else Cache(None)
digest = hashlib.sha256()
for seed in (3, 5, 8):
    for medium, box in ((Medium.BRIEFING, Box(453.5, 700)), (Medium.DECK, Box(870, 900))):
        figure = draw_figure(Chance(seed).plan(), box, medium, load_theme("hefei"), cache)
        digest.update(repr(figure).encode())
print(digest.hexdigest(), "matplotlib" in sys.modules)
"""


def run_program(*arguments: str, **changes: str) -> tuple[str, bool]:
    """The hash of six figures drawn in a process of its own, and whether it loaded matplotlib."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=CHECKOUT,
        env=environment(changes),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    digest, loaded = done.stdout.split()
    return digest, loaded == "True"


def test_the_same_plan_gives_the_same_bytes_whatever_the_machine_s_settings(tmp_path: Path) -> None:
    settings = tmp_path / "matplotlibrc"
    settings.write_text(
        "svg.fonttype: none\npath.sketch: 3, 50, 2\nlines.scale_dashes: False\npatch.force_edgecolor: True\n"
        "text.usetex: True\nfigure.dpi: 30\nlines.antialiased: False\n",
        encoding="utf-8",
    )
    plain = run_program(PYTHONHASHSEED="1", TZ="UTC")
    strange = run_program(PYTHONHASHSEED="2", TZ="Asia/Shanghai", MATPLOTLIBRC=str(settings), SOURCE_DATE_EPOCH="1")
    assert plain == strange


def test_figures_that_are_kept_need_no_matplotlib(tmp_path: Path) -> None:
    first = run_program(str(tmp_path))
    second = run_program(str(tmp_path))
    assert first[1]
    assert not second[1]
    assert first[0] == second[0]


def test_drawing_leaves_matplotlib_s_own_settings_as_they_were() -> None:
    import matplotlib

    before = dict(matplotlib.rcParams.items())
    drawn(line((2015, value(310)), (2019, value(390))), Medium.DECK, 560)
    assert dict(matplotlib.rcParams.items()) == before
