"""Which files of a folder are documents."""

from __future__ import annotations

from pathlib import Path

from redactor.ingest import discover
from redactor.ingest.discovery import companions


def test_documents_are_found_sorted_and_the_rest_is_listed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    root = tmp_path / "documents"
    (root / "sub").mkdir(parents=True)
    (root / ".git").mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    for name in ("b.docx", "A.txt", "sub/c.pdf", "~$b.docx", "Thumbs.db", ".DS_Store", "desktop.ini", "x.tmp", ".hid"):
        (root / name).write_text("x")
    (root / ".git" / "config").write_text("x")
    (root / "away.txt").symlink_to(outside / "secret.txt")
    (root / "near.txt").symlink_to(root / "A.txt")
    (root / "dir").symlink_to(outside)
    found = discover(root)
    assert [path.relative_to(root).as_posix() for path in found.files] == ["A.txt", "b.docx", "near.txt", "sub/c.pdf"]
    assert [line.split(" (")[0] for line in found.skipped] == [
        ".DS_Store", ".git", ".hid", "Thumbs.db", "away.txt", "desktop.ini", "dir", "x.tmp", "~$b.docx",
    ]  # fmt: skip
    assert "away.txt (a link that leaves the folder)" in found.skipped


def test_an_empty_folder_has_no_documents(tmp_path: Path) -> None:
    assert discover(tmp_path).files == ()


def test_the_folder_of_a_saved_page_belongs_to_the_page(tmp_path: Path) -> None:
    for name in ("report_files/logo.png", "Seite-Dateien/a.css", "case_files/note.txt", "sub/x.files/deep/p.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    for name in ("report.html", "Seite.HTM", "case.docx", "sub/x.xhtml"):
        (tmp_path / name).write_text("x")
    found = discover(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == [
        "Seite.HTM", "case.docx", "case_files/note.txt", "report.html", "sub/x.xhtml",
    ]  # fmt: skip
    assert [line.split(" (")[0] for line in found.skipped] == ["Seite-Dateien", "report_files", "sub/x.files"]
    assert "the saved page report.html" in found.skipped[1]
    assert list(companions(tmp_path / "sub" / "x.xhtml")) == ["x.files/deep/p.jpg"]
    assert companions(tmp_path / "report.html") == {"report_files/logo.png": tmp_path / "report_files" / "logo.png"}


def test_files_beside_a_page_do_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "p_files").mkdir()
    (tmp_path / "p_files" / "away.png").symlink_to(tmp_path / "secret.txt")
    assert companions(tmp_path / "p.html") == {}
    assert companions(tmp_path / "p.docx") == {}
