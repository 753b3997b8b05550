"""Hidden text: coded like the rest for Ofsted, taken out for the website."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from tests.e2e.cases import run_read

import redactor
from redactor.model import Status

CASE = """
[case]
reference = "TT-2024-7"
board = "Testshire LSCB"
subject = "Child T"

[publication]
ofsted_evaluation = 2012-03-01
proceedings = 2012-02-20
family_informed = 2012-03-10
panel_notified = 2012-03-12
data_protection_check = 2012-03-20
court_orders_checked = 2012-03-20
publish_on = 2012-03-26
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = tmp_path / "case"
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(CASE, encoding="utf-8")
    (root / "glossary.csv").write_text(
        "name,code,role,category,aliases\nFrances Marlowe,Child T,subject,child,\n", encoding="utf-8"
    )
    document = docx.Document()
    document.add_heading("Overview Report", 0)
    paragraph = document.add_paragraph("The child was seen.")
    paragraph.add_run(" Her name is Frances Marlowe.").font.hidden = True
    paragraph.add_run(" Nobody spoke to her.")
    document.save(str(root / "documents" / "Overview report.docx"))
    return root


def words(path: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as file:
        return file.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("destination", "paragraph"),
    [
        ("ofsted", "The child was seen. Her name is Child T. Nobody spoke to her."),
        ("website", "The child was seen. Nobody spoke to her."),
    ],
)
def test_hidden_text(case: Path, tmp_path: Path, destination: str, paragraph: str) -> None:
    result = run_read(case, tmp_path / "out", destination)
    assert [item.status for item in result.documents] == [Status.RELEASED]
    assert result.release is not None
    copy = next(result.release.iterdir())
    assert docx.Document(str(copy)).paragraphs[1].text == paragraph
    assert ("vanish" in words(copy)) == (destination == "ofsted")
    assert redactor.check_files([copy], case, destination=destination).exit_code == 0
