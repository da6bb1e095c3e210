"""Every way to cite, tricky ones too: what an author writes, and what readers of the house style get to see.

Where the product means to read as pandoc does, the same texts are also given to pandoc itself, in a style of authors
and years, and both must print the same.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document, Paragraph, ReferenceLink, Run, plain
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import MemoryWorkspace
from tests.support.pandocs import packaged_style, set_by_pandoc

ITEMS = [
    {
        "id": "doe",
        "type": "book",
        "title": "Doe's book",
        "author": [{"family": "Doe", "given": "J."}],
        "issued": "2020",
    },
    {"id": "li", "type": "report", "title": "Li's report", "author": [{"literal": "Li Ming"}], "issued": "2021"},
    {"id": "who:2024", "type": "report", "title": "Health", "author": [{"literal": "WHO"}], "issued": "2024"},
    {"id": "a_b.c-d", "type": "report", "title": "Joined", "author": [{"literal": "Joiner"}], "issued": "2019"},
    {"id": "2024", "type": "report", "title": "Year", "author": [{"literal": "Bureau"}], "issued": "2024"},
    {"id": "x/y#z", "type": "report", "title": "Odd", "author": [{"literal": "Odd"}], "issued": "2018"},
    {"id": "文献", "type": "report", "title": "文献", "author": [{"literal": "文献社"}], "issued": "2017"},
]

# What the author writes; what the house style shows (a space may be one that keeps its line).
AS_PANDOC = [
    ("One [@doe].", "One [1]."),
    ("Two [@doe; @li].", "Two [1, 2]."),
    ("Without spaces [@doe;@li].", "Without spaces [1, 2]."),
    ("A locator [@doe, p. 3].", "A locator [1, p. 3]."),
    ("No comma [@doe p. 3].", "No comma [1, p. 3]."),
    ("A bare number [@doe, 33].", "A bare number [1, p. 33]."),
    ("A range [@doe, pp. 33-35, 38].", "A range [1, pp. 33-35, 38]."),
    ("A chapter [@doe, chap. 2].", "A chapter [1, chap. 2]."),
    ("A section [@doe, sec. 4].", "A section [1, sec. 4]."),
    ("A paragraph [@doe, para. 5].", "A paragraph [1, para. 5]."),
    ("A figure [@doe, fig. 2].", "A figure [1, fig. 2]."),
    ("A volume [@doe, vol. 2].", "A volume [1, vol. 2]."),
    ("Braces [@doe, {p. iv}].", "Braces [1, p. iv]."),
    ("No locator [@doe{}, 2019 for short].", "No locator [1, 2019 for short]."),
    ("A suffix [@doe, p. 3, my emphasis].", "A suffix [1, p. 3, my emphasis]."),
    ("A suffix alone [@doe, passim].", "A suffix alone [1, passim]."),
    ("No comma before it [@doe, pp. 33-35 and nowhere].", "No comma before it [1, pp. 33-35 and nowhere]."),
    ("A word without comma [@doe passim].", "A word without comma [1 passim]."),
    ("Words of its own [@doe, {slide 4}].", "Words of its own [1, slide 4]."),
    ("A line end @doe\n[p. 3] between.", "A line end Doe [1, p. 3] between."),
    ("A line end in it [see\n@doe, p. 3].", "A line end in it [see 1, p. 3]."),
    ("An escape [a \\[sic\\] @doe].", "An escape [a [sic] 1]."),
    ("A dash—@doe—counts.", "A dash—Doe [1]—counts."),
    ("Quoted “@doe” counts.", "Quoted “Doe [1]” counts."),
    ("A prefix [see @doe].", "A prefix [see 1]."),
    ("Both [see @doe, p. 3; also @li, chap. 2].", "Both [see 1, p. 3; also 2, chap. 2]."),
    ("Order kept [see @li; @doe].", "Order kept [see 1; 2]."),
    ("Doe suppressed [-@doe].", "Doe suppressed [1]."),
    ("Suppressed [-@doe, p. 3].", "Suppressed [1, p. 3]."),
    ("@doe says so.", "Doe [1] says so."),
    ("It says @doe.", "It says Doe [1]."),
    ("@doe [p. 3] says so.", "Doe [1, p. 3] says so."),
    ("@doe[p. 3] says so.", "Doe [1, p. 3] says so."),
    ("@doe [p. 3; also @li] say so.", "Doe [1, p. 3; also 2] say so."),
    ("@doe [33] says so.", "Doe [1, p. 33] says so."),
    ("Doe -@doe says so.", "Doe [1] says so."),
    ("Doe -@doe [p. 3] says so.", "Doe [1, p. 3] says so."),
    ("A link, @doe [here](https://x.org).", "A link, Doe [1] here."),
    ("A colon @doe: yes.", "A colon Doe [1]: yes."),
    ("In brackets (@doe).", "In brackets (Doe [1])."),
    ("A question, @doe?", "A question, Doe [1]?"),
    ("Possessive @doe's book.", "Possessive Doe [1]’s book."),
    ("A colon inside [@who:2024].", "A colon inside [1]."),
    ("Joined [@a_b.c-d].", "Joined [1]."),
    ("A full stop after @a_b.c-d.", "A full stop after Joiner [1]."),
    ("Begins with a digit [@2024].", "Begins with a digit [1]."),
    ("In braces [@{x/y#z}].", "In braces [1]."),
    ("In braces @{x/y#z} says.", "In braces Odd [1] says."),
    ("Braces with a locator [@{x/y#z}, p. 3].", "Braces with a locator [1, p. 3]."),
    ("An e-mail address me@doe.org is none.", "An e-mail address me@doe.org is none."),
    ("Escaped \\@doe is none.", "Escaped @doe is none."),
    ("A sign @ alone is none.", "A sign @ alone is none."),
    ("Code `@doe` and `[@doe]` is none.", "Code @doe and [@doe] is none."),
    ("No key [like this] is none.", "No key [like this] is none."),
    ("A link [me@doe.org](mailto:me@doe.org) is none.", "A link me@doe.org is none."),
    ("Twice [@doe] and again [@doe, p. 4].", "Twice [1] and again [1, p. 4]."),
    ("Brackets inside [@doe, [sic] p. 3].", "Brackets inside [1, [sic] p. 3]."),
    ("*See @doe* in italics.", "See Doe [1] in italics."),
    ("**@doe [p. 3]** in bold.", "Doe [1, p. 3] in bold."),
    ("Markup [*see* @doe, **mine**].", "Markup [see 1, mine]."),
]
OUR_OWN = [
    # the text, the house style's, why pandoc reads it otherwise
    ("合肥市[@doe]说。", "合肥市[1]说。", "same reading; told apart for the punctuation that pandoc moves"),
    (
        "据@doe报道。",
        "据Doe [1]报道。",
        "Chinese has no spaces: a key may follow a character, and ends before the next",
    ),
    ("（@doe）说。", "（Doe [1]）说。", "the same after full-width brackets"),
    ("两家[@doe；@li]。", "两家[1, 2]。", "the full-width semicolon parts citations, too"),
    ("页码[@doe, 第3页]。", "页码[1, p. 3]。", "locators are read in both languages"),
    ("页码[@doe，第3-5页]。", "页码[1, pp. 3-5]。", "after a full-width comma"),
    ("段落[@doe, 第5段]。", "段落[1, para. 5]。", "so are paragraphs"),
    ("@doe [第3页]说。", "Doe [1, p. 3]说。", "also behind a narrative key"),
    ("后缀[@doe, 第2章，另见附录]。", "后缀[1, chap. 2，另见附录]。", "with a suffix"),
    ("See https://x.org/@doe for it.", "See https://x.org/@doe for it.", "a handle in an address is no citation"),
    ("See www.x.org/@doe for it.", "See www.x.org/@doe for it.", "with or without a scheme"),
    ("[mail me@doe.org; @doe]", "[mail me@doe.org; Doe [1]]", "one part without a key: no bracket of citations"),
    ("Chinese key [@{文献}].", "Chinese key [1].", "pandoc takes letters of any script without braces; we want braces"),
    ("@doe sorted [@li; @doe].", "Doe [1] sorted [1, 2].", "marks by number are sorted"),
    ("@doe kept [see @li; @doe].", "Doe [1] kept [see 2; 1].", "unless words say that the order is meant"),
]


def reported(cases: list[str], style: str) -> tuple[Document, list[str]]:
    """A report with one paragraph for each case, and the texts of those paragraphs with ordinary spaces."""
    import json

    blocks = [{"text": case} for case in cases]
    outline = {
        "report": "cases",
        "title": "Cases",
        "date": "2025-11-22",
        "sources": ["items.json"],
        "citation-style": style,
        "sections": [{"id": "sec-a", "title": "A", "blocks": blocks}],
    }
    files = {"o.yaml": json.dumps(outline, ensure_ascii=False), "items.json": json.dumps(ITEMS, ensure_ascii=False)}
    diagnostics = Diagnostics()
    document = compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert document is not None
    assert [d for d in diagnostics if d.code != "unused-source"] == []
    paragraphs = [block for block in blocks_of(document) if isinstance(block, Paragraph)]
    return document, [plain(paragraph.content).replace("\u00a0", " ") for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("written", "shown"), [*AS_PANDOC, *((written, shown) for written, shown, _ in OUR_OWN)], ids=lambda text: text
)
def test_a_citation_is_read_as_it_is_written(written: str, shown: str) -> None:
    _, [text] = reported([written], "house")
    assert text.replace("'", "’") == shown


def test_there_are_sixty_cases_and_no_two_are_the_same() -> None:
    written = [case[0] for case in (*AS_PANDOC, *OUR_OWN)]
    assert len(set(written)) == len(written) >= 60


def test_in_a_style_of_authors_pandoc_itself_prints_the_same(tmp_path: Path) -> None:
    written = [case for case, _ in AS_PANDOC]
    items = [item | {"issued": {"date-parts": [[int(str(item["issued"]))]]}} for item in ITEMS]
    by_pandoc = set_by_pandoc("\n\n".join(written), items, packaged_style("apa"), tmp_path)
    _, ours = reported(written, "apa")
    assert len(ours) == len(written)
    assert [(a, b) for a, b in zip(ours, by_pandoc, strict=False) if a.replace("'", "’") != b.replace("'", "’")] == []


def test_every_number_leads_to_its_entry_and_nothing_around_it_does() -> None:
    document, _ = reported(["A [see @doe, p. 3, *mine*; also @li]."], "house")
    [paragraph] = [block for block in blocks_of(document) if isinstance(block, Paragraph)]
    assert paragraph.content == (
        Run("A [see "),
        Run("1,\u00a0p.\u00a03", target=ReferenceLink("doe")),
        Run(", "),
        Run("mine", italic=True),
        Run("; also "),
        Run("2]", target=ReferenceLink("li")),
        Run("."),
    )


def test_marks_of_authors_lead_to_their_entries() -> None:
    document, _ = reported(["A [see @doe, p. 3; @li]. **Bold @doe.**"], "apa")
    [paragraph] = [block for block in blocks_of(document) if isinstance(block, Paragraph)]
    linked = [
        (run.text, run.target.key, run.bold) for run in paragraph.content if isinstance(run.target, ReferenceLink)
    ]
    assert linked == [("Doe, 2020, p. 3", "doe", False), ("Li Ming, 2021", "li", False), ("2020", "doe", True)]


@pytest.mark.parametrize(
    ("written", "code", "column"),
    [
        ("A [@nobody].", "unknown-source", 43),
        ("A [@doe; see @nobody, p. 3].", "unknown-source", 53),
        ("A @nobody says.", "unknown-source", 42),
        ("A [@doe; @fig-x].", "mixed-references", 42),
        ("A [**see {{ nothing }}** @doe].", "unknown-fact", 51),
        ("A [of 57 % @doe].", "unproven-number", 46),
        ("A [@doe, p. 3, or 57 % of it].", "unproven-number", 55),
    ],
)
def test_a_mistake_in_a_citation_is_reported_where_it_stands(written: str, code: str, column: int) -> None:
    outline = (
        "report: r\ntitle: R\ndate: 2025-11-22\nsources: s.yaml\n"
        f'sections: [{{id: sec-a, title: A, blocks: [{{text: "{written}"}}]}}]\n'
    )
    diagnostics = Diagnostics()
    sources = "- {id: doe, title: Doe's book}\n"
    compose(MemoryWorkspace.of({"o.yaml": outline, "s.yaml": sources}), "o.yaml", diagnostics)
    [only] = [d for d in diagnostics if d.code != "unused-source"]
    assert (only.code, only.span.line, only.hint != "") == (code, 5, True)
    assert outline.splitlines()[4][only.span.column - 1 :].startswith(("@nobody", "[@doe", "nothing", "57"))
    assert only.span.column >= column
