"""Puts a picture on a matplotlib figure, the same for every canvas: recorder, SVG and PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Wedge
from matplotlib.patches import Polygon as PolygonPatch
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from hefei_report.figures.picture import Dashes, Dot, Picture, Polygon, Sector, Shape, Stroke, Words

POINTS_PER_INCH = 72.0
_SETTINGS: Any = {  # matplotlib types it with a literal for every key
    "svg.fonttype": "path",
    "svg.hashsalt": "figure",
    "path.simplify": False,
    "text.parse_math": False,
    "text.hinting": "none",
}

# Cuts a line of text into parts of one font file each: (file or None, text, distance from the line's start).
Faces = Callable[[Words], Iterable[tuple[Path | None, str, float]]]


@contextmanager
def plain_settings() -> Iterator[None]:
    """matplotlib's own defaults, whatever a matplotlibrc on this machine says, and nothing that varies."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def figure_of(picture: Picture, faces: Faces) -> Figure:
    """``picture`` as a figure of its exact size, without axes; lengths are points on any canvas."""
    size = (picture.box.width / POINTS_PER_INCH, picture.box.height / POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=POINTS_PER_INCH, frameon=False)
    points = Affine2D().scale(1 / POINTS_PER_INCH) + figure.dpi_scale_trans
    order = 0
    for shape in picture.shapes:
        order += 1
        _add(figure, _shape_artist(shape), points, order)
    for words in picture.words:
        order += 1
        for file, text, ahead in faces(words):
            _add(figure, _text_artist(words, file, text, ahead), points, order)
    return figure


def _add(figure: Figure, artist: Artist, points: Transform, order: int) -> None:
    artist.set_transform(points)
    artist.set_zorder(order)
    figure.add_artist(artist)


def _shape_artist(shape: Shape) -> Artist:
    match shape:
        case Polygon():
            return PolygonPatch(shape.points, closed=True, joinstyle="miter", **_paint(shape))
        case Sector():
            ring = shape.outer - shape.inner
            return Wedge(
                shape.centre, shape.outer, shape.start, shape.end, width=ring, joinstyle="round", **_paint(shape)
            )
        case Dot():
            patch: Patch = Circle(shape.centre, shape.radius, **_paint(shape))
            return patch
        case Stroke():
            return _line_artist(shape)


def _paint(shape: Polygon | Sector | Dot) -> dict[str, Any]:
    dashes = None if isinstance(shape, Dot) else shape.dashes
    return {
        "facecolor": shape.fill or "none",
        "edgecolor": shape.edge or "none",
        "linewidth": shape.edge_width if shape.edge else 0.0,
        "linestyle": _dashes(dashes, shape.edge_width),
    }


def _line_artist(stroke: Stroke) -> Line2D:
    xs, ys = zip(*stroke.points, strict=True)
    ends: Literal["round", "butt"] = "round" if stroke.round_ends else "butt"
    return Line2D(
        xs,
        ys,
        color=stroke.colour,
        linewidth=stroke.width,
        linestyle=_dashes(stroke.dashes, stroke.width),
        solid_capstyle=ends,
        solid_joinstyle="round",
        dash_capstyle="butt",
        dash_joinstyle="round",
    )


def _dashes(dashes: Dashes | None, width: float) -> Any:
    """matplotlib's line style: it multiplies the lengths by the line's width, so they are divided by it here."""
    if dashes is None:
        return "solid"
    return (0.0, tuple(length / max(width, 0.01) for length in dashes))


def _text_artist(words: Words, file: Path | None, text: str, ahead: float) -> Text:
    font = FontProperties(size=words.size, weight="bold" if words.bold else "normal", fname=file)
    return Text(
        words.x + ahead,
        words.y,
        text,
        color=words.colour,
        fontproperties=font,
        horizontalalignment="left",
        verticalalignment="baseline",
        parse_math=False,
    )
