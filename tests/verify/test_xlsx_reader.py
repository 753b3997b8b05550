"""The raw Excel reader sees every surface, and says what it cannot read."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook
from tests.formats.xlsx_files import book, data, saved, set_header, text, zipped
from tests.formats.xlsx_planted import PLANTED, planted_words
from tests.verify.building import repacked

from redactor.errors import UnreadableError
from redactor.verify.readers import ReadFile, Surface, read_file


def _texts(read: ReadFile, surface: Surface) -> list[str]:
    return [block.text for block in read.blocks if block.surface is surface]


def _workbook() -> Workbook:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Chronology"
    sheet.append(["Date", "NHS number", "DOB"])
    sheet.append([datetime.date(2011, 10, 2), 4857773456, 39521])
    sheet["B2"].number_format = "000 000 0000"
    sheet["D2"] = '=IF(A1="Karen","x","")'
    set_header(sheet, "Confidential")
    return workbook


def test_cells_are_read_in_order_as_they_are_shown() -> None:
    read = read_file(saved(_workbook()))
    body = [(b.place, b.text) for b in read.blocks if b.surface is Surface.BODY]
    assert read.format == "xlsx"
    assert body == [
        ("sheet 1, row 1, column 1", "Date"),
        ("sheet 1, row 1, column 2", "NHS number"),
        ("sheet 1, row 1, column 3", "DOB"),
        ("sheet 1, row 2, column 1", "2011-10-02"),
        ("sheet 1, row 2, column 2", "485 777 3456"),
        ("sheet 1, row 2, column 3", "14/03/2008"),
    ]
    assert _texts(read, Surface.HEADER) == ["Confidential"]
    assert {'IF(A1="Karen","x","")', "Chronology", "4857773456"} <= set(_texts(read, Surface.ATTRIBUTE))
    assert read.unchecked == ()


def test_hidden_cells_are_told_and_stay_part_of_their_sheet() -> None:
    workbook = _workbook()
    workbook.worksheets[0].row_dimensions[2].hidden = True
    behind = workbook.create_sheet("Behind")
    behind["A1"] = "Karen"
    behind.sheet_state = "veryHidden"
    read = read_file(saved(workbook))
    assert set(_texts(read, Surface.HIDDEN)) == {"2011-10-02", "485 777 3456", "14/03/2008", "Karen"}
    block = next(b for b in read.blocks if b.text == "Karen" and b.surface is Surface.BODY)
    assert (block.part, block.hidden) == ("hidden sheet 1", ("Karen",))


def test_comments_names_and_properties_are_seen() -> None:
    workbook = _workbook()
    workbook.worksheets[0]["A1"].comment = Comment("Karen said so", "Marek Wisniowski")
    workbook.defined_names["Oldroyd_visits"] = DefinedName("Oldroyd_visits", attr_text="Chronology!$A$1")
    workbook.properties.creator = "Frances Tolland"
    read = read_file(saved(workbook))
    assert {"Karen said so", "Marek Wisniowski"} <= set(_texts(read, Surface.COMMENT))
    assert "Oldroyd visits" in _texts(read, Surface.ATTRIBUTE)
    assert "Frances Tolland" in _texts(read, Surface.PROPERTY)


def test_runs_are_joined_escapes_resolved_and_unused_strings_told() -> None:
    strings = (
        "<si><r><t>Ka</t></r><r><t>_x0072_en</t></r><rPh sb='0' eb='1'><t>Guide</t></rPh></si><si><t>Unused</t></si>"
    )
    read = read_file(book({"a": '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>'}, strings=strings))
    assert _texts(read, Surface.BODY) == ["Karen"]
    assert {"Unused", "Guide"} <= set(_texts(read, Surface.HIDDEN))


def test_headers_are_read_without_their_codes_and_with_them() -> None:
    header = (
        "<headerFooter><oddHeader>&amp;L&amp;D&amp;CKar&amp;Ben &amp;&amp; Co&amp;R&amp;P</oddHeader></headerFooter>"
    )
    read = read_file(book({"a": data(text("x")) + header}))
    assert _texts(read, Surface.HEADER) == ["Karen & Co"]


def test_every_planted_word_is_seen_somewhere() -> None:
    read = read_file(PLANTED)
    seen = planted_words("\n".join(block.text for block in read.blocks))
    searched_as_bytes = {"Zqkind"}
    every = planted_words(_members(PLANTED)) - searched_as_bytes
    glued = {"Zqri", "Zqbo", "Zqfo", "Zqhe", "Zqsp", "Zq"}
    missing = {word for word in every - glued if not any(word.casefold() in other.casefold() for other in seen)}
    assert missing == set()
    assert {"Zqrich", "Zqescape", "Zqfooter", "Zqbox", "Zqphonetic", "Zqorphan"} <= seen


def _members(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [n for n in archive.namelist() if n.endswith((".xml", ".rels", ".vml"))]
        return "\n".join(archive.read(name).decode() for name in names).replace("%6D", "m")


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("xl/vbaProject.bin", b"\x01\x16\x01\0\xb6"),
        ("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("xl/broken.xml", b"<worksheet><open>"),
        ("xl/dtd.xml", b'<!DOCTYPE x [<!ENTITY e "Karen">]><x>&e;</x>'),
    ],
)
def test_what_no_reader_opens_is_unchecked(member: str, content: bytes) -> None:
    read = read_file(repacked(saved(_workbook()), lambda members: members.update({member: content})))
    assert [notice.holds for notice in read.unchecked] == [True]


def test_embedded_workbooks_are_read_as_hidden_content() -> None:
    inner = saved(_workbook())
    read = read_file(repacked(saved(_workbook()), lambda members: members.update({"xl/embeddings/a.xlsx": inner})))
    assert "485 777 3456" in _texts(read, Surface.HIDDEN)


def test_a_workbook_without_a_readable_main_part_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        read_file(repacked(saved(_workbook()), lambda members: members.update({"xl/workbook.xml": b"<workbook"})))
    with pytest.raises(UnreadableError):
        read_file(saved(_workbook())[:800])


def test_a_zip_that_is_no_office_file_has_no_reader() -> None:
    assert read_file(zipped({"a.txt": b"x"})).format == "unknown"
