"""Footnotes: what authors write becomes numbered marks, proven like any text, and nothing of it is lost in the deck."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from hefei_report.deck import plan_deck
from hefei_report.deck.storyboard.plan import PlannedSlide, Role, TableItem, TextItem, runs_of
from hefei_report.document.model import Document, Inline, Quote, ReferenceLink, Run, WebLink, plain
from hefei_report.document.notes import notes_in, without_marks
from hefei_report.document.walking import blocks_of, inlines_of, sections_of
from hefei_report.proof.binding import inline_unit, set_again
from hefei_report.theme import load_theme
from tests.support.product import run
from tests.test_resolve import codes, composed, paragraph, text_block


def marks(inline: Inline) -> list[tuple[str, str]]:
    """The numbers and texts of the notes in ``inline``."""
    return [(mark.text, plain(mark.note)) for mark in notes_in(inline)]


def all_marks(document: Document) -> list[tuple[str, str]]:
    texts = [text for section in sections_of(document) for text in (section.title, section.headline)]
    texts += [text for block in blocks_of(document) for text in inlines_of(block)]
    return [mark for text in texts for mark in marks(text)]


# ---------------------------------------------------------------------------------------------- reading


def test_a_note_in_place_is_a_raised_number_that_carries_what_it_says() -> None:
    runs = paragraph("Hefei^[A *city*, see [the map](https://x.org).] grew.")
    [mark] = notes_in(runs)
    assert (mark.text, mark.script, mark.role) == ("1", "super", "numbering")
    assert [(run.text, run.italic, run.target) for run in mark.note] == [
        ("A ", False, None),
        ("city", True, None),
        (", see ", False, None),
        ("the map", False, WebLink("https://x.org")),
        (".", False, None),
    ]
    assert plain(runs) == "Hefei1 grew."


def test_a_note_may_be_written_at_the_end_of_its_text() -> None:
    document, diagnostics = composed(
        text_block(
            "Hefei[^city] grew[^g].\n\nAs did Wuhu.\n\n[^g]: In its\n  own way.\n[^city]: A city.\n\nAnd Bengbu."
        )
    )
    assert codes(diagnostics) == []
    assert [plain(text) for block in blocks_of(document) for text in inlines_of(block)] == [
        "Hefei1 grew2.",
        "As did Wuhu.",
        "And Bengbu.",
    ]
    assert all_marks(document) == [("1", "A city."), ("2", "In its own way.")]


def test_code_and_escapes_are_no_notes() -> None:
    runs = paragraph("Write `^[so]` or \\^[so], and `[^a]`; a] bracket^[with `]` and \\] in it].")
    assert marks(runs) == [("1", "with ] and ] in it")]


def test_a_mark_follows_its_word_without_a_space_and_stands_off_digits_and_other_marks() -> None:
    assert plain(paragraph("Hefei ^[A city.] grew")) == "Hefei1 grew"
    assert plain(paragraph("{{ growth | number }}^[Percent.] and")) == "10.6\u00a01 and"
    assert plain(paragraph("Hefei^[A city.]^[In Anhui.]")) == "Hefei1,2"
    assert plain(paragraph("出口^[货物。]2024年 [@study]")).startswith("出口1\u00a02024年")
    spaced = paragraph("{{ growth | number }}^[Percent.]^[So.] and")
    assert plain(without_marks(spaced)) == "10.6 and"


OUT_OF_ORDER = """\
  - id: sec-a
    title: Title^[one]
    headline: Headline^[two]
    blocks:
      - {text: "Only on slides^[eleven]", only: deck}
      - text: Text^[three]
      - table:
          id: tbl-x
          title: Title^[four]
          caption: Caption^[five]
          columns: ["Head^[six]", b]
          rows: [["Cell^[seven]", c]]
      - bullets: ["A^[eight]", {text: "B", items: ["C^[nine]"]}]
      - slide: {title: T, blocks: [{text: "Slide^[twelve]"}]}
    sections:
      - {id: sec-b, title: "Inner^[ten]"}
