"""A new process prints parts again that the last build left in the cache, and a broken cache costs only time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hefei_report.briefing import keepers, set_briefing
from hefei_report.briefing.deflated import left_of
from hefei_report.briefing.filledpage import FilledPage
from hefei_report.briefing.pages import _Press
from hefei_report.bundling import contents_of
from hefei_report.diagnostics import Diagnostic, Diagnostics, Span
from hefei_report.document.content import content_digest
from hefei_report.document.model import Column, Document, Paragraph, Run, Section
from hefei_report.theme import load_theme
from hefei_report.theme.face import Face
from hefei_report.workspace import NO_CACHE, Cache
from tests.support.briefings import EPOCH, Frames, figure, paragraph, row, section, table
from tests.test_prints import LONG, OF_ALL_PAGES, SECTIONS, chapter, report_of

NOTED = Run("1", script="super", note=(Run("Customs changed its records."),))
TABLE = table(1, (row("Panels", "9"), row("Chips", "12", emphasis=True)), Column((Run("What"),)), Column((Run("N"),)))
DRAWN = section("sec-b", "About b", paragraph("It grew", NOTED, "."), LONG, figure(1), TABLE, LONG, LONG, number="2")


class Printer:
    """Sets one briefing after the other as new processes do, and knows how many pages it has drawn for the last one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.cache, self.drawn = Cache(folder), 0
        draw = _Press.print_page

        def counted(press: _Press, page: FilledPage) -> None:
            self.drawn += 1
            draw(press, page)

        monkeypatch.setattr(_Press, "print_page", counted)

    def print(self, report: Document) -> int:
        """How many pages were drawn for ``report``, whose file and complaints are those of a build without a cache."""
        self.drawn = 0
        again = made(report, self.cache)
        drawn = self.drawn
        assert again == made(report, NO_CACHE)
        return drawn

    @property
    def entries(self) -> list[Path]:
        """The files in the cache, but for what is deflated."""
        assert self.cache.folder is not None
        deflated = {left_of(NO_CACHE, report).place for report in ("hefei", "another")}
        return [path for path in self.cache.folder.rglob("*") if path.is_file() and path.name not in deflated]


def made(report: Document, cache: Cache) -> tuple[bytes, list[Diagnostic]]:
    found = Diagnostics()
    done = set_briefing(report, load_theme(report.theme), Frames(), found, EPOCH, cache=cache)
    return done.finish(b"{}").content, list(found)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Printer:
    found = Printer(monkeypatch, tmp_path)
    assert found.print(report_of(*SECTIONS)) == 6  # the contents, and five pages of sections
    return found


def test_a_new_process_sets_only_the_section_that_was_edited(printer: Printer) -> None:
    assert printer.print(report_of(*SECTIONS)) == 0
    edited = chapter("b", "As ever.")
    assert printer.print(report_of(SECTIONS[0], edited, *SECTIONS[2:])) == 1
    assert printer.print(report_of(SECTIONS[0], edited, *SECTIONS[2:])) == 0


def test_an_edit_that_only_moves_lines_sets_nothing_anew(printer: Printer) -> None:
    moved = [replace(each, span=Span("briefing.yaml", 900, 1)) for each in SECTIONS]
    assert printer.print(report_of(*moved)) == 0


def test_notes_figures_and_tables_are_printed_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    printer = Printer(monkeypatch, tmp_path)
    whole = printer.print(report_of(SECTIONS[0], DRAWN, SECTIONS[2]))
    assert printer.print(report_of(chapter("a", "An edit."), DRAWN, SECTIONS[2])) == 1 < whole


def test_a_link_s_tip_is_set_anew_when_what_it_leads_to_is_called_otherwise(printer: Printer) -> None:
    renamed = replace(SECTIONS[3], title=(Run("On something else"),))
    assert printer.print(report_of(*SECTIONS[:3], renamed)) == 3  # the contents, the link's page, the section


