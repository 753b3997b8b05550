"""The record of a case: who approved, overrode and sent what; nobody can rewrite it unseen."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.release.samples import digest

from redactor.errors import BlockedError
from redactor.model import ApprovalCheck
from redactor.release import record
from redactor.release.record import Deed, add, approvals_in, person_key, read_record, record_problems

NOW = datetime(2012, 3, 4, 23, 30, tzinfo=UTC)


def approve(folder: Path, name: str = "Kay Underhill", data: bytes = b"copy") -> None:
    add(
        folder,
        Deed.APPROVED,
        now=NOW,
        check=ApprovalCheck.DATA_PROTECTION,
        name=name,
        role="data protection officer",
        document="Overview.docx",
        sha256=digest(data),
        destination="website",
    )


def test_approvals_come_back_without_names(tmp_path: Path) -> None:
    folder = tmp_path / "confidential"
    approve(folder)
    add(folder, Deed.PACKED, name="Kay Underhill", recipients=("Ofsted",), reason="Evaluation", sha256=digest(b"pack"))
    (approval,) = approvals_in(read_record(folder))
    assert (approval.role, approval.date, approval.sha256) == ("data protection officer", "2012-03-04", digest(b"copy"))
    assert approval.person == "kay underhill"
    assert "underhill" not in repr(approval).casefold()
    assert stat.S_IMODE((folder / "record.jsonl").stat().st_mode) == 0o600
    assert [line.event for line in read_record(folder)] == [Deed.APPROVED, Deed.PACKED]
    assert read_record(folder)[0].account
    assert record_problems(folder) == ()


def test_no_record_is_no_approval(tmp_path: Path) -> None:
    assert read_record(tmp_path) == ()
    assert record_problems(tmp_path) == ("There is no record.",)


def test_a_changed_record_is_not_relied_on(tmp_path: Path) -> None:
    approve(tmp_path)
    approve(tmp_path, data=b"another")
    path = tmp_path / "record.jsonl"
    path.write_bytes(path.read_bytes().replace(digest(b"copy").encode(), digest(b"forged").encode()))
    with pytest.raises(BlockedError, match=r"record of the case .* was changed"):
        read_record(tmp_path)
    with pytest.raises(BlockedError, match="was changed"):
        approve(tmp_path)
    assert record_problems(tmp_path)


def test_half_a_line_is_repaired(tmp_path: Path) -> None:
    approve(tmp_path)
    path = tmp_path / "record.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    assert read_record(tmp_path) == ()
    approve(tmp_path)
    assert [line.event for line in read_record(tmp_path)] == [Deed.REPAIRED, Deed.APPROVED]


@pytest.mark.parametrize(
    "name", ["Kay Underhill", "UNDERHILL, Kay", "  kay  underhill", "Káy Underhill", "kay-underhill"]
)
def test_one_person_however_typed(name: str) -> None:
    assert person_key(name) == "kay underhill"
    assert person_key("Kai Underhill") != "kay underhill"


@pytest.mark.parametrize("error", [KeyError, OSError])
def test_an_account_that_the_system_does_not_know(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise error("no such user")

    monkeypatch.setattr("getpass.getuser", fail)
    assert record.account() == "unknown"
