"""Loosens ties in narrow columns: what is read at once stays on one line, but not behind a line that is half empty."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hefei_report.deck.storyboard.linebreaking import advances_of, line_count, line_ends
from hefei_report.deck.storyboard.plan import Para, Text
from hefei_report.evidence.numbers import NO_BREAK

_LEAST_FULL = 0.6  # of a line that isn't the last
_MOST_ROUNDS = 8  # ties that are loosened in a paragraph


def loosened(text: Text, width_pt: float) -> Text:
    """``text`` in a column ``width_pt`` points wide; a tie that leaves a line under 60 % full is a space instead."""
    return tuple(_loosened(para, width_pt) for para in text)


def _loosened(para: Para, width_pt: float) -> Para:
    for _ in range(_MOST_ROUNDS):
        place = _tie_to_loosen(para, width_pt)
        if place is None:
            break
        tried = _with_space(para, place)
        if line_count(tried, width_pt) > line_count(para, width_pt):
            break
        para = tried
    return para


def _tie_to_loosen(para: Para, width_pt: float) -> int | None:
    """The place of the last no-break space behind a line under 60 % full up to which the text fits on that line."""
    text = "".join(piece.run.text for piece in para.pieces)
    if NO_BREAK not in text or "\n" in text:
        return None
    advances, start, room = advances_of(para), 0, width_pt - para.left
    ends = line_ends(para, width_pt)
    for end, following in pairwise(ends):
        if sum(advances[start:end]) < _LEAST_FULL * room:
            fitting = (
                place
                for place in range(following - 1, end - 1, -1)
                if text[place] == NO_BREAK and sum(advances[start:place]) <= room
            )
            found = next(fitting, None)
            if found is not None:
                return found
        start = end
    return None


def _with_space(para: Para, place: int) -> Para:
    pieces, start = [], 0
    for piece in para.pieces:
        at, text = place - start, piece.run.text
        start += len(text)
        changed = 0 <= at < len(text)
        run = replace(piece.run, text=text[:at] + " " + text[at + 1 :]) if changed else piece.run
        pieces.append(replace(piece, run=run))
    return replace(para, pieces=tuple(pieces))
