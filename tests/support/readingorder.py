"""What a reader who can't see the page is told, in order, held against what the Document says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from hefei_report.document.model import Document, Inline, Medium, plain
from hefei_report.document.walking import inlines_of, sections_of, shown_in
from tests.support.structure import Element

_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code", "BibEntry", "Em", "Strong", "Annot"})
_INVISIBLE = {0x00AD: None, 0x200B: None, 0x2060: None, 0xFEFF: None, 0x200D: None}
# What the product itself says around an author's words: marks and numbers, a date, titles, the words before a source.
_OWN = (
    r"[•–·—\s]|\d+(?:\.\d+)*\.?|[a-z]\.|[ivxl]+\.|(?:Figure|Table)\s\d+|[图表]\s?\d+|Source:|Note:|Data:|来源：|注：|数据：|"
    r"Contents|目录|Figures|插图|Tables|表格|References|参考文献|"
    r"Cited on pages?(?: [\divxl]+,?)+|引用于第[\divxl,，、 ]+页|DRAFT|草稿|"
    r"\d+ [A-Z][a-z]+ \d{4}|\d+年\d+月\d+日"
)


def told(document: Document) -> list[str]:
    """The author's words that the briefing must tell, in reading order, empty ones left out."""
    return [words for inline in _inlines(document) if (words := normal(plain(inline)))]


def noted(document: Document) -> list[str]:
    """What the footnotes say, in the order of their marks."""
    runs = (run for inline in _inlines(document) for run in inline)
    return [words for run in runs if run.note and (words := normal(plain(run.note)))]


def _inlines(document: Document) -> Iterator[Inline]:
    yield document.title
    yield document.subtitle
    for section in sections_of(document, Medium.BRIEFING):
        yield from (section.title, section.headline)
        for block in section.blocks:
            if shown_in(block, Medium.BRIEFING):
                yield from inlines_of(block)
    for reference in document.references:
        yield reference.content


def normal(text: str) -> str:
    """``text`` with single spaces, composed letters and nothing that can't be seen."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def heard(element: Element, *, without: frozenset[str]) -> str:
    """The text of ``element`` in order, block by block, as :func:`normal` has it; elements ``without`` are left out.

    What stands in a figure is its drawing's, except captions.
    """
    return normal(_heard(element, without))


def _heard(element: Element, without: frozenset[str]) -> str:
    parts = []
    for kid in element.kids:
        if isinstance(kid, str):
            parts.append(kid if element.role != "Figure" else "")
        elif kid.role not in without:
            inner = "" if element.role == "Figure" and kid.role != "Caption" else _heard(kid, without)
            parts.append(inner if kid.role in _INLINE else f"\n{inner}\n")
    return "".join(parts)


def differences(expected: list[str], text: str, names: Sequence[str] = ()) -> list[str]:
    """What of ``expected`` isn't in ``text`` in its turn, and what is said between that nobody wrote.

    ``names`` are further words that the product may say: who made the document.
    """
    own = re.compile("(?:" + "|".join([_OWN, *(re.escape(normal(name)) for name in names if name)]) + ")*")
    found, at = [], 0
    for words in expected:
        match = re.compile(rf"(?<![^\s：]){re.escape(words)}(?!\S)").search(text, at)
        if match is None:
            found.append(f"lost or out of order: {words[:80]!r}; heard there: {text[at : at + 80]!r}")
            continue
        between = text[at : match.start()]
        if not own.fullmatch(between):
            found.append(f"before {words[:40]!r}: {between[:120]!r}")
        at = match.end()
    return found
