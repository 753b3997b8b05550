"""Which files of a folder are documents."""

from __future__ import annotations

from pathlib import Path

from redactor.ingest import discover


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