"""


def test_notes_count_through_the_briefing_in_reading_order_and_the_decks_own_come_after() -> None:
    document, diagnostics = composed(OUT_OF_ORDER)
    assert codes(diagnostics) == []
    words = "one two three four five six seven eight nine ten eleven twelve".split()
    assert dict(all_marks(document)) == {str(number): word for number, word in enumerate(words, 1)}


def test_citations_and_facts_in_notes_are_numbered_and_listed_in_reading_order() -> None:
    document, _ = composed(text_block("One^[{{ growth }} [@study].] and {{ exports_2024 }} [@paper]."))
    assert [fact.id for fact in document.facts] == ["growth", "exports_2024"]
    assert [entry.key for entry in document.references] == ["study", "paper"]


def test_the_mark_of_an_author_date_style_is_settled_within_a_note() -> None:
    document = styled_by_author(text_block("One^[So says [@book, p. 3].]."))
    [mark] = [mark for block in blocks_of(document) for text in inlines_of(block) for mark in notes_in(text)]
    assert "Li" in plain(mark.note)
    assert "p." in plain(mark.note)
    assert all(type(run.target) is ReferenceLink for run in mark.note if run.target)


def styled_by_author(sections: str) -> Document:
    from hefei_report.build import compose
    from hefei_report.diagnostics import Diagnostics
    from hefei_report.workspace import MemoryWorkspace
    from tests.test_resolve import FACTS, HEAD, SOURCES

    outline = HEAD + "citation-style: apa\nsections:\n" + sections
    diagnostics = Diagnostics()
    files = {"o.yaml": outline, "facts.yaml": FACTS, "sources.yaml": SOURCES}
    document = compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert document is not None
    assert not diagnostics.has_errors, list(diagnostics)
    return document


# ---------------------------------------------------------------------------------------------- proving


def test_a_citation_in_a_note_says_nothing_about_the_sentence_around_it_nor_the_other_way_round() -> None:
    _, outside = composed(text_block("It was in 2019^[Says [@study].]."))
    assert [code for _, code in codes(outside)] == ["unproven-number"]
    _, inside = composed(text_block("It was so^[In 2019.] [@study]."))
    assert [code for _, code in codes(inside)] == ["unproven-number"]
    _, proven = composed(text_block("It was so^[In 2019 [@study].] [@paper]."))
    assert codes(proven) == []


def test_a_mark_behind_a_year_or_a_fact_leaves_both_what_they_are() -> None:
    runs = paragraph("In 2024^[So.] it was {{ growth | number }}^[Percent.] [@study].")
    unit = inline_unit(runs, "")
    assert [(unit.text[m.start : m.start + m.length], m.binding) for m in unit.marks] == [
        ("2024", "year"),
        ("1", "numbering"),
        ("10.6", "fact:growth"),
        ("2", "numbering"),
        ("1", "cite:study"),
    ]


def test_a_mark_is_no_digit_of_a_number_that_it_touches() -> None:
    mark = Run("1", script="super", role="numbering", note=(Run("So."),))
    for runs in ((Run("in 2024"), mark, Run(" so")), (Run("出口"), mark, Run("2024年"))):
        assert [mark.binding for mark in inline_unit(runs, "").marks if mark.binding != "numbering"] == ["year"]


def test_what_a_definition_says_is_not_taken_for_the_text_behind_it() -> None:
    _, diagnostics = composed(text_block("A[^a].\n\n[^a]: In 1999.\n\nIn 1999."))
    assert codes(diagnostics) == [("13:20", "unproven-number"), ("15:14", "unproven-number")]


def test_places_and_years_in_a_note_are_told_apart_from_the_text_around_it() -> None:
    facts = (
        "facts:\n"
        "  a: {value: 1, unit: people, period: 2024, geography: Hefei, source: paper, label: A}\n"
        "  b: {value: 2, unit: people, period: 2023, geography: Wuhu, source: paper, label: B}\n"
    )
    text = "Hefei had {{ a }} in 2024^[{}], and {{ a }} [@paper]. More: {{ a }}."
    _, silent = composed(text_block(text.replace("{}", "Wuhu had {{ b }} in 2023 [@paper].")), facts=facts)
    assert codes(silent) == []
    _, blurred = composed(text_block(text.replace("{}", "The other one had {{ b }}.")), facts=facts)
    assert [code for _, code in codes(blurred)] == ["blurred-place"]


def test_a_reference_in_a_note_to_what_a_medium_hides_is_a_warning() -> None:
    sections = text_block("See^[In @sec-b.].") + "  - {id: sec-b, title: B, only: deck}\n"
    _, diagnostics = composed(sections)
    assert [code for _, code in codes(diagnostics)] == ["hidden-target"]


def test_a_note_in_somebodys_words_is_the_authors_own() -> None:
    sections = (
        "  - id: sec-a\n    title: A\n    blocks:\n"
        '      - quote: {text: "It grew 12 percent^[By 13 percent.].", by: Li, source: "[@paper, p. 3]"}\n'
    )
    document, diagnostics = composed(sections)
    assert [code for _, code in codes(diagnostics)] == ["unproven-number"]
    [quote] = [block for block in blocks_of(document) if isinstance(block, Quote)]
    [mark] = notes_in(quote.body[0].content)
    assert (mark.role, mark.note[0].role) == ("numbering", "")


# ------------------------------------------------------------------------------ where marks have no place


def test_running_heads_are_set_without_marks() -> None:
    document, _ = composed(OUT_OF_ORDER)
    assert plain(set_again(next(sections_of(document)).title)) == "Title"


def test_contents_and_bookmarks_are_set_without_marks(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    whole_report(folder, "en")
    assert run("build", "briefing.yaml", "--output-dir", "out", "--to", "briefing", folder=folder).status == 0
    with pypdfium2.PdfDocument(folder / "out" / "whole-briefing.pdf") as file:
        titles = [mark.get_title() for mark in file.get_toc()]
        texts = [page.get_textpage().get_text_range() for page in file]
    assert {"1 Trade", "Table 1: Trade"} <= set(titles)
    contents = next(text for text in texts if "Contents" in text)
    assert "Trade" in contents
    assert "Trade1" not in contents


# ------------------------------------------------------------------------------------------------- deck


def planned(sections: str) -> tuple[PlannedSlide, ...]:
    document, diagnostics = composed(sections)
    board = plan_deck(document, load_theme(document.theme), diagnostics)
    assert not diagnostics.has_errors, list(diagnostics)
    return board.slides


def lines_of(slide: PlannedSlide, role: Role) -> list[str]:
    items = [item for item in slide.items if isinstance(item, TextItem) and item.role is role]
    return ["".join(piece.run.text for piece in para.pieces) for item in items for para in item.text]


def spoken(slide: PlannedSlide) -> list[str]:
    return [plain(line) for line in slide.notes]


BULLETS = "  - id: sec-a\n    title: A title\n    headline: It grew\n    blocks:\n      - bullets:\n"


def test_notes_stand_in_the_strip_of_their_slide_behind_their_numbers() -> None:
    slides = planned(
        BULLETS + '          - "Goods^[Not services.] grew"\n          - "So did {{ growth }}^[A year.]"\n'
    )
    [slide] = [slide for slide in slides if slide.title == "It grew"]
    assert lines_of(slide, Role.BODY) == ["Goods1 grew", "So did 10.6%2"]
    assert lines_of(slide, Role.SOURCE)[:2] == ["1 Not services.", "2 A year."]
    assert not any("services" in line for line in spoken(slide))


def test_notes_for_which_the_strip_has_no_room_are_the_speakers_and_leave_no_marks() -> None:
    long = "A note that goes on about what the customs count as goods and what they do not. " * 4
    points = "".join(f'          - "Goods {letter}^[{long}{{{{ growth }}}} [@book].]"\n' for letter in "abc")
    slides = planned(BULLETS + points)
    [slide] = [slide for slide in slides if slide.title == "It grew"]
    assert lines_of(slide, Role.BODY) == ["Goods a", "Goods b", "Goods c"]
    assert sum(line.startswith("Note: A note that goes on") for line in spoken(slide)) == 3
    assert any("Growth" in line for line in spoken(slide)), "the facts of notes are listed"
    assert not any(run.note for item in slide.items for run in runs_of(item))
    references = [line for slide in slides for line in lines_of(slide, Role.BODY) if "A book" in line]
    assert references, "what a note cites is among the references"


def test_notes_of_titles_are_the_speakers() -> None:
    slides = planned(
        "  - id: sec-a\n    title: Trade^[Of goods.]\n    headline: It grew^[By much.]\n    blocks:\n"
        "      - bullets: [One]\n      - page-break:\n      - bullets: [Two]\n"
        "  - {id: sec-b, title: Empty, headline: 'A finding^[So they say.]'}\n"
        "  - {id: sec-c, title: 'Quiet^[Hush.]', headline: Nothing}\n"
    )
    titles = [slide.title for slide in slides]
    assert titles[2:] == ["1 Trade", "It grew (1/2)", "It grew (2/2)", "2 Empty", "3 Quiet"]
    told = [line for slide in slides for line in spoken(slide)]
    assert sorted(line for line in told if line.startswith("Note:")) == [
        "Note: By much.",
        "Note: Hush.",
        "Note: Of goods.",
        "Note: So they say.",
    ]


def test_the_note_of_a_visual_whose_title_the_slide_bears_is_the_speakers() -> None:
    slides = planned(
        "  - id: sec-a\n    title: A\n    headline: Exports lead\n    blocks:\n"
        "      - table: {id: tbl-x, title: 'Exports lead^[By much.]', columns: [a], rows: [[b]]}\n"
    )
    [slide] = [slide for slide in slides if slide.title == "Exports lead"]
    assert "Note: By much." in spoken(slide)


def test_prose_told_by_its_first_sentence_keeps_the_notes_of_that_sentence() -> None:
    sections = text_block("It grew in 2024 [@paper].^[A lot.] It fell^[A bit.] later.").replace(
        "title: A", "title: A\n    headline: H"
    )
    [slide] = [slide for slide in planned(sections) if slide.title == "H"]
    assert lines_of(slide, Role.BODY) == ["It grew in 2024\u00a0[1].1"]
    assert lines_of(slide, Role.SOURCE)[0] == "1 A lot."


def test_a_tables_description_for_screen_readers_has_no_marks() -> None:
    slides = planned(OUT_OF_ORDER)
    [described] = {item.alt for slide in slides for item in slide.items if isinstance(item, TableItem)}
    assert described == "Title. Caption"


# ------------------------------------------------------------------------------------------- whole files

WHOLE = """\
report: whole
title: A whole report
date: 2025-11-22
language: LANGUAGE
facts: [facts.yaml]
sources: [sources.yaml]
sections:
  - id: sec-a
    title: "TITLE^[In 2024 [@bulletin].]"
    headline: "HEADLINE^[NOTE {{ imports_2024 }}.]"
    blocks:
      - text: |
          TITLE {{ exports_2024 }}^[NOTE {{ "40 km" | as-written }} [@bulletin, p. 3].]，in 2024[^b] [@bulletin].

          [^b]: NOTE {{ exports_2024 | value }}.
      - bullets: ["TITLE^[NOTE]", "{{ imports_2024 | number }}^[NOTE]"]
      - table:
          id: tbl-x
          title: TITLE^[NOTE]
          columns: ["A^[NOTE]", {header: "B", align: number}]
          rows: [["C^[NOTE]", "{{ exports_2024 | number }}^[NOTE]"]]
          source: "[@bulletin]"
      - quote: {text: "HEADLINE^[NOTE]", pull: true, source: "[@newspaper]"}
