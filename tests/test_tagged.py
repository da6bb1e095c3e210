"""The briefing is tagged by PDF/UA-1: whole files keep every rule, and a writer that breaks one is found out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pytest

from hefei_report.briefing import canvas, captions, figure, finishing, footnotes, furniture, headings, objects, tagging
from hefei_report.briefing.canvas import Untagged
from hefei_report.briefing.marking import LAYOUT, Artifact, Marking
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Clickable, Node
from hefei_report.document.model import Column, Document, Run, WebLink
from tests.conftest import Flagship
from tests.support.briefings import document, paragraph, row, section, table, text, write
from tests.support.briefings import figure as drawn
from tests.support.outlining import Set
from tests.support.specimens import SPECIMENS
from tests.support.structure import read_structure
from tests.support.tagging import CHECKS, TaggedFile, breaches, tag_page

LONG = table(
    1,
    tuple(row(f"Company {n}", str(n), "Sold") for n in range(90)),
    Column(text("Company")),
    Column(text("Stake")),
    Column(text("Outcome")),
)


def report() -> Document:
    """A report of every element, with a table of several pages, a footnote and an empty cell."""
    whole = document()
    note = Run("1", script="super", note=(Run("It was counted twice."),))
    last = section("sec-last", "Long", paragraph("A claim", note, " holds."), LONG, drawn(2), number="3")
    return replace(whole, sections=(*whole.sections, last))


def read(path: Path) -> TaggedFile:
    return TaggedFile(pikepdf.open(path))


def failures(path: Path, profile: str = "ua1") -> list[str]:
    """What a validator says is wrong."""
    return [str(failure) for failure in validation.validate_pdf(path, profile=profile).failures]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(report(), tmp_path_factory.mktemp("tagged")).path


# ----------------------------------------------------------------------------------- files keep the rules


def test_a_briefing_of_every_element_keeps_every_rule(whole: Path) -> None:
    assert breaches(read(whole)) == {}
    assert failures(whole) == []


def test_the_flagship_keeps_every_rule(flagship: Flagship) -> None:
    assert breaches(read(flagship.briefing)) == {}
    assert failures(flagship.briefing) == []


@pytest.mark.parametrize("name", list(SPECIMENS))
def test_specimens_keep_every_rule(name: str, set_specimen: Callable[[str], Set]) -> None:
    file = read(set_specimen(name).path)
    assert breaches(file) == {}


def test_a_draft_says_so_to_everybody(tmp_path: Path) -> None:
    file = read(write(report(), tmp_path, draft=True).path)
    cover = file.root.tags[0]
    assert [tag.role for tag in cover.tags] == ["Div", "P", "P", "P", "P"]
    assert breaches(file) == {}


# --------------------------------------------------------------------------------- what is tagged as what


def test_the_structure_has_an_element_for_each_kind_of_text(whole: Path) -> None:
    roles = {tag.role for tag in read(whole).tags}
    expected = "Document Sect Div Title H1 H2 P L LI Lbl LBody Table Caption THead TBody TR TH TD Figure TOC TOCI"
    assert set(expected.split()) <= roles
    assert {"Reference", "Link", "Note", "BlockQuote", "Aside", "BibEntry"} <= roles


def test_the_title_is_no_heading_but_sections_are(whole: Path) -> None:
    file = read(whole)
    assert [tag.role for tag in file.tags if tag.role in ("Title", "H1")] == ["Title", *["H1"] * 5]
    assert file.roles == {"Aside": "Div", "Title": "P"}


def test_what_floats_is_read_where_the_author_put_it(tmp_path: Path) -> None:
    prose = [paragraph(f"Paragraph {n}. " + "It goes on. " * 60) for n in range(4)]
    high = replace(drawn(1), plan=replace(drawn(1).plan, aspect=1.3))
    inside = section("sec-a", "A", *prose[:3], high, prose[3], number="1")
    file = read(write(document(inside), tmp_path).path)
    sect = file.root.tags[2]
    assert [tag.role for tag in sect.tags] == ["H1", "P", "P", "P", "Div", "P"]


def test_a_paragraph_on_two_pages_is_one_element(tmp_path: Path) -> None:
    long = section("sec-a", "A", *[paragraph("Words that go on and on. " * 150) for _ in range(3)], number="1")
    file = read(write(document(long), tmp_path).path)
    paragraphs = [tag for tag in file.root.tags[2].tags if tag.role == "P"]
    assert len(paragraphs) == 3
    assert max(len({page for page, _ in tag.marks}) for tag in paragraphs) == 2


def test_a_link_on_two_lines_is_one_element_with_two_areas(tmp_path: Path) -> None:
    words = "a very long link " * 12
    inside = section("sec-a", "A", paragraph(Run(words, target=WebLink("https://example.org"))), number="1")
    file = read(write(document(inside), tmp_path).path)
    (link,) = [tag for tag in file.find("Link") if tag.parent and tag.parent.role == "P"]
    assert len(link.annotations) >= 2


def test_a_link_says_where_it_leads(whole: Path) -> None:
    file = read(whole)
    told = {str(annotation.Contents) for _, annotation in file.annotations()}
    assert {"Figure 1: Exports tripled", "Table 1: Four bets", "1 In one page", "Reference 1"} <= told
    assert "https://example.org/a?b=1&c=2" in told


def test_the_first_column_heads_the_rows_if_it_names_them(whole: Path) -> None:
    file = read(whole)
    bets = file.find("Table")[0]
    scopes = [[str(cell.attribute("Table", "Scope")) for cell in tag.tags] for tag in bets.walk() if tag.role == "TR"]
    assert scopes[0] == ["/Column"] * 3
    assert all(scope == ["/Row", "None", "None"] for scope in scopes[1:])


def test_the_header_of_a_long_table_is_read_once_and_is_an_artifact_after(whole: Path) -> None:
    file = read(whole)
    long = file.find("Table")[1]
    pages = {page for tag in long.walk() for page, _ in tag.marks}
    assert len(pages) > 1
    head = next(tag for tag in long.walk() if tag.role == "THead")
    assert {page for tag in head.walk() for page, _ in tag.marks} == {min(pages)}
    for number in sorted(pages)[1:]:
        kinds = [mark.properties for mark in file.marks[number] if mark.tag == "Artifact"]
        assert any(kind.Type == "/Pagination" and "/Subtype" not in kind for kind in kinds)


def test_a_list_says_what_its_marks_are(whole: Path) -> None:
    file = read(whole)
    numbering = [str(tag.attribute("List", "ListNumbering")) for tag in file.find("L")]
    assert {"/None", "/Disc", "/Decimal"} == set(numbering)


def test_words_in_another_language_say_so(whole: Path) -> None:
    file = read(whole)
    languages = {str(tag.entries.Lang) for tag in file.find("Span") if "/Lang" in tag.entries}
    assert languages == {"zh"}


def test_the_labels_of_a_drawing_are_words_apart(flagship: Flagship) -> None:
    timeline = read_structure(flagship.briefing).root.find("Figure")[0].text()
    assert "1970 USTC moves from Beijing to Hefei late 1970s" in timeline


def test_text_for_machines_says_so(tmp_path: Path) -> None:
    inside = section("sec-a", "A", paragraph("Run ", Run("make check " * 12, code=True), "first."), number="1")
    file = read(write(document(inside), tmp_path).path)
    (code,) = file.find("Code")
    assert len(code.marks) == 1
    assert breaches(file) == {}


def test_a_drawing_is_on_the_page_of_its_place(flagship: Flagship) -> None:
    file = read(flagship.briefing)
    figures = file.find("Figure")
    assert len(figures) > 15
    assert all(len({page for tag in figure.walk() for page, _ in tag.marks}) == 1 for figure in figures)
    assert all(tag_page(figure) > 0 for figure in figures)


def test_text_that_belongs_to_no_element_is_a_bug_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furniture, "FOOTER", None)
    with pytest.raises(Untagged):
        write(report(), tmp_path)


# ------------------------------------------------------------------------------------- broken writers
# Each breaks one rule of the writer; the check that keeps watch over it must say so.


def _unmarked_decoration(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sheet, "_mark_decoration", lambda self: self._marking._close())


def _running_heads_as_layout(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(furniture, "FOOTER", LAYOUT)


def _headings_with_gaps(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(headings, "heading_role", lambda depth: f"H{min(2 * depth + 1, 6)}")


def _figures_without_words(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(figure, "printable", lambda _: "")


def _without(owner: bytes) -> Callable[[pytest.MonkeyPatch], None]:
    def breaking(patch: pytest.MonkeyPatch) -> None:
        kept = tagging._attributes
        patch.setattr(tagging, "_attributes", lambda node: [one for one in kept(node) if owner not in one])

    return breaking


def _links_without_words(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sheet, "_shared", lambda *_: b"()")


def _links_without_annotations(patch: pytest.MonkeyPatch) -> None:
    kept = tagging._kids
    patch.setattr(tagging, "_kids", lambda node: [kid for kid in kept(node) if not isinstance(kid, Clickable)])


def _tables_without_empty_cells(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tagging, "_OF_TABLES", frozenset())


def _headers_read_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sheet, "within", _within_elements_only(Sheet.within))


def _within_elements_only(kept: Any) -> Any:
    """Repeated headers are the only artifacts with a kind and nothing more."""

    def within(self: Sheet, what: Node | Artifact) -> Any:
        again = isinstance(what, Artifact) and what == Artifact("Pagination")
        return kept(self, self.structure.root if again else what)

    return within


def _a_shifted_parent_tree(patch: pytest.MonkeyPatch) -> None:
    kept = tagging.StructureWriter._parent_tree
    patch.setattr(
        tagging.StructureWriter,
        "_parent_tree",
        lambda self, parents: kept(self, [one[1:] + one[:1] if isinstance(one, tuple) else one for one in parents]),
    )


def _marks_left_open(patch: pytest.MonkeyPatch) -> None:
    def close(self: Marking) -> None:
        self._open = None

    patch.setattr(Marking, "_close", close)


def _marks_that_name_no_role(patch: pytest.MonkeyPatch) -> None:
    kept = Marking.__init__

    def init(self: Marking, write: Callable[[str], None]) -> None:
        kept(self, lambda code: write(code.replace("/P <<", "/Span <<")))

    patch.setattr(Marking, "__init__", init)


def _captions_as_paragraphs(patch: pytest.MonkeyPatch) -> None:
    kept: Any = captions.caption

    def as_paragraph(element: Any, typesetter: Any, *others: Any) -> Any:
        return kept(element, typesetter, *others[:-1], typesetter.structure.add(Node("P")))

    patch.setattr(figure, "caption", as_paragraph)


def _notes_without_names(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(footnotes, "note_name", lambda _: "")


def _pages_without_order(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(canvas, "name", lambda _: b"/R")


def _a_tree_without_a_role_map(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tagging, "ROLE_MAP", {})


def _a_title_that_no_window_shows(patch: pytest.MonkeyPatch) -> None:
    kept = objects.dictionary
    patch.setattr(
        finishing,
        "dictionary",
        lambda entries: kept({key: value for key, value in entries.items() if key != "DisplayDocTitle"}),
    )


BROKEN: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], str]] = {
    "rules and grounds are not marked": (_unmarked_decoration, "everything_painted_is_marked"),
    "a footer is no running matter": (_running_heads_as_layout, "artifacts_say_what_they_are"),
    "a level of headings is left out": (_headings_with_gaps, "headings_are_in_order"),
    "figures have no description": (_figures_without_words, "figures_are_described_and_have_their_place"),
    "figures have no place": (_without(b"BBox"), "figures_are_described_and_have_their_place"),
    "header cells have no scope": (_without(b"Scope"), "tables_are_regular"),
    "empty cells are left out": (_tables_without_empty_cells, "tables_are_regular"),
    "repeated headers are read again": (_headers_read_again, "tables_are_regular"),
    "lists say nothing of their marks": (_without(b"ListNumbering"), "lists_say_how_they_are_numbered"),
    "links have no description": (_links_without_words, "links_are_described_and_in_a_link"),
    "links don't hold their annotations": (_links_without_annotations, "links_are_described_and_in_a_link"),
    "the parent tree is shifted": (_a_shifted_parent_tree, "every_mark_has_one_element"),
    "notes have no names": (_notes_without_names, "notes_have_names_and_follow_their_marks"),
    "pages are walked row by row": (_pages_without_order, "pages_are_walked_in_the_order_of_the_structure"),
    "own roles are not explained": (_a_tree_without_a_role_map, "roles_are_known"),
    "marks are left open": (_marks_left_open, "no_mark_is_within_another"),
    "marks name another role": (_marks_that_name_no_role, "marks_name_the_role_of_their_element"),
    "captions are paragraphs": (_captions_as_paragraphs, "captions_stand_beside_what_they_name"),
    "no window shows the title": (_a_title_that_no_window_shows, "the_file_says_what_it_is"),
}


@pytest.mark.parametrize("rule", list(BROKEN))
def test_a_writer_that_breaks_a_rule_is_found_out(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    breaking, watching = BROKEN[rule]
    breaking(monkeypatch)
    assert watching in breaches(read(write(report(), tmp_path).path))


def test_every_check_has_been_seen_to_fail() -> None:
    assert set(CHECKS) == {watching for _, watching in BROKEN.values()}
