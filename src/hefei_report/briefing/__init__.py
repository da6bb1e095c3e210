"""The PDF writer: sets a Document as an A4 briefing; the only room that knows reportlab."""

from __future__ import annotations

from dataclasses import dataclass

from hefei_report.diagnostics import Diagnostics
from hefei_report.document.drawing import Draftsman
from hefei_report.document.model import Document
from hefei_report.theme.tokens import Theme

__all__ = ["Briefing", "write_briefing"]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A finished PDF file, and how many pages it has."""

    content: bytes
    pages: int


def write_briefing(
    document: Document, theme: Theme, draftsman: Draftsman, diagnostics: Diagnostics, epoch: int
) -> Briefing:
    """Set ``document`` as a PDF in the look of ``theme``.

    ``draftsman`` makes the figures, each at the size that it asks for. ``epoch`` (seconds since 1970, UTC)
    dates the file. The same arguments give the same bytes. What doesn't fit its place becomes an
    ``overfull`` warning at the author's lines, with the excess in points; it is then broken or made
    smaller, so the file is whole in any case.
    """
    from hefei_report.briefing import isolation  # reportlab is loaded when it is first needed, and not before

    isolation.load_reportlab()
    from hefei_report.briefing.writer import compose

    with isolation.binary_streams():
        content, pages = compose(document, theme, draftsman, diagnostics, epoch)
    return Briefing(content, pages)
