"""Reads a worksheet of an XLSX file (ECMA-376): the values that are stored in it; nothing is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal

from hefei_report.charts.tables.archive import Archive, target_of
from hefei_report.charts.tables.cells import Cell, RawRow, SheetRow, Unreadable
from hefei_report.charts.tables.numberformats import NumberFormat, date_in, number_formats
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.outline.nodes import Scalar
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_WORKBOOK = "xl/workbook.xml"
_MOST_COLUMNS = 16_384
_MOST_TEXTS = 1_000_000
_MOST_LETTERS = 32_767  # of a cell, as Excel has it
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_UNSTORED = "this formula has no stored value: open the file in a spreadsheet program, and save it there"
_FAILED = "the spreadsheet could not compute this cell; mend it there"


@dataclass(frozen=True, slots=True)
class _Book:
    """What cells refer to."""

    archive: Archive
    sheets: dict[str, str]  # the part of each sheet, by its name
    texts: list[str]
    formats: list[NumberFormat]
    since_1904: bool


def read_workbook(path: str, content: bytes, sheet: Text | None) -> Iterator[RawRow]:
    """The rows of ``sheet`` (the only one, if there is only one) that are not empty. Raises Unreadable."""
    archive = Archive(path, content)
    book = _book(archive)
    part = _part(path, book, sheet)
    return (row for row in _Sheet(path, book).rows(part) if any(row.texts))


def _part(path: str, book: _Book, sheet: Text | None) -> str:
    names = ", ".join(f"'{name}'" for name in book.sheets)
    if sheet is None and len(book.sheets) != 1:
        raise Unreadable("missing-key", f"'{path}' has {len(book.sheets)} sheets", f"add 'sheet:' with one of {names}")
    if sheet is not None and sheet.value not in book.sheets:
        hint = did_you_mean(sheet.value, book.sheets) or f"there are {names}"
        raise Unreadable("unknown-sheet", f"'{path}' has no sheet '{sheet.value[:40]}'", hint)
    return book.sheets[sheet.value] if sheet else next(iter(book.sheets.values()))


# --------------------------------------------------------------------------------------------- the workbook


def _book(archive: Archive) -> _Book:
    main = _main_part(archive)
    relations = _relations(archive, main)
    sheets: dict[str, str] = {}
    since_1904 = False
    for name, told in archive.events(main):
        if not isinstance(told, dict):
            continue
        if name == "sheet" and told.get("id", "") in relations:
            kind, part = relations[told["id"]]
            sheets |= {told.get("name", ""): part} if kind == "worksheet" else {}
        since_1904 |= name == "workbookPr" and told.get("date1904", "") in ("1", "true", "on")
    parts = dict(relations.values())
    texts = list(_texts(archive, parts["sharedStrings"])) if "sharedStrings" in parts else []
    formats = number_formats(archive.events(parts["styles"])) if "styles" in parts else []
    if not sheets:
        raise archive.refused("has no worksheet")
    return _Book(archive, sheets, texts, formats, since_1904)


def _main_part(archive: Archive) -> str:
    if not archive.has("_rels/.rels"):
        return _WORKBOOK
    parts = [part for kind, part in _relations(archive, "").values() if kind == "officeDocument"]
    return parts[0] if parts else _WORKBOOK


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: by their ids, the last word of their kind, and the part that they lead to."""
    folder, _, name = part.rpartition("/")
    told = f"{folder}/_rels/{name}.rels".lstrip("/")
    return {
        one.get("Id", ""): (one.get("Type", "").rpartition("/")[2], target_of(part, one.get("Target", "")))
        for element, one in archive.events(told)
        if element == "Relationship" and isinstance(one, dict) and one.get("TargetMode") != "External"
    }


def _texts(archive: Archive, part: str) -> Iterator[str]:
    """The shared texts; what only tells how to read one aloud (``rPh``) is left out."""
    pieces: list[str] = []
    aloud, count = False, 0
    for name, told in archive.events(part):
        if name == "rPh":
            aloud = isinstance(told, dict)
        elif name == "t" and isinstance(told, str) and not aloud:
            pieces.append(told)
        elif name == "si" and isinstance(told, str):
            count += 1
            if count > _MOST_TEXTS:
                raise archive.refused("has too many texts")
            yield _unescaped("".join(pieces))
            pieces = []


