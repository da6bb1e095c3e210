"""The pages of a briefing as they are drawn: texts, what they say in the inventory, destinations and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import quote

from hefei_report.briefing.archiving import Imprint
from hefei_report.briefing.attaching import Attachment
from hefei_report.briefing.boxes import plain_items
from hefei_report.briefing.canvas import MarkedCanvas
from hefei_report.briefing.embedding import Fonts, Meaning
from hefei_report.briefing.inline import Piece
from hefei_report.briefing.items import Item
from hefei_report.briefing.landmarks import Area, Landmark, destination_name
from hefei_report.briefing.lettering import at, text_operators
from hefei_report.briefing.linebreaks import Line
from hefei_report.briefing.objects import dictionary, string
from hefei_report.briefing.pagelabels import PageLabels
from hefei_report.briefing.picturedata import PictureData
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.printed import NUMBER_PLACE, NUMBER_PLACES, PageNumber, PrintedPage, SheetPage
from hefei_report.briefing.recording import REGISTER, Recorder, parts_of_pieces
from hefei_report.briefing.structure import Structure
from hefei_report.document.cutting import whole_numbers
from hefei_report.document.model import Inline
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.proof.binding import unit_of
from hefei_report.proof.inventory import Unit
from hefei_report.records import dataclass
from hefei_report.theme.face import Face

_ASCII = "".join(map(chr, range(0x21, 0x7F)))  # what an address keeps; anything else is escaped (RFC 3987, 3.1)
_LONGEST_BOOKMARK = 500  # characters; nobody reads more there
# What a page is called, as an entry of the contents at some depth sets it.
NumberText = Callable[[str, int], list[tuple[Piece, str]]]


@dataclass(frozen=True, slots=True)
class SheetState:
    """Between two pages: the number of the next, the chapter and the section that are open, the last bookmark's level.

    ``body`` is the page on which the first section begins, or 0.
    """

    page: int
    chapter: Inline
    chapter_page: int
    at: str
    depth: int
    body: int


class Sheet(MarkedCanvas):
    """The pages of one briefing. Create it with :meth:`in_memory`, end it with :meth:`finish`."""

    def prepare(self, imprint: Imprint, structure: Structure) -> None:
        super().prepare(imprint, structure)
        self._fonts = Fonts()
        self.record = Recorder(imprint.names)
        self._landmark_pages: dict[str, int] = {}
        self._citations: dict[str, dict[int, str]] = {}
        self._pages_of_facts: dict[str, tuple[int, ...]] | None = None
        self._depth = -1
        self.chapter: Inline = ()
        self.chapter_page = 0
        self.mirrored = False  # whether the free margin of the page being drawn is on its left
        self._labels = PageLabels()
        self._landmarks: list[tuple[Landmark, float, float]] = []  # on the page being drawn
        self._cited: list[tuple[str, str]] = []  # for the first time on it
        self._pages: list[SheetPage] | None = None  # None where nobody wants them

    # --------------------------------------------------------------------------------------------- text

    def set_pieces(self, x: float, baseline: float, parts: Sequence[tuple[Piece, str]], *, matrix: str = "") -> None:
        """Set ``parts`` one after the other from ``x`` on a baseline; their text goes into the page's inventory.

        With a text ``matrix``, the operands of Tm, they are set by that.
        """
        self._mark_content()
        self._write(text_operators(matrix or at(x, baseline), plain_items(parts), self._fonts))
        self.record.note_parts(self.page, parts_of_pieces(parts))

    def set_items(self, x: float, baseline: float, items: Iterable[Item], scale: float = 1.0) -> None:
        """Set part of a line whose text is in the inventory already, in one text object, its widths scaled."""
        self._mark_content()
        self._write(text_operators(at(x, baseline, scale), items, self._fonts))

    def note_text(self, text: PiecedText, lines: Sequence[Line]) -> None:
        """Some ``lines`` of ``text`` are what follows on the page."""
        start = lines[0].start
        part = text.unit(self.record.names).part(start, lines[-1].end)
        hyphens = frozenset(line.end - start for line in lines if line.hyphen)
        self.record.note(self.page, replace(part.with_hyphens(hyphens), at=self.record.at))

    def picture(self, area: Area, data: PictureData) -> None:
        super().picture(area, data)
        self.record.note_picture(self.page, data.sha256)

    def page_number(self, number: PageNumber) -> None:
        """Set the number of a page, which is known when all pages are: :meth:`fill_numbers` will bring it."""
        self._mark_content()
        self._write(NUMBER_PLACE)
        self.record.note_number(self.page, number)

    # ---------------------------------------------------------------------- destinations and links

    def place(self, landmark: Landmark, x: float, top: float) -> None:
        """Make this place the destination of ``landmark`` and, if it asks for it, a bookmark. Only once each."""
        if landmark.name in self._landmark_pages:
            return
        self.record.at = landmark.section or self.record.at
        self._landmark_pages[landmark.name] = self.page
        self._landmarks.append((landmark, x, top))
        self.bind(landmark.name, x, top)
        if landmark.depth is not None:
            self._depth = min(landmark.depth, self._depth + 1)
            title = landmark.title
            if len(title) > _LONGEST_BOOKMARK:
                title = whole_numbers(title, _LONGEST_BOOKMARK).rstrip() + "…"
            self.bookmark(title, landmark.name, self._depth)

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
            self._cited.append((key, name))
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
        if self.annotate(area, tip, b"/Dest (%s)" % name.encode()):
            self.record.note_tip(self.page, name, tip)

    def link_outside(self, area: Area, url: str) -> None:
        """Link ``area`` to a web or mail address."""
        if self.annotate(area, url, b"/A " + dictionary({"S": b"/URI", "URI": string(quote(url, safe=_ASCII))})):
            self.record.note_tip(self.page, "", url)

    # ------------------------------------------------------------------------- pages of earlier builds

    @property
    def state(self) -> SheetState:
        """What the page that comes next depends on, beside what is set on it."""
        return SheetState(self.page, self.chapter, self.chapter_page, self.record.at, self._depth, self._labels.body)

    def begin_part(self) -> None:
        """From here on, :meth:`part` gathers what is printed."""
        self._pages = []
        self._fonts.begin()

    def part(self) -> tuple[tuple[SheetPage, ...], dict[Face, dict[Meaning, int]]] | None:
        """The pages printed since then, with the codes that are set on them; None if those are another file's."""
        used = self._fonts.used()
        return None if used is None else (tuple(self._pages or ()), used)

    def printed(self, page: PrintedPage) -> None:
        if self._pages is not None:
            notes = self.record.notes_of(self.page - 1)
            self._pages.append(SheetPage(page, tuple(self._landmarks), tuple(self._cited), notes))

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        super().showPage()
        self._landmarks, self._cited = [], []

    def admits(self, used: Mapping[Face, Mapping[Meaning, int]]) -> bool:
        """Whether what is set in these codes can be printed again; then they are codes of this file."""
        return self._fonts.admit(used)

    def print_part(self, pages: Iterable[SheetPage], after: SheetState) -> None:
        """Print ``pages`` of another file again, which left the sheet in the state ``after``."""
        for page in pages:
            for landmark, x, top in page.landmarks:
                self.place(landmark, x, top)
            for key, name in page.citations:
                self._citations.setdefault(key, {})[self.page] = name
            self.record.note_again(self.page, page.notes)
            self.print_again(page.page)
        self._landmarks = []
        self.chapter, self.chapter_page, self.record.at = after.chapter, after.chapter_page, after.at
        self._depth, self._labels.body = after.depth, after.body

    # ------------------------------------------------------------------------------------------ the end

    def _page_waits(self) -> bool:
        return bool(self.record.numbers(self.page))

    def fill_numbers(self, text_of: NumberText, memory: Memory = NO_MEMORY) -> None:
        """Set the numbers that had to wait for the last page; nothing is drawn after that."""

        @cache
        def number(label: str, depth: int) -> tuple[list[Item], float, Unit]:
            parts = text_of(label, depth)
            items = plain_items(parts)
            unit = unit_of(parts_of_pieces(parts), "", self.record.names)
            return items, sum(item.width for item in items), unit

        def filled(page: int, code: str) -> str:
            waiting = self.record.numbers(page)
            texts = [number(self.page_label(self.page_of(each.name) or 0), each.depth) for each in waiting]
            self.record.fill(page, [unit for _, _, unit in texts])
            operators = (
                text_operators(at(each.right - width, each.baseline), items, self._fonts)
                for each, (items, width, _) in zip(waiting, texts, strict=True)
            )
            return NUMBER_PLACES.sub(lambda _: next(operators), code)

        self.change_waiting_pages(filled, memory)

    def finish(self, attachments: Sequence[Attachment] = (), memory: Memory = NO_MEMORY) -> bytes:
        """The file, dated by the imprint and identified by its own content, with ``attachments`` in it."""
        return self.file(self._fonts, self._landmark_pages, self._labels, attachments, memory)
