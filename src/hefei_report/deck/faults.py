"""Tells the author what the lint finds in a deck: at the line of what it concerns, with what to do about it.

What no author can have caused is our own bug. It stops the build too: nothing broken leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable

from hefei_report.deck.lint import Finding
from hefei_report.deck.storyboard.plan import FIRST_SHAPE, MarkItem, PlannedSlide, Storyboard, TextItem
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.model import Document
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule of the lint means to an author, what to do, and whether the deck must not leave so."""

    told: str
    hint: str
    stops: bool = False


_MENDABLE = {
    "no-alternative-text": Advice(
        "who can't see this gets no description of it", "write 'alt': what it shows, in a sentence or two", True
    ),
    "no-title": Advice("this slide has no title", "give it a title that is more than marks", True),
    "empty-shape": Advice("there is nothing in the '{what}' of this slide", "write its text, or take it out", True),
    "unclear-link": Advice(
        "'{what}' doesn't say where it leads when links are read out alone", "let the link say what it leads to"
    ),
    "empty-header": Advice("no column of this table has a name", "name the columns in 'header'", True),
    "contrast": Advice(
        "text can hardly be told from what is behind it ({what})", "choose colours with a contrast of 4.5 to 1"
    ),
}
# Parts that are the template's own and are written as it has them.
_OF_TEMPLATES = ("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/notesMasters/", "ppt/theme/")
_TOO_MUCH = ("off-slide", "negative-size")  # what becomes of content that its slide doesn't hold
_BUG = "this is a mistake of hefei-report and not of yours; please report it with the outline"


def report_faults(
    found: Iterable[Finding], storyboard: Storyboard, document: Document, diagnostics: Diagnostics
) -> None:
    """Report what the lint ``found`` in the file of ``storyboard``, the deck of ``document``."""
    template = document.deck.template
    overfull = any(one.code == "overfull" for one in diagnostics)
    for finding in found:
        if overfull and finding.rule in _TOO_MUCH:  # which has been told, and says what to do
            continue
        if template and finding.where.partition(" ")[0].startswith(_OF_TEMPLATES):
            told = f"the template has a fault that its slides inherit: {finding.rule}, {finding.where}: {finding.what}"
            diagnostics.warning("template-fault", told, template.span, "mend it in PowerPoint's view of the master")
            continue
        span = _span(finding, storyboard) or document.span
        advice = _MENDABLE.get(finding.rule)
        if advice is None:
            told = f"the deck would be faulty: {finding.rule}, {finding.where}: {finding.what}"
            diagnostics.error("broken-deck", told, span, _BUG)
            continue
        report = diagnostics.error if advice.stops else diagnostics.warning
        report(f"deck-{finding.rule}", advice.told.format(what=finding.what), span, advice.hint)


def _span(finding: Finding, storyboard: Storyboard) -> Span | None:
    """The place of the figure or table that a finding is about, else of its slide."""
    if not 1 <= finding.slide <= len(storyboard.slides):
        return None
    slide = storyboard.slides[finding.slide - 1]
    return _item_span(slide, finding.shape - FIRST_SHAPE) or slide.span


def _item_span(slide: PlannedSlide, place: int) -> Span | None:
    if not 0 <= place < len(slide.items):
        return None
    item = slide.items[place]
    return None if isinstance(item, MarkItem | TextItem) else item.span
