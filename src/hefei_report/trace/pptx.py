"""Reads a deck as an archive of XML, without the library that wrote it: texts and pictures of each slide, and notes."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from hefei_report.document.model import Medium
from hefei_report.proof.inventory import MANIFEST_NAMESPACE
from hefei_report.trace.cells import untold_cells
from hefei_report.trace.reading import MOST_LEAVES, Beside, ReadFile, ReadLeaf, Unreadable, bounded

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SVG = "{http://www.w3.org/2000/svg}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOST_MEMBERS = 20_000
_MOST_XML = 80_000_000  # bytes of one part
_MOST_IN_ALL = 1_000_000_000  # bytes unpacked
_WITH_TEXT = ("notesSlide", "chart", "diagramData")  # parts beside a slide whose texts it shows
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def read_pptx(content: bytes) -> ReadFile:
    """What a deck shows and carries. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            package = _Package(archive)
            names = package.slides()
            if len(names) > MOST_LEAVES:
                raise Unreadable(f"it has more than {MOST_LEAVES:,} slides")
            leaves = [
                ReadLeaf(
                    tuple(package.texts(name)),
                    tuple(package.pictures(name)),
                    (*package.behind(name), *package.in_workbooks(name)),
                )
                for name in names
            ]
            return ReadFile(Medium.DECK, bounded(leaves), package.manifest())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise Unreadable("it is no PowerPoint file, or a damaged one") from None
    except (etree.XMLSyntaxError, KeyError, RecursionError):
        raise Unreadable("it is damaged: a part of it can't be read") from None


class _Package:
    """The parts of a file, each read when it is asked for, and no more of them than a deck can need."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = archive.namelist()
        self._unpacked = 0
        self._behind: dict[str, tuple[Beside, ...]] = {}
        if len(self._names) > _MOST_MEMBERS:
            raise Unreadable("there are too many parts in it")

    def _read(self, name: str, most: int) -> bytes:
        with self._archive.open(name) as member:
            content = member.read(most + 1)
        self._unpacked += len(content)
        if len(content) > most or self._unpacked > _MOST_IN_ALL:
            raise Unreadable("it unpacks to more than a deck can be")
        return content

    def _xml(self, name: str) -> etree._Element:
        content = self._read(name, _MOST_XML)
        root = etree.fromstring(content, _PARSER)
        if b"<!DOCTYPE" in content:
            raise Unreadable("a part of it declares a document type")
        return root

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that ``name`` leads to, by id of the relationship: kind and name."""
        folder, file = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        if place not in self._names:
            return {}
        found = {}
        for entry in self._xml(place).iter(_RELATIONSHIP):
            if entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
                found[entry.get("Id", "")] = (entry.get("Type", "").rpartition("/")[2], target)
        return found

    def slides(self) -> list[str]:
        """The slides in the order in which they are shown."""
        main = next(name for kind, name in self._start() if kind == "officeDocument")
        related = self._related(main)
        return [related[entry.get(f"{_R}id", "")][1] for entry in self._xml(main).iter(f"{_P}sldId")]

    def _start(self) -> Iterator[tuple[str, str]]:
        yield from self._related("").values()
        raise KeyError("officeDocument")

    def texts(self, slide: str) -> Iterator[str]:
        """Alternative texts and paragraphs of a slide in the order of its XML, then those of its notes and charts."""
        yield from _texts(self._xml(slide))
        for kind, name in self._related(slide).values():
            if kind in _WITH_TEXT and name in self._names:
                yield from _texts(self._xml(name))
                for inner, drawing in self._related(name).values() if kind == "chart" else ():
                    if inner == "chartUserShapes" and drawing in self._names:
                        yield from _texts(self._xml(drawing))
            elif kind == "image" and name.endswith(".svg") and name in self._names:
                yield from ("".join(map(str, text.itertext())) for text in self._xml(name).iter(f"{_SVG}text"))

    def behind(self, slide: str) -> tuple[Beside, ...]:
        """What a slide shows of its layout and of the master of that: all but the words that hold places."""
        found: tuple[Beside, ...] = ()
        for wanted in ("slideLayout", "slideMaster"):
            slide = next((name for kind, name in self._related(slide).values() if kind == wanted), "")
            if slide not in self._names:
                break
            if slide not in self._behind:
                self._behind[slide] = tuple(Beside(text, "the layout of a slide") for text in _drawn(self._xml(slide)))
            found += self._behind[slide]
        return found

    def in_workbooks(self, slide: str) -> Iterator[Beside]:
        """What the workbooks behind a slide's charts hold and the charts don't show: who opens one would find it."""
        for kind, chart in self._related(slide).values():
            if kind != "chart" or chart not in self._names:
                continue
            for inner, name in self._related(chart).values():
                if inner == "package" and name in self._names:
                    yield from untold_cells(self._xml(chart), self._read(name, _MOST_XML))

    def pictures(self, slide: str) -> Iterator[str]:
        """The SHA-256 of each picture of a slide."""
        for kind, name in self._related(slide).values():
            if kind == "image" and name in self._names:
                yield hashlib.sha256(self._read(name, _MOST_XML)).hexdigest()

    def manifest(self) -> bytes:
        """The manifest among the custom XML parts, or b""; PowerPoint may have given its part another name."""
        for name in self._names:
            if name.startswith("customXml/item") and name.endswith(".xml"):
                root = self._xml(name)
                if root.tag == f"{{{MANIFEST_NAMESPACE}}}manifest":
                    return (root.text or "").encode()
        return b""


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{_P}cNvPr", f"{_A}p", f"{_C}v"):
        if element.tag == f"{_P}cNvPr":
            yield element.get("descr") or ""
        elif element.tag == f"{_C}v":
            yield element.text or ""
        else:
            yield "".join(_shown(part) for part in element.iter(f"{_A}t", f"{_A}br"))


def _drawn(root: etree._Element) -> Iterator[str]:
    """The paragraphs of a layout that stand in no placeholder."""
    held = {text for shape in root.iter(f"{_P}sp") if shape.find(f".//{_P}ph") is not None for text in shape.iter()}
    for element in root.iter(f"{_A}p"):
        if element not in held:
            yield "".join(_shown(part) for part in element.iter(f"{_A}t", f"{_A}br"))


def _shown(part: etree._Element) -> str:
    return "\n" if part.tag == f"{_A}br" else part.text or ""
