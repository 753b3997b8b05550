"""Files that a person hands over: safe names, nothing replaced, mistakes told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.case.intake import add_document, put_glossary, safe_name
from redactor.case.scaffold import new_case
from redactor.errors import CaseError, UsageError


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("IMR Police.docx", "IMR Police.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\system.ini", "system.ini"),
        ("C:\\Users\\me\\note.txt", "note.txt"),
        ("a<b>c:d|e?.txt", "a_b_c_d_e_.txt"),
        ("note.txt. . ", "note.txt"),
        ("~$IMR.docx", "IMR.docx"),
        ("x" * 300 + ".docx", "x" * 145 + ".docx"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_names_are_made_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@pytest.mark.parametrize("name", ["", "..", ".", "/", "con", "NUL.txt", "lpt1.docx", " . "])
def test_names_of_nothing_are_refused(name: str) -> None:
    with pytest.raises(UsageError):
        safe_name(name)


@given(st.text(max_size=80))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    try:
        safe = safe_name(name)
    except UsageError:
        return
    assert Path(safe).name == safe
    assert not set(safe) & set('/\\<>:"|?*\x00\n')


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    assert add_document(tmp_path, "a.txt", io.BytesIO(b"one")) == "a.txt"
    assert add_document(tmp_path, "x/a.txt", io.BytesIO(b"two")) == "a (2).txt"
    assert (tmp_path / "documents" / "a.txt").read_bytes() == b"one"
    assert (tmp_path / "documents" / "a (2).txt").read_bytes() == b"two"


def test_a_glossary_takes_the_place_of_the_empty_one(tmp_path: Path) -> None:
    new_case(tmp_path / "c", reference="R-1", board="B", subject="Child R")
    path = put_glossary(tmp_path / "c", "ours.csv", b"name,code,category\r\nA Bee,SW1,professional\r\n")
    assert path.name == "glossary.csv"
    assert not (tmp_path / "c" / "glossary.xlsx").exists()


def test_mistakes_of_a_glossary_are_told_at_their_row_and_nothing_is_stored(tmp_path: Path) -> None:
    new_case(tmp_path / "c", reference="R-1", board="B", subject="Child R")
    with pytest.raises(CaseError, match=r"glossary\.csv row 3: the name is empty"):
        put_glossary(
            tmp_path / "c", "ours.csv", b"name,code,category\r\nA Bee,SW1,professional\r\n,SW2,professional\r\n"
        )
    assert (tmp_path / "c" / "glossary.xlsx").exists()
    with pytest.raises(UsageError, match="Excel, CSV or Word"):
        put_glossary(tmp_path / "c", "ours.pdf", b"%PDF")
