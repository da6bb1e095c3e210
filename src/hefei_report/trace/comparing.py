"""Compares what a file shows with what was built: each numeral is bound as it was then, or nothing proves it.

A numeral counts as the built one only where the characters around it are the built ones too; so every edit of a
digit is seen, and a right number in another sentence is not taken for proven.
"""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.document.model import Medium
from hefei_report.evidence.numerals import Kind, numerals
from hefei_report.proof.binding import PAGE, UNPROVEN
from hefei_report.proof.inventory import Leaf, Mark, Picture, Unit, tip_digest
from hefei_report.records import dataclass
from hefei_report.trace.aligning import Squeezed, aligned, squeezed
from hefei_report.trace.reading import ReadLeaf

_AROUND = 48  # characters of the same unit, on each side, whose words must be the built ones
_NEAR = 12  # characters between where a numeral stands and where the built one should
_SIGNS = frozenset("-+~<>=≈≤≥±−‒–—")  # before a numeral they are part of it, "±" and the like as much as a minus
_CONTEXT = 36  # characters that are shown on each side


@dataclass(frozen=True, slots=True)
class Found:
    """A numeral in the file, bound as it was built. ``drawn``: it is a label inside a picture."""

    text: str
    leaf: int
    before: str
    after: str
    at: str
    binding: str
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Orphan:
    """A numeral that nothing proves, or one that was built and is not there; ``text`` or ``built`` may be ''.

    ``why`` is for the user; ``binding`` is that of the built numeral.
    """

    text: str
    leaf: int
    before: str
    after: str
    at: str
    why: str
    built: str = ""
    binding: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the numerals of a file."""

    found: tuple[Found, ...]
    orphans: tuple[Orphan, ...]


def compare_leaf(built: Leaf, read: ReadLeaf, number: int, medium: Medium) -> Comparison:
    """What leaf ``number`` of the file shows, beside the leaf that was built."""
    texts = _Beside(built.units, read.texts, number, medium).compare()
    whole = [picture for picture in built.pictures if set(picture.sha256) <= set(read.pictures)]
    edited = [picture for picture in built.pictures if picture not in whole]
    drawn = tuple(label for picture in whole for label in _labels(picture, number))
    known = {digest for picture in built.pictures for digest in picture.sha256}
    strange = [Orphan("", number, "", "", "", "a picture that was not built") for d in read.pictures if d not in known]
    lost = [
        Orphan("", number, label.before, label.after, label.at, "the picture was changed", label.text, label.binding)
        for picture in edited
        for label in _labels(picture, number)
    ]
    strange = strange[: max(0, len(strange) - len(lost))]
    return Comparison(
        (*texts.found, *drawn), (*texts.orphans, *lost, *strange, *_laid_beside(read, built.tips, number))
    )


def unknown_leaf(read: ReadLeaf, number: int) -> Comparison:
    """A leaf that was not built: nothing on it is proven."""
    texts = _Beside((), read.texts, number, Medium.DECK).compare()
    return Comparison(texts.found, (*texts.orphans, *_laid_beside(read, (), number)))


def _laid_beside(read: ReadLeaf, tips: tuple[str, ...], number: int) -> Iterator[Orphan]:
    """The numerals, and lone signs, in comments, tooltips and layouts that were not built."""
    for one in read.beside:
        if tip_digest(one.target, one.text) in tips:
            continue
        why = f"in {one.what} that was not built"
        sign = one.text.strip()
        if sign and _SIGNS.issuperset(squeezed([sign]).text):
            yield Orphan(sign, number, "", "", "", why)
        for numeral in numerals(one.text):
            if any(character.isdigit() for character in numeral.text) or numeral.kind is Kind.NUMBER:
                before, after = _around(one.text, numeral.start, numeral.start + numeral.length)
                yield Orphan(numeral.text, number, before, after, "", why)


def _labels(picture: Picture, number: int) -> Iterator[Found]:
    for label in picture.labels:
        for mark in label.marks:
            yield _found(label.text, mark, number, label.at, drawn=True)


def _found(text: str, mark: Mark, leaf: int, at: str, *, drawn: bool = False) -> Found:
    end = mark.start + mark.length
    before, after = _around(text, mark.start, end)
    return Found(text[mark.start : end], leaf, before, after, at, mark.binding, drawn)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return " ".join(text[max(0, start - _CONTEXT) : start].split(" ")), text[end : end + _CONTEXT]


@dataclass(frozen=True, slots=True)
class _Missed:
    """A built numeral that isn't found, and where in the read text it should begin."""

    unit: Unit
    mark: Mark
    expected: int


