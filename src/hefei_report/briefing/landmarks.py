"""What links of a briefing join: places with names, and areas on pages."""

from __future__ import annotations

import re

from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that links and bookmarks lead to. ``depth`` is its level in the bookmarks, from 0, or None: not there.

    With ``section`` it begins a section, to which all belongs that comes after it.
    """

    name: str
    title: str
    depth: int | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page."""

    left: float
    bottom: float
    right: float
    top: float


def destination_name(kind: str, identifier: str) -> str:
    """The name of a destination, in letters and digits that need no escaping: "fig-exports", "ref-a_40b"."""
    safe = re.sub(
        r"[^A-Za-z0-9.-]", lambda match: "".join(f"_{byte:02x}" for byte in match.group().encode()), identifier
    )
    return f"{kind}-{safe}" if kind else safe
