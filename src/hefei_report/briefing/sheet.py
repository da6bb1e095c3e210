"""The canvas of a briefing: reportlab's, with named destinations, links and text that is known only at the end.

This module alone reaches into reportlab's private parts (5.1): the code of the page being drawn, the
pages' streams, the document behind the canvas. Positions are in points from the lower left corner of
the page; the canvas is never translated.
"""

from __future__ import annotations

import hashlib
import io
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from hefei_report import __version__
from hefei_report.briefing.attaching import Attachment, file_specification
from hefei_report.briefing.inks import ink
from hefei_report.briefing.inline import Piece
from hefei_report.briefing.isolation import bare_environment
from hefei_report.briefing.landmarks import Area, Landmark, destination_name
from hefei_report.briefing.lettering import text_operators
from hefei_report.briefing.linebreaks import PiecedText
from hefei_report.briefing.recording import REGISTER, Recorder, parts_of_pieces
from hefei_report.document.model import Inline

_LATE = re.compile(r"^%late (\d+)$", re.MULTILINE)
_BLANK_ID = "0" * 32


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself; ``epoch`` is in seconds since 1970, UTC, ``names`` are the Document's."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    epoch: int
    names: tuple[str, ...] = ()


# A text that is known only at the end: x, baseline and parts.
LateText = Callable[[], tuple[float, float, list[tuple[Piece, str]]]]


