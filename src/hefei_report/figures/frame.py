"""What is around a plot whose values grow upwards: grid, ticks, titles of the axes, and the labels below it."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.document.chartplan import Axis, Band, ChartPlan, Ink, Tick
from hefei_report.figures.bandlabels import BandLabels, put_band_labels
from hefei_report.figures.picture import Stroke
from hefei_report.figures.scaling import Scale, Slots, thinned
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.records import dataclass

UNDER = 0.6  # between the plot and the labels under it, in em
BESIDE = 0.7  # between the plot and what stands left and right of it
_TITLE_GAP = 0.45  # between the titles of axes and the plot, in em


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot is: places along the axes, ``y2`` being the one at the right, and its edges, in points."""

    x: Scale | Slots
    y: Scale
    left: float
    right: float
    y2: Scale | None = None

    def scale(self, *, secondary: bool) -> Scale:
        """The axis on which a line is read."""
        return self.y2 if secondary and self.y2 else self.y


def ticks_width(axis: Axis | None, sheet: Sheet) -> float:
    """The width that the labels of an axis at the side take, the gap included; 0 when it has none."""
    ticks = axis.ticks if axis else ()
    widest = max((sheet.setting.width(tick.text) for tick in ticks), default=0.0)
    return widest + sheet.setting.em(BESIDE) if widest else 0.0


def lay_titles(plan: ChartPlan, sheet: Sheet, top: float) -> float:
    """The titles of the upright axes over their ticks; returns where the plot may begin."""
    em = sheet.setting.em
    sides = [(plan.y, "left", 0.0), (plan.y2, "right", sheet.box.width)]
    titled = [(axis, across, x) for axis, across, x in sides if isinstance(axis, Axis) and axis.title]
    if not titled:
        return top
    limit = sheet.box.width if len(titled) == 1 else sheet.box.width / 2 - em(1)
    blocks = [_title(axis, limit, sheet) for axis, _, _ in titled]
    for block, (_, across, x) in zip(blocks, titled, strict=True):
        sheet.put(block, Spot(x, top, across, "top"))
    return top - max(block.height for block in blocks) - em(_TITLE_GAP)


def _title(axis: Axis, limit: float, sheet: Sheet) -> TextBlock:
    """A title in the colour of the series that is read on its axis."""
    coloured = axis.ink is not Ink.QUIET
    return sheet.block(axis.title, limit, colour=sheet.setting.text(axis.ink), bold=coloured)


def across_title(plan: ChartPlan, sheet: Sheet) -> TextBlock | None:
    """The title of the horizontal axis, None without one."""
    titled = isinstance(plan.x, Axis) and plan.x.title
    return _title(plan.x, sheet.box.width, sheet) if isinstance(plan.x, Axis) and titled else None


def draw_grid(frame: Frame, sheet: Sheet) -> None:
    """Hairlines at the ticks, their labels left of them, and right of them those of the second axis."""
    em = sheet.setting.em
    _draw_ticks(frame.y, frame, Spot(frame.left - em(BESIDE), 0.0, "right"), sheet)
    if frame.y2:
        _draw_ticks(frame.y2, frame, Spot(frame.right + em(BESIDE), 0.0), sheet)


def _draw_ticks(scale: Scale, frame: Frame, beside: Spot, sheet: Sheet) -> None:
    for tick, place in _ticks(scale, sheet):
        if scale.axis.grid:
            ends = ((frame.left, place), (frame.right, place))
            sheet.draw(Stroke(ends, sheet.setting.theme.hairline, sheet.setting.hair))
        _put_tick(tick, Spot(beside.x, place, beside.across), scale.axis, sheet)


def put_ticks(scale: Scale, margin: float, up: float, sheet: Sheet) -> None:
    """The numbers of an upright axis in a margin of so many points, for plots that stand beside it ``up`` the sheet."""
    for tick, place in _ticks(scale, sheet):
        _put_tick(tick, Spot(margin - sheet.setting.em(BESIDE), up + place, "right"), scale.axis, sheet)


def _ticks(scale: Scale, sheet: Sheet) -> Iterator[tuple[Tick, float]]:
    """The ticks for which there is room, and where they are."""
    em, ticks = sheet.setting.em, scale.axis.ticks
    places = [scale.at(tick.at) for tick in ticks]
    for number in thinned(places, [em(1.0)] * len(places), em(0.3)):
        yield ticks[number], places[number]


def _put_tick(tick: Tick, spot: Spot, axis: Axis, sheet: Sheet) -> None:
    sheet.put(sheet.block(tick.text, colour=sheet.setting.text(axis.ink)), spot)


def draw_under(axis: Axis | Band | None, frame: Frame, under: BandLabels | float, top: float, sheet: Sheet) -> None:
    """The labels below the plot; a numeric axis gets short ticks at all its values."""
    if isinstance(under, BandLabels) and isinstance(frame.x, Slots):
        put_band_labels(under, frame.x, top, sheet)
        return
    if not isinstance(axis, Axis) or not isinstance(frame.x, Scale):
        return
    em, quiet = sheet.setting.em, sheet.setting.theme.quiet
    line = top + em(UNDER)
    sheet.draw(Stroke(((frame.left, line), (frame.right, line)), quiet, sheet.setting.hair * 1.4))
    places = [frame.x.at(tick.at) for tick in axis.ticks]
    widths = [sheet.setting.width(tick.text) for tick in axis.ticks]
    middles = [min(max(at, w / 2), sheet.box.width - w / 2) for at, w in zip(places, widths, strict=True)]
    kept = thinned(middles, widths, em(0.5), [number for number, tick in enumerate(axis.ticks) if tick.major])
    for number, (tick, place) in enumerate(zip(axis.ticks, places, strict=True)):
        length = em(0.32 if number in kept else 0.2)
        sheet.draw(Stroke(((place, line), (place, line - length)), quiet, sheet.setting.hair * 1.4))
        if number in kept:
            sheet.put(sheet.block(tick.text, colour=quiet), Spot(middles[number], top, "centre", "top"))
