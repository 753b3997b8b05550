"""Ends that are rare: a protected pack that does not open, folders that cannot be read, review copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.release.samples import blocked, released, unreadable

from redactor.errors import BlockedError
from redactor.release import due
from redactor.release.drafts import write_reviews
from redactor.release.due import State, due_in
from redactor.release.pack import with_password


def test_a_protected_pack_that_holds_something_else_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("a", b"one")
    monkeypatch.setattr("pyzipper.AESZipFile.read", lambda *_: b"two")
    with pytest.raises(BlockedError, match="not what went in"):
        with_password(buffer.getvalue(), "lantern gravel otter")


def test_a_case_file_that_cannot_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case.toml").write_bytes(b"")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(due, "read_case_toml", refuse)
    (found,) = due_in([tmp_path], today=date(2013, 3, 1))
    assert found.state is State.UNREADABLE


def test_review_copies_are_marked_and_replaced(tmp_path: Path) -> None:
    items = [replace(released("a.docx"), review=b"one"), replace(blocked(), review=b"two"), unreadable()]
    assert [path.name for path in write_reviews(tmp_path, items)] == [
        "REVIEW WITH NAMES - a.docx",
        "REVIEW WITH NAMES - Overview.docx",
    ]
    assert write_reviews(tmp_path, [released("a.docx")]) == ()
    assert not (tmp_path / "review").exists()
