"""Worksheets are read as their authors see them, whatever wrote the file, and never trusted."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import struct
import zipfile
from typing import Any

import pytest

from hefei_report.charts.tables.archive import MOST_PART
from tests.support.tables import made, sheet_of, workbook

BAR = "chart: bar\ndata: {file: x.xlsx}"


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_sheet_xml(cells: str, **parts: bytes) -> bytes:
    """A workbook whose one sheet has a header and, below it, these cells."""
    members = members_of(sheet_of(("label", "value"), ("A", 1)))
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    row = f'<row r="2">{cells}</row>'
    members["xl/worksheets/sheet1.xml"] = re.sub(r'<row r="2".*?</row>', lambda _: row, sheet).encode()
    return packed({**members, **parts})


def label(text: str) -> str:
    return f'<c r="A2" t="inlineStr"><is><t>{text}</t></is></c>'


# ------------------------------------------------------------------------------------------------ values


def test_numbers_have_the_digits_that_a_spreadsheet_keeps() -> None:
    rows = [("A", 257.2), ("B", 0.1 + 0.2), ("C", 1201), ("D", -3.5e-7), ("E", 9.465e11)]
    chart = made(BAR, x_xlsx=sheet_of(("label", "value"), *rows))
    assert [str(v.number) for v in chart.plan.series[0].values] == ["257.2", "0.3", "1201", "-3.5E-7", "946500000000"]


def test_stored_values_of_formulas_count_and_one_that_is_missing_is_reported_at_its_cell() -> None:
    stored = with_sheet_xml(label("A") + '<c r="B2"><f>1+1</f><v>2</v></c>')
    assert made(BAR, x_xlsx=stored).rows == [("A", "2")]
    for value in ("", "<v/>"):  # openpyxl writes an empty one
        unstored = made(BAR, x_xlsx=with_sheet_xml(label("A") + f'<c r="B2"><f>1+1</f>{value}</c>'))
        assert unstored.places == [("bad-number", "x.xlsx", 2, 2)]
        assert "save it there" in unstored.found[0].hint
    name = made(BAR, x_xlsx=with_sheet_xml('<c r="A2"><f>X</f></c><c r="B2"><v>1</v></c>'))
    assert name.places == [("bad-value", "x.xlsx", 2, 1)]


def test_what_the_spreadsheet_could_not_compute_is_reported() -> None:
    chart = made(BAR, x_xlsx=with_sheet_xml(label("A") + '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'))
    assert chart.places == [("bad-number", "x.xlsx", 2, 2)]
    assert "#DIV/0!" in chart.found[0].message


def test_dates_are_iso_dates_as_exact_as_they_are_shown() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("x", "value"))
        shown = ["yyyy-mm-dd", "mmm yy", "yyyy", "[$-804]yyyy年m月d日", 'd "of" mmmm yyyy']
        for row, code in enumerate(shown, 1):
            sheet.write_datetime(row, 0, dt.date(2020 + row, 5, 17), book.add_format({"num_format": code}))
            sheet.write(row, 1, row)

    fields = "chart: column\ndata: {file: x.xlsx, columns: {label: x}}"
    expected = ["2021-05-17", "2022-05", "2023", "2024-05-17", "2025-05-17"]
    assert [name for name, _ in made(fields, x_xlsx=workbook(fill)).rows] == expected
    since_1904 = workbook(fill, date_1904=True)
    assert [name for name, _ in made(fields, x_xlsx=since_1904).rows] == expected


def test_the_first_days_of_1900_are_counted_as_excel_does() -> None:
    from hefei_report.charts.tables.numberformats import NumberFormat, date_in

    days = {1: "1900-01-01", 59: "1900-02-28", 61: "1900-03-01", 45_000: "2023-03-15"}
    assert {day: date_in(NumberFormat.DAY, day, since_1904=False) for day in days} == days
    assert date_in(NumberFormat.DAY, -1, since_1904=False) is None
    assert date_in(NumberFormat.DAY, 1e300, since_1904=False) is None


def test_percentages_are_in_percent_and_nothing_else() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("label", "value"))
        sheet.write_row(1, 0, ("A", 0.124), book.add_format({"num_format": "0.0%"}))

    assert made("unit: percent\n" + BAR, x_xlsx=workbook(fill)).rows == [("A", "12.4%")]
    assert made(BAR, x_xlsx=workbook(fill)).rows == [("A", "12.4%")]
    wrong = made("unit: billion yuan\n" + BAR, x_xlsx=workbook(fill))
    assert wrong.places == [("wrong-unit", "x.xlsx", 2, 2)]


def test_texts_are_whole_and_without_what_tells_how_they_sound() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("label", "value"))
        sheet.write_rich_string(1, 0, "Bold ", book.add_format({"bold": True}), "and plain", book.add_format())
        sheet.write(1, 1, 1)

    assert made(BAR, x_xlsx=workbook(fill)).rows == [("Bold and plain", "1")]
    sound = "<si><r><t>合</t></r><r><t>肥</t></r><rPh sb='0' eb='1'><t>ヘフェイ</t></rPh></si>"
    members = members_of(sheet_of(("label", "value"), ("A", 1)))
    members["xl/sharedStrings.xml"] = members["xl/sharedStrings.xml"].replace(b"<si><t>A</t></si>", sound.encode())
    assert made(BAR, x_xlsx=packed(members)).rows == [("合肥", "1")]


def test_cells_without_references_follow_each_other_and_empty_ones_are_gaps() -> None:
    cells = '<c t="inlineStr"><is><t>A</t></is></c><c><v>3</v></c>'
    assert made(BAR, x_xlsx=with_sheet_xml(cells)).rows == [("A", "3")]
    assert made(BAR, x_xlsx=with_sheet_xml(label("A") + '<c r="B2" s="0"/>')).rows == [("A", "")]


# ------------------------------------------------------------------------------------------------ sheets


def test_rows_and_columns_that_are_hidden_or_filtered_out_are_data_all_the_same() -> None:
    """What an outline draws is said in the outline, and not by who looked into the workbook last."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate([("label", "value", "year"), ("A", 1, 2023), ("B", 2, 2024), ("C", 3, 2024)]):
            sheet.write_row(number, 0, row)
        sheet.autofilter("A1:C4")
        sheet.filter_column("C", "x == 2023")
        sheet.set_row(2, options={"hidden": True})
        sheet.set_column("C:C", options={"hidden": True})

    content = workbook(fill)
    assert made(BAR, x_xlsx=content).rows == [("A", "1"), ("B", "2"), ("C", "3")]
    chosen = made("chart: bar\ndata: {file: x.xlsx, where: year = 2024}", x_xlsx=content)
    assert chosen.rows == [("B", "2"), ("C", "3")]


