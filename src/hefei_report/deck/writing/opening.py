"""The one place that knows python-pptx: a template's parts, opened and spelt by it.

This was written for python-pptx 1.0.2; a test compares what we add to it with what python-pptx itself would have added.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PACKAGE_URI, PackURI
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.coreprops import CorePropertiesPart
from pptx.slide import NotesSlide

from hefei_report.deck.writing.skeleton import CoreProperties, NotesStock, Parts, Relation, Skeleton

WRITTEN_FOR = "1.0.2"
_MARK = "paragraphs"


def core_part(name: str, before: bytes, properties: CoreProperties) -> bytes:
    """The part called ``name`` that holds ``properties``, made of the template's, which is ``before``."""
    part = CorePropertiesPart.load(PackURI(f"/{name}"), CONTENT_TYPE.OPC_CORE_PROPERTIES, None, before)  # type: ignore[arg-type]  # it needs no package
    part.title, part.author, part.subject = properties.title, properties.author, properties.subject
    part.keywords, part.language = properties.keywords, properties.language
    part.last_modified_by = properties.author
    part.created = part.modified = properties.written
    part.revision = 1
    return bytes(part.blob)


def opened(template: bytes) -> Skeleton:
    """The skeleton of a .pptx file without slides."""
    presentation = Presentation(io.BytesIO(template))
    main, package = presentation.part, presentation.part.package
    core = presentation.core_properties.partname  # makes them where there are none
    presentation._element.get_or_add_sldIdLst()
    parts = {part.partname: part for part in _reached(package) if part is not main}
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    files = {layout.part.partname.membername: layout.part.partname.membername for layout in layouts}
    relations = tuple(Relation(rel.rId, rel.reltype, rel.target_ref, rel.is_external) for rel in main.rels.values())
    told = _parts(parts.values())
    return Skeleton(
        Parts({**told.members, PACKAGE_URI.rels_uri.membername: package._rels.xml}, told.kinds),
        main.partname.membername,
        main.content_type,
        main.blob,
        relations,
        files | {layout.name: layout.part.partname.membername for layout in reversed(layouts)},
        _notes(presentation, parts.keys()),
        core.membername,
        package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES).partname.membername,
    )


def _reached(package: Any) -> Iterator[Part]:  # whose class python-pptx leaves untyped
    """Every part that can be reached from ``package``, each once."""
    found: set[str] = set()
    waiting = [rel.target_part for rel in package._rels.values() if not rel.is_external]
    while waiting:
        part = waiting.pop()
        if part.partname not in found:
            found.add(part.partname)
            yield part
            waiting += [rel.target_part for rel in part.rels.values() if not rel.is_external]


def _parts(parts: Iterable[Part]) -> Parts:
    members, kinds = {}, {}
    for part in parts:
        members[part.partname.membername] = part.blob
        kinds[part.partname.membername] = part.content_type
        if len(part.rels):
            members[part.partname.rels_uri.membername] = part.rels.xml
    return Parts(members, kinds)


def _notes(presentation: Any, known: Collection[str]) -> NotesStock:
    """The stock of notes; the parts of their master are ``known`` where the template has one."""
    part = presentation.part.notes_master_part  # makes one where there is none
    page = CT_NotesSlide.new()
    notes = NotesSlide(page, part)
    notes.clone_master_placeholders(part.notes_master)
    frame = notes.notes_text_frame
    if frame is None:
        raise AssertionError("the template's notes master has a text placeholder")
    for old in list(frame._txBody.p_lst):
        frame._txBody.remove(old)
    frame._txBody.append(etree.Comment(_MARK))
    before, after = serialize_part_xml(page).split(f"<!--{_MARK}-->".encode())
    made = [one for one in _reached(presentation.part.package) if one.partname not in known]
    own = _parts(one for one in made if one is not presentation.part)
    return NotesStock(before, after, part.partname.membername, own if own.members else None)
