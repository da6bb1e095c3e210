"""Sets and finishes the editions of a document, one after the other or, on two cores, side by side.

The writers and what they need are imported when they are first used: a check loads none of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from hefei_report.diagnostics import Diagnostics
from hefei_report.document.brand import Brand
from hefei_report.document.drawing import Draftsman
from hefei_report.document.model import Document, Medium
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.proof.inventory import Leaf
from hefei_report.records import dataclass
from hefei_report.resolve.colours import check_colours
from hefei_report.theme import load_theme
from hefei_report.theme.branding import branded
from hefei_report.theme.greyscale import in_greys
from hefei_report.theme.tokens import Faces, Theme
from hefei_report.workspace import Cache, source_date_epoch

if TYPE_CHECKING:
    from hefei_report.companion import Companion, Line

# Finishes an edition with the manifest in it: the content of its file, and how many leaves it has.
Finish = Callable[[bytes], tuple[bytes, int]]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be published, and what is kept of it: ``cache`` on the disk, ``memory`` in this process."""

    document: Document
    cache: Cache
    memory: Memory = NO_MEMORY


class Edition(Protocol):
    """A document in one medium, in the making. Each step is to be taken once, in this order."""

    def leaves(self) -> tuple[Leaf, ...]:
        """Set it: what its pages or slides show."""
        ...

    def take(self, record: bytes) -> None:
        """The manifest (JSON) that it will carry."""
        ...

    def finished(self) -> tuple[bytes, int]:
        """Finish it: the content of its file, and how many leaves it has."""
        ...


@contextmanager
def editions(
    task: Task, media: tuple[Medium, ...], diagnostics: Diagnostics, jobs: int = 1
) -> Iterator[dict[Medium, Edition]]:
    """An edition for each of ``media``; what is wrong in them goes into ``diagnostics``, in their order.

    With ``jobs`` all but the first are made by companions of this process, as many as there may be besides it. Files
    and complaints are the same in any case. A task with a memory stays in this process, whose memory it is.
    """
    made: dict[Medium, Edition] = {medium: _Here(task, medium, diagnostics) for medium in media}
    with ExitStack() as companions:
        for medium in _for_companions(task, media, jobs):
            companion = companions.enter_context(_companion(task, medium, diagnostics.draft))
            made[medium] = _Beside(companion, diagnostics)
        yield made


def _for_companions(task: Task, media: tuple[Medium, ...], jobs: int) -> tuple[Medium, ...]:
    """Which of ``media`` are made by companions."""
    if len(media[:jobs]) < 2 or task.memory is not NO_MEMORY:
        return ()
    from hefei_report.companion import can_have_companions

    return media[1:jobs] if can_have_companions() else ()


def _companion(task: Task, medium: Medium, draft: bool) -> Companion:
    from hefei_report.companion import Companion

    return Companion(lambda line: _accompany(task, medium, draft, line))


class _Here:
    """An edition that this process makes."""

    def __init__(self, task: Task, medium: Medium, diagnostics: Diagnostics) -> None:
        self._task, self._medium, self._diagnostics = task, medium, diagnostics
        self._record = b""
        self._finish: Finish

    def leaves(self) -> tuple[Leaf, ...]:
        from hefei_report.figures.drafting import ReportingDraftsman

        document, medium = self._task.document, self._medium
        named = (document.theme, document.deck.theme, document.briefing.greyscale, document.deck.template is None)
        key = (medium, named, Same(document.brand))
        theme = self._task.memory.once("theme", key, lambda: theme_of(medium, document))
        look = _look(medium, document, theme)
        check_colours(document, medium, look, self._diagnostics, self._task.memory)
        draftsman = ReportingDraftsman(document, look, self._task.cache, self._diagnostics, self._task.memory)
        self._finish, shown = _WRITERS[medium](self._task, theme, draftsman, self._diagnostics)
        return shown

    def take(self, record: bytes) -> None:
        self._record = record

    def finished(self) -> tuple[bytes, int]:
        return self._finish(self._record)


