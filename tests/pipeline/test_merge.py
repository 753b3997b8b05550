"""Two agencies' chronologies become one coded chronology, verified like every document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from redactor.errors import UsageError
from redactor.model import Status
from redactor.pipeline import merge_chronologies

CASE = '[case]\nreference = "TT-2024-7"\nboard = "Testshire LSCB"\nsubject = "Child T"\n'
GLOSSARY = """name,code,role,category,aliases
Frances Marlowe,Child T,subject,child,Frankie
Karen Oldroyd,HV1,health visitor,professional,
Thomas Hope,PC1,police constable,professional,
"""
HEALTH = [
    ("Date", "Event", "Source"),
    ("3/5/2011", "Frankie weighed, well.", "K Oldroyd"),
    ("12 June 2011", "No access.", "Oldroyd"),
]
POLICE = [("Date", "Agency", "Event", "Source"), ("04.05.11 22:10", "Police", "Called to the home.", "PC Hope")]


def table(path: Path, title: str, rows: Sequence[tuple[str, ...]]) -> None:
    document = docx.Document()
    document.add_heading(title, 0)
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    root = tmp_path / "case"
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(CASE, encoding="utf-8")
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    table(root / "documents" / "Chronology health visiting.docx", "Chronology of health visiting", HEALTH)
    table(root / "documents" / "Chronology police.docx", "Chronology of the police", POLICE)
    return root


def rows_of(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows]


def test_merged_by_date_and_coded(case: Path, tmp_path: Path) -> None:
    result = merge_chronologies(case, tmp_path / "out")
    assert [(d.source, d.status, d.reasons) for d in result.documents] == [
        ("Integrated chronology.docx", Status.RELEASED, ())
    ]
    assert result.release is not None
    assert [p.name for p in result.release.iterdir()] == ["Integrated chronology.docx"]
    assert rows_of(result.release / "Integrated chronology.docx") == [
        ["Date", "Agency", "Event", "Source", "Further information"],
        ["3/5/2011", "Health visiting", "Child T weighed, well.", "HV1", ""],
        ["04.05.11 22:10", "Police", "Called to the home.", "PC1", ""],
        ["12 June 2011", "Health visiting", "No access.", "HV1", ""],
    ]
    assert result.report == case / "confidential" / "integrated-chronology" / "report.html"


def test_an_unreadable_document_holds_the_merged_one(case: Path, tmp_path: Path) -> None:
    (case / "documents" / "Chronology school.docx").write_bytes(b"PK broken")
    result = merge_chronologies(case, tmp_path / "out")
    assert [d.status for d in result.documents] == [Status.HELD]
    assert "could not be read" in " ".join(result.documents[0].reasons)


def test_a_merged_chronology_is_not_merged_again(case: Path, tmp_path: Path) -> None:
    table(case / "documents" / "Integrated chronology.docx", "Integrated chronology", POLICE)
    result = merge_chronologies(case, tmp_path / "out")
    assert result.release is not None
    assert len(rows_of(result.release / "Integrated chronology.docx")) == 4
    assert any("merged already" in warning for warning in result.record.warnings)


def test_no_chronology(case: Path, tmp_path: Path) -> None:
    for path in (case / "documents").iterdir():
        path.unlink()
    (case / "documents" / "note.txt").write_text("Minutes of the panel\n\nNothing.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="No chronology"):
        merge_chronologies(case, tmp_path / "out")
