"""Composes the slides of figures, tables, key figures and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.fitting import Fitted, excess, fit_words
from hefei_report.deck.storyboard.grid import HEADING_HEIGHT
from hefei_report.deck.storyboard.linebreaking import line_count, text_height
from hefei_report.deck.storyboard.plan import (
    TILES,
    Frame,
    Item,
    MarkItem,
    Para,
    PictureItem,
    Role,
    TableItem,
    Text,
    TextItem,
    Tint,
    emu,
    emu_from_points,
)
from hefei_report.deck.storyboard.ruled import ruled
from hefei_report.deck.storyboard.scenes import Words
from hefei_report.deck.storyboard.setting import para, pieces, settings, spaced, words
from hefei_report.deck.storyboard.sizes import CAPTION_SIZE, HEADING_SIZE
from hefei_report.deck.storyboard.tables import table_pages
from hefei_report.deck.storyboard.takeaways import takeaways
from hefei_report.document.cutting import cut
from hefei_report.document.model import Figure, Inline, KeyFigure, KeyFigures, Quote, Table, plain
from hefei_report.document.naming import numbered_name
from hefei_report.document.notes import without_marks
from hefei_report.proof.binding import NUMBERING

_RULE = emu(0.035)
_ASIDE_TOP = emu(0.16)  # between the rule over the takeaways and their text
_QUOTE_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
_ATTRIBUTION_SIZE = 16.0
_TILE_TOP = emu(0.14)
_MOST_TILES = 6
# Of numbers, labels and details, largest first; for tiles in one row and in two.
_TILE_SIZES = {
    1: ((60.0, 18.0, 14.0), (54.0, 18.0, 14.0), (48.0, 18.0, 14.0), (40.0, 16.0, 14.0), (32.0, 14.0, 12.0)),
    2: ((40.0, 16.0, 12.0), (36.0, 16.0, 12.0), (32.0, 16.0, 12.0), (28.0, 14.0, 12.0), (24.0, 14.0, 12.0)),
}
_QUALIFIER = re.compile(r"[^\W\d]+\s+(?=\S*\d)")
_UNIT_SHARE = 0.45  # of the number's size


# ------------------------------------------------------------------------------------------- heading


def heading(label: str, title: Inline, caption: Inline) -> Text:
    """What stands above a chart or table: its number and title, then its caption."""
    head = pieces(words(label + ("  " if title or caption else ""), NUMBERING), HEADING_SIZE, Tint.PRIMARY, bold=True)
    if title:
        first = spaced(Para((*head, *pieces(title, HEADING_SIZE, bold=True))))
        return (first, para(caption, CAPTION_SIZE, Tint.QUIET, before=2.0)) if caption else (first,)
    return (spaced(Para((*head, *pieces(caption, HEADING_SIZE, Tint.QUIET)))),)


def headed(text: Text, heading: Frame, visual: Frame) -> tuple[Frame, Frame]:
    """The frames of a heading, as high as its text, and of the visual, which takes the rest."""
    needed = emu_from_points(text_height(text, heading.width_pt))
    return heading.top_part(needed), visual.below(needed - HEADING_HEIGHT)


# ------------------------------------------------------------------------------------------- figures


def aside_text(told: Sequence[Words], desk: Desk, below: bool = False) -> Text:
    """Words as takeaways beside a visual (or below key figures), or () when they don't fit there."""
    frame = _aside_frame(desk) if not below else desk.layout("key-figures-and-text").slot(Role.BODY).frame
    if not below and (statements := takeaways(told, frame)):
        return statements
    fitted = fit_words(told, frame, settings(desk.tokens.body, desk.tokens.body_floor))
    return () if fitted.excess else fitted.text


def _aside_frame(desk: Desk) -> Frame:
    return desk.layout("chart-and-takeaways").slot(Role.ASIDE).frame.below(_ASIDE_TOP)


def aside_items(told: Sequence[Words], desk: Desk) -> tuple[Item, ...]:
    """Takeaways under a rule."""
    if not told:
        return ()
    frame = _aside_frame(desk)
    rule = MarkItem(Frame(frame.x, frame.y - _ASIDE_TOP, frame.w, _RULE), Tint.PRIMARY)
    text = TextItem(Role.ASIDE, frame, aside_text(told, desk))
    return (rule, *(ruled(text) if takeaways(told, frame) else (text,)))


