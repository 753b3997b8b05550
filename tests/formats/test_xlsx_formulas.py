"""Formulas: which stay, what they hold, and how new names get into them."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table
from tests.formats.conftest import replacing
from tests.formats.xlsx_files import book, reopened, saved

from redactor.formats.xlsx.document import Workbook
from redactor.formats.xlsx.finish import cell_name, sheet_name
from redactor.formats.xlsx.formulas import Formula, Names

_NAMES = Names(
    sheets={"sheet1": "Sheet1", "karen's": "SW1 (2)", "a b": "A B", "old": "New"},
    names={"oldroyd_n": "SW1_n"},
    tables={"tbl": "Tbl"},
    columns={"tbl": {"karen": "SW1", "x [y]": "x [y]"}},
)


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("SUM(A1:B2)*2", "SUM(A1:B2)*2"),
        ("'Karen''s'!$A$1&\"it\"\"s\"", '\'SW1 (2)\'!$A$1&"it""s"'),
        ("Old!A1", "New!A1"),
        ("Sheet1:Old!A1", "Sheet1:New!A1"),
        ("OLDROYD_N+1", "SW1_n+1"),
        ("Tbl[Karen]", "Tbl[SW1]"),
        ("Tbl[[#This Row],[Karen]]", "Tbl[[#This Row],[SW1]]"),
        ("Tbl[@Karen]", "Tbl[@SW1]"),
        ("SUM(Tbl[[Karen]:[x '[y']]])", "SUM(Tbl[[SW1]:[x '[y']]])"),
        ("_xlfn.CONCAT(A:A,1:1)", "_xlfn.CONCAT(A:A,1:1)"),
        ("IF(TRUE,1.5E+3,-1%)", "IF(TRUE,1.5E+3,-1%)"),
        ('{1,"a";2,"b"}', '{1,"a";2,"b"}'),
    ],
)
def test_a_formula_of_the_workbook_stays_and_takes_the_new_names(formula: str, written: str) -> None:
    read = Formula(formula)
    assert read.stands(_NAMES)
    assert read.written(_NAMES) == written


@pytest.mark.parametrize(
    "formula",
    [
        "[1]Sheet1!A1",
        "'[1]Sheet1'!A1",
        "'C:\\Users\\Karen\\[a.xlsx]Sheet1'!A1",
        "KarenCalc(1)",
        "Karen",
        "Nowhere!A1",
        "#REF!",
        "Tbl[Nobody]",
        "LET(_xlpm.karen,1,_xlpm.karen)",
        "WEBSERVICE(A1)",
        'CELL("filename")',
        "cmd|'/c calc'!A0",
    ],
)
def test_a_formula_that_uses_anything_else_does_not_stand(formula: str) -> None:
    assert not Formula(formula).stands(_NAMES)


@given(st.text(alphabet="A1$:!'\"[](){}#@,;.+-*/& Karen_x", max_size=30))
def test_a_formula_is_never_lost_by_reading_it(formula: str) -> None:
    read = Formula(formula)
    if read.stands(Names()):
        assert read.written(Names()).replace('"', "") == formula.replace('"', "")


def _written(workbook: openpyxl.Workbook, words: dict[str, str]) -> tuple[openpyxl.Workbook, list[str]]:
    document = Workbook(saved(workbook))
    written = document.write(replacing(document, words), cleared=frozenset())
    return reopened(written.data), [change.what for change in written.changes]


def test_new_names_are_carried_through_the_workbook() -> None:
    workbook = openpyxl.Workbook()
    first = workbook.worksheets[0]
    first.title = "Oldroyd"
    first.append(["Oldroyd", "Visits"])
    first.append(["a", 2])
    first.add_table(Table(displayName="Oldroyd_t", ref="A1:B2"))
    second = workbook.create_sheet("Sums")
    second["A1"] = "=SUM(Oldroyd_t[Visits])&Oldroyd!A2&Oldroyd_n&COUNTA(Oldroyd_t[Oldroyd])"
    second["A2"].hyperlink = Hyperlink(ref="A2", location="Oldroyd!A1")
    workbook.defined_names["Oldroyd_n"] = DefinedName("Oldroyd_n", attr_text="Oldroyd!$A$1")
    after, _ = _written(workbook, {"Oldroyd": "SW1"})
    assert after.sheetnames == ["SW1", "Sums"]
    assert after["Sums"]["A1"].value == "=SUM(SW1_t[Visits])&'SW1'!A2&SW1_n&COUNTA(SW1_t[SW1])"
    assert after["Sums"]["A2"].hyperlink.location == "'SW1'!A1"
    assert after.defined_names["SW1_n"].attr_text == "'SW1'!$A$1"
    assert after["SW1"].tables["SW1_t"].column_names == ["SW1", "Visits"]


def test_a_table_whose_headings_become_alike_is_left_as_cells() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Karen", "Oldroyd"])
    sheet.append([1, 2])
    sheet.add_table(Table(displayName="T", ref="A1:B2"))
    sheet["D1"] = "=SUM(T[Karen])"
    after, changes = _written(workbook, {"Karen": "SW1", "Oldroyd": "SW1"})
    assert dict(after.worksheets[0].tables) == {}
    assert [cell.value for cell in after.worksheets[0][1]] == ["SW1", "SW1", None, None]
    assert "tables whose headings are alike (their cells stay)" in changes


def _cell(formula: str, value: str, kind: str = "str") -> bytes:
    return book({"a": f'<sheetData><row><c r="A1" t="{kind}"><f>{formula}</f><v>{value}</v></c></row></sheetData>'})


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ('B1&amp;" seen"', '=B1&" seen"'),
        ('IF(B1=1,"Karen Oldroyd","")', '=IF(B1=1,"SW1","")'),
        ('"Kar"&amp;"en Oldroyd"', "SW1"),
        ("CHAR(75)&amp;B1", "SW1"),
        ("[1]a!A1", "SW1"),
    ],
)
def test_a_formula_stays_only_if_it_cannot_bring_the_name_back(formula: str, after: str) -> None:
    document = Workbook(_cell(formula, "Karen Oldroyd"))
    written = document.write(replacing(document, {"Karen Oldroyd": "SW1"}), cleared=frozenset()).data
    assert reopened(written).worksheets[0]["A1"].value == after
    assert reopened(written, values=True).worksheets[0]["A1"].value == "SW1"


def test_a_calculated_number_that_is_an_identifier_loses_its_formula() -> None:
    document = Workbook(_cell("VALUE(B1)", "4857773456", "n"))
    written = document.write(replacing(document, {"4857773456": "[NHS number]"}), cleared=frozenset()).data
    assert reopened(written).worksheets[0]["A1"].value == "[NHS number]"


def test_a_shared_formula_goes_with_any_of_its_cells() -> None:
    cells = (
        '<c r="A1" t="str"><f t="shared" si="0" ref="A1:A3">"Kar"&amp;B1</f><v>Karla</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f t="shared" si="0"/><v>Karen</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f t="shared" si="0"/><v>Karin</v></c>'
    )
    document = Workbook(book({"a": f'<sheetData><row r="1">{cells}</row></sheetData>'}))
    written = document.write(replacing(document, {"Karen": "SW1"}), cleared=frozenset()).data
    assert [row[0].value for row in reopened(written).worksheets[0]["A1:A3"]] == ["Karla", "SW1", "Karin"]


def test_an_array_formula_goes_with_any_of_its_cells() -> None:
    cells = (
        '<c r="A1" t="str"><f t="array" ref="A1:B1">B5:C5&amp;""</f><v>Karla</v></c><c r="B1" t="str"><v>Karen</v></c>'
    )
    document = Workbook(book({"a": f'<sheetData><row r="1">{cells}</row></sheetData>'}))
    kept = document.write(replacing(document, {}), cleared=frozenset()).data
    assert isinstance(reopened(kept).worksheets[0]["A1"].value, ArrayFormula)
    written = document.write(replacing(document, {"Karen": "SW1"}), cleared=frozenset()).data
    assert [cell.value for cell in reopened(written).worksheets[0][1]] == ["Karla", "SW1"]


def test_names_that_tabs_and_cells_may_have() -> None:
    assert sheet_name("[telephone]: a/b", []) == "(telephone)- a-b"
    assert sheet_name("SW1", ["sw1"]) == "SW1 (2)"
    assert len(sheet_name("x" * 60, ["x" * 31])) == 31
    assert sheet_name("''", []) == "Sheet"
    assert cell_name("SW1", []) == "SW1_"
    assert cell_name("Child R visits", ["child_r_visits"]) == "Child_R_visits_2"
    assert cell_name("1st", []) == "_1st"
