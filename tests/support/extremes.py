"""What drives charts to their limits, by chance: 40 categories, long and Chinese names, huge and tiny numbers."""

from __future__ import annotations

import random
from typing import Any

from tests.support.chartdata import Figures
from tests.support.outlining import Block

SCENARIOS = ("plain", "many", "long", "chinese", "negative", "zero", "huge", "tiny", "equal", "missing")
_SIZES = {"huge": (1e11, 1e12), "tiny": (1e-6, 9e-6), "equal": (42, 42), "zero": (0, 0)}
_LONG = (
    "semiconductors and integrated circuits",
    "manufacture of computers, communication equipment and other electronic equipment",
    "An old capital of the province with its counties",
    "Donaudampfschifffahrtsgesellschaft",
    "services for scientific research and development",
    "goods that nobody has counted before",
)
_CHINESE = (
    "合肥市",
    "新型显示产业",
    "计算机、通信和其他电子设备制造业",
    "新能源汽车",
    "人工智能与大数据",
    "安徽省（不含合肥）",
)
_PLAIN = ("Exports", "Imports", "Coal", "Cars", "Rice", "Steel", "Glass", "Tea", "Silk", "Chips", "Solar", "Books")


class Extremes(Figures):
    """Makes figures of any kind in one of :data:`SCENARIOS`."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._chances = random.Random(seed)
        self._scenario = "plain"

    def figure(self, kind: str, number: int) -> Block:
        """Figure ``number`` of ``kind``, whose scenario follows from the number."""
        self._scenario = SCENARIOS[number % len(SCENARIOS)]
        return super().figure(kind, number)

    # ------------------------------------------------------------------------------------- pieces

    def _number(self, low: float = 0, high: float = 900) -> float | int:
        if self._scenario in _SIZES:
            least, most = _SIZES[self._scenario]
            return float(f"{self._chances.uniform(least, most):.3g}")
        if self._scenario == "negative":
            return round(self._chances.uniform(low if low > 0 else -high, high), 1)
        return round(self._chances.uniform(low, high), self._chances.randint(0, 2))

    def _given(self, low: float = 0, gaps: float = 0.0) -> float | int | None:
        if self._scenario == "missing" and self._chance(0.4):
            return None
        return self._number(low)

    def _names(self, count: int) -> list[str]:
        pool = {"long": _LONG, "chinese": _CHINESE}.get(self._scenario, _PLAIN)
        return [self._named(pool, place) for place in range(count)]

    def _named(self, pool: tuple[str, ...], place: int) -> str:
        """A name of the pool, told apart from the same one before by a letter."""
        again, first = divmod(place, len(pool))
        return pool[first] + (f" {'ABCDEFGH'[again - 1]}" if again else "")

    def _count(self, most: int) -> int:
        """How many things of ``most`` there may be at most; "many" is as many as may be."""
        return most if self._scenario == "many" else self._chances.randint(1, min(most, 9))

    # -------------------------------------------------------------------------------------- kinds

    def _categories(self, most: int) -> dict[str, Any]:
        if self._chance(0.4):
            return self._grouped(self._count(8), self._random.randint(2, 5))
        names = self._names(self._count(40))
        data = [{"label": one, "value": self._given()} for one in names]
        framed = {"reference": {"label": "The mean", "value": self._number()}, **self._framed(names)}
        return {"data": _with_one(data, self._number()), **framed}

    def _framed(self, names: list[str]) -> dict[str, Any]:
        """Sometimes a note beside the last of ``names``, which has a value."""
        if len(names) < 3 or self._scenario == "many":
            return {}
        return {"annotations": [{"at": names[-1], "text": "The fair opens"}]} if self._chances.random() < 0.5 else {}

    def _grouped(self, categories: int, series: int) -> dict[str, Any]:
        rows = [
            {"name": f"Group {one}", "values": [self._given() for _ in range(categories - 1)] + [self._number()]}
            for one in self._names(series)
        ]
        return {"categories": self._names(categories), "series": rows}

    def _line(self) -> dict[str, Any]:
        return self._lines(8)

    def _area(self) -> dict[str, Any]:
        return self._lines(4, positive=True)

    def _lines(self, most: int, *, positive: bool = False) -> dict[str, Any]:
        years = list(range(2025 - max(1, self._count(40)), 2026))
        low = 1.0 if positive else 0.0
        series = [
            {
                "name": one,
                "highlight": not place,
                "data": _with_one([{"x": year, "value": self._given(low)} for year in years], self._number(low)),
            }
            for place, one in enumerate(self._names(min(self._count(most), most)))
        ]
        return {"series": series if not positive else [_without_highlight(row) for row in series]}

    def _timeline(self) -> dict[str, Any]:
        years = self._years(1, 20)
        return {
            "events": [{"date": year, "text": one} for year, one in zip(years, self._names(len(years)), strict=True)]
        }

    def _bubble(self) -> dict[str, Any]:
        made = self._scatter()
        rows = [{**row, "size": abs(float(self._number())) + 1e-6} for row in made["data"]]
        return {**made, "data": rows, "size-title": "Output", "size-unit": "people"}

    def _bump(self) -> dict[str, Any]:
        count, years = self._count(16), self._years(2, 12)
        orders = [self._chances.sample(range(1, count + 1), count) for _ in years]
        return {
            "series": [
                {"name": one, "data": [{"x": x, "value": order[place]} for x, order in zip(years, orders, strict=True)]}
                | ({"highlight": True} if not place else {})
                for place, one in enumerate(self._names(count))
            ]
        }

    def _funnel(self) -> dict[str, Any]:
        sizes = sorted((abs(float(self._number(1))) or 1 for _ in range(self._count(12))), reverse=True)
        return {"data": [{"label": n, "value": v} for n, v in zip(self._names(len(sizes)), sizes, strict=True)]}

    def _histogram(self) -> dict[str, Any]:
        return {**super()._histogram(), "x-title": self._names(1)[0]}

    def _gantt(self) -> dict[str, Any]:
        tasks = []
        for one in self._names(self._count(24)):
            start = self._chances.randint(2015, 2024)
            tasks.append(
                {"label": one, "start": start, "end": start + self._chances.randint(1, 4), "status": "planned"}
            )
        return {"tasks": tasks}


def _with_one(rows: list[dict[str, Any]], number: float | int) -> list[dict[str, Any]]:
    """``rows`` whose last has a value for certain."""
    return [*rows[:-1], {**rows[-1], "value": number}]


def _without_highlight(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "highlight"}
