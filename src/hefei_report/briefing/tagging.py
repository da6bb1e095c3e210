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
from hefei_report.briefing.structure import ROLE_MAP, Asked, Clickable, Content, Node, Written
from hefei_report.records import dataclass

# What an entry of the parent tree leads to: the elements on a page by their marks, or the element of an annotation.
Parent = Node | tuple[Node, ...]
Kid = Node | Content | Clickable


@dataclass(frozen=True, slots=True)
class _Branch:
    """An element and all in it, in order, with references to their objects, which have these numbers."""

    top: Node
    numbers: range
    references: Mapping[Node, bytes]


class StructureWriter:
    """Writes one tree into reportlab's ``document``.

    A branch that stood in an earlier file and would be written alike is taken over as it was written there.
    """

    def __init__(self, document: Any, epoch: int, links: Mapping[tuple[int, int], str]) -> None:
        """``links`` are the names of the link annotations in ``document``, by page and place."""
        self._document, self._epoch, self._links = document, epoch, links
        self._kids: dict[Node, list[Kid]] = {}
        self._references: dict[Node, bytes] = {}  # in the order of the tree
        self._told: dict[Asked, bytes] = {}  # to the branch that is being written
        self._top = Reserved()
        self.files: list[Attachment] = []

    def write(self, root: Node, parents: Sequence[Parent]) -> Reserved:
        """The root of the tree (ISO 32000-1, 14.7.2); the keys of ``parents`` are their places."""
        own, *branches = self._branches(root)
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
        self._write_branch(own, self._reference(self._top))
        for branch in branches:
            self._write_branch(branch, self._element(root))
        return self._top

    def _reference(self, item: Reserved) -> bytes:
        return reference(item, self._document)

    def _element(self, node: Node) -> bytes:
        return self._references[node]

    # --------------------------------------------------------------------------------- branch by branch

    def _branches(self, root: Node) -> Iterator[_Branch]:
        """``root`` by itself, then what is in it; all elements get the numbers of their objects."""
        yield self._branch((root,))
        for top in self._kids_of(root):
            if isinstance(top, Node):
                yield self._branch(tuple(self._nodes(top)) if top.written is None else tuple(top.written.references))

    def _branch(self, nodes: tuple[Node, ...]) -> _Branch:
        numbers = reserve(len(nodes), self._document)
        references = {node: b"%d 0 R" % number_ for node, number_ in zip(nodes, numbers, strict=True)}
        self._references |= references
        return _Branch(nodes[0], numbers, references)

    def _nodes(self, top: Node) -> Iterator[Node]:
        """``top`` and all in it, each before those in it."""
        waiting = [top]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [kid for kid in reversed(self._kids_of(node)) if isinstance(kid, Node)]

    def _kids_of(self, node: Node) -> list[Kid]:
        found = self._kids.get(node)
        if found is None:
            found = self._kids[node] = _kids(node)
        return found

    def _write_branch(self, branch: _Branch, parent: bytes) -> None:
        written = branch.top.written
        if written is None or not self._is_alike(written, branch, parent):
            written = branch.top.written = self._newly_written(branch, parent)
        self.files += [asked for asked in written.told if isinstance(asked, Attachment)]
        for number_, content in zip(branch.numbers, written.objects, strict=True):
            write_reserved(number_, content, self._document)

    def _is_alike(self, written: Written, branch: _Branch, parent: bytes) -> bool:
        if written.parent != parent or written.references != branch.references:
            return False
        return all(self._answer(asked) == answer for asked, answer in written.told.items())

    def _newly_written(self, branch: _Branch, parent: bytes) -> Written:
        self._told = {}
        parents, objects = {branch.top: parent}, []
        for node, own in branch.references.items():
            kids = self._kids_of(node)
            for kid in kids:
                if isinstance(kid, Node):
                    parents[kid] = own
            objects.append(self._written(node, kids, parents.pop(node)))
        return Written(branch.references, tuple(objects), parent, self._told)

    # -------------------------------------------------------------------------------- element by element

    def _ask(self, asked: Asked) -> bytes:
        """The reference to an object that is in no branch."""
        found = self._told.get(asked)
        if found is None:
            found = self._told[asked] = self._answer(asked)
        return found

    def _answer(self, asked: Asked) -> bytes:
        match asked:
            case int(page):
                return reference_to(f"Page{page}", self._document)
            case Attachment():
                return associated(asked, self._document, self._epoch)
            case link:
                return reference_to(self._links[link], self._document)

    def _written(self, node: Node, kids: Sequence[Kid], parent: bytes) -> bytes:
        """An element (14.7.2, table 323)."""
        page = next((kid.page for kid in kids if isinstance(kid, Content)), None)
        entries = [b"/S %s /P %s" % (name(node.role), parent)]
        if page is not None:
            entries.append(b"/Pg " + self._ask(page))
        if kids:
            entries.append(b"/K " + _one_or_all([self._kid(kid, page) for kid in kids]))
        if node.id:
            entries.append(b"/ID " + string(node.id))
        if node.alt:
            entries.append(b"/Alt " + string(node.alt))
        if node.lang:
            entries.append(b"/Lang " + string(node.lang))
        if attributes := _attributes(node):
            entries.append(b"/A " + _one_or_all(attributes))
        if node.files:
            entries.append(b"/AF " + array(map(self._ask, node.files)))
        return b"<<%s>>" % b" ".join(entries)

    def _kid(self, kid: Kid, page: int | None) -> bytes:
        if isinstance(kid, Node):
            return self._references[kid]
        if isinstance(kid, Clickable):
            annotation = self._ask((kid.page, kid.place))
            return b"<</Type /OBJR /Obj %s /Pg %s>>" % (annotation, self._ask(kid.page))
        if kid.page == page:
            return b"%d" % kid.mcid
        return b"<</Type /MCR /Pg %s /MCID %d>>" % (self._ask(kid.page), kid.mcid)

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
        named = sorted((node.id, node) for node in self._references if node.id)
        if not named:
            return {}
        pairs = (part for id_, node in named for part in (string(id_), self._element(node)))
        return {"IDTree": self._reference(Reserved(dictionary({"Names": array(pairs)})))}


_OF_TABLES = frozenset({"THead", "TBody", "TR", "TH", "TD"})


def _kids(node: Node) -> list[Kid]:
    """What is in an element, without elements in which nothing was set; a table keeps its empty rows and cells."""
    return [kid for kid in node.kids if not isinstance(kid, Node) or not kid.empty or kid.role in _OF_TABLES]


def _one_or_all(values: list[bytes]) -> bytes:
    """An array, unless it would be one of a single value."""
    return values[0] if len(values) == 1 else array(values)


def _attributes(node: Node) -> list[bytes]:
    """The attributes of an element, by their owners (14.8.5)."""
    found = []
    if node.box is not None:
        sides = (node.box.left, node.box.bottom, node.box.right, node.box.top)
        box = array(map(number, sides))
        found.append(dictionary({"O": name("Layout"), "Placement": name("Block"), "BBox": box}))
    if node.numbering is not None:
        found.append(dictionary({"O": name("List"), "ListNumbering": name(node.numbering.value)}))
    table = {"Scope": name(node.scope.value)} if node.scope is not None else {}
    if node.columns > 1:
        table["ColSpan"] = str(node.columns).encode()
    if table:
        found.append(dictionary({"O": name("Table"), **table}))
    return found
