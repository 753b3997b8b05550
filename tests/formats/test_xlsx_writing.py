"""Copies of workbooks: nothing lost, hidden content out where it must be, pictures, headers, bad files."""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image
from tests.formats.conftest import Convert, plan_for, replacing
from tests.formats.xlsx_files import book, data, everything_in, reopened, saved, set_header, text, zipped

from redactor.errors import HeldError, RedactorError, UnreadableError, UnsupportedFormatError
from redactor.formats import adapter_for
from redactor.formats.opc.guard import MAX_MEMBERS
from redactor.formats.xlsx.document import Workbook
from redactor.formats.xlsx.headers import read_sections
from redactor.formats.xlsx.number_codes import NumberCode


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def _rich_workbook() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Chronology"
    sheet.append(["Date", "Agency", "Event", "Count"])
    for day in range(1, 6):
        sheet.append([datetime.date(2011, 10, day), "Health", f"Home visit & <call> {day}\nsecond line", day * 1.5])
    sheet["D7"] = "=SUM(D2:D6)"
    sheet["A1"].font = Font(name="Arial", bold=True)
    sheet["B2"].fill = PatternFill("solid", fgColor="FFEE00")
    sheet.merge_cells("A9:C9")
    sheet["A9"] = "  spaces kept  "
    sheet.column_dimensions["C"].width = 42
    sheet.row_dimensions[3].height = 31
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = "A1:D6"
    sheet.print_title_rows = "1:1"
    sheet.conditional_formatting.add("D2:D6", Rule("cellIs", operator="greaterThan", formula=["4"], dxf=None))
    validation = DataValidation(type="list", formula1='"Health,Police"', showDropDown=False)
    sheet.add_data_validation(validation)
    validation.add("B2:B6")
    set_header(sheet, "Confidential")
    chart = BarChart()
    chart.title = "Visits"
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=6), titles_from_data=True)
    sheet.add_chart(chart, "F2")
    workbook.create_sheet("Notes")["B2"] = "=Chronology!D7*2"
    return workbook


def test_with_nothing_to_replace_everything_stays() -> None:
    source = saved(_rich_workbook())
    document = Workbook(source)
    before, after = reopened(source), reopened(document.write(plan_for(), cleared=frozenset()).data)
    assert after.sheetnames == before.sheetnames
    for one, other in zip(before.worksheets, after.worksheets, strict=True):
        for row, copied in zip(one.iter_rows(), other.iter_rows(), strict=True):
            for cell, copy in zip(row, copied, strict=True):
                assert (copy.value, copy.number_format) == (cell.value, cell.number_format)
                assert (repr(copy.font), repr(copy.fill)) == (repr(cell.font), repr(cell.fill))
        assert [str(r) for r in other.merged_cells.ranges] == [str(r) for r in one.merged_cells.ranges]
        assert other.freeze_panes == one.freeze_panes
        assert other.auto_filter.ref == one.auto_filter.ref
        assert other.print_title_rows == one.print_title_rows
        assert other.column_dimensions["C"].width == one.column_dimensions["C"].width
        assert other.row_dimensions[3].height == one.row_dimensions[3].height
        assert len(other.conditional_formatting) == len(one.conditional_formatting)
        assert [v.formula1 for v in other.data_validations.dataValidation] == [
            v.formula1 for v in one.data_validations.dataValidation
        ]
    assert (after.worksheets[0].oddHeader and after.worksheets[0].oddHeader.center.text) == "Confidential"


def test_a_copy_of_a_copy_is_the_same() -> None:
    first = Workbook(saved(_rich_workbook())).write(plan_for(), cleared=frozenset()).data
    assert Workbook(first).write(plan_for(), cleared=frozenset()).data == first


def _with_hidden() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Shown"
    for row in (["a", "b", "c"], ["Karen row", "x", "y"], ["d", "e", "f"]):
        sheet.append(row)
    sheet["E1"] = "=A2&Behind!A1"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    hidden = workbook.create_sheet("Behind")
    hidden["A1"] = "Karen sheet"
    set_header(hidden, "Karen header")
    hidden.sheet_state = "veryHidden"
    workbook.create_sheet("Last")["A1"] = "=Behind!A1"
    workbook["Last"].print_title_rows = "1:1"
    return saved(workbook)


def test_hidden_content_is_marked_and_taken_out_where_it_must_be() -> None:
    document = Workbook(_with_hidden())
    hidden = {segment.text for segment in document.segments if segment.hidden}
    assert hidden == {"Karen row", "x", "y", "c", "f", "Karen sheet", "Karen header"}
    assert len(document.notices) == 2
    written = document.write(plan_for(), cleared=frozenset(), hidden="remove")
    assert "Karen" not in everything_in(written.data)
    after = reopened(written.data)
    assert after.sheetnames == ["Shown", "Last"]
    assert [[cell.value for cell in row][:3] for row in after["Shown"].iter_rows()] == [
        ["a", "b", None],
        [None, None, None],
        ["d", "e", None],
    ]
    assert after["Last"].print_title_rows == "$1:$1"
    told = {change.what for change in written.changes}
    assert {"hidden sheets", "cells of hidden rows and columns"} <= told


def test_hidden_content_stays_where_it_may() -> None:
    document = Workbook(_with_hidden())
    after = reopened(document.write(replacing(document, {"Karen": "SW1"}), cleared=frozenset()).data)
    assert after.sheetnames == ["Shown", "Behind", "Last"]
    assert after["Behind"].sheet_state == "veryHidden"
    assert after["Behind"]["A1"].value == "SW1 sheet"
    assert after["Shown"].row_dimensions[2].hidden


