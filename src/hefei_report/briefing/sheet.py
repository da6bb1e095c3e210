"""The canvas of a briefing: reportlab's, with marked content, destinations, links and text that is known only later.

With :mod:`.finishing` and :mod:`.serializing`, this module alone reaches into reportlab's private parts (5.1): the
code of the page being drawn, the pages, the document behind the canvas. Positions are in points from the lower left
corner of the page.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from hefei_report.briefing.archiving import Imprint
from hefei_report.briefing.attaching import Attachment
from hefei_report.briefing.boxes import plain_items
from hefei_report.briefing.embedding import Fonts
from hefei_report.briefing.finishing import complete
from hefei_report.briefing.inks import ink
from hefei_report.briefing.inline import Piece
from hefei_report.briefing.isolation import bare_environment
from hefei_report.briefing.items import Item
from hefei_report.briefing.landmarks import Area, Landmark, destination_name
from hefei_report.briefing.lettering import at, text_operators
from hefei_report.briefing.linebreaks import Line
from hefei_report.briefing.marking import LAYOUT, Artifact, Marking, background
from hefei_report.briefing.objects import Reserved, dictionary, name, reference, string
from hefei_report.briefing.pagelabels import PageLabels
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.recording import REGISTER, Recorder, parts_of_pieces
from hefei_report.briefing.serializing import compressed, serialized
from hefei_report.briefing.structure import Clickable, Node, Structure
from hefei_report.briefing.tagging import Parent
from hefei_report.document.model import Inline

_LATE = re.compile(r"^%late (\d+)$", re.MULTILINE)


class Untagged(Exception):
    """Something was to be set that belongs to no element of the structure: a bug of the briefing's."""


# A text that is known only at the end: x, baseline and parts.
LateText = Callable[[], tuple[float, float, list[tuple[Piece, str]]]]


