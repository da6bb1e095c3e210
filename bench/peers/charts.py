"""Draws charts with pyplot as most scripts do: each to ``charts/ID.pdf`` and, where asked, ``charts/ID.png``.

Usage: python charts.py FORMS [ID...], in the folder of ``charts.json``; FORMS is ``pdf,png``, say.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt

SIZE = (6.5, 3.6)  # inches
DPI = 200
GREY = "#B3BBC4"


def draw(chart: dict[str, Any], folder: Path, forms: tuple[str, ...]) -> None:
    """One chart, in each of ``forms``: one value stands out, and values are written beside the marks."""
    figure, axes = plt.subplots(figsize=SIZE, layout="constrained")
    labels, values = chart["labels"], chart["values"]
    colours = [chart["accent"] if place == chart["highlight"] else GREY for place in range(len(values))]
    if chart["kind"] == "line":
        axes.plot(labels, values, color=chart["ink"], marker="o", markersize=4, linewidth=1.8)
        axes.plot(labels[chart["highlight"]], values[chart["highlight"]], "o", color=chart["accent"])
        axes.annotate(str(values[-1]), (labels[-1], values[-1]), xytext=(0, 6), textcoords="offset points", ha="center")
        axes.grid(axis="y", color="#C9D0D6", linewidth=0.5)
        axes.set_ylim(0)
    elif chart["kind"] == "bar":
        axes.bar_label(axes.barh(labels, values, color=colours, height=0.7), padding=2)
        axes.invert_yaxis()
        axes.set_xticks([])
    else:
        axes.bar_label(axes.bar(labels, values, color=colours, width=0.7), padding=2)
        axes.set_yticks([])
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=9)
    for form in forms:
        figure.savefig(folder / f"{chart['id']}.{form}", dpi=DPI)
    plt.close(figure)


def main() -> None:
    forms, wanted = tuple(sys.argv[1].split(",")), set(sys.argv[2:])
    folder = Path("charts")
    folder.mkdir(exist_ok=True)
    for chart in json.loads(Path("charts.json").read_text(encoding="utf-8")):
        if not wanted or chart["id"] in wanted:
            draw(chart, folder, forms)


if __name__ == "__main__":
    main()
