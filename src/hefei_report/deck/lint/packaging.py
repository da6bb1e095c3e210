"""The package as such: what its members are, what leads where, and that nothing leads out (ECMA-376, part 2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import CONTENT_TYPES_PART, Package

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SAFE = re.compile(r"(?i)(https?://|mailto:)")
# How the content type of what a relationship leads to ends, in lower case. PowerPoint goes by it, not by the content.
_KINDS = {
    "slide": "presentationml.slide+xml",
    "slideLayout": "presentationml.slidelayout+xml",
    "slideMaster": "presentationml.slidemaster+xml",
    "notesSlide": "presentationml.notesslide+xml",
    "notesMaster": "presentationml.notesmaster+xml",
    "theme": "officedocument.theme+xml",
    "chart": "drawingml.chart+xml",
    "tableStyles": "presentationml.tablestyles+xml",
}


def packaging(package: Package) -> Iterator[Finding]:
    """What is wrong with the members, their types and their relationships."""
    folded = Counter(name.casefold() for name in package.listed)
    yield from (Finding("duplicate-member", name, "stands twice") for name, count in folded.items() if count > 1)
    if not package.presentation:
        yield Finding("no-presentation", "package", "nothing leads to the main part")
    overrides, extensions = _content_types(package)
    for name in sorted(overrides.keys() - package.members.keys()):
        yield Finding("phantom-part", name, "has a content type but is not there")
    reached = {CONTENT_TYPES_PART}
    waiting = [""]
    while waiting:
        name = waiting.pop()
        yield from _leads(name, package, overrides)
        found = [entry.target for entry in package.relationships(name) if not entry.external]
        new = dict.fromkeys(target for target in found if target in package.members and target not in reached)
        reached |= new.keys()
        waiting += new
    for name in package.members:
        if name not in overrides and name.rpartition(".")[2].casefold() not in extensions:
            yield Finding("no-content-type", name, "PowerPoint will not open it")
        if not name.endswith(".rels") and name not in reached:
            yield Finding("orphan-part", name, "nothing leads to it")


def _content_types(package: Package) -> tuple[dict[str, str], set[str]]:
    """The type of each part that has one of its own, and the extensions that have one."""
    types = package.xml(CONTENT_TYPES_PART)
    overrides = {
        entry.get("PartName", "")[1:]: entry.get("ContentType", "").lower() for entry in types.iter(f"{_TYPES}Override")
    }
    return overrides, {entry.get("Extension", "").casefold() for entry in types.iter(f"{_TYPES}Default")}


def _leads(name: str, package: Package, overrides: dict[str, str]) -> Iterator[Finding]:
    """What is wrong with the relationships of one part."""
    known = package.relationships(name)
    if len({entry.id for entry in known}) < len(known):
        yield Finding("duplicate-relationship", name, "two relationships have the same id")
    for entry in known:
        where = f"{name or 'package'} {entry.id}"
        if entry.external and entry.kind != "hyperlink":
            yield Finding("external-part", where, f"{entry.kind} {entry.target}")
        elif entry.external and not _SAFE.match(entry.target):
            yield Finding("unsafe-link", where, entry.target)
        elif not entry.external and entry.target not in package.members:
            yield Finding("dangling-relationship", where, entry.target)
        elif entry.kind in _KINDS and not overrides.get(entry.target, "").endswith(_KINDS[entry.kind]):
            yield Finding("wrong-content-type", entry.target, overrides.get(entry.target, ""))
    if name.endswith(".xml"):
        ids = {entry.id for entry in known}
        unknown = [id_ for id_ in package.references(name) if id_ and id_ not in ids]
        yield from (Finding("unknown-relationship", name, id_) for id_ in unknown)
