from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from redactor.case.problems import Problems
from redactor.case.workbooks import word_rows, workbook_rows

HEADER = ("name", "code", "role", "category", "aliases")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def xlsx(*rows: Sequence[Any], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *rows):
        sheet.append(list(row))
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(*rows: Sequence[str], change: Callable[[Any], None] = lambda table: None) -> bytes:
    document = Document()
    document.add_paragraph("Glossary of the case")
    table = document.add_table(rows=0, cols=len(HEADER))
    for row in (HEADER, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    change(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cells(data: bytes, *, word: bool = False) -> tuple[list[tuple[str, ...]], Problems]:
    problems = Problems()
    reader = word_rows if word else workbook_rows
    name = "glossary.docx" if word else "glossary.xlsx"
    return [row.cells for row in reader(data, name, problems)], problems


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        ("  Karen Oldroyd ", "General", "Karen Oldroyd"),
        (7, "General", "7"),
        (7.0, "General", "7"),
        (9434765919, "000 000 0000", "943 476 5919"),
        (1632960900, "00000000000", "01632960900"),
        (1632960900, "00000 000000", "01632 960900"),
        (1.5, "General", "1.5"),
        (True, "General", "TRUE"),
        (date(2011, 10, 2), "dd/mm/yyyy", "02/10/2011"),
        (datetime(2011, 10, 2), "yyyy-mm-dd", "02/10/2011"),  # noqa: DTZ001
    ],
)
def test_cells_read_as_excel_shows_them(value: object, number_format: str, shown: str) -> None:
    def form(sheet: Any) -> None:
        sheet["A2"].number_format = number_format

    rows, problems = cells(xlsx((value, "SW1", None, None, None), change=form))
    assert rows[1] == (shown, "SW1", "", "", "")
    assert problems.errors == []


def test_a_formula_reads_as_the_value_that_was_saved() -> None:
    data = xlsx(("Karen Oldroyd", '="S"&"W1"', None, None, None), ("Marek Wisniowski", '=""', None, None, None))
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                tree = etree.fromstring(part)
                for cell in tree.iter("{*}c"):
                    if cell.find("{*}f") is not None:
                        cell.set("t", "str")
                        value = cell.find("{*}v")
                        assert value is not None
                        value.text = "SW1" if cell.get("r") == "B2" else ""
                part = etree.tostring(tree)
            target.writestr(name, part)
    rows, problems = cells(out.getvalue())
    assert problems.errors == []
    assert [row[1] for row in rows] == ["code", "SW1", ""]


def test_a_formula_without_a_saved_value_is_a_mistake() -> None:
    _, problems = cells(xlsx(("=B2", "SW1", None, None, None)))
    assert "glossary.xlsx cell A2" in problems.errors[0]
    assert "save it" in problems.errors[0]


def test_an_error_cell_is_a_mistake() -> None:
    def spoil(sheet: Any) -> None:
        sheet["B2"].value = "#N/A"
        sheet["B2"].data_type = "e"

    _, problems = cells(xlsx(("Karen Oldroyd", "", None, None, None), change=spoil))
    assert "cell B2: it shows an error" in problems.errors[0]


def test_hidden_rows_are_read_and_warned_about() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    rows, problems = cells(
        xlsx(("Karen Oldroyd", "SW1", "", "", ""), ("Marek Wisniowski", "SW2", "", "", ""), change=hide)
    )
    assert rows[2][0] == "Marek Wisniowski"
    assert "row 3" in problems.warnings[0]


def test_only_the_first_sheet_counts() -> None:
    def add(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Other")
        other.append(("something", "else"))

    rows, problems = cells(xlsx(("Karen Oldroyd", "SW1", "", "", ""), change=add))
    assert len(rows) == 2
    assert problems.errors == []


@pytest.mark.parametrize("word", [False, True])
@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"not a zip", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"PK\x05\x06" + bytes(18), "cannot be read"),
        (b"PK\x03\x04" + bytes(40), "broken"),
    ],
)
def test_broken_files_are_told(data: bytes, part: str, word: bool) -> None:
    rows, problems = cells(data, word=word)
    assert rows == []
    assert part in problems.errors[0]


