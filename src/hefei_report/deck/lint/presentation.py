"""The presentation as a whole: its lists of slides, masters and sections, and what it says of itself."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import Package
from hefei_report.deck.openxml.names import P14, P

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")  # W3CDTF
_DATES = ("created", "modified")
_TERMS = "http://purl.org/dc/terms/"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SLIDE_IDS = range(256, 2_147_483_648)  # ECMA-376, part 1, 19.7.13
_MASTER_IDS = range(2_147_483_648, 4_294_967_296)  # 19.7.10 and 19.7.15


def presentation(package: Package) -> Iterator[Finding]:
    """What is wrong with the presentation's part and the document's properties."""
    yield from _slide_list(package)
    yield from _sections(package)
    yield from _masters(package)
    yield from _properties(package)


def _slide_list(package: Package) -> Iterator[Finding]:
    slides = package.slides()
    ids, names = Counter(id_ for id_, _ in slides), Counter(name for _, name in slides)
    if max(ids.values(), default=0) > 1:
        yield Finding("duplicate-slide-id", "presentation", "two slides have the same id")
    yield from (Finding("slide-id", "presentation", id_) for id_ in ids if _outside(id_, _SLIDE_IDS))
    yield from (Finding("slide-twice", "presentation", name) for name, count in names.items() if count > 1)
    root = package.xml(package.presentation)
    if "notesMaster" in {entry.kind for entry in package.relationships(package.presentation)} and (
        root.find(f"{{{P}}}notesMasterIdLst") is None
    ):
        yield Finding("notes-master", "presentation", "the notes master is not registered")
    if root.find(f"{{{P}}}sldSz") is None:
        yield Finding("no-slide-size", "presentation", "slides have no size")


def _outside(id_: str, allowed: range) -> bool:
    return not id_.isdecimal() or int(id_) not in allowed


def _sections(package: Package) -> Iterator[Finding]:
    """Sections are optional; where there are any, they hold each slide once ([MS-PPTX] 2.2.8)."""
    root = package.xml(package.presentation)
    sections = list(root.iter(f"{{{P14}}}section"))
    if not sections:
        return
    listed = sorted(entry.get("id", "") for entry in root.iter(f"{{{P14}}}sldId"))
    if listed != sorted(id_ for id_, _ in package.slides()):
        yield Finding("sections", "presentation", "the sections don't hold each slide once")
    for attribute, rule in (("id", "duplicate-section-id"), ("name", "duplicate-section-name")):
        counts = Counter(section.get(attribute, "") for section in sections)
        yield from (Finding(rule, "presentation", value) for value, count in counts.items() if count > 1)


def _masters(package: Package) -> Iterator[Finding]:
    """Masters and layouts share one range of ids; layouts of a master are told apart by their names."""
    ids = [entry.get("id", "") for entry in package.xml(package.presentation).iter(f"{{{P}}}sldMasterId")]
    for master in package.targets(package.presentation, "slideMaster"):
        ids += package.words("layout ids", master, functools.partial(_layout_ids, package, master))
        names = Counter(_layout_name(package, name) for name in package.targets(master, "slideLayout"))
        yield from (Finding("duplicate-layout-name", master, name) for name, count in names.items() if count > 1)
    counts = Counter(ids)
    yield from (Finding("duplicate-layout-id", "presentation", id_) for id_, count in counts.items() if count > 1)
    yield from (Finding("layout-id", "presentation", id_) for id_ in counts if id_ and _outside(id_, _MASTER_IDS))


def _layout_ids(package: Package, master: str) -> list[str]:
    return [entry.get("id", "") for entry in package.xml(master).iter(f"{{{P}}}sldLayoutId")]


def _layout_name(package: Package, layout: str) -> str:
    names = package.words("layout name", layout, lambda: _names(package.xml(layout)))
    return names[0] if names else layout


def _names(layout: etree._Element) -> Iterator[str]:
    """The name of a layout, if it has one."""
    slide = layout.find(f"{{{P}}}cSld")
    name = slide.get("name") if slide is not None else None
    if name is not None:
        yield name


def _properties(package: Package) -> Iterator[Finding]:
    name = package.target("", "core-properties")
    if not name:
        return
    root = package.xml(name)
    for kind in _DATES:
        text = root.findtext(f"{{{_TERMS}}}{kind}")
        if text is not None and not _is_date(text.strip()):
            yield Finding("bad-date", name, f"{kind}: {text}")
    if not (root.findtext(_TITLE) or "").strip():
        yield Finding("no-document-title", name, "a screen reader says the file's name instead")


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat((text + "-01-01")[:10])
        return "T" not in text or bool(dt.datetime.fromisoformat(text))
    except ValueError:
        return False
