"""The inventory of a publication is what other programs read in its file, character by character."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hefei_report.briefing import set_briefing
from hefei_report.deck import set_deck
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document, Run
from hefei_report.proof.inventory import Leaf
from hefei_report.theme import load_theme
from hefei_report.trace.aligning import squeezed
from hefei_report.trace.pdf import read_pdf
from hefei_report.trace.pptx import read_pptx
from hefei_report.trace.reading import ReadLeaf
from tests.support import briefings, decks

THEME = load_theme("hefei")
STRANGE = "ﬁnal ½ of 20\u200b24, x² + y₂ – “5 000”, 二〇二四年 ２０２４, a\u00adb, −3 ‰, 1/3"


def strange() -> Document:
    """Prose with characters that readers like to change."""
    text = f"{STRANGE} " * 12
    paragraph = replace(
        briefings.paragraph(text), content=(Run(text), Run("x", script="super"), Run("12", script="sub"))
    )
    return briefings.document(briefings.section("sec-a", "Strange 12", paragraph, number="1", headline=STRANGE))


def long_words() -> Document:
    """Words wider than their lines, which are broken anywhere."""
    word = "".join(f"Q{number}" for number in range(200))
    return briefings.document(briefings.section("sec-a", "Long", briefings.paragraph(f"{word} {word}"), number="1"))


def as_read(leaves: tuple[ReadLeaf, ...]) -> list[str]:
    return [squeezed(leaf.texts).text for leaf in leaves]


def as_set(leaves: tuple[Leaf, ...]) -> list[str]:
    return [squeezed(unit.text for unit in leaf.units).text for leaf in leaves]


@pytest.mark.parametrize("make", [briefings.document, strange, long_words], ids=lambda make: make.__name__)
def test_of_a_briefing(make: object) -> None:
    assert callable(make)
    briefing = set_briefing(make(), THEME, briefings.Frames(), Diagnostics(), briefings.EPOCH)
    assert as_set(briefing.pages) == as_read(read_pdf(briefing.finish().content).leaves)


@pytest.mark.parametrize("make", [decks.everything, decks.chinese, strange], ids=lambda make: make.__name__)
def test_of_a_deck(make: object) -> None:
    assert callable(make)
    deck = set_deck(make(), THEME, decks.draw, Diagnostics(), decks.EPOCH)
    assert as_set(deck.slides) == as_read(read_pptx(deck.finish().content).leaves)
