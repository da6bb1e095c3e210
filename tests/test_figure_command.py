"""``hefei-report figure``: one figure as a file that says what it shows and where that is from, in three forms."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from hefei_report.charts.guide.gallery import OUTLINE, figure_id, gallery
from hefei_report.charts.kind import chart_kind_names
from hefei_report.cli import main
from hefei_report.cli.posting import drawn
from hefei_report.document.model import Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import NO_CACHE
from tests.support.outlines import write_small_report
from tests.test_charts import HEAD, composed


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write_small_report(tmp_path)


def written(report: Path, name: str, *options: str) -> bytes:
    path = report.parent / name
    assert main(["figure", "fig-trade", str(report), "--output", str(path), "--quiet", *options]) == 0
    return path.read_bytes()


def words(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())


def test_a_figure_stands_alone_with_its_title_its_unit_and_named_sources(report: Path) -> None:
    shown = words(written(report, "figure.pdf"))
    assert shown.startswith("Exports are the larger part Goods trade, billion yuan")
    assert "257.2" in shown
    assert shown.endswith("Source: Bureau of Statistics (2025)")
    assert "[1]" not in shown


def test_a_unit_that_the_caption_leaves_out_is_said_in_the_subtitle() -> None:
    document, _ = composed(
        HEAD + '  chart: bar\n  unit: billion yuan\n  data: [{label: A, value: "fact:exports"}]\n', {}
    )
    assert document is not None
    (figure,) = (block for block in blocks_of(document) if isinstance(block, Figure))
    assert "What it shows, billion yuan" in words(
        drawn(figure, document, "pdf", Medium.BRIEFING, None, NO_CACHE, bare=False)
    )


def test_bare_is_the_drawing_alone(report: Path) -> None:
    shown = words(written(report, "figure.pdf", "--bare"))
    assert "257.2" in shown
    assert "larger part" not in shown
    assert "Source" not in shown


def test_a_pdf_of_a_figure_has_its_fonts_a_description_and_the_size_that_was_asked_for(report: Path) -> None:
    content = written(report, "figure.pdf", "--width", "160mm", "--medium", "deck")
    with pikepdf.open(io.BytesIO(content)) as file:
        (page,) = file.pages
        assert float(page.mediabox[2]) == pytest.approx(160 / 25.4 * 72, abs=0.01)
        fonts = [font.DescendantFonts[0].FontDescriptor for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert file.Root.MarkInfo.Marked
        assert str(file.docinfo.Title) == "Exports are the larger part"
        assert b"of which exports are the larger" in b"".join(
            bytes(each.Alt) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        )


def test_an_svg_holds_outlines_instead_of_letters(report: Path) -> None:
    root = ElementTree.fromstring(written(report, "figure.svg"))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "text" not in tags
    assert {"path", "use"} <= tags


def test_a_png_is_as_wide_as_asked_for_at_two_hundred_dots_per_inch(report: Path) -> None:
    with Image.open(io.BytesIO(written(report, "figure.png", "--width", "5in"))) as picture:
        assert picture.width == 1000


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_the_same_figure_gives_the_same_bytes(report: Path, form: str) -> None:
    assert written(report, f"one.{form}") == written(report, f"two.{form}")


def test_without_an_output_the_file_is_named_after_the_figure(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(report.parent)
    assert main(["figure", "fig-trade", report.name, "--to", "png"]) == 0
    assert capsys.readouterr().out.startswith("fig-trade.png  ")
    assert (report.parent / "fig-trade.png").read_bytes().startswith(b"\x89PNG")


def test_a_figure_that_there_is_not_is_refused_with_what_was_meant(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figure", "fig-trad", str(report), "--quiet"]) == 2
    assert "did you mean 'fig-trade'" in capsys.readouterr().err


def test_an_outline_with_mistakes_gives_no_figure(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report.write_text(report.read_text(encoding="utf-8").replace("fact:imports_2024", "fact:nothing"), encoding="utf-8")
    assert main(["figure", "fig-trade", str(report), "--quiet"]) == 1
    assert "unknown-fact" in capsys.readouterr().err


def test_a_width_without_a_unit_and_one_that_no_figure_has_are_wrong_usage(report: Path) -> None:
    for width in ("640", "2mm", "wide"):
        with pytest.raises(SystemExit) as ended:
            main(["figure", "fig-trade", str(report), "--width", width])
        assert ended.value.code == 2


@pytest.mark.parametrize("medium", ["briefing", "deck"])
def test_every_kind_can_be_posted(medium: str, tmp_path: Path) -> None:
    for name, text in gallery().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for kind in chart_kind_names():
        options = ("--medium", medium, "--quiet", "--output", str(tmp_path / f"{kind}.svg"))
        assert main(["figure", figure_id(kind), str(tmp_path / OUTLINE), *options]) == 0, kind


def test_kinds_draws_the_example_of_a_kind(tmp_path: Path) -> None:
    assert main(["kinds", "waterfall", "--picture", str(tmp_path / "waterfall.pdf")]) == 0
    assert words((tmp_path / "waterfall.pdf").read_bytes()).endswith("Source: Statistics (an invented source) (2025)")
    with pytest.raises(SystemExit) as ended:
        main(["kinds", "waterfall", "--picture", "waterfall.gif"])
    assert ended.value.code == 2
