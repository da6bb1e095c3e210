"""Makes a stage of a template: our layouts, composed on its grid, in its placeholders where it has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hefei_report.deck.corporate.aliases import folded
from hefei_report.deck.corporate.matching import Match, great
from hefei_report.deck.corporate.measuring import OPENING, grid_of, sizes_down, title_frame
from hefei_report.deck.corporate.theming import LARGE
from hefei_report.deck.corporate.values import Brand, Holder, Sheet
from hefei_report.deck.openxml.colours import Palette
from hefei_report.deck.storyboard.grid import Grid
from hefei_report.deck.storyboard.layouts import Anchor, Layout, Slot, layouts_on
from hefei_report.deck.storyboard.plan import TILES, Frame, Role, Tint, emu
from hefei_report.deck.storyboard.stage import Stage, Tries
from hefei_report.deck.template.drawingml import placeholder_name
from hefei_report.theme.tokens import SlideTokens, contrast, luminance
from hefei_report.theme.typefaces import typeface

_FEET = {Role.DATE: "dt", Role.FOOTER: "ftr", Role.NUMBER: "sldNum"}
_BY_NAME = (Role.KICKER, Role.SOURCE, Role.HEADING, Role.HEADING_2, Role.BYLINE, *TILES)  # lines that we name
_NEVER_HELD = (Role.PANEL, Role.KICKER, Role.SOURCE, *TILES)  # unless by name: they bring places of their own
_HEADINGS = (Role.HEADING, Role.HEADING_2)
_PICTURES = (Role.VISUAL, Role.VISUAL_2)
_FOOT_SIZE = 9.0  # what is at the foot is no content, and templates leave it little room
_LEAST_TITLE_SIZE = 16.0
_LARGEST_TITLE_SIZE = 60.0
_NEARLY = 0.84  # of the template's size: a title so much smaller is better than one lonely word on a second line
_BYLINE_SHARE = 0.45  # of the subtitle's place, where a template has none for authors


def stage_of(
    brand: Brand,
    matches: Mapping[str, Match],
    tokens: SlideTokens,
    palette: Palette,
    template: bytes,
    names: Mapping[str, str],
) -> Stage:
    """The stage; ``template`` is the file to start decks from, ``names`` what its parts are called there."""
    text_face = typeface(brand.text_font)
    grid = grid_of(brand, matches.values(), tokens, text_face.pitch)
    ours = layouts_on(grid)
    layouts = {
        key: _layout(layout, matches[key].sheet, brand, grid, names.get(matches[key].sheet.part, ""))
        for key, layout in ours.items()
    }
    titles = {key: _tries(matches[key].sheet.title, key in OPENING) for key in ours}
    heading = matches["text"].sheet.title
    return Stage(
        grid,
        layouts,
        palette,
        {"": titles["text"], **titles},
        typeface(heading.font if heading else brand.heading_font),
        text_face,
        brand.table_style,
        template,
    )


def _tries(title: Holder | None, opening: bool) -> Tries:
    """The template's own size first, on one line if it is nearly that; then smaller ones, at last on three lines."""
    first = min(_LARGEST_TITLE_SIZE, title.size if title else 28.0)
    sizes = sizes_down(first, min(first, _LEAST_TITLE_SIZE))
    nearly = tuple(size for size in sizes if size >= _NEARLY * first)
    return ((sizes, 0),) if opening else ((nearly, 1), (sizes[: max(1, len(sizes) - 3)], 2), (sizes[-6:], 0))


def _layout(ours: Layout, sheet: Sheet, brand: Brand, grid: Grid, part: str) -> Layout:
    """One of our layouts as ``sheet`` holds it. What the template has no placeholder for is set free."""
    holders = _holders(ours, sheet, brand.slide)
    dark = _is_dark(sheet)
    slots = []
    for slot in _opened(ours, sheet, grid) if ours.key in OPENING else ours.slots:
        if slot.role is Role.TITLE and sheet.title is not None:
            slots.append(_held(slot, sheet.title, title_frame(sheet)))
        elif slot.role in _FEET:
            holder = sheet.first(_FEET[slot.role])
            slots += [_held(slot, holder, holder.frame)] if holder is not None else []
        elif slot.role is Role.KICKER and slot.role not in holders:
            continue  # nobody knows what a template has above its titles
        elif slot.role in holders:
            slots.append(_in_place(slot, holders[slot.role]))
        else:
            slots.append(replace(slot, free=True, tint=_readable(slot.tint, dark)))
    return Layout(ours.key, sheet.name, sheet.kind, tuple(slots), dark, part)


def _held(slot: Slot, holder: Holder, frame: Frame) -> Slot:
    """A slot in a placeholder, as it is in the template: its place, size, weight and alignment."""
    size = holder.size if slot.role is Role.TITLE else _FOOT_SIZE
    return replace(
        slot,
        frame=frame,
        outer=holder.outer if frame == holder.frame else None,
        kind=holder.kind,
        number=holder.number,
        size=size,
        bold=holder.bold,
        align=holder.align,
        foreign=True,
    )


