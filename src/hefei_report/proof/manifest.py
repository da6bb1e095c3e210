"""The manifest, for machines: what proves each figure of a report, where it is shown, what the files were made from.

It is the same in the PDF, in the deck and beside them; nothing in it depends on the clock or on the machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from hefei_report import __version__
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, FactEntry, Figure, Image, InputFile, Medium, Table, plain
from hefei_report.document.naming import full_name, numbered_name
from hefei_report.document.walking import blocks_of, sections_of
from hefei_report.proof.binding import facts_bound
from hefei_report.proof.inventory import Leaf, Picture, Unit
from hefei_report.workspace import installed_versions

FORMAT, VERSION = "hefei-report manifest", 1
# What shapes a byte of the outputs.
_LIBRARIES = (
    "lxml",
    "markdown-it-py",
    "matplotlib",
    "Pillow",
    "pyphen",
    "python-pptx",
    "PyYAML",
    "reportlab",
    "resvg-py",
    "uharfbuzz",
)
Media = Mapping[Medium, tuple[Leaf, ...]]


def manifest(document: Document, media: Media) -> bytes:
    """The manifest of ``document`` as it is shown in ``media``: JSON in ASCII, the same bytes for the same input."""
    bindings = _Numbers()
    shown = {medium.value: [_leaf(leaf, bindings) for leaf in leaves] for medium, leaves in media.items()}
    printed = {fact.id for fact in document.facts}
    content = {
        "format": FORMAT,
        "version": VERSION,
        "report": {
            "name": document.report,
            "title": plain(document.title),
            "date": document.date.isoformat(),
            "language": document.language,
            "draft": document.draft,
        },
        "made_with": {"hefei-report": __version__, **installed_versions(_LIBRARIES)},
        "inputs": [_input(file) for file in document.inputs],
        "facts": {fact.id: _fact(fact, fact.id in printed) for fact in (*document.facts, *document.basis)},
        "sources": {
            reference.key: {"number": reference.number, "entry": plain(reference.content)}
            for reference in document.references
        },
        "places": _places(document),
        "uses": _uses(media),
        "bindings": bindings.values,
        "media": shown,
    }
    return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def _input(file: InputFile) -> dict[str, str]:
    return {"path": file.path, "role": file.role, "sha256": file.sha256}


def _fact(fact: FactEntry, printed: bool) -> dict[str, object]:
    return {
        "printed": fact.text,
        "label": fact.label,
        "value": fact.value,
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "period": fact.period,
        "place": fact.geography,
        "status": fact.status,
        "state": fact.state,
        "attested_by": fact.attested_by,
        "attested_on": fact.attested_on,
        "evidence": [
            {
                "source": support.source,
                "locator": support.locator,
                "phrase_sha256": hashlib.sha256(support.phrase.encode()).hexdigest() if support.phrase else "",
            }
            for support in fact.supports
        ],
        "sources": list(fact.references),
        "formula": fact.formula,
        "operands": list(fact.operands),
        "working": f"{fact.working} = {fact.text}" if fact.working else "",
        "shown": printed,
    }


def _places(document: Document) -> dict[str, str]:
    """What each section, figure and table is called, by id."""
    words = labels(document.language)
    blocks = (block for block in blocks_of(document) if isinstance(block, Figure | Image | Table) and block.id)
    return {
        **{section.id: full_name(section, words) for section in sections_of(document)},
        **{block.id: numbered_name(block, words) for block in blocks},
    }


def _uses(media: Media) -> dict[str, list[dict[str, object]]]:
    """Where each fact is shown: medium, page or slide, and the section, figure or table there."""
    found: dict[str, dict[tuple[str, int, str], None]] = {}
    for medium, leaves in media.items():
        for leaf in leaves:
            drawn = (label for picture in leaf.pictures for label in picture.labels)
            for unit in (*leaf.units, *drawn):
                for mark in unit.marks:
                    for id_ in facts_bound(mark.binding):
                        found.setdefault(id_, {})[medium.value, leaf.number, unit.at] = None
    return {
        id_: [{"medium": medium, "leaf": leaf, "at": at} for medium, leaf, at in places]
        for id_, places in sorted(found.items())
    }


# ---------------------------------------------------------------------------------------- inventory


class _Numbers:
    """Gives each binding a number, for a shorter file."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._known: dict[str, int] = {}

    def of(self, binding: str) -> int:
        if binding not in self._known:
            self._known[binding] = len(self.values)
            self.values.append(binding)
        return self._known[binding]


def _leaf(leaf: Leaf, bindings: _Numbers) -> dict[str, object]:
    return {
        "number": leaf.number,
        "units": _units(leaf.units, bindings),
        "pictures": [_picture(picture, bindings) for picture in leaf.pictures],
        "tips": list(leaf.tips),
    }


def _units(units: Iterable[Unit], bindings: _Numbers) -> list[list[object]]:
    """Each as its place, its text, and for each numeral start, length and number of the binding."""
    return [
        [unit.at, unit.text, *(n for m in unit.marks for n in (m.start, m.length, bindings.of(m.binding)))]
        for unit in units
        if unit.text
    ]


def _picture(picture: Picture, bindings: _Numbers) -> dict[str, object]:
    return {"at": picture.at, "sha256": list(picture.sha256), "labels": _units(picture.labels, bindings)}
