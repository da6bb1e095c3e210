"""A package as the lint reads it: parts, what each relates to, and their XML, which is parsed once.

Nothing outside the package is ever read, and what is no XML is a finding and no exception (ECMA-376, part 2).
"""

from __future__ import annotations

import functools
import hashlib
import io
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.keeping import NO_VERDICTS, Verdicts, Words, digest_of
from hefei_report.deck.openxml.names import P, R
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.records import dataclass

CONTENT_TYPES_PART = "[Content_Types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Long texts are no attack here: nothing in them is expanded.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_EXTERNAL = "External"
_EMPTY = etree.fromstring("<nothing/>")
_REFERENCES: Callable[[etree._Element], list[str]] = etree.XPath(  # type: ignore[assignment]  # what this one returns
    "//@r:*", namespaces={"r": R}, smart_strings=False
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part relates to: the last word of the kind, and a part's name, or an address when it is external."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a file. ``listed`` are the names of the archive's members, as often as they stand there.

    What ``memory`` or ``verdicts`` know of a part with the same content isn't read again.
    """

    def __init__(
        self,
        members: Mapping[str, bytes],
        listed: tuple[str, ...] = (),
        memory: Memory = NO_MEMORY,
        verdicts: Verdicts = NO_VERDICTS,
    ) -> None:
        self.members = members
        self.memory, self.verdicts = memory, verdicts
        self.listed = listed or tuple(members)
        self.faults: list[Finding] = []
        self._trees: dict[str, etree._Element] = {}
        self._references: dict[str, frozenset[str]] = {}
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self._digests: dict[str, str] = {}
        self._slides: tuple[tuple[str, str], ...] | None = None

    @classmethod
    def opened(cls, content: bytes) -> Package:
        """The package in a .pptx file."""
        import zipfile  # for files only: what is still to be packed has its members

        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.namelist()
            return cls({name: archive.read(name) for name in listed}, tuple(listed))

    def digest(self, name: str) -> str:
        """The hexadecimal hash of a part's content; "" when the part isn't there."""
        if name not in self._digests:
            content = self.members.get(name)
            self._digests[name] = "" if content is None else hashlib.sha256(content).hexdigest()
        return self._digests[name]

    def xml(self, name: str) -> etree._Element:
        """A part's root; an empty element, and a fault, when the part isn't there or is no XML."""
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def _parsed(self, name: str) -> etree._Element:
        if name not in self.members:  # whoever leads here is told elsewhere
            return _EMPTY
        try:
            root = etree.fromstring(self.members[name], _PARSER)
        except etree.XMLSyntaxError as error:
            self.faults.append(Finding("not-xml", name, str(error)))
            return _EMPTY
        if b"<!DOCTYPE" in self.members[name]:
            self.faults.append(Finding("document-type", name, "a part with a DTD is not opened"))
        self._references[name] = frozenset(_REFERENCES(root))
        return root

    def words(self, what: str, name: str, read: Callable[[], Iterable[str]]) -> Words:
        """What ``read()`` tells of a part by itself; of a sound one that is known it is told without reading."""
        if name not in self.members:
            return tuple(read())
        key = (what, self.members[name])
        found, sound = self.memory.once("lint words", key, lambda: self._read_words(what, name, read))
        return found if sound else tuple(read())

    def _read_words(self, what: str, name: str, read: Callable[[], Iterable[str]]) -> tuple[Words, bool]:
        """The same, and whether the part is sound; if it isn't, reading tells a fault each time."""
        key = digest_of((what, self.digest(name)))
        known = self.verdicts.found(key)
        if known is not None:
            return known, True
        found, sound = tuple(read()), self._is_sound(name)
        if sound:
            self.verdicts.keep(key, found)
        return found, sound

    def references(self, name: str) -> Words:
        """The ids of relationships that a part uses, sorted."""
        return self.words("references", name, lambda: self._read_references(name))

    def _read_references(self, name: str) -> list[str]:
        if name not in self._references:
            self.xml(name)
        return sorted(self._references.get(name, ()))

    def _is_sound(self, name: str) -> bool:
        return not any(fault.where == name for fault in self.faults)

    def forget(self, name: str) -> None:
        """Give the memory of a part's tree back; it isn't asked for again."""
        self._trees.pop(name, None)

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """Those of a part, or of the package itself (""), as often as they stand there."""
        if name not in self._relationships:
            place, folder = relationships_part(name), posixpath.dirname(name)
            self._relationships[name] = self._kept_relationships(place, folder) if place in self.members else ()
        return self._relationships[name]

    def _kept_relationships(self, place: str, folder: str) -> tuple[Relationship, ...]:
        key = (folder, self.members[place])
        found, sound = self.memory.once("lint relationships", key, lambda: self._read_relationships(place, folder))
        return found if sound else self._read_relationships(place, folder)[0]

    def _read_relationships(self, place: str, folder: str) -> tuple[tuple[Relationship, ...], bool]:
        key = digest_of(("relationships", folder, self.digest(place)))
        known = self.verdicts.found(key)
        if known is not None:
            return _told(known), True
        found = tuple(_relationship(entry, folder) for entry in self.xml(place).iter(_RELATIONSHIP))
        self.forget(place)
        sound = self._is_sound(place)
        if sound:
            self.verdicts.keep(key, _words(found))
        return found, sound

    def target(self, name: str, kind: str) -> str:
        """The part to which ``name`` relates as ``kind``, the first one, or ""."""
        return next((entry.target for entry in self.relationships(name) if entry.kind == kind), "")

    def targets(self, name: str, kind: str) -> list[str]:
        """All parts to which ``name`` relates as ``kind``."""
        return [entry.target for entry in self.relationships(name) if entry.kind == kind and not entry.external]

    @property
    def presentation(self) -> str:
        """The name of the main part, or ""."""
        return self.target("", "officeDocument")

    def slides(self) -> tuple[tuple[str, str], ...]:
        """The id and part name of each slide, in order; "" for one whose relationship is unknown."""
        if self._slides is None:
            known = {entry.id: entry.target for entry in self.relationships(self.presentation)}
            listed = self.xml(self.presentation).iter(f"{{{P}}}sldId")
            self._slides = tuple((one.get("id", ""), known.get(one.get(f"{{{R}}}id", ""), "")) for one in listed)
        return self._slides


def relationships_part(name: str) -> str:
    """The part that holds the relationships of ``name``."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _relationship(entry: etree._Element, folder: str) -> Relationship:
    external = entry.get("TargetMode") == _EXTERNAL
    target = entry.get("Target", "")
    kind = entry.get("Type", "").rpartition("/")[2]
    return Relationship(entry.get("Id", ""), kind, target if external else _part_name(folder, target), external)


def _words(relationships: tuple[Relationship, ...]) -> Iterator[str]:
    """Relationships as texts, four for each."""
    for one in relationships:
        yield from (one.id, one.kind, one.target, _EXTERNAL if one.external else "")


def _told(words: Words) -> tuple[Relationship, ...]:
    """What :func:`_words` said."""
    each = zip(words[::4], words[1::4], words[2::4], words[3::4], strict=False)
    return tuple(Relationship(id_, kind, target, mode == _EXTERNAL) for id_, kind, target, mode in each)


@functools.lru_cache(maxsize=1_000)
def _part_name(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes of an element as texts, which is what lxml always gives."""
    return ((str(key), str(value)) for key, value in element.items())


def child(element: etree._Element, *tags: str) -> etree._Element | None:
    """The first child that has one of ``tags``; several times as quick as ``find``."""
    return next(element.iterchildren(*tags), None)


def number(element: etree._Element | None, attribute: str, default: int = 0) -> int:
    """An attribute as a whole number; ``default`` when it isn't there or is none."""
    text = element.get(attribute) if element is not None else None
    try:
        return int(text) if text else default
    except ValueError:
        return default


def is_set(element: etree._Element | None, attribute: str) -> bool:
    """Whether a boolean attribute is true (ECMA-376 knows "1" and "true")."""
    return element is not None and element.get(attribute) in ("1", "true")
