"""Draws what was measured: seconds over sections on scales of powers, ours beside the peers, a panel for each event."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.rounds import COLD, RESIDENT, WORD, Ledger
from bench.tools import NAMES, OURS, A, B, C

_PANELS = (COLD, WORD, RESIDENT)
_COLOURS = {OURS: "#D9581B", A: "#12405A", B: "#7B8791", C: "#4C8DA8"}
_PALE, _INK = "#D5DBE0", "#22303A"
_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


def draw(ledger: Ledger, path: Path) -> None:
    """Write the picture to ``path`` as SVG, the same for the same figures."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "bench", "svg.fonttype": "path", "font.size": 9, "text.color": _INK}):
        figure = Figure(figsize=(10, 3.9), layout="constrained")
        all_axes = figure.subplots(1, len(_PANELS), sharex=True, sharey=True)
        for axes, event in zip(all_axes, _PANELS, strict=True):
            _panel(axes, event, ledger)
        handles, labels = all_axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)
        figure.savefig(path, metadata={"Date": None})


def _panel(axes: Any, event: str, ledger: Ledger) -> None:
    counts = sorted({count for _, count, _ in ledger.costs})
    axes.set_title(event[0].upper() + event[1:], loc="left", fontweight="bold", color=_INK)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(counts, labels=[f"{count:,}" for count in counts])
    axes.set_yticks(_SECONDS, labels=[f"{seconds:g} s" for seconds in _SECONDS])
    axes.minorticks_off()
    axes.grid(color=_PALE, linewidth=0.6)
    axes.tick_params(length=0, colors=_INK)
    axes.set_xlabel("sections")
    for side in axes.spines.values():
        side.set_visible(False)
    for tool in NAMES:
        _line(axes, [(count, ledger.wall(tool, count, event)) for count in counts], tool)


def _line(axes: Any, points: Sequence[tuple[int, float | None]], tool: str) -> None:
    found = [(count, seconds) for count, seconds in points if seconds is not None]
    ours = tool == OURS
    axes.plot(
        [count for count, _ in found],
        [seconds for _, seconds in found],
        color=_COLOURS[tool],
        label=NAMES[tool],
        marker="o",
        markersize=5 if ours else 4,
        linewidth=2.4 if ours else 1.4,
        zorder=3 if ours else 2,
    )
