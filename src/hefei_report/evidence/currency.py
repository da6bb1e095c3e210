"""Warns of facts that are stale at the document's date, or younger than it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.facts import Fact
from hefei_report.evidence.numbers import date_text


def check_current(facts: Iterable[Fact], date: dt.date, diagnostics: Diagnostics) -> None:
    """``expires`` is the last day on which a fact is good; ``as-of`` the day of which it tells."""
    for fact in facts:
        if fact.expires is not None and fact.expires < date:
            message = (
                f"'{fact.id}' was good until {date_text(fact.expires, 'en')}, this report is of {date_text(date, 'en')}"
            )
            diagnostics.warning("stale-fact", message, fact.span, "look for a newer figure, or move 'expires:'")
        if fact.as_of is not None and fact.as_of > date:
            message = f"'{fact.id}' is as of {date_text(fact.as_of, 'en')}, after the report's own date"
            diagnostics.warning("stale-fact", message, fact.span, "mend 'as-of:', or the report's 'date:'")
