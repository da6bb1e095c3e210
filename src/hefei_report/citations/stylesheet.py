"""Looks into a CSL style before pandoc does: what kind it is, and whether it is one at all.

Styles may come from strangers. A document type, and with it every entity, is refused; a style that only points at
another is told apart, because pandoc would fetch that one from the network.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

_NAMESPACE = "http://purl.org/net/xbiblio/csl "
_DEEPEST = 100


class BadStyle(Exception):
    """The text is no usable style; ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, hint: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.hint = hint
        self.line = line
        self.column = column


@dataclass(slots=True)
class Stylesheet:
    """What a style says of itself. ``format`` is its citation format ("author-date", "numeric", "note", ...).

    ``locale`` is '' where a style follows the publication's language; ``parent`` is the address of the style that a
    dependent one stands for, or ''.
    """

    format: str = ""
    locale: str = ""
    parent: str = ""
    parts: set[str] = field(default_factory=set)


def look_into(text: str) -> Stylesheet:
    """What the style ``text`` is. Raises BadStyle."""
    found = Stylesheet()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    reading = _Reading(parser, found)
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as problem:
        hint = "take the style from its source again; a CSL style is an XML file"
        raise BadStyle(
            f"this is no XML: {expat.ErrorString(problem.code)}", hint, problem.lineno, problem.offset + 1
        ) from None
    if not found.parent and not {"citation", "bibliography"} <= found.parts:
        missing = "bibliography" if "citation" in found.parts else "citation"
        raise BadStyle(f"the style has no <{missing}>", "use a style that makes a list of references")
    return found


@dataclass(slots=True)
class _Reading:
    """Handlers of the parser."""

    parser: expat.XMLParserType
    found: Stylesheet
    depth: int = 0

    def doctype(self, *_: object) -> None:
        raise self._bad("a document type is not allowed in a style", "delete the <!DOCTYPE ...> and what it declares")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._bad(f"elements nested more than {_DEEPEST} deep", "use another style")
        if self.depth == 1:
            if name != _NAMESPACE + "style":
                raise self._bad("this is no CSL style", "its first element must be CSL's <style>")
            self.found.locale = attributes.get("default-locale", "")
        name = name.removeprefix(_NAMESPACE)
        if self.depth == 2:
            self.found.parts.add(name)
        if name == "category" and "citation-format" in attributes:
            self.found.format = attributes["citation-format"]
        if name == "link" and attributes.get("rel") == "independent-parent":
            self.found.parent = attributes.get("href", "")

    def end(self, _: str) -> None:
        self.depth -= 1

    def _bad(self, message: str, hint: str) -> BadStyle:
        return BadStyle(message, hint, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
