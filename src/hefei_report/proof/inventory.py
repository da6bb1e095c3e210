"""The inventory of a publication: each text that it shows, leaf by leaf, in the order in which the file holds it.

A *leaf* is a page or a slide, a *unit* a text that was set as a whole (a paragraph or what a page holds of it, a
cell, a label, an alternative text, a note). Every numeral in a unit has a mark that says what proves it.
"""

from __future__ import annotations

import hashlib

from hefei_report.records import dataclass

MANIFEST_SUFFIX = "-manifest.json"  # of its file beside the publications and inside the PDF, after the report's name
MANIFEST_NAMESPACE = "urn:hefei-report:manifest:1"  # of its part inside a deck


SOFT_HYPHEN = "\u00ad"
_TIP = 20  # hexadecimal digits: nobody makes another tooltip with the same ones by hand


@dataclass(frozen=True, slots=True)
class Mark:
    """``length`` characters of a unit from ``start`` are a numeral; ``binding`` says what it is (:mod:`.binding`)."""

    start: int
    length: int
    binding: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A text with its numerals. ``at`` is the id of the figure, table or section that it belongs to, or ''."""

    text: str
    marks: tuple[Mark, ...] = ()
    at: str = ""

    def part(self, start: int, end: int) -> Unit:
        """The characters ``start`` to ``end``, with the numerals that lie in them."""
        inside = (mark for mark in self.marks if start <= mark.start and mark.start + mark.length <= end)
        return Unit(
            self.text[start:end],
            tuple(Mark(mark.start - start, mark.length, mark.binding) for mark in inside),
            self.at,
        )

    def with_hyphens(self, drawn: frozenset[int]) -> Unit:
        """The text with soft hyphens where its words are divided, before the characters ``drawn``, and no others."""
        if not drawn and SOFT_HYPHEN not in self.text:
            return self
        text, places = "", []
        for at, character in enumerate(self.text + "\0"):
            text += SOFT_HYPHEN if at in drawn else ""
            places.append(len(text))
            text += "" if character == SOFT_HYPHEN else character
        marks = ((places[mark.start], places[mark.start + mark.length], mark.binding) for mark in self.marks)
        return Unit(text[:-1], tuple(Mark(start, end - start, binding) for start, end, binding in marks), self.at)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing whose labels are outlines, not text: the SHA-256 of its files stand for them."""

    sha256: tuple[str, ...]
    labels: tuple[Unit, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one page or slide shows; ``number`` counts from 1, ``tips`` are digests of the tooltips of its links."""

    number: int
    units: tuple[Unit, ...]
    pictures: tuple[Picture, ...] = ()
    tips: tuple[str, ...] = ()


def tip_digest(target: str, tip: str) -> str:
    """Stands for tooltip ``tip`` of a link to destination ``target`` ('': to somewhere outside the file)."""
    return hashlib.sha256(f"{target}\0{tip}".encode()).hexdigest()[:_TIP]
