"""Lays out a heatmap: shades in rows and columns, with their values in them where these fit, else with a key."""

from __future__ import annotations

from hefei_report.document.chartplan import Axis, Band, Cell, Cells, ChartPlan, Ramp, Status
from hefei_report.figures.bandlabels import plan_band_labels, put_band_labels
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_empty
from hefei_report.figures.picture import Polygon, Rect, Stroke, hatching, rectangle
from hefei_report.figures.scaling import Slots, thinned
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.wrapping import widest_piece
from hefei_report.records import dataclass
from hefei_report.theme.tokens import mixed, shade

_GUTTER_SHARE = 0.34  # of the width, at most, for the names of rows
_MOST_LINES = 3  # of a name
_LEAST_ROW, _BEST_ROW, _HIGHEST_ROW = 1.05, 1.9, 4.0  # em
_PRINTED_ROW = 1.35  # the least height of a row with values in it
_NARROWEST = 0.3  # em
_EDGE = 0.1  # the paper between cells, in em
_KEY_WIDTH, _KEY_HEIGHT, _KEY_STEPS = 15.0, 0.7, 60  # em


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells are: slots across, and rows of one height from ``top`` downwards, in points."""

    slots: Slots
    top: float
    row: float

    def cell(self, row: int, column: int) -> Rect:
        left = self.slots.near + column * self.slots.step
        top = self.top - row * self.row
        return Rect(left, top - self.row, left + self.slots.step, top)


def cells_of(plan: ChartPlan) -> Cells:
    """The cells that ``plan`` consists of."""
    return next(layer for layer in plan.layers if isinstance(layer, Cells))


def lay_printed_cells(plan: ChartPlan, sheet: Sheet) -> None:
    """Every value in its cell. Raises DoesNotFit."""
    em, cells = sheet.setting.em, cells_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    grid = _lay_grid(plan, top, _PRINTED_ROW, sheet)
    values = [cell.value for row in cells.rows for cell in row]
    widest = max(sheet.setting.width(value.text) for value in values) + em(0.5)
    if widest > grid.slots.step:
        raise DoesNotFit((widest - grid.slots.step) * grid.slots.count, "the values in the cells")
    for number, row in enumerate(cells.rows):
        for column, cell in enumerate(row):
            _put_value(cell, grid.cell(number, column), cells.ramp, sheet)


def lay_keyed_cells(plan: ChartPlan, sheet: Sheet) -> None:
    """Cells without values, under a key of their shades. Raises DoesNotFit."""
    top = lay_legend(plan.legend, sheet, _lay_key(cells_of(plan), sheet))
    _lay_grid(plan, top, _LEAST_ROW, sheet)


def natural_height(plan: ChartPlan, sheet: Sheet) -> float:
    """Rows of the best height under the names of the columns, in points."""
    rows = cells_of(plan).rows
    best = _BEST_ROW if len(rows) <= 20 else _PRINTED_ROW
    return sheet.setting.em(2.0 + best * len(rows))


# ------------------------------------------------------------------------------------------------ cells


def _lay_grid(plan: ChartPlan, top: float, least: float, sheet: Sheet) -> Grid:
    """Cells with the names of rows and columns; rows are ``least`` em high or higher. Raises DoesNotFit."""
    em, cells = sheet.setting.em, cells_of(plan)
    names = _row_names(plan, sheet)
    left = max(name.width for name in names) + em(0.7) if any(name.lines[0] for name in names) else 0.0
    slots = Slots(len(cells.rows[0]), left, sheet.box.width)
    if slots.step < em(_NARROWEST):
        raise DoesNotFit((em(_NARROWEST) - slots.step) * slots.count, "the cells")
    top = _lay_column_names(plan, slots, top, sheet)
    needed = max(em(least), *(name.height for name in names))
    row = min(top / len(names), em(_HIGHEST_ROW))
    if row < needed - 1e-6:
        raise DoesNotFit((needed - row) * len(names), "the rows")
    grid = Grid(slots, top, row)
    for number, (name, line) in enumerate(zip(names, cells.rows, strict=True)):
        sheet.put(name, Spot(0.0, top - (number + 0.5) * row))
        for column, cell in enumerate(line):
            _draw_cell(cell, grid.cell(number, column), cells.ramp, sheet)
    _draw_highlights(cells, grid, sheet)
    return grid


def _row_names(plan: ChartPlan, sheet: Sheet) -> list[TextBlock]:
    """The names at the left, wrapped; those of highlighted rows in bold. Raises DoesNotFit."""
    rows = plan.y.labels if isinstance(plan.y, Band) else ()
    limit = sheet.box.width * _GUTTER_SHARE
    widest = max(widest_piece(name, sheet.setting.width) for name in rows)
    if widest > limit:
        raise DoesNotFit(widest - limit, "the names of the rows")
    highlights = cells_of(plan).highlights
    blocks = [sheet.block(name, limit, bold=bold) for name, bold in zip(rows, highlights, strict=True)]
    longest = max(len(block.lines) for block in blocks)
    if longest > _MOST_LINES:
        raise DoesNotFit((longest - _MOST_LINES) * sheet.setting.pitch, "the names of the rows")
    return blocks


def _lay_column_names(plan: ChartPlan, slots: Slots, top: float, sheet: Sheet) -> float:
    """The names over the columns; returns where the cells may begin. Raises DoesNotFit."""
    if isinstance(plan.x, Axis):
        return _lay_numbers(plan.x, slots, top, sheet)
    names = plan_band_labels(plan.x.labels if plan.x else (), slots.step, sheet)
    put_band_labels(names, slots, top, sheet)
    return top - names.height - sheet.setting.em(0.3)


def _lay_numbers(axis: Axis, slots: Slots, top: float, sheet: Sheet) -> float:
    """Numbers over the columns, as many as have room."""
    places = [slots.at(tick.at) for tick in axis.ticks]
    widths = [sheet.setting.width(tick.text) for tick in axis.ticks]
    height = sheet.block("0").height
    for number in thinned(places, widths, sheet.setting.em(0.6)):
        block = sheet.block(axis.ticks[number].text)
        half = block.width / 2
        x = min(max(places[number], half), sheet.box.width - half)
        sheet.put(block, Spot(x, top, "centre", "top"))
    return top - height - sheet.setting.em(0.3)


def _draw_cell(cell: Cell, rect: Rect, ramp: Ramp, sheet: Sheet) -> None:
    """The shade of a value, hatched or edged where it isn't an actual one, or an empty cell."""
    em, setting = sheet.setting.em, sheet.setting
    inner = rect.grown(-min(em(_EDGE) / 2, (rect.right - rect.left) / 8))
    if cell.at is None:
        draw_empty(sheet, inner)
        return
    fill = shade(setting.theme, ramp, float(cell.at))
    sheet.draw(Polygon(rectangle(inner), fill=fill))
    marked = mixed(fill, setting.on(fill), 0.45)
    match cell.value.status:
        case Status.ESTIMATED:
            for ends in hatching(inner, em(0.42)):
                sheet.draw(Stroke(ends, marked, em(0.06)))
        case Status.PRELIMINARY | Status.TARGET:
            dashes = (em(0.32), em(0.2)) if cell.value.status is Status.TARGET else None
            edge = inner.grown(-em(0.05))
            sheet.draw(Polygon(rectangle(edge), edge=marked, edge_width=em(0.09), dashes=dashes))
        case Status.ACTUAL | Status.DERIVED:
            pass


