from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from redactor.case.problems import Problems
from redactor.case.tables import Columns, Record, csv_bytes, csv_rows, escape, records, unescape

COLUMNS = Columns(("name", "code", "aliases"), ("name",), ("count",))


def read(data: bytes | str) -> tuple[list[Record], Problems]:
    problems = Problems()
    raw = data.encode() if isinstance(data, str) else data
    return records(csv_rows(raw, "t.csv", COLUMNS, problems), "t.csv", COLUMNS, problems), problems


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_excel_writes_is_read(delimiter: str, encoding: str) -> None:
    text = 'Name ; CODE;aliases\r\nŁucja Nowicka;SW1;"Lucy;Lu"\r\n'.replace(";", delimiter, 2)
    text = text.replace("Nowicka;SW1;", f"Nowicka{delimiter}SW1{delimiter}")
    found, problems = read(text.encode(encoding))
    assert problems.errors == []
    assert problems.warnings == []
    assert dict(found[0].values) == {"name": "Łucja Nowicka", "code": "SW1", "aliases": "Lucy;Lu"}
    assert found[0].where == "t.csv row 2"


def test_windows_text_is_read_with_a_warning() -> None:
    found, problems = read("name,code\nSiobhán O’Hagan,GP1\n".encode("cp1252"))
    assert found[0]["name"] == "Siobhán O’Hagan"
    assert "CSV UTF-8" in problems.warnings[0]


def test_row_numbers_are_those_of_excel() -> None:
    found, problems = read('name,aliases\n\n"Karen\nOldroyd",Kaz\n,\nMarek Wisniowski,\n')
    assert [(r.number, r["name"]) for r in found] == [(3, "Karen\nOldroyd"), (5, "Marek Wisniowski")]
    assert problems.errors == []


def test_the_separator_line_of_excel_is_no_row() -> None:
    found, _ = read("sep=;\r\nname;code\r\nKaren Oldroyd;SW1\r\n")
    assert found[0].number == 2
    assert found[0]["code"] == "SW1"


def test_columns_in_any_order_with_helpers_passed_over() -> None:
    found, problems = read(" Count ,CODE, name\n4,SW1,Karen Oldroyd\n")
    assert problems.errors == []
    assert dict(found[0].values) == {"name": "Karen Oldroyd", "code": "SW1", "aliases": ""}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "it is empty"),
        ("\n\n", "it is empty"),
        ("name,colour\nx,y", "not a column. Columns are name, code or aliases"),
        ("name,cod\nx,y", 'Did you mean "code"?'),
        ("name,name\nx,y", "there twice"),
        ("name,,code\nx,y,z", "column 2 has no heading"),
        ("code\nSW1", "“name” is missing"),
        ("Karen Oldroyd,SW1\n", "not a header"),
        ('name,code\n"Karen,SW1\nMarek,SW2\n', "quotation mark is not closed"),
        ('name,code\n"Karen" O,SW1\n', "quotation mark"),
        ("name,code\nOldroyd, Karen,SW1\n", "row 2: it has more cells"),
        ("name\x00,code\n", "not a text file"),
        (b"\xff\xfe\x00", "not a text file"),
        (b"name,code\nK\x81,SW1", "not a text file"),
    ],
)
def test_mistakes(text: bytes | str, part: str) -> None:
    _, problems = read(text)
    assert part in problems.errors[0]
    assert problems.errors[0].startswith("t.csv")
    assert "Karen" not in problems.errors[0]


def test_empty_cells_beyond_the_header_do_no_harm() -> None:
    found, problems = read("name,code,,\nKaren Oldroyd,SW1,,\n")
    assert problems.errors == []
    assert found[0]["code"] == "SW1"


@pytest.mark.parametrize("cell", ["=1+1", "+44 1632", "-x", "@x", "'=x", "''+y", "\tx"])
def test_cells_that_excel_would_run_are_disarmed_and_read_back(cell: str) -> None:
    assert escape(cell)[0] == "'"
    assert unescape(escape(cell)) == cell


@pytest.mark.parametrize("cell", ["O'Hagan", "'quoted'", "a=b", "", "01632 960900"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert escape(cell) == cell
    assert unescape(cell) == cell


@example([['"=', "", ""]])  # begins with a quotation mark, and so runs nothing
@example([["x", "=1", "+"]])
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=3, max_size=3)))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    problems = Problems()
    data = csv_bytes(COLUMNS.known, rows)
    read_back = [list(row.cells) for row in csv_rows(data, "t.csv", COLUMNS, problems)][1:]
    assert read_back == [[cell.strip() for cell in row] for row in rows]
    assert problems.errors == []
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in row]
    assert len(cells) == len(COLUMNS.known) + sum(map(len, rows))
    assert not any(cell[:1] in ("=", "+", "-", "@") for cell in cells)
