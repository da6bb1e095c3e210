"""What an eye would catch at once: ink outside the frame of a page, words upon words, a figure beside its column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Flagship
from tests.support.outlining import Set
from tests.support.raster import Box, Picture, overlapping, pictures
from tests.support.specimens import SPECIMENS
from tests.support.structure import read_structure
from tests.support.tools import require_tool

WIDTH = 453.5  # points of the full width: 160 mm, in the middle of the page
ASIDE = 70.9  # points of the margins of a page in landscape
HANGING = 6.0  # points by which hyphens and quotation marks may hang into the margin
NUMBER = 36.0  # points by which the numbers of sections hang there
HEAD, TEXT, FOOT = 52.0, 76.0, 53.0  # points: the end of the head, the start of the text, the start of the foot
BESIDE = (2.0, 8.0)  # points at both sides of a figure that must be paper
LAST = 62.0  # points from the page's end: below this there is no text


def frame(picture: Picture) -> tuple[float, float]:
    """The left and right end of what may be printed on a page, in points."""
    left = (picture.width - WIDTH) / 2 if picture.width < picture.height else ASIDE
    return left - NUMBER, picture.width - left + HANGING


def blank_parts(picture: Picture, *, draft: bool) -> Iterator[tuple[str, Box]]:
    """What must be paper: the margins, and the bands that part the text from head and foot."""
    left, right = frame(picture)
    yield "left margin", Box(0, 0 if not draft else HEAD, left, picture.height)
    yield "right margin", Box(right, 0 if not draft else HEAD, picture.width, picture.height)
    yield "below the head", Box(0, HEAD, picture.width, TEXT)
    yield "above the foot", Box(0, picture.height - LAST, picture.width, picture.height - FOOT)
    yield "below the foot", Box(0, picture.height - 30, picture.width, picture.height)
    if not draft:
        yield "above the head", Box(0, 0, picture.width, 34)


def stains(path: Path, *, draft: bool = False) -> list[str]:
    """Where the pages after the cover have ink that they may not have."""
    return [
        f"page {number}: {name} at {place}"
        for number, picture in enumerate(pictures(path), 1)
        if number > 1
        for name, box in blank_parts(picture, draft=draft)
        if (place := picture.inked(box)) is not None
    ]


@pytest.mark.parametrize("name", list(SPECIMENS))
def test_no_ink_is_outside_the_frame_of_a_page(name: str, set_specimen: Callable[[str], Set]) -> None:
    done = set_specimen(name)
    assert stains(done.path, draft=done.document.draft) == []


def test_no_ink_of_the_flagship_is_outside_the_frame_of_a_page(flagship: Flagship) -> None:
    assert stains(flagship.briefing) == []


@pytest.mark.parametrize("name", list(SPECIMENS))
def test_no_words_lie_upon_one_another(name: str, set_specimen: Callable[[str], Set]) -> None:
    require_tool("pdftotext")
    assert overlapping(set_specimen(name).path) == []


def test_no_words_of_the_flagship_lie_upon_one_another(flagship: Flagship) -> None:
    require_tool("pdftotext")
    assert overlapping(flagship.briefing) == []


def astray(path: Path) -> list[str]:
    """Figures that aren't within their column, or have ink beside them, by what their elements say of their place."""
    seen = list(pictures(path))
    found = []
    for number, element in enumerate(read_structure(path).root.find("Figure"), 1):
        page = element.page
        assert page is not None
        picture = seen[page]
        left, low, right, high = element.box
        top, bottom = picture.height - high, picture.height - low
        first, last = frame(picture)
        if not (first + NUMBER - 1 <= left < right <= last - HANGING + 1 and TEXT <= top < bottom <= picture.height):
            found.append(f"figure {number}: {(left, top, right, bottom)} is outside page {page + 1}")
        near, far = BESIDE
        beside = (Box(left - far, top, left - near, bottom), Box(right + near, top, right + far, bottom))
        inked = [place for box in beside if (place := picture.inked(box)) is not None]
        found += [f"figure {number}: ink beside it on page {page + 1} at {place}" for place in inked]
    return found


@pytest.mark.parametrize("name", [name for name in SPECIMENS if "figure" in name or "chart" in name or "paper" in name])
def test_every_figure_is_within_its_column(name: str, set_specimen: Callable[[str], Set]) -> None:
    assert astray(set_specimen(name).path) == []


def test_every_figure_of_the_flagship_is_within_its_column(flagship: Flagship) -> None:
    assert len(read_structure(flagship.briefing).root.find("Figure")) > 20
    assert astray(flagship.briefing) == []
