"""reportlab's canvas with marked content: everything drawn on it belongs to an element or is an artifact.

With :mod:`.objects`, :mod:`.finishing` and :mod:`.serializing`, this module alone reaches into reportlab's private
parts (5.1): the code of the page being drawn, the pages, the document behind the canvas. Positions are in points from
the lower left corner of the page.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Self

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from hefei_report.briefing.archiving import Imprint
from hefei_report.briefing.attaching import Attachment
from hefei_report.briefing.bookmarks import Bookmark
from hefei_report.briefing.embedding import Fonts
from hefei_report.briefing.finishing import complete
from hefei_report.briefing.inks import in_device_grey, ink
from hefei_report.briefing.isolation import bare_environment
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.marking import LAYOUT, Artifact, Marking, background
from hefei_report.briefing.objects import (
    Destination,
    FormattedOnce,
    Reserved,
    is_known,
    name,
    reference,
    reference_to,
    reserve,
    string,
    write_reserved,
)
from hefei_report.briefing.pagelabels import PageLabels
from hefei_report.briefing.picturedata import PictureData
from hefei_report.briefing.printed import Link, PrintedPage
from hefei_report.briefing.serializing import compressed, held, serialized
from hefei_report.briefing.structure import Clickable, Node, Structure
from hefei_report.briefing.tagging import Parent
from hefei_report.memory import NO_MEMORY, Memory


class Untagged(Exception):
    """Something was to be drawn that belongs to no element of the structure: a bug of the briefing's."""


