"""A new process takes slides as the last build left them in the cache, and a broken cache costs only time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hefei_report.bundling import bundled, contents_of
from hefei_report.deck import rehearse_deck, set_deck
from hefei_report.deck.storyboard import parts
from hefei_report.deck.storyboard.chapters import Chapter
from hefei_report.deck.storyboard.sketches import section_sketches
from hefei_report.deck.writing import keepers, slidecode, writer
from hefei_report.deck.writing.slidecode import WrittenChapter
from hefei_report.deck.writing.slides import WrittenSlide, write_slide
from hefei_report.diagnostics import Diagnostic, Diagnostics, Span
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box, Draw, RenderedFigure
from hefei_report.document.model import CrossLink, Document, Medium, Paragraph, Run, Section, WebLink
from hefei_report.proof.inventory import Leaf
from hefei_report.theme import load_theme
from hefei_report.theme.face import Face
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import NO_CACHE, Cache
from tests.support import decks
from tests.support.decks import DRAWN, EPOCH, at, document, figure, image, quote, section, table
from tests.test_deck_resident import OF_ALL_SLIDES, with_one_word_changed

THEME = load_theme("hefei")
PARTS = [section(str(n), f"Part {n}", figure(2 * n), table(3, f"Table of part {n}"), quote()) for n in range(1, 5)]
REPORT = document(*PARTS)
AROUND = 3  # a cover, an agenda and references
ALL = AROUND + 4 * len(PARTS)  # each section has a divider and three slides

Made = tuple[bytes, tuple[Leaf, ...], list[Diagnostic]]


class Publisher:
    """Writes one deck after the other as new processes do, and knows how many slides it has written for the last."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.cache, self._written = Cache(folder), 0

        def counted(*arguments: object) -> WrittenSlide:
            self._written += 1
            return write_slide(*arguments)  # type: ignore[arg-type]  # they are passed on

        monkeypatch.setattr(writer, "write_slide", counted)

    def written(self, report: Document, theme: Theme = THEME, draw: Draw = decks.draw) -> int:
        """How many slides were written for ``report``: its deck is that of a build without a cache."""
        self._written = 0
        again = made(report, self.cache, theme, draw)
        written = self._written
        assert again == made(report, NO_CACHE, theme, draw)
        return written

    @property
    def entry(self) -> Path:
        """The file in the cache that holds slides."""
        assert self.cache.folder is not None
        (found,) = (
            file for file in self.cache.folder.rglob("*") if file.is_file() and b'"glances"' in file.read_bytes()
        )
        return found


def made(report: Document, cache: Cache, theme: Theme = THEME, draw: Draw = decks.draw) -> Made:
    found = Diagnostics()
    done = set_deck(report, theme, draw, found, EPOCH, cache=cache)
    return done.finish(b"{}").content, done.slides, list(found)


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Publisher:
    found = Publisher(monkeypatch, tmp_path)
    assert found.written(REPORT) == ALL
    return found


def of(*sections: Section) -> Document:
    return replace(REPORT, sections=sections)


def test_a_new_process_writes_only_the_slides_of_the_section_that_was_edited(publisher: Publisher) -> None:
    assert publisher.written(REPORT) == 0
    assert publisher.written(with_one_word_changed(REPORT)) == 4
    assert publisher.written(with_one_word_changed(REPORT)) == 0


def test_an_edit_that_only_moves_lines_writes_no_section_anew(publisher: Publisher) -> None:
    assert publisher.written(of(*(replace(part, span=Span("outline.yaml", 900, 1)) for part in PARTS))) == 0


def test_slides_with_other_numbers_are_written_anew(publisher: Publisher) -> None:
    longer = replace(PARTS[1], blocks=(*PARTS[1].blocks, table(9, "One more table")))
    assert publisher.written(of(PARTS[0], longer, *PARTS[2:])) == ALL + 1, "those before it lead to the references"


def test_slides_of_the_same_title_are_numbered_wherever_they_stand(publisher: Publisher) -> None:
    same = section("4", "Part 4", figure(8), table(3, "Table of part 1"), quote())
    assert publisher.written(of(*PARTS[:3], same)) == 8, "its own, and those of the first section"
    assert publisher.written(REPORT) == 8


def test_a_link_leads_to_the_slide_where_its_target_stands_now(publisher: Publisher) -> None:
    leading = Paragraph(span=at(50), only=Medium.DECK, content=(Run("As there", target=CrossLink("fig-6")), Run(".")))
    first = section("1", "Part 1", leading, quote())
    publisher.written(of(first, *PARTS[1:]))
    third = replace(PARTS[2], blocks=(PARTS[2].blocks[1], PARTS[2].blocks[0], PARTS[2].blocks[2]))
    count = publisher.written(of(first, PARTS[1], third, PARTS[3]))
    assert 4 < count < ALL - 4, "the third section's, and those that lead to it"


@pytest.mark.parametrize("change", OF_ALL_SLIDES)
def test_what_holds_for_the_whole_deck_writes_it_anew(
    publisher: Publisher, change: Callable[[Document], Document]
) -> None:
    changed = change(REPORT)
    assert publisher.written(changed) > 0
    assert publisher.written(changed) <= publisher.written(REPORT)


def test_another_theme_writes_it_anew(publisher: Publisher) -> None:
    assert publisher.written(REPORT, load_theme("midnight")) == ALL