@pytest.mark.parametrize("change", OF_ALL_PAGES, ids=str)
def test_what_holds_for_all_pages_sets_them_all_anew(printer: Printer, change: dict[str, Any]) -> None:
    changed = replace(report_of(*SECTIONS), **change)
    assert printer.print(changed) >= 6
    assert printer.print(changed) == 0


def test_other_code_other_libraries_and_other_fonts_set_all_pages_anew(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(keepers, "source_digest", lambda room: f"edited {room}")
        assert printer.print(report_of(*SECTIONS)) == 6
    with monkeypatch.context() as changed:
        changed.setattr(keepers, "installed_versions", lambda _: {"reportlab": "99"})
        assert printer.print(report_of(*SECTIONS)) == 6
    with monkeypatch.context() as changed:
        changed.setattr(Face, "digest", "another file")
        assert printer.print(report_of(*SECTIONS)) == 6


def test_a_section_with_a_complaint_complains_in_each_process(printer: Printer) -> None:
    wide = report_of(SECTIONS[0], chapter("b", "W" * 200), SECTIONS[3])
    for _ in range(3):
        printer.print(wide)
    assert made(wide, printer.cache)[1]


def test_a_report_has_one_entry_with_its_last_build_s_sections_and_no_others(printer: Printer) -> None:
    assert len(printer.entries) == 1
    before = printer.entries[0].stat().st_size
    printer.print(report_of(*SECTIONS[:2]))
    assert len(printer.entries) == 1
    assert printer.entries[0].stat().st_size < before
    printer.print(replace(report_of(*SECTIONS), report="another"))
    assert len(printer.entries) == 2


def test_nothing_is_written_when_nothing_has_changed(printer: Printer) -> None:
    before = printer.entries[0].stat().st_mtime_ns
    printer.print(report_of(*SECTIONS))
    assert printer.entries[0].stat().st_mtime_ns == before


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_links(content: bytes) -> bytes:
    return content.replace(b'"links"', b'"likes"')


def with_other_lists(content: bytes) -> bytes:
    return content.replace(b'"size":[', b'"size":[1,')


def without_marks(content: bytes) -> bytes:
    return content.replace(b'"marked":', b'"marked":9')


@pytest.mark.parametrize("spoil", [cut, without_links, with_other_lists, without_marks, lambda _: b"", lambda _: b"[]"])
def test_a_broken_entry_is_set_anew(printer: Printer, spoil: Callable[[bytes], bytes]) -> None:
    key = printer.entries[0].name
    content = printer.cache.get(key)
    assert content is not None
    spoilt = spoil(content)
    assert spoilt != content
    printer.cache.put(key, spoilt)
    assert printer.print(report_of(*SECTIONS)) > 0
    assert printer.print(report_of(*SECTIONS)) == 0


def test_a_bundle_of_another_shape_is_none() -> None:
    assert contents_of(b"[1, 2]\nrest") == contents_of(b"") == contents_of(b'{"a": "b"}\nx') == {}


def said(value: Any) -> str:
    return content_digest(paragraph(Run("x", lang=value)))


def test_content_is_known_by_its_digits_and_types_wherever_it_stands() -> None:
    values = (1, 1.0, True, "1", Decimal(1), Decimal("1.0"), None, "", ("1",), b"1", ())
    assert len({said(value) for value in values}) == len(values)
    text = (Run("x"),)
    assert content_digest(Paragraph(span=Span("a", 1, 1), content=text)) == content_digest(
        Paragraph(span=Span("b", 2, 2), content=text)
    )


def test_what_no_document_has_in_it_has_no_digest() -> None:
    with pytest.raises(TypeError):
        said(object())


def test_each_part_of_a_section_counts() -> None:
    one = Section(span=Span("a", 1, 1), id="sec-a", number="1", level=1, title=(Run("One"),), blocks=(paragraph("x"),))
    others = [replace(one, id="sec-b"), replace(one, number="2"), replace(one, blocks=(paragraph("y"),))]
    assert len({content_digest(each) for each in (one, *others)}) == 4
