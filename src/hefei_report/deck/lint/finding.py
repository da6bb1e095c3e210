"""What the lint says of a deck: one thing that is wrong, and where it stands."""

from __future__ import annotations

from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the rule's name, where, and what.

    ``slide`` counts from 1 and ``shape`` is the shape's id on it; 0 where the finding is about something else.
    """

    rule: str
    where: str
    what: str
    slide: int = 0
    shape: int = 0
