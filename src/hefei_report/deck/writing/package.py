"""Puts slides into a package: names for their parts, relationships, the presentation's list, and all as members.

Parts are named by counting, so that a deck of a thousand slides takes ten times as long as one of a hundred.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import posixpath
from collections.abc import Iterable
from typing import assert_never

from lxml import etree

from hefei_report.deck.openxml.archive import content_types, document
from hefei_report.deck.openxml.escaping import quoteattr
from hefei_report.deck.openxml.names import CONTENT_TYPES, CUSTOM_XML, RELATIONSHIPS, P, R, guid
from hefei_report.deck.writing.skeleton import Relation, Skeleton
from hefei_report.deck.writing.slideparts import (
    FIRST_LEAD,
    ChartParts,
    Lead,
    Medium,
    SlideAt,
    SlideParts,
    WebAddress,
)

_FIRST_SLIDE_ID = 256  # the least that the format allows
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EXTERNAL = ' TargetMode="External"'
_MEDIA = {suffix: CONTENT_TYPES[suffix] for suffix in ("png", "jpg", "svg")}


class DeckPackage:
    """A presentation that grows: slides are added one after the other, then it is asked for its members."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._skeleton = skeleton
        self._members = dict(skeleton.parts.members)
        self._kinds = {**skeleton.parts.kinds, skeleton.presentation: skeleton.kind}
        self._slides: list[str] = []
        self._media: dict[bytes, str] = {}
        self._charts = self._notes = 0
        self._leads: list[tuple[str, str]] = []  # of the presentation itself: kinds and parts
        self._extensions = ""

    def add_slide(self, slide: SlideParts) -> None:
        """Add ``slide`` as the last one. Raises KeyError where the template has no such layout."""
        name = _slide_name(len(self._slides))
        relations = [_relation(name, 1, RELATIONSHIPS["slideLayout"], self._skeleton.layouts[slide.layout])]
        relations += [self._relation(name, id_, lead) for id_, lead in enumerate(slide.leads, FIRST_LEAD)]
        if slide.notes:
            notes = self._add_notes(slide.notes, name)
            relations.append(_relation(name, len(relations) + 1, RELATIONSHIPS["notesSlide"], notes))
        self._put(name, CONTENT_TYPES["slide"], slide.xml, relations)
        self._slides.append(name)

    def slide_ids(self) -> range:
        """PowerPoint's numbers of the slides, in order."""
        return range(_FIRST_SLIDE_ID, _FIRST_SLIDE_ID + len(self._slides))

    def add_extensions(self, xml: str) -> None:
        """Append a ``p:extLst`` to the presentation."""
        self._extensions += xml

    def add_custom_xml(self, content: bytes, namespace: str) -> None:
        """Add a custom XML part, which PowerPoint keeps when it saves (ECMA-376, part 1, 15.2.4 and 15.2.5)."""
        item, name = "customXml/item1.xml", "customXml/itemProps1.xml"
        properties = document(
            f'<ds:datastoreItem ds:itemID="{guid(namespace)}" xmlns:ds="{CUSTOM_XML}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        self._put(name, CONTENT_TYPES["customXmlProps"], properties)
        self._put(item, CONTENT_TYPES["xml"], content, [_relation(item, 1, RELATIONSHIPS["customXmlProps"], name)])
        self._leads.append((RELATIONSHIPS["customXml"], item))

    def set_properties(self, core: bytes, app: bytes) -> None:
        """Say what the deck is: ``core`` and ``app`` are the parts with its properties."""
        self._members[self._skeleton.core] = core
        self._members[self._skeleton.app] = app

    def members(self) -> dict[str, bytes]:
        """The package as the members of its file; the list of content types comes first."""
        return {"[Content_Types].xml": content_types(self._kinds), **self._members, **self._presentation()}

    # --------------------------------------------------------------------------------------- what slides lead to

    def _put(self, name: str, kind: str, content: bytes, relations: list[Relation] | None = None) -> str:
        self._members[name], self._kinds[name] = content, kind
        if relations:
            self._members[_relations_of(name)] = _relations_xml(relations)
        return name

    def _relation(self, name: str, number: int, lead: Lead) -> Relation:
        match lead:
            case WebAddress():
                return Relation(f"rId{number}", RELATIONSHIPS["hyperlink"], lead.uri, external=True)
            case SlideAt():
                return _relation(name, number, RELATIONSHIPS["slide"], _slide_name(lead.place))
            case Medium():
                return _relation(name, number, RELATIONSHIPS["image"], self._add_medium(lead))
            case ChartParts():
                return _relation(name, number, RELATIONSHIPS["chart"], self._add_chart(lead))
            case _:
                assert_never(lead)

    def _add_medium(self, medium: Medium) -> str:
        """The part of ``medium``, which is stored once however often it is used."""
        digest = hashlib.sha256(medium.content).digest()
        if digest not in self._media:
            name = f"ppt/media/image{len(self._media) + 1}.{medium.suffix}"
            self._media[digest] = self._put(name, _MEDIA[medium.suffix], medium.content)
        return self._media[digest]

    def _add_chart(self, chart: ChartParts) -> str:
        self._charts += 1
        name = f"ppt/charts/chart{self._charts}.xml"
        book = f"ppt/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"
        self._put(book, CONTENT_TYPES["workbook"], chart.workbook)
        relations = [_relation(name, 1, RELATIONSHIPS["package"], book)]
        if chart.shapes:
            drawing = f"ppt/drawings/drawing{self._charts}.xml"
            self._put(drawing, CONTENT_TYPES["chartUserShapes"], chart.shapes)
            relations.append(_relation(name, 2, RELATIONSHIPS["chartUserShapes"], drawing))
        return self._put(name, CONTENT_TYPES["chart"], chart.chart, relations)

    def _add_notes(self, paragraphs: bytes, slide: str) -> str:
        stock = self._skeleton.notes
        if stock.parts is not None and not self._notes:
            self._members |= stock.parts.members
            self._kinds |= stock.parts.kinds
        self._notes += 1
        name = f"ppt/notesSlides/notesSlide{self._notes}.xml"
        relations = [
            _relation(name, 1, RELATIONSHIPS["notesMaster"], stock.master),
            _relation(name, 2, RELATIONSHIPS["slide"], slide),
        ]
        return self._put(name, CONTENT_TYPES["notesSlide"], stock.before + paragraphs + stock.after, relations)

    # ------------------------------------------------------------------------------------------ the presentation

    def _presentation(self) -> dict[str, bytes]:
        """The part that lists the slides, and its relationships."""
        name = self._skeleton.presentation
        relations = {relation.id: relation for relation in self._skeleton.relations}
        leads = [(RELATIONSHIPS["slide"], slide) for slide in self._slides]
        if self._notes and self._skeleton.notes.parts is not None:
            leads.append((RELATIONSHIPS["notesMaster"], self._skeleton.notes.master))
        ids = []
        for kind, target in (*leads, *self._leads):
            number = next(number for number in range(len(relations) + 1, 0, -1) if f"rId{number}" not in relations)
            ids.append(f"rId{number}")
            relations[ids[-1]] = _relation(name, number, kind, target)
        root = etree.fromstring(self._skeleton.xml)
        (listed,) = root.iterchildren(f"{{{P}}}sldIdLst")
        for id_, relation in zip(self.slide_ids(), ids, strict=False):
            etree.SubElement(listed, f"{{{P}}}sldId", {"id": str(id_), f"{{{R}}}id": relation})
        if self._extensions:
            root.append(etree.fromstring(self._extensions))
        xml = etree.tostring(root, encoding="UTF-8", standalone=True)
        return {name: xml, _relations_of(name): _relations_xml(sorted(relations.values(), key=_number))}


def _slide_name(place: int) -> str:
    return f"ppt/slides/slide{place + 1}.xml"


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels"


def _relation(source: str, number: int, kind: str, target: str) -> Relation:
    """A relationship from one part to another one."""
    folder, file = posixpath.split(target)
    if folder != posixpath.dirname(source):
        file = f"{_way(posixpath.dirname(source), folder)}/{file}"
    return Relation(f"rId{number}", kind, file)


@functools.cache
def _way(start: str, end: str) -> str:
    return posixpath.relpath(end, start)


def _number(relation: Relation) -> tuple[int, str]:
    """Relationships are listed by number, those without one before the others."""
    digits = relation.id.removeprefix("rId")
    return int(digits) if digits != relation.id and digits.isdigit() else 0, relation.id


def _relations_xml(relations: Iterable[Relation]) -> bytes:
    entries = "".join(
        f'<Relationship Id="{one.id}" Type="{one.kind}" Target={quoteattr(one.target)}'
        f"{_EXTERNAL if one.external else ''}/>"
        for one in relations
    )
    declaration = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    return f'{declaration}\n<Relationships xmlns="{_RELATIONSHIPS}">{entries}</Relationships>'.encode()


def instant(epoch: int) -> dt.datetime:
    """Seconds since 1970 as the naive UTC that core properties hold."""
    return dt.datetime.fromtimestamp(epoch, dt.UTC).replace(tzinfo=None)
