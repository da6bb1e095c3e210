"""Refuses a template whose parts don't hold together, before anything relies on them: PowerPoint would repair it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from hefei_report.deck.corporate.opening import Link, Package
from hefei_report.deck.corporate.refusal import Refused
from hefei_report.deck.openxml.names import CONTENT_TYPES, A, P, R

_HINT = "it is damaged: open it in PowerPoint, let it repair the file, and save it again"
# What the parts that a deck stands on are, by the kind of relationship that leads to them (ECMA-376 part 1, 13.3.8-10).
_ROOTS = {"slideMaster": f"{{{P}}}sldMaster", "slideLayout": f"{{{P}}}sldLayout", "theme": f"{{{A}}}theme"}
_NEEDED = {"slideMaster": ("theme",), "slideLayout": ("slideMaster",)}
_TREE = f"{{{P}}}cSld/{{{P}}}spTree"


def refuse_unsound(package: Package, links: Iterable[Link]) -> None:
    """Raises Refused where what ``links`` lead to isn't what they say, or lacks what it needs itself."""
    for link in links:
        if link.kind not in _ROOTS or link.external:
            continue
        root = package.xml(link.target)
        own = [inner.kind for inner in package.links(link.target)]
        sound = package.kind(link.target) == CONTENT_TYPES[link.kind] and root.tag == _ROOTS[link.kind]
        sound = sound and (link.kind == "theme" or root.find(_TREE) is not None)
        if not sound or any(own.count(kind) != 1 for kind in _NEEDED.get(link.kind, ())):
            raise Refused(f"its part '{link.target}' is not the {link.kind} that it should be", _HINT)


def refuse_loose_ends(root: etree._Element, links: Iterable[Link], name: str) -> None:
    """Raises Refused where part ``name`` refers to a relationship that it hasn't got; '' refers to none."""
    known = {link.id for link in links}
    for element in root.iter("*"):
        for key, value in element.attrib.items():
            if str(key).startswith(f"{{{R}}}") and value and value not in known:
                raise Refused(f"its part '{name}' needs a part that isn't there", _HINT)
    if "" in known:
        raise Refused(f"a relationship of its part '{name}' has no name", _HINT)
