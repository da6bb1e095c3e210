"""A paragraph, heading or list item that flows: lines of pieces, with links, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace

from hefei_report.briefing.composing import set_line
from hefei_report.briefing.flow import Block, Breadth, Note, once
from hefei_report.briefing.inline import NoteLink, Piece, RegisterLink
from hefei_report.briefing.landmarks import Area, Landmark, destination_name
from hefei_report.briefing.linebreaks import Broken, Edge, Line, break_lines
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.styles import Flush, TextStyle
from hefei_report.document.model import CrossLink, ReferenceLink, Target, WebLink
from hefei_report.records import dataclass

_LEAST_LINES = 2  # neither widows nor orphans
_EPSILON = 1e-6
_LEAST_JUSTIFIED = 22.0  # em: in narrower lines there are too few spaces
_LEAST_JUSTIFIED_CHINESE = 12.0  # there is a space between any two characters


@dataclass(frozen=True, slots=True)
class Label:
    """A mark beside the first line, such as a bullet or a number, ``offset`` points from the text's left edge.

    ``node`` is its element in the structure, or None where it belongs to the text's.
    """

    pieces: tuple[Piece, ...]
    offset: float
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class SetNote:
    """What a note says, as a block, and its element in the structure."""

    body: Block
    node: Node


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text stands in its place.

    ``indent`` is taken from the left, ``first`` more from the first line; ``measure`` (0: none) is the greatest width
    of a line, all in points. A ``balanced`` text gets lines of about the same length. ``notes`` are those that its
    marks lead to, by number. ``tips`` gives the tooltip of a link, ``report`` is told the excess of a word that is too
    wide. ``node`` is the text's element in the structure.
    """

    style: TextStyle
    node: Node
    indent: float = 0.0
    first: float = 0.0
    measure: float = 0.0
    label: Label | None = None
    landmark: Landmark | None = None
    clings: bool = False
    balanced: bool = False
    breadth: Breadth = Breadth.FULL
    notes: Mapping[str, SetNote] = field(default_factory=dict)
    tips: Callable[[Target | RegisterLink | NoteLink], str] | None = None
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
        self.apart = self.setting.clings and self._first == 0

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
        return break_lines(self.text, measure, self._edge(measure), self.setting.first)

    def _edge(self, measure: float) -> Edge:
        style = self.setting.style
        if self.setting.balanced:
            return Edge.BALANCED
        chinese = any(piece.letters.face.wide for piece in self.text.pieces[:1])
        least = _LEAST_JUSTIFIED_CHINESE if chinese else _LEAST_JUSTIFIED
        wide = style.justified and style.flush is Flush.LEFT and measure >= least * style.size
        return Edge.JUSTIFIED if wide else Edge.RAGGED

    def _measure(self, width: float) -> float:
        inner = width - self.setting.indent
        return max(1.0, min(inner, self.setting.measure or inner))

    @once
    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.setting.style.leading

    def opening(self, width: float) -> float:
        lines = len(self.lines(width))
        return (lines if lines <= _LEAST_LINES + 1 else _LEAST_LINES) * self.setting.style.leading

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        fitting = min(int((room + _EPSILON) / self.setting.style.leading), len(lines) - _LEAST_LINES)
        if fitting > _LEAST_LINES and lines[fitting - 1].hyphen:  # no page ends within a word if that can be helped
            fitting -= 1
        if fitting < _LEAST_LINES:
            return None
        middle = self._first + fitting
        return replace(self, _last=middle), replace(self, _first=middle)

    @once
    def notes(self, width: float) -> tuple[Note, ...]:
        if not self.setting.notes:
            return ()
        leading, lines = self.setting.style.leading, self.lines(width)
        found, start = [], 0
        for piece in self.text.pieces:
            if isinstance(piece.target, NoteLink):
                body = self.setting.notes[piece.target.number].body
                standing = (number for number, line in enumerate(lines) if line.start <= start < line.end)
                found += [Note(piece.target.number, number * leading, body) for number in standing]
            start += len(piece.text)
        return tuple(found)

    # ---------------------------------------------------------------------------------------- painting

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        with sheet.within(self.setting.node):
            self._paint(sheet, x + self.setting.indent, top, width)

    def _paint(self, sheet: Sheet, left: float, top: float, width: float) -> None:
        style, lines = self.setting.style, self.lines(width)
        if self._first == 0:
            self._paint_beginning(sheet, left, top)
        if lines:
            sheet.note_text(self.text, lines)
        for line in lines:
            self._paint_line(sheet, line, self._start(line, left, self._measure(width)), top - style.baseline)
            top -= style.leading

    def _paint_beginning(self, sheet: Sheet, left: float, top: float) -> None:
        if self.setting.landmark is not None:
            sheet.place(self.setting.landmark, left, top + self.setting.style.leading / 2)
        label = self.setting.label
        if label is not None:
            with sheet.within(label.node or self.setting.node):
                sheet.set_pieces(left + label.offset, top - self.setting.style.baseline, as_parts(label.pieces))

    def _start(self, line: Line, left: float, measure: float) -> float:
        spare = measure - line.width
        return left + {Flush.LEFT: line.indent, Flush.CENTRE: spare / 2, Flush.RIGHT: spare}[self.setting.style.flush]

    def _paint_line(self, sheet: Sheet, line: Line, x: float, baseline: float) -> None:
        """Set a line in stretches of one target and language; a link that goes on is the same element there."""
        size = self.setting.style.size
        for stretch in set_line(self.text, line):
            target, left = stretch.piece.target, x + stretch.x
            node = self._element(target)
            with sheet.within(node):
                with sheet.within(_inner(node, stretch.piece)):
                    sheet.set_items(left, baseline, stretch.items, stretch.scale)
                if target is not None:
                    area = Area(left, baseline - 0.3 * size, left + stretch.width, baseline + 0.9 * size)
                    self._link(sheet, target, area)

    def _element(self, target: Target | RegisterLink | NoteLink | None) -> Node:
        """The element of a stretch with ``target``; a note comes right after the reference to it."""
        node = self.setting.node
        match target:
            case None:
                return node
            case NoteLink():
                mark = node.stretch("Reference", target).stretch("Link", target)
                node.kids += [note for note in (self.setting.notes[target.number].node,) if note not in node.kids]
                return mark
            case _:
                return node.stretch("Link", target)

    def _link(self, sheet: Sheet, target: Target | RegisterLink | NoteLink, area: Area) -> None:
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
            case NoteLink():
                sheet.place(Landmark(destination_name("mark", target.number), ""), area.left, area.top)
                sheet.link_inside(area, destination_name("note", target.number), tip)


def _inner(node: Node, piece: Piece) -> Node:
    """The element of ``piece`` within ``node``: text for machines, and in another language, has its own."""
    if piece.code:
        node = node.stretch("Code", piece.code)
    return node.stretch("Span", piece.lang, piece.lang) if piece.lang else node


def as_parts(pieces: tuple[Piece, ...]) -> list[tuple[Piece, str]]:
    """Whole pieces, in the form in which a sheet sets them."""
    return [(piece, piece.text) for piece in pieces]