def figure_slide(figure: Figure, told: Sequence[Words], desk: Desk, titled: bool) -> Composition:
    """A chart alone, or with takeaways. ``titled``: the slide's title is the figure's."""
    layout = "chart-and-takeaways" if told else "chart"
    items = _figure_items(figure, layout, (Role.HEADING, Role.VISUAL), desk, titled)
    credit = desk.credit_lines(figure.note, figure.source)
    return Composition(layout, (*items, *aside_items(told, desk)), (figure.id,), credit)


def two_figures_slide(left: Figure, right: Figure, desk: Desk) -> Composition:
    """Two charts side by side, each under its own title; both start and end at the same height."""
    parts = (
        _figure_items(left, "two-charts", (Role.HEADING, Role.VISUAL), desk, False),
        _figure_items(right, "two-charts", (Role.HEADING_2, Role.VISUAL_2), desk, False),
    )
    top = max(picture.frame.y for _, picture in parts)
    items = [(text, replace(picture, frame=picture.frame.below(top - picture.frame.y))) for text, picture in parts]
    credit = [line for figure in (left, right) for line in desk.credit_lines(figure.note, figure.source)]
    return Composition("two-charts", (*items[0], *items[1]), (left.id, right.id), tuple(dict.fromkeys(credit)))


def _figure_items(
    figure: Figure, layout: str, roles: tuple[Role, Role], desk: Desk, titled: bool
) -> tuple[TextItem, PictureItem]:
    label = numbered_name(figure, desk.labels)
    text = heading(label, () if titled else figure.title, figure.caption)
    slots = [desk.layout(layout).slot(role).frame for role in roles]
    head, visual = headed(text, slots[0], slots[1])
    too_high = excess(text, slots[0]) - 0.3 * slots[1].height_pt
    desk.overfull("the caption of this figure", too_high, figure.span, "shorten the title or the caption")
    return TextItem(roles[0], head, text), PictureItem(
        roles[1],
        visual,
        figure.plan,
        figure.alt,
        label,
        figure.id,
        figure.alt_runs or words(figure.alt),
        figure.span,
    )


# -------------------------------------------------------------------------------------------- tables


def table_slides(table: Table, told: Sequence[Words], desk: Desk, titled: bool) -> Iterator[Composition]:
    """A table on as many slides as it needs, or on one with takeaways beside it."""
    layout = desk.layout("table-and-takeaways" if told else "table")
    label = numbered_name(table, desk.labels)
    text = heading(label, () if titled else table.title, table.caption)
    head, visual = headed(text, layout.slot(Role.HEADING).frame, layout.slot(Role.VISUAL).frame)
    found, too_wide = table_pages(table, visual)
    desk.overfull("the width of this table", too_wide, table.span, "use fewer columns or shorter words")
    described = _described(table, label)
    for page in found:
        place = (table.rows[page.first].span if page.first < len(table.rows) else None) or table.span
        desk.overfull("this row", page.excess, place, "shorten its longest cell")
        frame = replace(visual, w=sum(page.widths), h=page.height)
        alt = plain(described)
        grid = TableItem(Role.VISUAL, frame, page.widths, page.rows, alt, label, table.id, described, table.span)
        items = (TextItem(Role.HEADING, head, text), grid, *aside_items(told, desk))
        yield Composition(layout.key, items, (table.id,), desk.credit_lines(table.note, table.source))


def _described(table: Table, label: str) -> Inline:
    """What a screen reader says before it reads the cells."""
    title, caption = without_marks(table.title), without_marks(table.caption)
    if title and caption:
        return (*title, *words(". "), *caption)
    return title or caption or words(label, NUMBERING)


# --------------------------------------------------------------------------------------- key figures


