"""Reads the workbook behind a chart and compares it with what the chart shows of it, cell by cell."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from hefei_report.trace.reading import Beside

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"(?:.*!)?\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_MOST_XML = 20_000_000  # bytes of one part of a workbook
_WHAT = "a cell of a chart's workbook"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def untold_cells(chart: etree._Element, workbook: bytes) -> Iterator[Beside]:
    """The texts of the cells of ``workbook`` that ``chart`` doesn't show as they are."""
    shown = _shown(chart)
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            cells = list(_cells(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError):
        yield Beside("0", "a workbook of a chart that can't be read")
        return
    except (etree.XMLSyntaxError, ValueError):
        yield Beside("0", "a workbook of a chart that is damaged")
        return
    given = {text for _, text in shown.items()}
    for place, text in cells:
        if not _same(shown.get(place), text) and (place in shown or text not in given):
            yield Beside(text, _WHAT)


def _shown(chart: etree._Element) -> dict[str, str]:
    """What a chart has of its workbook, by cell."""
    found: dict[str, str] = {}
    for reference in chart.iter(f"{_C}strRef", f"{_C}numRef"):
        match = _REFERENCE.fullmatch(reference.findtext(f"{_C}f") or "")
        if match is None:
            continue
        for point in reference.iter(f"{_C}pt"):
            index = point.get("idx", "")
            if index.isdecimal():
                found[f"{match[1]}{int(match[2]) + int(index)}"] = point.findtext(f"{_C}v") or ""
    return found


def _cells(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The cells of every sheet of a workbook, by their addresses."""
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.namelist():
        shared = ["".join(map(str, entry.itertext())) for entry in _xml(archive, "xl/sharedStrings.xml")]
    for name in archive.namelist():
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            for cell in _xml(archive, name).iter(f"{_S}c"):
                text = _text(cell, shared)
                if text:
                    yield cell.get("r", ""), text


def _text(cell: etree._Element, shared: list[str]) -> str:
    value = cell.findtext(f"{_S}v") or ""
    match cell.get("t"):
        case "inlineStr":
            return "".join(text.text or "" for text in cell.iter(f"{_S}t"))
        case "s":
            return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else value
        case _:
            return value


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    with archive.open(name) as member:
        content = member.read(_MOST_XML + 1)
    if len(content) > _MOST_XML or b"<!DOCTYPE" in content:
        raise ValueError(name)
    return etree.fromstring(content, _PARSER)


def _same(shown: str | None, cell: str) -> bool:
    """Whether two texts are equal, or the same number: spreadsheets write numbers in ways of their own."""
    if shown is None or shown == cell:
        return shown == cell
    try:
        return abs(float(shown) - float(cell)) <= 1e-12 * max(abs(float(shown)), abs(float(cell)))
    except ValueError:
        return False
