"""Pictures and drawings: whole files of the kind that their names say, and nothing in them that runs or fetches."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from lxml import etree

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.parts import Package, attributes
from hefei_report.deck.openxml.names import SVG, A, R
from hefei_report.expressions import expression

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = (b"\xff\xd8\xff", b"\xff\xd9")
_ACTIVE = frozenset({"script", "foreignObject", "handler", "iframe", "animate", "set"})
_INSIDE = expression(r"#|data:image/(png|jpeg);base64,")
_OUTSIDE = expression(r"(?i)url\(\s*['\"]?\s*(?!#)|@import|expression\(|javascript:")


# What a drawing that is read further must have in its bytes, however its XML is written (but see _drawing).
_SUSPICIOUS = expression(
    rb"(?i)<\s*([\w-]+:)?(script|foreignObject|handler|iframe|animate|set)\b|href\s*=\s*[\"'](?!#)|\son\w+\s*="
    rb"|url\((?!#)|@import|expression\(|javascript:|<\?(?!xml\s)|<!DOCTYPE"
)


def media(package: Package) -> Iterator[Finding]:
    """What is wrong with the pictures of a package."""
    for name, content in package.members.items():
        ending = name.rpartition(".")[2].casefold()
        if ending == "png" and not _whole_png(content):
            yield Finding("broken-picture", name, "is no whole PNG")
        elif ending in ("jpg", "jpeg") and not (content.startswith(_JPEG[0]) and _JPEG[1] in content[-64:]):
            yield Finding("broken-picture", name, "is no whole JPEG")
        elif ending == "svg":
            yield from _drawing(name, package)


def _whole_png(content: bytes) -> bool:
    """Whether a PNG has a size, and all of its chunks are there with their checksums."""
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or not all(map(any, (content[16:20], content[20:24]))):
        return False
    at = len(_PNG)
    kind = b""
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        end = at + 8 + length
        if zlib.crc32(memoryview(content)[at + 4 : end]) != int.from_bytes(content[end : end + 4], "big"):
            return False
        at = end + 4
    return kind == b"IEND" and at == len(content)


def _drawing(name: str, package: Package) -> Iterator[Finding]:
    root = package.xml(name)
    if etree.QName(root).localname != "svg":
        yield Finding("broken-drawing", name, "is no SVG")
    content = package.members[name]
    if content.startswith(b"<") and not _SUSPICIOUS.search(content):  # in another encoding, bytes say nothing
        package.forget(name)
        return
    for element in root.iter():
        if isinstance(element, etree._Comment | etree._ProcessingInstruction):
            if isinstance(element, etree._ProcessingInstruction):
                yield Finding("active-drawing", name, "a processing instruction")
            continue
        kind = element.tag.rpartition("}")[2]
        if kind in _ACTIVE or (kind == "style" and _OUTSIDE.search(element.text or "")):
            yield Finding("active-drawing", name, kind)
        for key, value in attributes(element):
            if _leads_out(key.rpartition("}")[2], value):
                yield Finding("active-drawing", name, f"{key} {value[:60]}")
    package.forget(name)


def _leads_out(key: str, value: str) -> bool:
    if key == "href":
        return not _INSIDE.match(value)
    return key.startswith("on") or ("(" in value and bool(_OUTSIDE.search(value)))


def fallbacks(root: etree._Element, where: str, slide: int) -> Iterator[Finding]:
    """Drawings without a picture for the applications that don't draw SVG."""
    for drawing in root.iter(f"{{{SVG}}}svgBlip"):
        blip = next(drawing.iterancestors(f"{{{A}}}blip"), None)
        if blip is None or not blip.get(f"{{{R}}}embed"):
            yield Finding("no-fallback", where, "a drawing without a picture beside it", slide)
