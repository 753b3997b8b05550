"""A finished file is compared with the released copy that it comes from, whatever it is called now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.verify.building import CLEAN, blank_docx, blank_pdf, saved

from redactor.formats.passwords import NONE
from redactor.model import Notice
from redactor.pipeline import diff_releases
from redactor.pipeline.released_copies import Copies
from redactor.release.certificate import ReleasedCopies

SUMMARY = b"Executive summary of the review\n\nChild R was seen.\n\nSW1 rang HV1 in May.\n"
REPORT = saved(blank_docx())
FILES = {"Executive summary.txt": SUMMARY, "Overview report.docx": REPORT, "aaa.txt": b"Something else was said.\n"}


def release(folder: Path, files: Mapping[str, bytes] = FILES) -> Copies:
    (folder / "release").mkdir()
    for name, data in files.items():
        (folder / "release" / name).write_bytes(data)
    names = {hashlib.sha256(data).hexdigest(): name for name, data in files.items()}
    return Copies(ReleasedCopies(names), folder / "release")


def told(copies: Copies, name: str, data: bytes) -> list[str]:
    return [notice.message for notice in copies.likeness(name, data, data, NONE)]


def test_the_very_bytes_are_told_under_any_name(tmp_path: Path) -> None:
    assert told(release(tmp_path), "x.txt", SUMMARY) == ["These are the very bytes that were released."]


ANEW = "The file was saved anew; its text is the same as released."


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("Executive summary.txt", SUMMARY.replace(b"\n", b"\r\n"), [ANEW]),
        (
            "published in May.txt",
            SUMMARY.replace(b"\n", b"\r\n"),
            ["The name is not one that was released: compared with Executive summary.txt.", ANEW],
        ),
        (
            "scr-report.pdf",
            blank_pdf(*CLEAN),
            ["The name is not one that was released: compared with Overview report.docx."],
        ),
    ],
)
def test_a_file_that_was_saved_again_or_renamed_is_found_by_its_text(
    tmp_path: Path, name: str, data: bytes, expected: list[str]
) -> None:
    assert told(release(tmp_path), name, data)[: len(expected)] == expected


def test_what_was_changed_is_told_and_holds(tmp_path: Path) -> None:
    copies = release(tmp_path)
    changed = SUMMARY.replace(b"May", b"June")
    notices = copies.likeness("web.txt", changed, changed, NONE)
    assert [notice.holds for notice in notices] == [False, True, True]
    assert notices[0].message.endswith("compared with Executive summary.txt.")
    under_its_name = copies.likeness("aaa.txt", changed, changed, NONE)
    assert all(isinstance(notice, Notice) and notice.holds for notice in under_its_name)


def test_copies_that_are_not_there_or_were_altered_are_no_measure(tmp_path: Path) -> None:
    copies = release(tmp_path, {"a.txt": SUMMARY})
    (tmp_path / "release" / "a.txt").write_bytes(b"altered")
    (notice,) = copies.likeness("a.txt", b"other", b"other", NONE)
    assert notice.holds
    assert "not beside the certificate" in notice.message


def test_two_out_folders_are_compared_by_what_they_released(tmp_path: Path) -> None:
    for name, text in (("old", SUMMARY), ("new", SUMMARY.replace(b"SW1", b"SW2"))):
        (tmp_path / name / "release").mkdir(parents=True)
        (tmp_path / name / "release" / "a.txt").write_bytes(text)
        (tmp_path / name / "certificate.json").write_bytes(b"{}")
    found = diff_releases(tmp_path / "old", tmp_path / "new")
    assert [(item.old, item.new) for item in found.documents] == [("a.txt", "a.txt")]
    assert found.documents[0].learnt
