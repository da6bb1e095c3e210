"""What authors put into charts, made by chance and the same every time: figures of each kind, from plain to extreme."""

from __future__ import annotations

import random
from typing import Any

from tests.support.outlining import Block
from tests.support.wording import name

NATIVE_KINDS = (
    *("area", "column", "bar", "stacked-bar", "line", "donut", "waterfall", "dumbbell", "combo", "slope"),
    *("funnel", "bump", "grouped-column", "grouped-bar", "stacked-column", "stacked-100"),
    *("lollipop", "dot"),
)
_SURFACES = ("waffle", "treemap", "heatmap", "small-multiples", "map")
_ROWS = ("range", "histogram")
KINDS = (*NATIVE_KINDS, *_SURFACES, *_ROWS, "scatter", "bubble")
_LABELS = (
    *(
        "The city",
        "Its neighbour",
        "A port",
        "BOE",
        "合肥市",
        "新型显示产业",
        "R&D",
        "Q1",
        "An old capital of the province",
    ),
    *(
        "semiconductors and integrated circuits",
        "<b>",
        "=1+1",
        'a "quoted" name',
        "100%",
        "II–III",
        "Å",
        "2024/25",
        "+3",
    ),
)
_STATUSES = (None, None, None, "preliminary", "estimated", "derived", "target")
_UNITS = ("billion yuan", "percent", "thousand vehicles", "million people")
_SCALES = ((0, 1), (1, 1), (2, 1), (0, 1000), (0, 10**9), (3, 0.01), (1, 50))  # places, size


