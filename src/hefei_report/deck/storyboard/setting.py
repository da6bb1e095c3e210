"""Sets the running text of a document as paragraphs of a slide, at a given size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from hefei_report.deck.storyboard.linebreaking import CHINESE_PITCH, has_chinese
from hefei_report.deck.storyboard.plan import Para, Piece, Text, Tint
from hefei_report.document.model import Align, Inline, List, ListItem, Panel, Paragraph, Run, Tone
from hefei_report.records import dataclass

BULLETS = ("•", "–", "•")
TONES = {Tone.NOTE: Tint.PRIMARY, Tone.INSIGHT: Tint.ACCENT, Tone.CAUTION: Tint.CAUTION}
LEVEL_INDENT = 1.15  # em of the size, for each level of a list
_LEVEL_STEP = 1.0  # points that each level is smaller, down to the floor
_CHILD_SPACE = 0.55  # of the space between items, between the items inside one


@dataclass(frozen=True, slots=True)
class Setting:
    """How running text is set: its size in points, the least size, and the space between items in em."""

    size: float
    floor: float
    space: float = 0.55


def settings(size: float, floor: float, airy: bool = True) -> tuple[Setting, ...]:
    """The settings to try, from ``size`` down to ``floor``, the airiest first."""
    steps = [Setting(size, floor, space) for space in ((0.95, 0.7) if airy else (0.7,))]
    while size > floor:
        steps.append(Setting(size, floor, 0.5))
        size = max(floor, size - 1)
    return (*steps, Setting(floor, floor, 0.5), Setting(floor, floor, 0.35))


def settings_alone(size: float, floor: float) -> tuple[Setting, ...]:
    """The same for text that has a slide to itself: with room to spare it is somewhat larger and airier."""
    return (
        *(Setting(size + 2, floor, space) for space in (1.5, 1.2)),
        Setting(size, floor, 1.2),
        *settings(size, floor),
    )


def pieces(inline: Inline, size: float, tint: Tint | None = None, bold: bool = False) -> tuple[Piece, ...]:
    """``inline`` at one size and colour."""
    return tuple(Piece(run, size, tint, bold) for run in inline if run.text)


def para(
    inline: Inline,
    size: float,
    tint: Tint | None = None,
    *,
    bold: bool = False,
    before: float = 0.0,
    align: Align = Align.LEFT,
) -> Para:
    """A plain paragraph of one size."""
    return spaced(Para(pieces(inline, size, tint, bold), before=before, align=align))


def words(text: str, role: str = "") -> Inline:
    """A plain text as one run; ``role`` says what its digits are."""
    return (Run(text, role=role),)


def spaced(paragraph: Para) -> Para:
    """``paragraph`` with an exact line pitch if it has Chinese in it: fonts disagree about that height."""
    everything = (*paragraph.label, *paragraph.pieces)
    if not has_chinese("".join(piece.run.text for piece in everything)):
        return paragraph
    return replace(paragraph, pitch=round(CHINESE_PITCH * max(piece.size for piece in everything), 1))


def first_flush(text: Text) -> Text:
    """``text`` without space before its first paragraph: applications disagree about that space."""
    return (replace(text[0], before=0.0), *text[1:]) if text else ()


def set_words(blocks: Iterable[Paragraph | List | Panel], setting: Setting) -> Text:
    """Paragraphs, lists (to three levels) and callouts one below the other."""
    out: list[Para] = []
    for block in blocks:
        match block:
            case Paragraph():
                out.append(para(block.content, setting.size, before=round(setting.space * setting.size, 1)))
            case List():
                out += _items(block.items, setting, 0, block.ordered, max(1, block.start))
            case Panel():
                inner = set_panel(block, setting)
                out += (replace(inner[0], before=round(setting.size, 1)), *inner[1:])
            case _:
                assert_never(block)
    return first_flush(tuple(out))


def set_panel(panel: Panel, setting: Setting, with_title: bool = True) -> Text:
    """A callout's title, in the colour of its tone, and its body."""
    title: Text = ()
    if with_title and panel.title:
        title = (para(panel.title, setting.size + 1, TONES[panel.tone], bold=True),)
    body = set_words(panel.body, setting)
    if title and body:
        body = (replace(body[0], before=round(0.35 * setting.size, 1)), *body[1:])
    return (*title, *body)


def _items(items: tuple[ListItem, ...], setting: Setting, level: int, ordered: bool, start: int = 1) -> list[Para]:
    out = []
    size = max(setting.floor, setting.size - _LEVEL_STEP * level)
    indent = LEVEL_INDENT * setting.size
    for position, item in enumerate(items, start):
        out.append(
            spaced(
                Para(
                    pieces(item.content, size),
                    level=level,
                    left=round(indent * (level + 1), 1),
                    hang=round(indent, 1),
                    bullet="" if ordered else BULLETS[min(level, 2)],
                    number=position if ordered else 0,
                    before=round(setting.space * size * (_CHILD_SPACE if level else 1.0), 1),
                )
            )
        )
        out += _items(item.children, setting, min(level + 1, 2), bool(item.ordered))
    return out
