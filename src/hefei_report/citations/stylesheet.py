"""Looks into a CSL style before pandoc does: what kind it is, and whether it is one at all.

Styles may come from strangers. A document type, and with it every entity, is refused, and so are macros without end;
a style that only points at another is told apart, because pandoc would fetch that one from the network.
"""

from __future__ import annotations

import functools
from dataclasses import field
from xml.parsers import expat

from hefei_report.citations.macros import Element, weights
from hefei_report.records import dataclass

_NAMESPACE = "http://purl.org/net/xbiblio/csl "
_DEEPEST = 100
_HEAVIEST = 10_000  # elements that are followed for one entry; the heaviest of ten thousand styles has a third
_AGAIN = "take the style from its source again; a CSL style is an XML file"


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


@functools.lru_cache(maxsize=4)  # a report that is built again and again has the same style each time
def look_into(text: str) -> Stylesheet:
    """What the style ``text`` is: shared, so it must not change. Raises BadStyle."""
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    reading = _Reading(parser)
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as problem:
        what = f"this is no XML: {expat.ErrorString(problem.code)}"
        raise BadStyle(what, _AGAIN, problem.lineno, problem.offset + 1) from None
    wrong = None if reading.found.parent else reading.wrong()
    if wrong is not None:
        message, hint, number = wrong
        raise BadStyle(message, hint, *_place(text, number))
    return reading.found


def _place(text: str, number: int) -> tuple[int, int]:
    """Line and column of an element. (To ask for the place of each while reading would take half of the time.)"""
    parser = expat.ParserCreate(encoding="utf-8")
    places: list[tuple[int, int]] = []

    def note(*_: object) -> None:
        places.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = note
    parser.Parse(text.encode(), True)
    return places[number]


@dataclass(slots=True)
class _Reading:
    """Handlers of the parser. ``open`` are the elements around the one at hand, ``count`` tells how many have begun."""

    parser: expat.XMLParserType
    found: Stylesheet = field(default_factory=Stylesheet)
    open: list[Element] = field(default_factory=list)
    macros: dict[str, Element] = field(default_factory=dict)
    layouts: dict[str, Element] = field(default_factory=dict)
    count: int = 0

    def doctype(self, *_: object) -> None:
        hint = "delete the <!DOCTYPE ...> and what it declares"
        raise BadStyle("a document type is not allowed in a style", hint, *self._place())

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= _DEEPEST:
            raise BadStyle(f"elements nested more than {_DEEPEST} deep", "use another style", *self._place())
        if not self.open:
            if name != _NAMESPACE + "style":
                raise BadStyle("this is no CSL style", "its first element must be CSL's <style>", *self._place())
            self.found.locale = attributes.get("default-locale", "")
        name = name.rpartition(" ")[2]  # pandoc asks no element for its namespace either
        element = Element.of(name, attributes, self.count)
        self.count += 1
        if len(self.open) == 1:
            kept = self.macros if name == "macro" else self.layouts
            kept[attributes.get("name", "") if name == "macro" else name] = element
        elif self.open:
            self.open[-1].parts.append(element)
        self.open.append(element)
        self._note(name, attributes)

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        if name == "category" and "citation-format" in attributes:
            self.found.format = attributes["citation-format"]
        if name == "link" and attributes.get("rel") == "independent-parent":
            self.found.parent = attributes.get("href", "")

    def end(self, _: str) -> None:
        self.open.pop()

    def wrong(self) -> tuple[str, str, int] | None:
        """What the style lacks, calls without having it, or would follow without end: message, hint and element."""
        for name in ("citation", "bibliography"):
            if name not in self.layouts:
                return f"the style has no <{name}>", "use a style that makes a list of references", 0
        everything = [*self.macros.values(), *self.layouts.values()]
        for element in (part for whole in everything for part in whole.walk()):
            if element.calls and element.calls not in self.macros:
                return f"there is no macro '{element.calls[:60]}' in the style", _AGAIN, element.number
        known = weights(self.macros)
        for name, macro in self.macros.items():
            if name not in known:
                return f"the macro '{name[:60]}' leads back to itself", "use another style", macro.number
        for element in everything:
            if element.weight(known) > _HEAVIEST:
                return "with its macros this comes to too much for one entry", "use another style", element.number
        return None

    def _place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