class Sheet(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """Pages of one size. Create it with :func:`new_sheet`, end it with :meth:`finish`."""

    def prepare(self, imprint: Imprint) -> None:
        """Fill in the file's own particulars; to be called once, before anything is drawn."""
        self._late: list[LateText] = []
        self.record = Recorder(imprint.names)
        self._landmark_pages: dict[str, int] = {}
        self._citations: dict[str, dict[int, str]] = {}
        self._strings: dict[str, str] = {}
        self._pages_of_facts: dict[str, tuple[int, ...]] | None = None
        self._depth = -1
        self.chapter: Inline = ()
        self.chapter_page = 0
        self.mirrored = False  # whether the free margin of the page being drawn is on its left
        self.setTitle(imprint.title)
        self.setAuthor(imprint.author)
        self.setSubject(imprint.subject)
        self.setKeywords(imprint.keywords)
        self.setCreator(f"hefei-report {__version__}")
        self.setProducer(f"hefei-report {__version__} (ReportLab)")
        self.setViewerPreference("DisplayDocTitle", "true")
        moment = time.gmtime(imprint.epoch)
        self._doc._timeStamp = SimpleNamespace(t=imprint.epoch, lt=moment, YMDhms=tuple(moment)[:6], dhh=0, dmm=0)

    # ---------------------------------------------------------------------------------- text and shapes

    def set_pieces(self, x: float, baseline: float, parts: Sequence[tuple[Piece, str]], *, noted: bool = False) -> None:
        """Set ``parts`` one after the other from ``x`` on a baseline, each in the face of its piece.

        Their text goes into the inventory of the page, unless it is ``noted`` there already.
        """
        self._code.append(text_operators(x, baseline, parts, self._doc))
        if not noted:
            self.record.note_parts(self.page, parts_of_pieces(parts))

    def note_text(self, text: PiecedText, start: int, end: int) -> None:
        """The characters ``start`` to ``end`` of ``text`` are what follows on the page."""
        whole = text.unit(self.record.names)
        self.record.note(self.page, replace(whole.part(start, end), at=self.record.at))

    def late_text(self, place: LateText) -> None:
        """Set text that is known only when all pages are: ``place`` gives x, baseline and parts, at the end."""
        self._code.append(f"%late {self.record.note_late(self.page)}")
        self._late.append(place)

    def fill(self, area: Area, colour: str) -> None:
        """Fill a rectangle."""
        self.setFillColor(ink(colour))
        self.rect(area.left, area.bottom, area.right - area.left, area.top - area.bottom, stroke=0, fill=1)

    def rule(self, left: float, right: float, y: float, thickness: float, colour: str) -> None:
        """Draw a horizontal line."""
        self.setStrokeColor(ink(colour))
        self.setLineWidth(thickness)
        self.line(left, y, right, y)

    def operators(self, code: str) -> None:
        """Put PDF operators into the page as they stand."""
        self._code.append(code)

    # ---------------------------------------------------------------------- destinations and links

    @property
    def page(self) -> int:
        """The number of the page being drawn, from 1."""
        return int(self.getPageNumber())

    def place(self, landmark: Landmark, x: float, top: float) -> None:
        """Make this place the destination of ``landmark`` and, if it asks for it, a bookmark. Only once each."""
        if landmark.name in self._landmark_pages:
            return
        self.record.at = landmark.section or self.record.at
        self._landmark_pages[landmark.name] = self.page
        self.bookmarkHorizontalAbsolute(landmark.name, round(top, 2), left=round(x, 2))
        if landmark.depth is not None:
            self._depth = min(landmark.depth, self._depth + 1)
            self.addOutlineEntry(landmark.title, landmark.name, level=self._depth)

    def open_chapter(self, title: Inline) -> None:
        """From this page on, ``title`` is what the running head names."""
        self.chapter, self.chapter_page = title, self.page

    def page_of(self, name: str) -> int | None:
        """The page of a destination, or None as long as it has not been drawn."""
        return self._landmark_pages.get(name)

    def note_citation(self, key: str, x: float, top: float) -> None:
        """Remember that source ``key`` is cited here; the first place on a page is what its entry links back to.

        By the time the register cites it, the list of references has been set.
        """
        if self.record.at == REGISTER:
            return
        pages = self._citations.setdefault(key, {})
        if self.page not in pages:
            name = destination_name("cited", f"{key}.{self.page}")
            pages[self.page] = name
            self.place(Landmark(name, ""), x, top)

    def citations(self, key: str) -> dict[int, str]:
        """The pages drawn so far that cite ``key``, in order, each with its destination."""
        return dict(self._citations.get(key, {}))

    def pages_of_fact(self, id: str) -> tuple[int, ...]:
        """The pages that print fact ``id``, as far as they are drawn when this is asked first."""
        if self._pages_of_facts is None:
            self._pages_of_facts = self.record.pages_of_facts()
        return self._pages_of_facts.get(id, ())

    def page_name(self, page: int) -> str:
        """The destination at the top of a page."""
        return f"page-{page}"

    def link_inside(self, area: Area, name: str, tip: str) -> None:
        """Link ``area`` to a destination of this file."""
        self.record.note_tip(self.page, name, tip)
        self._annotate(area, tip, f"/Dest ({name})")

    def link_outside(self, area: Area, url: str) -> None:
        """Link ``area`` to a web or mail address."""
        self.record.note_tip(self.page, "", url)
        self._annotate(area, url, f"/A << /S /URI /URI {self._text(pdfdoc.PDFString(url))} >>")

    def _annotate(self, area: Area, tip: str, entry: str) -> None:
        """A link that shows no frame; it is written out at once, for a page may have a hundred. F 4: it is printed."""
        place = f"[{area.left:.2f} {area.bottom:.2f} {area.right:.2f} {area.top:.2f}]"
        looks = "/Border [0 0 0] /F 4"
        self._addAnnotation(
            f"<< /Type /Annot /Subtype /Link /Rect {place} {looks} /Contents {self._shared(tip)} {entry} >>"
        )

    def _text(self, item: pdfdoc.PDFObject) -> str:
        """An object of the file as it will be written."""
        written: bytes | str = item.format(self._doc)
        return written if isinstance(written, str) else written.decode("latin-1")

    def _shared(self, text: str) -> str:
        """A reference to a string that many annotations may have."""
        if text not in self._strings:
            self._strings[text] = self._text(self._doc.Reference(pdfdoc.PDFString(text))) if text else "()"
        return self._strings[text]

    # ---------------------------------------------------------------------------------------- the end

    def fill_late_texts(self) -> None:
        """Set what had to wait for the last page; nothing is drawn after that."""
        set_now = [place() for place in self._late]
        for number, (_, _, parts) in enumerate(set_now):
            self.record.fill(number, parts_of_pieces(parts))
        for page in self._doc.Pages.pages:
            page.stream = _LATE.sub(lambda match: text_operators(*set_now[int(match.group(1))], self._doc), page.stream)

    def finish(self, attachment: Attachment | None = None) -> bytes:
        """The file, dated by the imprint and identified by its own content, with ``attachment`` in it."""
        catalog_names = self._named_destinations()
        if attachment is not None:
            file = self._doc.Reference(file_specification(attachment, self._doc))
            catalog = self._doc.Catalog
            catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]  # reportlab writes only the entries that it knows
            self.setCatalogEntry("AF", pdfdoc.PDFArray([file]))
            catalog_names["EmbeddedFiles"] = pdfdoc.PDFDictionary(
                {"Names": pdfdoc.PDFArray([pdfdoc.PDFString(attachment.name), file])}
            )
        if catalog_names:
            self.setCatalogEntry("Names", pdfdoc.PDFDictionary(catalog_names))
        self._doc._ID = f"\n[<{_BLANK_ID}><{_BLANK_ID}>]\n".encode()
        content = bytes(self.getpdfdata())
        digest = hashlib.sha256(content).hexdigest()[:32].upper()
        return content.replace(self._doc._ID, self._doc._ID.replace(_BLANK_ID.encode(), digest.encode()))

    def _named_destinations(self) -> dict[str, object]:
        """The name tree of destinations (ISO 32000-1, 12.3.2.3): sorted by name, each with its place."""
        names: list[object] = []
        for name in sorted(self._landmark_pages):
            names += [pdfdoc.PDFString(name), self._doc.Reference(self._bookmarkReference(name))]
        return {"Dests": pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})} if names else {}


def new_sheet(imprint: Imprint, page_size: tuple[float, float], initial_font: str) -> Sheet:
    """A canvas that draws into memory, with nothing in it that depends on the machine."""
    with bare_environment():
        sheet = Sheet(
            io.BytesIO(),
            pagesize=page_size,
            invariant=1,
            pageCompression=1,
            initialFontName=initial_font,
            lang=imprint.language,
            pdfVersion=(1, 7),
        )
    sheet.prepare(imprint)
    return sheet
