"""The quiet drawing on the cover: ridges that climb to the right, like the curves that a report is about."""

from __future__ import annotations

from itertools import pairwise

from hefei_report.deck.openxml.colours import SCHEME
from hefei_report.deck.storyboard.plan import Frame, Tint
from hefei_report.deck.template.drawingml import mark

_Point = tuple[float, float]

# Heights at equal steps, as shares of the drawing; one list for each ridge, from the back to the front.
_RIDGES = (
    (0.10, 0.15, 0.19, 0.20, 0.26, 0.34, 0.38, 0.48, 0.62, 0.76, 1.00),
    (0.05, 0.08, 0.13, 0.17, 0.18, 0.24, 0.31, 0.35, 0.45, 0.58, 0.72),
    (0.02, 0.03, 0.06, 0.10, 0.13, 0.14, 0.19, 0.25, 0.28, 0.37, 0.47),
)
_OPACITY = 7_000  # of each ridge, in thousandths of a percent


def ridges(frame: Frame, tint: Tint) -> list[str]:
    """The ridges in ``frame`` as shapes, each a veil of ``tint`` over what stands behind it."""
    colour = f'<a:solidFill><a:schemeClr val="{SCHEME[tint]}"><a:alpha val="{_OPACITY}"/></a:schemeClr></a:solidFill>'
    return [mark("Ridge", frame, colour, _outline(frame, heights)) for heights in _RIDGES]


def _outline(frame: Frame, heights: tuple[float, ...]) -> str:
    """The area under a smooth curve through ``heights``."""
    step = frame.w / (len(heights) - 1)
    points = [(number * step, frame.h * (1 - share)) for number, share in enumerate(heights)]
    curve = "".join(f"<a:cubicBezTo>{''.join(map(_pt, bend))}</a:cubicBezTo>" for bend in _bends(points))
    path = (
        f"<a:moveTo>{_pt((0, frame.h))}</a:moveTo><a:lnTo>{_pt(points[0])}</a:lnTo>{curve}"
        f"<a:lnTo>{_pt((frame.w, frame.h))}</a:lnTo><a:close/>"
    )
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{frame.w}" h="{frame.h}">{path}</a:path></a:pathLst></a:custGeom>'
    )


def _bends(points: list[_Point]) -> list[tuple[_Point, _Point, _Point]]:
    """Bézier segments (two control points and an end) of a Catmull-Rom curve through ``points``."""
    padded = [points[0], *points, points[-1]]
    found = []
    for number, (start, end) in enumerate(pairwise(points)):
        before, after = padded[number], padded[number + 3]
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        found.append((first, second, end))
    return found


def _pt(point: _Point) -> str:
    return f'<a:pt x="{round(point[0])}" y="{round(point[1])}"/>'
