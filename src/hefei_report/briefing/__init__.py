"""The PDF writer: sets a Document as a tagged, archivable briefing; the only room that knows reportlab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from hefei_report.diagnostics import Diagnostics
from hefei_report.document.drawing import Draftsman, RenderedFigure
from hefei_report.document.model import Document, Figure, plain
from hefei_report.document.notes import without_marks
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.proof.inventory import Leaf
from hefei_report.records import dataclass
from hefei_report.theme.fonts import AnyFamily
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import NO_CACHE, Cache

__all__ = ["Briefing", "SetBriefing", "page_of_figure", "set_briefing", "write_briefing"]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A finished PDF file, and how many pages it has."""

    content: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class SetBriefing:
    """A briefing whose pages are set and known, but not yet a file: what they show is part of what it will carry."""

    pages: tuple[Leaf, ...]
    count: int
    _finish: Callable[[bytes], bytes] = field(repr=False)

    def finish(self, manifest: bytes = b"") -> Briefing:
        """The file, with ``manifest`` (JSON) attached unless it is empty. To be called once."""
        return Briefing(self._finish(manifest), self.count)


def set_briefing(
    document: Document,
    theme: Theme,
    draftsman: Draftsman,
    diagnostics: Diagnostics,
    epoch: int,
    *,
    memory: Memory = NO_MEMORY,
    cache: Cache = NO_CACHE,
) -> SetBriefing:
    """Set ``document`` on pages in the look of ``theme``.

    ``draftsman`` makes the figures, each at the size that it asks for. ``epoch`` (seconds since 1970, UTC) dates the
    file, which holds what it was made from and the data of its charts. The same arguments give the same bytes. What
    doesn't fit its place becomes an ``overfull`` warning at the author's lines, with the excess in points; it is then
    broken or made smaller, so the file is whole in any case.
    """
    from hefei_report.briefing import isolation  # reportlab is loaded when it is first needed, and not before

    isolation.load_reportlab()
    from hefei_report.briefing.attaching import manifest_file
    from hefei_report.briefing.deflated import deflated_before
    from hefei_report.briefing.enclosing import enclosures
    from hefei_report.briefing.keepers import keeper_of
    from hefei_report.briefing.writer import compose

    enclosed = enclosures(document, diagnostics, memory)
    with isolation.binary_streams():
        sheet = compose(document, theme, draftsman, diagnostics, epoch, enclosed.data, keeper_of(memory, cache), memory)

    def finish(manifest: bytes) -> bytes:
        with isolation.binary_streams():
            record = [manifest_file(document.report, manifest)] if manifest else []
            with deflated_before(memory, cache, document.report) as kept:
                return sheet.finish([*record, *enclosed.sources], kept)

    return SetBriefing(sheet.record.leaves(memory), sheet.page - 1, finish)


def write_briefing(
    document: Document, theme: Theme, draftsman: Draftsman, diagnostics: Diagnostics, epoch: int
) -> Briefing:
    """The PDF file of ``document`` without a manifest; see :func:`set_briefing`."""
    return set_briefing(document, theme, draftsman, diagnostics, epoch).finish()


def page_of_figure(
    drawn: RenderedFigure, figure: Figure, document: Document, look: Theme, family: AnyFamily, epoch: int
) -> bytes:
    """A PDF file with ``figure`` alone, on a page of its size; ``drawn`` has its marks, whose labels are in ``family``.

    It is tagged, has its fonts, and says whose it is, like the briefing. The same arguments give the same bytes.
    """
    from hefei_report.briefing import isolation

    isolation.load_reportlab()
    from hefei_report.briefing.archiving import Imprint
    from hefei_report.briefing.inline import printable
    from hefei_report.briefing.singlepage import single_page

    imprint = Imprint(
        title=printable(plain(without_marks(figure.title))),
        author=printable(", ".join(document.authors) or document.publisher),
        subject=printable(plain(without_marks(figure.caption))),
        keywords="",
        language=document.language,
        epoch=epoch,
        names=document.names,
    )
    with isolation.binary_streams():
        return single_page(drawn, figure.alt, imprint, family, look.paper)
