"""Sketches the summary: the finding of each section as a line, whose number leads to its slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.fitting import excess, pages
from hefei_report.deck.storyboard.linebreaking import CHINESE_PITCH, has_chinese
from hefei_report.deck.storyboard.plan import Frame, Para, Role, Text, TextItem, Tint
from hefei_report.deck.storyboard.ruled import ruled
from hefei_report.deck.storyboard.setting import first_flush, pieces, words
from hefei_report.deck.storyboard.sketches import Sketch
from hefei_report.document.model import CrossLink, Document, Run, Section, plain
from hefei_report.document.notes import without_marks

_PITCH = 1.25  # exact, so that rules can stand between lines
# Type size in points and the space between findings in em, the airiest first.
_SETTINGS = (
    *((20.0, space) for space in (1.8, 1.5, 1.2, 0.9)),
    *((18.0, space) for space in (1.2, 0.9)),
    *((16.0, 0.8), (15.0, 0.7), (14.0, 0.7), (14.0, 0.5)),
)


def summary_sketches(sections: Sequence[Section], document: Document, desk: Desk) -> Iterator[Sketch]:
    """The findings of ``sections``, over as many slides as they need. That none has a finding is reported."""
    told = [section for section in sections if section.headline]
    place = document.deck.span or document.span
    if not told:
        hint = "give sections a 'headline:', or take 'summary: true' out"
        desk.diagnostics.warning("empty-summary", "no section has a finding for the summary", place, hint)
        return
    frame = desk.layout("summary").slot(Role.BODY).frame
    for text in _pages(told, frame):
        body = TextItem(Role.BODY, frame, text)
        yield Sketch(Composition("summary", ruled(body)), words(desk.labels.summary), place)


def _pages(told: Sequence[Section], frame: Frame) -> tuple[Text, ...]:
    """The findings at the largest setting at which one slide holds them, else at the smallest on several."""
    for size, space in _SETTINGS:
        text = _text(told, size, space)
        if excess(text, frame) <= 0:
            return (text,)
    return pages(_text(told, *_SETTINGS[-1]), frame)


def _text(told: Sequence[Section], size: float, space: float) -> Text:
    return first_flush(tuple(_finding(section, size, space * size) for section in told))


def _finding(section: Section, size: float, before: float) -> Para:
    indent = 2.1 * size
    finding = without_marks(section.headline)
    number = (Run(section.number, target=CrossLink(section.id)),) if section.number else ()
    label = pieces(number, size, Tint.ACCENT, bold=True)
    pitch = CHINESE_PITCH if has_chinese(plain(finding)) else _PITCH
    line = Para(pieces(finding, size), left=indent, hang=indent if label else 0.0, label=label, before=before)
    return replace(line, pitch=round(pitch * size, 1))