def key_figure_slides(figures: KeyFigures, told: Sequence[Words], desk: Desk) -> Iterator[Composition]:
    """Key figures as tiles, at most six on a slide, evenly divided when there are more."""
    if told:
        yield _tiles_over_text(figures, told, desk)
        return
    count = len(figures.items)
    slides = -(-count // _MOST_TILES)
    for number in range(slides):
        part = figures.items[number * count // slides : (number + 1) * count // slides]
        rows = 1 if len(part) <= 3 else 2
        yield Composition("key-figures", _tiles(part, desk.grid.tiles(len(part)), rows, figures, desk))


def _tiles_over_text(figures: KeyFigures, told: Sequence[Words], desk: Desk) -> Composition:
    layout = desk.layout("key-figures-and-text")
    frames = desk.grid.tiles(len(figures.items), layout.slot(Role.TILE_1).frame.h + _TILE_TOP)
    text = TextItem(Role.BODY, layout.slot(Role.BODY).frame, aside_text(told, desk, below=True))
    return Composition(layout.key, (*_tiles(figures.items, frames, 2, figures, desk), text))


def _tiles(
    part: Sequence[KeyFigure], frames: Sequence[Frame], rows: int, figures: KeyFigures, desk: Desk
) -> tuple[Item, ...]:
    """Tiles with a rule over each; all numbers of a slide have the same size."""
    inner = [frame.below(_TILE_TOP) for frame in frames]
    fitted = _same_size(part, inner, rows)
    items: list[Item] = []
    for frame, place, role, tile in zip(frames, inner, TILES, fitted, strict=False):
        desk.overfull("a key figure", tile.excess, figures.span, "shorten its label or detail")
        items += (MarkItem(frame.top_part(_RULE), Tint.PRIMARY), TextItem(role, place, tile.text))
    return tuple(items)


def _same_size(part: Sequence[KeyFigure], frames: Sequence[Frame], rows: int) -> list[Fitted]:
    fitted: list[Fitted] = []
    for sizes in _TILE_SIZES[rows]:
        texts = [_tile(item, sizes, frame) for item, frame in zip(part, frames, strict=True)]
        fitted = [Fitted(text, max(0.0, excess(text, frame))) for text, frame in zip(texts, frames, strict=True)]
        one_line = all(line_count(text[0], frame.width_pt) == 1 for text, frame in zip(texts, frames, strict=True))
        if one_line and not any(tile.excess for tile in fitted):
            break
    return fitted


def _tile(item: KeyFigure, sizes: tuple[float, float, float], frame: Frame) -> Text:
    """Number and unit on a line, or the unit under the number; then the label and the detail."""
    size, label_size, small = sizes
    qualifier, value = _qualified(item.value)
    number = (
        *pieces(qualifier, max(label_size, size * _UNIT_SHARE), Tint.PRIMARY),
        *pieces(value, size, Tint.PRIMARY, bold=True),
    )
    unit = pieces(item.unit, max(label_size, size * _UNIT_SHARE), Tint.PRIMARY)
    together = spaced(Para((*number, *pieces(words(" "), size * _UNIT_SHARE), *unit)))
    head: Text
    if not unit:
        head = (spaced(Para(number)),)
    elif line_count(together, frame.width_pt) == 1:
        head = (together,)
    else:
        head = (spaced(Para(number)), spaced(Para(unit)))
    label = para(item.label, label_size, Tint.INK, before=4.0)
    detail = (para(item.detail, small, Tint.QUIET, before=3.0),) if item.detail else ()
    return (*head, label, *detail)


def _qualified(value: Inline) -> tuple[Inline, Inline]:
    """A number without the words before it ("over"), which are set smaller, and those words."""
    lead = _QUALIFIER.match(plain(value))
    return cut(value, lead.end() if lead else 0)


# -------------------------------------------------------------------------------------------- quotes


def quote_slides(quote: Quote, desk: Desk) -> Iterator[Composition]:
    """Someone's words in large type, with a bar beside them, and who said them."""
    frame = desk.layout("quote").slot(Role.BODY).frame
    text: Text = ()
    for size in _QUOTE_SIZES:
        text = _quote_text(quote, size)
        if excess(text, frame) <= 0:
            break
    desk.overfull("this quote", excess(text, frame), quote.span, "quote fewer words")
    high = min(frame.h, emu_from_points(text_height(text, frame.width_pt)))
    bar = Frame(frame.x - emu(0.35), frame.y + (frame.h - high) // 2, emu(0.07), high)
    yield Composition("quote", (TextItem(Role.BODY, frame, text), MarkItem(bar, Tint.ACCENT)))


def _quote_text(quote: Quote, size: float) -> Text:
    body = tuple(
        para(paragraph.content, size, Tint.PRIMARY, before=0.5 * size if number else 0.0)
        for number, paragraph in enumerate(quote.body)
    )
    by = (para(quote.attribution, _ATTRIBUTION_SIZE, Tint.QUIET, before=18.0),) if quote.attribution else ()
    return (*body, *by)
