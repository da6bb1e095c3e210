"""Sets the labels under a band of columns: wrapped in their slots, or staggered in rows where words are too long."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.scaling import Slots
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread
from hefei_report.figures.wrapping import widest_piece
from hefei_report.records import dataclass

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
    """Set the labels from ``top`` downwards; those at the ends are moved into the box. Raises DoesNotFit."""
    for row in range(planned.rows):
        numbers = range(row, len(planned.blocks), planned.rows)
        blocks = [planned.blocks[slot] for slot in numbers]
        wanted = [slots.at(slot) - block.width / 2 for slot, block in zip(numbers, blocks, strict=True)]
        widths = [block.width for block in blocks]
        lefts = spread(wanted, widths, 0.0, sheet.box.width, sheet.setting.em(_GAP) * 0.8)
        if lefts is None:
            raise DoesNotFit(sum(widths) - sheet.box.width, "the labels of the columns are too long")
        for block, left in zip(blocks, lefts, strict=True):
            sheet.put(block, Spot(left + block.width / 2, top, "centre", "top"))
        top -= max((block.height for block in blocks), default=0.0) + sheet.setting.em(0.25)
