from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from tests.release.samples import digest

from redactor.case import locking
from redactor.case.files import move, remove_tree, sha256_of, write_all, write_new


def test_a_new_file_is_whole_private_and_never_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_new(path, b"x" * 3_000_000)
    assert sha256_of(path) == digest(b"x" * 3_000_000)
    with pytest.raises(FileExistsError):
        write_new(path, b"other")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "link", b"other")
    assert not (tmp_path / "elsewhere").exists()


def test_short_writes_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:3]))
    handle = os.open(tmp_path / "a", os.O_WRONLY | os.O_CREAT, 0o600)
    write_all(handle, b"0123456789")
    os.close(handle)
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_moving_within_and_between_folders(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a").write_text("a")
    move(tmp_path / "a", tmp_path / "b")
    move(tmp_path / "b", tmp_path / "sub" / "c")
    assert (tmp_path / "sub" / "c").read_text() == "a"


def test_removing_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "d" / "e").mkdir(parents=True)
    (tmp_path / "f").touch()
    for name in ("d", "f", "none"):
        remove_tree(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_system_without_locks_is_not_called_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(handle: int) -> None:
        raise OSError(errno.ENOTSUP, "Not supported")

    monkeypatch.setattr(locking, "_lock", unsupported)
    with pytest.raises(OSError, match="Not supported"), locking.exclusive(tmp_path):
        pass
