"""Composes slides of running text, and callouts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.fitting import columns, excess, fit_words, pages
from hefei_report.deck.storyboard.layouts import PANEL_PADDING
from hefei_report.deck.storyboard.leads import lead_rows
from hefei_report.deck.storyboard.linebreaking import height, text_height
from hefei_report.deck.storyboard.plan import Frame, MarkItem, Role, Text, TextItem, emu, emu_from_points
from hefei_report.deck.storyboard.ruled import ruled
from hefei_report.deck.storyboard.setting import TONES, Setting, set_panel, set_words, settings, settings_alone
from hefei_report.diagnostics import Span
from hefei_report.document.model import Inline, List, ListItem, Panel, Paragraph, plain

_BAR = emu(0.07)
_CALLOUT_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0)
_LEAST_CALLOUT = emu(1.3)
_PAGED = 2.0  # points under the full size, for text that takes several slides anyway


def text_slides(blocks: Sequence[Paragraph | List], desk: Desk, layout: str) -> Iterator[Composition]:
    """Slides of paragraphs and lists, in one column or, where asked, in two."""
    if not blocks:
        return
    if layout == "two-columns":
        in_columns = _two_columns(blocks, desk)
        if in_columns is not None:
            yield in_columns
            return
    frame = desk.layout("text").slot(Role.BODY).frame
    wide = _widened(frame, desk)
    rows = lead_rows(blocks, wide)
    if rows:
        yield Composition("text", ruled(TextItem(Role.BODY, wide, rows)))
        return
    tokens = desk.tokens
    fitted = fit_words(blocks, frame, settings_alone(tokens.body, tokens.body_floor))
    if not fitted.excess:
        yield Composition("text", (TextItem(Role.BODY, frame, fitted.text),))
        return
    text = set_words(blocks, Setting(max(tokens.body_floor, tokens.body - _PAGED), tokens.body_floor))
    if any(height(para, frame.width_pt) > frame.height_pt for para in text):
        text = set_words(blocks, Setting(tokens.body_floor, tokens.body_floor))
    for page in pages(text, frame):
        _report(page, frame, blocks, desk)
        yield Composition("text", (TextItem(Role.BODY, frame, page),))


def _widened(frame: Frame, desk: Desk) -> Frame:
    """The frame of text as wide as that of a chart, where both begin at the same margin."""
    chart = desk.layout("chart").slot(Role.VISUAL).frame
    return replace(frame, w=max(frame.w, chart.w)) if chart.x == frame.x else frame


def _report(page: Text, frame: Frame, blocks: Sequence[Paragraph | List], desk: Desk) -> None:
    hint = "a slide holds short items; shorten or divide it"
    desk.overfull("this text", excess(page, frame), _place(page, blocks), hint)


def _place(page: Text, blocks: Sequence[Paragraph | List]) -> Span:
    """Where what stands first on ``page`` is written: a page that is too full holds nothing else."""
    told = plain(tuple(piece.run for piece in page[0].pieces))
    return next((span for content, span in _places(blocks) if span and plain(content) == told), blocks[0].span)


def _places(blocks: Sequence[Paragraph | List]) -> Iterator[tuple[Inline, Span | None]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.content, block.span
        else:
            yield from _places_of(block.items)


def _places_of(items: Sequence[ListItem]) -> Iterator[tuple[Inline, Span | None]]:
    for item in items:
        yield item.content, item.span
        yield from _places_of(item.children)


def _two_columns(blocks: Sequence[Paragraph | List], desk: Desk) -> Composition | None:
    """Text in two columns at the largest size at which both fit, or None."""
    frames = [desk.layout("two-columns").slot(role).frame for role in (Role.BODY, Role.BODY_2)]
    for setting in settings(desk.tokens.body, desk.tokens.body_floor):
        found = columns(set_words(blocks, setting), frames[0])
        if found is not None:
            both = zip((Role.BODY, Role.BODY_2), frames, found, strict=True)
            return Composition("two-columns", tuple(TextItem(role, frame, text) for role, frame, text in both))
    return None


def words_beside_panel(blocks: Sequence[Paragraph | List], panel: Panel, desk: Desk) -> Composition | None:
    """Text with a callout beside it, or None when one of them doesn't fit."""
    layout = desk.layout("text-and-callout")
    body, room = layout.slot(Role.BODY).frame, layout.slot(Role.PANEL).frame
    text = fit_words(blocks, body, settings(desk.tokens.body, desk.tokens.body_floor))
    box = _panel_items(panel, room, desk, (16.0, 15.0, 14.0), True)
    if text.excess or box is None:
        return None
    return Composition("text-and-callout", (TextItem(Role.BODY, body, text.text), *box))


def panel_slides(panels: Sequence[Panel], desk: Desk, with_title: bool) -> Iterator[Composition]:
    """A slide for each callout. Without ``with_title`` the slide's title says what the callout's would."""
    frame = desk.layout("callout").slot(Role.PANEL).frame
    for panel in panels:
        items = _panel_items(panel, frame, desk, _CALLOUT_SIZES, with_title)
        if items is not None:
            yield Composition("callout", items)
            continue
        inner = frame.inset(*PANEL_PADDING)
        for page in pages(set_panel(panel, Setting(16.0, 14.0), with_title), inner):
            too_high = excess(page, inner)
            desk.overfull("this callout", too_high, panel.span, "a callout is a short text; shorten it")
            yield Composition("callout", _box(panel, frame, page))


def _panel_items(
    panel: Panel, frame: Frame, desk: Desk, sizes: Sequence[float], with_title: bool
) -> tuple[MarkItem | TextItem, ...] | None:
    """The callout at the largest of ``sizes`` that fits ``frame``, or None."""
    inner = frame.inset(*PANEL_PADDING)
    for size in sizes:
        text = set_panel(panel, Setting(size, min(size, desk.tokens.body_floor)), with_title)
        if excess(text, inner) <= 0:
            return _box(panel, frame, text)
    return None


def _box(panel: Panel, frame: Frame, text: Text) -> tuple[MarkItem | TextItem, ...]:
    """A callout's box, as high as its text, with a bar in the colour of its tone."""
    inner = text_height(text, frame.inset(*PANEL_PADDING).width_pt)
    needed = emu_from_points(inner) + 2 * PANEL_PADDING[1] + emu(0.05)
    box = frame.top_part(min(frame.h, max(_LEAST_CALLOUT, needed)))
    bar = replace(box, w=_BAR)
    return (TextItem(Role.PANEL, box, text), MarkItem(bar, TONES[panel.tone]))
