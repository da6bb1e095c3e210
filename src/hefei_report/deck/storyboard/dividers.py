"""Sketches the slides that open sections: number and title, what follows, and how far through the deck it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.fitting import excess, fit
from hefei_report.deck.storyboard.linebreaking import text_height
from hefei_report.deck.storyboard.plan import (
    Frame,
    Item,
    MarkItem,
    Para,
    Role,
    Text,
    TextItem,
    Tint,
    emu,
    emu_from_points,
)
from hefei_report.deck.storyboard.setting import first_flush, para, pieces, spaced
from hefei_report.deck.storyboard.sizes import SUBTITLE_SIZES
from hefei_report.deck.storyboard.sketches import Sketch
from hefei_report.document.model import CrossLink, Inline, Section, Target, plain
from hefei_report.document.notes import notes_in, without_marks
from hefei_report.proof.binding import set_again

_FOLLOWING_SIZES = (16.0, 15.0, 14.0)
_SPACE = 0.75  # em between what follows
_RULE = emu(0.02)
_RULE_GAP = emu(0.3)  # between the rule and the text at its right
_BAR_GAP, _LEAST_BAR = emu(0.06), emu(0.06)  # between bars that say how far the deck is, and the narrowest of them


def divider_sketch(section: Section, place: int, count: int, sketches: Sequence[Sketch], desk: Desk) -> Sketch:
    """The slide that opens ``section``, at ``place`` (from 0) of ``count``, whose content slides are ``sketches``.

    The headline stands on it only when no content slide bears it.
    """
    items = _following(sketches, desk) if sketches else _headline(section, desk)
    items += _progress(place, count, desk)
    targets: tuple[Target, ...] = (CrossLink(section.id),)
    divider = Composition("divider", tuple(items))
    footnotes = () if sketches else tuple(notes_in(section.title))
    title = without_marks(section.title)
    return Sketch(divider, title, section.span, (section,), (), targets, section.number, footnotes)


def _headline(section: Section, desk: Desk) -> list[Item]:
    frame = desk.layout("divider").slot(Role.BODY).frame
    fitted = fit(lambda size: (para(section.headline, size),), frame, SUBTITLE_SIZES)
    desk.overfull("this headline", fitted.excess, section.span, "shorten it")
    return [TextItem(Role.BODY, frame, fitted.text)]


def _following(sketches: Sequence[Sketch], desk: Desk) -> list[Item]:
    """The titles of the section's slides beside a rule, where the layout has a place for them and they fit it."""
    slot = next((slot for slot in desk.layout("divider").slots if slot.role is Role.ASIDE), None)
    titles = list({plain(sketch.title): sketch.title for sketch in sketches}.values())
    if slot is None or len(titles) < 2:
        return []
    for size in _FOLLOWING_SIZES:
        text = first_flush(tuple(_line(title, size) for title in titles))
        if excess(text, slot.frame) <= 0:
            return _beside_rule(text, slot.frame, desk.layout("divider").rule)
    return []


def _line(title: Inline, size: float) -> Para:
    return spaced(Para(pieces(set_again(without_marks(title)), size), before=_SPACE * size))


def _beside_rule(text: Text, frame: Frame, tint: Tint) -> list[Item]:
    """``text`` at the foot of ``frame``, as the title beside it stands at the foot of its own."""
    high = emu_from_points(text_height(text, frame.width_pt))
    rule = Frame(frame.x - _RULE_GAP, frame.bottom - high, _RULE, high)
    return [MarkItem(rule, tint), TextItem(Role.ASIDE, frame, text)]


def _progress(current: int, count: int, desk: Desk) -> Iterator[MarkItem]:
    """A row of bars, one for each section, the current one in the accent; one long bar where they would be too many."""
    line, rule = desk.grid.progress(), desk.layout("divider").rule
    width = (line.w - (count - 1) * _BAR_GAP) // count
    if width < _LEAST_BAR:
        yield MarkItem(line, rule)
        left = line.x + (line.w - _LEAST_BAR) * current // max(1, count - 1)
        yield MarkItem(Frame(left, line.y, _LEAST_BAR, line.h), Tint.ACCENT)
        return
    for index in range(count):
        left = line.x + index * (width + _BAR_GAP)
        yield MarkItem(Frame(left, line.y, width, line.h), Tint.ACCENT if index == current else rule)
