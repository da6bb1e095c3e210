"""The deck's slide layouts as a table: the template is built from it, and the storyboard plans with it."""

from __future__ import annotations

import functools
from dataclasses import replace
from enum import Enum

from hefei_report.deck.storyboard.grid import ONE_LINE, TWO_LINES, Grid
from hefei_report.deck.storyboard.plan import TILES, Frame, Role, Tint, emu
from hefei_report.deck.storyboard.sizes import (
    CLOSING_SIZES,
    COVER_SIZES,
    DIVIDER_SIZES,
    HEADING_SIZE,
    KICKER_SIZE,
    REFERENCE_SIZES,
)
from hefei_report.document.model import Align
from hefei_report.records import dataclass
from hefei_report.theme.tokens import SlideTokens


class Anchor(Enum):
    """Where text stands in its frame."""

    TOP = "t"
    MIDDLE = "ctr"
    BOTTOM = "b"


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout. ``kind`` is PowerPoint's type ("" for any content).

    ``size`` is the type size in points; ``bullets`` gives it the list levels of the master; ``fill`` a
    background with padding; ``prompt`` is what an empty one says to people who use the template.

    In a customer's template a slot may be ``free``: no placeholder is there for it, so its text is set in a text box
    at ``frame``. One that has a placeholder says its ``number`` there, and ``foreign`` that type and paragraphs are set
    as we measure them, whatever the template would add (capitals, tracking, wider lines). Where a slide leaves the
    placeholder as it is, ``outer`` is its own frame, of which ``frame`` is what its insets leave.
    """

    role: Role
    frame: Frame
    kind: str = "body"
    size: float = 18.0
    bold: bool = False
    tint: Tint = Tint.INK
    anchor: Anchor = Anchor.TOP
    bullets: bool = False
    align: Align = Align.LEFT
    fill: Tint | None = None
    prompt: str = "Text"
    number: int | None = None
    free: bool = False
    foreign: bool = False
    outer: Frame | None = None

    @property
    def idx(self) -> int:
        """Its number, by which slides refer to it."""
        return _IDX[self.role] if self.number is None else self.number


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout. ``kind`` is PowerPoint's type or "" for our own. A ``dark`` one is set on a ``ground`` of its own, with
    its secondary text in ``soft``.

    ``part`` names the layout's part in a customer's template, where two may bear the same name; "" is ours.
    """

    key: str
    name: str
    kind: str
    slots: tuple[Slot, ...]
    dark: bool = False
    part: str = ""
    ground: Tint = Tint.PRIMARY
    soft: Tint = Tint.HAIRLINE

    @property
    def quiet(self) -> Tint:
        """The colour of secondary text."""
        return self.soft if self._on_primary else Tint.QUIET

    @property
    def rule(self) -> Tint:
        """The colour of marks that stand back."""
        return Tint.QUIET if self._on_primary else Tint.HAIRLINE

    @property
    def warning(self) -> Tint:
        """The colour of text that warns."""
        return Tint.PAPER if self._on_primary else Tint.CAUTION

    @property
    def _on_primary(self) -> bool:
        return self.dark and self.ground is Tint.PRIMARY

    def slot(self, role: Role) -> Slot:
        """The placeholder of ``role``. Raises KeyError if the layout has none."""
        for slot in self.slots:
            if slot.role is role:
                return slot
        raise KeyError(role)


# What an author may ask for with ``layout:``.
LAYOUT_NAMES = (
    "text",
    "two-columns",
    "text-and-callout",
    "callout",
    "chart",
    "chart-and-takeaways",
    "two-charts",
    "image",
    "captioned-image",
    "image-and-takeaways",
    "table",
    "table-and-takeaways",
    "key-figures",
    "key-figures-and-text",
    "quote",
)

