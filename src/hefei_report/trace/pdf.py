"""Reads a PDF with PDFium, the reader in most browsers: each page's text as it is drawn, and the manifest."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from hefei_report.document.model import Medium
from hefei_report.proof.inventory import MANIFEST_SUFFIX
from hefei_report.trace.reading import MOST_LEAVES, Beside, ReadFile, ReadLeaf, Unreadable, bounded

_DEEPEST = 8  # forms within forms
_MOST_ATTACHMENTS = 200
_LONGEST_LABEL = 12
_MOST_STEPS = 500_000_000  # texts times characters of a page: PDFium looks through all for each


def read_pdf(content: bytes) -> ReadFile:
    """What a PDF shows and carries. Raises Unreadable."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise Unreadable("it is locked with a password" if locked else "it is no PDF, or a damaged one") from None
    try:
        if len(document) > MOST_LEAVES:
            raise Unreadable(f"it has more than {MOST_LEAVES:,} pages")
        leaves = [_leaf(document, number) for number in range(1, len(document) + 1)]
        return ReadFile(Medium.BRIEFING, bounded(leaves), _manifest(document))
    except pypdfium2.PdfiumError:
        raise Unreadable("it is damaged: a page can't be read") from None
    finally:
        document.close()


def _manifest(document: pypdfium2.PdfDocument) -> bytes:
    for index in range(min(document.count_attachments(), _MOST_ATTACHMENTS)):
        attachment = document.get_attachment(index)
        if attachment.get_name().endswith(MANIFEST_SUFFIX):
            return bytes(attachment.get_data())
    return b""


def _leaf(document: pypdfium2.PdfDocument, number: int) -> ReadLeaf:
    """A page with what is laid over it: comments that show are made part of it first."""
    page = document[number - 1]
    kinds, beside = _annotations(page)
    if kinds - {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number - 1]
    return ReadLeaf(tuple(_texts(page, number)), tuple(_pictures(page)), beside, _label(document, number))


def _label(document: pypdfium2.PdfDocument, number: int) -> str:
    """What readers call a page, if that is another short word or number."""
    label: str = document.get_page_label(number - 1)
    return label if label.isalnum() and len(label) <= _LONGEST_LABEL and label != str(number) else ""


def _annotations(page: Any) -> tuple[set[int], tuple[Beside, ...]]:
    """The kinds of a page's annotations, and the texts that they have."""
    kinds: set[int] = set()
    beside: dict[Beside, None] = {}
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        kinds.add(kind)
        link = kind == raw.FPDF_ANNOT_LINK
        text, value = _string(annotation, b"Contents"), _string(annotation, b"V")
        target = _string(annotation, b"Dest") if link else ""
        if text:
            beside[Beside(text, "the tooltip of a link" if link else "a comment", target)] = None
        if value:
            beside[Beside(value, "a field")] = None
        raw.FPDFPage_CloseAnnot(annotation)
    return kinds, tuple(beside)


def _string(annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", errors="replace")


def _pictures(page: Any) -> Iterator[str]:
    """The SHA-256 of each image of a page as it lies in the file."""
    objects = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
    for item in _objects(objects, 0, raw.FPDF_PAGEOBJ_IMAGE):
        size = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFImageObj_GetImageDataRaw(item, buffer, size)
        yield hashlib.sha256(buffer.raw).hexdigest()


def _texts(page: Any, number: int) -> Iterator[str]:
    """The texts of a page in the order in which they are drawn, which no sorting by place disturbs."""
    text_page = page.get_textpage()
    count: int = raw.FPDFPage_CountObjects(page)
    found = list(_objects((raw.FPDFPage_GetObject(page, index) for index in range(count)), 0, raw.FPDF_PAGEOBJ_TEXT))
    if len(found) * text_page.count_chars() > _MOST_STEPS:
        raise Unreadable(f"page {number} holds too much to be read")
    for item in found:
        size = raw.FPDFTextObj_GetText(item, text_page, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        yield buffer.raw[: max(size - 2, 0)].decode("utf-16-le", errors="replace")


def _objects(items: Iterable[Any], depth: int, wanted: int) -> Iterator[Any]:
    """The objects of a kind among ``items`` of a page or form, and in the forms among them."""
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == wanted:
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = raw.FPDFFormObj_CountObjects(item)
            inner = (raw.FPDFFormObj_GetObject(item, index) for index in range(count))
            yield from _objects(inner, depth + 1, wanted)
