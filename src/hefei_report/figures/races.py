"""Lays out places over time: a row for each place, its number in every point, and names at the ends of the lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hefei_report.document.chartplan import Band, ChartPlan, Ink, Status
from hefei_report.document.progresslayers import Race, Runner
from hefei_report.figures.bandlabels import plan_band_labels, put_band_labels
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.picture import Dot, Point, Stroke
from hefei_report.figures.scaling import Scale, Slots
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread
from hefei_report.records import dataclass

_SHARES = (0.16, 0.22, 0.28, 0.33)  # of the box's width, for names at one side, tried in this order
_MOST_LINES = 3
_PAD = 0.18  # em, between a number and the rim of its point
_GAP = 0.55  # em, from a point to a name
_ROW = 0.1  # em, at least between the points of neighbouring places
_UNDER = 0.5  # em, between the plot and the moments under it
_CERTAIN = frozenset({Status.ACTUAL, Status.DERIVED, Status.PRELIMINARY})
_RANK = {Ink.CONTEXT: 0, Ink.ACCENT: 2}


@dataclass(frozen=True, slots=True)
class Track:
    """A runner with the middles of its points by slot; a slot without a place has none."""

    runner: Runner
    points: dict[int, Point]


def runners_of(plan: ChartPlan) -> tuple[Runner, ...]:
    """All runners of all layers."""
    return tuple(runner for layer in plan.layers if isinstance(layer, Race) for runner in layer.runners)


def lay_race(plan: ChartPlan, sheet: Sheet) -> None:
    """The lines between the names at both sides, over the moments. Raises DoesNotFit."""
    em, runners = sheet.setting.em, runners_of(plan)
    radius = _radius(runners, sheet)
    before, after = (_names(runners, sheet, leading=leading) for leading in (True, False))
    left = _widest(before) + (em(_GAP) if before else 0.0)
    right = sheet.box.width - _widest(after) - em(_GAP)
    slots = _slots(plan, runners, left, right, radius)
    if slots.step < 2 * radius + em(0.4):
        raise DoesNotFit(2 * radius + em(0.4) - slots.step, "the points leave no width for the lines")
    band = plan.x if isinstance(plan.x, Band) else Band(())
    under = plan_band_labels(band.labels, slots.step, sheet)
    bottom = under.height + em(_UNDER) + radius
    rows = numeric(plan.y)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    scale = Scale(rows, bottom, top - radius - em(0.1))
    least = (2 * radius + em(_ROW)) * float(rows.maximum - rows.minimum)
    if scale.far - scale.near < least:
        raise DoesNotFit(least - (scale.far - scale.near), "the rows of the places")
    put_band_labels(under, slots, under.height, sheet)
    tracks = tracks_of(runners, slots, scale, radius)
    _check_apart(tracks, radius)
    for track in sorted(tracks, key=lambda track: _RANK.get(track.runner.ink, 1)):
        _draw(track, radius, sheet)
    _put_names(tracks, before, radius, -1.0, sheet)
    _put_names(tracks, after, radius, 1.0, sheet)


def natural_height(plan: ChartPlan, sheet: Sheet) -> float:
    """Rows a good distance apart, and the moments under them, in points."""
    em, rows = sheet.setting.em, numeric(plan.y)
    runners = runners_of(plan)
    names = [block for leading in (True, False) for block in _names(runners, sheet, leading=leading).values()]
    highest = max((block.height for block in names), default=0.0)
    pitch = max(2 * _radius(runners, sheet) + em(0.95), highest + em(0.2))
    return (float(rows.maximum - rows.minimum) + 1) * pitch + em(2.4)


def tracks_of(runners: Sequence[Runner], slots: Slots, scale: Scale, radius: float) -> tuple[Track, ...]:
    """Where everybody is; those who share a place stand side by side."""
    shared: dict[tuple[int, object], list[int]] = defaultdict(list)
    for number, runner in enumerate(runners):
        for slot, value in enumerate(runner.places):
            if value.number is not None:
                shared[slot, value.number].append(number)
    found = []
    for number, runner in enumerate(runners):
        points: dict[int, Point] = {}
        for slot, value in enumerate(runner.places):
            if value.number is not None:
                beside = shared[slot, value.number]
                shift = (beside.index(number) - (len(beside) - 1) / 2) * 2.1 * radius
                points[slot] = (slots.at(slot) + shift, scale.at(value.number))
        found.append(Track(runner, points))
    return tuple(found)


def _check_apart(tracks: Sequence[Track], radius: float) -> None:
    """Raises DoesNotFit where the points of those who share a place reach into the next moment."""
    rows: dict[float, list[float]] = defaultdict(list)
    for track in tracks:
        for x, y in track.points.values():
            rows[round(y, 3)].append(x)
    least = min(
        (after - before for row in rows.values() for before, after in pairwise(sorted(row))), default=2 * radius
    )
    if least < 2 * radius:
        raise DoesNotFit(2 * radius - least, "the points of those who share a place")


def _radius(runners: Sequence[Runner], sheet: Sheet) -> float:
    """The radius of the points: as large as the widest number in them needs."""
    texts = [value.text for runner in runners for value in runner.places]
    widest = max((sheet.setting.width(text, bold=True) for text in texts), default=0.0)
    return max(widest / 2 + sheet.setting.em(_PAD), sheet.setting.em(0.66))


def _most_at_once(runners: Sequence[Runner]) -> int:
    """How many share one place at most."""
    counts: dict[tuple[int, object], int] = defaultdict(int)
    for runner in runners:
        for slot, value in enumerate(runner.places):
            if value.number is not None:
                counts[slot, value.number] += 1
    return max(counts.values(), default=1)


def _slots(plan: ChartPlan, runners: Sequence[Runner], left: float, right: float, radius: float) -> Slots:
    """A slot for each moment, the first and the last point close to the names."""
    count = len(plan.x.labels) if isinstance(plan.x, Band) else 1
    inset = radius * (1.1 * _most_at_once(runners) - 0.1)
    if count < 2:
        return Slots(count, left, right)
    step = (right - left - 2 * inset) / (count - 1)
    return Slots(count, left + inset - step / 2, right - inset + step / 2)


def _names(runners: Sequence[Runner], sheet: Sheet, *, leading: bool) -> dict[int, TextBlock]:
    """The names at one side by the number of their runner, as narrow as three lines allow."""
    found: dict[int, TextBlock] = {}
    for share in _SHARES:
        limit = sheet.box.width * share
        for number, runner in enumerate(runners):
            text = runner.leading if leading else runner.name
            if text and any(value.number is not None for value in runner.places):
                bold = runner.ink is not Ink.CONTEXT
                colour = sheet.setting.text(runner.ink)
                found[number] = sheet.block(text, limit, colour=colour, bold=bold)
        if all(len(block.lines) <= _MOST_LINES - (share < _SHARES[-1]) for block in found.values()):
            break
    return found


def _widest(names: dict[int, TextBlock]) -> float:
    return max((block.width for block in names.values()), default=0.0)


def _stretches(track: Track) -> Iterator[list[int]]:
    """The slots of a track from gap to gap."""
    run: list[int] = []
    for slot in range(len(track.runner.places)):
        if slot in track.points:
            run.append(slot)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _draw(track: Track, radius: float, sheet: Sheet) -> None:
    """Lines from point to point, dashed where a place is not certain, and the points with their numbers."""
    em, runner = sheet.setting.em, track.runner
    colour, width = sheet.setting.fill(runner.ink), em(0.2 if runner.ink is Ink.CONTEXT else 0.34)
    for run in _stretches(track):
        for start, end in pairwise(run):
            certain = all(runner.places[slot].status in _CERTAIN for slot in (start, end))
            ends = (track.points[start], track.points[end])
            sheet.draw(Stroke(ends, colour, width, None if certain else (em(0.5), em(0.3)), round_ends=certain))
    for slot, point in track.points.items():
        value = runner.places[slot]
        sure = value.status in (Status.ACTUAL, Status.DERIVED)
        fill = colour if sure else sheet.setting.theme.paper
        edge = sheet.setting.theme.paper if sure else colour
        sheet.draw(Dot(point, radius, fill, edge, em(0.1)))
        if value.text:
            ink = sheet.setting.on(fill) if sure else sheet.setting.text(runner.ink)
            sheet.put(sheet.block(value.text, colour=ink, bold=True), Spot(*point, "centre"))


def _put_names(tracks: Sequence[Track], names: dict[int, TextBlock], radius: float, side: float, sheet: Sheet) -> None:
    """Names beside the outermost points of their lines, in the margin, as near as the others let them.

    A line that begins or ends between the edges is led to its name by a hairline.
    """
    em = sheet.setting.em
    at = {number: _outermost(tracks[number], side) for number in names}
    ordered = sorted(names, key=lambda number: (at[number][1], -side * at[number][0]))
    heights = [names[number].height for number in ordered]
    wanted = [at[number][1] - height / 2 for number, height in zip(ordered, heights, strict=True)]
    bottoms = spread(wanted, heights, 0.0, sheet.box.height, em(0.1))
    if bottoms is None:
        raise DoesNotFit(sum(heights) - sheet.box.height, "the names of the lines")
    edge = sheet.box.width - _widest(names) if side > 0 else _widest(names)
    for number, bottom, height in zip(ordered, bottoms, heights, strict=True):
        sheet.put(names[number], Spot(edge, bottom, "left" if side > 0 else "right", "bottom"))
        x, y = at[number][0] + side * radius, at[number][1]
        if abs(edge - x) > em(_GAP) * 2 or abs(bottom + height / 2 - y) > em(0.5):
            end = (edge - side * em(0.2), bottom + height / 2)
            sheet.draw(Stroke(((x, y), end), sheet.setting.theme.hairline, sheet.setting.hair * 1.4))


def _outermost(track: Track, side: float) -> Point:
    return track.points[max(track.points) if side > 0 else min(track.points)]
