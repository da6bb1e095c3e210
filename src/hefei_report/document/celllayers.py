"""The layers of charts that are read as surfaces instead of on axes: squares, tiles, shades."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hefei_report.document.chartvalues import Axis, Ink, Label, Ramp, Tick, Value, label_of
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class SquareGroup:
    """A part of a whole as ``count`` squares, which may be none where the part is too small for one."""

    name: str
    count: int
    value: Value


@dataclass(frozen=True, slots=True)
class Squares:
    """Squares to be counted, in the order of ``groups``, then ``rest`` empty ones, which are called ``rest_name``.

    ``meaning`` says what one square stands for.
    """

    groups: tuple[SquareGroup, ...]
    meaning: str
    rest: int = 0
    rest_name: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a whole as a tile; its value is above zero."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Tiles that belong together, the largest first; ``name`` is '' where there are no groups."""

    name: str
    ink: Ink
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """A whole in tiles whose areas are in proportion to their values, in groups, the largest first."""

    groups: tuple[TileGroup, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its place on a scale of colours, from 0 to 1; None where the value is missing."""

    value: Value
    at: Decimal | None


@dataclass(frozen=True, slots=True)
class Cells:
    """Shades in rows and columns: on the plan's y and x are their names.

    ``scale`` is what the ends of ``ramp`` stand for, and the round values between; a drawing prints either every
    value in its cell or the ticks of the scale. ``highlights`` says which rows matter.
    """

    rows: tuple[tuple[Cell, ...], ...]
    ramp: Ramp
    scale: Axis
    highlights: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A line in kilometres east and north of the middle of a map, ``closed`` around an area or ``hole`` in one."""

    points: tuple[tuple[float, float], ...]
    closed: bool
    hole: bool = False


@dataclass(frozen=True, slots=True)
class Land:
    """What is under the places of a map, whose axes are in kilometres, with degrees as their ticks.

    ``bar`` is a round length with its text, ``north`` the word beside the arrow that points there.
    """

    outlines: tuple[Outline, ...]
    bar: Tick
    north: str


CellLayer = Squares | Tiles | Cells | Land


def labels_of_cells(layer: CellLayer) -> Iterator[Label]:
    """The texts of ``layer`` in the order of its marks; '' where a mark has none."""
    match layer:
        case Squares():
            yield from (label for group in layer.groups for label in (label_of(group.value), (group.name, None)))
            yield from ((layer.rest_name, None), (layer.meaning, None))
        case Tiles():
            for group in layer.groups:
                yield group.name, None
                yield from (label for tile in group.tiles for label in ((tile.name, None), label_of(tile.value)))
        case Cells():
            yield from (label_of(cell.value) for row in layer.rows for cell in row)
            yield from ((tick.text, None) for tick in layer.scale.ticks)
        case Land():
            yield from ((layer.bar.text, None), (layer.north, None))
