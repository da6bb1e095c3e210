"""Writes the structure of a briefing into its file: the tree, and which element each mark and link belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hefei_report.briefing.attaching import Attachment, associated
from hefei_report.briefing.objects import (
    Reserved,
    array,
    dictionary,
    name,
    number,
    reference,
    reference_to,
    reserve,
    string,
    write_reserved,
)
from hefei_report.briefing.structure import ROLE_MAP, Clickable, Content, Node

# What an entry of the parent tree leads to: the elements on a page by their marks, or the element of an annotation.
Parent = Node | tuple[Node, ...]


class StructureWriter:
    """Writes one tree into reportlab's ``document``."""

    def __init__(self, document: Any, epoch: int, links: Mapping[tuple[int, int], str]) -> None:
        """``links`` are the names of the link annotations in ``document``, by page and place."""
        self._document, self._epoch, self._links = document, epoch, links
        self._nodes: list[Node] = []  # in the order of the tree
        self._numbers: range = range(0)
        self._kids: dict[Node, list[Node | Content | Clickable]] = {}
        self._references: dict[Node, bytes] = {}
        self._pages: dict[int, bytes] = {}
        self._top = Reserved()
        self.files: list[Attachment] = []

    def write(self, root: Node, parents: Sequence[Parent]) -> Reserved:
        """The root of the tree (ISO 32000-1, 14.7.2); the keys of ``parents`` are their places."""
        self._reserve(root)
        self._top.content = dictionary(
            {
                "Type": name("StructTreeRoot"),
                "K": self._element(root),
                "ParentTree": self._reference(Reserved(self._parent_tree(parents))),
                "ParentTreeNextKey": str(len(parents)).encode(),
                "RoleMap": dictionary({role: name(plain) for role, plain in ROLE_MAP.items()}),
                **self._names(),
            }
        )
        self._write_elements(root)
        return self._top

    def _reference(self, item: Reserved) -> bytes:
        return reference(item, self._document)

    def _reserve(self, root: Node) -> None:
        """Give ``root`` and all in it the numbers of their objects, each before those in it."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            self._nodes.append(node)
            kids = self._kids[node] = _kids(node)
            waiting += [kid for kid in reversed(kids) if isinstance(kid, Node)]
        self._numbers = reserve(len(self._nodes), self._document)
        for node, number_ in zip(self._nodes, self._numbers, strict=True):
            self._references[node] = b"%d 0 R" % number_

    def _element(self, node: Node) -> bytes:
        return self._references[node]

    def _page(self, page: int) -> bytes:
        found = self._pages.get(page)
        if found is None:
            found = self._pages[page] = reference_to(f"Page{page}", self._document)
        return found

    def _write_elements(self, root: Node) -> None:
        parents = {root: self._reference(self._top)}
        for node, number_ in zip(self._nodes, self._numbers, strict=True):
            own = self._element(node)
            parents.update((kid, own) for kid in self._kids[node] if isinstance(kid, Node))
            write_reserved(number_, self._written(node, parents.pop(node)), self._document)

    def _written(self, node: Node, parent: bytes) -> bytes:
        """An element (14.7.2, table 323)."""
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        entries = [b"/S " + name(node.role), b"/P " + parent]
        if page is not None:
            entries.append(b"/Pg " + self._page(page))
        kids = [self._kid(kid, page) for kid in self._kids[node]]
        if kids:
            entries.append(b"/K " + (kids[0] if len(kids) == 1 else array(kids)))
        if node.id:
            entries.append(b"/ID " + string(node.id))
        if node.alt:
            entries.append(b"/Alt " + string(node.alt))
        if node.lang:
            entries.append(b"/Lang " + string(node.lang))
        if attributes := list(_attributes(node)):
            entries.append(b"/A " + (attributes[0] if len(attributes) == 1 else array(attributes)))
        if node.files:
            files = array(associated(file, self._document, self._epoch) for file in node.files)
            entries.append(b"/AF " + files)
            self.files += node.files
        return b"<<%s>>" % b" ".join(entries)

    def _kid(self, kid: Node | Content | Clickable, page: int | None) -> bytes:
        match kid:
            case Node():
                return self._references[kid]
            case Content() if kid.page == page:
                return b"%d" % kid.mcid
            case Content():
                return b"<</Type /MCR /Pg %s /MCID %d>>" % (self._page(kid.page), kid.mcid)
            case Clickable():
                annotation = reference_to(self._links[kid.page, kid.place], self._document)
                return b"<</Type /OBJR /Obj %s /Pg %s>>" % (annotation, self._page(kid.page))

    def _parent_tree(self, parents: Sequence[Parent]) -> bytes:
        """Which elements marks and annotations belong to (14.7.4.4)."""
        numbers: list[bytes] = []
        for key, parent in enumerate(parents):
            numbers.append(str(key).encode())
            if isinstance(parent, Node):
                numbers.append(self._element(parent))
            else:
                numbers.append(self._reference(Reserved(array(map(self._element, parent)))))
        return dictionary({"Nums": array(numbers)})

    def _names(self) -> dict[str, bytes]:
        """The tree of elements that have a name, if there are any: notes do (ISO 14289-1, 7.9)."""
        named = sorted((node.id, node) for node in self._nodes if node.id)
        if not named:
            return {}
        pairs = (part for id_, node in named for part in (string(id_), self._element(node)))
        return {"IDTree": self._reference(Reserved(dictionary({"Names": array(pairs)})))}


_OF_TABLES = frozenset({"THead", "TBody", "TR", "TH", "TD"})


def _kids(node: Node) -> list[Node | Content | Clickable]:
    """What is in an element, without elements in which nothing was set; a table keeps its empty rows and cells."""
    return [kid for kid in node.kids if not isinstance(kid, Node) or not kid.empty or kid.role in _OF_TABLES]


def _attributes(node: Node) -> Iterator[bytes]:
    """The attributes of an element, by their owners (14.8.5)."""
    if node.box is not None:
        sides = (node.box.left, node.box.bottom, node.box.right, node.box.top)
        box = array(map(number, sides))
        yield dictionary({"O": name("Layout"), "Placement": name("Block"), "BBox": box})
    if node.numbering is not None:
        yield dictionary({"O": name("List"), "ListNumbering": name(node.numbering.value)})
    table = {"Scope": name(node.scope.value)} if node.scope is not None else {}
    if node.columns > 1:
        table["ColSpan"] = str(node.columns).encode()
    if table:
        yield dictionary({"O": name("Table"), **table})
