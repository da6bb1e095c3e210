"""Chart plans made by chance, but the same every time, with all that authors write into labels."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from hefei_report.document.chartplan import (
    Area,
    Axis,
    Band,
    Bar,
    Bars,
    Bin,
    Bins,
    Break,
    Callout,
    Cell,
    Cells,
    ChartPlan,
    Connector,
    Connectors,
    Dot,
    Dots,
    Dumbbell,
    Dumbbells,
    Event,
    Events,
    Extent,
    Extents,
    Ink,
    Land,
    Layer,
    LegendEntry,
    Line,
    Marker,
    Markers,
    Outline,
    Panel,
    Panels,
    Point,
    Ramp,
    Ring,
    Rule,
    Slope,
    Slopes,
    SquareGroup,
    Squares,
    Status,
    Stem,
    Stems,
    Tick,
    Tile,
    TileGroup,
    Tiles,
    Total,
    Totals,
    Value,
    Wedge,
    Zone,
)
from hefei_report.document.progresslayers import Funnel, Race, Runner, Schedule, Span, Stage

WORDS = (
    *("semiconductors", "and", "integrated", "circuits", "new-energy", "vehicles", "of", "the", "province", "BOE"),
    *("合肥市", "新型显示产业", "R&D", "100%", "<b>", "$20", "to", "$970", "million", "(2024)", "a", "II–III"),
    "Donaudampfschifffahrtsgesellschaft",
)
INKS = (Ink.PRIMARY, Ink.ACCENT, Ink.CONTEXT)
STATUSES = tuple(Status)


def value(number: float | int | str | None, ink: Ink = Ink.PRIMARY, status: Status = Status.ACTUAL) -> Value:
    """A value with its digits as its label."""
    if number is None:
        return Value(None, "", ink, status)
    return Value(Decimal(str(number)), f"{Decimal(str(number)):,}", ink, status)


def axis(low: int, high: int, *ticks: int, inverted: bool = False) -> Axis:
    """An axis with a grid at ``ticks``."""
    return Axis(Decimal(low), Decimal(high), tuple(Tick(Decimal(t), str(t)) for t in ticks), True, inverted)


def columns(
    *values: Value, labels: tuple[str, ...] = (), lying: bool = False, also: tuple[Layer, ...] = ()
) -> ChartPlan:
    """Columns, or bars when ``lying``, one a value."""
    names = labels or tuple(str(2000 + number) for number in range(len(values)))
    numbers = [v.number for v in values if v.number is not None] or [Decimal(1)]
    scale = Axis(min(Decimal(0), *numbers), max(Decimal(1), *numbers))
    bars = Bars(tuple(Bar(slot, Decimal(0), v.number or Decimal(0), v) for slot, v in enumerate(values)))
    x, y = (scale, Band(names)) if lying else (Band(names), scale)
    return ChartPlan("bar" if lying else "column", names, (), (bars, *also), x=x, y=y)


def line(*points: tuple[int, Value], name: str = "", also: tuple[Layer, ...] = ()) -> ChartPlan:
    """One line over whole years, on an axis from 0 to 1,000."""
    years = [year for year, _ in points]
    drawn = Line(tuple(Point(Decimal(year), v) for year, v in points), name)
    x = axis(min(years), max(*years, min(years) + 1), *years)
    return ChartPlan("line", (), (), (drawn, *also), x=x, y=axis(0, 1000, 0, 500, 1000))


def timeline(*events: Event) -> ChartPlan:
    """A timeline of ``events``."""
    return ChartPlan("timeline", (), (), (Events(events),))


class Chance:
    """Makes plans from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def plan(self) -> ChartPlan:
        """A plan of any kind."""
        makers = (self.bars, self.lines, self.groups, self.stacks, self.parts, self.ring, self.events)
        newer = (self.waterfall, self.combination, self.areas, self.dumbbells, self.slopes, self.dots)
        surfaces = (self.squares, self.tiles, self.cells, self.panels, self.map)
        progress = (self.funnel, self.race, self.schedule)
        sides = (self.named_groups, self.stacked_columns, self.dot_rows, self.extents, self.bins)
        return self._random.choice((*makers, *newer, *surfaces, *progress, *sides))()

    def words(self, most: int) -> str:
        return " ".join(self._random.choice(WORDS) for _ in range(self._random.randint(1, most)))

    def value(self, low: int, high: int) -> Value:
        number = round(self._random.uniform(low, high), self._random.randint(0, 2))
        return value(number, self._random.choice(INKS), self._random.choice(STATUSES))

    def legend(self, most: int) -> tuple[LegendEntry, ...]:
        shapes = ("box", "line", "dot", "tick")
        count = self._random.randint(0, most)
        return tuple(
            LegendEntry(self.words(3), self._random.choice(INKS), self._random.choice(STATUSES), shapes[number % 4])
            for number in range(count)
        )

    def bars(self) -> ChartPlan:
        lying = self._random.random() < 0.5
        low = -50 if self._random.random() < 0.3 else 0
        count = self._random.randint(1, 18 if lying else 10)
        values = [self.value(low, 1000) for _ in range(count)]
        labels = tuple(self.words(10 if lying else 2) for _ in range(count))
        targets = tuple(Marker(slot, self.value(0, 1000)) for slot in range(count) if self._random.random() < 0.2)
        rules = [Rule(Decimal(self._random.randint(0, 900)), self.words(5)) for _ in range(self._random.randint(0, 2))]
        return columns(*values, labels=labels, lying=lying, also=(Markers(targets), *rules))

    def lines(self) -> ChartPlan:
        years = sorted(self._random.sample(range(1990, 2026), self._random.randint(2, 14)))
        layers: list[Layer] = []
        for _ in range(self._random.randint(1, 5)):
            points = [Point(Decimal(year), self._value_or_gap()) for year in years]
            points[-1] = Point(points[-1].x, self.value(0, 1000))
            layers.append(Line(tuple(points), self.words(4), self._random.choice(INKS)))
        layers += [Break(Decimal(self._random.choice(years)), self.words(4))] * self._random.randint(0, 1)
        y = axis(0, 1000, 0, 250, 500, 750, 1000, inverted=self._random.random() < 0.2)
        return ChartPlan("line", (), (), tuple(layers), x=axis(years[0], years[-1], *years), y=y)

    def _value_or_gap(self) -> Value:
        found = self.value(0, 1000)
        if self._random.random() < 0.6:  # most points bear no label
            return Value(found.number, "", found.ink, found.status)
        return found if self._random.random() < 0.8 else Value(None)

    def groups(self) -> ChartPlan:
        slots, lanes = self._random.randint(2, 5), self._random.randint(2, 3)
        values = [[value(self._random.randint(0, 999)) for _ in range(slots)] for _ in range(lanes)]
        bars = tuple(
            Bar(slot, Decimal(0), v.number or Decimal(0), v, lane, lanes, series=lane)
            for lane, row in enumerate(values)
            for slot, v in enumerate(row)
        )
        band = Band(tuple(self.words(2) for _ in range(slots)))
        return ChartPlan("column", (), (), (Bars(bars),), x=band, y=axis(0, 1000, 0, 500), legend=self.legend(3))

    def named_groups(self) -> ChartPlan:
        """Groups of columns or bars whose series have names."""
        slots, lanes = self._random.randint(1, 6), self._random.randint(2, 6)
        values = [[value(self._random.randint(1, 999), INKS[lane % 3]) for _ in range(slots)] for lane in range(lanes)]
        bars = tuple(
            Bar(slot, Decimal(0), v.number or Decimal(0), v, lane, lanes, series=lane)
            for lane, row in enumerate(values)
            for slot, v in enumerate(row)
        )
        lying = self._random.random() < 0.5
        band, scale = Band(tuple(self.words(4 if lying else 2) for _ in range(slots))), axis(0, 1000)
        scale = replace(scale, ticks=())
        legend = tuple(LegendEntry(self.words(2), INKS[lane % 3], series=lane) for lane in range(lanes))
        kind, x, y = ("grouped-bar", scale, band) if lying else ("grouped-column", band, scale)
        return ChartPlan(kind, band.labels, (), (Bars(bars),), x=x, y=y, legend=legend)

    def stacked_columns(self) -> ChartPlan:
        """Columns of named parts with their sums, and where there are few with their numbers."""
        slots, parts = self._random.randint(1, 14), self._random.randint(2, 5)
        labelled = slots < 7
        ends, bars = [Decimal(0)] * slots, []
        for part in range(parts):
            for slot in range(slots):
                found = value(self._random.randint(40, 99), INKS[part % 3])
                start, ends[slot] = ends[slot], ends[slot] + (found.number or 0)
                shown = found if labelled else replace(found, text="")
                bars.append(Bar(slot, start, ends[slot], shown, inside=True, series=part))
        band = Band(tuple(self.words(1) if slots < 6 else str(2000 + slot) for slot in range(slots)))
        sums = Totals(tuple(Total(slot, end, value(int(end))) for slot, end in enumerate(ends)))
        legend = tuple(LegendEntry(self.words(2), INKS[part % 3], series=part) for part in range(parts))
        y = Axis(Decimal(0), max(ends)) if labelled else axis(0, 500, 0, 250, 500)
        return ChartPlan("stacked-column", band.labels, (), (Bars(tuple(bars)), sums), x=band, y=y, legend=legend)

    def dot_rows(self) -> ChartPlan:
        """Lollipops, or dots of one or several named series."""
        rows, series = self._random.randint(1, 14), self._random.choice((1, 1, 2, 4))
        grounded = series == 1 and self._random.random() < 0.5
        stems = []
        for part in range(series):
            for slot in range(rows):
                found = Value(None) if self._random.random() < 0.1 else self.value(-100, 900)
                found = replace(found, ink=INKS[part % 3] if series > 1 else found.ink)
                stems.append(Stem(slot, found if series < 3 else replace(found, text=""), grounded, part))
        names = tuple(LegendEntry(self.words(2), INKS[part % 3], shape="dot", series=part) for part in range(series))
        x = axis(-100, 1000, 0, 500, 1000) if series > 2 else axis(-100, 1000)
        band = Band(tuple(self.words(8) for _ in range(rows)))
        kind, legend = "lollipop" if grounded else "dot", names if series > 1 else ()
        return ChartPlan(kind, band.labels, (), (Stems(tuple(stems)),), x=x, y=band, legend=legend)

    def extents(self) -> ChartPlan:
        """Ranges, with points in some."""
        found = []
        for slot in range(self._random.randint(1, 14)):
            low, middle, high = sorted((self.value(-50, 1000) for _ in range(3)), key=lambda one: one.number or 0)
            pointed = self._random.random() < 0.7
            found.append(Extent(slot, low, high, middle if pointed else None, self._random.choice(INKS)))
        band = Band(tuple(self.words(8) for _ in found))
        legend = self.legend(2)
        return ChartPlan("range", band.labels, (), (Extents(tuple(found)),), x=axis(-50, 1000), y=band, legend=legend)

    def bins(self) -> ChartPlan:
        """A histogram, sometimes with a line at the mean."""
        count = self._random.randint(1, 30)
        found = tuple(
            Bin(Decimal(5 * n), Decimal(5 * n + 5), replace(value(self._random.randint(0, 900)), text=""))
            for n in range(count)
        )
        x = replace(
            axis(0, 5 * count, *range(0, 5 * count + 1, 5 if count < 12 else 25)), title=self.words(4), grid=False
        )
        y = replace(axis(0, 1000, 0, 500, 1000), title=self.words(2))
        mark = (Break(Decimal(2 * count), self.words(3)),) if self._random.random() < 0.5 else ()
        return ChartPlan("histogram", (), (), (Bins(found), *mark), x=x, y=y)

    def stacks(self) -> ChartPlan:
        slots, lanes = self._random.randint(2, 7), self._random.randint(2, 4)
        bars = tuple(bar for slot in range(slots) for bar in self._stack(slot, lanes, named=False))
        x = Axis(Decimal(0), max(bar.end for bar in bars))
        band = Band(tuple(self.words(5) for _ in range(slots)))
        return ChartPlan("stacked-bar", (), (), (Bars(bars),), x=x, y=band, legend=self.legend(4))

    def parts(self) -> ChartPlan:
        bars = tuple(self._stack(0, self._random.randint(1, 7), named=True))
        x = Axis(Decimal(0), bars[-1].end)
        return ChartPlan("stacked-bar", (), (), (Bars(bars),), x=x, y=Band(("",)))

    def _stack(self, slot: int, parts: int, *, named: bool) -> list[Bar]:
        found: list[Bar] = []
        end = Decimal(0)
        for _ in range(parts):
            size = self._random.randint(4, 100)
            part = value(size, self._random.choice(INKS))
            found.append(Bar(slot, end, end + size, part, inside=True, name=self.words(5) if named else ""))
            end += size
        return found

    def waterfall(self) -> ChartPlan:
        bars: list[Bar] = []
        level = Decimal(0)
        for slot in range(self._random.randint(1, 14)):
            total = slot == 0 or self._random.random() < 0.15
            change = self.value(0, 900) if slot == 0 else self.value(-400, 400)
            start = Decimal(0) if total else level
            level = (level or change.number or Decimal(0)) if total else level + (change.number or 0)
            bars.append(Bar(slot, start, level, change))
        joints = Connectors(tuple(Connector(bar.slot, bar.end) for bar in bars[:-1]))
        ends = [end for bar in bars for end in (bar.start, bar.end)]
        band = Band(tuple(self.words(2) for _ in bars))
        y = Axis(min(Decimal(0), *ends), max(Decimal(1), *ends))
        return ChartPlan("waterfall", band.labels, (), (joints, Bars(tuple(bars))), x=band, y=y)

    def combination(self) -> ChartPlan:
        slots, labelled = self._random.randint(1, 20), self._random.random() < 0.5
        count = min(slots, 7) if labelled else slots
        heights = [value(self._random.randint(1, 60)) for _ in range(count)]
        shares = [value(round(self._random.uniform(70, 100), 1)) for _ in range(count)]
        if not labelled:
            heights, shares = ([Value(v.number) for v in row] for row in (heights, shares))
        bars = Bars(tuple(Bar(slot, Decimal(0), v.number or Decimal(0), v) for slot, v in enumerate(heights)))
        drawn = Line(tuple(Point(Decimal(slot), v) for slot, v in enumerate(shares)), secondary=True)
        ticks = ((0, 50, 100), (0, 25, 50, 75, 100)) if not labelled else ((), ())
        first = replace(axis(0, 120 if labelled else 100, *ticks[0]), title=self.words(5), ink=Ink.PRIMARY)
        second = replace(axis(0, 100, *ticks[1]), title=self.words(5), ink=Ink.FOURTH, grid=False)
        band = Band(tuple(self.words(1) if count < 8 else str(2000 + slot) for slot in range(count)))
        return ChartPlan("combo", band.labels, (), (bars, drawn), x=band, y=first, y2=second, legend=self.legend(2))

    def areas(self) -> ChartPlan:
        years = sorted(self._random.sample(range(1990, 2026), self._random.randint(2, 14)))
        base = [Decimal(0)] * len(years)
        layers: list[Layer] = []
        gap = self._random.randint(0, len(years) * 2)
        for part in range(self._random.randint(1, 5)):
            values = [self.value(1, 190) for _ in years]
            values = [Value(None) if at == gap else replace(v, text="") for at, v in enumerate(values[:-1])] + values[
                -1:
            ]
            points = tuple(Point(Decimal(year), v) for year, v in zip(years, values, strict=True))
            layers.append(Area(points, tuple(base), self.words(3), INKS[part % len(INKS)]))
            base = [low + (v.number or 0) for low, v in zip(base, values, strict=True)]
        return ChartPlan(
            "area", (), (), tuple(layers), x=axis(years[0], years[-1], *years), y=axis(0, 1000, 0, 500, 1000)
        )

    def dumbbells(self) -> ChartPlan:
        rows = []
        for slot in range(self._random.randint(1, 14)):
            start, end = (Value(None) if self._random.random() < 0.1 else self.value(-50, 1000) for _ in range(2))
            rows.append(Dumbbell(slot, start, end, f"{self._random.randint(-999, 999):+}"))
        band = Band(tuple(self.words(8) for _ in rows))
        layer = Dumbbells(tuple(rows), self.words(3))
        return ChartPlan("dumbbell", band.labels, (), (layer,), x=axis(-50, 1000), y=band, legend=self.legend(3))

    def slopes(self) -> ChartPlan:
        found = tuple(
            Slope(self.words(4), self._value_or_gap(), self.value(0, 1000), self._random.choice(INKS))
            for _ in range(self._random.randint(1, 12))
        )
        y = axis(0, 1000, inverted=self._random.random() < 0.2)
        band = Band((self.words(2), self.words(2)))
        return ChartPlan("slope", band.labels, (), (Slopes(found),), x=band, y=y, legend=self.legend(1))

    def dots(self) -> ChartPlan:
        sized = self._random.random() < 0.4
        found = tuple(
            Dot(
                Value(Decimal(self._random.randint(0, 100))),
                replace(self.value(0, 1000), text=""),
                self.words(3) if self._random.random() < 0.7 else "",
                value(self._random.randint(0, 50)) if sized else None,
            )
            for _ in range(self._random.randint(1, 24))
        )
        x = replace(axis(0, 100, 0, 25, 50, 75, 100), title=self.words(4), grid=False)
        y = replace(axis(0, 1000, 0, 500, 1000), title=self.words(4))
        return ChartPlan("scatter", (), (), (Dots(found, Decimal(50) if sized else None),), x=x, y=y, aspect=0.66)

    def framed(self) -> ChartPlan:
        """A plan with axes, and all that may stand on these: zones, breaks, reference lines and notes."""
        makers = (self.bars, self.lines, self.areas, self.dots, self.combination, self.groups)
        plan = self._random.choice(makers)()
        lying = isinstance(plan.y, Band)
        values, across = (plan.x, plan.y) if lying else (plan.y, plan.x)
        zones = [self._zone(values, False), self._zone(across, True)]
        notes = [self._note(plan) for _ in range(self._random.randint(0, 2))]
        breaks = [] if isinstance(across, Axis) else [Break(self._random_place(across, whole=True), self.words(3))]
        return replace(plan, layers=(*zones[: self._random.randint(0, 2)], *plan.layers, *breaks, *notes))

    def _zone(self, axis: Axis | Band | None, across: bool) -> Zone:
        ends = sorted({self._random_place(axis, whole=False) for _ in range(9)})
        return Zone(ends[0], ends[-1], self.words(3), across)

    def _note(self, plan: ChartPlan) -> Callout:
        return Callout(self._random_place(plan.x, whole=True), self._random_place(plan.y, whole=True), self.words(6))

    def _random_place(self, axis: Axis | Band | None, *, whole: bool) -> Decimal:
        """A place on an axis; on a band the middle of a slot if ``whole``, else an edge between two."""
        if isinstance(axis, Axis):
            return axis.minimum + (axis.maximum - axis.minimum) * Decimal(self._random.randint(0, 10)) / 10
        count = len(axis.labels) if axis else 1
        half = Decimal(0) if whole else Decimal("0.5")
        return Decimal(self._random.randrange(count + (not whole))) - half

    def ring(self) -> ChartPlan:
        sizes = [self._random.randint(1, 100) for _ in range(self._random.randint(1, 6))]
        wedges = tuple(
            Wedge(self.words(5), Decimal(size) / sum(sizes), value(size, self._random.choice(INKS))) for size in sizes
        )
        return ChartPlan("donut", (), (), (Ring(wedges, "257.2", "billion yuan"),))

    def squares(self) -> ChartPlan:
        groups = tuple(
            SquareGroup(self.words(6), self._random.choice((0, 1, 7, 20, 55)), self.value(0, 900))
            for _ in range(self._random.randint(1, 6))
        )
        rest = self._random.choice((0, 3, 60))
        layer = Squares(groups, "Each square: 1%", rest + 1, self.words(3) if rest else "")
        return ChartPlan("waffle", (), (), (layer,), legend=self.legend(1))

    def tiles(self) -> ChartPlan:
        groups = []
        for _ in range(self._random.choice((1, 1, 2, 4, 6))):
            sizes = sorted(self._random.uniform(0.1, 1) ** 4 * 999 for _ in range(self._random.randint(1, 9)))
            values = [value(round(size + 0.01, 2), self._random.choice(INKS)) for size in reversed(sizes)]
            groups.append(TileGroup(self.words(2), Ink.PRIMARY, tuple(Tile(self.words(4), v) for v in values)))
        if len(groups) == 1:
            groups = [replace(groups[0], name="")]
        groups.sort(key=lambda group: -sum(tile.value.number or 0 for tile in group.tiles))
        return ChartPlan("treemap", (), (), (Tiles(tuple(groups)),), legend=self.legend(1), aspect=0.6)

    def cells(self) -> ChartPlan:
        years = self._random.random() < 0.4
        across, down = self._random.randint(1, 40 if years else 5), self._random.randint(1, 40)
        rows = tuple(tuple(self._cell() for _ in range(across)) for _ in range(down))
        scale, chosen = axis(0, 1000, 0, 250, 500, 750, 1000), tuple(slot == 1 for slot in range(down))
        layer = Cells(rows, self._random.choice(tuple(Ramp)), scale, chosen)
        columns = tuple(str(1980 + year) for year in range(across))
        ticks = Axis(Decimal(0), Decimal(across), tuple(Tick(Decimal(n), one) for n, one in enumerate(columns)))
        x = ticks if years else Band(tuple(self.words(2) for _ in columns))
        band = Band(tuple(self.words(2) for _ in rows))
        return ChartPlan("heatmap", (), (), (layer,), x=x, y=band, legend=self.legend(2))

    def panels(self) -> ChartPlan:
        years = sorted(self._random.sample(range(1990, 2026), self._random.randint(2, 9)))
        found = []
        for _ in range(self._random.randint(2, 9)):
            points = [Point(Decimal(year), replace(self._value_or_gap(), text="")) for year in years[:-1]]
            points.append(Point(Decimal(years[-1]), self.value(0, 1000)))
            x, y = axis(years[0], years[-1], *years), axis(0, 1000, 0, 500, 1000)
            plan = ChartPlan("line", (), (), (Line(tuple(points)),), x=x, y=y)
            found.append(Panel(self.words(3), plan))
        return ChartPlan("small-multiples", (), (), (Panels(tuple(found)),), legend=self.legend(2))

    def map(self) -> ChartPlan:
        sized = self._random.random() < 0.4
        dots = tuple(
            Dot(
                Value(Decimal(self._random.randint(-300, 300))),
                Value(
                    Decimal(self._random.randint(-200, 200)), str(number) if sized else "", self._random.choice(INKS)
                ),
                self.words(3),
                value(number) if sized else None,
            )
            for number in range(1, self._random.randint(2, 16))
        )
        square = ((-350.0, -250.0), (350.0, -250.0), (350.0, 250.0), (-350.0, 250.0))
        land = Land((Outline(square, closed=True),), Tick(Decimal(100), "100 km"), "N")
        layers = (land, Dots(dots, Decimal(16) if sized else None))
        axes = (axis(-400, 400, -300, 0, 300), axis(-300, 300, -200, 0, 200))
        return ChartPlan("map", (), (), layers, x=axes[0], y=axes[1], legend=self.legend(1), aspect=0.75)

    def _cell(self) -> Cell:
        found = self._value_or_gap()
        return Cell(found, None if found.number is None else found.number / 1000)

    def events(self) -> ChartPlan:
        dates = ("1999", "29 April 2020", "late 1970s", "2020年4月29日")
        return timeline(
            *(
                Event(
                    Decimal(str(round(self._random.uniform(1970, 2025), 2))),
                    self._random.choice(dates),
                    self.words(14),
                    self._random.choice(INKS),
                    self._random.choice(STATUSES),
                )
                for _ in range(self._random.randint(1, 14))
            )
        )

    def funnel(self) -> ChartPlan:
        left = sorted((self._random.randint(0, 1000) for _ in range(self._random.randint(1, 8))), reverse=True)
        found = [value(number, self._random.choice(INKS), self._random.choice(STATUSES)) for number in [1000, *left]]
        rates = self._random.randint(0, 2)
        stages = tuple(Stage(n, v, (Value(Decimal(50), "50%", v.ink),) * rates) for n, v in enumerate(found))
        headings = ("Of those before", "Of the first")[:rates]
        band = Band(tuple(self.words(7) for _ in stages))
        layer = Funnel(stages, headings)
        x = Axis(Decimal(0), Decimal(1000))
        return ChartPlan("funnel", band.labels, (), (layer,), x=x, y=band, legend=self.legend(2))

    def race(self) -> ChartPlan:
        moments, count = self._random.randint(1, 9), self._random.randint(1, 9)
        orders = [self._random.sample(range(1, count + 1), count) for _ in range(moments)]
        for order in orders:  # sometimes two share a place
            order[-1] = order[0] if self._random.random() < 0.2 else order[-1]
        runners = []
        for number in range(count):
            places = [order[number] for order in orders]
            gap = self._random.randint(0, moments * 3) if moments > 1 else -1
            shown = tuple(
                Value(None) if at == gap else value(place, self._random.choice(INKS), self._random.choice(STATUSES))
                for at, place in enumerate(places)
            )
            name = self.words(3)
            runners.append(Runner(name, shown, self._random.choice(INKS), name if len(name) < 19 else ""))
        band = Band(tuple(str(2000 + slot) for slot in range(moments)))
        y = Axis(Decimal(1), Decimal(max(2, count)), inverted=True)
        return ChartPlan("bump", band.labels, (), (Race(tuple(runners)),), x=band, y=y, legend=self.legend(1))

    def schedule(self) -> ChartPlan:
        count = self._random.randint(1, 18)
        spans, headings = [], []
        for slot in range(count):
            if self._random.random() < 0.2:
                headings.append(slot)
                continue
            start = Decimal(str(round(self._random.uniform(2010, 2024), 2)))
            end = start if self._random.random() < 0.2 else start + Decimal(self._random.randint(1, 60)) / 10
            status = self._random.choice(STATUSES)
            spans.append(Span(slot, start, end, str(int(start)), str(int(end)), self._random.choice(INKS), status))
        today = (Decimal(2019), "As of " + self.words(2)) if self._random.random() < 0.4 else None
        band = Band(tuple(self.words(6) for _ in range(count)))
        x = axis(2010, 2030, 2010, 2015, 2020, 2025, 2030)
        layer = Schedule(tuple(spans), tuple(headings), today)
        return ChartPlan("gantt", band.labels, (), (layer,), x=x, y=band, legend=self.legend(3))
