"""Changes to the board's glossary leave everything else in its file as it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import PatternFill

from redactor.case.glossary import read_glossary
from redactor.case.glossary_edits import RowEdit, edited_glossary
from redactor.case.problems import Problems
from redactor.case.sheets import glossary_workbook
from redactor.errors import UsageError

CSV = (
    b"\xef\xbb\xbfname;role;code;category;aliases\r\n"
    b"Karen Oldroyd;health visitor;HV2;professional;Kaz\r\n"
    b'"Hope; Thomas";police constable;PC1;professional;\r\n'
    b"\r\n"
    b"Dawn Pickersgill;liaison sister;;professional;"
)


def names_of(data: bytes, file: str = "glossary.csv") -> list[tuple[str, str, str, tuple[str, ...]]]:
    problems = Problems()
    rows = read_glossary(data, file, problems)
    assert not problems.errors
    return [(row.name, row.code, row.role, row.aliases) for row in rows]


def test_lines_that_are_not_named_keep_their_bytes() -> None:
    edited = edited_glossary(CSV, "glossary.csv", [RowEdit(2, {"code": "HV3"})])
    before, after = CSV.split(b"\r\n"), edited.split(b"\r\n")
    assert after[1] == b"Karen Oldroyd;health visitor;HV3;professional;Kaz"
    assert [line for n, line in enumerate(after) if n != 1] == [line for n, line in enumerate(before) if n != 1] + [b""]


def test_a_row_is_added_at_the_end_in_the_order_of_the_columns() -> None:
    values = {"name": "Aoife Kinsella", "code": "CT1", "role": "class teacher", "category": "professional"}
    edited = edited_glossary(CSV, "glossary.csv", [RowEdit(None, values)])
    assert edited.endswith(b"Aoife Kinsella;class teacher;CT1;professional;\r\n")
    assert edited.startswith(CSV)


def test_a_row_is_taken_out() -> None:
    edited = edited_glossary(CSV, "glossary.csv", [RowEdit(3)])
    assert [name for name, *_ in names_of(edited)] == ["Karen Oldroyd", "Dawn Pickersgill"]


def test_utf_16_and_a_separator_line_are_kept() -> None:
    text = "sep=;\r\nname;code;role;category\r\nMarek Wiśniowski;Father;father;family\r\n"
    edited = edited_glossary(text.encode("utf-16"), "glossary.csv", [RowEdit(2, {"role": "dad"})])
    assert edited.decode("utf-16") == text.replace(";father;", ";dad;")


def test_what_excel_would_run_is_written_as_text() -> None:
    edited = edited_glossary(CSV, "glossary.csv", [RowEdit(2, {"role": "=HYPERLINK(1)"})])
    assert b"'=HYPERLINK(1)" in edited
    assert names_of(edited)[0][2] == "=HYPERLINK(1)"


def test_a_missing_column_is_told() -> None:
    with pytest.raises(UsageError, match="column “aliases”"):
        edited_glossary(b"name,code,role\r\nA B,X1,aunt\r\n", "glossary.csv", [RowEdit(2, {"aliases": "C"})])


def test_a_glossary_in_word_is_not_touched() -> None:
    with pytest.raises(UsageError, match="kept in Word"):
        edited_glossary(b"PK", "glossary.docx", [RowEdit(2)])


def workbook() -> bytes:
    rows = [("Karen Oldroyd", "HV2", "health visitor", "professional", "Kaz"), ("Thomas Hope", "PC1", "", "family", "")]
    book = openpyxl.load_workbook(io.BytesIO(glossary_workbook(("name", "code", "role", "category", "aliases"), rows)))
    sheet = book.worksheets[0]
    sheet["C2"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.column_dimensions["B"].width = 33
    book.create_sheet("Notes")["A1"] = "keep me"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_only_the_first_sheets_part_of_a_workbook_changes() -> None:
    data = workbook()
    edited = edited_glossary(data, "glossary.xlsx", [RowEdit(2, {"code": "HV3", "role": "nurse"}), RowEdit(3)])
    before, after = parts(data), parts(edited)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    assert names_of(edited, "glossary.xlsx") == [("Karen Oldroyd", "HV3", "nurse", ("Kaz",))]


def test_looks_widths_and_drop_downs_survive_in_a_workbook() -> None:
    edited = edited_glossary(workbook(), "glossary.xlsx", [RowEdit(None, {"name": "New Person", "category": "family"})])
    sheet = openpyxl.load_workbook(io.BytesIO(edited)).worksheets[0]
    assert sheet["C2"].fill.fgColor.rgb.endswith("FFFF00")
    assert sheet.column_dimensions["B"].width == 33
    assert len(sheet.data_validations.dataValidation) == 2
    assert sheet["A4"].value == "New Person"
    assert sheet["A4"].alignment.wrap_text == sheet["A3"].alignment.wrap_text


def test_a_formula_is_not_overwritten() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    book.worksheets[0]["C2"] = '="health"&" visitor"'
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as package:
        shown = {n: package.read(n) for n in package.namelist()}
    sheet = shown["xl/worksheets/sheet1.xml"]
    shown["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v />", b"<v>1</v>").replace(b"<v></v>", b"<v>1</v>")
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as target:
        for name, data in shown.items():
            target.writestr(name, data)
    with pytest.raises(UsageError, match="formula"):
        edited_glossary(saved.getvalue(), "glossary.xlsx", [RowEdit(2, {"role": "nurse"})])


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")),
    min_size=2,
    max_size=20,
).map(lambda text: f"a{text}b")


@given(name=TEXTS, role=TEXTS, kind=st.sampled_from(("glossary.csv", "glossary.xlsx")))
def test_whatever_is_written_is_read_again(name: str, role: str, kind: str) -> None:
    start = workbook() if kind.endswith("xlsx") else CSV
    values = {"name": name, "role": role, "category": "family"}
    edited = edited_glossary(start, kind, [RowEdit(None, values), RowEdit(2, {"role": role})])
    rows = read_glossary(edited, kind, Problems())
    assert (rows[-1].name, rows[-1].role) == (name, role)
    assert rows[0].role == role


def test_the_examples_glossary_is_only_added_to(tmp_path: Path) -> None:
    from redactor.resources import resource

    data = resource("corpus", "example", "glossary.csv").read_bytes()
    edited = edited_glossary(data, "glossary.csv", [RowEdit(None, {"name": "New Person", "category": "family"})])
    assert edited.startswith(data)
