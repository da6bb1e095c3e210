"""Reads the outlines in a GeoJSON file of the author's (RFC 7946): the rings and lines, no names, and not too many."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.projecting import Place
from hefei_report.outline.files import author_text
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MOST_POSITIONS = 200_000
_DEEPEST = 8  # collections within collections
_HINT = "export it as GeoJSON in degrees (WGS 84), with polygons or lines"


@dataclass(frozen=True, slots=True)
class Ring:
    """A line on the globe, ``closed`` if it surrounds an area; ``hole`` if that is cut out of another."""

    places: tuple[Place, ...]
    closed: bool
    hole: bool = False


class _Unfit(Exception):
    """What is wrong with a file, in words for its author."""


def read_rings(path: Text, context: PlanContext) -> tuple[Ring, ...] | None:
    """The outlines in the file ``path``, or None after reporting what is wrong with it."""
    text = author_text(context.workspace, path.value, path.span, context.diagnostics)
    if text is None:
        return None
    try:
        rings = tuple(_rings(_parsed(text), 0))
        if not rings:
            raise _Unfit("has no polygons and no lines")
        if sum(len(ring.places) for ring in rings) > MOST_POSITIONS:
            raise _Unfit(f"has more than {MOST_POSITIONS:,} positions")
    except _Unfit as problem:
        context.diagnostics.error("bad-geojson", f"'{path.value}' {problem}", path.span, _HINT)
        return None
    return rings


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise _Unfit("is not JSON") from None


def _rings(node: Any, depth: int) -> Iterator[Ring]:
    """The rings of a GeoJSON object and of what is in it. Raises _Unfit."""
    if node is None:  # a feature without a place
        return
    if not isinstance(node, dict) or depth > _DEEPEST:
        raise _Unfit("is not GeoJSON")
    coordinates = node.get("coordinates")
    match node.get("type"):
        case "FeatureCollection":
            yield from (ring for one in _list(node.get("features")) for ring in _rings(one, depth + 1))
        case "GeometryCollection":
            yield from (ring for one in _list(node.get("geometries")) for ring in _rings(one, depth + 1))
        case "Feature":
            yield from _rings(node.get("geometry"), depth + 1)
        case "Polygon":
            yield from _polygon(coordinates)
        case "MultiPolygon":
            yield from (ring for one in _list(coordinates) for ring in _polygon(one))
        case "LineString":
            yield Ring(_places(coordinates), closed=False)
        case "MultiLineString":
            yield from (Ring(_places(one), closed=False) for one in _list(coordinates))
        case "Point" | "MultiPoint":
            return
        case _:
            raise _Unfit("is not GeoJSON")


def _polygon(coordinates: Any) -> Iterator[Ring]:
    for number, ring in enumerate(_list(coordinates)):
        yield Ring(_places(ring), closed=True, hole=number > 0)


def _list(node: Any) -> Sequence[Any]:
    if not isinstance(node, list):
        raise _Unfit("is not GeoJSON")
    return node


def _places(node: Any) -> tuple[Place, ...]:
    found = tuple(_place(position) for position in _list(node))
    if len(found) < 2:
        raise _Unfit("has a line of fewer than two positions")
    return found


def _place(position: Any) -> Place:
    numbers = _list(position)[:2]
    if len(numbers) < 2 or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
        raise _Unfit("has positions that are no numbers")
    lon, lat = (float(number) for number in numbers)
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        raise _Unfit("has positions that are no degrees")
    return Place(lat, lon)
