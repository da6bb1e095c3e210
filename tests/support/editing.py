"""Edits finished files as somebody might who wants another number in them: digits in pages and in slides."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf

_CODE = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>")
_SHOWN = re.compile(r"<(?:a:t|c:v)>([^<]*)</(?:a:t|c:v)>|descr=\"([^\"]*)\"")
_SLIDE = re.compile(r"ppt/(slides|notesSlides|charts|drawings)/[^/]*\.xml")


@dataclass(frozen=True, slots=True)
class Edit:
    """A digit that was changed: where, and the whole file as it is then."""

    place: str
    content: bytes


def digit_codes(font: pikepdf.Object) -> dict[int, str]:
    """Which codes of a font's strings, of two bytes each, show digits, by its ToUnicode map."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {int(code, 16): chr(int(text, 16)) for code, text in _CODE.findall(table)}
    return {code: text for code, text in found.items() if text.isascii() and text.isdigit()}


@dataclass(frozen=True, slots=True)
class Digit:
    """A digit that a PDF shows: page, instruction, element of its array, byte of that string, name of the font."""

    page: int
    instruction: int
    element: int
    at: int
    font: str


def pdf_digits(content: bytes) -> list[Digit]:
    """Every digit that a PDF shows."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages):
            codes = {name: digit_codes(font) for name, font in page.Resources.Font.items() if "/ToUnicode" in font}
            font = ""
            for index, instruction in enumerate(pikepdf.parse_content_stream(page)):
                if str(instruction.operator) == "Tf":
                    font = str(instruction.operands[0])
                elif str(instruction.operator) == "TJ":
                    for element, string in enumerate(instruction.operands[0]):
                        for at, code in _codes(string):
                            if code in codes.get(font, {}):
                                found.append(Digit(number, index, element, at, font))
    return found


def _codes(element: object) -> Iterator[tuple[int, int]]:
    """The codes of a string in an array of strings and shifts, each with its first byte."""
    if isinstance(element, pikepdf.String):
        string = bytes(element)
        for at in range(0, len(string), 2):
            yield at, int.from_bytes(string[at : at + 2], "big")


def pdf_edits(content: bytes, times: int, seed: int) -> Iterator[Edit]:
    """A PDF with one random digit changed in its content streams, so many times."""
    chance, sites = random.Random(seed), pdf_digits(content)
    for site in chance.sample(sites, times):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            page = pdf.pages[site.page]
            instructions = list(pikepdf.parse_content_stream(page))
            array = list(instructions[site.instruction].operands[0])
            string, codes = bytes(array[site.element]), digit_codes(page.Resources.Font[site.font])
            shown = codes[int.from_bytes(string[site.at : site.at + 2], "big")]
            other = chance.choice([code for code in sorted(codes) if codes[code] != shown])
            array[site.element] = pikepdf.String(string[: site.at] + other.to_bytes(2, "big") + string[site.at + 2 :])
            instructions[site.instruction] = pikepdf.ContentStreamInstruction(
                [pikepdf.Array(array)], instructions[site.instruction].operator
            )
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
            out = io.BytesIO()
            pdf.save(out)
        yield Edit(f"page {site.page + 1}, instruction {site.instruction}", out.getvalue())


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
    """Every digit in the texts, alternative texts, charts and notes of a deck: part and offset."""
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
