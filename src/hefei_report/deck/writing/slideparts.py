"""A slide as the parts of its file before it has a place in a package: what it leads to is told by what that is.

So the same slide can be put into the next deck as it is, though its number and the names of its parts are others there.
"""

from __future__ import annotations

from dataclasses import field

from hefei_report.deck.openxml.names import A, P, R
from hefei_report.proof.inventory import Leaf
from hefei_report.records import dataclass

FIRST_LEAD = 2  # the number of a slide's first relationship of its own; before it is the one to its layout
# As python-pptx reads what it writes: the same parts look the same whoever wrote them.
_NAMESPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
_HEAD = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'  # the tree's own


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture file; ``suffix`` is png, jpg or svg."""

    content: bytes = field(repr=False)
    suffix: str


@dataclass(frozen=True, slots=True)
class ChartParts:
    """A chart with its workbook and, unless b"", its drawing. The chart names the one as rId1, the other as rId2."""

    chart: bytes = field(repr=False)
    workbook: bytes = field(repr=False)
    shapes: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address outside of the file, as an ASCII URI."""

    uri: str


@dataclass(frozen=True, slots=True)
class SlideAt:
    """The slide at ``place`` (from 0) of the same deck."""

    place: int


Lead = Medium | ChartParts | WebAddress | SlideAt


@dataclass(frozen=True, slots=True)
class SlideParts:
    """A slide: its XML, the name or part of its layout, what it leads to in the order of their ids, and its notes.

    ``notes`` are paragraphs (``a:p``) without the page around them, b"" for none.
    """

    layout: str
    xml: bytes = field(repr=False)
    leads: tuple[Lead, ...] = ()
    notes: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class FinishedSlide:
    """A slide as it is put into the package, and what it shows. It is ``whole`` if all its charts could be drawn."""

    parts: SlideParts
    leaf: Leaf
    whole: bool = True


class Leads:
    """What a slide leads to, while it is written."""

    def __init__(self) -> None:
        self._found: list[Lead] = []
        self._known: dict[Lead, str] = {}

    def to(self, lead: Lead) -> str:
        """The id of the relationship to ``lead``: the same for the same, but a chart is a new one each time."""
        known = self._known.get(lead)
        if known is not None and not isinstance(lead, ChartParts):
            return known
        self._found.append(lead)
        self._known[lead] = id_ = f"rId{len(self._found) + FIRST_LEAD - 1}"
        return id_

    def all(self) -> tuple[Lead, ...]:
        """All of them, in the order of their ids."""
        return tuple(self._found)


def slide_xml(shapes: str) -> bytes:
    """The part of a slide with ``shapes``, from back to front. Raises lxml.etree.XMLSyntaxError if they are no XML."""
    return _spelt(
        f"<p:sld {_NAMESPACES}><p:cSld><p:spTree>{_HEAD}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def notes_xml(paragraphs: str) -> bytes:
    """``paragraphs`` (``a:p``) as they stand in a page of notes, whose root knows the namespaces."""
    page = _spelt(f"<p:notes {_NAMESPACES}>{paragraphs}</p:notes>")
    return page[page.index(b"<a:p") : page.rindex(b"</p:notes>")]


def _spelt(root: str) -> bytes:
    from lxml import etree  # a check knows slides by what is kept of them, and spells none

    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    return etree.tostring(etree.fromstring(root, parser), encoding="UTF-8", standalone=True)
