"""The manifest, for machines: what proves each figure of a report, where it is shown, what the files were made from.

It is the same in the PDF, in the deck and beside them; nothing in it depends on the clock or on the machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from hefei_report import __version__
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, FactEntry, Figure, Image, InputFile, Medium, Table, plain
from hefei_report.document.naming import full_name, numbered_name
from hefei_report.document.walking import blocks_of, sections_of
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.proof.inventory import Leaf
from hefei_report.proof.leafrecords import JSON, LeafRecords
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


def manifest(document: Document, media: Media, memory: Memory = NO_MEMORY) -> bytes:
    """The manifest of ``document`` as it is shown in ``media``: JSON in ASCII, the same bytes for the same input.

    ``memory`` may have what it says of leaves from an earlier build.
    """
    records = LeafRecords(memory)
    shown = {medium.value: [records.record(leaf) for leaf in leaves] for medium, leaves in media.items()}
    told = ",".join(f'"{medium}":[{",".join(leaves)}]' for medium, leaves in shown.items())
    content = JSON.encode(_content(document, media, records))
    return f'{content.removesuffix("}")},"media":{{{told}}}}}\n'.encode("ascii")


def _content(document: Document, media: Media, records: LeafRecords) -> dict[str, object]:
    """What the manifest says, but for the records of leaves, which are ``records``."""
    printed = {fact.id for fact in document.facts}
    return {
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
        "uses": _uses(media, records),
        "bindings": records.bindings,
    }


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


def _uses(media: Media, records: LeafRecords) -> dict[str, list[dict[str, object]]]:
    """Where each fact is shown: medium, page or slide, and the section, figure or table there."""
    found: dict[str, dict[tuple[str, int, str], None]] = {}
    for medium, leaves in media.items():
        for leaf in leaves:
            for id_, at in records.facts(leaf):
                found.setdefault(id_, {})[medium.value, leaf.number, at] = None
    return {
        id_: [{"medium": medium, "leaf": leaf, "at": at} for medium, leaf, at in places]
        for id_, places in sorted(found.items())
    }
