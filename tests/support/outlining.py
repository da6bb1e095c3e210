"""Outlines as Python values, for tests that make many: written as the YAML files that an author would have."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from hefei_report.build import compose, publish
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.model import Document, Medium
from hefei_report.workspace import NO_CACHE, Cache, DiskWorkspace

Block = dict[str, Any]
Section = dict[str, Any]

SOURCES: list[dict[str, Any]] = [
    {"id": "bulletin", "type": "report", "title": "A statistical bulletin", "author": [{"literal": "City Bureau"}]},
    {"id": "gazette", "type": "article-newspaper", "title": "How the harbour grew", "container-title": "The Gazette"},
    {"id": "tongji", "type": "report", "title": "统计公报", "author": [{"literal": "统计局"}], "language": "zh"},
]


def fact(value: str, label: str, unit: str = "billion yuan", **more: str) -> dict[str, Any]:
    """A fact of Rivertown."""
    return {"value": value, "unit": unit, "geography": "Rivertown", "label": label, "source": "bulletin", **more}


FACTS: dict[str, dict[str, Any]] = {
    "exports": fact("257.2", "Goods exports", period="2024", qualifier="over"),
    "imports": fact("125.9", "Goods imports", period="2024"),
    "residents": fact("10.002", "Residents", "million people", period="2024"),
    "vehicles": fact("1370", "Vehicles made", "thousand vehicles", period="2024"),
    "growth": fact("7.1", "Growth of output", "percent", period="2024"),
    "founded": fact("1958", "Year of foundation", "year"),
}


def section(id: str, title: str, *blocks: Block, sections: tuple[Section, ...] = (), **more: Any) -> Section:
    """A section ``sec-ID``."""
    return {"id": f"sec-{id}", "title": title, **more, "blocks": list(blocks), "sections": list(sections)}


def text(content: str) -> Block:
    return {"text": content}


def column_chart(id: str, words: str, **more: Any) -> Block:
    """A column chart of two facts, whose title, caption and alternative text are made of ``words``."""
    data = [{"label": "Exports", "value": "fact:exports"}, {"label": "Imports", "value": "fact:imports"}]
    return {"figure": chart(id, "column", words, data=data, unit="billion yuan", **more)}


def chart(id: str, kind: str, words: str, **more: Any) -> dict[str, Any]:
    told = {"title": f"{words} on top", "caption": f"{words} below", "alt": f"A chart of {words}."}
    return {"id": f"fig-{id}", "chart": kind, **told, "source": "[@bulletin]", **more}


def table(id: str, columns: list[Any], rows: list[Any], **more: Any) -> Block:
    return {"table": {"id": f"tbl-{id}", "title": "What stands in rows", "columns": columns, "rows": rows, **more}}


@dataclass(frozen=True, slots=True)
class Outlined:
    """A report: its sections, what else stands in its outline, its facts and sources, and other files."""

    sections: tuple[Section, ...]
    top: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, dict[str, Any]] = field(default_factory=lambda: FACTS)
    sources: list[dict[str, Any]] = field(default_factory=lambda: SOURCES)
    draft: bool = False
    files: dict[str, bytes] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write the report's files into ``folder``; returns the path of the outline."""
        folder.mkdir(parents=True, exist_ok=True)
        top = {
            "report": "specimen",
            "title": "A specimen",
            "authors": ["A Desk"],
            "date": "2025-11-22",
            "facts": "facts.yaml",
            "sources": "sources.yaml",
            **self.top,
            "sections": list(self.sections),
        }
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        (folder / "facts.yaml").write_text(written({"facts": self.facts}), encoding="utf-8")
        (folder / "sources.yaml").write_text(written(self.sources), encoding="utf-8")
        path = folder / "specimen.yaml"
        path.write_text(written(top).replace("'2025-11-22'", "2025-11-22"), encoding="utf-8")
        return path


def written(value: Any) -> str:
    """``value`` as YAML."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120)


@dataclass(frozen=True, slots=True)
class Set:
    """A briefing as it was set: the file, the Document that it is set from, and what was reported."""

    path: Path
    document: Document
    pages: int
    found: tuple[Diagnostic, ...]

    @property
    def overfull(self) -> list[Diagnostic]:
        return [diagnostic for diagnostic in self.found if diagnostic.code == "overfull"]


def set_from(outline: Path, *, draft: bool = False, cache: Cache = NO_CACHE) -> Set:
    """The briefing of ``outline``, set beside it. Raises AssertionError when the outline has mistakes."""
    diagnostics = Diagnostics(draft=draft)
    document = compose(DiskWorkspace(outline.parent), outline.name, diagnostics)
    assert document is not None, list(diagnostics)
    briefing = publish(document, (Medium.BRIEFING,), cache, diagnostics)[0]
    assert not diagnostics.has_errors, [str(one) for one in diagnostics][:5]
    path = outline.with_suffix(".pdf")
    path.write_bytes(briefing.content)
    return Set(path, document, briefing.leaves, tuple(diagnostics))
