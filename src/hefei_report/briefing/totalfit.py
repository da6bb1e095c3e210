"""Chooses where the lines of a paragraph end by looking at all of them at once (Knuth and Plass 1981)."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from hefei_report.briefing.chances import Chances, End

_LINE = 10.0  # demerits of a line before it is looked at (Knuth and Plass's line penalty)
_UNLIKE = 2_500.0  # a tight line beside a loose one
_TWO_HYPHENS = 20_000.0  # at the ends of lines that follow one another
_LAST_HYPHEN = 10_000.0  # at the end of the last line but one
_RUNT_SHARE, _RUNT = 0.15, 30_000.0  # a last line as short as that is a left-over word
_FORCED = 1e8
_LAST_RESORT = 1000.0  # so dear a place is considered only where hyphens are
_BEYOND = 8.0  # points: more than a mark hangs out and a hyphen takes; a line longer than that will get no shorter

_RAGGED_HYPHEN = 2_500.0  # as much as a line half of which is empty
_RAGGED_RUNT = 900.0
_ROUNDING = 1e-5  # points, or per cent


class _Node(NamedTuple):
    """The best way to the end of a line: sums at the start of the next, fitness class (0 tight to 3 very loose)."""

    start: int
    width: float
    stretch: float
    shrink: float
    fitness: int
    demerits: float
    hyphen: bool
    before: _Node | None


def justified_ends(
    chances: Chances, measure: float, tolerance: float, *, hyphens: bool, emergency: float = 0.0, force: bool = False
) -> list[int] | None:
    """Which of the ends make lines of ``measure`` points with spaces as even as can be.

    None if some line needs a stretch of more than ``tolerance`` times what its glue gives, unless there is a ``force``;
    ``emergency`` points are added to what each line gives.
    """
    starts, ends = chances.starts, chances.ends
    final = len(ends) - 1
    active = [_Node(0, *starts[0][1:], 1, 0.0, False, None)]
    for index, end in enumerate(ends):
        if not hyphens and (end.hyphen or end.price >= _LAST_RESORT):
            continue
        last, gone = index == final, index == final
        best: dict[int, tuple[float, _Node]] = {}
        for node in active:
            ratio = _ratio(node, end, measure, emergency, last)
            if ratio == -inf:
                gone = True
            if not -1.0 <= ratio <= tolerance:
                continue
            fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
            demerits = node.demerits + _demerits(ratio, fitness, node, end)
            if last:
                demerits += _at_the_end(node, end, measure)
            if fitness not in best or demerits < best[fitness][0]:
                best[fitness] = (demerits, node)
        if gone:
            kept = [] if last else [node for node in active if _ratio(node, end, measure, emergency, last) > -inf]
            if not kept and not best:
                if not force:
                    return None
                best[1] = (active[-1].demerits + _FORCED, active[-1])
            active = kept
        for fitness, (demerits, node) in best.items():
            sums = starts[index + 1][1:] if not last else (0.0, 0.0, 0.0)
            active.append(_Node(index + 1, *sums, fitness, demerits, end.hyphen, node))
    return _path(min(active, key=lambda node: node.demerits))


def _ratio(node: _Node, end: End, measure: float, emergency: float, last: bool) -> float:
    """What part of its stretch (above 0) or shrink (below 0) the line from ``node`` to ``end`` needs.

    -inf when the line is so long that no later end will do.
    """
    slack = measure - (end.width - node.width + end.extra)
    if slack >= 0.0:
        give = end.stretch - node.stretch + emergency
        return 0.0 if last or slack < _ROUNDING else slack / give if give > 0.0 else inf
    give = end.shrink - node.shrink
    if slack >= -give:
        return slack / give if give > 0.0 else 0.0
    return -inf if slack + end.extra + give + _BEYOND < 0.0 else -2.0


def _demerits(ratio: float, fitness: int, node: _Node, end: End) -> float:
    """How bad a line is beside the one before it.

    Badness grows with the square of the ratio, not with its cube as in TeX: that keeps the deviation of word spaces
    smaller for the same number of hyphens (bench/typesetting.py).
    """
    badness = _LINE + 100.0 * ratio * ratio
    demerits = badness * badness + end.price * end.price
    if abs(fitness - node.fitness) > 1:
        demerits += _UNLIKE
    return demerits + _TWO_HYPHENS if end.hyphen and node.hyphen else demerits


def _at_the_end(node: _Node, end: End, measure: float) -> float:
    """The demerits of a short last line, and of a hyphen in the line before it."""
    short = node.before is not None and end.width - node.width < _RUNT_SHARE * measure
    return (_RUNT if short else 0.0) + (_LAST_HYPHEN if node.hyphen else 0.0)


class _Way(NamedTuple):
    """The best way to the end of a ragged line."""

    start: int
    width: float
    cost: float
    before: _Way | None


def ragged_ends(chances: Chances, measure: float, *, hyphens: bool, balanced: bool, line: float = 1e6) -> list[int]:
    """Which of the ends make the fewest lines, and then those whose empty ends differ least (least squares).

    Each line costs ``line``, its empty part the square of its per cent. The last line's counts if it is ``balanced``.
    """
    starts, ends = chances.starts, chances.ends
    final = len(ends) - 1
    active = [_Way(0, starts[0].width, 0.0, None)]
    for index, (_, width, _, _, extra, price, hyphen) in enumerate(ends):
        if hyphen and not hyphens:
            continue
        best: _Way | None = None
        cost = inf
        for way in active:
            slack = 100.0 * (1.0 - (width - way.width + extra) / measure)
            if slack >= -_ROUNDING:
                total = way.cost + (slack * slack if index < final or balanced else _runt(slack, way))
                if total < cost:
                    cost, best = total, way
        kept = [way for way in active if width - way.width <= measure + _BEYOND]
        if best is None and (index == final or not kept):
            best, cost = active[-1], active[-1].cost + _FORCED
        active = kept
        if best is not None:
            following = starts[index + 1].width if index < final else 0.0
            active.append(_Way(index + 1, following, cost + line + price + hyphen * _RAGGED_HYPHEN, best))
    return _path(active[-1])


def _runt(slack: float, way: _Way) -> float:
    """What a last line costs of which ``slack`` per cent are empty."""
    return _RAGGED_RUNT if way.before is not None and slack > 100.0 * (1.0 - _RUNT_SHARE) else 0.0


def _path(last: _Node | _Way) -> list[int]:
    """The ends chosen on the way to the end of the text."""
    found = []
    at: _Node | _Way | None = last
    while at is not None and at.before is not None:
        found.append(at.start - 1)
        at = at.before
    return found[::-1]
