"""A section's part of the structure as nested lists, and back: plain data that another process can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hefei_report.briefing.attaching import Attachment
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.structure import Clickable, Content, Node, Numbering, Scope

# Which element has the mark or the link of that number on a page.
Elements = dict[tuple[int, int], Node]
# The files of figures, by their ids.
Files = Mapping[str, tuple[Attachment, ...]]


def tree_fields(node: Node, files: Files) -> list[Any]:
    """``node`` as its role, what else it has, and what is in it: marks of two numbers, links of three."""
    kids: list[list[Any]] = []
    for kid in node.kids:
        match kid:
            case Content(page, mcid):
                kids.append([page, mcid])
            case Clickable(page, place):
                kids.append([page, place, 0])
            case Node():
                kids.append(tree_fields(kid, files))
    return [node.role, dict(_properties(node, files)), *kids]


def _properties(node: Node, files: Files) -> Iterator[tuple[str, Any]]:
    """What is not as it mostly is; files by the figure that they belong to."""
    for name in ("alt", "lang", "id"):
        if text := getattr(node, name):
            yield name, text
    if node.numbering is not None:
        yield "numbering", node.numbering.value
    if node.scope is not None:
        yield "scope", node.scope.value
    if node.columns != 1:
        yield "columns", node.columns
    if node.box is not None:
        yield "box", [node.box.left, node.box.bottom, node.box.right, node.box.top]
    if node.files:
        yield "files", next(id_ for id_, found in files.items() if found == node.files)


class Tree:
    """An element with all in it; ``marks`` and ``links`` tell which of them is whose on which page."""

    def __init__(self, fields: list[Any], files: Files) -> None:
        self.marks: Elements = {}
        self.links: Elements = {}
        self._files = files
        self.root = self._element(fields)

    def _element(self, fields: list[Any]) -> Node:
        role, properties, *kids = fields
        node = Node(role)
        if properties:
            self._set(node, properties)
        for kid in kids:
            if type(kid[0]) is str:
                node.kids.append(self._element(kid))
            elif len(kid) == 2:
                node.kids.append(Content(kid[0], kid[1]))
                self.marks[kid[0], kid[1]] = node
            else:
                node.kids.append(Clickable(kid[0], kid[1]))
                self.links[kid[0], kid[1]] = node
        return node

    def _set(self, node: Node, properties: dict[str, Any]) -> None:
        for name in ("alt", "lang", "id", "columns"):
            if name in properties:
                setattr(node, name, properties[name])
        if "numbering" in properties:
            node.numbering = Numbering(properties["numbering"])
        if "scope" in properties:
            node.scope = Scope(properties["scope"])
        if "box" in properties:
            node.box = Area(*properties["box"])
        if "files" in properties:
            node.files = self._files[properties["files"]]


def elements(node: Node) -> tuple[Elements, Elements]:
    """Which elements in ``node`` have the marks and the links on its pages."""
    marks: Elements = {}
    links: Elements = {}
    waiting = [node]
    while waiting:
        at = waiting.pop()
        for kid in at.kids:
            match kid:
                case Node():
                    waiting.append(kid)
                case Content(page, mcid):
                    marks[page, mcid] = at
                case Clickable(page, place):
                    links[page, place] = at
    return marks, links
