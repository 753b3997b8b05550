"""A case of older and protected files: released in the modern formats, without names, without passwords."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from tests.formats.legacy_files import older, pdf, protected, protected_pdf, report

import redactor
from redactor.errors import ExitCode
from redactor.formats.legacy import libreoffice
from redactor.model import Status
from redactor.pipeline import suggest_glossary
from redactor.release.results import RunResult

SECRET = "autumn leaves 7"
CASE = '[case]\nreference = "TT-2024-7"\nboard = "Testshire LSCB"\nsubject = "Child T"\n'
GLOSSARY = """name,code,role,category,aliases
Frances Marlowe,Child T,subject,child,Frankie
Karen Oldroyd,SW1,social worker,professional,
Marek Wisniowski,HV1,health visitor,professional,
"""
NAMES = ("oldroyd", "wisniowski", "marlowe")


def case_of(root: Path, documents: dict[str, bytes]) -> Path:
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text(CASE, encoding="utf-8")
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    for name, data in documents.items():
        (root / "documents" / name).write_bytes(data)
    return root


def passwords(root: Path, text: str) -> Path:
    path = root / "passwords.txt"
    path.write_text(text, encoding="utf-8")
    return path


def everything(path: Path) -> str:
    """Every member of a released package as text, in lower case."""
    with zipfile.ZipFile(path) as archive:
        members = [archive.read(info).decode("utf-8", "replace") for info in archive.infolist()]
        return "\n".join([path.name, *archive.namelist(), *members]).lower()


@dataclass(frozen=True)
class Finished:
    """A run over older and protected files."""

    case: Path
    list: Path
    result: RunResult

    def copy(self, name: str) -> Path:
        assert self.result.release is not None
        return self.result.release / name


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    tmp = tmp_path_factory.mktemp("older")
    documents = {
        "IMR Health.doc": older("doc"),
        "IMR Police.rtf": older("rtf"),
        "IMR School.docx": protected(report("Frankie was weighed."), SECRET),
    }
    case = case_of(tmp / "case", documents)
    listed = passwords(tmp, f"IMR School.docx: {SECRET}\n")
    return Finished(case, listed, redactor.run_case(case, tmp / "out", password_file=listed, review_copy=True))


@pytest.mark.needs_libreoffice
def test_older_and_protected_files_are_released_in_the_modern_format(finished: Finished) -> None:
    result = finished.result
    assert [(d.source, d.status, d.output, d.reasons) for d in result.documents] == [
        ("IMR Health.doc", Status.RELEASED, "IMR Health.docx", ()),
        ("IMR Police.rtf", Status.RELEASED, "IMR Police.docx", ()),
        ("IMR School.docx", Status.RELEASED, "IMR School.docx", ()),
    ]
    assert result.exit_code is ExitCode.OK
    for document in result.documents:
        text = everything(finished.copy(str(document.output)))
        assert [name for name in NAMES if name in text] == []
        paragraphs = [p.text for p in docx.Document(str(finished.copy(str(document.output)))).paragraphs]
        assert "The social worker, SW1, visited the flat on 3 June 2011." in paragraphs


@pytest.mark.needs_libreoffice
def test_the_report_says_what_was_converted_and_unlocked(finished: Finished) -> None:
    told = {d.source: [c.what for c in d.applied.changes] for d in finished.result.documents if d.applied}
    assert any("converted from .doc by LibreOffice" in what for what in told["IMR Health.doc"])
    assert "the password of the file" in told["IMR School.docx"]
    assert finished.result.report is not None
    page = finished.result.report.read_text(encoding="utf-8")
    assert "converted from .rtf by LibreOffice" in page
    assert SECRET not in page


@pytest.mark.needs_libreoffice
def test_the_certificate_speaks_of_the_original_bytes(finished: Finished) -> None:
    for document in finished.result.documents:
        data = (finished.case / "documents" / document.source).read_bytes()
        assert document.document is not None
        assert document.document.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.needs_libreoffice
def test_review_copies_are_made_of_them_too(finished: Finished) -> None:
    folder = finished.case / "confidential" / "review"
    names = sorted(p.name.rpartition(" - ")[2] for p in folder.iterdir())
    assert names == ["IMR Health.docx", "IMR Police.docx", "IMR School.docx"]
    assert "<w:ins " in everything(next(folder.glob("*IMR Police.docx")))


@pytest.mark.needs_libreoffice
def test_a_second_run_gives_the_same_bytes(finished: Finished, tmp_path: Path) -> None:
    documents = {"IMR Police.rtf": older("rtf")}
    case = case_of(tmp_path / "case", documents)
    again = redactor.run_case(case, tmp_path / "out")
    assert again.release is not None
    assert (again.release / "IMR Police.docx").read_bytes() == finished.copy("IMR Police.docx").read_bytes()


@pytest.mark.needs_libreoffice
def test_nothing_of_the_password_is_written_anywhere(finished: Finished) -> None:
    root = finished.case.parent
    for path in root.rglob("*"):
        if path.is_file() and path != finished.list:
            assert SECRET.encode() not in path.read_bytes(), path.name


def test_without_libreoffice_the_run_ends_with_4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    case = case_of(tmp_path / "case", {"IMR Police.rtf": b"{\\rtf1 Karen Oldroyd\\par}"})
    result = redactor.run_case(case, tmp_path / "out")
    assert result.exit_code is ExitCode.UNSUPPORTED
    assert result.documents[0].status is Status.UNSUPPORTED
    assert "Install LibreOffice" in result.documents[0].next_steps[0]


@pytest.mark.parametrize("listed", [None, "wrong\n", f"other.docx: {SECRET}\n"])
def test_a_missing_or_wrong_password_ends_with_3(tmp_path: Path, listed: str | None) -> None:
    case = case_of(tmp_path / "case", {"IMR.pdf": protected_pdf(SECRET, "another")})
    (case / "confidential").mkdir()
    passwords(case / "confidential", f"{SECRET}\n")  # is not looked for
    file = passwords(tmp_path, listed) if listed else None
    result = redactor.run_case(case, tmp_path / "out", password_file=file)
    assert result.exit_code is ExitCode.UNREADABLE
    assert "--password-file" in result.documents[0].next_steps[0]


def test_a_protected_pdf_is_released_without_password(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", {"IMR.pdf": protected_pdf(SECRET, "another")})
    result = redactor.run_case(case, tmp_path / "out", password_file=passwords(tmp_path, f"{SECRET}\n"))
    assert [(d.status, d.reasons) for d in result.documents] == [(Status.RELEASED, ())]
    assert result.release is not None
    released = (result.release / "IMR.pdf").read_bytes()
    assert b"/Encrypt" not in released
    assert b"Oldroyd" not in released


def test_check_opens_what_is_protected(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", {})
    locked, plain = tmp_path / "locked.pdf", tmp_path / "plain.pdf"
    locked.write_bytes(protected_pdf(SECRET, "another"))
    plain.write_bytes(pdf())
    assert redactor.check_files([locked], case).documents[0].status == "unreadable"
    listed = passwords(tmp_path, f"locked.pdf\t{SECRET}\n")
    answers = redactor.check_files([locked, plain], case, password_file=listed).documents
    assert [a.status for a in answers] == ["residual", "residual"]
    assert "SW1" in {r.code for r in answers[0].residuals}
    assert {(r.kind, r.code) for r in answers[0].residuals} == {(r.kind, r.code) for r in answers[1].residuals}
    assert "has a password" in answers[0].notes[0].message
    assert "has a password" not in "".join(n.message for n in answers[1].notes)


def test_suggest_reads_what_is_protected(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("The health visitor, Ingrid Aldane, called.")
    buffer = io.BytesIO()
    document.save(buffer)
    case = case_of(tmp_path / "case", {"IMR.docx": protected(buffer.getvalue(), SECRET)})
    _, rows = suggest_glossary(case, password_file=passwords(tmp_path, SECRET))
    assert [row.name for row in rows] == ["Ingrid Aldane"]
