"""The one place that reaches behind python-pptx's public face: adding parts, and saving the same bytes each time.

python-pptx finds free part names and equal images by walking the whole package again and again, and walks
it recursively when it saves, which takes quadratic time and overflows the stack in long decks that link
from slide to slide. Here parts are named by counting, and the package is walked once, without recursion.
This was written for python-pptx 1.0.2; a test compares it with what python-pptx itself would have done.
"""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import io

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PACKAGE_URI, PackURI
from pptx.oxml import parse_xml
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.image import ImagePart
from pptx.parts.slide import NotesSlidePart, SlidePart
from pptx.slide import NotesSlide, Slide, SlideLayout

from hefei_report.deck.openxml.archive import content_types, document, pack
from hefei_report.deck.openxml.names import CUSTOM_XML, guid

WRITTEN_FOR = "1.0.2"
_SVG = "image/svg+xml"
_FIRST_SLIDE_ID = 256  # the least that the format allows


class DeckPackage:
    """A presentation that grows: slides, notes and media are added, then it is saved once."""

    def __init__(self, template: bytes) -> None:
        self.presentation = Presentation(io.BytesIO(template))
        found = [layout for master in self.presentation.slide_masters for layout in master.slide_layouts]
        self.layouts: dict[str, SlideLayout] = {layout.part.partname.membername: layout for layout in found}
        self.layouts |= {layout.name: layout for layout in reversed(found)}
        self._media: dict[bytes, Part] = {}
        self._notes = 0
        self._charts = 0
        self._notes_page: CT_NotesSlide | None = None

    @property
    def _opc(self):  # type: ignore[no-untyped-def]  # python-pptx leaves its package class untyped here
        return self.presentation.part.package

    def add_slide(self, layout: str) -> Slide:
        """A slide without shapes, on the layout of that name or part. Raises KeyError where there is no such layout."""
        listed = self.presentation._element.get_or_add_sldIdLst()
        number = len(listed) + 1
        name = PackURI(f"/ppt/slides/slide{number}.xml")
        part = SlidePart.new(name, self._opc, self.layouts[layout].part)  # type: ignore[no-untyped-call]  # untyped there
        # A new part has no relationship yet, and slide ids are given in order: nothing needs to be searched.
        relationship = self.presentation.part.rels._add_relationship(RELATIONSHIP_TYPE.SLIDE, part)
        listed._add_sldId(id=_FIRST_SLIDE_ID + number - 1, rId=relationship)
        slide: Slide = part.slide
        return slide

    def add_notes(self, slide: Slide) -> NotesSlide:
        """The notes page of ``slide``, which has none yet."""
        self._notes += 1
        name = PackURI(f"/ppt/notesSlides/notesSlide{self._notes}.xml")
        master = self.presentation.part.notes_master_part
        if self._notes_page is None:
            self._notes_page = CT_NotesSlide.new()
            NotesSlide(self._notes_page, master).clone_master_placeholders(master.notes_master)
        page = copy.deepcopy(self._notes_page)  # they are all alike, and it takes long to look up what to clone
        part = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, self._opc, page)
        part.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
        slide.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
        notes: NotesSlide = part.notes_slide
        return notes

    def relate_png(self, slide: Slide, content: bytes) -> str:
        """The id of the relationship from ``slide`` to a PNG, which is stored once however often it is used."""
        return self._relate_medium(slide, content, "png")

    def relate_svg(self, slide: Slide, content: bytes) -> str:
        """The same for an SVG."""
        return self._relate_medium(slide, content, "svg")

    def relate_jpeg(self, slide: Slide, content: bytes) -> str:
        """The same for a JPEG."""
        return self._relate_medium(slide, content, "jpg")

    def _relate_medium(self, slide: Slide, content: bytes, extension: str) -> str:
        digest = hashlib.sha256(content).digest()
        if digest not in self._media:
            name = PackURI(f"/ppt/media/image{len(self._media) + 1}.{extension}")
            if extension == "svg":
                self._media[digest] = Part(name, _SVG, self._opc, content)
            else:
                kind = CONTENT_TYPE.JPEG if extension == "jpg" else CONTENT_TYPE.PNG
                self._media[digest] = ImagePart(name, kind, self._opc, content)
        return slide.part.relate_to(self._media[digest], RELATIONSHIP_TYPE.IMAGE)

    def relate_chart(self, slide: Slide, chart: bytes, workbook: bytes, shapes: bytes) -> str:
        """The id of the relationship from ``slide`` to a new chart with its workbook and, unless b"", its drawing.

        The chart part names the one as its relationship rId1, the other as rId2.
        """
        self._charts += 1
        name = PackURI(f"/ppt/charts/chart{self._charts}.xml")
        part = Part(name, CONTENT_TYPE.DML_CHART, self._opc, chart)
        book = PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx")
        part.relate_to(Part(book, CONTENT_TYPE.SML_SHEET, self._opc, workbook), RELATIONSHIP_TYPE.PACKAGE)
        if shapes:
            name = PackURI(f"/ppt/drawings/drawing{self._charts}.xml")
            drawing = Part(name, CONTENT_TYPE.DML_CHARTSHAPES, self._opc, shapes)
            part.relate_to(drawing, RELATIONSHIP_TYPE.CHART_USER_SHAPES)
        # A chart belongs to one slide: none of its relationships needs to be searched for it.
        return str(slide.part.rels._add_relationship(RELATIONSHIP_TYPE.CHART, part))

    def slide_ids(self) -> list[int]:
        """PowerPoint's numbers of the slides, in order."""
        return [entry.id for entry in self.presentation._element.get_or_add_sldIdLst().sldId_lst]

    def add_extensions(self, xml: str) -> None:
        """Append an ``p:extLst`` to the presentation."""
        self.presentation._element.append(parse_xml(xml))

    def add_custom_xml(self, content: bytes, namespace: str) -> None:
        """Add a custom XML part, which PowerPoint keeps when it saves (ECMA-376, part 1, 15.2.4 and 15.2.5)."""
        item = Part(PackURI("/customXml/item1.xml"), CONTENT_TYPE.XML, self._opc, content)
        properties = document(
            f'<ds:datastoreItem ds:itemID="{guid(namespace)}" xmlns:ds="{CUSTOM_XML}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
        )
        name = PackURI("/customXml/itemProps1.xml")
        item.relate_to(
            Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, self._opc, properties),
            RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
        )
        self.presentation.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)

    def set_app_properties(self, content: bytes) -> None:
        """Replace docProps/app.xml."""
        self._opc.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES).blob = content

    def members(self) -> dict[str, bytes]:
        """The package as the members of its file; the list of content types comes first."""
        members: dict[str, bytes] = {PACKAGE_URI.rels_uri.membername: self._opc._rels.xml}
        kinds: dict[str, str] = {}
        for part in _parts(self._opc):
            members[part.partname.membername] = part.blob
            kinds[part.partname.membername] = part.content_type
            if len(part.rels):
                members[part.partname.rels_uri.membername] = part.rels.xml
        return {"[Content_Types].xml": content_types(kinds), **members}

    def save(self) -> bytes:
        """The package as a file. The same parts give the same bytes."""
        return pack(self.members())


def _parts(package) -> list[Part]:  # type: ignore[no-untyped-def]  # see DeckPackage._opc
    """Every part that can be reached from ``package``, each once."""
    found: dict[str, Part] = {}
    waiting = [rel.target_part for rel in package._rels.values() if not rel.is_external]
    while waiting:
        part = waiting.pop()
        if part.partname not in found:
            found[part.partname] = part
            waiting += [rel.target_part for rel in part.rels.values() if not rel.is_external]
    return list(found.values())


def instant(epoch: int) -> dt.datetime:
    """Seconds since 1970 as the naive UTC that core properties hold."""
    return dt.datetime.fromtimestamp(epoch, dt.UTC).replace(tzinfo=None)
