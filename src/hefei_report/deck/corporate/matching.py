"""Decides which of a template's layouts is which of ours: by explicit name, alias, type, then by its placeholders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum

from hefei_report.deck.corporate.aliases import folded, key_of
from hefei_report.deck.corporate.values import Holder, Sheet
from hefei_report.deck.storyboard.plan import Frame
from hefei_report.records import dataclass

CONTENT = ("", "chart", "tbl", "pic", "body")
_GREAT = 0.2  # of the slide's width and height, of a placeholder for content and not for a line of text


class How(Enum):
    """How a layout was found."""

    NAMED = "named in the outline"
    ALIAS = "by its name"
    TYPE = "by its type"
    HOLDERS = "by its placeholders"
    COMPOSED = "composed with text boxes"


@dataclass(frozen=True, slots=True)
class Match:
    """The layout that stands for one of ours, and how it was found."""

    key: str
    sheet: Sheet
    how: How


# Types of layouts (ECMA-376 part 1, 19.7.15) that serve, the best first.
_TYPES: Mapping[str, tuple[str, ...]] = {
    "cover": ("title",),
    "agenda": ("obj", "tx", "twoObj"),
    "summary": ("obj", "tx"),
    "divider": ("secHead",),
    "text": ("obj", "tx"),
    "two-columns": ("twoObj", "twoColTx"),
    "text-and-callout": ("obj", "tx", "twoObj"),
    "chart": ("chart", "obj"),
    "chart-and-takeaways": ("chartAndTx", "objAndTx", "twoObj"),
    "two-charts": ("twoObj", "twoTxTwoObj"),
    "image": ("obj",),
    "captioned-image": ("obj",),
    "image-and-takeaways": ("twoObj",),
    "table": ("tbl", "obj"),
    "table-and-takeaways": ("objAndTx", "twoObj"),
    "register": ("tbl", "obj"),
    "references": ("twoObj", "twoColTx", "obj", "tx"),
    "closing": ("secHead",),
    "title-only": ("titleOnly",),
}
_WANTED: Mapping[str, int] = {  # how many great placeholders a layout needs that is told by them alone
    **dict.fromkeys(
        ("agenda", "summary", "text", "text-and-callout", "chart", "image", "table", "register", "references"), 1
    ),
    **dict.fromkeys(("two-columns", "chart-and-takeaways", "two-charts", "table-and-takeaways"), 2),
    "title-only": 0,
}
_OPENING = ("cover", "divider", "closing")  # their titles stand anywhere


def great(sheet: Sheet, slide: Frame) -> tuple[Holder, ...]:
    """The placeholders of a layout that take content, from left to right, then downwards."""
    found = [holder for holder in sheet.holders if holder.kind in CONTENT and _is_great(holder.outer, slide)]
    return tuple(sorted(found, key=lambda holder: (holder.outer.x, holder.outer.y)))


def _is_great(frame: Frame, slide: Frame) -> bool:
    return frame.h >= _GREAT * slide.h and frame.w >= _GREAT * slide.w


def matched(sheets: Sequence[Sheet], keys: Iterable[str], slide: Frame, named: Mapping[str, Sheet]) -> dict[str, Match]:
    """The layout for each of ``keys``, of those that have a title; ``named`` are the author's. Empty where none has."""
    with_title = [sheet for sheet in sheets if sheet.title is not None]
    fit = [sheet for sheet in with_title if _heads(sheet, slide)]
    base = _found("title-only", fit, slide) or _found("text", fit, slide)
    ground = base[0] if base else next(iter(fit or with_title), None)
    if ground is None:
        return {}
    cover = named.get("cover") or next(iter(_found("cover", with_title, slide) or ()), None)
    out = {}
    for key in keys:
        found = _found(key, with_title if key in _OPENING else fit, slide)
        if key in named:
            out[key] = Match(key, named[key], How.NAMED)
        else:
            below = cover if key in _OPENING and isinstance(cover, Sheet) else ground
            out[key] = Match(key, *(found or (below, How.COMPOSED)))
    return out


def sheet_named(name: str, sheets: Iterable[Sheet]) -> Sheet | None:
    """The layout of that name, or None."""
    return next((sheet for sheet in sheets if folded(sheet.name) == folded(name)), None)


def _heads(sheet: Sheet, slide: Frame) -> bool:
    """Whether a layout has its title across the top, as content slides need it."""
    title = sheet.title
    return title is not None and title.outer.w >= 0.5 * slide.w and title.outer.y + title.outer.h / 2 < 0.4 * slide.h


def _found(key: str, sheets: Sequence[Sheet], slide: Frame) -> tuple[Sheet, How] | None:
    tries: tuple[tuple[How, Callable[[Sheet], bool]], ...] = (
        (How.ALIAS, lambda sheet: key_of(sheet.name) == key),
        *((How.TYPE, _of_type(kind)) for kind in _TYPES.get(key, ())),
        (How.HOLDERS, lambda sheet: _looks_like(key, sheet, slide)),
    )
    for how, fits in tries:
        for sheet in sheets:
            if fits(sheet):
                return sheet, how
    return None


def _of_type(kind: str) -> Callable[[Sheet], bool]:
    return lambda sheet: sheet.kind == kind


def _looks_like(key: str, sheet: Sheet, slide: Frame) -> bool:
    """Whether the placeholders of a layout are those that ``key`` needs."""
    title, others = sheet.title, [h for h in sheet.holders if h.kind in ("body", "subTitle")]
    if title is None or (key in _OPENING and great(sheet, slide) and len(others) > 1):
        return False
    low = title.outer.y > 0.2 * slide.h
    if key == "cover":
        return title.kind == "ctrTitle" or (low and any(h.kind == "subTitle" for h in others))
    if key == "divider":
        return title.kind == "title" and low and len(others) <= 1 and sheet.first("", "chart", "tbl", "pic") is None
    return key in _WANTED and len(great(sheet, slide)) == _WANTED[key]