PANEL_PADDING = (emu(0.28), emu(0.22))  # horizontal and vertical, in EMU
_IDX = {
    Role.TITLE: 0,
    Role.SUBTITLE: 1,
    Role.BODY: 1,
    Role.BODY_2: 2,
    Role.DATE: 10,
    Role.FOOTER: 11,
    Role.NUMBER: 12,
    Role.KICKER: 13,
    Role.BYLINE: 14,
    Role.HEADING: 15,
    Role.VISUAL: 16,
    Role.ASIDE: 17,
    Role.HEADING_2: 18,
    Role.VISUAL_2: 19,
    Role.SOURCE: 20,
    Role.PANEL: 21,
    **{tile: 31 + position for position, tile in enumerate(TILES)},
}


def unlit(layout: Layout) -> Layout:
    """``layout`` for a theme of light text on a dark ground: its covers are no bright fields, but dark as well."""
    if not layout.dark:
        return layout
    slots = tuple(replace(slot, tint=_UNLIT.get(slot.tint, slot.tint)) for slot in layout.slots)
    return replace(layout, slots=slots, ground=Tint.PANEL)


def bright(layout: Layout) -> Layout:
    """``layout`` for a theme whose primary colour is too light for secondary text on it: all text is in white."""
    slots = tuple(replace(slot, tint=Tint.PAPER) if slot.tint is Tint.HAIRLINE else slot for slot in layout.slots)
    return replace(layout, slots=slots, soft=Tint.PAPER) if layout.dark else layout


_UNLIT = {Tint.PAPER: Tint.INK, Tint.HAIRLINE: Tint.QUIET}


@functools.cache
def layouts(tokens: SlideTokens) -> dict[str, Layout]:
    """All layouts of our own template by key, in the order in which it lists them."""
    return layouts_on(Grid(tokens))


def layouts_on(grid: Grid) -> dict[str, Layout]:
    """All layouts by key, composed on ``grid``. Titles that are our own words take one line."""
    short = replace(grid, lines=ONE_LINE) if grid.lines == TWO_LINES else grid
    front = (_cover(grid), _agenda(short), _summary(short), _divider(grid))
    back = (_register(short), _references(short), _closing(grid), _title_only(grid))
    return {layout.key: layout for layout in (*front, *_content(grid), *back)}


def _title(grid: Grid) -> Slot:
    return Slot(
        Role.TITLE,
        grid.title(),
        kind="title",
        size=grid.tokens.title,
        bold=True,
        tint=Tint.PRIMARY,
        prompt="The finding of this slide as a full sentence",
    )


def _head(grid: Grid) -> tuple[Slot, ...]:
    kicker = Slot(Role.KICKER, grid.kicker(), size=KICKER_SIZE, tint=Tint.QUIET, prompt="Section")
    return (_title(grid), kicker)


def _strip(grid: Grid) -> Slot:
    return Slot(
        Role.SOURCE, grid.strip(), size=grid.tokens.source, tint=Tint.QUIET, anchor=Anchor.BOTTOM, prompt="Sources"
    )


def _foot(grid: Grid, tint: Tint = Tint.QUIET) -> tuple[Slot, ...]:
    size = grid.tokens.footer
    return (
        Slot(Role.DATE, grid.date(), kind="dt", size=size, tint=tint, anchor=Anchor.MIDDLE, align=Align.NUMBER),
        Slot(Role.FOOTER, grid.footer(), kind="ftr", size=size, tint=tint, anchor=Anchor.MIDDLE),
        Slot(Role.NUMBER, grid.number(), kind="sldNum", size=size, tint=tint, anchor=Anchor.MIDDLE, align=Align.NUMBER),
    )


def _body(grid: Grid, role: Role, first: int, count: int) -> Slot:
    return Slot(role, grid.body(first, count), kind="", size=grid.tokens.body, bullets=True)


def _tall(slot: Slot, grid: Grid) -> Slot:
    """A body on a slide without source strip, which takes that room, too."""
    return replace(slot, frame=replace(slot.frame, h=grid.strip().bottom - slot.frame.y))