def _unescaped(text: str) -> str:
    """``_x000D_`` and its like as the characters that they stand for."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


# ----------------------------------------------------------------------------------------------- one sheet


@dataclass(frozen=True, slots=True)
class _Read:
    """What a cell says: its text, its own unit ('' for none), and why nothing can be read there."""

    text: str = ""
    unit: str = ""
    problem: str = ""


@dataclass(slots=True)
class _Open:
    """A cell of which not all is read."""

    column: int
    kind: str
    style: int
    formula: str | None = None
    value: str | None = None
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """Reads rows one after the other."""

    path: str
    book: _Book

    def rows(self, part: str) -> Iterator[RawRow]:
        """All rows that have cells."""
        number = 0
        found: dict[int, _Read] = {}
        cell = _Open(0, "n", 0)
        aloud = False
        for name, told in self.book.archive.events(part):
            if isinstance(told, dict):
                if name == "row":
                    number, found = _number(told.get("r", ""), number + 1), {}
                elif name == "c":
                    last = max(found, default=-1)
                    cell = _Open(
                        _column(told.get("r", ""), last + 1), told.get("t", "n"), _number(told.get("s", ""), 0)
                    )
                aloud = aloud or name == "rPh"
            elif name == "rPh":
                aloud = False
            elif name == "f":
                cell.formula = told
            elif name == "v":
                cell.value = told
            elif name == "t" and not aloud:
                cell.pieces.append(told)
            elif name == "c" and cell.column < _MOST_COLUMNS:
                found[cell.column] = self._read(cell)
            elif name == "row":
                yield self._row(number, found)

    def _row(self, number: int, found: dict[int, _Read]) -> RawRow:
        reads = [found.get(column, _Read()) for column in range(max(found, default=-1) + 1)]
        return _Row(self.path, number, reads)

    def _read(self, cell: _Open) -> _Read:
        if cell.formula is not None and not cell.value and cell.kind != "str":  # "str" is an empty text
            return _Read("=" + cell.formula[:200], problem=_UNSTORED)
        value = cell.value or ""
        match cell.kind:
            case "s":
                place = _number(value, -1)
                return _Read(self.book.texts[place].strip() if 0 <= place < len(self.book.texts) else "")
            case "inlineStr":
                return _Read(_unescaped("".join(cell.pieces)).strip()[:_MOST_LETTERS])
            case "b":
                return _Read({"1": "true", "0": "false"}.get(value, value))
            case "e":
                return _Read(value, problem=_FAILED)
            case "n" | "":
                return self._number(value, cell.style)
            case _:  # the text that a formula gave, or a date in ISO 8601
                return _Read(_unescaped(value).strip()[:_MOST_LETTERS])

    def _number(self, value: str, style: int) -> _Read:
        known = self.book.formats[style] if 0 <= style < len(self.book.formats) else NumberFormat.PLAIN
        try:
            number = float(value)
        except ValueError:
            return _Read(value.strip())
        if known in (NumberFormat.PLAIN, NumberFormat.PERCENT):
            places = 2 if known is NumberFormat.PERCENT else 0
            return _Read(_digits(number, places), "percent" if places else "")
        date = date_in(known, number, since_1904=self.book.since_1904)
        return _Read(_digits(number, 0) if date is None else date)


def _digits(number: float, places: int) -> str:
    """A stored number to the fifteen digits that a spreadsheet keeps, moved to the left by ``places``."""
    if number != number or number in (float("inf"), float("-inf")):
        return str(number)
    exact = Decimal(f"{number:.15g}").scaleb(places)
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _column(reference: str, following: int) -> int:
    """The column of a cell such as C5, counted from 0; cells without a reference follow each other."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return following
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


class _Row:
    """A row of a sheet, whose cells are made when somebody asks for them."""

    __slots__ = ("_number", "_path", "_reads", "_row", "texts")

    def __init__(self, path: str, number: int, reads: list[_Read]) -> None:
        self._path, self._number, self._reads = path, number, reads
        self.texts = [read.text for read in reads]
        self._row: SheetRow | None = None

    @property
    def span(self) -> Span:
        """The place of its first cell."""
        return Span(self._path, self._number, 1)

    def cell(self, place: int) -> Scalar:
        """The cell in a column, counted from 0."""
        if self._row is None:
            texts = (re.sub(r"[\t\n]", " ", read.text) for read in self._reads)
            self._row = SheetRow(self._path, "\t".join(texts), row=self._number)
        start = sum(len(read.text) + 1 for read in self._reads[:place])
        read = self._reads[place] if place < len(self._reads) else _Read()
        unit = Text.of(Scalar(read.unit, True, self._row, start, start)) if read.unit else None
        return Cell(read.text, True, self._row, start, start + len(read.text), unit=unit, problem=read.problem)
