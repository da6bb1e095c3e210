"""How long a chart takes, beside a plain matplotlib script that draws the same chart in the same run.

Two typical charts are drawn warm, again and again, ours and the script's in turn: ours from the plan to the page's
marks (at a column's width) and to SVG and PNG (at a slide's), the script's to a PDF and a PNG of the slide's size.
Then what happens once or seldom is timed: planning, a line of 10,000 points, and what loading costs a process that
draws its first chart. Medians count. Usage: python bench/charts.py [--rounds 30]
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "src")]

import matplotlib  # noqa: E402  # after the path is set

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402  # what a plain script uses

from hefei_report.document.chartplan import ChartPlan  # noqa: E402  # as above
from hefei_report.document.drawing import Box  # noqa: E402  # as above
from hefei_report.document.model import Medium  # noqa: E402  # as above
from hefei_report.figures import draw_figure, preferred_height  # noqa: E402  # as above
from hefei_report.theme import load_theme  # noqa: E402  # as above
from hefei_report.workspace import NO_CACHE  # noqa: E402  # as above
from tests.support.charting import charted  # noqa: E402  # as above

THEME = load_theme("hefei")
WIDTHS = {Medium.BRIEFING: 334.5, Medium.DECK: 560.0}  # points: a column of the page, the chart's part of a slide
DPI = 200
GOAL = 0.5
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HEIGHTS = (182.4, 171.0, 205.3, 198.8, 210.6, 224.1, 219.7, 231.5, 246.2, 239.9, 251.3, 262.8)
LINES = {
    "Hefei": (560, 620, 700, 721, 751, 804, 1005, 1141, 1201, 1267, 1351, 1411),
    "Nanjing": (880, 901, 970, 1050, 1151, 1282, 1403, 1482, 1635, 1691, 1742, 1850),
    "Wuhan": (1000, 1091, 1191, 1341, 1485, 1622, 1562, 1772, 1887, 2001, 2111, 2211),
}
YEARS = tuple(range(2013, 2025))
FIRST_CHART = """
import time
started = time.perf_counter()
{imports}
print(time.perf_counter() - started)
"""
OURS = """
from hefei_report.figures.rendering import draw_figure
import hefei_report.figures.exporting"""
SCRIPT = """
import matplotlib.pyplot"""


def figure(id: str, **fields: Any) -> dict[str, Any]:
    told = {"title": "A finding", "caption": "What is measured", "alt": "A chart.", "source": "[@bulletin]"}
    return {"figure": {"id": id, **told, **fields}}


def typical() -> dict[str, ChartPlan]:
    """Twelve columns with a line across them, and three lines of twelve points."""
    rows = [{"label": month, "value": height} for month, height in zip(MONTHS, HEIGHTS, strict=True)]
    series: list[dict[str, Any]] = [
        {"name": name, "data": [{"x": x, "value": y} for x, y in zip(YEARS, values, strict=True)]}
        for name, values in LINES.items()
    ]
    series[0]["highlight"] = True
    reference = {"value": 220, "label": "Mean of the year before"}
    made = charted(
        [
            figure("fig-columns", chart="column", unit="billion yuan", data=rows, reference=reference),
            figure("fig-lines", chart="line", unit="billion yuan", series=series),
        ]
    )
    assert len(made.plans) == 2, made.errors
    return {"columns": made.plans["fig-columns"], "lines": made.plans["fig-lines"]}


# ------------------------------------------------------------------------------------------------ drawing


def ours(plan: ChartPlan) -> None:
    """``plan`` to marks for the page, SVG and PNG, laid out anew for each medium."""
    for medium, width in WIDTHS.items():
        box = Box(width, preferred_height(plan, width, medium, THEME, NO_CACHE))
        draw_figure(plan, box, medium, THEME, NO_CACHE)


def script_columns(size: tuple[float, float]) -> None:
    """The columns as a script of matplotlib draws them, with values, a line and its label."""
    figure, axes = plt.subplots(figsize=size, layout="constrained")
    bars = axes.bar(MONTHS, HEIGHTS, color="#12405A", width=0.7)
    axes.bar_label(bars, fmt="%.1f", padding=2)
    axes.axhline(220, color="#55606E", linewidth=0.8, linestyle="--")
    axes.annotate("Mean of the year before 220", (11.4, 220), va="bottom", ha="right", color="#55606E")
    quiet(axes)
    axes.set_yticks([])
    save(figure)


def script_lines(size: tuple[float, float]) -> None:
    """The lines as a script of matplotlib draws them, with their names at their ends."""
    figure, axes = plt.subplots(figsize=size, layout="constrained")
    for (name, values), colour in zip(LINES.items(), ("#D9581B", "#9AA5AE", "#9AA5AE"), strict=True):
        axes.plot(YEARS, values, color=colour, marker="o", markersize=4, linewidth=1.8)
        axes.annotate(name, (YEARS[-1], values[-1]), xytext=(6, 0), textcoords="offset points", va="center")
    axes.grid(axis="y", color="#C9D0D6", linewidth=0.5)
    axes.set_ylim(0)
    quiet(axes)
    save(figure)


def quiet(axes: Any) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=9)


def save(figure: Any) -> None:
    for form in ("pdf", "png"):
        figure.savefig(io.BytesIO(), format=form, dpi=DPI)
    plt.close(figure)


SCRIPTS = {"columns": script_columns, "lines": script_lines}


# ---------------------------------------------------------------------------------------------- measuring


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turn(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median seconds of each of ``works``, done in turn ``rounds`` times after two rounds that don't count."""
    times = [[seconds(work) for work in works] for _ in range(rounds + 2)][2:]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def beside_the_script(name: str, plan: ChartPlan, rounds: int) -> float:
    """Prints how long both take; returns ours as a part of the script's."""
    width = WIDTHS[Medium.DECK]
    height = preferred_height(plan, width, Medium.DECK, THEME, NO_CACHE)
    mine, script = in_turn(rounds, lambda: ours(plan), lambda: SCRIPTS[name]((width / 72, height / 72)))
    print(f"{name:10} ours {mine * 1000:6.1f} ms   the script {script * 1000:6.1f} ms   {mine / script:.2f}")
    return mine / script


