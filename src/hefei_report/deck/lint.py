"""Reads a finished deck back and says what PowerPoint would repair, or what a reader with a screen reader would miss.

It looks for what schema validators don't see. It knows the file formats only, not how we write them, so it can
judge any deck.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from hefei_report.deck.openxml.names import DECORATIVE, P14, A, P, R

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SAFE = re.compile(r"(?i)(https?://|mailto:)")
_EMPTY_WORDS = re.compile(
    r"(?i)^(picture|image|chart|figure|graphic|photo|table|图片|图表|图|表)?\s*\d*$|\.(png|jpe?g|svg|gif|emf|wmf)$"
)
_LEAST_SIZE = 900  # hundredths of a point
_TITLES = ("title", "ctrTitle")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the rule's name, where, and what."""

    rule: str
    where: str
    what: str


def lint(content: bytes) -> tuple[Finding, ...]:
    """What is wrong with a .pptx; nothing is the answer to hope for."""
    package = _Package(content)
    return (*package.findings(), *_presentation(package), *_slides(package))


# ------------------------------------------------------------------------------------------- package


class _Package:
    """The parts of a file and their relationships."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.listed = archive.namelist()
            self.members = {name: archive.read(name) for name in self.listed}

    def xml(self, name: str) -> etree._Element:
        """A part as XML; nothing outside it is ever read."""
        return etree.fromstring(self.members[name], _PARSER)

    def relationships(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """By id: kind, target (a part name, or an address when external), whether it is external."""
        folder, file = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        found = {}
        if place in self.members:
            for entry in self.xml(place).iter(f"{{{_RELATIONSHIPS}}}Relationship"):
                external = entry.get("TargetMode") == "External"
                target = entry.get("Target", "")
                if not external:
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[entry.get("Id", "")] = (entry.get("Type", "").rpartition("/")[2], target, external)
        return found

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the package as such."""
        if len(self.listed) != len(self.members):
            yield Finding("duplicate-member", "package", "a name stands twice in the archive")
        types = self.xml("[Content_Types].xml")
        named = {entry.get("PartName", "")[1:] for entry in types.iter(f"{{{_TYPES}}}Override")}
        extensions = {entry.get("Extension", "") for entry in types.iter(f"{{{_TYPES}}}Default")}
        for name in sorted(named - set(self.members)):
            yield Finding("phantom-part", name, "has a content type but is not there")
        for name in self.members:
            if name not in named and name.rpartition(".")[2] not in extensions:
                yield Finding("no-content-type", name, "PowerPoint will not open it")
        yield from self._relationship_findings()

    def _relationship_findings(self) -> Iterator[Finding]:
        reached = {"[Content_Types].xml"}
        waiting = [""]
        while waiting:
            name = waiting.pop()
            for id_, (kind, target, external) in self.relationships(name).items():
                where = f"{name or 'package'} {id_}"
                if external and (kind != "hyperlink" or not _SAFE.match(target)):
                    yield Finding("unsafe-link", where, target)
                elif not external and target not in self.members:
                    yield Finding("dangling-relationship", where, target)
                elif not external and target not in reached:
                    reached.add(target)
                    waiting.append(target)
        for name in self.members:
            if not name.endswith(".rels") and name not in reached:
                yield Finding("orphan-part", name, "nothing leads to it")
            if name.endswith(".svg"):
                yield from self._svg(name)

    def _svg(self, name: str) -> Iterator[Finding]:
        for element in self.xml(name).iter("*"):
            if etree.QName(element).localname in ("script", "foreignObject", "image"):
                yield Finding("active-drawing", name, str(element.tag))
            for key, value in element.attrib.items():
                if str(key).endswith("href") and not str(value).startswith("#"):
                    yield Finding("active-drawing", name, str(value)[:60])


# -------------------------------------------------------------------------------------- presentation


def _slide_names(package: _Package) -> list[tuple[str, str]]:
    """The id and part name of each slide, in order."""
    root = package.xml("ppt/presentation.xml")
    relationships = package.relationships("ppt/presentation.xml")
    return [
        (entry.get("id", ""), relationships[entry.get(f"{{{R}}}id", "")][1]) for entry in root.iter(f"{{{P}}}sldId")
    ]


def _presentation(package: _Package) -> Iterator[Finding]:
    root = package.xml("ppt/presentation.xml")
    ids = [id_ for id_, _ in _slide_names(package)]
    in_sections = [entry.get("id", "") for entry in root.iter(f"{{{P14}}}sldId")]
    if len(set(ids)) != len(ids):
        yield Finding("duplicate-slide-id", "presentation", "two slides have the same id")
    if sorted(in_sections) != sorted(ids):
        yield Finding("sections", "presentation", "the sections don't hold each slide once")
    kinds = [kind for kind, _, _ in package.relationships("ppt/presentation.xml").values()]
    if "notesMaster" in kinds and root.find(f"{{{P}}}notesMasterIdLst") is None:
        yield Finding("notes-master", "presentation", "the notes master is not registered")


