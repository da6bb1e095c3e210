"""Makes of a customer's template a file that decks can start from: masters, layouts and what they need, nothing else.

Sample slides, custom shows, sections, comments, custom properties and parts that nothing leads to stay behind, and so
does who wrote the template and when.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from hefei_report.deck.corporate.opening import RELATIONSHIPS_NAMESPACE, Link, Package
from hefei_report.deck.corporate.refusal import Refused
from hefei_report.deck.corporate.soundness import refuse_loose_ends, refuse_unsound
from hefei_report.deck.openxml.archive import content_types, document, pack
from hefei_report.deck.openxml.escaping import quoteattr
from hefei_report.deck.openxml.names import CONTENT_TYPES, NAMESPACES, RELATIONSHIPS, A, P, R
from hefei_report.deck.template import presentation_xml
from hefei_report.records import dataclass

_START = "ppt/presentation.xml"
_STRICT = "http://purl.oclc.org/ooxml/"
# What a presentation keeps of its relationships, and of its children (ECMA-376 part 1, 19.2.1.26), in their order.
_KEPT_LINKS = ("slideMaster", "theme", "font")
_KEPT_CHILDREN = ("sldMasterIdLst", "sldSz", "notesSz", "embeddedFontLst", "kinsoku", "defaultTextStyle")
# Parts with a place of their own; all others are renamed, so that they never meet those that a deck adds.
_OWN_FOLDERS = ("ppt/slideMasters", "ppt/slideLayouts", "ppt/theme")
_NEVER = ("slide", "notesSlide", "comments", "handoutMaster", "notesMaster", "vbaProject", "attachedTemplate")
_NOTES = ("ppt/notesMasters/notesMaster1.xml", "ppt/theme/themeOfNotes.xml")
_ID = f"{{{R}}}id"
_OWN_PARTS = (
    ("notesMaster", _NOTES[0]),
    ("tableStyles", "ppt/tableStyles.xml"),
    ("presProps", "ppt/presProps.xml"),
    ("viewProps", "ppt/viewProps.xml"),
)
_SAFE = re.compile(r"(?i)(https?://|mailto:)")
_Target = tuple[str, str, str, bool]  # of a relationship: its id, kind, target, and whether that is outside the file
_LINKS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The new file, and what its parts are called that come from the old one, by their old names."""

    content: bytes
    names: Mapping[str, str]


def cleaned(package: Package, table_styles: bytes, own_style: str = "") -> Cleaned:
    """``package`` as a .pptx without slides. Raises Refused.

    ``table_styles`` is our part of that name; it is used unless the template has an ``own_style``, by its id.
    """
    work = _Cleaning(package)
    theirs = (link.target for link in package.links(start_of(package)) if link.kind == "tableStyles")
    styles = package.read(next(theirs)) if own_style else table_styles
    return Cleaned(work.file(styles), work.names)


def start_of(package: Package) -> str:
    """The name of the part that is the presentation. Raises Refused."""
    for link in package.links(""):
        if link.kind == "officeDocument" and not link.external and "presentationml" in package.kind(link.target):
            if link.uri.startswith(_STRICT):
                raise Refused("it is saved as a Strict Open XML file", "save it as an ordinary .pptx or .potx")
            return link.target
    raise Refused("it is no presentation", "name a .pptx or .potx")


