"""Reads the sources of an outline in whatever form they come: CSL as YAML or JSON, BibLaTeX, RIS."""

from __future__ import annotations

from hefei_report.citations.pandoc import Pandoc
from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.sources import Source, read_sources
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.outline.files import author_text
from hefei_report.outline.nodes import Node, parse
from hefei_report.outline.text import Text
from hefei_report.workspace import Workspace


def read_libraries(
    names: tuple[Text, ...],
    workspace: Workspace,
    pandoc: Pandoc,
    diagnostics: Diagnostics,
    memory: Memory = NO_MEMORY,
) -> dict[str, Source]:
    """All sources of the files ``names`` by key; the ending of a file's name says what it is."""
    texts = [(name.value, author_text(workspace, name.value, name.span, diagnostics)) for name in names]
    libraries = tuple((name, text) for name, text in texts if text is not None)

    def read(found: Diagnostics) -> dict[str, Source]:
        nodes = (_library(name, text, pandoc, found) for name, text in libraries)
        return read_sources([node for node in nodes if node is not None], found)

    def read_well(found: Diagnostics) -> dict[str, Source]:
        sources = read(found)
        if found.has_errors and any(_asks_pandoc(name) for name, _ in libraries):
            raise _Unsettled(sources, found)
        return sources

    try:
        return memory.told("libraries", (libraries, diagnostics.draft), diagnostics, read_well)
    except _Unsettled as once:
        for diagnostic in once.found:
            diagnostics.add(diagnostic)
        return once.sources


class _Unsettled(Exception):
    """What was read with complaints, of which pandoc may have caused some: it may be missing, and here in a minute."""

    def __init__(self, sources: dict[str, Source], found: Diagnostics) -> None:
        super().__init__()
        self.sources, self.found = sources, found


def _asks_pandoc(name: str) -> bool:
    return _ending(name) in ("bib", "bibtex")


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _library(name: str, text: str, pandoc: Pandoc, diagnostics: Diagnostics) -> Node | None:
    if _asks_pandoc(name):
        from hefei_report.citations.bibtex import read_bibtex

        return read_bibtex(text, name, pandoc, diagnostics)
    if _ending(name) == "ris":
        from hefei_report.citations.ris import read_ris

        return read_ris(text, name, diagnostics)
    return parse(text, name, diagnostics)  # JSON is YAML, too
