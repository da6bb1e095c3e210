"""Settles the blocks of a filled page: what is left over goes where it is not seen, and the page ends evenly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hefei_report.briefing.filledpage import FilledPage, Placed
from hefei_report.briefing.measures import lines_within


def spare_lines(page: FilledPage, step: float) -> int:
    """How many lines are free at its foot."""
    return lines_within(max(page.room - page.used, 0.0), step)


def stretch(page: FilledPage, step: float) -> int:
    """By how many lines a page can be stretched: one at each loose place, and some by drawings that grow."""
    growth = (lines_within(placed.block.leeway(), step) for placed in page.placed)
    return sum(placed.loose for placed in page.placed) + sum(growth)


def settled(page: FilledPage, step: float, *, last: bool) -> FilledPage:
    """``page`` with its blocks where they are drawn; one that has the ``last`` text of a chapter ends where that does.

    What the grid leaves over before a line of text is shared out among the spaces above it, back to the text before.
    """
    spare = 0 if last or page.asides else spare_lines(page, step)
    lines = min(spare, sum(placed.loose for placed in page.placed))
    added = [share + line for share, line in zip(_shares(page.placed), _lines(page.placed, lines, step), strict=True)]
    moved, placed, left = 0.0, [], spare - lines
    for block, more in zip(page.placed, added, strict=True):
        moved += more
        growth = min(left, lines_within(block.block.leeway(), step))
        grown = block.block.grown(growth * step) if growth else block.block
        placed.append(replace(block, block=grown, down=block.down + moved))
        moved, left = moved + growth * step, left - growth
    return replace(page, placed=tuple(placed), used=page.used + moved)


def _lines(placed: Sequence[Placed], lines: int, step: float) -> Iterator[float]:
    """What is added above each block to fill the page: ``lines`` whole lines, the lowest places first."""
    loose = [number for number, block in enumerate(placed) if block.loose]
    chosen = set(loose[len(loose) - lines :])
    return (step if number in chosen else 0.0 for number in range(len(placed)))


def _shares(placed: Sequence[Placed]) -> list[float]:
    """What is added above each block to share out the grid's remainders; they add up to nothing."""
    shares, since = [0.0] * len(placed), 0
    for number, block in enumerate(placed):
        if not block.block.alignment:
            continue
        loose = [place for place in range(since, number + 1) if placed[place].loose]
        if loose:
            for place in loose:
                shares[place] += block.rounded / len(loose)
            shares[number] -= block.rounded
        since = number + 1
    return shares
