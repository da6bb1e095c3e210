"""Times the stages of one build inside one process, and prints them as JSON: name to seconds."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hefei_report.build import compose, publish
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Medium
from hefei_report.outline.nodes import parse
from hefei_report.workspace import Cache, DiskWorkspace, read_text, user_cache

times: dict[str, float] = {}


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Time what is done under it."""
    started = time.perf_counter()
    yield
    times[name] = time.perf_counter() - started


def main() -> None:
    outline = Path(sys.argv[1])
    workspace = DiskWorkspace(outline.parent)
    diagnostics = Diagnostics()
    with stage("parse the outline"):
        parse(read_text(workspace, outline.name), outline.name, diagnostics)
    with stage("compose (parse, bind, resolve, plan)"):
        document = compose(workspace, outline.name, diagnostics)
    if document is None or diagnostics.has_errors:
        sys.exit("the outline has mistakes; run check")
    with stage("import the writers"):
        import hefei_report.briefing
        import hefei_report.deck
        import hefei_report.figures  # noqa: F401  # only its import is timed
    media = tuple(Medium)
    publish(document, media, user_cache(), diagnostics)
    with stage("write the briefing, figures cached"):
        publish(document, media[:1], user_cache(), diagnostics)
    with stage("write the deck, figures cached"):
        publish(document, media[1:], user_cache(), diagnostics)
    with stage("write both, figures drawn"):
        publish(document, media, Cache(None), diagnostics)
    both = times["write the briefing, figures cached"] + times["write the deck, figures cached"]
    times["so drawing the figures takes"] = times["write both, figures drawn"] - both
    print(json.dumps(times))


if __name__ == "__main__":
    main()