def test_of_merged_cells_the_first_holds_the_value() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ("label", "value"))
        sheet.write_row("A2", ("A", 1))
        sheet.write("A4", "C")
        sheet.merge_range("B3:B4", 7)
        sheet.write("A3", "B")

    assert made(BAR, x_xlsx=workbook(fill)).rows == [("A", "1"), ("B", "7"), ("C", "")]


@pytest.mark.parametrize(
    ("program", "cells", "text"),
    [
        ("Excel", '<c r="A2" s="0" t="s"><v>0</v></c><c r="B2"><v>0.30000000000000004</v></c>', ("label", "0.3")),
        ("LibreOffice", label("A") + '<c r="B2" s="0" t="n"><v>12.5</v></c>', ("A", "12.5")),
        ("Google", '<c r="A2" t="str"><v>A</v></c><c r="B2"><f>SUM(1,2)</f><v>3.0</v></c>', ("A", "3")),
        ("Numbers", '<c t="inlineStr"><is><r><t>A</t></r><r><t> b</t></r></is></c><c><v>1E3</v></c>', ("A b", "1,000")),
    ],
)
def test_cells_are_read_as_each_program_writes_them(program: str, cells: str, text: tuple[str, str]) -> None:
    assert made(BAR, x_xlsx=with_sheet_xml(cells)).rows == [text], program


def test_a_truth_is_a_text_and_no_number() -> None:
    sheet = with_sheet_xml(label("A") + '<c r="B2" t="b"><v>1</v></c>')
    assert made(BAR, x_xlsx=sheet).places == [("bad-number", "x.xlsx", 2, 2)]