class _Beside:
    """The texts of a leaf as built and as read."""

    def __init__(self, units: tuple[Unit, ...], texts: tuple[str, ...], number: int, medium: Medium) -> None:
        self._units, self._texts, self._number, self._medium = units, texts, number, medium
        self._built: Squeezed = squeezed(unit.text for unit in units)
        self._read: Squeezed = squeezed(texts)
        self._map = aligned(self._built.text, self._read.text)
        self._mapped = set(self._map)
        self._place = {place: position for position, place in enumerate(self._built.places)}
        marks = ((number, mark) for number, unit in enumerate(units) for mark in unit.marks)
        self._marked = {position for number, mark in marks for position in self._positions(number, mark)}

    def compare(self) -> Comparison:
        """The built numerals that are there, and those that aren't or that nothing proves."""
        found: list[Found] = []
        missed: list[_Missed] = []
        covered: set[int] = set()
        for number, unit in enumerate(self._units):
            for mark in unit.marks:
                own = self._positions(number, mark)
                if not own or not self._stands(number, own):
                    missed.append(_Missed(unit, mark, self._expected(own)))
                    continue
                covered.update(self._map[position] for position in own)
                found.append(_found(unit.text, mark, self._number, unit.at))
        orphans = [
            Orphan(one.text, one.leaf, one.before, one.after, one.at, "nothing proved it when it was built")
            for one in found
            if one.binding == UNPROVEN
        ]
        found = [one for one in found if one.binding != UNPROVEN]
        if self._built.text != self._read.text:
            orphans += self._settled(missed, list(self._uncovered(covered)), found)
            orphans += self._lone_signs()
        return Comparison(tuple(found), tuple(orphans))

    def _positions(self, unit: int, mark: Mark) -> list[int]:
        offsets = range(mark.start, mark.start + mark.length)
        return [self._place[unit, offset] for offset in offsets if (unit, offset) in self._place]

    def _stands(self, unit: int, own: list[int]) -> bool:
        """Whether a numeral and the words around it in its unit are in the file as they were built."""
        first, last = own[0], own[-1]
        around = (*range(max(0, first - _AROUND), first), *range(last + 1, min(len(self._map), last + 1 + _AROUND)))
        words = (p for p in around if self._built.places[p][0] == unit and p not in self._marked)
        near = (*own, *words)
        there = self._map[first]
        return there >= 0 and not self._new_sign(there) and all(self._map[p] - there == p - first for p in near)

    def _new_sign(self, position: int) -> bool:
        """Whether a sign that was not built stands before ``position`` of what was read."""
        return position > 0 and self._read.text[position - 1] in _SIGNS and position - 1 not in self._mapped

    def _expected(self, own: list[int]) -> int:
        """Where a numeral should stand in what was read: after what is mapped before it."""
        first = own[0] if own else 0
        before = next((p for p in range(first - 1, -1, -1) if self._map[p] >= 0), None)
        return first if before is None else self._map[before] + first - before

    def _uncovered(self, covered: set[int]) -> Iterator[tuple[int, Orphan]]:
        """The numerals in the file that are not covered by built ones, with where each begins."""
        place = {where: position for position, where in enumerate(self._read.places)}
        for number, text in enumerate(self._texts):
            for numeral in numerals(text):
                span = range(numeral.start, numeral.start + numeral.length)
                own = [place[number, offset] for offset in span if (number, offset) in place]
                if all(position in covered for position in own):
                    continue
                if numeral.kind is Kind.NUMBER or any(character.isdigit() for character in numeral.text):
                    before, after = _around(text, span.start, span.stop)
                    yield own[0], Orphan(numeral.text, self._number, before, after, "", "nothing proves it")

    def _lone_signs(self) -> Iterator[Orphan]:
        """Texts that are nothing but a sign and were not built: they may lie beside a number."""
        place = {where: position for position, where in enumerate(self._read.places)}
        for number, text in enumerate(self._texts):
            own = [place[number, offset] for offset in range(len(text)) if (number, offset) in place]
            signs = "".join(self._read.text[position] for position in own)
            if signs and _SIGNS.issuperset(signs) and self._mapped.isdisjoint(own):
                yield Orphan(text.strip(), self._number, "", "", "", "a sign that was not built")

    def _settled(
        self, missed: list[_Missed], uncovered: list[tuple[int, Orphan]], found: list[Found]
    ) -> Iterator[Orphan]:
        """Numerals that nothing proves, beside the built ones whose place they take; then those that are gone."""
        waiting = list(missed)
        for position, orphan in uncovered:
            near = min(waiting, key=lambda one: abs(one.expected - position), default=None)
            if near is None or abs(near.expected - position) > _NEAR + len(orphan.text):
                yield orphan
                continue
            waiting.remove(near)
            built = near.unit.text[near.mark.start : near.mark.start + near.mark.length]
            if near.mark.binding == PAGE and self._medium is Medium.DECK and orphan.text == str(self._number):
                found.append(_found(orphan.text, Mark(0, len(orphan.text), PAGE), self._number, ""))
                continue
            why = "the words around it were changed" if built == orphan.text else f"the build printed {built} here"
            yield Orphan(
                orphan.text, orphan.leaf, orphan.before, orphan.after, near.unit.at, why, built, near.mark.binding
            )
        for one in waiting:
            gone = _found(one.unit.text, one.mark, self._number, one.unit.at)
            yield Orphan(
                "", gone.leaf, gone.before, gone.after, gone.at, "expected, not found", gone.text, gone.binding
            )
