"""A matplotlib canvas that draws nothing and writes down what was asked for: the display list for the briefing's pages.

The text stays text, set later in the page's own fonts. All that this relies on in matplotlib (3.11) is the
renderer interface that its manual documents for new backends.
"""

from __future__ import annotations

from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Transform

from hefei_report.document.drawing import Glyphs, Mark, Operators

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_OPERATORS = {int(Path.MOVETO): "m", int(Path.LINETO): "l", int(Path.CURVE4): "c"}
_DIGITS = 2  # decimals of a point


def record(figure: Figure, width: float, height: float) -> tuple[Mark, ...]:
    """The marks that draw ``figure``, which is ``width`` by ``height`` points at 72 dots per inch."""
    recorder = Recorder(width, height)
    figure.draw(recorder)
    return recorder.marks()


class Recorder(RendererBase):
    """Collects PDF operators and lines of text. One pixel is one point."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._size = (width, height)
        self._marks: list[Mark] = []
        self._operators: list[str] = []

    def marks(self) -> tuple[Mark, ...]:
        """Everything drawn so far, in order."""
        self._close_operators()
        return tuple(self._marks)

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 - the base's name
    ) -> None:
        filled = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
        stroked = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0
        if not filled and not stroked:
            return
        state = [*(_line_state(gc) if stroked else ()), *([f"{_colour(rgbFace)} rg"] if filled else ())]
        paint = {(True, True): "B", (False, True): "S", (True, False): "f"}[filled, stroked]
        self._operators.append(" ".join(["q", *state, _outline(path, transform), paint, "Q"]))

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        self._close_operators()
        size = float(prop.get_size_in_points())
        weight = "bold" if prop.get_weight() == "bold" else "regular"
        colour = to_hex(gc.get_rgb())
        self._marks.append(Glyphs(_rounded(x), _rounded(y), _rounded(angle), size, colour, weight, s))

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None) -> None:
        raise TypeError("a figure holds shapes and text only")

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        # Text is placed by its left end and its baseline, for which no size is needed.
        return 0.0, 0.0, 0.0

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def flipy(self) -> bool:
        return False

    def _close_operators(self) -> None:
        if self._operators:
            self._marks.append(Operators("\n".join(self._operators)))
            self._operators = []


def _line_state(gc: GraphicsContextBase) -> list[str]:
    cap, join = _CAPS[gc.get_capstyle()], _JOINS[gc.get_joinstyle()]
    state = [f"{_number(gc.get_linewidth())} w {cap} J {join} j"]
    dashes: Any
    offset, dashes = gc.get_dashes()
    if dashes is not None:
        state.append(f"[{' '.join(_number(float(length)) for length in dashes)}] {_number(float(offset or 0))} d")
    return [*state, f"{_colour(gc.get_rgb())} RG"]


def _outline(path: Path, transform: Transform) -> str:
    """The path construction operators (ISO 32000-1, 8.5.2) for a path of matplotlib."""
    written: list[str] = []
    for vertices, code in transform.transform_path(path).iter_segments(simplify=False):
        if code == Path.CLOSEPOLY:
            written.append("h")
            continue
        numbers = [_number(float(value)) for value in vertices]
        written += [*numbers, _OPERATORS[int(code)]]
    return " ".join(written)


def _colour(rgb: Any) -> str:
    return " ".join(f"{float(channel):.3f}" for channel in rgb[:3])


def _number(value: float) -> str:
    return f"{value:.{_DIGITS}f}"


def _rounded(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0
