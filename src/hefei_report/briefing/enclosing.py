"""Which files travel in a briefing: what it was made from, and the data of each of its charts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import PurePosixPath

from hefei_report.briefing.attaching import Attachment, Relationship
from hefei_report.briefing.chartdata import chart_csv
from hefei_report.briefing.landmarks import destination_name
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, Figure, Image, InputFile, Medium
from hefei_report.document.naming import full_name
from hefei_report.document.walking import blocks_of
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.proof.inventory import MANIFEST_SUFFIX
from hefei_report.records import dataclass

MOST_BYTES = 5_000_000  # of a file
MOST_TOGETHER = 20_000_000
_UNSAFE = re.compile(r"[^\w.-]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)", re.IGNORECASE)  # what Windows takes for a device
_LONGEST, _LONGEST_SUFFIX = 50, 8  # characters: in UTF-8, less than the 255 bytes that file systems allow
_MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".json": "application/json",
    ".lock": "application/yaml",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csl": "application/vnd.citationstyles.style+xml",
}


@dataclass(frozen=True, slots=True)
class Enclosures:
    """``sources`` belong to the briefing as a whole, ``data`` to its figures, by their ids."""

    sources: tuple[Attachment, ...] = ()
    data: Mapping[str, Attachment] = field(default_factory=dict)


def enclosures(document: Document, diagnostics: Diagnostics, memory: Memory = NO_MEMORY) -> Enclosures:
    """The files of ``document`` but for the manifest; an input that is too large is left out, with a warning.

    ``memory`` may have the data of charts from an earlier build.
    """
    names = _Names()
    figures = [block for block in blocks_of(document, Medium.BRIEFING) if isinstance(block, Figure)]
    data = {figure.id: _data(figure, names, document.language, memory) for figure in figures}
    return Enclosures(tuple(_sources(document, names, diagnostics)), data)


def _data(figure: Figure, names: _Names, language: str, memory: Memory) -> Attachment:
    about = full_name(figure, labels(language))
    name = names.of(destination_name("", figure.id) + ".csv")
    content = memory.once("data of a chart", Same(figure.plan), lambda: chart_csv(figure.plan))
    return Attachment(name, "text/csv", about, content)


def _sources(document: Document, names: _Names, diagnostics: Diagnostics) -> Iterator[Attachment]:
    """The files that the document was made from, as they were read."""
    total = 0
    pictures = {block.picture.path for block in blocks_of(document) if isinstance(block, Image)}
    for file in document.inputs:
        # A picture is shown, and the file as it was may tell who took it, and where; a workbook may hold other sheets,
        # and who wrote it (the data of each chart travels as CSV); a template is the deck's; a font is embedded in
        # part, and few licences allow to pass it on whole.
        if file.path in pictures or file.role in ("template", "font") or file.path.lower().endswith(".xlsx"):
            continue
        size = len(file.content)
        if size > MOST_BYTES or total + size > MOST_TOGETHER:
            message = f"'{file.path}' ({size:,} bytes) is too large to travel in the PDF"
            hint = f"it was left out; at most {MOST_BYTES:,} bytes of a file do, and {MOST_TOGETHER:,} of all"
            diagnostics.warning("not-enclosed", message, document.span, hint)
            continue
        total += size
        yield _source(file, names.of(file.path))


def _source(file: InputFile, name: str) -> Attachment:
    kind = _MEDIA_TYPES.get(PurePosixPath(file.path).suffix.lower(), "application/octet-stream")
    return Attachment(name, kind, f"{file.role}: {file.path}", file.content, Relationship.SOURCE)


class _Names:
    """Gives files names that are safe to save under and that no two share, on any system."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, path: str) -> str:
        """A name for the file at ``path``: without folders, and never one that the manifest would be looked for by."""
        plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", path)).lstrip(".-") or "file"
        wanted = PurePosixPath(f"file-{plain}" if _DEVICE.match(plain) else plain)
        stem, suffix = wanted.stem[-_LONGEST:].lstrip(".-") or "file", wanted.suffix[:_LONGEST_SUFFIX]
        name, number = stem + suffix, 1
        while name.casefold() in self._taken or name.casefold().endswith(MANIFEST_SUFFIX):
            number += 1
            name = f"{stem}-{number}{suffix}"
        self._taken.add(name.casefold())
        return name