def _heading(grid: Grid, role: Role, first: int, count: int) -> Slot:
    return Slot(role, grid.heading(first, count), size=HEADING_SIZE, prompt="What is shown, where, when, in which unit")


def _visual(grid: Grid, role: Role, first: int, count: int, kind: str = "") -> Slot:
    return Slot(role, grid.visual(first, count), kind=kind, bullets=not kind)


def _bleed(grid: Grid) -> Slot:
    """A picture from edge to edge, between the title and the strip."""
    top, bottom = grid.title().bottom, grid.strip().y
    return Slot(Role.VISUAL, Frame(0, top, grid.slide.w, bottom - top), kind="pic")


def _aside(grid: Grid) -> Slot:
    return Slot(Role.ASIDE, grid.body(8, 4), size=grid.tokens.body, bullets=True, prompt="What follows from it")


def _panel(grid: Grid, first: int, count: int) -> Slot:
    return Slot(Role.PANEL, grid.body(first, count), size=16.0, fill=Tint.PANEL, prompt="A text set apart")


def _tile_slots(grid: Grid, count: int, height: int) -> tuple[Slot, ...]:
    places = zip(TILES, grid.tiles(count, height), strict=False)
    return tuple(
        Slot(role, frame.below(emu(0.14)), size=16.0, prompt="Number, and what it measures") for role, frame in places
    )


def _body_under_tiles(grid: Grid) -> Slot:
    return Slot(Role.BODY, grid.body(0, 10).below(emu(2.2)), kind="", size=grid.tokens.body, bullets=True)


def _cover(grid: Grid) -> Layout:
    title = Slot(
        Role.TITLE,
        grid.span(0, 9, (2.15, 2.10)),
        kind="ctrTitle",
        size=COVER_SIZES[0],
        bold=True,
        anchor=Anchor.BOTTOM,
        prompt="Title of the publication",
        tint=Tint.PAPER,
    )
    subtitle = Slot(
        Role.SUBTITLE, grid.span(0, 9, (4.45, 0.75)), kind="subTitle", size=20.0, prompt="Subtitle", tint=Tint.HAIRLINE
    )
    issuer = "Publisher, authors, date"
    byline = Slot(Role.BYLINE, grid.span(0, 9, (0.85, 0.75)), size=14.0, tint=Tint.PAPER, prompt=issuer)
    return Layout("cover", "Title Slide", "title", (title, subtitle, byline), dark=True)


def _divider(grid: Grid) -> Layout:
    title = Slot(
        Role.TITLE,
        grid.span(0, 7, (1.60, 2.95)),
        kind="title",
        size=DIVIDER_SIZES[0],
        bold=True,
        tint=Tint.PAPER,
        anchor=Anchor.BOTTOM,
        prompt="Title of the section",
    )
    body = Slot(
        Role.BODY, grid.span(0, 9, (4.85, 1.20)), size=20.0, tint=Tint.HAIRLINE, prompt="What the section shows"
    )
    following = Slot(
        Role.ASIDE,
        grid.span(8, 4, (1.60, 2.95)),
        size=16.0,
        tint=Tint.HAIRLINE,
        anchor=Anchor.BOTTOM,
        prompt="What follows",
    )
    foot = _foot(grid, Tint.HAIRLINE)
    return Layout("divider", "Section Header", "secHead", (title, body, following, *foot), dark=True)


def _agenda(grid: Grid) -> Layout:
    left, right = _tall(_body(grid, Role.BODY, 0, 6), grid), _tall(_body(grid, Role.BODY_2, 6, 6), grid)
    return Layout("agenda", "Agenda", "", (_title(grid), left, right, *_foot(grid)))


def _summary(grid: Grid) -> Layout:
    body = Slot(Role.BODY, grid.body(), size=20.0, prompt="The finding of each section")
    return Layout("summary", "Summary", "", (_title(grid), body, _strip(grid), *_foot(grid)))