# -------------------------------------------------------------------------------------------- slides


def _slides(package: _Package) -> Iterator[Finding]:
    size = package.xml("ppt/presentation.xml").find(f"{{{P}}}sldSz")
    bounds = (int(size.get("cx", "0")), int(size.get("cy", "0"))) if size is not None else (0, 0)
    titles: Counter[str] = Counter()
    for number, (_, name) in enumerate(_slide_names(package), 1):
        root = package.xml(name)
        where = f"slide {number}"
        ids = Counter(entry.get("id") for entry in root.iter(f"{{{P}}}cNvPr"))
        yield from (Finding("duplicate-shape-id", where, f"{id_}") for id_, count in ids.items() if count > 1)
        shapes = list(root.iter(*(f"{{{P}}}{kind}" for kind in ("sp", "pic", "graphicFrame"))))
        for place, shape in enumerate(shapes):
            yield from _shape(shape, where, place, bounds)
        title = next((_text(shape) for shape in shapes if _placeholder(shape) in _TITLES), "")
        titles[" ".join(title.casefold().split())] += 1
        yield from _runs(root, where)
        known = package.relationships(name)
        for element in root.iter("*"):
            used = [value for key, value in element.attrib.items() if str(key).startswith(f"{{{R}}}")]
            yield from (Finding("unknown-relationship", where, str(id_)) for id_ in used if id_ not in known)
    for title, count in titles.items():
        if not title:
            yield Finding("no-title", "presentation", f"{count} slides have no title")
        elif count > 1:
            yield Finding("same-title", "presentation", title)


def _shape(shape: etree._Element, where: str, place: int, bounds: tuple[int, int]) -> Iterator[Finding]:
    properties = shape.find(f".//{{{P}}}cNvPr")
    if properties is None:
        return
    name, described = properties.get("name", ""), (properties.get("descr") or "").strip()
    decorative = any(entry.get("val") == "1" for entry in properties.iter(f"{{{DECORATIVE}}}decorative"))
    kind = _placeholder(shape)
    is_text = etree.QName(shape).localname == "sp"
    if kind in _TITLES and place:
        yield Finding("title-not-first", where, "a screen reader reads the title first when it stands first")
    if is_text and not _text(shape) and not decorative:
        yield Finding("empty-shape", where, name)
    if not is_text and not decorative and (not described or _EMPTY_WORDS.search(described)):
        yield Finding("no-alternative-text", where, name)
    yield from _place(shape, where, name, bounds)
    for table in shape.iter(f"{{{A}}}tbl"):
        yield from _table(table, where)


def _place(shape: etree._Element, where: str, name: str, bounds: tuple[int, int]) -> Iterator[Finding]:
    for frame in (*shape.iter(f"{{{A}}}xfrm"), *shape.iter(f"{{{P}}}xfrm")):
        offset, extent = frame.find(f"{{{A}}}off"), frame.find(f"{{{A}}}ext")
        if offset is None or extent is None:
            continue
        x, y = int(offset.get("x", "0")), int(offset.get("y", "0"))
        w, h = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
        if min(x, y, w, h) < 0 or x + w > bounds[0] or y + h > bounds[1]:
            yield Finding("off-slide", where, name)


def _table(table: etree._Element, where: str) -> Iterator[Finding]:
    properties = table.find(f"{{{A}}}tblPr")
    if properties is None or properties.get("firstRow") != "1":
        yield Finding("table-without-header", where, "a screen reader can't name the columns")
    columns = len(table.findall(f"{{{A}}}tblGrid/{{{A}}}gridCol"))
    if any(len(row.findall(f"{{{A}}}tc")) != columns for row in table.iter(f"{{{A}}}tr")):
        yield Finding("table-grid", where, "a row hasn't as many cells as there are columns")


def _runs(root: etree._Element, where: str) -> Iterator[Finding]:
    for run in (*root.iter(f"{{{A}}}r"), *root.iter(f"{{{A}}}fld")):
        properties = run.find(f"{{{A}}}rPr")
        text = (run.findtext(f"{{{A}}}t") or "")[:30]
        if properties is None or not properties.get("lang"):
            yield Finding("no-language", where, text)
        elif int(properties.get("sz") or _LEAST_SIZE) < _LEAST_SIZE:
            yield Finding("tiny-text", where, text)


def _placeholder(shape: etree._Element) -> str | None:
    """A placeholder's type ("obj" when it doesn't say); None for other shapes."""
    found = shape.find(f".//{{{P}}}nvPr/{{{P}}}ph")
    return None if found is None else found.get("type", "obj")


def _text(shape: etree._Element) -> str:
    lines = shape.iter(f"{{{A}}}p")
    return "\n".join("".join(text.text or "" for text in line.iter(f"{{{A}}}t")) for line in lines).strip()
