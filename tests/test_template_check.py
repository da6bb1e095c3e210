"""``template check`` tells what a template is to us, by the code that builds decks, and shows it in a deck."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

from hefei_report.deck.lint import lint
from hefei_report.deck.storyboard.layouts import layouts
from hefei_report.theme import load_theme
from tests.support import templates
from tests.support.overflow import overflows, to_pdf
from tests.support.product import run
from tests.support.tools import require_tool

KEYS = list(layouts(load_theme("hefei").slide))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brand.pptx").write_bytes(templates.chinese())
    return tmp_path


def test_every_layout_of_ours_is_told_with_its_own_of_the_template(folder: Path) -> None:
    outcome = run("template", "check", "brand.pptx", folder=folder)
    assert outcome.status == 0, outcome.err
    told = {line.split()[0]: line for line in outcome.out.splitlines() if line}
    assert set(KEYS) <= set(told)
    assert "标题幻灯片" in told["cover"]
    assert "by its name" in told["cover"]
    assert "COMPOSED WITH TEXT BOXES" in told["key-figures"]


def test_fonts_and_colours_are_told_with_their_contrast(folder: Path) -> None:
    out = run("template", "check", "brand.pptx", folder=folder).out
    assert "titles    Arial" in out
    assert "primary   #7a0019 (accent1), contrast " in out


def test_what_is_missing_is_a_remark_with_a_way_out(folder: Path) -> None:
    (folder / "brand.pptx").write_bytes(templates.lacking())
    outcome = run("template", "check", "brand.pptx", folder=folder)
    assert outcome.status == 0
    assert "has no layout for" in outcome.err
    assert "has no place for the slide's number" in outcome.err
    assert "hint: " in outcome.err


def test_the_preview_has_a_labelled_slide_for_each_layout(folder: Path) -> None:
    outcome = run("template", "check", "brand.pptx", "--preview", "preview.pptx", folder=folder)
    assert outcome.status == 0, outcome.err
    preview = folder / "preview.pptx"
    slides = pptx.Presentation(str(preview)).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title is not None]
    assert [title.split(":")[0] for title in titles] == KEYS
    assert "cover: 标题幻灯片 (by its name)" in titles
    assert lint(preview.read_bytes()) == ()
    assert overflows(preview, to_pdf(require_tool("soffice"), preview, folder)) == []


def test_a_refused_template_ends_with_1_and_a_missing_one_with_2(folder: Path) -> None:
    (folder / "macros.pptx").write_bytes(templates.with_macros(templates.chinese()))
    refused = run("template", "check", "macros.pptx", "--preview", "preview.pptx", folder=folder)
    assert refused.status == 1
    assert "it holds macros" in refused.err
    assert "Traceback" not in refused.err
    assert not (folder / "preview.pptx").exists()
    assert run("template", "check", "nothing.pptx", folder=folder).status == 2
    assert run("template", folder=folder).status == 2


def test_the_preview_never_replaces_the_template(folder: Path) -> None:
    before = (folder / "brand.pptx").read_bytes()
    assert run("template", "check", "brand.pptx", "--preview", "brand.pptx", folder=folder).status == 2
    assert (folder / "brand.pptx").read_bytes() == before