def _register(grid: Grid) -> Layout:
    facts = _tall(_visual(grid, Role.VISUAL, 0, 12, "tbl"), grid)
    start = grid.body().y
    facts = replace(facts, frame=replace(facts.frame, y=start, h=facts.frame.bottom - start))
    return Layout("register", "Register", "", (_title(grid), facts, *_foot(grid)))


def _closing(grid: Grid) -> Layout:
    title = Slot(
        Role.TITLE,
        grid.span(0, 9, (1.65, 2.10)),
        kind="title",
        size=CLOSING_SIZES[0],
        bold=True,
        tint=Tint.PAPER,
        anchor=Anchor.BOTTOM,
        prompt="The last word",
    )
    body = Slot(Role.BODY, grid.span(0, 7, (4.05, 1.60)), size=20.0, tint=Tint.HAIRLINE, prompt="Whom to ask, and how")
    return Layout("closing", "Closing", "", (title, body), dark=True)


def _references(grid: Grid) -> Layout:
    left, right = (
        _tall(Slot(role, grid.body(first, 6), size=REFERENCE_SIZES[0], prompt="References"), grid)
        for role, first in ((Role.BODY, 0), (Role.BODY_2, 6))
    )
    return Layout("references", "References", "", (_title(grid), left, right, *_foot(grid)))


def _title_only(grid: Grid) -> Layout:
    return Layout("title-only", "Title Only", "titleOnly", (*_head(grid), _strip(grid), *_foot(grid)))


def _content(grid: Grid) -> tuple[Layout, ...]:
    """The layouts between the agenda and the references, whose keys authors may name."""

    def content(key: str, name: str, *slots: Slot, kind: str = "") -> Layout:
        return Layout(key, name, kind, (*_head(grid), *slots, _strip(grid), *_foot(grid)))

    wide = (_heading(grid, Role.HEADING, 0, 12), _heading(grid, Role.HEADING, 0, 8))
    quote = Slot(Role.BODY, grid.body(1, 10), size=28.0, tint=Tint.PRIMARY, anchor=Anchor.MIDDLE, prompt="Quotation")
    return (
        content("text", "Text", _body(grid, Role.BODY, 0, 10), kind="obj"),
        content(
            "two-columns", "Two Columns", _body(grid, Role.BODY, 0, 6), _body(grid, Role.BODY_2, 6, 6), kind="twoObj"
        ),
        content("text-and-callout", "Text and Callout", _body(grid, Role.BODY, 0, 7), _panel(grid, 7, 5)),
        content("callout", "Callout", _panel(grid, 0, 10)),
        content("chart", "Chart", wide[0], _visual(grid, Role.VISUAL, 0, 12)),
        content("chart-and-takeaways", "Chart and Takeaways", wide[1], _visual(grid, Role.VISUAL, 0, 8), _aside(grid)),
        content(
            "two-charts",
            "Two Charts",
            _heading(grid, Role.HEADING, 0, 6),
            _visual(grid, Role.VISUAL, 0, 6),
            _heading(grid, Role.HEADING_2, 6, 6),
            _visual(grid, Role.VISUAL_2, 6, 6),
        ),
        content("image", "Image", _bleed(grid)),
        content("captioned-image", "Captioned Image", wide[0], _visual(grid, Role.VISUAL, 0, 12, "pic")),
        content(
            "image-and-takeaways",
            "Image and Takeaways",
            wide[1],
            _visual(grid, Role.VISUAL, 0, 8, "pic"),
            _aside(grid),
        ),
        content("table", "Table", wide[0], _visual(grid, Role.VISUAL, 0, 12, "tbl")),
        content(
            "table-and-takeaways",
            "Table and Takeaways",
            wide[1],
            _visual(grid, Role.VISUAL, 0, 8, "tbl"),
            _aside(grid),
        ),
        content("key-figures", "Key Figures", *_tile_slots(grid, 6, 0)),
        content(
            "key-figures-and-text", "Key Figures and Text", *_tile_slots(grid, 3, emu(1.9)), _body_under_tiles(grid)
        ),
        content("quote", "Quote", quote),
    )