def _in_place(slot: Slot, holder: Holder) -> Slot:
    """A slot in a placeholder that is moved to where we compose it; a line above titles stays where it is."""
    frame = holder.frame if slot.role is Role.KICKER else slot.frame
    return replace(slot, frame=frame, kind=holder.kind, number=holder.number, foreign=True)


def _holders(ours: Layout, sheet: Sheet, slide: Frame) -> dict[Role, Holder]:
    """Which placeholder takes which of our slots: content from left to right, headings above it."""
    wanted = [slot for slot in ours.slots if slot.role is not Role.TITLE and slot.role not in _FEET]
    wanted = [slot for slot in wanted if slot.role not in _NEVER_HELD]
    content = list(great(sheet, slide))
    if ours.key in OPENING:
        content = [holder for holder in sheet.holders if holder.kind in ("subTitle", "body")]
    small = [h for h in sheet.holders if h.kind == "body" and h not in content and h.outer.y < 0.5 * slide.h]
    found = _named(ours, sheet)
    content = [holder for holder in content if holder not in found.values()]
    small = [holder for holder in small if holder not in found.values()]
    for slot in (slot for slot in wanted if slot.role not in found):
        among = small if slot.role in _HEADINGS else content
        holder = next((h for h in among if _takes(h, slot)), None)
        if holder is not None and (slot.role not in _HEADINGS or ours.key == "two-charts"):
            found[slot.role] = holder
            among.remove(holder)
    return found


def _named(ours: Layout, sheet: Sheet) -> dict[Role, Holder]:
    """The placeholders that are called what we call ours, in templates made from ours."""
    by_name = {folded(holder.name): holder for holder in sheet.holders if holder.kind == "body"}
    wanted = [slot.role for slot in ours.slots if slot.role in _BY_NAME and ours.key not in OPENING]
    return {role: by_name[name] for role in wanted if (name := folded(placeholder_name(role))) in by_name}


def _takes(holder: Holder, slot: Slot) -> bool:
    """Whether a placeholder can hold what we put into a slot: tables and charts go into those made for anything."""
    if slot.role in _PICTURES:
        return holder.kind == "" or (holder.kind == slot.kind and slot.kind in ("tbl", "pic"))
    return holder.kind in ("", "body", "subTitle")


# ------------------------------------------------------------------------------- covers and dividers


def _opened(ours: Layout, sheet: Sheet, grid: Grid) -> tuple[Slot, ...]:
    """The slots of a cover, divider or last slide, at the places that the template gives them."""
    title = title_frame(sheet)
    body = next((h for h in sheet.holders if h.kind in ("subTitle", "body")), None)
    other = [h for h in sheet.holders if h.kind == "body" and h is not body]
    place = body.frame if body is not None else _under(title, grid.slide)
    places = {Role.BODY: place, Role.SUBTITLE: place}
    if any(slot.role is Role.BYLINE for slot in ours.slots):
        share = round(_BYLINE_SHARE * place.h)
        places[Role.BYLINE] = other[0].frame if other else Frame(place.x, place.bottom - share, place.w, share)
        places[Role.SUBTITLE] = place if other else replace(place, h=place.h - share)
    align = body.align if body is not None else (sheet.title.align if sheet.title else None)
    return tuple(
        replace(slot, frame=places.get(slot.role, slot.frame), align=align or slot.align, anchor=Anchor.TOP)
        for slot in ours.slots
        if slot.role is not Role.ASIDE  # what follows stands beside our own titles only
    )


def _under(title: Frame, slide: Frame) -> Frame:
    """The room under a title, or above one that stands low."""
    room = slide.h - emu(0.6) - title.bottom
    if room >= emu(0.9):
        return Frame(title.x, title.bottom + emu(0.1), title.w, min(room, emu(1.8)))
    high = min(title.y - emu(0.3), emu(1.5))
    return Frame(title.x, title.y - high - emu(0.1), title.w, high)


def _is_dark(sheet: Sheet) -> bool:
    """Whether text in the template's ground colour reads better on the layout than text in its text colour."""
    ground = sheet.ground
    if not ground:  # a picture: its title says what can be read on it
        title = sheet.title
        return title is not None and luminance(title.colour or sheet.ink) > luminance(sheet.ink) + 0.3
    return contrast(sheet.paper, ground) > contrast(sheet.ink, ground) and contrast(sheet.ink, ground) < 2 * LARGE


def _readable(tint: Tint, dark: bool) -> Tint:
    """The tint of a text box: light on dark layouts only."""
    light = (Tint.PAPER, Tint.HAIRLINE)
    if dark:
        return tint if tint in light else Tint.PAPER
    return Tint.INK if tint in light else tint
