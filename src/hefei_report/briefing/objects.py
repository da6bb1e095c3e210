"""Values in the syntax of PDF (ISO 32000-1, 7.3), in few bytes; reportlab writes them as they are."""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"#%()/<>[]{}")
_MOST_BYTES = 32_767  # of a string (ISO 32000-1, C.2); a character of UTF-16 takes four at most
_SPECIAL = re.compile(rb"[\\()\r\n]")
_ESCAPES = {b"\\": b"\\\\", b"(": b"\\(", b")": b"\\)", b"\r": b"\\r", b"\n": b"\\n"}


@functools.lru_cache(maxsize=1000)
def name(text: str) -> bytes:
    """A name; what isn't a regular character of ASCII is escaped (7.3.5)."""
    return b"/" + b"".join(bytes([byte]) if byte in _REGULAR else b"#%02X" % byte for byte in text.encode())


def string(text: str) -> bytes:
    """A text string: in ASCII if it can be, else in UTF-16 with a byte-order mark (7.9.2.2).

    What is longer than readers must take (C.2) is cut, with an ellipsis.
    """
    longest = _MOST_BYTES if text.isascii() else _MOST_BYTES // 4 - 1
    if len(text) > longest:
        text = text[: longest - 3] + "..."
    content = text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
    return b"(" + _SPECIAL.sub(lambda match: _ESCAPES[match[0]], content) + b")"


def number(value: float) -> bytes:
    """A number with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".").encode()


def array(items: Iterable[bytes]) -> bytes:
    """An array of values that are written already."""
    return b"[" + b" ".join(items) + b"]"


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """A dictionary; its entries stay in their order."""
    return b"<<" + b" ".join(name(key) + b" " + value for key, value in entries.items()) + b">>"


def date(epoch: int) -> bytes:
    """A moment in seconds since 1970 as a date in UTC (7.9.4)."""
    return string(time.strftime("D:%Y%m%d%H%M%S+00'00'", time.gmtime(epoch)))


class Reserved(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """An object that has its number before it has its ``content``: others may refer to it."""

    def __init__(self, content: bytes = b"null") -> None:
        self.content = content

    def format(self, document: object) -> bytes:
        """Its content, for reportlab."""
        return self.content


class FormattedOnce(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """A value of reportlab's that many objects hold; it says the same in each."""

    def __init__(self, value: pdfdoc.PDFObject) -> None:
        self._value, self._content = value, b""

    def format(self, document: object) -> bytes:
        """The same, for reportlab."""
        self._content = self._content or self._value.format(document)
        return self._content


def reference(item: pdfdoc.PDFObject, document: Any, known_as: str | None = None) -> bytes:
    """A reference to ``item``, which becomes an object of reportlab's ``document``, under a name if one is given."""
    written: bytes = document.Reference(item, known_as).format(document)
    return written


def is_known(known_as: str, document: Any) -> bool:
    """Whether reportlab's ``document`` has an object of that name."""
    return known_as in document.idToObject


def reference_to(known_as: str, document: Any) -> bytes:
    """A reference to the object of that name in reportlab's ``document``. Raises KeyError."""
    number_, generation = document.idToObjectNumberAndVersion[known_as]
    return f"{number_} {generation} R".encode()


def reserve(count: int, document: Any) -> range:
    """The numbers of so many objects that :func:`write_reserved` brings; one after the other."""
    first = document.objectcounter + 1
    document.objectcounter += count
    return range(first, first + count)


def write_reserved(number_: int, content: bytes, document: Any) -> None:
    """The object of that number, as it is written; reportlab's way takes as long as making its content."""
    document.numberToId[number_], document.idToObject[number_] = number_, content


class Destination(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """A place on ``page`` (from 1), in points (ISO 32000-1, 12.3.2.2); what it is magnified by stays."""

    def __init__(self, page: int, left: float, top: float) -> None:
        self.page, self.left, self.top = page, left, top

    def format(self, document: object) -> bytes:
        """The same, for reportlab."""
        place = (reference_to(f"Page{self.page}", document), number(self.left), number(self.top))
        return b"[ %s /XYZ %s %s 0 ]" % place
