"""Sets notes beside the places in the data that they are about, with a thin line to them that crosses no text."""

from __future__ import annotations

import math
from collections.abc import Iterator

from hefei_report.figures.picture import Point, Rect, Stroke
from hefei_report.figures.sheet import Sheet, Spot, TextBlock, rect_at

_WIDTHS = (13.0, 7.0, 4.5)  # of a note, em
_FAR = (1.4, 2.2, 3.2, 4.4, 5.8, 7.4, 9.2, 11.5, 14.0, 17.0)  # from the place to the text, em
_STEPS = 16  # directions around a place, those above it first
_NEAR = 0.45  # where the line ends before its place, em
_LABEL = 1.8  # so far at most is the place from the foot of its own label, over which the line then ends, em


def put_callout(text: str, here: Point, sheet: Sheet) -> None:
    """``text`` as near to ``here`` as it covers nothing, or else no other text. Raises DoesNotFit."""
    em = sheet.setting.em
    colour = sheet.setting.theme.quiet
    blocks = [sheet.block(text, em(width), colour=colour, balanced=True) for width in _WIDTHS]
    ends = dict.fromkeys((here, sheet.over_text(here, em(_LABEL))))
    for shapes in (True, False):
        for far in _FAR:
            for block in blocks:
                for end in ends:
                    for spot in _spots(end, far, sheet):
                        if _is_free(block, spot, end, sheet, shapes=shapes):
                            _put(block, spot, end, sheet)
                            return
    _put(blocks[0], sheet.first_free(blocks[0], _anywhere(blocks[0], sheet)), here, sheet)


def _spots(here: Point, far: float, sheet: Sheet) -> Iterator[Spot]:
    """Places around ``here``, so many em away, from above to below."""
    em = sheet.setting.em
    angles = sorted((2 * math.pi * step / _STEPS for step in range(_STEPS)), key=lambda a: round(-math.sin(a), 6))
    for angle in angles:
        across = "left" if math.cos(angle) > 0.3 else "right" if math.cos(angle) < -0.3 else "centre"
        up = "bottom" if math.sin(angle) > 0.3 else "top" if math.sin(angle) < -0.3 else "middle"
        yield Spot(here[0] + em(far) * math.cos(angle), here[1] + em(far) * math.sin(angle), across, up)


def _anywhere(block: TextBlock, sheet: Sheet) -> Iterator[Spot]:
    """Places all over the box, for a note in a crowd."""
    step = sheet.setting.em(0.8)
    for row in range(int((sheet.box.height - block.height) / step) + 1):
        for column in range(int((sheet.box.width - block.width) / step) + 1):
            yield Spot(column * step, sheet.box.height - row * step, up="top")


def _is_free(block: TextBlock, spot: Spot, here: Point, sheet: Sheet, *, shapes: bool) -> bool:
    """Whether text and line of a note cover no text, and with ``shapes`` no mark; the text then meets no line."""
    rect = rect_at(block, spot).grown(sheet.setting.em(0.25))
    if not sheet.is_free(rect, shapes=shapes):
        return False
    line = _line(here, rect_at(block, spot), sheet)
    return line is None or not (sheet.meets_text(*line) or (shapes and sheet.meets_marks(*line)))


def _line(here: Point, rect: Rect, sheet: Sheet) -> tuple[Point, Point] | None:
    """From the text's nearest edge to just before the place; None where they are so near that it needs none."""
    em = sheet.setting.em
    start = (min(max(here[0], rect.left), rect.right), min(max(here[1], rect.bottom), rect.top))
    length = math.dist(start, here)
    if length < em(_NEAR) + em(0.4):
        return None
    part = em(_NEAR) / length
    gap = em(0.12) / length
    return _between(start, here, gap), _between(here, start, part)


def _between(first: Point, second: Point, share: float) -> Point:
    return first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share


def _put(block: TextBlock, spot: Spot, here: Point, sheet: Sheet) -> None:
    """Set a note on paper, so that no grid runs through it, with its line."""
    rect = rect_at(block, spot)
    line = _line(here, rect, sheet)
    sheet.clear_ground(rect)
    if line is not None:
        sheet.draw(Stroke(line, sheet.setting.theme.quiet, sheet.setting.hair * 1.3))
        sheet.keep_clear_of_line(line)
    sheet.put(block, spot)
