"""What sections, figures and tables are called where something leads to them, in the words of a language."""

from __future__ import annotations

from hefei_report.document.labels import Labels
from hefei_report.document.model import Figure, Image, Section, Table, plain
from hefei_report.document.notes import without_marks


def numbered_name(element: Figure | Image | Table, words: Labels) -> str:
    """ "Figure 3"."""
    template = words.table if isinstance(element, Table) else words.figure
    return template.format(number=element.number)


def full_name(element: Section | Figure | Image | Table, words: Labels) -> str:
    """ "1.2 Trade" or "Figure 3: Exports": number and title, without the marks of notes in it."""
    title = plain(without_marks(element.title))
    if isinstance(element, Section):
        return f"{element.number} {title}".strip()
    return f"{numbered_name(element, words)}{words.colon}{title}"
