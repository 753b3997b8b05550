"""A case with a workbook, from its folder to its release, and the check of the finished file."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.workbook import Workbook
from tests.e2e.cases import run_read
from tests.formats.xlsx_files import everything_in, set_header

import redactor
from redactor.errors import ExitCode

_CASE = """
[case]
reference = "FN-11"
board = "Fennshire LSCB"
subject = "Child R"

[[allowed]]
name = "Frances Tolland"
role = "overview report author"
"""
_WEBSITE = """
[publication]
ofsted_evaluation = 2012-03-01
proceedings = 2012-02-20
family_informed = 2012-03-10
panel_notified = 2012-03-12
data_protection_check = 2012-03-20
court_orders_checked = 2012-03-20
publish_on = 2012-03-26

[documents."Brannock chronology.xlsx"]
kind = "overview"
"""
_GLOSSARY = """name,code,role,category,aliases
Rosie Brannock,Child R,child,child,
Karen Oldroyd,HV1,health visitor,professional,
Marek Wisniowski,SW1,social worker,professional,
"""
_NAMES = re.compile(r"(?i)brannock|oldroyd|wisniowski|rosie|karen|marek")


def _chronology() -> Workbook:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Brannock"
    sheet.append(["Integrated chronology"])
    sheet.append(["Date", "Agency", "Event", "Source", "DOB", "NHS number", "Tel"])
    visit = "Karen Oldroyd visited Rosie. Frances Tolland, overview report author, has the notes."
    born = datetime.date(2008, 3, 14)
    sheet.append([datetime.date(2011, 10, 2), "Health", visit, "Karen Oldroyd", born, 4857773456, 7700900123])
    sheet.append([datetime.date(2011, 10, 5), "Social care", "Mr Wisniowski rang.", "Wisniowski", 39521])
    sheet.append([datetime.date(2011, 10, 9), "Police", "No reply at the address.", "Police log"])
    sheet["I3"] = '=D3&" seen"'
    sheet["I4"] = '=IF(D4="Wisniowski","Marek Wisniowski","other")'
    sheet["A3"].comment = Comment("Karen Oldroyd must confirm", "Karen Oldroyd")
    set_header(sheet, "Rosie Brannock")
    notes = workbook.create_sheet("Notes")
    notes["A1"] = "=Brannock!C3"
    notes["B1"] = "Spoke to Karen Oldroyd"
    notes.sheet_state = "hidden"
    workbook.properties.creator = "Karen Oldroyd"
    return workbook


def _case(folder: Path, extra: str = "") -> Path:
    (folder / "documents").mkdir(parents=True)
    (folder / "case.toml").write_text(_CASE + extra, encoding="utf-8")
    (folder / "glossary.csv").write_text(_GLOSSARY, encoding="utf-8")
    _chronology().save(folder / "documents" / "Brannock chronology.xlsx")
    return folder


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The case and its release for Ofsted."""
    tmp = tmp_path_factory.mktemp("xlsx")
    case = _case(tmp / "case")
    result = redactor.run_case(case, tmp / "out")
    assert [(d.status.value, d.reasons) for d in result.record.documents] == [("released", ())]
    assert result.exit_code is ExitCode.OK
    return case, tmp / "out" / "release"


def test_the_release_holds_codes_and_no_name(release: tuple[Path, Path]) -> None:
    (path,) = release[1].iterdir()
    assert path.name == "Child R chronology.xlsx"
    assert _NAMES.search(everything_in(path.read_bytes())) is None
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["Child R", "Notes"]
    rows = [list(row) for row in workbook.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert rows[0][:4] == ["Date", "Agency", "Event", "Source"]
    assert [row[3] for row in rows] == ["Source", "HV1", "SW1", "Police log"]
    assert [row[0] for row in rows[1:]] == [datetime.datetime(2011, 10, day) for day in (2, 5, 9)]  # noqa: DTZ001
    assert [row[4:7] for row in rows[1:3]] == [
        ["[date of birth]", "[NHS number]", "[telephone]"],
        ["[date of birth]", None, None],
    ]
    assert "Frances Tolland" in str(rows[1][2])
    assert rows[1][8] == '=D3&" seen"'
    assert rows[2][8] == '=IF(D4="SW1","SW1","other")'
    assert workbook["Notes"]["A1"].value == "='Child R'!C3"
    assert workbook["Notes"]["B1"].value == "Spoke to HV1"


def test_a_name_typed_back_in_is_found(release: tuple[Path, Path], tmp_path: Path) -> None:
    case, folder = release
    (path,) = folder.iterdir()
    assert [r.code for d in redactor.check_files([path], case).documents for r in d.residuals] == []
    workbook = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    workbook["Notes"]["C7"] = "K. Oldroyd"
    workbook.save(tmp_path / "again.xlsx")
    result = redactor.check_files([tmp_path / "again.xlsx"], case)
    assert {(r.code, r.place) for d in result.documents for r in d.residuals} >= {("HV1", "sheet 2, row 7, column 3")}
    assert result.exit_code is ExitCode.BLOCKED


def test_for_the_website_hidden_sheets_go_and_dates_become_months(tmp_path: Path) -> None:
    result = run_read(_case(tmp_path / "case", _WEBSITE), tmp_path / "out", "website")
    assert [(d.status.value, d.reasons) for d in result.record.documents] == [("released", ())]
    (path,) = (tmp_path / "out" / "release").iterdir()
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["Child R"]
    assert "Spoke to" not in everything_in(path.read_bytes())
    assert [row[0] for row in workbook.worksheets[0].iter_rows(min_row=3, values_only=True)] == ["October 2011"] * 3
