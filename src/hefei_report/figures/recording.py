"""The canvas for the briefing: notes what is drawn as operators of PDF, and leaves text to the page's fonts."""

from __future__ import annotations

from hefei_report.document.drawing import Glyphs, Mark, Operators
from hefei_report.figures.contours import Brush
from hefei_report.figures.picture import Words
from hefei_report.theme.face import Outline
from hefei_report.theme.tokens import channels

_DIGITS = 2  # decimals of a point


class Recorder:
    """Collects PDF operators and lines of text; see :class:`.painting.Canvas`."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        self._operators: list[str] = []

    def marks(self) -> tuple[Mark, ...]:
        """Everything drawn so far, in order."""
        self._close_operators()
        return tuple(self._marks)

    def shape(self, outline: Outline, brush: Brush) -> None:
        stroked = bool(brush.edge and brush.width)
        state = [*(_line_state(brush) if stroked else ()), *([f"{_colour(brush.fill)} rg"] if brush.fill else ())]
        paint = {(True, True): "B", (False, True): "S", (True, False): "f"}[bool(brush.fill), stroked]
        self._operators.append(" ".join(["q", *state, written(outline), paint, "Q"]))

    def words(self, words: Words) -> None:
        self._close_operators()
        weight = "bold" if words.bold else "regular"
        colour = words.colour.lower()
        self._marks.append(Glyphs(_rounded(words.x), _rounded(words.y), 0.0, words.size, colour, weight, words.text))

    def _close_operators(self) -> None:
        if self._operators:
            self._marks.append(Operators("\n".join(self._operators)))
            self._operators = []


def written(outline: Outline) -> str:
    """The path construction operators (ISO 32000-1, 8.5.2) of ``outline``."""
    return " ".join(" ".join([*map(_number, numbers), operator]) for operator, numbers in outline)


def _line_state(brush: Brush) -> list[str]:
    cap, join = int(brush.round_ends), int(not brush.sharp)
    state = [f"{_number(brush.width)} w {cap} J {join} j"]
    if brush.dashes is not None:
        state.append(f"[{' '.join(map(_number, brush.dashes))}] {_number(0)} d")
    return [*state, f"{_colour(brush.edge)} RG"]


def _colour(colour: str) -> str:
    return " ".join(f"{channel:.3f}" for channel in channels(colour))


def _number(value: float) -> str:
    return f"{value:.{_DIGITS}f}"


def _rounded(value: float) -> float:
    return round(value, _DIGITS) + 0.0
