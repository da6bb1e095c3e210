"""Reads the sources of an outline in whatever form they come: CSL as YAML or JSON, BibLaTeX, RIS."""

from __future__ import annotations

from hefei_report.citations.bibtex import read_bibtex
from hefei_report.citations.pandoc import Pandoc
from hefei_report.citations.ris import read_ris
from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.sources import Source, read_sources
from hefei_report.outline.files import author_text
from hefei_report.outline.nodes import Node, parse
from hefei_report.outline.text import Text
from hefei_report.workspace import Workspace


def read_libraries(
    names: tuple[Text, ...], workspace: Workspace, pandoc: Pandoc, diagnostics: Diagnostics
) -> dict[str, Source]:
    """All sources of the files ``names`` by key; the ending of a file's name says what it is."""
    found = (_library(name, workspace, pandoc, diagnostics) for name in names)
    return read_sources([node for node in found if node is not None], diagnostics)


def _library(name: Text, workspace: Workspace, pandoc: Pandoc, diagnostics: Diagnostics) -> Node | None:
    text = author_text(workspace, name.value, name.span, diagnostics)
    if text is None:
        return None
    match name.value.rpartition(".")[2].lower():
        case "bib" | "bibtex":
            return read_bibtex(text, name.value, pandoc, diagnostics)
        case "ris":
            return read_ris(text, name.value, diagnostics)
        case _:
            return parse(text, name.value, diagnostics)  # JSON is YAML, too
