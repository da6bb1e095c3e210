"""How long hostile formulas are looked at before they are refused: the slowest, in milliseconds.

The formulas are those of tests/test_evidence.py and some long ones. Usage: python bench/hostile.py
"""

from __future__ import annotations

import sys
import time
from decimal import Decimal
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "src")]

from hefei_report.evidence.formula import FormulaError, evaluate  # noqa: E402  # after the path is set
from hefei_report.evidence.intervals import Interval  # noqa: E402  # as above
from tests.test_evidence import HOSTILE  # noqa: E402  # as above

LONG = ("(" * 10_000 + "1" + ")" * 10_000, "a" * 1_000_000, "__import__", "a*" * 10_000 + "a", "-" * 10_000 + "a")


def refusal(formula: str) -> float:
    """The seconds until ``formula`` is refused; ends the program if it isn't."""
    started = time.perf_counter()
    try:
        evaluate(formula, {"a": Interval.exactly(Decimal(2))}.__getitem__)
    except (FormulaError, KeyError):
        return time.perf_counter() - started
    sys.exit(f"not refused: {formula[:60]}")


def main() -> None:
    times = sorted((refusal(formula), formula) for formula in (*HOSTILE, *LONG))
    print(f"{len(times)} hostile formulas, the slowest refused in {times[-1][0] * 1000:.2f} ms: {times[-1][1][:40]}")


if __name__ == "__main__":
    main()
