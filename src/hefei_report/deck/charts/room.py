"""The frame of a chart and how its type is set: what is measured here decides what stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hefei_report.deck.charts.model import Box, Legend, Look, Stroke, Symbol
from hefei_report.deck.openxml.colours import Palette
from hefei_report.deck.openxml.scheme import (
    PAPER,
    QUIET,
    TEXT,
    SchemeColour,
    colour_on,
    legible,
)
from hefei_report.document.chartplan import Ink, LegendEntry, Status, Value
from hefei_report.records import dataclass
from hefei_report.theme.fonts import AnyFamily, Family, Style, width
from hefei_report.theme.linebreaks import chinese_break
from hefei_report.theme.tokens import luminance

PITCH = 1.22  # em, from line to line of a label
_SURE = 1.03  # PowerPoint's own lines are a little wider than the metrics say
_KEY, _BETWEEN = 2.2, 1.4  # em: a key of a legend with its gap, and from entry to entry
_CERTAIN = (Status.ACTUAL, Status.DERIVED)


class NoRoom(Exception):
    """A chart of PowerPoint's own can't show this plan in this frame as it should; our drawing can."""


@dataclass(frozen=True, slots=True)
class Room:
    """``width`` and ``height`` of the frame and ``size`` of the type in points, the colours of the theme, and
    the ``family`` that labels are measured in.
    """

    width: float
    height: float
    size: float
    palette: Palette
    family: AnyFamily = Family.SLIDE

    def em(self, count: float) -> float:
        """A length in points that grows with the type."""
        return count * self.size

    def measure(self, text: str, bold: bool = False) -> float:
        """The width of a line in points."""
        return width(text, self.size, Style(self.family, bold)) * _SURE

    def widest(self, lines: Sequence[str], bold: bool = False) -> float:
        """The width of the widest of ``lines``."""
        return max((self.measure(line, bold) for line in lines), default=0.0)

    def height_of(self, lines: int) -> float:
        """The height of so many lines."""
        return lines * self.em(PITCH)

    def wrapped(self, text: str, limit: float, bold: bool = False) -> tuple[str, ...]:
        """``text`` in lines of ``limit`` points. Raises NoRoom when a word is wider."""
        lines: list[str] = []
        line = ""
        for part in _parts(text):
            if self.measure(part.rstrip(), bold) > limit:
                raise NoRoom(part)
            if line and self.measure((line + part).rstrip(), bold) > limit:
                lines.append(line.rstrip())
                line = ""
            line += part
        return (*lines, line.rstrip()) if line or not lines else tuple(lines)

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle in points from the upper left corner in parts of the frame. Raises NoRoom for too small a one."""
        if right - left < self.em(6) or bottom - top < self.em(3.5):
            raise NoRoom("the labels leave no room for the plot")
        return Box(left / self.width, top / self.height, (right - left) / self.width, (bottom - top) / self.height)

    def text(self, ink: Ink) -> SchemeColour:
        """The colour of small text."""
        if ink in (Ink.CONTEXT, Ink.QUIET):
            return QUIET
        return legible(self.palette.inks[ink], self.palette.colours)

    def fill(self, ink: Ink) -> SchemeColour:
        """The colour of an area or a line."""
        return self.palette.inks[ink]

    def tinted(self, colour: SchemeColour) -> SchemeColour:
        """``colour`` on its way to the ground: what is less certain stands back."""
        dark = luminance(PAPER.rgb(self.palette.colours)) < luminance(TEXT.rgb(self.palette.colours))
        return SchemeColour(colour.name, 55) if dark else SchemeColour(colour.name, 40, 60)

    def inside(self, look: Look) -> SchemeColour:
        """The colour of text in an area."""
        return colour_on(look.fill, self.palette.colours) if look.fill is not None and look.hatch is None else TEXT


def _parts(text: str) -> list[str]:
    """``text`` cut where a line may end; spaces stay at the end of their part."""
    found, start = [], 0
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after != " " and (before in " —/" or chinese_break(before, after) or _hyphened(text, at)):
            found.append(text[start:at])
            start = at
    return [*found, text[start:]]


def _hyphened(text: str, at: int) -> bool:
    return text[at - 1] in "-–" and at > 1 and text[at - 2].isalpha() and text[at].isalpha()


# ----------------------------------------------------------------------------------------------- looks


def bar_look(ink: Ink, status: Status, room: Room) -> Look:
    """A bar as our own drawing has it: solid, tinted (preliminary), hatched (estimated), or hollow (target)."""
    colour = QUIET if ink is Ink.CONTEXT and status not in _CERTAIN else room.fill(ink)
    edge = Stroke(colour, room.em(0.09))
    match status:
        case Status.PRELIMINARY:
            return Look(room.tinted(colour), edge)
        case Status.ESTIMATED:
            return Look(colour, edge, PAPER)
        case Status.TARGET:
            return Look(PAPER, Stroke(colour, room.em(0.09), "dash"))
        case _:
            return Look(colour)


def dot_symbol(ink: Ink, status: Status, room: Room, share: float = 1.0) -> Symbol:
    """A point of a line: filled for actual values, hollow for all others."""
    colour = room.fill(ink)
    certain = status in _CERTAIN
    look = Look(colour, Stroke(PAPER, 0.75)) if certain else Look(PAPER, Stroke(colour, room.em(0.13)))
    return Symbol("circle", max(5, round(room.em(0.56) * share)), look)


def unlike(symbol: Symbol, usual: Symbol | None) -> Symbol:
    """The mark of a point that looks unlike the others of its series: LibreOffice sees that only in another size."""
    alike = usual is not None and (usual.shape, usual.size) == (symbol.shape, symbol.size)
    return replace(symbol, size=symbol.size + 1) if alike else symbol


def is_shown(value: Value) -> bool:
    """Whether ``value`` has a number and a label."""
    return value.number is not None and bool(value.text)


# ---------------------------------------------------------------------------------------------- legend


def legend_rows(entries: Sequence[LegendEntry], room: Room) -> int:
    """How many rows a legend of the width of the frame takes. Raises NoRoom where one can't hold an entry."""
    rows, x = 1, 0.0
    for entry in entries:
        wide = room.em(_KEY) + room.measure(entry.text)
        if wide > room.width - room.em(1):
            raise NoRoom(entry.text)
        if x and x + wide > room.width - room.em(1):
            rows, x = rows + 1, 0.0
        x += wide + room.em(_BETWEEN)
    return rows


def legend_height(entries: Sequence[LegendEntry], room: Room) -> float:
    """What a legend takes at the top of the frame, in points."""
    return room.height_of(legend_rows(entries, room)) * 1.1 + room.em(0.8) if entries else 0.0


def legend_of(entries: Sequence[LegendEntry], hidden: Sequence[int], room: Room) -> Legend | None:
    """A legend at the upper left corner, as wide as its entries need."""
    if not entries:
        return None
    rows = legend_rows(entries, room)
    wide = sum(room.em(_KEY + _BETWEEN) + room.measure(entry.text) for entry in entries)
    across = 1.0 if rows > 1 else min(1.0, wide / room.width)
    return Legend(Box(0.0, 0.0, across, room.height_of(rows) * 1.1 / room.height), tuple(hidden))