class Sheet(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """Pages of one size. Create it with :func:`new_sheet`, end it with :meth:`finish`."""

    def prepare(self, imprint: Imprint, structure: Structure) -> None:
        """Fill in the file's own particulars; to be called once, before anything is drawn."""
        self._imprint, self.structure = imprint, structure
        self._late: list[LateText] = []
        self._fonts = Fonts()
        self.record = Recorder(imprint.names)
        self._landmark_pages: dict[str, int] = {}
        self._citations: dict[str, dict[int, str]] = {}
        self._strings: dict[str, bytes] = {}
        self._pages_of_facts: dict[str, tuple[int, ...]] | None = None
        self._depth = -1
        self.chapter: Inline = ()
        self.chapter_page = 0
        self.mirrored = False  # whether the free margin of the page being drawn is on its left
        self._marking = Marking(self._write)
        self._inside: Node | Artifact | None = None
        self._parents: list[Parent] = []
        self._labels = PageLabels()
        moment = time.gmtime(imprint.epoch)
        self._doc._timeStamp = SimpleNamespace(t=imprint.epoch, lt=moment, YMDhms=tuple(moment)[:6], dhh=0, dmm=0)

    def _make_preamble(self) -> None:
        """Pages begin in the state that the format gives them: an initial font would be one that isn't embedded."""
        self._preamble = ""

    def _write(self, code: str) -> None:
        self._code.append(code)

    # ------------------------------------------------------------------------- what the page's parts are

    @contextmanager
    def within(self, what: Node | Artifact) -> Iterator[None]:
        """Within it, what is set belongs to an element, or is an artifact with all elements in it."""
        before = self._inside
        if not isinstance(before, Artifact):
            self._inside = what
        yield
        self._inside = before

    @property
    def element(self) -> Node | None:
        """The element that what is set belongs to; None within an artifact."""
        return self._inside if isinstance(self._inside, Node) else None

    def _mark_content(self) -> None:
        """What is drawn next belongs to the element or artifact that is open. Raises Untagged when none is."""
        if self._inside is None:
            raise Untagged(f"on page {self.page}")
        self._marking.enter(self._inside, self.page)

    def _mark_decoration(self) -> None:
        """What is drawn next is an artifact: the one that is open, else one of the layout."""
        self._marking.enter(self._inside if isinstance(self._inside, Artifact) else LAYOUT, self.page)

    # ---------------------------------------------------------------------------------- text and shapes

    def set_pieces(self, x: float, baseline: float, parts: Sequence[tuple[Piece, str]], *, matrix: str = "") -> None:
        """Set ``parts`` one after the other from ``x`` on a baseline; their text goes into the page's inventory.

        With a text ``matrix``, the operands of Tm, they are set by that.
        """
        self._mark_content()
        self._code.append(text_operators(matrix or at(x, baseline), plain_items(parts), self._fonts))
        self.record.note_parts(self.page, parts_of_pieces(parts))

    def set_items(self, x: float, baseline: float, items: Iterable[Item]) -> None:
        """Set part of a line whose text is in the inventory already, in one text object."""
        self._mark_content()
        self._code.append(text_operators(at(x, baseline), items, self._fonts))

    def note_text(self, text: PiecedText, lines: Sequence[Line]) -> None:
        """Some ``lines`` of ``text`` are what follows on the page."""
        start = lines[0].start
        part = text.unit(self.record.names).part(start, lines[-1].end)
        hyphens = frozenset(line.end - start for line in lines if line.hyphen)
        self.record.note(self.page, replace(part.with_hyphens(hyphens), at=self.record.at))

    def late_text(self, place: LateText) -> None:
        """Set text that is known only when all pages are: ``place`` gives x, baseline and parts, at the end."""
        self._mark_content()
        self._code.append(f"%late {self.record.note_late(self.page)}")
        self._late.append(place)

    def ground(self, area: Area, colour: str) -> None:
        """Fill a rectangle on which other things will lie."""
        with self.within(background(area)):
            self.fill(area, colour)

    def fill(self, area: Area, colour: str) -> None:
        """Fill a rectangle."""
        self._mark_decoration()
        self.setFillColor(ink(colour))
        self.rect(area.left, area.bottom, area.right - area.left, area.top - area.bottom, stroke=0, fill=1)

    def rule(self, left: float, right: float, y: float, thickness: float, colour: str) -> None:
        """Draw a horizontal line."""
        self._mark_decoration()
        self.setStrokeColor(ink(colour))
        self.setLineWidth(thickness)
        self.line(left, y, right, y)

    def operators(self, code: str) -> None:
        """Put PDF operators into the page as they stand; what they paint is content."""
        self._mark_content()
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

    def begin_body(self) -> None:
        """The first section begins on this page; to be called before its label is asked for."""
        self._labels.body = self._labels.body or self.page

    def page_label(self, page: int) -> str:
        """What ``page`` is called in print and in viewers, which is not its number in the file."""
        return self._labels.of(page)

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
        """Link ``area`` to a destination of this file; ``tip`` says where it leads."""
        self._annotate(area, name, tip, b"/Dest (%s)" % name.encode())

    def link_outside(self, area: Area, url: str) -> None:
        """Link ``area`` to a web or mail address."""
        self._annotate(area, "", url, b"/A " + dictionary({"S": b"/URI", "URI": string(url)}))

    def _annotate(self, area: Area, target: str, tip: str, entry: bytes) -> None:
        """A link without a frame (ISO 32000-1, 12.5.6.5) of the Link element that is open; none in an artifact.

        It is written out at once, for a page may have a hundred. F 4: it is printed.
        """
        element = self.element
        if element is None:
            return
        if element.role != "Link":
            raise Untagged(f"a link on page {self.page} is in no Link but a {element.role}")
        self.record.note_tip(self.page, target, tip)
        place = f"/Rect [{area.left:.2f} {area.bottom:.2f} {area.right:.2f} {area.top:.2f}]".encode()
        looks = b"/Border [0 0 0] /F 4 /StructParent %d" % len(self._parents)
        parts = (b"<< /Type /Annot /Subtype /Link", place, looks, b"/Contents", self._shared(tip), entry, b">>")
        self._parents.append(element)
        self._addAnnotation(Reserved(b" ".join(parts)))
        element.kids.append(Clickable(self.page, self._annotationrefs[-1].name))

    def _shared(self, text: str) -> bytes:
        """A reference to a string that many annotations may have."""
        if text not in self._strings:
            self._strings[text] = reference(Reserved(string(text)), self._doc)
        return self._strings[text]

    # ---------------------------------------------------------------------------------- page by page

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        """End the page: what is on it is known to the structure, and held compressed unless something is to come."""
        marked, late = self._marking.end_page(), len(self._late)
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # reportlab writes only what it knows
        page.StructParents, page.Tabs = len(self._parents), name("S")
        self._parents.append(marked)
        if not (late and _LATE.search(page.stream)):
            _hold(page)

    def fill_late_texts(self) -> None:
        """Set what had to wait for the last page; nothing is drawn after that."""
        code: list[str] = []
        for number, (x, baseline, parts) in enumerate([place() for place in self._late]):
            self.record.fill(number, parts_of_pieces(parts))
            code.append(text_operators(at(x, baseline), plain_items(parts), self._fonts))
        for page in self._doc.Pages.pages:
            if page.stream:
                page.stream = _LATE.sub(lambda match: code[int(match.group(1))], page.stream)
                _hold(page)

    def finish(self, attachments: Sequence[Attachment] = ()) -> bytes:
        """The file, dated by the imprint and identified by its own content, with ``attachments`` in it."""
        self._fonts.embed(self._doc)
        destinations = {
            name: self._doc.Reference(self._bookmarkReference(name)).format(self._doc)
            for name in sorted(self._landmark_pages)
        }
        complete(self._doc, self._imprint, self.structure.root, self._parents, destinations, self._labels, attachments)
        self._doc.Outlines.prepare(self._doc, self)
        return serialized(self._doc)


def _hold(page: pdfdoc.PDFPage) -> None:
    """Let ``page`` hold its content compressed."""
    page.Contents = compressed(page.stream.encode("latin-1"))
    page.stream = None


def new_sheet(imprint: Imprint, page_size: tuple[float, float], structure: Structure) -> Sheet:
    """A canvas that draws into memory, and fills ``structure``; nothing in it depends on the machine."""
    with bare_environment():
        sheet = Sheet(
            io.BytesIO(),
            pagesize=page_size,
            invariant=1,
            pageCompression=1,
            lang=imprint.language,
            pdfVersion=(1, 7),
        )
    sheet.prepare(imprint, structure)
    return sheet
