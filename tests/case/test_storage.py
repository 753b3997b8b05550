from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from redactor.case.storage import private_directory, write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_private_folder_is_closed_to_others(tmp_path: Path) -> None:
    made = private_directory(tmp_path / "a" / "b")
    assert made.is_dir()
    assert mode(made) == mode(made.parent) == 0o700


def test_a_folder_that_is_there_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    (folder / "kept.txt").write_text("x")
    assert mode(private_directory(folder)) == 0o700
    assert (folder / "kept.txt").exists()


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(OSError, match="not a folder"):
        private_directory(tmp_path / "f")


def test_a_private_file_is_written_whole_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert path.read_bytes() == b"new"
    assert mode(path) == 0o600
    assert [item.name for item in tmp_path.iterdir()] == ["register.csv"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "register.csv"
    path.write_text("old")

    def fail(*args: object) -> None:
        raise OSError(28, "no space")

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        write_private(path, b"new")
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["register.csv"]


def test_temporary_names_tell_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = os.open

    def opened(path: Path, flags: int, mode: int = 0o777) -> int:
        seen.append(path.name)
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", opened)
    write_private(tmp_path / "Karen Oldroyd.csv", b"x")
    assert seen[0].startswith(".tmp-")
    assert "Oldroyd" not in seen[0]
