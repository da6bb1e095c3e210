"""Fills one page from a place in the galley: what follows in order, floats at the top or where they stand, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from hefei_report.briefing.filledpage import Choice, FilledPage, Placed
from hefei_report.briefing.flow import Block, Breadth, Note, gap
from hefei_report.briefing.footing import Foot
from hefei_report.briefing.galley import Galley, Place
from hefei_report.briefing.margins import Margin
from hefei_report.briefing.measures import PageFormat, on_grid
from hefei_report.records import dataclass

_EPSILON = 1e-6
_LESS = 0.01  # points: room for nearly all of a block


@dataclass
class Filling:
    """The filling of one page of ``format`` with the grid ``step``; notes stand in a ``margin`` if it has a width."""

    galley: Galley
    place: Place
    format: PageFormat
    step: float
    choice: Choice = field(default_factory=Choice)
    margin: float = 0.0

    def __post_init__(self) -> None:
        self.width = self.format.width
        self.room = self.format.height
        self._end = self.room - self.choice.less
        self._placed: list[Placed] = []
        self._used = 0.0
        self._waiting: list[Block] = []
        self._met: list[int] = []
        self._torn = False
        self._sure = 0  # blocks before this one stand, as what they cling to did
        empty = Foot(self.width, self.step, ids=self.place.ids)
        self._foot = empty.going_on(self.place.carried, self.room)
        self._margin = Margin(self.margin, self.room - self.step)

    # ------------------------------------------------------------------------------------- the whole

    def fill(self) -> FilledPage | None:
        """The page, or None when the choice can't be kept."""
        if not self._set_waiting():
            return None
        index, rest = self._set_flow(self.place.index, self.place.rest)
        if not self._placed and not self._foot.bodies:
            if self.choice != Choice():
                return None
            index, rest = self._force(index, rest)
        if any(float_ >= index for float_ in self.choice.tops):
            return None  # would stand on a page before its own
        return self._filled(index, rest)

    def fill_turned(self) -> FilledPage:
        """A page in landscape, with those of the first floats that wait that are meant for one."""
        self._waiting = list(self.place.waiting)
        while self._waiting and self._waiting[0].breadth is Breadth.TURNED:
            if self._put(self._waiting[0]):
                self._waiting.pop(0)
            elif self._placed or not self._begin_waiting():
                break
        return self._filled(self.place.index, self.place.rest, turned=True)

    def _filled(self, index: int, rest: Block | None, *, turned: bool = False) -> FilledPage:
        return FilledPage(
            tuple(self._placed),
            self._foot,
            self._used,
            self.room - self._below(self._placed[-1].block if self._placed else None),
            Place(index, rest, tuple(self._waiting), self._foot.carried, self._foot.ids),
            self.choice,
            tuple(self._met),
            self._torn,
            turned,
            self._margin.asides,
        )

    def _set_waiting(self) -> bool:
        """First the floats that earlier pages had no room for, then those chosen for the top, if they fit there."""
        self._waiting = list(self.place.waiting)
        while self._waits_for_upright() and self._put(self._waiting[0]):
            self._waiting.pop(0)
        if self._waits_for_upright() and not self._placed:
            self._begin_waiting()
        tops = (self.galley.at(index) for index in self.choice.tops)
        return not self.choice.tops or (not self._waiting and all(top is not None and self._put(top) for top in tops))

    def _waits_for_upright(self) -> bool:
        return bool(self._waiting) and self._waiting[0].breadth is not Breadth.TURNED

    def _begin_waiting(self) -> bool:
        """The first float that waits is too high for any page: as much of it as can be, or all.

        If notes of earlier pages, or what is to stay free, take the room that it needs, it goes on waiting: then False.
        """
        first = self._waiting[0]
        parts = self._begun(first)
        if parts is None and (self._foot.bodies or self.choice.less):
            return False
        self._put(first if parts is None else parts[0], forced=True)
        self._waiting[:1] = [] if parts is None else [parts[1]]
        return True

    def _set_flow(self, index: int, rest: Block | None) -> tuple[int, Block | None]:
        """What follows in order, as far as it fits; where the next page begins."""
        while (block := rest or self.galley.at(index)) is not None:
            if rest is None and block.floats:
                self._set_float(index, block)
            elif (block.barrier and self._waiting) or not self._stands(index, block):
                return index, rest
            elif not self._put(block):
                parts = self._divided(block)
                if parts is None:
                    return index, rest
                self._put(parts[0])
                self._torn = not block.alignment
                return index, parts[1]
            index, rest = index + 1, None
        return index, None

    def _set_float(self, index: int, block: Block) -> None:
        """Here, if it fits here; else it waits, and text may come first."""
        if not any(placed.block.barrier for placed in self._placed[1:]):
            self._met.append(index)
        if index in self.choice.tops:
            return
        late = self.choice.put_off is not None and index >= self.choice.put_off
        if late or self._waiting or block.breadth is Breadth.TURNED or not self._put(block):
            self._waiting.append(block)

    def _force(self, index: int, rest: Block | None) -> tuple[int, Block | None]:
        """Each page takes something, even if it is too high for any."""
        block = rest or self.galley.at(index)
        if self._waits_for_upright():
            self._begin_waiting()
        elif block is not None:
            parts = self._begun(block)
            self._put(block if parts is None else parts[0], forced=True)
            return (index + 1, None) if parts is None else (index, parts[1])
        return index, rest

    def _begun(self, block: Block) -> tuple[Block, Block] | None:
        """Its parts, the first of which fits; if its notes don't, they go on on the next page."""
        room = self._end - self._below(block) - self._down(block)
        return self._divided(block) or block.divide(self.width, room)

    # -------------------------------------------------------------------------------------- a block

    def _below(self, block: Block | None) -> float:
        """What the foot takes when ``block`` stands right above it: then it keeps its distance from the notes' rule."""
        return self._foot.height + (self._beneath(block) if block is not None and self._foot.bodies else 0.0)

    def _beneath(self, block: Block) -> float:
        """The space between ``block`` and what a foot takes."""
        return 0.0 if block.alignment else min(block.after, self.step)

    def _down(self, block: Block) -> float:
        """Where it would begin."""
        return on_grid(self._next(block), block.alignment * self.step) if block.alignment else self._next(block)

    def _next(self, block: Block) -> float:
        """The same without regard to the grid."""
        return self._used + gap(self._placed[-1].block, block) if self._placed else block.sink

    def _put(self, block: Block, *, forced: bool = False) -> bool:
        """Set it, with its notes, if it fits."""
        natural = self._next(block)
        down = on_grid(natural, block.alignment * self.step) if block.alignment else natural
        bottom = down + block.height(self.width)
        if not forced and bottom > self._end - self._below(block) + _EPSILON:
            return False
        noted = self._noted(block, down, bottom, forced=forced)
        if noted is None:
            return False
        loose = bool(self._placed) and not self._placed[-1].block.clings and self._stands_apart(block)
        self._placed.append(Placed(block, down, loose, down - natural))
        self._used, (self._foot, self._margin) = bottom, noted
        return True

    def _noted(self, block: Block, down: float, bottom: float, *, forced: bool = False) -> tuple[Foot, Margin] | None:
        """Foot and margin with the notes of ``block``, from ``down`` to ``bottom``; None if they don't fit."""
        foot, margin, rest = self._foot, self._margin, list(block.notes(self.width))
        if not rest and not self.margin:
            return foot, margin
        if self.margin and block.breadth is Breadth.COLUMN:
            margin, rest = self._beside(rest, down)
            foot = replace(foot, ids=foot.ids | {aside.note.id for aside in margin.asides})
        elif self.margin:
            margin, away = margin.taken(down, bottom, tuple(placed.down for placed in self._placed))
            foot, rest = replace(foot, ids=foot.ids - {note.id for note in away}), [*away, *rest]
        full = foot.with_notes(rest, self._end - bottom - self._beneath(block), forced=forced)
        return None if full is None else (full, margin)

    def _beside(self, notes: list[Note], down: float) -> tuple[Margin, list[Note]]:
        """The margin with those of ``notes`` that fit, and the others."""
        margin = self._margin
        rest: list[Note] = []
        for note in notes:
            wider = None if note.id in self._foot.ids else margin.with_note(note, len(self._placed), down)
            margin, rest = (margin, [*rest, note]) if wider is None else (wider, rest)
        return margin, rest

    def _stands_apart(self, block: Block) -> bool:
        """Whether it, or the block before it, is set apart from the text."""
        return block.apart or self._placed[-1].block.apart

    def _divided(self, block: Block) -> tuple[Block, Block] | None:
        """Its parts, the first of which fits with its notes."""
        down = self._down(block)
        end = min(self._end - self._below(block), down + block.height(self.width) - _LESS)  # its notes may be too much
        while end > down:
            parts = block.divide(self.width, end - down)
            if parts is None:
                return None
            bottom = down + parts[0].height(self.width)
            if self._noted(parts[0], down, bottom) is not None:
                return parts
            end = bottom - self.step / 2
        return None

    def _stands(self, index: int, block: Block) -> bool:
        """Whether what clings to it can begin on this page too; the first of a page always stands."""
        if not block.clings or not self._placed or index < self._sure:
            return True
        foot, down, skipped = self._foot, self._down(block), False
        plain = not self.margin  # whether each of them would be found where it is looked for here
        for number, (upper, lower) in enumerate(self._followers(index, block), index + 1):
            if upper.clings:
                down += upper.height(self.width)
                foot = self._with_its_notes(foot, upper, down)
            end = self._end - foot.height - (self._beneath(lower) if foot.bodies else 0.0)
            space = gap(upper, lower)
            if lower.floats:
                fits = not self._waiting and down + space + lower.height(self.width) <= end + _EPSILON
                if fits and lower.breadth is not Breadth.TURNED and index not in self.choice.tops:
                    return True
                skipped, plain = True, False
            elif lower.clings:
                if skipped:
                    return False
                down += space
                plain = plain and not lower.alignment
            else:
                stands = down + space + lower.opening(self.width) <= end + _EPSILON
                self._sure = number if stands and plain and foot is self._foot else self._sure
                return stands
        return not skipped

    def _with_its_notes(self, foot: Foot, block: Block, bottom: float) -> Foot:
        """``foot`` with the notes of ``block``, which ends at ``bottom``, or with as much of them as fits."""
        if self.margin:
            return foot
        return foot.with_notes(block.notes(self.width), self._end - bottom, forced=True) or foot

    def _followers(self, index: int, block: Block) -> Iterator[tuple[Block, Block]]:
        """The blocks after it, each with the one before that stays in place."""
        upper = block
        while (lower := self.galley.at(index := index + 1)) is not None:
            yield upper, lower
            if not lower.floats:
                upper = lower