class Figures:
    """Makes figures of any kind from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._places, self._scale = 0, 1.0

    def figure(self, kind: str, number: int) -> Block:
        """Figure ``number`` of ``kind``, with a description by which its chart can be found."""
        self._places, self._scale = self._random.choice(_SCALES)
        made = getattr(self, "_" + kind.replace("-", "_"))()
        told = {"title": f"Finding {name(number)}", "caption": f"About {name(number)}", "alt": f"Chart {name(number)}."}
        unit = {"unit": self._random.choice(_UNITS)}
        return {"figure": {"id": f"fig-{name(number)}", "chart": kind, **told, "source": "[@bulletin]", **unit, **made}}

    # ------------------------------------------------------------------------------------- pieces

    def _number(self, low: float = 0, high: float = 900) -> float | int:
        found = round(self._random.uniform(low, high) * self._scale, self._places)
        return int(found) if not self._places else found

    def _given(self, low: float = 0, gaps: float = 0.0) -> float | int | None:
        """A number; sometimes nothing at all, and sometimes zero."""
        chance = self._random.random()
        return None if chance < gaps else 0 if chance > 0.95 else self._number(low)

    def _names(self, count: int) -> list[str]:
        return self._random.sample(_LABELS, count)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _looks(self, statuses: bool = True) -> dict[str, Any]:
        status = self._random.choice(_STATUSES) if statuses else None
        return ({"status": status} if status else {}) | ({"highlight": True} if self._chance(0.2) else {})

    def _years(self, least: int, most: int) -> list[int]:
        return sorted(self._random.sample(range(2000, 2026), self._random.randint(least, most)))

    # -------------------------------------------------------------------------------------- kinds

    def _column(self) -> dict[str, Any]:
        return self._categories(9)

    def _bar(self) -> dict[str, Any]:
        return self._categories(12)

    def _categories(self, most: int) -> dict[str, Any]:
        low = -400 if self._chance(0.3) else 0
        reference = {"reference": {"label": "The mean", "value": self._number()}} if self._chance(0.25) else {}
        if self._chance(0.45):
            count = self._random.randint(1, 5)
            rows = [
                {"name": one, "values": [self._given(low, 0.1) for _ in range(count)], **self._looks()}
                for one in self._names(self._random.randint(2, 4))
            ]
            return {"categories": self._names(count), "series": rows}
        names = self._names(self._random.randint(1, most))
        data = [{"label": one, "value": self._given(low, 0.08), **self._looks()} for one in names]
        if not reference and self._chance(0.4):
            data[0]["target"] = self._number()
        return {"data": data, **reference}

    def _series(self, most: int, low: float = 0) -> dict[str, Any]:
        """Categories with a value of each of several series."""
        count = self._random.randint(1, most)
        rows = [
            {
                "name": one,
                "values": [self._given(low, 0.05) for _ in range(count - 1)] + [self._number(9)],
                **self._looks(),
            }
            for one in self._names(self._random.randint(2, 6))
        ]
        return {"categories": self._names(count), "series": rows}

    def _grouped_column(self) -> dict[str, Any]:
        return self._series(6, -300 if self._chance(0.2) else 0)

    def _grouped_bar(self) -> dict[str, Any]:
        return self._series(8, -300 if self._chance(0.2) else 0)

    def _stacked_column(self) -> dict[str, Any]:
        lying = {"lying": True} if self._chance(0.3) else {}
        return self._series(8, -300 if self._chance(0.2) else 0) | lying

    def _stacked_100(self) -> dict[str, Any]:
        return self._series(8) | ({"lying": True} if self._chance(0.3) else {})

    def _lollipop(self) -> dict[str, Any]:
        names = self._names(self._random.randint(1, 14))
        return {
            "data": [{"label": one, "value": self._given(-99, 0.05), **self._looks()} for one in names[1:]]
            + [{"label": names[0], "value": self._number(9)}]
        }

    def _dot(self) -> dict[str, Any]:
        return self._lollipop() if self._chance(0.7) else self._series(8, -99)

    def _range(self) -> dict[str, Any]:
        rows: list[dict[str, Any]] = []
        for one in self._names(self._random.randint(1, 12)):
            low, middle, high = sorted(self._number(-99) for _ in range(3))
            rows.append({"label": one, "low": low, "high": high, **self._looks(statuses=False)})
            rows[-1] |= {"value": middle} if self._chance(0.6) else {}
        return {"data": rows, **({"value": "Median"} if self._chance(0.5) else {})}

    def _histogram(self) -> dict[str, Any]:
        mark = {"mark": self._random.choice(("mean", "median"))} if self._chance(0.5) else {}
        bins = {"bins": self._random.randint(1, 30)} if self._chance(0.4) else {}
        return {"data": [self._number(-99) for _ in range(self._random.randint(1, 120))], **mark, **bins}

    def _stacked_bar(self) -> dict[str, Any]:
        parts = self._names(self._random.randint(1, 6))
        if self._chance(0.3):
            return {"data": [{"label": one, "value": self._number(9), **self._looks()} for one in parts]}
        bars = [
            {"label": one, "parts": [{"label": part, "value": self._given(9)} for part in parts]}
            for one in self._names(self._random.randint(2, 7))
        ]
        return {"bars": bars, **({"share": True} if self._chance(0.4) else {})}

    def _line(self) -> dict[str, Any]:
        years = self._years(2, 12) if self._chance(0.6) else list(range(2014, 2026))
        more: dict[str, Any] = {"from-zero": True} if self._chance(0.3) else {}
        more |= {"invert": True} if self._chance(0.15) else {}
        if self._chance(0.25) and len(years) > 2:
            more |= {"breaks": [{"before": years[len(years) // 2], "label": "Census"}]}
        if self._chance(0.25):
            more |= {"reference": {"label": "Target", "value": self._number()}}
        if self._chance(0.3):
            return {"data": self._points(years, statuses=True), **more}
        series = [
            {"name": one, "data": self._points(years), **({"highlight": True} if not place else {})}
            for place, one in enumerate(self._names(self._random.randint(2, 5)))
        ]
        return {"series": series, **more}

    def _points(self, years: list[int], *, statuses: bool = False) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = [
            {"x": year, "value": self._given(-100 if self._chance(0.1) else 0, 0.08)} for year in years
        ]
        found[-1]["value"] = self._number()
        if statuses:
            found[-1] |= self._looks()
        return found

    def _donut(self) -> dict[str, Any]:
        names = self._names(self._random.randint(1, 6))
        more = {"centre": "All makers"} if self._chance(0.5) else {}
        return {
            "data": [{"label": one, "value": self._number(30), **self._looks(self._chance(0.2))} for one in names]
        } | more

    def _waffle(self) -> dict[str, Any]:
        names = self._names(self._random.randint(1, 6))
        return {"data": [{"label": one, "value": self._number(1), **self._looks()} for one in names]}

    def _treemap(self) -> dict[str, Any]:
        groups = self._names(self._random.randint(1, 5)) if self._chance(0.6) else []
        return {
            "data": [
                {"label": one, "value": self._number(2) + 1, **self._looks()}
                | ({"group": self._random.choice(groups)} if groups else {})
                for one in self._names(self._random.randint(1, 16))
            ]
        }

    def _heatmap(self) -> dict[str, Any]:
        columns = self._years(2, 20) if self._chance(0.5) else self._names(self._random.randint(1, 5))
        low = -300 if self._chance(0.3) else 0
        rows = [
            {"name": one, "values": [self._given(low, 0.1) for _ in columns[1:]] + [self._number()], **self._looks()}
            for one in self._names(self._random.randint(1, 15))
        ]
        return {"columns": [str(one) for one in columns], "rows": rows}

    def _map(self) -> dict[str, Any]:
        south, west, size = (
            self._random.uniform(-60, 50),
            self._random.uniform(-170, 100),
            self._random.uniform(0.1, 30),
        )
        sized = self._chance(0.4)
        rows = [
            {
                "label": one,
                "lat": round(south + self._random.random() * size / 3, 3),
                "lon": round(west + self._random.random() * size, 3),
                **({"value": self._number(1)} if sized else {}),
            }
            for one in self._names(self._random.randint(1, 12))
        ]
        return {"data": rows}

    def _small_multiples(self) -> dict[str, Any]:
        of = self._random.choice(("area", "bar", "column", "line"))
        years, low = self._years(2, 8), 1 if of == "area" else -50 if self._chance(0.3) else 0
        keys = ("x", "value") if of in ("area", "line") else ("label", "value")
        panels = [
            {"title": one, "data": [dict(zip(keys, (str(year), self._number(low)), strict=True)) for year in years]}
            for one in self._names(self._random.randint(2, 9))
        ]
        return {"of": of, "panels": panels, **({"scales": "free"} if self._chance(0.2) else {})}

    def _combo(self) -> dict[str, Any]:
        count = self._random.randint(1, 9)
        columns, lines = self._random.randint(1, 2), self._random.randint(1, 2)
        names = self._names(columns + lines)
        low = -200 if self._chance(0.2) else 0
        rows: list[dict[str, Any]] = [
            {"name": one, "values": [self._given(low, 0.05) for _ in range(count)]} for one in names
        ]
        rows[-1] |= {"highlight": True}
        second = {"line-unit": "percent", "unit": "billion yuan"} if self._chance(0.6) else {}
        years = [str(2010 + n) for n in range(count)]
        return {"categories": years, "columns": rows[:columns], "lines": rows[columns:], **second}

    def _area(self) -> dict[str, Any]:
        years = self._years(2, 12)
        if self._chance(0.3):
            return {"data": [{"x": year, "value": self._number(1)} for year in years]}
        series = [
            {"name": one, "data": [{"x": year, "value": self._number(9)} for year in years]}
            for one in self._names(self._random.randint(2, 4))
        ]
        return {"series": series, **({"share": True} if self._chance(0.3) else {})}

    def _waterfall(self) -> dict[str, Any]:
        names = self._names(self._random.randint(1, 7))
        steps: list[dict[str, Any]] = [{"label": "Start", "value": self._number(), "total": True}]
        steps += [{"label": one, "value": self._number(-600, 500), **self._looks()} for one in names]
        return {"data": [*steps, {"label": "End", "total": True}]}

    def _pairs(self, most: int) -> dict[str, Any]:
        low = -300 if self._chance(0.2) else 0
        rows = [
            {"label": one, "start": self._number(low), "end": self._number(low), **self._looks(statuses=False)}
            for one in self._names(self._random.randint(1, most))
        ]
        return {"start": "2010", "end": "2024", "data": rows}

    def _dumbbell(self) -> dict[str, Any]:
        return self._pairs(9)

    def _slope(self) -> dict[str, Any]:
        return self._pairs(5)

    def _scatter(self) -> dict[str, Any]:
        rows = [
            {"label": one, "x": self._number(), "y": self._number(-50), **self._looks(statuses=False)}
            for one in self._names(self._random.randint(2, 12))
        ]
        return {"x-title": "Spending", "x-unit": "percent", "y-title": "Income", "data": rows}

    def _bubble(self) -> dict[str, Any]:
        made = self._scatter()
        rows = [row | {"size": self._number(5)} for row in made["data"]]
        return {**made, "data": rows, "size-title": "Staff"}

    def _funnel(self) -> dict[str, Any]:
        names = self._names(self._random.randint(1, 7))
        left = sorted((self._number(1) for _ in names), reverse=True)
        rates = self._random.choice(("before", "first", "both", "both", "none"))
        rows = [{"label": one, "value": value, **self._looks()} for one, value in zip(names, left, strict=True)]
        return {"data": rows, "rates": rates}

    def _bump(self) -> dict[str, Any]:
        names = self._names(self._random.randint(1, 5))
        years = self._years(2, 6)
        orders = {year: self._random.sample(range(1, len(names) + 1), len(names)) for year in years}
        late = self._random.choice(years[:-1]) if self._chance(0.3) else None
        series: list[dict[str, Any]] = [
            {
                "name": one,
                "data": [{"x": year, "value": orders[year][n]} for year in years if n or year != late],
            }
            for n, one in enumerate(names)
        ]
        series[-1] |= {"highlight": self._chance(0.5)}
        return {"series": series}
