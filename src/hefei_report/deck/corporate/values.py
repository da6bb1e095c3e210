"""What is read from a template, as plain values: its layouts and their placeholders, its colours and fonts."""

from __future__ import annotations

from collections.abc import Mapping

from hefei_report.deck.storyboard.plan import Frame
from hefei_report.document.model import Align
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder of a layout with all that it inherits: its type ("" for any content), number and name.

    ``outer`` is its frame, ``frame`` what its insets leave for text. ``size`` is in points, ``colour`` "#rrggbb" or "",
    ``font`` the name of the face.
    """

    kind: str
    number: int
    name: str
    outer: Frame
    frame: Frame
    size: float
    bold: bool
    align: Align
    colour: str
    font: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A layout of a template: its part, name and type (ECMA-376 part 1, 19.7.15), and its placeholders.

    ``ground`` is the colour behind it, or "" where a picture is. ``ink`` and ``paper`` are what text and ground mean to
    it. ``marks`` are the frames of what is drawn on it.
    """

    part: str
    name: str
    kind: str
    holders: tuple[Holder, ...]
    ground: str
    ink: str
    paper: str
    marks: tuple[Frame, ...]

    def first(self, *kinds: str) -> Holder | None:
        """Its first placeholder of one of ``kinds``, or None."""
        return next((holder for holder in self.holders if holder.kind in kinds), None)

    @property
    def title(self) -> Holder | None:
        """Its placeholder for titles, or None."""
        return self.first("title", "ctrTitle")


@dataclass(frozen=True, slots=True)
class Brand:
    """A template: the size of its slides, its layouts, and by name the colours that its first master hands out.

    ``colours`` are "#rrggbb" by the names that slides use (tx1, bg1, accent1...); the fonts are for titles and text.
    """

    slide: Frame
    sheets: tuple[Sheet, ...]
    colours: Mapping[str, str]
    heading_font: str
    text_font: str
    east_asian_font: str
    table_style: str