def test_a_zip_that_unpacks_to_far_too_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(3):
            package.writestr(f"{number}.xml", bytes(80 * 1024 * 1024))
    _, problems = cells(out.getvalue())
    assert "too large" in problems.errors[0]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def test_features_that_are_not_needed_do_no_harm() -> None:
    parts = members(xlsx(("Karen Oldroyd", "SW1", "", "", "")))
    name = "xl/worksheets/sheet1.xml"
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    parts[name] = parts[name].replace(b"</worksheet>", extension)
    rows, problems = cells(packed(parts))
    assert rows[1][0] == "Karen Oldroyd"
    assert problems.errors == []


ROW = ("Karen Oldroyd", "SW1", "social worker", "professional", "Kaz")


@cache
def whole_file(word: bool) -> bytes:
    """Made once: the files carry the time of their making."""
    return docx(ROW) if word else xlsx(ROW)


@settings(deadline=None, max_examples=60)
@given(word=st.booleans(), data=st.data())
def test_damaged_files_are_told_or_read_but_never_crash(word: bool, data: st.DataObject) -> None:
    whole = whole_file(word)
    if data.draw(st.booleans()):
        parts = members(whole)
        name = data.draw(st.sampled_from(sorted(parts)))
        parts[name] = parts[name][: data.draw(st.integers(0, len(parts[name])))]
        damaged = packed(parts)
    else:
        changed = bytearray(whole)
        for _ in range(data.draw(st.integers(1, 8))):
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
        damaged = bytes(changed)
    rows, problems = cells(damaged, word=word)
    assert rows or problems.errors
    assert "Oldroyd" not in str(problems.errors)


def test_the_first_table_of_a_word_file() -> None:
    rows, problems = cells(docx(("Karen Oldroyd", "SW1", "social worker", "professional", "Kaz\nKazza")), word=True)
    assert problems.errors == []
    assert rows[0] == HEADER
    assert rows[1] == ("Karen Oldroyd", "SW1", "social worker", "professional", "Kaz ; Kazza")


def test_a_word_file_without_a_table_is_a_mistake() -> None:
    out = io.BytesIO()
    Document().save(out)
    _, problems = cells(out.getvalue(), word=True)
    assert "holds no table" in problems.errors[0]


def test_tracked_changes_are_read_as_accepted_with_a_warning() -> None:
    def track(table: Any) -> None:
        paragraph = table.rows[1].cells[0].paragraphs[0]._p
        for tag, text_tag, text in (("ins", "t", " Oldroyd"), ("del", "delText", " Smythe")):
            change = etree.SubElement(paragraph, f"{{{W}}}{tag}")
            run = etree.SubElement(change, f"{{{W}}}r")
            etree.SubElement(run, f"{{{W}}}{text_tag}").text = text
        paragraph.find(f"{{{W}}}ins/{{{W}}}r/{{{W}}}t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    rows, problems = cells(docx(("Karen", "SW1", "", "", ""), change=track), word=True)
    assert rows[1][0] == "Karen Oldroyd"
    assert "tracked changes" in problems.warnings[0]


def test_rows_in_content_controls_are_read_and_inner_tables_are_not_rows() -> None:
    def wrap(table: Any) -> None:
        row = table.rows[1]._tr
        control = etree.Element(f"{{{W}}}sdt")
        content = etree.SubElement(control, f"{{{W}}}sdtContent")
        row.addprevious(control)
        content.append(row)
        table.rows[0].cells[0].add_table(rows=1, cols=1)

    rows, _ = cells(
        docx(("Karen Oldroyd", "SW1", "", "", ""), ("Marek Wisniowski", "SW2", "", "", ""), change=wrap), word=True
    )
    assert [row[0] for row in rows] == ["name", "Karen Oldroyd", "Marek Wisniowski"]
