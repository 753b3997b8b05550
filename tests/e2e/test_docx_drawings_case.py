"""A case with a chart and a diagram in a Word file: released at both destinations, a name put back is found."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.e2e.test_pptx_case import CASE, GLOSSARY, released
from tests.formats.docx_drawn import charted, members, with_member

import redactor

CHART, DATA, DRAWN = "word/charts/chart1.xml", "word/diagrams/data1.xml", "word/diagrams/drawing1.xml"
BOOK = "word/embeddings/Workbook1.xlsx"


def _case(root: Path) -> Path:
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(CASE, encoding="utf-8")
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    (root / "documents" / "Overview report K Oldroyd.docx").write_bytes(charted())
    return root


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _case(tmp_path_factory.mktemp("drawn") / "case")


@pytest.fixture(scope="module")
def copy(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(redactor.run_case(case, tmp_path_factory.mktemp("released") / "out"))


def test_charts_are_released_with_their_workbooks(case: Path, copy: Path) -> None:
    parts = members(copy.read_bytes())
    assert b"Visits by SW1" in parts[CHART]
    assert b"Led by SW1" in parts[DATA]
    assert b"Led by SW1" in parts[DRAWN]
    assert BOOK in parts
    assert redactor.check_files([copy], case).exit_code == 0


def test_the_website_lacks_nothing_but_the_signature(tmp_path: Path) -> None:
    (document,) = redactor.run_case(_case(tmp_path / "case"), tmp_path / "out", destination="website").documents
    assert document.reasons == ("No data-protection check of this copy is on record.",)


@pytest.mark.parametrize(
    ("member", "before"),
    [(CHART, b"<c:v>Others<"), (CHART, b"Contacts of SW1"), (DATA, b"Led by SW1"), (DRAWN, b"Led by SW1")],
)
def test_a_name_left_in_a_chart_or_diagram_is_blocked(
    case: Path, copy: Path, tmp_path: Path, member: str, before: bytes
) -> None:
    name = b"<c:v>Ms Oldroyd<" if before.startswith(b"<") else b"Ms Oldroyd"
    _is_blocked(case, with_member(copy.read_bytes(), member, before, name), tmp_path)


def test_a_name_left_in_the_workbook_of_a_chart_is_blocked(case: Path, copy: Path, tmp_path: Path) -> None:
    data = copy.read_bytes()
    book = members(data)[BOOK]
    path = tmp_path / "book.xlsx"
    path.write_bytes(book)
    opened = openpyxl.load_workbook(path)
    opened.worksheets[0]["A2"] = "Ms Oldroyd"
    opened.save(path)
    _is_blocked(case, with_member(data, BOOK, book, path.read_bytes()), tmp_path)


def _is_blocked(case: Path, data: bytes, folder: Path) -> None:
    again = folder / "Overview report.docx"
    again.write_bytes(data)
    result = redactor.check_files([again], case)
    assert result.exit_code == 6
    assert result.documents[0].residuals
