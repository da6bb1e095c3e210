"""Fits text into frames at real sizes: the largest size that fits, or the fewest pages, or how much is too much."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hefei_report.deck.storyboard.linebreaking import height, line_count, text_height
from hefei_report.deck.storyboard.plan import Frame, Text
from hefei_report.deck.storyboard.setting import Setting, first_flush, para, set_words, words
from hefei_report.deck.storyboard.ties import loosened
from hefei_report.document.cutting import cut, whole_numbers
from hefei_report.document.model import Inline, List, Panel, Paragraph, Run, plain
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text at the size it was given; ``excess`` is how many points it is too high, 0 when it fits."""

    text: Text
    excess: float = 0.0


def excess(text: Text, frame: Frame) -> float:
    """How many points ``text`` is too high for ``frame``; 0 or less when it fits."""
    return text_height(text, frame.width_pt) - frame.height_pt


def fit(set_at: Callable[[float], Text], frame: Frame, sizes: Sequence[float], lines: int = 0) -> Fitted:
    """The text at the first of ``sizes`` that fits ``frame`` (and, with ``lines``, takes no more lines than that)."""
    text: Text = ()
    too_high = 0.0
    for size in sizes:
        text = set_at(size)
        too_high = max(excess(text, frame), _too_many_lines(text, frame, lines))
        if too_high <= 0:
            return Fitted(text)
    return Fitted(text, too_high)


def _too_many_lines(text: Text, frame: Frame, most: int) -> float:
    """How high in points the lines of the first paragraph beyond ``most`` are."""
    if not most or not text:
        return 0.0
    lines = line_count(text[0], frame.width_pt)
    return max(0, lines - most) * height(text[0], frame.width_pt) / lines


def fit_words(blocks: Sequence[Paragraph | List | Panel], frame: Frame, tries: Sequence[Setting]) -> Fitted:
    """Running text in the first of the settings ``tries`` that fits ``frame``."""
    last = Fitted(())
    for setting in tries:
        text = loosened(set_words(blocks, setting), frame.width_pt)
        last = Fitted(text, max(0.0, excess(text, frame)))
        if not last.excess:
            break
    return last


# ------------------------------------------------------------------------------------------- paging


def pages(text: Text, frame: Frame) -> tuple[Text, ...]:
    """``text`` over as few pages of ``frame`` as it needs, about equally full.

    A page ends before a paragraph, at the top level where possible. A paragraph higher than the frame
    gets a page to itself.
    """
    most = len(_filled(text, frame.width_pt, frame.height_pt))
    low, high = frame.height_pt / 2, frame.height_pt
    for _ in range(10):
        middle = (low + high) / 2
        if len(_filled(text, frame.width_pt, middle)) <= most:
            high = middle
        else:
            low = middle
    return tuple(first_flush(page) for page in _filled(text, frame.width_pt, high))


def _filled(text: Text, width_pt: float, height_pt: float) -> list[Text]:
    """``text`` cut into pages no higher than ``height_pt``, each as full as it goes."""
    out: list[Text] = []
    rest = text
    while rest:
        fitting = _how_many_fit(rest, width_pt, height_pt)
        out.append(rest[:fitting])
        rest = rest[fitting:]
    return out


def _how_many_fit(text: Text, width_pt: float, height_pt: float) -> int:
    """How many paragraphs of ``text`` go on a page, at least one; an item isn't parted from its children in vain."""
    used, count = 0.0, 0
    for paragraph in text:
        used += height(paragraph, width_pt) + (paragraph.before if count else 0.0)
        if used > height_pt:
            break
        count += 1
    count = max(1, count)
    if count == len(text):
        return count
    whole = next((n for n in range(count, 0, -1) if text[n].level == 0), 0)
    return whole or count


def columns(text: Text, frame: Frame) -> tuple[Text, Text] | None:
    """``text`` in two columns of ``frame``'s size, the left one no shorter, or None if that is too much."""
    first, end = 1, len(text)
    while first < end:  # the further the cut, the higher the left one: so the first good cut is found by halving
        middle = (first + end) // 2
        high, low = (text_height(part, frame.width_pt) for part in _cut(text, middle))
        first, end = (first, middle) if high >= low else (middle + 1, end)
    at = next((at for at in range(first, len(text)) if text[at].level == 0), None)
    if at is None:
        return None
    left, right = _cut(text, at)
    return (left, right) if max(excess(left, frame), excess(right, frame)) <= 0 else None


def _cut(text: Text, at: int) -> tuple[Text, Text]:
    return text[:at], first_flush(text[at:])


def cut_to_line(line: Inline, size: float, width_pt: float, bold: bool = False) -> Inline:
    """``line``, shortened to one line with an ellipsis where it is longer, but not within a number."""
    text = plain(line)
    if _one_line(text, size, width_pt, bold):
        return line
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if _one_line(text[:middle].rstrip() + "…", size, width_pt, bold) else (low, middle - 1)
        )
    kept = whole_numbers(text, low).rstrip(" ,;:，；：")
    return (*cut(line, len(kept))[0], Run("…"))


def _one_line(text: str, size: float, width_pt: float, bold: bool) -> bool:
    return line_count(para(words(text), size, bold=bold), width_pt) == 1
