"""The workbook inside a chart, as far as a chart refers to it: cells by sheet and place (ECMA-376, part 1, 18)."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from hefei_report.deck.lint.parts import Package
from hefei_report.records import dataclass

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
# Formulas that name nothing but cells of their own sheet, numbers, and what computes with them.
_ARITHMETIC = re.compile(
    r"""(?:\$?[A-Z]{1,3}\$?\d+|[-+*/(),.<>=:]|\d+|""|(?:IF|ISNUMBER|SUM|MIN|MAX|ABS|SIGN|AND|OR|ROUND)(?=\())*"""
)
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_UNREAD = re.compile(r"(^\[Content_Types\]|/styles|/theme\d*)\.xml$|^docProps/")  # parts that hold no data
_MOST_CELLS = 1_000_000
_LARGEST = 64_000_000  # bytes that a workbook may unpack to


@dataclass(frozen=True, slots=True)
class Workbook:
    """The values of the cells of each sheet, and whether any does more than to compute with others of its sheet."""

    sheets: Mapping[str, Mapping[tuple[int, int], str]]
    formulas: bool

    def cells(self, reference: str) -> list[str] | None:
        """What stands in a range like ``Sheet1!$B$2:$B$9``, row by row; None when there is no such range."""
        found = _RANGE.fullmatch(reference)
        if found is None:
            return None
        sheet = self.sheets.get((found[1] or "").replace("''", "'") or found[2])
        left, top = _column(found[3]), int(found[4])
        right, bottom = (_column(found[5]), int(found[6])) if found[5] else (left, top)
        if sheet is None or (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
            return None
        return [sheet.get((row, column), "") for row in range(top, bottom + 1) for column in range(left, right + 1)]


def read_workbook(content: bytes) -> Workbook | None:
    """The workbook in an .xlsx file; None when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                return None
            names = (name for name in archive.namelist() if not _UNREAD.search(name))
            package = Package({name: archive.read(name) for name in names})
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    main = package.presentation
    known = {entry.id: entry for entry in package.relationships(main)}
    sheets = {
        sheet.get("name", ""): package.xml(known[sheet.get(_ID, "")].target)
        for sheet in package.xml(main).iter(f"{_S}sheet")
        if sheet.get(_ID, "") in known
    }
    if not sheets or package.faults:
        return None
    shared = _shared_strings(package.xml(package.target(main, "sharedStrings")))
    alive = any(_is_alive(element) for root in sheets.values() for element in root.iter(f"{_S}f", f"{_S}hyperlink"))
    outside = any(entry.kind in ("externalLink", "connections", "vbaProject") for entry in known.values())
    return Workbook({name: _cells(root, shared) for name, root in sheets.items()}, alive or outside)


def _is_alive(element: etree._Element) -> bool:
    """Whether a formula or link could reach out of its sheet."""
    return element.tag != f"{_S}f" or not _ARITHMETIC.fullmatch(element.text or "")


def _shared_strings(root: etree._Element) -> list[str]:
    return ["".join(text.text or "" for text in entry.iter(f"{_S}t")) for entry in root.iter(f"{_S}si")]


def _cells(root: etree._Element, shared: list[str]) -> dict[tuple[int, int], str]:
    found = {}
    for cell in root.iter(f"{_S}c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        if place is None:
            continue
        if cell.get("t") == "inlineStr":
            value = "".join(text.text or "" for text in cell.iter(f"{_S}t"))
        else:
            value = cell.findtext(f"{_S}v") or ""
            if cell.get("t") == "s":
                value = shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
        found[int(place[2]), _column(place[1])] = value
    return found


@functools.lru_cache(maxsize=1_000)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