def test_a_sheet_is_found_by_its_name() -> None:
    def fill(book: Any) -> None:
        for name, value in (("Notes", 1), ("城市 & more", 2)):
            sheet = book.add_worksheet(name)
            sheet.write_row(2, 0, ("label", "value"))
            sheet.write_row(3, 0, ("A", value))

    content = workbook(fill)
    assert made("chart: bar\ndata: {file: x.xlsx, sheet: 城市 & more}", x_xlsx=content).rows == [("A", "2")]
    unnamed = made(BAR, x_xlsx=content)
    assert unnamed.places == [("missing-key", "briefing.yaml", 2, 24)]
    assert "'Notes', '城市 & more'" in unnamed.found[0].hint
    wrong = made("chart: bar\ndata: {file: x.xlsx, sheet: Note}", x_xlsx=content)
    assert wrong.places == [("unknown-sheet", "briefing.yaml", 2, 39)]
    assert wrong.found[0].hint == "did you mean 'Notes'?"


def test_a_bad_cell_is_reported_by_row_and_column() -> None:
    rows = [("region", "label", "value"), ("N", "A", 1), (None, None, None), ("S", "B", "1,200")]
    chart = made(BAR, x_xlsx=sheet_of(*rows))
    assert chart.places == [("bad-number", "x.xlsx", 4, 3)]
    assert chart.found[0].hint == "leave out the separators of thousands"


# ------------------------------------------------------------------------------------------------- trust


def test_files_that_are_no_workbooks_are_refused_at_their_name() -> None:
    for content in (b"", b"label,value\nA,1\n", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1") * 90, packed({})):
        assert made(BAR, x_xlsx=content).places == [("bad-workbook", "briefing.yaml", 2, 24)]
    for name in ("x.xls", "x.xlsm", "x.ods"):
        chart = made(f"chart: bar\ndata: {{file: {name}}}")
        assert chart.places == [("wrong-format", "briefing.yaml", 2, 24)]


def test_a_document_type_is_refused_so_that_no_entity_is_expanded_or_fetched() -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    members = members_of(sheet_of(("label", "value"), ("A", 1)))
    for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        head, _, body = members[name].decode().partition("?>")
        hostile = {**members, name: f"{head}?>{doctype}{body}".encode()}
        assert made(BAR, x_xlsx=packed(hostile)).places == [("bad-workbook", "briefing.yaml", 2, 24)]


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    members = members_of(sheet_of(("label", "value"), ("A", 1)))
    members["xl/sharedStrings.xml"] = b"<sst>" + b" " * (MOST_PART + 1) + b"</sst>"
    assert made(BAR, x_xlsx=packed(members)).places == [("bad-workbook", "briefing.yaml", 2, 24)]


def test_links_to_other_workbooks_are_not_followed() -> None:
    members = members_of(sheet_of(("label", "value"), ("A", 1)))
    relations = members["xl/_rels/workbook.xml.rels"].decode()
    outside = relations.replace('Target="worksheets/sheet1.xml"', 'Target="file:///etc/passwd" TargetMode="External"')
    chart = made(BAR, x_xlsx=packed({**members, "xl/_rels/workbook.xml.rels": outside.encode()}))
    assert [code for code, *_ in chart.places] == ["bad-workbook"]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """``content`` as a bad disk or a hostile hand leaves it: bytes of the file, or of one of its parts, changed."""
    if chance.random() < 0.3:
        return changed(content, chance)
    members = members_of(content)
    name = chance.choice(sorted(members))
    if chance.random() < 0.1:
        del members[name]
    else:
        members[name] = changed(members[name], chance)
    return packed(members)


def changed(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data)) if data else 0
        match chance.randrange(4):
            case 0:
                data[at : at + 1] = struct.pack("B", chance.randrange(256))
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at:at] = data[at : at + chance.randint(1, 40)]
            case _:
                data[at:at] = chance.choice([b"9" * 30, b"<c>", b"</row>", b'"', b"-1", b"NaN", b"\x00", b"1e999"])
    return bytes(data)


@pytest.mark.parametrize("seed", range(300))
def test_a_damaged_workbook_is_read_or_explained(seed: int) -> None:
    chance = random.Random(seed)
    content = sheet_of(("label", "value", "when"), *((f"Row {n}", n * 1.5, n) for n in range(6)))
    chart = made("chart: bar\ndata: {file: x.xlsx, sort: -value, top: 3}", x_xlsx=damaged(content, chance))
    assert chart.figure is not None or chart.found
    assert all(place for place in chart.places)
