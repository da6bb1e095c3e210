"""The PowerPoint writer: a Document to a native 16:9 deck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from hefei_report.deck.storyboard.chapters import NOTHING_EARLIER, Earlier
from hefei_report.deck.storyboard.layouts import LAYOUT_NAMES
from hefei_report.deck.storyboard.plan import Storyboard
from hefei_report.deck.storyboard.planning import plan_deck as plan_slides
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.drawing import Draw
from hefei_report.document.model import Document
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.proof.inventory import Leaf
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import NO_CACHE, Cache

__all__ = ["LAYOUT_NAMES", "Deck", "SetDeck", "deck_theme", "plan_deck", "rehearse_deck", "set_deck", "write_deck"]


@dataclass(frozen=True, slots=True)
class Deck:
    """A finished deck: the bytes of the .pptx file, and how many slides it has."""

    content: bytes
    slides: int


@dataclass(frozen=True, slots=True)
class SetDeck:
    """A deck whose slides are composed and known, but not yet a file: what they show is part of what it will carry."""

    slides: tuple[Leaf, ...]
    count: int
    _finish: Callable[[bytes], bytes] = field(repr=False)

    def finish(self, manifest: bytes = b"") -> Deck:
        """The file, with ``manifest`` (JSON) as a custom XML part unless it is empty. To be called once."""
        return Deck(self._finish(manifest), self.count)


def plan_deck(
    document: Document,
    theme: Theme,
    diagnostics: Diagnostics,
    memory: Memory = NO_MEMORY,
    earlier: Earlier = NOTHING_EARLIER,
) -> Storyboard:
    """The deck of ``document`` as planned slides, on the template that it names or on our own.

    Those of ``earlier`` builds aren't planned where they can stay.
    """
    template = document.deck.template
    if template is None:
        return plan_slides(document, theme, diagnostics, memory=memory, earlier=earlier)
    from hefei_report.deck.corporate.choosing import chosen, report

    branding = chosen(document, theme, diagnostics)
    if branding is None:  # which has been reported; the rest of the mistakes is still to be found
        return plan_slides(document, theme, diagnostics)
    storyboard = plan_slides(document, branding.theme, diagnostics, branding.stage, memory, earlier)
    report(branding, {slide.layout for slide in storyboard.slides}, template, diagnostics)
    return storyboard


def rehearse_deck(document: Document, theme: Theme, diagnostics: Diagnostics, cache: Cache = NO_CACHE) -> None:
    """Report what doesn't fit in the deck of ``document``; slides in ``cache`` that would be the same do fit."""
    from hefei_report.deck.writing.keepers import keeper_of

    plan_deck(document, theme, diagnostics, earlier=keeper_of(document, theme, cache, NO_MEMORY))


def deck_theme(document: Document, theme: Theme) -> Theme:
    """The look of the deck: ``theme``, with colours and fonts of the template where the document names one."""
    if document.deck.template is None:
        return theme
    from hefei_report.deck.corporate.choosing import chosen

    branding = chosen(document, theme, Diagnostics())
    return theme if branding is None else branding.theme


def set_deck(
    document: Document,
    theme: Theme,
    draw: Draw,
    diagnostics: Diagnostics,
    epoch: int,
    *,
    cache: Cache = NO_CACHE,
    memory: Memory = NO_MEMORY,
) -> SetDeck:
    """Compose the deck of ``document``. ``epoch``, in seconds since 1970 (UTC), is its date of creation.

    What doesn't fit its slide, layouts that don't exist, and whatever the lint finds in the finished file, are
    reported to ``diagnostics`` at the author's lines; the deck is written all the same. The same input gives the
    same bytes.
    """
    from hefei_report.deck.faults import report_faults
    from hefei_report.deck.lint import NO_VERDICTS, Verdicts, lint_members
    from hefei_report.deck.openxml.archive import pack
    from hefei_report.deck.writing.keepers import keeper_of
    from hefei_report.deck.writing.manifest import manifest_xml
    from hefei_report.deck.writing.writer import write_storyboard
    from hefei_report.deflating import NOTHING_LEFT, Left

    keeper = keeper_of(document, theme, cache, memory)
    storyboard = plan_deck(document, theme, diagnostics, memory, keeper)
    look, again = deck_theme(document, theme), keeper.slides(storyboard)
    package, slides = write_storyboard(storyboard, document, look, draw, epoch, cache, memory, again)

    def finish(manifest: bytes) -> bytes:
        if manifest:
            package.add_custom_xml(*manifest_xml(manifest))
        members = package.members()
        # A builder that stays asks its memory and not for all that it needs.
        verdicts = Verdicts(cache, document.report) if memory is NO_MEMORY else NO_VERDICTS
        found = lint_members(members, memory, verdicts)
        # Whoever is told of a fault is told at which item, and slides that stand are not planned so far.
        whole = plan_deck(document, theme, Diagnostics(), memory) if found and again else storyboard
        report_faults(found, whole, document, diagnostics)
        keeper.leave(storyboard, slides)
        left = Left(cache, f"deck {document.report}") if memory is NO_MEMORY else NOTHING_LEFT
        content = pack(members, memory=memory, left=left)
        left.save()
        return content

    return SetDeck(tuple(slide.leaf for slide in slides), len(slides), finish)


def write_deck(document: Document, theme: Theme, draw: Draw, diagnostics: Diagnostics, epoch: int) -> Deck:
    """The deck of ``document`` without a manifest; see :func:`set_deck`."""
    return set_deck(document, theme, draw, diagnostics, epoch).finish()