def test_other_code_other_libraries_and_other_fonts_write_it_anew(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(keepers, "source_digest", lambda room: f"edited {room}")
        assert publisher.written(REPORT) == ALL
    with monkeypatch.context() as changed:
        changed.setattr(keepers, "installed_versions", lambda _: {"lxml": "99"})
        assert publisher.written(REPORT) == ALL
    with monkeypatch.context() as changed:
        changed.setattr(Face, "digest", "another file")
        assert publisher.written(REPORT) == ALL


def test_pictures_and_addresses_are_kept_with_their_slides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    publisher = Publisher(monkeypatch, tmp_path)
    address = Paragraph(
        span=at(51), only=Medium.DECK, content=(Run("The yearbook", target=WebLink("https://example.org/a")), Run("."))
    )
    source = document(section("1", "One", figure(1), address), section("2", "Two", image(2)), deck=DRAWN)
    count = publisher.written(source)
    assert publisher.written(source) == 0 < count


def test_a_section_with_a_complaint_complains_in_each_process(publisher: Publisher) -> None:
    strange = of(replace(PARTS[0], layout="no-such-layout"), *PARTS[1:])
    for _ in range(2):
        assert publisher.written(strange) == 4
        assert [one.code for one in made(strange, publisher.cache)[2]] == ["unknown-layout"]


def test_a_check_plans_only_the_sections_that_the_last_build_left_otherwise_and_complains_of_each(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[str] = []

    def noted(section: Section, *rest: Any) -> Any:
        planned.append(section.id)
        return section_sketches(section, *rest)

    def rehearsed(report: Document, cache: Cache) -> list[Diagnostic]:
        found = Diagnostics()
        planned.clear()
        rehearse_deck(report, THEME, found, cache)
        return list(found)

    monkeypatch.setattr(parts, "section_sketches", noted)
    assert rehearsed(REPORT, publisher.cache) == [] == planned
    strange = of(*PARTS[:1], replace(PARTS[1], layout="no-such-layout"), *PARTS[2:])
    for _ in range(2):
        complaints = rehearsed(strange, publisher.cache)
        assert set(planned) == {PARTS[1].id}
        assert complaints == rehearsed(strange, NO_CACHE)
        assert [one.code for one in complaints] == ["unknown-layout"]
    assert len(publisher.entry.read_bytes()) > 0  # a check leaves what the build has left


def test_what_could_not_be_drawn_is_tried_in_each_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    publisher = Publisher(monkeypatch, tmp_path)
    source = document(section("1", "One", figure(1)), section("2", "Two", quote()), deck=DRAWN)

    def fails(_plan: ChartPlan, box: Box, _medium: Medium) -> RenderedFigure:
        return RenderedFigure(box)

    publisher.written(source, draw=fails)
    assert publisher.written(source, draw=fails) > 0


def test_a_fault_is_told_at_its_line_in_each_process(publisher: Publisher) -> None:
    nameless = replace(figure(8), alt="figure1.png", alt_runs=(), span=at(77))
    faulty = of(*PARTS[:3], replace(PARTS[3], blocks=(nameless,)))
    for _ in range(2):
        publisher.written(faulty)
        (fault,) = made(faulty, publisher.cache)[2]
        assert (fault.code, fault.span) == ("deck-no-alternative-text", nameless.span)


def test_a_report_has_one_entry_with_its_last_slides_and_no_others(publisher: Publisher) -> None:
    before = publisher.entry.stat()
    publisher.written(REPORT)
    assert publisher.entry.stat().st_mtime_ns == before.st_mtime_ns, "nothing is written when nothing has changed"
    publisher.written(of(*PARTS[:2]))
    assert publisher.entry.stat().st_size < before.st_size


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_glances(content: bytes) -> bytes:
    return content.replace(b'"glances"', b'"glanced"')


def with_other_lists(content: bytes) -> bytes:
    return content.replace(b'"bearings":[', b'"bearings":[1,')


def with_other_lengths(content: bytes) -> bytes:
    return content.replace(b'["chart",', b'["chart",1')


def with_texts_for_numbers(content: bytes) -> bytes:
    return content.replace(b'"bearings":[1', b'"bearings":["1"')


@pytest.mark.parametrize(
    "spoil",
    [
        cut,
        without_glances,
        with_other_lists,
        with_other_lengths,
        with_texts_for_numbers,
        lambda _: b"",
        lambda _: b"[]",
        lambda _: b'{"a": "b"}\nx',
    ],
)
def test_a_broken_entry_is_written_anew(publisher: Publisher, spoil: Callable[[bytes], bytes]) -> None:
    key = publisher.entry.name
    content = publisher.cache.get(key)
    assert content is not None
    lines = contents_of(content)
    spoilt = bundled({name: spoil(line) for name, line in lines.items()})
    for broken in (spoilt, spoil(content)):
        assert broken != content
        publisher.cache.put(key, broken)
        assert publisher.written(REPORT) > 0
        assert publisher.written(REPORT) == 0


def test_slides_without_a_section_are_no_entry() -> None:
    nothing = WrittenChapter(Chapter((), slidecode._bearings(1, 1, 1, [], [])), ())
    assert slidecode.unpacked(slidecode.packed(nothing)) is None


def test_sections_that_are_alike_are_each_written(publisher: Publisher) -> None:
    alike = of(PARTS[0], PARTS[0], PARTS[1])
    publisher.written(alike)
    assert publisher.written(alike) == 2 * 4
