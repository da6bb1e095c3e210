"""The layers of charts that are read as surfaces instead of on axes: squares that are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hefei_report.document.chartvalues import Label, Value, label_of


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


CellLayer = Squares


def labels_of_cells(layer: CellLayer) -> Iterator[Label]:
    """The texts of ``layer`` in the order of its marks; '' where a mark has none."""
    match layer:
        case Squares():
            yield from (label for group in layer.groups for label in (label_of(group.value), (group.name, None)))
            yield from ((layer.rest_name, None), (layer.meaning, None))
