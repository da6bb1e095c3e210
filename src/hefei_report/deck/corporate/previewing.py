"""The labelled preview of a template: a slide for each of our layouts that says which it is, and what goes where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hefei_report.deck.corporate.branding import Branding
from hefei_report.deck.corporate.matching import Match
from hefei_report.deck.openxml.archive import pack
from hefei_report.deck.storyboard.fitting import Fitted, cut_to_line, fit
from hefei_report.deck.storyboard.layouts import Layout, Slot
from hefei_report.deck.storyboard.linebreaking import measured_in
from hefei_report.deck.storyboard.plan import Item, MarkItem, PlannedSlide, Role, Storyboard, TextItem, Tint
from hefei_report.deck.storyboard.setting import para, words
from hefei_report.deck.writing.writer import write_storyboard
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box, RenderedFigure
from hefei_report.document.model import Document, Medium, plain

_LABEL = 11.0  # points
_HERE = Span("", 1, 1)
_NEVER = dt.date(2000, 1, 1)
_FEET = {Role.DATE: "date", Role.FOOTER: "footer", Role.NUMBER: "0"}


def preview_of(found: Branding) -> bytes:
    """The preview as a .pptx."""
    stage = found.stage
    with measured_in(stage.text_face):
        slides = tuple(
            _slide(match, stage.layouts[key], found, place) for place, (key, match) in enumerate(found.matches.items())
        )
    storyboard = Storyboard(slides, ("Layouts",), {}, "en", stage)
    package, _ = write_storyboard(storyboard, _document(), found.theme, _never_drawn, 0)
    return pack(package.members())


def _slide(match: Match, layout: Layout, found: Branding, place: int) -> PlannedSlide:
    title = f"{match.key}: {match.sheet.name} ({match.how.value})"
    items = [_title(title, layout, found)]
    for slot in layout.slots:
        if slot.role is not Role.TITLE:
            items += _labelled(slot, layout.dark, place)
    return PlannedSlide(layout.key, title, tuple(items), (), 0)


def _title(title: str, layout: Layout, found: Branding) -> Item:
    slot = layout.slot(Role.TITLE)
    fitted = Fitted(())
    with measured_in(found.stage.heading_face):
        for sizes, lines in found.stage.title_tries(layout.key):
            fitted = fit(
                lambda size: (para(words(title), size, bold=slot.bold, align=slot.align),), slot.frame, sizes, lines
            )
            if not fitted.excess:
                break
    return TextItem(Role.TITLE, slot.frame, fitted.text)


def _labelled(slot: Slot, dark: bool, place: int) -> Iterator[Item]:
    """What goes into a slot, on a ground that shows its frame; a placeholder for tables takes no text."""
    if slot.role in _FEET:
        text = str(place + 1) if slot.role is Role.NUMBER else _FEET[slot.role]
        yield TextItem(slot.role, slot.frame, (para(words(text), slot.size, align=slot.align),))
        return
    if not dark and not slot.fill:
        yield MarkItem(slot.frame, Tint.PANEL)
    where = "text box" if slot.free else f"placeholder {slot.idx}"
    label = cut_to_line(words(f"{slot.role.value}, {where}"), _LABEL, slot.frame.width_pt - 8)
    role = Role.DRAFT if slot.kind == "tbl" else slot.role
    yield TextItem(role, slot.frame, (para(words(plain(label)), _LABEL, align=slot.align),))


def _document() -> Document:
    return Document(
        report="preview",
        title=words("Layouts of the template"),
        subtitle=(),
        authors=(),
        publisher="",
        date=_NEVER,
        language="en",
        theme="",
        sections=(),
        references=(),
        facts=(),
        span=_HERE,
    )


def _never_drawn(_: ChartPlan, box: Box, __: Medium) -> RenderedFigure:
    return RenderedFigure(box)
