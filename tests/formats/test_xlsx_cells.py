"""Cells: what is read in them, how an edit gets in, what stands over them."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText
from tests.formats.conftest import plan_for, replacing
from tests.formats.xlsx_files import book, data, reopened, saved, set_header, text, zipped

from redactor.errors import UnreadableError
from redactor.formats.xlsx.cells import column_letters, column_number, parse_range
from redactor.formats.xlsx.document import Workbook
from redactor.formats.xlsx.strings import decoded, encoded
from redactor.model import Replacement, SegmentRole


def _labels(rows: list[list[object]]) -> dict[str, str]:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    document = Workbook(saved(workbook))
    return {s.text: s.label for s in document.segments if s.role is SegmentRole.CELL}


def _written(content: bytes, words: dict[str, str]) -> openpyxl.Workbook:
    document = Workbook(content)
    return reopened(document.write(replacing(document, words), cleared=frozenset()).data)


def test_a_chronology_has_the_headings_of_its_columns() -> None:
    labels = _labels(
        [
            ["Integrated chronology"],
            ["Date", "Agency", "Event", "Source"],
            [datetime.date(2011, 10, 2), "Health", "Home visit", "Karen Oldroyd"],
            [datetime.date(2011, 10, 5), "Police", "No reply", "Police log"],
        ]
    )
    assert labels["Integrated chronology"] == labels["Date"] == labels["Source"] == ""
    assert labels["2011-10-02"] == "Date"
    assert labels["Home visit"] == "Event"
    assert labels["Karen Oldroyd"] == labels["Police log"] == "Source / worker"


def test_a_form_of_two_columns_has_its_labels_on_the_left() -> None:
    labels = _labels([["Name", "Karen Oldroyd"], ["Post held:", "Health visitor"], ["Base", "Clinic"]])
    assert labels["Karen Oldroyd"] == "Name"
    assert labels["Health visitor"] == "Post held"
    assert labels["Clinic"] == "Base"


def test_a_second_row_of_headings_takes_over() -> None:
    labels = _labels([["Date", "Event", "Source"], ["a1", "b1", "c1"], ["Name", "Role", "Team"], ["a2", "b2", "c2"]])
    assert (labels["a1"], labels["a2"]) == ("Date", "Name")
    assert (labels["c1"], labels["c2"]) == ("Source / worker", "Team")


def test_a_word_beside_or_above_a_lone_cell_is_its_label() -> None:
    labels = _labels([[None, None, None, "DOB"], ["x", "y", "z", 39521], ["NHS number", 4857773456]])
    assert labels["14/03/2008"] == "DOB"
    assert labels["4857773456"] == "NHS number"


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (4857773456, "General", "4857773456"),
        (4857773456, "000 000 0000", "485 777 3456"),
        (7700900123, "00000 000000", "07700 900123"),
        (datetime.date(2008, 3, 14), "dd/mm/yyyy", "14/03/2008"),
        (39521, "General", "14/03/2008"),
    ],
)
def test_a_number_that_is_an_identifier_becomes_a_text(
    value: int | datetime.date, number_format: str, shown: str
) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = "Date of birth"
    sheet["A2"] = value
    sheet["A2"].number_format = number_format
    sheet["A3"] = 17
    after = _written(saved(workbook), {shown: "[label]"}).worksheets[0]
    assert after["A2"].value == "[label]"
    assert after["A2"].number_format == number_format
    assert after["A3"].value == 17 or shown == "17"


def test_the_first_run_keeps_its_formatting_and_empty_runs_go() -> None:
    item = "<si><r><t>by </t></r><r><rPr><b/></rPr><t>Karen </t></r><r><t>Old</t></r><r><t>royd, again</t></r></si>"
    content = book({"a": '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>'}, strings=item)
    document = Workbook(content)
    assert document.segments[0].text == "by Karen Oldroyd, again"
    written = document.write(replacing(document, {"Karen Oldroyd": "SW1"}), cleared=frozenset()).data
    cell = openpyxl.load_workbook(io.BytesIO(written), rich_text=True).worksheets[0]["A1"].value
    assert isinstance(cell, CellRichText)
    assert [str(piece) for piece in cell] == ["by ", "SW1", ", again"]


@given(
    st.lists(st.text(alphabet="ab é\u200bß😀_x0041_ &<", max_size=6), min_size=1, max_size=6),
)
@settings(max_examples=40, deadline=None)
def test_however_a_name_is_cut_into_runs_it_goes_and_its_neighbours_stay(before: list[str]) -> None:
    name = "Karen Oldroyd"
    pieces = [*before, name[:3], name[3:7], name[7:], *reversed(before)]
    runs = "".join(f"<r><t xml:space='preserve'>{_escaped(piece)}</t></r>" for piece in pieces)
    content = book({"a": '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>'}, strings=f"<si>{runs}</si>")
    whole = "".join(pieces)
    document = Workbook(content)
    assert document.segments[0].text == whole
    written = document.write(replacing(document, {name: "SW1"}), cleared=frozenset()).data
    assert Workbook(written).segments[0].text == whole.replace(name, "SW1")


def _escaped(words: str) -> str:
    return encoded(words).replace("&", "&amp;").replace("<", "&lt;")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
def test_escapes_are_undone_and_made_again(words: str) -> None:
    assert decoded(encoded(words)) == words


def test_a_name_in_escapes_is_found() -> None:
    assert decoded("_x004B__x0061_ren") == "Karen"
    assert decoded("_xD83D__xDE00_") == "\U0001f600"


@given(st.integers(min_value=1, max_value=16384))
def test_column_letters(number: int) -> None:
    assert column_number(column_letters(number)) == number


def test_ranges() -> None:
    assert parse_range("$B$2:AA10") == (2, 2, 10, 27)
    assert parse_range("C3") == (3, 3, 3, 3)
    assert parse_range("A:B") is None


def test_cells_and_rows_without_places_are_counted() -> None:
    content = book({"a": data(text("one") + text("two"), text("three"))})
    places = [str(segment.place) for segment in Workbook(content).segments if segment.role is SegmentRole.CELL]
    assert places == ["sheet 1, row 1, column 1", "sheet 1, row 1, column 2", "sheet 1, row 2, column 1"]


def test_a_plan_for_another_document_is_refused() -> None:
    document = Workbook(book({"a": data(text("one"))}))
    with pytest.raises(ValueError, match="segments"):
        document.write(plan_for([Replacement("s9:A1", 0, 1, "x", "person", "test")]), cleared=frozenset())


@pytest.mark.parametrize("name", ["Li Wu", "Bartholomew Featherstonehaugh"])
def test_the_copy_does_not_depend_on_the_name(name: str) -> None:
    def release(who: str) -> bytes:
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        sheet.title = who
        sheet.append([f"{who} visited", "x", who])
        sheet["D1"] = f"='{who}'!A1&\" and {who}\""
        sheet["E1"].hyperlink = f"mailto:{who.replace(' ', '.')}@x.example"
        set_header(sheet, who)
        document = Workbook(saved(workbook))
        words = {who: "SW1", f"{who.replace(' ', '.')}@x.example": "[email]"}
        return document.write(replacing(document, words), cleared=frozenset()).data

    assert release(name) == release("Karen Oldroyd")


def test_two_cells_in_one_place_are_refused() -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'
    with pytest.raises(UnreadableError, match="one place"):
        Workbook(book({"a": f"<sheetData><row>{cell}{cell}</row></sheetData>"}))


def test_two_tabs_of_one_sheet_become_one() -> None:
    content = book({"a": data(text("Karen"))}, workbook="<!--sheets--><definedNames/>")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="again" sheetId="9" r:id="s1"/></sheets>'
    )
    document = Workbook(zipped(members))
    written = document.write(replacing(document, {"Karen": "SW1"}), cleared=frozenset()).data
    assert reopened(written).sheetnames == ["a"]
    assert reopened(written)["a"]["A1"].value == "SW1"
