"""Edits finished files as somebody might who wants another number in them: digits in pages and in slides."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf

_CODE = re.compile(r"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4})>")
_RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(r"<([0-9A-Fa-f]{2})>\s*<[0-9A-Fa-f]{2}>\s*\[(.*?)\]", re.DOTALL)
_SHOWN = re.compile(r"<a:t>([^<]*)</a:t>|descr=\"([^\"]*)\"")
_SLIDE = re.compile(r"ppt/(slides|notesSlides)/[^/]*\.xml")


@dataclass(frozen=True, slots=True)
class Edit:
    """A digit that was changed: where, and the whole file as it is then."""

    place: str
    content: bytes


def digit_codes(font: pikepdf.Object) -> dict[int, str]:
    """Which codes of a font's strings show digits, by its ToUnicode map."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {int(code, 16): chr(int(text, 16)) for code, text in _CODE.findall(table)}
    for block in _RANGES.findall(table):
        for first, texts in _RANGE.findall(block):
            for offset, text in enumerate(re.findall(r"<([0-9A-Fa-f]+)>", texts)):
                found[int(first, 16) + offset] = chr(int(text[:4], 16))
    return {code: text for code, text in found.items() if text.isascii() and text.isdigit()}


def pdf_digits(content: bytes) -> list[tuple[int, int, int, str]]:
    """Every digit that a PDF shows: page, instruction, byte of its string, name of the font."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages):
            codes = {name: digit_codes(font) for name, font in page.Resources.Font.items() if "/ToUnicode" in font}
            font = ""
            for index, instruction in enumerate(pikepdf.parse_content_stream(page)):
                if str(instruction.operator) == "Tf":
                    font = str(instruction.operands[0])
                elif str(instruction.operator) == "Tj":
                    string = bytes(instruction.operands[0])
                    found += [
                        (number, index, at, font) for at, byte in enumerate(string) if byte in codes.get(font, {})
                    ]
    return found


def pdf_edits(content: bytes, times: int, seed: int) -> Iterator[Edit]:
    """A PDF with one random digit changed in its content streams, so many times."""
    chance, sites = random.Random(seed), pdf_digits(content)
    for number, index, at, font in chance.sample(sites, times):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            page = pdf.pages[number]
            instructions = list(pikepdf.parse_content_stream(page))
            string = bytearray(bytes(instructions[index].operands[0]))
            codes = digit_codes(page.Resources.Font[font])
            string[at] = chance.choice([code for code in sorted(codes) if codes[code] != codes[string[at]]])
            changed = pikepdf.ContentStreamInstruction([pikepdf.String(bytes(string))], instructions[index].operator)
            instructions[index] = changed
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
            out = io.BytesIO()
            pdf.save(out)
        yield Edit(f"page {number + 1}, instruction {index}", out.getvalue())


def with_overlay(content: bytes, page: int, text: str, *, first: bool = False) -> bytes:
    """A PDF with ``text`` set over its page number ``page`` (from 0), before or after all else there."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        opened = pdf.pages[page]
        face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        opened.Resources.Font["/Laid"] = pdf.make_indirect(face)
        opened.contents_add(f"BT /Laid 10 Tf 100 400 Td ({text}) Tj ET".encode(), prepend=first)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of ``parts``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """An archive with one of its parts changed."""
    parts = members(content)
    return packed(parts | {name: change(parts[name])})


def slide_digits(content: bytes) -> list[tuple[str, int]]:
    """Every digit in the texts, alternative texts and notes of a deck: part and offset."""
    found = []
    for name, part in members(content).items():
        if _SLIDE.fullmatch(name):
            text = part.decode()
            for shown in _SHOWN.finditer(text):
                group = 1 if shown[1] is not None else 2
                found += [(name, shown.start(group) + digit.start()) for digit in re.finditer(r"\d", shown[group])]
    return found


def slide_edits(content: bytes, times: int, seed: int) -> Iterator[Edit]:
    """A deck with one random digit changed in the XML of a slide or of its notes, so many times."""
    chance, parts = random.Random(seed), members(content)
    for name, at in chance.sample(slide_digits(content), times):
        text = parts[name].decode()
        digit = chance.choice([one for one in "0123456789" if one != text[at]])
        changed = (text[:at] + digit + text[at + 1 :]).encode()
        yield Edit(f"{name} {text[at - 12 : at]}»{text[at]}«", packed(parts | {name: changed}))
