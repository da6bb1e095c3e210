"""Says in words how much there is in an outline and in a file."""

from __future__ import annotations

from hefei_report.build import Counts
from hefei_report.cli.printing import plural
from hefei_report.cli.working import Written
from hefei_report.document.model import Medium


def leaves(written: Written) -> str:
    """ "12 pages", "9 slides"."""
    return plural(written.leaves, "page" if written.medium is Medium.BRIEFING else "slide")


def counted(found: Counts) -> str:
    """ "3 figures, 1 table, 12 facts, 4 sources"."""
    parts = ((found.figures, "figure"), (found.tables, "table"), (found.facts, "fact"), (found.sources, "source"))
    return ", ".join(plural(number, noun) for number, noun in parts)
