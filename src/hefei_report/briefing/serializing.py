"""Writes reportlab's document as a file: small objects in compressed streams, with a cross-reference stream.

Object streams (ISO 32000-1, 7.5.7) make the file of a tagged briefing half as large. The rest is what ISO 19005-3 asks
for and reportlab doesn't do: an end of line before ``endstream`` (6.1.7), and an identifier that is made from the
content (6.1.3).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from hefei_report.briefing.objects import Reserved, array, dictionary, name, reference
from hefei_report.deflating import zlib_stream
from hefei_report.memory import NO_MEMORY, Memory

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 9
_TOGETHER = 200  # objects in a stream: to read one, a viewer unpacks them all
_FREE, _PLAIN, _PACKED = 0, 1, 2  # kinds of entries in the cross-reference stream (table 18)
_WIDTHS = (1, 4, 2)  # bytes of their three fields
_ROW = struct.Struct(">BIH")  # the same
_UP = b"\x02"  # a row of differences to the one above it, as PNG's predictors call it
_NEXT = _UP + bytes(_ROW.size - 1) + b"\x01"  # such a row, of the object that follows in the same stream
_IDENTIFIER = 32  # hexadecimal digits


def compressed(content: bytes, memory: Memory = NO_MEMORY) -> pdfdoc.PDFStream:
    """A stream that holds ``content`` compressed; ``memory`` may have that from an earlier build."""
    return held(memory.once("deflated", content, lambda: zlib.compress(content, _LEVEL)))


def held(content: bytes) -> pdfdoc.PDFStream:
    """A stream of what is compressed already."""
    stream = pdfdoc.PDFStream(content=content)
    stream.dictionary["Filter"] = name("FlateDecode")
    return stream


class _File:
    """The bytes of a file, and where in it its objects are."""

    def __init__(self, document: Any, memory: Memory) -> None:
        self._document, self._memory = document, memory
        self._parts = [_HEADER]
        self._length = len(_HEADER)
        self._places: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 0xFFFF)}

    def add_stream(self, number: int, entries: Mapping[str, Any], content: bytes) -> None:
        """Object ``number``, a stream."""
        self._places[number] = (_PLAIN, self._length, 0)
        head = _written({**entries, "Length": len(content)}, self._document)
        # Two bytes end it: of a content that ends in CR, a reader would take a single LF for the second half.
        self._add(b"%d 0 obj\n%s\nstream\n" % (number, head), content, b"\r\nendstream\nendobj\n")

    def _add(self, *parts: bytes) -> None:
        self._parts += parts
        self._length += sum(map(len, parts))

    def pack(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Objects in the order of their numbers, in streams with the numbers that follow."""
        first = max(*self._places, objects[-1][0]) + 1
        for holder, start in enumerate(range(0, len(objects), _TOGETHER), first):
            self._pack(objects[start : start + _TOGETHER], holder)

    def _pack(self, objects: Sequence[tuple[int, bytes]], holder: int) -> None:
        index, offset = [], 0
        for place, (number, content) in enumerate(objects):
            self._places[number] = (_PACKED, holder, place)
            index.append(b"%d %d" % (number, offset))
            offset += len(content) + 1
        head = b" ".join(index) + b"\n"
        stream = compressed(head + b"\n".join([content for _, content in objects]), self._memory)
        entries = {"Type": name("ObjStm"), "N": len(objects), "First": len(head)}
        self.add_stream(holder, {**entries, **stream.dictionary.dict}, stream.content)

    def closed(self, root: bytes, info: bytes) -> bytes:
        """The whole file, with its cross-reference stream (7.5.8) at the end."""
        number, start = max(self._places) + 1, self._length
        self._places[number] = (_PLAIN, start, 0)
        stream = compressed(b"".join(self._rows()))
        identifier = self._identifier()
        entries = {
            "Type": name("XRef"),
            "Size": number + 1,
            "W": array(str(width).encode() for width in _WIDTHS),
            "Root": root,
            "Info": info,
            "ID": array((identifier, identifier)),
            "DecodeParms": dictionary({"Predictor": b"12", "Columns": str(sum(_WIDTHS)).encode()}),
        }
        self.add_stream(number, {**entries, **stream.dictionary.dict}, stream.content)
        self._add(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _rows(self) -> Iterator[bytes]:
        """The entries by number, each as the difference to the one above (PNG's predictor Up): most are alike."""
        above = (_FREE, 0, 0)
        for number in range(max(self._places) + 1):
            kind, where, place = entry = self._places[number]
            if place & 0xFF and (kind, where, place - 1) == above:
                yield _NEXT
            else:
                pairs = zip(_ROW.pack(*entry), _ROW.pack(*above), strict=True)
                yield _UP + bytes([(own - other) & 0xFF for own, other in pairs])
            above = entry

    def _identifier(self) -> bytes:
        digest = hashlib.sha256()
        for part in self._parts:
            digest.update(part)
        return b"<%s>" % digest.hexdigest()[:_IDENTIFIER].encode()


def serialized(document: Any, memory: Memory = NO_MEMORY) -> bytes:
    """The file of reportlab's ``document``; the same bytes each time. ``memory`` keeps what was compressed."""
    root, info = reference(document.Catalog, document), reference(document.info, document)
    file, small = _File(document, memory), []
    for number, item in _objects(document):
        if isinstance(item, bytes):  # written already, as most are
            small.append((number, item))
        elif isinstance(item, pdfdoc.PDFStream):
            file.add_stream(number, *_stream(item, memory))
        else:
            small.append((number, _content(item, document)))
    file.pack(small)
    return file.closed(root, info)


def _objects(document: Any) -> Iterator[tuple[int, Any]]:
    """The objects by number; writing one may bring others, which follow."""
    number = 1
    while number in document.numberToId:
        yield number, document.idToObject[document.numberToId[number]]
        number += 1


def _content(item: Any, document: Any) -> bytes:
    """What an object says."""
    if isinstance(item, pdfdoc.PDFPage):
        return _page(item, document)
    content: bytes = item.content if isinstance(item, Reserved) else pdfdoc.format(item, document, toplevel=1)
    return content.strip()


def _page(page: pdfdoc.PDFPage, document: Any) -> bytes:
    """A page (7.7.3.3): what reportlab would say of it, in ten times the time, but for entries that say nothing."""
    page.check_format(document)
    entries = {
        "Type": name("Page"),
        "Parent": page.Parent,
        "MediaBox": page.MediaBox,
        "Resources": page.Resources,
        "Contents": document.Reference(page.Contents),
    }
    told = {key: getattr(page, key, None) for key in ("Tabs", "StructParents", "Annots")}
    return _written({**entries, **{key: value for key, value in told.items() if value is not None}}, document)


def _stream(item: pdfdoc.PDFStream, memory: Memory) -> tuple[Mapping[str, Any], bytes]:
    """The dictionary and the data of a stream: compressed, but for one that says it isn't to be."""
    content = item.content if isinstance(item.content, bytes) else item.content.encode("latin-1")
    if "Filter" in item.dictionary.dict or item.filters == []:
        return item.dictionary.dict, content
    packed = held(zlib_stream(content, _LEVEL, memory))
    return {**item.dictionary.dict, **packed.dictionary.dict}, packed.content


def _written(entries: Mapping[str, Any], document: Any) -> bytes:
    """A dictionary of values that may be reportlab's, which writes small numbers with much ado."""
    return dictionary({key: _value(value, document) for key, value in entries.items()})


def _value(value: Any, document: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if type(value) is int:  # and no bool
        return b"%d" % value
    written: bytes = pdfdoc.format(value, document)
    return written
