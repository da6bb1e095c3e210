"""What was measured, as tables in Markdown, and what of it was promised: each cell says whether it is so."""

from __future__ import annotations

from collections.abc import Iterable

from bench.rounds import COLD, EVENTS, RESIDENT, WORD, Ledger
from bench.tools import NAMES, OURS, A, C

# Of what a peer takes, at most: by what is measured, then by the number of sections.
PROMISES = {
    "cold, both files, against A": {10: 0.45, 50: 0.30, 200: 0.30},
    "one-word edit, new process, against A": {10: 0.60, 50: 0.50, 200: 0.50},
    "resident one-word edit, both files, against Typst resident (PDF only)": {10: 3.0, 50: 2.0, 200: 2.0},
    "peak memory against A": {10: 0.8, 50: 0.8, 200: 1.0},
}


def promised(ledger: Ledger, sections: Iterable[int]) -> str:
    """The promises, each with the ratio that was measured, and whether it is reached."""
    counts = [count for count in sections if count in PROMISES["peak memory against A"]]
    rows = [
        [name, *(_held(ratios(ledger, count)[name], bounds[count]) for count in counts)]
        for name, bounds in PROMISES.items()
    ]
    return table(["measure", *(f"N={count}" for count in counts)], rows)


def ratios(ledger: Ledger, count: int) -> dict[str, float | None]:
    """What was measured of each promise at ``count`` sections."""
    cold, word, resident, memory = PROMISES
    return {
        cold: _ratio(ledger.wall(OURS, count, COLD), ledger.wall(A, count, COLD)),
        word: _ratio(ledger.wall(OURS, count, WORD), ledger.wall(A, count, WORD)),
        resident: _ratio(ledger.wall(OURS, count, RESIDENT), ledger.wall(C, count, RESIDENT)),
        memory: _ratio(peak(ledger, OURS, count), peak(ledger, A, count)),
    }


def peak(ledger: Ledger, tool: str, count: int) -> float | None:
    """The most megabytes that a tool needs, cold or after an edit."""
    found = [memory for event in (COLD, WORD) if (memory := ledger.memory(tool, count, event)) is not None]
    return max(found) if found else None


def measured(ledger: Ledger, sections: Iterable[int]) -> str:
    """Every median: seconds (of the processor in brackets) by event, the peak of memory, and the sizes of the files."""
    head = ["N", "tool", *EVENTS, "memory, cold", "after an edit", "PDF", "deck"]
    rows = [
        [str(count), NAMES[tool], *(_seconds(ledger, tool, count, event) for event in EVENTS)]
        + [_megabytes(ledger.memory(tool, count, event)) for event in (COLD, WORD)]
        + [_kilobytes(ledger.sizes.get((tool, count, suffix))) for suffix in (".pdf", ".pptx")]
        for count in sections
        for tool in NAMES
        if (tool, count, COLD) in ledger.costs
    ]
    return table(head, rows)


def resident(ledger: Ledger, sections: Iterable[int]) -> str:
    """What an edit takes in a process that is kept, and how much memory that process has."""
    rows = [
        [
            str(count),
            NAMES[tool],
            _milliseconds(ledger.wall(tool, count, RESIDENT)),
            _megabytes(ledger.memory(tool, count, RESIDENT)),
        ]
        for count in sections
        for tool in (OURS, C)
        if (tool, count, RESIDENT) in ledger.costs
    ]
    return table(["N", "tool", "resident one-word edit", "its memory"], rows)


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _held(ratio: float | None, bound: float) -> str:
    if ratio is None:
        return "not measured"
    return f"{ratio:.2f} ({'reached' if ratio <= bound else 'NOT REACHED'}: at most {bound:.2f})"


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def _seconds(ledger: Ledger, tool: str, count: int, event: str) -> str:
    wall, cpu = ledger.wall(tool, count, event), ledger.cpu(tool, count, event)
    return "" if wall is None or cpu is None else f"{wall:.2f} s ({cpu:.2f})"


def _milliseconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:,.0f} ms"


def _megabytes(memory: float | None) -> str:
    return "" if memory is None else f"{memory:,.0f} MB"


def _kilobytes(size: int | None) -> str:
    return "" if size is None else f"{size / 1000:,.0f} kB"