class _Cleaning:
    """The parts of the new file as they are found, from the presentation on."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._start = start_of(package)
        self.names: dict[str, str] = {self._start: _START}  # new names by old
        self._parts: dict[str, bytes] = {}
        self._kinds: dict[str, str] = {}
        self._links: dict[str, list[Link]] = {}  # of the parts that are taken over

    def file(self, table_styles: bytes) -> bytes:
        links = self._start_links()
        waiting = [link.target for link in links]
        while waiting:
            name = waiting.pop(0)
            if name not in self.names:
                self._name(name)
                waiting += self._keep(name)
        for name, kept in self._links.items():
            if kept:
                self._relate(self.names[name], [self._renamed(link) for link in kept])
        self._write_start(links)
        self._add_own(table_styles)
        return pack({"[Content_Types].xml": content_types(self._kinds), **self._parts}, compressed=False)

    def _start_links(self) -> list[Link]:
        links = [link for link in self._package.links(self._start) if link.kind in _KEPT_LINKS]
        for link in links:
            if link.external:
                raise Refused(f"its {link.kind} is in another file", "save the template with all that it needs")
        refuse_unsound(self._package, links)
        return links

    def _name(self, old: str) -> None:
        folder, file = posixpath.split(old)
        extension = posixpath.splitext(file)[1].lower()
        new = old if folder in _OWN_FOLDERS else f"ppt/template/part{len(self.names)}{extension}"
        self.names[old] = new
        self._kinds[new] = self._package.kind(old)

    def _keep(self, name: str) -> list[str]:
        """Take over a part; returns the names of the parts that it leads to."""
        links = self._package.links(name)
        kept = [link for link in links if link.external or (link.kind not in _NEVER and self._package.has(link.target))]
        for link in kept:
            if link.external and not (link.kind == "hyperlink" and _SAFE.match(link.target)):
                hint = "in PowerPoint, break the link or insert what it leads to: File, Info, Edit Links to Files"
                raise Refused(f"its part '{name}' leads out of the file, to '{link.target[:80]}'", hint)
        dropped = {link.id for link in links} - {link.id for link in kept}
        content = self._package.read(name)
        refuse_unsound(self._package, kept)
        if self._package.kind(name).endswith("xml"):
            root = self._package.xml(name)
            refuse_loose_ends(root, links, name)
            content = _without_links(root, dropped, name) if dropped else content
            _refuse_active(root, name)
        self._parts[self.names[name]] = content
        self._links[name] = kept
        return [link.target for link in kept if not link.external]

    def _renamed(self, link: Link) -> _Target:
        return link.id, link.uri, link.target if link.external else self.names[link.target], link.external

    def _write_start(self, links: list[Link]) -> None:
        masters = [link for link in links if link.kind == "slideMaster"]
        if not masters:
            raise Refused("it has no slide master", "open it in PowerPoint and save it again as .pptx or .potx")
        self._parts[_START] = document(etree.tostring(self._start_element(links), encoding="unicode"))
        self._kinds[_START] = CONTENT_TYPES["presentation"]
        own = zip(("notes", "styles", "props", "view"), _OWN_PARTS, strict=True)
        added = [(id_, f"{R}/{kind}", name, False) for id_, (kind, name) in own]
        self._relate(_START, [*map(self._renamed, links), *added])

    def _start_element(self, links: list[Link]) -> etree._Element:
        """The presentation: its masters, no slides, its sizes and the style of its text."""
        old = self._package.xml(self._start)
        attributes = {str(name): str(value) for name, value in old.attrib.items() if name != "firstSlideNum"}
        root = etree.Element(old.tag, attributes, nsmap={"a": A, "p": P, "r": R})
        kept = {link.id for link in links}
        for name in _KEPT_CHILDREN:
            child = old.find(f"{{{P}}}{name}")
            if child is None:
                continue
            root.append(_with_known(deepcopy(child), kept))
            if name == "sldMasterIdLst":
                root.append(_element('<p:notesMasterIdLst %s><p:notesMasterId r:id="notes"/></p:notesMasterIdLst>'))
                root.append(_element("<p:sldIdLst %s/>"))
        return root

    def _add_own(self, table_styles: bytes) -> None:
        """The parts that a deck needs and that say nothing of the customer's look."""
        theme = next((new for old, new in self.names.items() if self._package.kind(old) == CONTENT_TYPES["theme"]), "")
        if not theme:
            raise Refused("it has no theme", "open it in PowerPoint and save it again as .pptx or .potx")
        added = {
            _NOTES[0]: ("notesMaster", document(presentation_xml.notes_master())),
            _NOTES[1]: ("theme", self._parts[theme]),
            "ppt/tableStyles.xml": ("tableStyles", table_styles),
            "ppt/presProps.xml": ("presProps", document(presentation_xml.presentation_properties())),
            "ppt/viewProps.xml": ("viewProps", document(presentation_xml.view_properties())),
            "docProps/core.xml": ("core", document(presentation_xml.core_properties())),
            "docProps/app.xml": ("app", document(presentation_xml.app_properties())),
        }
        for name, (kind, content) in added.items():
            self._parts[name], self._kinds[name] = content, CONTENT_TYPES[kind]
        self._relate(_NOTES[0], [("rId1", f"{R}/theme", _NOTES[1], False)])
        roots = (("officeDocument", _START), ("core", "docProps/core.xml"), ("app", "docProps/app.xml"))
        self._relate("", [(f"rId{n}", RELATIONSHIPS[kind], name, False) for n, (kind, name) in enumerate(roots, 1)])

    def _relate(self, name: str, links: list[_Target]) -> None:
        entries = "".join(_relationship(*link) for link in links)
        folder, file = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        self._parts[place] = document(f'<Relationships xmlns="{RELATIONSHIPS_NAMESPACE}">{entries}</Relationships>')


def _relationship(id_: str, uri: str, target: str, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    place = target if external else f"/{target}"
    return f"<Relationship Id={quoteattr(id_)} Type={quoteattr(uri)} Target={quoteattr(place)}{mode}/>"


def _element(xml: str) -> etree._Element:
    return etree.fromstring(xml % NAMESPACES)


def _with_known(child: etree._Element, known: set[str]) -> etree._Element:
    """A child of the presentation without entries whose relationships are gone."""
    for entry in list(child):
        if any(e.get(_ID) is not None and e.get(_ID) not in known for e in entry.iter()):
            child.remove(entry)
    return child


def _refuse_active(root: etree._Element, name: str) -> None:
    """Refuse a drawing (SVG) that runs something or fetches something."""
    if etree.QName(root).localname != "svg":
        return
    for element in root.iter("*"):
        links = [str(value) for key, value in element.attrib.items() if str(key).endswith("href")]
        acts = etree.QName(element).localname in ("script", "foreignObject") or any(
            str(key).lower().startswith("on") for key in element.attrib
        )
        if acts or any(not link.startswith(("#", "data:image/")) for link in links):
            raise Refused(f"its drawing '{name}' is more than a drawing", "insert it again as a picture (PNG)")


def _without_links(root: etree._Element, dropped: set[str], name: str) -> bytes:
    """A part without links to what stays behind. Raises Refused if something else needs that."""
    root = deepcopy(root)
    for element in list(root.iter("*")):
        if element.get(_ID) in dropped:
            parent = element.getparent()
            if etree.QName(element).localname not in _LINKS or parent is None:
                raise Refused(f"its part '{name}' needs a part that isn't there", "open it in PowerPoint and save it")
            parent.remove(element)
    return document(etree.tostring(root, encoding="unicode"))
