"""Takes the data of a figure out of it, into a table in which it must be found again: with other rows, in disorder."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from tests.support.outlining import Block
from tests.support.tables import sheet_of

Rows = list[dict[str, Any]]
LISTS = ("data", "tasks")  # where rows of one value each stand
_SAID_OF_SERIES = ("highlight", "status")  # what a long table has no place for


class Tabled(NamedTuple):
    """A figure whose data stands in a table, and the files that it comes from."""

    figure: Block
    files: dict[str, bytes]


class Tabling:
    """Puts data into tables, each time with other things to see through."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def tabled(self, figure: Block, form: str) -> Tabled | None:
        """``figure`` with its data in a table of ``form``; None where it has none that could stand in one."""
        fields = dict(figure["figure"])
        found = next((taken for take in _TAKERS if (taken := take(fields)) is not None), None)
        if found is None:
            return None
        key, rows = found
        table, rows = self._disturbed(rows)
        file = f"{fields['id']}.{form}"
        content = _WRITERS[form](rows) if form in _WRITERS else None
        fields[key] = table | ({"rows": rows} if content is None else {"file": file})
        return Tabled({"figure": fields}, {} if content is None else {file: content})

    def _disturbed(self, rows: Rows) -> tuple[dict[str, Any], Rows]:
        """What to write so that ``rows`` are found among others, out of order, under other names, or in halves."""
        table: dict[str, Any] = {"sort": "order"}
        rows = [{**row, "order": place} for place, row in enumerate(rows)]
        if self._random.random() < 0.6:
            others = [{**self._random.choice(rows), "kept": "no"} for _ in range(self._random.randint(1, 9))]
            rows = [{**row, "kept": "yes"} for row in rows] + others
            table["where"] = self._random.choice(("kept = yes", "kept != no", "kept in [yes, perhaps]"))
        if self._random.random() < 0.4 and all("value" in row for row in rows):
            rows = [_split(row) for row in rows]
            table["derive"] = {"value": "most - rest"}
        if self._random.random() < 0.4:
            renamed = {key: f"Its {key}" for key in rows[0] if key in ("label", "x", "value", "series")}
            rows = [{renamed.get(key, key): value for key, value in row.items()} for row in rows]
            table["columns"] = renamed
        self._random.shuffle(rows)
        return table, rows


def _split(row: dict[str, Any]) -> dict[str, Any]:
    """``row`` whose value must be computed; nothing comes of nothing."""
    value = row["value"]
    part = 40 if value is not None and abs(value) > 1 else 0
    most = None if value is None else value + part if isinstance(value, int) else float(Decimal(str(value)) + part)
    return {**{key: told for key, told in row.items() if key != "value"}, "most": most, "rest": part}


# ------------------------------------------------------------------------------------------- out of figures


def _series_taken(fields: dict[str, Any]) -> tuple[str, Rows] | None:
    """Series with rows of their own."""
    series = fields.get("series")
    if not series or "data" not in series[0]:
        return None
    del fields["series"]
    return "data", [{"series": one["name"], **row} for one in series for row in one["data"]]


def _grid_taken(fields: dict[str, Any]) -> tuple[str, Rows] | None:
    """A value for each category in each series, or for each column in each row."""
    for one, other in (("series", "categories"), ("rows", "columns")):
        if fields.get(one) and fields.get(other):
            series, labels = fields.pop(one), fields.pop(other)
            return "data", [
                {"series": row["name"], "label": label, "value": value}
                for row in series
                for label, value in zip(labels, row["values"], strict=True)
            ]
    return None


def _columns_taken(fields: dict[str, Any]) -> tuple[str, Rows] | None:
    """Columns of values side by side, which keys of the figure name."""
    if not fields.get("columns") or not fields.get("lines"):
        return None
    sides = {"y": fields.pop("columns"), "line-y": fields.pop("lines")}
    fields |= {"x": "Year", **{key: [one["name"] for one in side] for key, side in sides.items()}}
    named = [one for side in sides.values() for one in side]
    return "data", [
        {"Year": label, **{one["name"]: one["values"][place] for one in named}}
        for place, label in enumerate(fields.pop("categories"))
    ]


def _bars_taken(fields: dict[str, Any]) -> tuple[str, Rows] | None:
    """Bars with their parts."""
    bars = fields.pop("bars", None)
    rows = [
        {"label": bar["label"], "series": p["label"], "value": p["value"]} for bar in bars or () for p in bar["parts"]
    ]
    return ("data", rows) if bars else None


def _panels_taken(fields: dict[str, Any]) -> tuple[str, Rows] | None:
    """Small charts with their rows."""
    panels = fields.pop("panels", None)
    return ("data", [{"panel": one["title"], **row} for one in panels for row in one["data"]]) if panels else None


def _rows_taken(fields: dict[str, Any]) -> tuple[str, Rows] | None:
    """Rows as they are."""
    for key in LISTS:
        if key in fields and isinstance(fields[key][0], dict):
            return key, list(fields[key])
    return None


_TAKERS: tuple[Callable[[dict[str, Any]], tuple[str, Rows] | None], ...] = (
    _series_taken,
    _columns_taken,
    _grid_taken,
    _bars_taken,
    _panels_taken,
    _rows_taken,
)


def tellable(figure: Block) -> Block:
    """``figure`` without what no table tells: what is said of whole series, zeros behind the point, and tails."""
    fields = dict(figure["figure"])
    for key in ("series", "rows", "columns", "lines"):
        if key in fields and isinstance(fields[key][0], dict):
            fields[key] = [{k: v for k, v in row.items() if k not in _SAID_OF_SERIES} for row in fields[key]]
    return {"figure": _plain(fields)}


def _plain(value: Any) -> Any:
    """``value`` with whole numbers in the place of such as 12.0, which a worksheet doesn't tell apart."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if not isinstance(value, float):
        return value
    number = float(f"{value:.12g}")  # a worksheet keeps fifteen digits
    if "." not in repr(number):  # YAML would write 8e-06 with a zero behind the point
        return float(repr(number).replace("e", ".5e"))
    return int(number) if number.is_integer() else number


# ------------------------------------------------------------------------------------------------ into files


def _names(rows: Rows) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def _commas(rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, _names(rows), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _sheet(rows: Rows) -> bytes:
    names = _names(rows)
    return sheet_of(tuple(names), *(tuple(row.get(name) for name in names) for row in rows))


_WRITERS: dict[str, Callable[[Rows], bytes]] = {"csv": _commas, "xlsx": _sheet}
FORMS = ("rows", *_WRITERS)
