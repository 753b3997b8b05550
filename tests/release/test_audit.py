from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.release.samples import digest

from redactor.errors import BlockedError
from redactor.release.audit import START, AuditDetails, AuditLine, Event, append, read_audit, verify_audit

NOW = datetime(2012, 3, 4, 10, 0, tzinfo=UTC)
DETAILS = AuditDetails("0.1.0", "ofsted", released=(digest(b"b"), digest(b"a")), counts=(("released", 2),))


def filled(folder: Path, count: int = 4) -> Path:
    path = folder / "audit.jsonl"
    for number in range(count):
        append(path, Event.PUBLISHED, DETAILS, now=NOW + timedelta(minutes=number))
    return path


def test_lines_follow_each_other(tmp_path: Path) -> None:
    path = filled(tmp_path)
    lines = read_audit(path)
    assert [line.seq for line in lines] == [1, 2, 3, 4]
    assert [line.previous for line in lines] == [START, *(line.digest for line in lines[:3])]
    assert lines[0].time == "2012-03-04T10:00:00Z"
    assert lines[0].released == tuple(sorted(DETAILS.released))
    assert verify_audit(path) == ()
    assert verify_audit(path, anchor=lines[1].digest) == ()


def test_times_are_utc(tmp_path: Path) -> None:
    local = datetime(2012, 7, 4, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert append(tmp_path / "a", Event.PUBLISHED, DETAILS, now=local).time == "2012-07-04T09:00:00Z"


def test_a_line_is_plain_json_with_a_digest_of_its_bytes(tmp_path: Path) -> None:
    path = filled(tmp_path, 1)
    raw = path.read_bytes().rstrip(b"\n")
    assert read_audit(path)[0].digest == digest(raw)
    assert json.loads(raw)["event"] == "published"


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_changed_line_is_found(tmp_path: Path, number: int) -> None:
    path = filled(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[number] = lines[number].replace(b'"released":2', b'"released":3')
    path.write_bytes(b"".join(lines))
    if number == 3:  # the end is guarded by the digest in the certificate
        assert verify_audit(path) == ()
        path.write_bytes(b"".join(lines[:3]) + lines[3].replace(b'"released":3', b'"released":2'))
        anchor = read_audit(path)[3].digest
        path.write_bytes(b"".join(lines))
        assert verify_audit(path, anchor=anchor) == ("The line that the certificate names is not in the audit file.",)
    else:
        assert f"line {number + 2}: the line before it was changed." in verify_audit(path)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_removed_line_is_found(tmp_path: Path, number: int) -> None:
    path = filled(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    del lines[number]
    path.write_bytes(b"".join(lines))
    assert len(verify_audit(path)) == 1
    assert f"line {number + 1}" in verify_audit(path)[0]


def test_swapped_doubled_and_foreign_lines_are_found(tmp_path: Path) -> None:
    path = filled(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    for damaged in (
        [lines[1], lines[0], *lines[2:]],
        [lines[0], lines[0], *lines[1:]],
        [lines[0], b"{}\n", *lines[1:]],
        [lines[0], b"\n", *lines[1:]],
        [lines[0].replace(b",", b", ", 1), *lines[1:]],
    ):
        path.write_bytes(b"".join(damaged))
        assert len(verify_audit(path)) == 1, damaged


def test_a_missing_or_empty_file_is_not_a_good_one(tmp_path: Path) -> None:
    assert verify_audit(tmp_path / "none") == ("There is no audit file.",)
    (tmp_path / "empty").touch()
    assert verify_audit(tmp_path / "empty") == ("The audit file is empty.",)


def test_nothing_is_added_to_a_broken_chain(tmp_path: Path) -> None:
    path = filled(tmp_path)
    data = path.read_bytes().replace(b'"seq":2', b'"seq":7')
    path.write_bytes(data)
    with pytest.raises(BlockedError, match="audit file was changed: line 2"):
        append(path, Event.PUBLISHED, DETAILS, now=NOW)
    assert path.read_bytes() == data


def test_a_half_line_is_repaired_and_told(tmp_path: Path) -> None:
    path = filled(tmp_path, 2)
    half = b'{"event":"publ'
    path.write_bytes(path.read_bytes() + half)
    assert len(verify_audit(path)) == 1
    line = append(path, Event.PUBLISHED, DETAILS, now=NOW)
    assert line.seq == 4
    assert verify_audit(path) == ()
    repaired = read_audit(path)[2]
    assert repaired.event is Event.REPAIRED
    assert repaired.broken == (digest(half),)
    assert half in path.read_bytes()


def test_a_repaired_half_line_cannot_be_taken_out(tmp_path: Path) -> None:
    path = filled(tmp_path, 2)
    path.write_bytes(path.read_bytes() + b'{"ev')
    append(path, Event.PUBLISHED, DETAILS, now=NOW)
    path.write_bytes(path.read_bytes().replace(b'{"ev\n', b""))
    assert len(verify_audit(path)) == 1


def test_a_whole_line_without_its_end_counts(tmp_path: Path) -> None:
    path = filled(tmp_path, 2)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert verify_audit(path) == ()
    assert append(path, Event.PUBLISHED, DETAILS, now=NOW).seq == 3
    assert verify_audit(path) == ()


@given(cuts=st.lists(st.integers(min_value=0, max_value=900), min_size=1, max_size=4))
def test_killed_in_mid_write_again_and_again(tmp_path_factory: pytest.TempPathFactory, cuts: list[int]) -> None:
    path = filled(tmp_path_factory.mktemp("audit"), 1)
    for cut in cuts:
        size = path.stat().st_size
        append(path, Event.PUBLISHING, DETAILS, now=NOW)
        os.truncate(path, min(size + cut, path.stat().st_size))
    append(path, Event.PUBLISHED, DETAILS, now=NOW)
    assert verify_audit(path) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"destination": "Karen Oldroyd"},
        {"version": "by Karen"},
        {"sources": ("IMR Karen Oldroyd.docx",)},
        {"certificate": "no digest"},
        {"counts": {"Karen Oldroyd": 1}},
        {"time": "yesterday"},
        {"name": "Karen Oldroyd"},
    ],
)
def test_no_field_takes_free_text(change: dict[str, object]) -> None:
    good: dict[str, object] = {
        "seq": 1,
        "time": "2012-03-04T10:00:00Z",
        "event": "published",
        "version": "0.1.0",
        "previous": START,
    }
    assert AuditLine.model_validate(good)
    with pytest.raises(ValidationError):
        AuditLine.model_validate({**good, **change})
