"""Points that each begin with a few words in bold, as rows: what it is about, what is said of it, rules between."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.deck.storyboard.fitting import excess
from hefei_report.deck.storyboard.linebreaking import CHINESE_PITCH, has_chinese, natural_width
from hefei_report.deck.storyboard.plan import Frame, Para, Piece, Text, Tint
from hefei_report.deck.storyboard.setting import first_flush, pieces
from hefei_report.deck.storyboard.ties import loosened
from hefei_report.document.cutting import cut
from hefei_report.document.model import Inline, List, Panel, Paragraph, Run, plain

_FEWEST, _MOST = 3, 7  # rows that make a table of them
_WIDEST_LEAD = 0.3  # of the frame's width that stands beside what is said; a longer one stands above it
_GAP = 1.2  # em, between the two
_PITCH = 1.25  # exact, so that rules can stand between rows
# Type size in points and the space between rows in em, the airiest first.
_SETTINGS = (
    *((24.0, 2.6), (24.0, 2.2), (22.0, 2.0), (20.0, 1.6), (20.0, 1.3)),
    *((18.0, 1.6), (18.0, 1.3), (18.0, 1.0), (16.0, 1.0), (16.0, 0.8), (14.0, 0.8)),
)

Row = tuple[Inline, Inline]


def lead_rows(blocks: Sequence[Paragraph | List | Panel], frame: Frame) -> Text:
    """``blocks`` as rows at the largest setting that fits ``frame``; () when they aren't such points, or too many."""
    rows = _rows(blocks)
    for size, space in _SETTINGS if rows else ():
        text = loosened(_set(rows, size, space * size, frame), frame.width_pt)
        if excess(text, frame) <= 0:
            return text
    return ()


def _rows(blocks: Sequence[Paragraph | List | Panel]) -> list[Row]:
    match blocks:
        case [List(ordered=False) as points] if _FEWEST <= len(points.items) <= _MOST:
            rows = [_parted(item.content) for item in points.items if not item.children]
            whole = len(rows) == len(points.items) and all(lead and said for lead, said in rows)
            return rows if whole else []
        case _:
            return []


def _parted(content: Inline) -> Row:
    """The words in bold that ``content`` begins with, and what follows without the space before it."""
    at = 0
    for run in content:
        if not run.bold:
            break
        at += len(run.text)
    lead, said = cut(content, at)
    spaces = len(plain(said)) - len(plain(said).lstrip())
    return lead, cut(said, spaces)[1]


def _set(rows: Sequence[Row], size: float, before: float, frame: Frame) -> Text:
    leads = [pieces(lead, size, Tint.PRIMARY, bold=True) for lead, _ in rows]
    widest = max(natural_width(Para(lead)) for lead in leads)
    beside = widest <= _WIDEST_LEAD * frame.width_pt
    left = round(widest + _GAP * size, 1) if beside else 0.0
    return first_flush(
        tuple(_row(lead, pieces(said, size), left, before) for lead, (_, said) in zip(leads, rows, strict=True))
    )


def _row(lead: tuple[Piece, ...], said: tuple[Piece, ...], left: float, before: float) -> Para:
    """A row; without a ``left`` margin for what is said, it stands on a line of its own."""
    size = lead[0].size
    chinese = has_chinese("".join(piece.run.text for piece in (*lead, *said)))
    pitch = round((CHINESE_PITCH if chinese else _PITCH) * size, 1)
    if left:
        return Para(said, left=left, hang=left, label=lead, before=before, pitch=pitch)
    return Para((*lead, Piece(Run("\n"), size), *said), before=before, pitch=pitch)