class _Beside:
    """An edition that a companion makes (:func:`_accompany`), while this process is at another."""

    def __init__(self, companion: Companion, diagnostics: Diagnostics) -> None:
        self._companion, self._diagnostics = companion, diagnostics

    def leaves(self) -> tuple[Leaf, ...]:
        shown: tuple[Leaf, ...] = self._heard()
        return shown

    def take(self, record: bytes) -> None:
        self._companion.tell(record)

    def finished(self) -> tuple[bytes, int]:
        content: bytes
        count: int
        content, count = self._heard()
        return content, count

    def _heard(self) -> Any:
        value, found = self._companion.hear()
        for each in found:
            self._diagnostics.add(each)
        return value


def _accompany(task: Task, medium: Medium, draft: bool, line: Line) -> None:
    """Make an edition as a companion: tell what it shows, hear the manifest, tell the file; complaints with each."""
    found = Diagnostics(draft=draft)
    edition = _Here(task, medium, found)
    line.tell((edition.leaves(), tuple(found)))
    edition.take(line.hear())
    line.tell((edition.finished(), tuple(found)))


# ------------------------------------------------------------------------------------------ writers


def _set_briefing(
    task: Task, theme: Theme, draftsman: Draftsman, found: Diagnostics
) -> tuple[Finish, tuple[Leaf, ...]]:
    from hefei_report.briefing import set_briefing

    epoch = epoch_of(task.document)
    briefing = set_briefing(task.document, theme, draftsman, found, epoch, memory=task.memory, cache=task.cache)
    return lambda record: (briefing.finish(record).content, briefing.count), briefing.pages


def _set_deck(task: Task, theme: Theme, draftsman: Draftsman, found: Diagnostics) -> tuple[Finish, tuple[Leaf, ...]]:
    from hefei_report.deck import set_deck

    epoch = epoch_of(task.document)
    deck = set_deck(task.document, theme, draftsman.draw, found, epoch, cache=task.cache, memory=task.memory)
    return lambda record: (deck.finish(record).content, deck.count), deck.slides


_WRITERS = {Medium.BRIEFING: _set_briefing, Medium.DECK: _set_deck}


# ------------------------------------------------------------------------------------------ what they look like


def theme_of(medium: Medium, document: Document) -> Theme:
    """The theme of a medium: a deck may have another than the document, and a briefing may do without colours."""
    if medium is Medium.DECK:
        theme = load_theme(document.deck.theme or document.theme)
        return theme if document.deck.template is not None else _in_brand(theme, document.brand)
    theme = _in_brand(load_theme(document.theme), document.brand)
    return in_greys(theme) if document.briefing.greyscale else theme


def _in_brand(theme: Theme, brand: Brand | None) -> Theme:
    """``theme`` in the colours of ``brand`` for its ground, and with its fonts on slides."""
    if brand is None:
        return theme
    look = branded(theme, brand.name, brand.dark if theme.dark else brand.light, brand.palette)
    names = replace(look, latin_slide=brand.text_font or look.latin_slide, heading_slide=brand.heading_font)
    return replace(names, faces=_faces(brand))


def _faces(brand: Brand) -> Faces:
    """The families of ``brand``, where it has files, and ours; slides may ask for headings in a font without files."""
    text, headings, ours = brand.text_files, brand.heading_files, Faces()
    asked = headings if headings is not None and brand.heading_font in ("", headings.name) else None
    return Faces(
        text=text or ours.text,
        labels=text or ours.labels,
        headings=headings or ours.headings,
        slide=text or ours.slide,
        slide_headings=asked or ours.slide_headings,
    )


def look_of(medium: Medium, document: Document) -> Theme:
    """What figures look like in a medium of ``document``."""
    return _look(medium, document, theme_of(medium, document))


def _look(medium: Medium, document: Document, theme: Theme) -> Theme:
    """How figures are drawn in a medium: a deck's template may have colours of its own."""
    if medium is Medium.BRIEFING or document.deck.template is None:
        return theme
    from hefei_report.deck import deck_theme

    return deck_theme(document, theme)


def epoch_of(document: Document) -> int:
    """The moment that the files bear, in seconds: SOURCE_DATE_EPOCH, else midnight UTC of the document's date."""
    fixed = source_date_epoch()
    if fixed is not None:
        return fixed
    midnight = dt.datetime.combine(document.date, dt.time(), dt.UTC)
    return max(0, int(midnight.timestamp()))
