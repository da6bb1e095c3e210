"""A paragraph, heading or list item that flows: lines of pieces, with links, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from hefei_report.briefing.flow import Block, Breadth
from hefei_report.briefing.inline import Piece, RegisterLink
from hefei_report.briefing.landmarks import Area, Landmark, destination_name
from hefei_report.briefing.linebreaks import Broken, Line, PiecedText, balanced_lines, fair_lines, run_width
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.styles import Flush, TextStyle
from hefei_report.document.model import CrossLink, ReferenceLink, Target, WebLink

_LEAST_LINES = 2  # neither widows nor orphans
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Label:
    """A mark beside the first line, such as a bullet or a number, ``offset`` points from the text's left edge."""

    pieces: tuple[Piece, ...]
    offset: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text stands in its place.

    ``indent`` is taken from the left, ``measure`` (0: none) is the greatest width of a line, both in
    points. A ``balanced`` text gets lines of about the same length. ``tips`` gives the tooltip of a link,
    ``report`` is told the excess of a word that is too wide.
    """

    style: TextStyle
    indent: float = 0.0
    measure: float = 0.0
    label: Label | None = None
    landmark: Landmark | None = None
    clings: bool = False
    balanced: bool = False
    breadth: Breadth = Breadth.FULL
    tips: Callable[[Target | RegisterLink], str] | None = None
    report: Callable[[float], None] | None = None


@dataclass
class Text(Block):
    """Text in lines. A part of it after a division shares the lines of the whole."""

    text: PiecedText
    setting: Setting
    _first: int = 0
    _last: int | None = None
    _broken: dict[float, Broken] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before = self.setting.style.before if self._first == 0 else 0.0
        self.after = self.setting.style.after if self._last is None else 0.0
        self.sink = self.setting.style.sink if self._first == 0 else 0.0
        self.clings = self.setting.clings and self._last is None
        self.alignment = self.setting.style.alignment
        self.breadth = self.setting.breadth

    # --------------------------------------------------------------------------------------- measuring

    def lines(self, width: float) -> tuple[Line, ...]:
        """The lines of this part, set ``width`` wide."""
        measure = self._measure(width)
        if measure not in self._broken:
            broken = self._broken[measure] = self._break(measure)
            if broken.excess > 0 and self.setting.report is not None:
                self.setting.report(broken.excess)
        return self._broken[measure].lines[self._first : self._last]

    def _break(self, measure: float) -> Broken:
        return (balanced_lines if self.setting.balanced else fair_lines)(self.text, measure)

    def _measure(self, width: float) -> float:
        inner = width - self.setting.indent
        return max(1.0, min(inner, self.setting.measure or inner))

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.setting.style.leading

    def opening(self, width: float) -> float:
        lines = len(self.lines(width))
        return (lines if lines <= _LEAST_LINES + 1 else _LEAST_LINES) * self.setting.style.leading

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        lines = len(self.lines(width))
        fitting = min(int((room + _EPSILON) / self.setting.style.leading), lines - _LEAST_LINES)
        if fitting < _LEAST_LINES:
            return None
        middle = self._first + fitting
        return replace(self, _last=middle), replace(self, _first=middle)

    # ---------------------------------------------------------------------------------------- painting

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        style, left = self.setting.style, x + self.setting.indent
        if self._first == 0:
            self._paint_beginning(sheet, left, top)
        lines = self.lines(width)
        if lines:
            sheet.note_text(self.text, lines[0].start, lines[-1].end)
        for line in lines:
            self._paint_line(sheet, line, self._start(line, left, self._measure(width)), top - style.baseline)
            top -= style.leading

    def _paint_beginning(self, sheet: Sheet, left: float, top: float) -> None:
        if self.setting.landmark is not None:
            sheet.place(self.setting.landmark, left, top + self.setting.style.leading / 2)
        label = self.setting.label
        if label is not None:
            sheet.set_pieces(left + label.offset, top - self.setting.style.baseline, as_parts(label.pieces))

    def _start(self, line: Line, left: float, measure: float) -> float:
        spare = measure - line.width
        return left + {Flush.LEFT: 0.0, Flush.CENTRE: spare / 2, Flush.RIGHT: spare}[self.setting.style.flush]

    def _paint_line(self, sheet: Sheet, line: Line, x: float, baseline: float) -> None:
        parts = list(self.text.slices(line.start, line.end))
        if parts:
            sheet.set_pieces(x, baseline, parts, noted=True)
        for target, area in self._links(parts, x, baseline):
            self._link(sheet, target, area)

    def _links(
        self, parts: list[tuple[Piece, str]], x: float, baseline: float
    ) -> Iterator[tuple[Target | RegisterLink, Area]]:
        """The links of a line, each with its area; neighbouring pieces of one link have one area."""
        begun: tuple[Target | RegisterLink, float] | None = None
        bottom = baseline - 0.3 * self.setting.style.size
        top = baseline + 0.9 * self.setting.style.size
        for piece, characters in parts:
            if begun is not None and piece.target is not begun[0]:
                yield begun[0], Area(begun[1], bottom, x, top)
                begun = None
            if begun is None and piece.target is not None:
                begun = (piece.target, x)
            x += run_width(characters, piece.face, piece.size)
        if begun is not None:
            yield begun[0], Area(begun[1], bottom, x, top)

    def _link(self, sheet: Sheet, target: Target | RegisterLink, area: Area) -> None:
        tip = self.setting.tips(target) if self.setting.tips is not None else ""
        match target:
            case WebLink():
                sheet.link_outside(area, target.url)
            case CrossLink():
                sheet.link_inside(area, destination_name("", target.id), tip)
            case ReferenceLink():
                sheet.note_citation(target.key, area.left, area.top)
                sheet.link_inside(area, destination_name("ref", target.key), tip)
            case RegisterLink():
                sheet.link_inside(area, destination_name("fact", target.id), tip)


def as_parts(pieces: tuple[Piece, ...]) -> list[tuple[Piece, str]]:
    """Whole pieces, in the form in which a sheet sets them."""
    return [(piece, piece.text) for piece in pieces]
