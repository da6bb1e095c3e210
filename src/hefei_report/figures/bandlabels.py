"""Sets the labels under a band of columns: wrapped in their slots, or staggered in rows where words are too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.scaling import Slots
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.wrapping import widest_piece

_MAX_ROWS = 3
_GAP = 0.5  # between neighbours, in em


@dataclass(frozen=True, slots=True)
class BandLabels:
    """Blocks by slot, in ``rows`` rows: slot ``i`` stands in row ``i % rows``; ``height`` in points."""

    blocks: tuple[TextBlock, ...]
    rows: int
    height: float


def plan_band_labels(labels: Sequence[str], step: float, sheet: Sheet) -> BandLabels:
    """The labels for slots of ``step`` points, in as few rows as keep their words whole.

    Raises DoesNotFit when even three rows don't.
    """
    needed = max((widest_piece(label, sheet.setting.width) for label in labels), default=0.0)
    gap = sheet.setting.em(_GAP)
    for rows in range(1, _MAX_ROWS + 1):
        limit = step * rows - gap
        if needed <= limit or (rows == _MAX_ROWS and limit >= sheet.setting.em(6)):
            blocks = tuple(sheet.block(label, limit, balanced=True) for label in labels)
            depth = [max((b.height for b in blocks[row::rows]), default=0.0) for row in range(rows)]
            return BandLabels(blocks, rows, sum(depth) + sheet.setting.em(0.25) * (rows - 1))
    raise DoesNotFit((needed - step * _MAX_ROWS + gap) * len(labels), "the labels of the columns are too long")


def put_band_labels(planned: BandLabels, slots: Slots, top: float, sheet: Sheet) -> None:
    """Set the labels from ``top`` downwards; those at the ends are moved into the box."""
    for row in range(planned.rows):
        depth = 0.0
        for slot in range(row, len(planned.blocks), planned.rows):
            block = planned.blocks[slot]
            half = block.width / 2
            x = min(max(slots.at(slot), half), sheet.box.width - half)
            sheet.put(block, Spot(x, top, "centre", "top"))
            depth = max(depth, block.height)
        top -= depth + sheet.setting.em(0.25)