def long_line() -> float:
    """The seconds that a line of 10,000 points takes, from YAML and CSV to both media."""
    first = dt.date(1998, 1, 1)
    days = ((first + dt.timedelta(days=at), (at * 7919) % 1000 + at / 100) for at in range(10_000))
    rows = "\n".join(f"{day},{value:.2f}" for day, value in days)
    files = {"points.csv": f"x,value\n{rows}\n".encode()}
    block = figure("fig-long", chart="line", data="points.csv", x="x", y=["value"], unit="billion yuan")

    def work() -> None:
        ours(charted([block], files).plans["fig-long"])

    work()
    return statistics.median(seconds(work) for _ in range(5))


def first_chart(imports: str) -> float:
    """The seconds that a process needs to load what draws."""
    program = FIRST_CHART.format(imports=imports)
    runs = (subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(5))
    return statistics.median(float(run.stdout) for run in runs)


def middle(parts: Iterable[float]) -> float:
    found = list(parts)
    return sum(found) / len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    arguments = parser.parse_args()
    (planning,) = in_turn(5, typical)
    ratio = middle(beside_the_script(name, plan, arguments.rounds) for name, plan in typical().items())
    print(f"together: {ratio:.2f} of the script's time (goal: at most {GOAL})")
    print(f"a report of these two charts, from YAML to plans: {planning * 1000:.1f} ms")
    print(f"a line of 10,000 points, from CSV to both media: {long_line() * 1000:.0f} ms (goal: under a second)")
    print(f"loading what draws: {first_chart(OURS) * 1000:.0f} ms; pyplot: {first_chart(SCRIPT) * 1000:.0f} ms")
    print(f"matplotlib {matplotlib.__version__}, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
