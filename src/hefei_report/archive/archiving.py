"""Archives the sources of a report, one after the other; what can't be had is reported at the source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import field

from hefei_report.archive.extracting import extractor, text_of
from hefei_report.archive.fetching import Fetcher
from hefei_report.archive.refusal import Refused
from hefei_report.archive.store import Store
from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.sources import Source
from hefei_report.records import dataclass


@dataclass(slots=True)
class Outcome:
    """Keys of sources: fetched, fetched and changed since the last time, and not to be had."""

    fetched: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def waiting(sources: Iterable[Source], store: Store, *, refresh: bool) -> tuple[Source, ...]:
    """The sources whose texts are still to be fetched."""
    return tuple(source for source in sources if refresh or not store.holds(source.id.value))


def archive(
    sources: Iterable[Source],
    store: Store,
    fetcher: Fetcher,
    day: dt.date,
    diagnostics: Diagnostics,
    progress: Callable[[str], None],
) -> Outcome:
    """Fetch ``sources``, each kept as soon as it is there. Raises OSError when the store can't be written."""
    outcome = Outcome()
    for source in sources:
        key, address = source.id.value, source.URL
        if address is None:
            hint = "add 'URL:', or save its text as KEY.txt in the archive's folder by hand"
            diagnostics.error("not-archived", f"'{key}' has no address to fetch", source.id.span, hint)
            outcome.missed.append(key)
            continue
        progress(f"fetching {key}")
        try:
            page = fetcher.page(address.value)
            text = text_of(page)
        except Refused as problem:
            diagnostics.error("not-archived", f"'{key}' was not archived: {problem}", address.span, problem.hint)
            outcome.missed.append(key)
        else:
            replaced = store.keep(key, address.value, page, text, extractor(), day)
            (outcome.changed if replaced else outcome.fetched).append(key)
    return outcome