def _put_value(cell: Cell, rect: Rect, ramp: Ramp, sheet: Sheet) -> None:
    """The value in the middle of its cell, in whichever of light and dark reads better on its shade."""
    if cell.at is None or not cell.value.text:
        return
    fill = shade(sheet.setting.theme, ramp, float(cell.at))
    block = sheet.block(cell.value.text, colour=sheet.setting.on(fill))
    spot = Spot((rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2, "centre")
    if cell.value.status is Status.ESTIMATED:
        half = block.width / 2 + sheet.setting.em(0.15)
        ground = Rect(spot.x - half, spot.y - sheet.setting.em(0.55), spot.x + half, spot.y + sheet.setting.em(0.55))
        sheet.draw(Polygon(rectangle(ground), fill=fill))
    sheet.put(block, spot)


def _draw_highlights(cells: Cells, grid: Grid, sheet: Sheet) -> None:
    """A line in the accent around each highlighted row."""
    for number, chosen in enumerate(cells.highlights):
        if chosen:
            first, last = grid.cell(number, 0), grid.cell(number, grid.slots.count - 1)
            around = Rect(first.left, first.bottom, last.right, first.top).grown(-sheet.setting.em(0.02))
            edge, width = sheet.setting.theme.accent, sheet.setting.em(0.16)
            sheet.draw(Polygon(rectangle(around), edge=edge, edge_width=width))


# -------------------------------------------------------------------------------------------------- key


def _lay_key(cells: Cells, sheet: Sheet) -> float:
    """The scale of shades with its round values, at the top left; returns where the next thing may begin."""
    em, top = sheet.setting.em, sheet.box.height
    half = max(sheet.setting.width(tick.text) for tick in cells.scale.ticks) / 2
    left, width = half, min(em(_KEY_WIDTH), sheet.box.width - 2 * half)
    foot = top - em(_KEY_HEIGHT)
    for step in range(_KEY_STEPS):
        near, far = (left + width * place / _KEY_STEPS for place in (step, step + 1))
        colour = shade(sheet.setting.theme, cells.ramp, (step + 0.5) / _KEY_STEPS)
        sheet.draw(Polygon(rectangle(Rect(near, foot, min(far + em(0.03), left + width), top)), fill=colour))
    span = float(cells.scale.maximum - cells.scale.minimum)
    places = [left + width * float(tick.at - cells.scale.minimum) / span for tick in cells.scale.ticks]
    widths = [sheet.setting.width(tick.text) for tick in cells.scale.ticks]
    kept = thinned(places, widths, em(0.6))
    if kept[0] != 0:
        raise DoesNotFit(widths[0], "the numbers of the key")
    for number in kept:
        ends = ((places[number], foot), (places[number], foot - em(0.2)))
        sheet.draw(Stroke(ends, sheet.setting.theme.quiet, sheet.setting.hair * 1.2))
        block = sheet.block(cells.scale.ticks[number].text, colour=sheet.setting.theme.quiet)
        sheet.put(block, Spot(places[number], foot - em(0.25), "centre", "top"))
    return foot - em(0.25) - sheet.block("0").height - em(0.7)
