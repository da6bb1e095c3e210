"""A few short points beside a chart as statements between hairlines, with the air that a column of its own has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hefei_report.deck.storyboard.fitting import excess
from hefei_report.deck.storyboard.linebreaking import CHINESE_PITCH, has_chinese
from hefei_report.deck.storyboard.plan import Frame, Para, Text
from hefei_report.deck.storyboard.setting import first_flush, pieces
from hefei_report.deck.storyboard.ties import loosened
from hefei_report.document.model import List, ListItem, Panel, Paragraph, plain

_FEWEST, _MOST = 2, 5  # points that read as statements; more of them are a list
_PITCH = 1.25  # exact, so that rules can stand between points
# Type size in points and the space between points in em, the airiest first.
_SETTINGS = ((18.0, 2.2), (18.0, 1.8), (18.0, 1.4), (17.0, 1.4), (16.0, 1.2), (16.0, 1.0))


def takeaways(blocks: Sequence[Paragraph | List | Panel], frame: Frame) -> Text:
    """``blocks`` as statements at the largest setting that fits ``frame``; () for anything but a few plain points."""
    match blocks:
        case [List(ordered=False) as points] if _FEWEST <= len(points.items) <= _MOST and not _nested(points):
            for size, space in _SETTINGS:
                text = loosened(_set(points.items, size, space), frame.width_pt)
                if excess(text, frame) <= 0:
                    return text
    return ()


def _nested(points: List) -> bool:
    return any(item.children for item in points.items)


def _set(items: Sequence[ListItem], size: float, space: float) -> Text:
    return first_flush(tuple(_point(item, size, space) for item in items))


def _point(item: ListItem, size: float, space: float) -> Para:
    pitch = CHINESE_PITCH if has_chinese(plain(item.content)) else _PITCH
    return replace(Para(pieces(item.content, size), before=space * size), pitch=round(pitch * size, 1))