def test_a_workbook_without_a_visible_sheet_is_held() -> None:
    document = Workbook(book({"a": data(text("x"))}, states={"a": "hidden"}))
    with pytest.raises(HeldError, match="hidden"):
        document.write(plan_for(), cleared=frozenset(), hidden="remove")


def test_pictures_are_grey_unless_cleared() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].add_image(SheetImage(io.BytesIO(_picture())), "B2")
    content = saved(workbook)
    document = Workbook(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        source = archive.read("xl/media/image1.png")
    digest = hashlib.sha256(source).hexdigest()

    def written(cleared: frozenset[str]) -> bytes:
        result = document.write(plan_for(), cleared=cleared)
        assert any(digest in change.what for change in result.changes)
        with zipfile.ZipFile(io.BytesIO(result.data)) as archive:
            return archive.read("xl/media/image1.png")

    grey = Image.open(io.BytesIO(written(frozenset()))).convert("RGB")
    assert grey.getpixel((3, 3)) == (225, 225, 225)
    kept = Image.open(io.BytesIO(written(frozenset({digest})))).convert("RGB")
    assert kept.getpixel((3, 3)) == (0, 0, 128)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("&CHolloway", ["Holloway"]),
        ("&LLeft&CKar&Ben &P of &N&RRight", ["Left", "Karen  of ", "Right"]),
        ('&"Arial,Bold"&12Karen &&  Co', ["Karen &  Co"]),
        ("&K01+000Grey&KFF0000Red", ["GreyRed"]),
        ("&C&A &F &D", ["  "]),
        ("plain", ["plain"]),
        ("", []),
    ],
)
def test_headers_are_read_without_their_codes(header: str, words: list[str]) -> None:
    sections = read_sections(header)
    assert [section.text for section in sections if section.text] == words
    assert "".join(section.written() for section in sections) == header


def test_a_font_in_a_header_that_nobody_knows_is_made_neutral() -> None:
    assert "".join(s.written() for s in read_sections('&C&"Karen Oldroyd,Bold"x')) == '&C&"-,Bold"x'


def test_a_code_after_a_size_does_not_become_part_of_it() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = "x"
    sheet.oddFooter.left.text = "Karen"  # type: ignore[union-attr]  # openpyxl always makes one
    sheet.oddFooter.left.size = 12  # type: ignore[union-attr]
    document = Workbook(saved(workbook))
    written = document.write(replacing(document, {"Karen": "1st"}), cleared=frozenset()).data
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert b"&amp;12 1st" in archive.read("xl/worksheets/sheet1.xml")


def test_words_of_a_number_format_are_replaced_inside_it() -> None:
    workbook = openpyxl.Workbook()
    cell = workbook.worksheets[0]["A1"]
    cell.value, cell.number_format = 5, '[Red]"Karen "0.0\\ \\K\\a\\r;(0)'
    document = Workbook(saved(workbook))
    written = document.write(replacing(document, {"Karen": "SW1", "Kar": "SW2"}), cleared=frozenset()).data
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    assert "SW1 &quot;0.0" in styles
    assert "Kar" not in styles
    assert NumberCode.__doc__


def _zip_with_too_many() -> bytes:
    return zipped({f"m{number}": b"" for number in range(MAX_MEMBERS + 1)})


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (saved(openpyxl.Workbook())[:900], UnreadableError),
        (zipped({"xl/workbook.xml": b"<broken"}), UnreadableError),
        (zipped({"a.txt": b"x"}), UnreadableError),
        (_zip_with_too_many(), UnreadableError),
        (zipped({"xl/workbook.xml": b"0" * 50_000_000}), UnreadableError),
        (book({"a": '<sheetData><row r="x"/></sheetData>'}), UnreadableError),
        (book({"a": "<!DOCTYPE x><sheetData/>"}), UnreadableError),
        (b"", UnreadableError),
        (b"%PDF-1.7", UnreadableError),
        (zipped({"word/document.xml": b"<x/>"}), UnreadableError),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), UnreadableError),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), UnsupportedFormatError),
    ],
)
def test_bad_files_end_in_a_sentence(content: bytes, error: type[RedactorError]) -> None:
    with pytest.raises(error) as caught:
        adapter_for("a.xlsx", content).open(content)
    assert caught.value.next_step


@pytest.mark.needs_libreoffice
@pytest.mark.slow
def test_copies_reopen_in_libreoffice(tmp_path: Path, soffice: Convert) -> None:
    document = Workbook(saved(_rich_workbook()))
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(
        document.write(replacing(document, {"Chronology": "SW1", "Home": "SW2"}), cleared=frozenset()).data
    )
    again = openpyxl.load_workbook(soffice(copy, "xlsx"))
    assert again.sheetnames == ["SW1", "Notes"]
    assert again["SW1"]["C2"].value == "SW2 visit & <call> 1\nsecond line"
    assert again["Notes"]["B2"].value in ("=SW1!D7*2", "='SW1'!D7*2", "=$SW1.D7*2")
    ours = Workbook((tmp_path / "copy.xlsx").read_bytes())
    theirs = Workbook(soffice(copy, "xlsx").read_bytes())
    shown = [[s.text for s in d.segments if s.role.value == "cell"] for d in (ours, theirs)]
    assert set(shown[0]) <= set(shown[1])