class MarkedCanvas(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """Pages whose content fills a structure. Create it with :meth:`in_memory`."""

    @classmethod
    def in_memory(cls, imprint: Imprint, page_size: tuple[float, float], structure: Structure) -> Self:
        """A canvas with nothing in it that depends on the machine; it fills ``structure``."""
        with bare_environment():
            canvas = cls(
                io.BytesIO(),
                pagesize=page_size,
                invariant=1,
                pageCompression=1,
                lang=imprint.language,
                pdfVersion=(1, 7),
            )
        canvas.prepare(imprint, structure)
        return canvas

    def prepare(self, imprint: Imprint, structure: Structure) -> None:
        """To be called once, before anything is drawn."""
        self._imprint, self.structure = imprint, structure
        self._marking = Marking(self._write)
        self._inside: Node | Artifact | None = None
        self._parents: list[Parent] = []
        self._used: list[Link | PictureData] = []  # on the page being drawn, in order
        self._links: dict[tuple[int, int], str] = {}  # the names of annotations, by page and place
        self._strings: dict[str, bytes] = {}
        self._bookmarks: list[Bookmark] = []
        self._resources = _resources()  # of all pages without pictures
        moment = time.gmtime(imprint.epoch)
        self._doc._timeStamp = SimpleNamespace(t=imprint.epoch, lt=moment, YMDhms=tuple(moment)[:6], dhh=0, dmm=0)

    def _make_preamble(self) -> None:
        """Pages begin in the state that the format gives them: an initial font would be one that isn't embedded."""
        self._preamble = ""

    def _write(self, code: str) -> None:
        self._code.append(code)

    @property
    def page(self) -> int:
        """The number of the page being drawn, from 1."""
        return int(self.getPageNumber())

    # ------------------------------------------------------------------------- what the page's parts are

    @contextmanager
    def within(self, what: Node | Artifact) -> Iterator[None]:
        """Within it, what is set belongs to an element, or is an artifact with all elements in it."""
        before = self._inside
        if not isinstance(before, Artifact):
            self._inside = what
        yield
        self._inside = before

    def _mark_content(self) -> None:
        """What is drawn next belongs to the element or artifact that is open. Raises Untagged when none is."""
        if self._inside is None:
            raise Untagged(f"on page {self.page}")
        self._marking.enter(self._inside, self.page)

    def _mark_decoration(self) -> None:
        """What is drawn next is an artifact: the one that is open, else one of the layout."""
        self._marking.enter(self._inside if isinstance(self._inside, Artifact) else LAYOUT, self.page)

    # -------------------------------------------------------------------------------------------- shapes

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
        self._write(code)

    def picture(self, area: Area, data: PictureData) -> None:
        """Show a picture in ``area``; its data are in the file once, however often it is shown."""
        self._mark_content()
        known_as = self._use(data)
        width, height = area.right - area.left, area.top - area.bottom
        self._write(f"q {width:.3f} 0 0 {height:.3f} {area.left:.3f} {area.bottom:.3f} cm /{known_as} Do Q")

    def _use(self, data: PictureData) -> str:
        """What a picture that the page shows is called on it."""
        own = f"picture-{data.sha256[:32]}"
        known_as: str = self._doc.getXObjectName(own)
        if not is_known(known_as, self._doc):
            stream = pdfdoc.PDFStream(content=data.content)
            for key, value in data.entries.items():
                stream.dictionary[key] = value
            reference(stream, self._doc, known_as)
        self._formsinuse.append(own)
        self._used.append(data)
        return known_as

    # --------------------------------------------------------------------------------------------- links

    def bind(self, name: str, left: float, top: float) -> None:
        """Let the destination ``name`` be a place on this page."""
        self._destinations[name] = Destination(self.page, left, top)

    def bookmark(self, title: str, name: str, depth: int) -> None:
        """Let a bookmark lead to the destination ``name``."""
        self._bookmarks.append(Bookmark(title, name, depth))

    def annotate(self, area: Area, tip: str, entry: bytes) -> bool:
        """Put a link without a frame over ``area`` (ISO 32000-1, 12.5.6.5).

        ``entry`` says where it leads, ``tip`` in words. It belongs to the Link element that is open; within an
        artifact there is none, and the answer is False. F 4: it is printed.
        """
        element = self._inside
        if isinstance(element, Artifact):
            return False
        if element is None or element.role != "Link":
            raise Untagged(f"a link on page {self.page} is in no Link")
        self._put_link(Link(area, tip, entry, element))
        element.kids.append(Clickable(self.page, len(self._annotationrefs) - 1))
        return True

    def _put_link(self, link: Link) -> None:
        area = link.area
        place = f"/Rect [{area.left:.2f} {area.bottom:.2f} {area.right:.2f} {area.top:.2f}]".encode()
        looks = b"/Border [0 0 0] /F 4 /StructParent %d" % len(self._parents)
        parts = (b"<< /Type /Annot /Subtype /Link", place, looks, b"/Contents", self._shared(link.tip), link.entry)
        self._parents.append(link.node)
        self._addAnnotation(Reserved(b" ".join((*parts, b">>"))))
        self._links[self.page, len(self._annotationrefs) - 1] = self._annotationrefs[-1].name
        self._used.append(link)

    def _shared(self, text: str) -> bytes:
        """A reference to a string that many annotations may have."""
        if text not in self._strings:
            self._strings[text] = reference(Reserved(string(text)), self._doc)
        return self._strings[text]

    # -------------------------------------------------------------------------------------- page by page

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        """End the page: the structure knows what is on it, and it is held compressed unless something is to come."""
        marked, waits = self._marking.end_page(), self._page_waits()
        used, size = tuple(self._used), self._pagesize
        page = self._turn(marked)
        if waits:
            self.printed(PrintedPage(size, page.stream.encode("latin-1"), marked, used, waits=True))
        else:
            _hold(page)
            self.printed(PrintedPage(size, page.Contents.content, marked, used))

    def printed(self, page: PrintedPage) -> None:
        """Is told of each page that is drawn."""

    def print_again(self, page: PrintedPage) -> None:
        """A page of another file, where it had the same number; its elements are in the structure already."""
        self.setPageSize(page.size)
        for thing in page.used:
            if isinstance(thing, Link):
                self._put_link(thing)
            else:
                self._use(thing)
        turned = self._turn(page.marked)
        if page.waits:
            turned.stream = page.content.decode("latin-1")
        else:
            _fill(turned, held(page.content))

    def _turn(self, marked: tuple[Node, ...]) -> pdfdoc.PDFPage:
        """End the page, on which these elements have marks, in reportlab's document."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # reportlab writes only what it knows
        page.StructParents, page.Tabs = len(self._parents), name("S")
        page.Annots = [reference_to(link.name, self._doc) for link in page.Annots]
        page.Resources = None if page.XObjects else self._resources
        self._parents.append(marked)
        self._used = []
        return page

    def _page_waits(self) -> bool:
        """Whether something on this page is known only later."""
        return False

    def change_waiting_pages(self, change: Callable[[int, str], str], memory: Memory) -> None:
        """Let ``change`` make the final code of the pages that waited, of which it is told the numbers."""
        for number, page in enumerate(self._doc.Pages.pages, 1):
            if page.stream:
                page.stream = change(number, page.stream)
                _hold(page, memory)

    def file(
        self,
        fonts: Fonts,
        landmarks: Iterable[str],
        labels: PageLabels,
        attachments: Sequence[Attachment],
        memory: Memory,
    ) -> bytes:
        """The file with what was drawn, dated by the imprint; ``landmarks`` name its destinations."""
        resources = self._doc.idToObject[pdfdoc.BasicFonts].dict
        resources.update({font.name: font.written(self._doc, memory) for font in fonts})
        destinations = self._write_destinations(tuple(landmarks))
        complete(
            self._doc,
            self._imprint,
            self.structure.root,
            self._parents,
            self._links,
            destinations,
            self._bookmarks,
            labels,
            attachments,
        )
        return serialized(self._doc, memory)

    def _write_destinations(self, names: Sequence[str]) -> dict[str, bytes]:
        """References to places that have names."""
        numbers = reserve(len(names), self._doc)
        for name_, number in zip(names, numbers, strict=True):
            write_reserved(number, self._destinations[name_].format(self._doc), self._doc)
        return {name_: b"%d 0 R" % number for name_, number in zip(names, numbers, strict=True)}


def _hold(page: pdfdoc.PDFPage, memory: Memory = NO_MEMORY) -> None:
    """Let ``page`` hold its content compressed."""
    _fill(page, compressed(in_device_grey(page.stream).encode("latin-1"), memory))


def _fill(page: pdfdoc.PDFPage, content: pdfdoc.PDFStream) -> None:
    page.Contents, page.stream = content, None


def _resources() -> FormattedOnce:
    """What a page needs that shows text and shapes: the fonts."""
    found = pdfdoc.PDFResourceDictionary()
    found.basicFonts()
    found.allProcs()
    return FormattedOnce(found)
