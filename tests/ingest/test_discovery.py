"""Which files of a folder are documents."""

from __future__ import annotations

from pathlib import Path

from redactor.ingest import discover
from redactor.ingest.beside import FilesBeside


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


def test_the_folder_of_a_saved_page_belongs_to_the_page_but_for_its_documents(tmp_path: Path) -> None:
    names = (
        "report_files/logo.png", "report_files/plan.pdf", "report_files/frame.html", "report_files/deep/b.docx",
        "Seite-Dateien/a.css", "case_files/note.txt", "sub/x.files/deep/p.jpg", "site.css", "run.js",
    )  # fmt: skip
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    for name in ("report.html", "Seite.HTM", "case.docx", "sub/x.xhtml"):
        (tmp_path / name).write_text("x")
    found = discover(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == [
        "Seite.HTM", "case.docx", "case_files/note.txt", "report.html", "report_files/deep/b.docx",
        "report_files/plan.pdf", "sub/x.xhtml",
    ]  # fmt: skip
    skipped = ["Seite-Dateien", "report_files", "run.js", "site.css", "sub/x.files"]
    assert [line.split(" (")[0] for line in found.skipped] == skipped
    assert "the saved page report.html" in found.skipped[1]


def test_a_page_sees_the_files_beside_it_and_none_outside_the_documents(tmp_path: Path) -> None:
    root = tmp_path / "documents"
    for name in ("sub/p_files/a b.png", "logo.png", "../secret.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode())
    (root / "sub" / "p_files" / "away.png").symlink_to(tmp_path / "secret.png")
    beside = FilesBeside(root / "sub" / "p.html", "sub/p.html")
    assert beside("p_files/a b.png") == b"sub/p_files/a b.png"
    assert beside("p_files\\a b.png") == b"sub/p_files/a b.png"
    assert beside("../logo.png") == b"logo.png"
    outside = ("../../secret.png", str(root / "logo.png"), "p_files/away.png", "missing.png", "", "p_files", "a\0b")
    assert [beside(path) for path in outside] == [None] * len(outside)
    assert beside.shown == {"sub/p_files/a b.png", "logo.png"}
