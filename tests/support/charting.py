"""Charts from figures as Python values: planned by the product from YAML, in memory, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostic, Diagnostics, Severity
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.model import Document, Figure
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import MemoryWorkspace
from tests.support.outlining import FACTS, SOURCES, Block, section, written


@dataclass(frozen=True, slots=True)
class Charted:
    """What became of figures: their plans by their ids, and what was complained about."""

    document: Document | None
    plans: dict[str, ChartPlan]
    found: tuple[Diagnostic, ...]

    @property
    def errors(self) -> list[str]:
        """What is wrong, with its place and hint."""
        return [str(one) for one in self.found if one.severity is Severity.ERROR]


def charted(figures: Iterable[Block], files: Mapping[str, bytes] | None = None) -> Charted:
    """The plans of ``figures`` (``{"figure": {...}}``), all in one report beside ``files``."""
    workspace = MemoryWorkspace(report_files(figures) | dict(files or {}))
    diagnostics = Diagnostics(draft=True)
    document = compose(workspace, "specimen.yaml", diagnostics)
    blocks = blocks_of(document) if document is not None else ()
    plans = {block.id: block.plan for block in blocks if isinstance(block, Figure)}
    return Charted(document, plans, tuple(diagnostics))


def report_files(figures: Iterable[Block]) -> dict[str, bytes]:
    """The files of a report of one section that holds ``figures``."""
    top = {
        "report": "specimen",
        "title": "A specimen",
        "date": "DATE",
        "facts": "facts.yaml",
        "sources": "sources.yaml",
        "sections": [section("charts", "Charts", *figures)],
    }
    texts = {
        "specimen.yaml": written(top).replace("DATE", "2025-11-22"),
        "facts.yaml": written({"facts": FACTS}),
        "sources.yaml": written(SOURCES),
    }
    return {name: text.encode() for name, text in texts.items()}