"""
WORDS = {
    "en": {"TITLE": "Trade", "HEADLINE": "Trade grew", "NOTE": "Of goods."},
    "zh": {"TITLE": "贸易", "HEADLINE": "贸易增长了", "NOTE": "仅指货物。"},
}


def whole_report(folder: Path, language: str) -> None:
    import shutil

    shutil.copytree(Path(__file__).parent / "cases" / "common", folder)
    text = WHOLE.replace("LANGUAGE", language)
    for name, word in WORDS[language].items():
        text = text.replace(name, word)
    (folder / "briefing.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_numeral_in_and_around_notes_is_proven_in_both_files(language: str, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    whole_report(folder, language)
    assert run("build", "briefing.yaml", "--output-dir", "out", folder=folder).status == 0
    for name in ("whole-briefing.pdf", "whole-deck.pptx"):
        traced = run("trace", f"out/{name}", folder=folder)
        assert traced.status == 0, traced.out + traced.err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_note_of_what_a_deck_shows_is_in_the_deck(language: str, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    whole_report(folder, language)
    assert run("build", "briefing.yaml", "--output-dir", "out", "--to", "deck", folder=folder).status == 0
    note = WORDS[language]["NOTE"]
    shown = "\n".join(_texts(folder / "out" / "whole-deck.pptx"))
    # Of the ten notes two belong to prose, which is for the briefing, and one begins with another word.
    assert shown.count(note) == WHOLE.count("NOTE") - 2


def _texts(deck: Path) -> Iterator[str]:
    for slide in Presentation(str(deck)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            yield slide.notes_slide.notes_text_frame.text


# -------------------------------------------------------------------------------- the rest of inline text


def test_small_capitals_and_raised_and_lowered_text_are_runs_of_their_own() -> None:
    runs = paragraph("[BOE **x**]{.smallcaps}, CO~2~ and km^2^ or a~b c~d, 5^ 6^".replace("5^ 6^", "x^ y^"))
    assert [(r.text, r.small_caps, r.bold, r.script) for r in runs] == [
        ("BOE ", True, False, ""),
        ("x", True, True, ""),
        (", CO", False, False, ""),
        ("2", False, False, "sub"),
        (" and km", False, False, ""),
        ("2", False, False, "super"),
        (" or a~b c~d, x^ y^", False, False, ""),
    ]


def test_spans_that_nest_without_end_stay_as_they_are_written() -> None:
    text = plain(paragraph("[a" * 500 + "]{.smallcaps}" * 500))
    assert text.count("a") - text.count("{.smallcaps}") * 2 == 500
    assert text.count("{.smallcaps}") == 497


def test_thousands_of_notes_that_are_never_closed_are_each_reported() -> None:
    _, diagnostics = composed(text_block("x" + "^[" * 5000))
    assert codes(diagnostics)[-1] == ("11:10010", "unclosed-note")
    assert len(codes(diagnostics)) == 5000


def test_the_deck_sets_small_capitals_and_scripts_as_its_own_properties() -> None:
    from hefei_report.deck.storyboard.setting import para
    from hefei_report.deck.writing.textxml import Pen, paragraphs

    xml = paragraphs((para((Run("boe", small_caps=True), Run("2", script="sub")), 18.0),), Pen("en"))
    assert 'cap="small"' in xml
    assert 'baseline="-25000"' in xml


def test_small_capitals_are_measured_as_capitals() -> None:
    from hefei_report.deck.storyboard.linebreaking import natural_width
    from hefei_report.deck.storyboard.setting import para

    widths = [
        natural_width(para((Run(text, small_caps=caps),), 20.0)) for text, caps in (("boe", True), ("BOE", False))
    ]
    assert widths[0] == pytest.approx(0.8 * widths[1])


def test_a_pull_quote_needs_no_name_beside_its_source() -> None:
    document, diagnostics = composed(
        '  - id: sec-a\n    title: A\n    blocks:\n      - quote: {text: It grew, source: "[@paper]", pull: true}\n'
    )
    [quote] = [block for block in blocks_of(document) if isinstance(block, Quote)]
    assert codes(diagnostics) == []
    assert (quote.pull, plain(quote.attribution)) == (True, "[1]")


def test_the_document_knows_what_the_author_chose_about_the_briefing() -> None:
    from hefei_report.document.model import BriefingOptions, NotePlace, Paper

    sections = text_block("Text.")
    document, _ = composed(sections)
    assert document.briefing == BriefingOptions()
    chosen, diagnostics = composed(
        sections + "briefing: {register: false, lists: false, paper: letter, duplex: true, notes: margin}\n"
    )
    assert codes(diagnostics) == []
    assert chosen.briefing == BriefingOptions(False, False, Paper.LETTER, True, NotePlace.MARGIN)


def test_a_mark_behind_a_chinese_character_keeps_to_it() -> None:
    """Latin letters stand off Chinese ones by a quarter of an em, a raised mark doesn't."""
    from hefei_report.briefing.boxes import breadth
    from hefei_report.briefing.inline import Context, pieces
    from hefei_report.briefing.styles import briefing_styles

    style = briefing_styles(load_theme("hefei")).body
    word, mark, letter = (
        pieces((run,), style, Context(language="zh"))
        for run in (Run("易"), Run("7", script="super", role="numbering"), Run("7"))
    )
    assert breadth((*word, *mark)) == pytest.approx(breadth(word) + breadth(mark))
    assert breadth((*word, *letter)) > breadth(word) + breadth(letter) + 1
