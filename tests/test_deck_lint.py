"""The lint of finished decks finds what it is there for: each test breaks a good deck in one way."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable

import pytest

from hefei_report.deck import write_deck
from hefei_report.deck.lint import lint
from hefei_report.deck.openxml.archive import pack
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Block
from hefei_report.theme import load_theme
from tests.support import decks
from tests.support.decks import EPOCH, document, figure, key_figures, section, table


@functools.cache
def members() -> dict[str, bytes]:
    """A good deck's files: cover, a chart, a table, key figures, references."""
    blocks: tuple[Block, ...] = (figure(1), table(4), key_figures(2))
    told = [section(str(n), f"Part {n}", block) for n, block in enumerate(blocks, 1)]
    deck = write_deck(document(*told), load_theme("hefei"), decks.draw, Diagnostics(), EPOCH)
    with zipfile.ZipFile(io.BytesIO(deck.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replaced(name: str, old: bytes, new: bytes) -> Callable[[], dict[str, bytes]]:
    """The deck with ``old`` replaced once in one file."""

    def spoil() -> dict[str, bytes]:
        assert old in members()[name], (name, old)
        return {**members(), name: members()[name].replace(old, new, 1)}

    return spoil


def without(name: str) -> Callable[[], dict[str, bytes]]:
    """The deck without one file."""
    return lambda: {other: content for other, content in members().items() if other != name}


def _renamed(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """The deck with every ``old`` in one file replaced."""
    assert old in members()[name]
    return {**members(), name: members()[name].replace(old, new)}


CHART, TABLE = (f"ppt/slides/slide{n}.xml" for n in (3, 4))
TABLE_ALT = b"Who put money into what. Direct investments of city funds"
SVG = "ppt/media/image2.svg"


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("duplicate-shape-id", replaced(CHART, b'id="3" name=', b'id="2" name=')),
        ("no-title", replaced(CHART, b'<p:ph type="title"/>', b'<p:ph type="body" idx="13"/>')),
        ("same-title", lambda: {**members(), CHART: members()[TABLE]}),
        ("title-not-first", replaced(CHART, b'<p:ph type="body" idx="13"/>', b'<p:ph type="title"/>')),
        ("no-alternative-text", replaced(CHART, b'descr="Column chart 1 of', b'descr="" title="')),
        (
            "no-alternative-text",
            replaced(TABLE, TABLE_ALT, b"table.png"),
        ),
        ("no-language", replaced(CHART, b'lang="en-US" altLang', b"altLang")),
        ("tiny-text", replaced(CHART, b'sz="900"', b'sz="600"')),
        ("off-slide", replaced(CHART, b'<a:off x="548640"', b'<a:off x="9548640"')),
        ("table-without-header", replaced(TABLE, b'firstRow="1"', b'firstRow="0"')),
        ("table-grid", replaced(TABLE, b"<a:tblGrid>", b'<a:tblGrid><a:gridCol w="1"/>')),
        ("unknown-relationship", replaced(CHART, b'r:embed="rId', b'r:embed="rId9')),
        ("empty-shape", replaced(CHART, "<a:t>22\u00a0November 2025</a:t>".encode(), b"<a:t/>")),
        ("unsafe-link", replaced("ppt/slides/_rels/slide6.xml.rels", b"https://example.org/1", b"file:///etc/passwd")),
        ("dangling-relationship", without("ppt/media/image1.png")),
        ("phantom-part", without("docProps/app.xml")),
        ("orphan-part", lambda: {**members(), "ppt/media/image9.png": b"\x89PNG"}),
        ("no-content-type", lambda: {**members(), "ppt/media/image9.gif": b"GIF"}),
        ("active-drawing", replaced(SVG, b"</svg>", b"<script/></svg>")),
        ("active-drawing", replaced(SVG, b"<rect", b'<rect href="https://example.org"')),
        ("sections", replaced("ppt/presentation.xml", b"<p14:sldId id=", b"<p14:other id=")),
        ("notes-master", lambda: _renamed("ppt/presentation.xml", b"p:notesMasterIdLst", b"p:other")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_deck_is_found_out(rule: str, spoil: Callable[[], dict[str, bytes]]) -> None:
    assert rule in {finding.rule for finding in lint(pack(spoil()))}


def test_the_deck_that_they_all_break_is_good() -> None:
    assert lint(pack(members())) == ()


def test_a_part_that_stands_twice_is_found() -> None:
    out = io.BytesIO(pack(members()))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("docProps/app.xml", members()["docProps/app.xml"])
    assert "duplicate-member" in {finding.rule for finding in lint(out.getvalue())}
