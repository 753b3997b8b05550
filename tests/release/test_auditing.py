"""An auditor is told exactly what does not hold."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.release.samples import make_case, make_record, released, unreadable
from tests.release.test_record import approve

from redactor.errors import UsageError
from redactor.release.auditing import examine
from redactor.release.finish import publish_run
from redactor.release.output import open_output


@pytest.fixture
def out(tmp_path: Path) -> Path:
    case, out = make_case(tmp_path / "case"), tmp_path / "out"
    for data in (b"one", b"two"):
        with open_output(out, case) as output:
            publish_run(output, make_record(case, released("a.docx", data), released("b.docx", b"b")))
    return out


def test_a_release_that_holds(out: Path) -> None:
    found = examine(out)
    assert found.problems == ()
    assert [str(line.event) for line in found.lines] == ["publishing", "published"] * 2


def test_nothing_released_holds_too(tmp_path: Path) -> None:
    case, out = make_case(tmp_path / "case"), tmp_path / "out"
    with open_output(out, case) as output:
        publish_run(output, make_record(case, unreadable()))
    assert examine(out).problems == ()


def edit(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(out: Path) -> None:
        data = (out / name).read_bytes()
        assert old in data
        (out / name).write_bytes(data.replace(old, new))

    return change


def drop_lines(count: int) -> Callable[[Path], None]:
    def change(out: Path) -> None:
        lines = (out / "audit.jsonl").read_bytes().splitlines(keepends=True)
        (out / "audit.jsonl").write_bytes(b"".join(lines[:-count]))

    return change


def old_certificate(out: Path) -> None:
    case = make_case(out.parent / "case")
    before = (out / "certificate.json").read_bytes()
    with open_output(out, case) as output:
        publish_run(output, make_record(case, released("a.docx", b"two"), released("b.docx", b"b")))
    (out / "certificate.json").write_bytes(before)


def other_files_in_the_last_line(out: Path) -> None:
    *lines, last = (out / "audit.jsonl").read_bytes().splitlines(keepends=True)
    old, new = (hashlib.sha256(data).hexdigest().encode() for data in (b"two", b"one"))
    assert old in last
    (out / "audit.jsonl").write_bytes(b"".join(lines) + last.replace(old, new))


@pytest.mark.parametrize(
    ("meddle", "said"),
    [
        (lambda out: (out / "release" / "a.docx").write_bytes(b"other"), "Released file changed: a.docx"),
        (lambda out: (out / "release" / "a.docx").unlink(), "Released file missing: a.docx"),
        (lambda out: (out / "release" / "c.docx").write_bytes(b"more"), "does not name"),
        (lambda out: (out / "certificate.json").unlink(), "a release without a certificate"),
        (edit("certificate.json", b'"redactor certificate 1"', b'"certificate"'), "cannot be read"),
        (edit("certificate.json", b'"removed": 0', b'"removed": 1'), "certificate was changed after"),
        (edit("audit.jsonl", b'"released":2', b'"released":3'), "line 2: the line before it was changed"),
        (lambda out: (out / "audit.jsonl").unlink(), "There is no audit file"),
        (lambda out: (out / "audit.jsonl").write_bytes(b""), "audit file is empty"),
        (drop_lines(1), "does not say that this release was finished"),
        (drop_lines(2), "line that the certificate names is not in"),
        (other_files_in_the_last_line, "Certificate and audit trail name different files"),
        (old_certificate, "of an earlier release than the last"),
    ],
)
def test_what_does_not_hold_is_said(out: Path, meddle: Callable[[Path], object], said: str) -> None:
    meddle(out)
    problems = examine(out).problems
    assert any(said in problem for problem in problems), problems


def test_a_link_in_place_of_a_file(out: Path) -> None:
    path = out / "release" / "a.docx"
    path.rename(out / "elsewhere")
    path.symlink_to(out / "elsewhere")
    assert examine(out).problems == ("Released file changed: a.docx",)


def test_other_files_in_certificate_and_trail(out: Path) -> None:
    edit("certificate.json", b'"name": "b.docx"', b'"name": "c.docx"')(out)
    assert "There is a file in release/ that the certificate does not name." in examine(out).problems


def test_the_record_of_a_case(tmp_path: Path) -> None:
    approve(tmp_path)
    approve(tmp_path, data=b"another")
    assert examine(tmp_path).problems == ()
    assert len(examine(tmp_path).lines) == 2
    edit("record.jsonl", b"Overview", b"Summary")(tmp_path)
    assert examine(tmp_path).problems


def test_a_folder_with_neither(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither an audit trail nor a record"):
        examine(tmp_path)


def test_a_trail_whose_release_was_moved_elsewhere_is_examined_alone(out: Path) -> None:
    (out / "certificate.json").unlink()
    shutil.rmtree(out / "release")
    found = examine(out)
    assert (len(found.lines), found.problems) == (4, ())
    drop_lines(1)(out)
    assert len(examine(out).lines) == 3
