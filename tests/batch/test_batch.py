"""A whole archive: what is done, what is left out, what a second run repeats."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.batch.archives import GLOSSARY, NOTE, breaking, released, small_case

from redactor.batch import BatchResult, Limits, Options, planned, run_batch, survey
from redactor.batch.ledger import FILE as LEDGER
from redactor.batch.summary import CSV, HTML, JSON
from redactor.batch.values import CaseState
from redactor.case.locking import exclusive
from redactor.errors import ExitCode, UsageError

pytestmark = pytest.mark.xdist_group("batch")


def _archive(root: Path) -> Path:
    small_case(root, "2010/first", {"note.txt": NOTE.format(day=1), "minutes.txt": NOTE.format(day=2)})
    small_case(root, "2011/second")
    small_case(root, "2011/without glossary", glossary=False)
    (root / "loose.txt").write_text(NOTE.format(day=9), encoding="utf-8")
    (root / "~$lock.docx").write_bytes(b"x")
    return root


def _run(root: Path, out: Path, *, resume: bool = False, each_file: bool = False, **more: str) -> BatchResult:
    archive = survey(root, leave_out=(out,))
    glossary = root.parent / "shared.csv" if more.get("glossary") else None
    cases = planned(archive, root, each_file=each_file, glossary=glossary)
    return run_batch(cases, out, root=root, resume=resume, workers=1, options=Options())


def test_survey_finds_case_folders_and_loose_files_and_says_what_it_left(tmp_path: Path) -> None:
    root = _archive(tmp_path / "archive")
    found = survey(root)
    assert [case.relative_to(root).as_posix() for case in found.cases] == [
        "2010/first",
        "2011/second",
        "2011/without glossary",
    ]
    assert [path.name for path in found.loose] == ["loose.txt"]
    assert found.skipped == ("~$lock.docx (a lock file)",)


def test_batch_releases_resumes_and_repeats_only_what_changed(tmp_path: Path) -> None:
    root, out = _archive(tmp_path / "archive"), tmp_path / "out"
    (tmp_path / "shared.csv").write_text(GLOSSARY, encoding="utf-8")
    first = _run(root, out, each_file=True, glossary="yes")
    states = {outcome.key: outcome.state for outcome in first.outcomes}
    assert states == {
        "2010/first": CaseState.DONE,
        "2011/second": CaseState.DONE,
        "2011/without glossary": CaseState.DRAFT,
        "loose.txt": CaseState.DONE,
    }
    assert first.exit_code is ExitCode.HELD
    before = released(out)
    assert sorted(before) == [
        "case-0001/release/minutes.txt",
        "case-0001/release/note.txt",
        "case-0002/release/note.txt",
        "case-0004/release/loose.txt",
    ]
    assert all(b"Oldroyd" not in data and b"SW1" in data for data in before.values())
    private = first.confidential
    assert private == tmp_path / "out-confidential"
    assert (private / "case-0004" / "report.html").is_file()
    assert not (private / "case-0004" / "case").exists(), "the copied original is taken away"
    assert (root / "2011/without glossary/confidential/suggested-glossary.xlsx").is_file()
    assert not list(out.rglob("*glossary*"))

    with pytest.raises(UsageError, match="already"):
        _run(root, out)

    again = _run(root, out, resume=True, each_file=True, glossary="yes")
    assert again.unchanged == frozenset(states)
    assert again.outcomes == first.outcomes

    (root / "2011/second/documents/note.txt").write_text(NOTE.format(day=30), encoding="utf-8")
    (out / "case-0004/release/loose.txt").unlink()
    third = _run(root, out, resume=True, each_file=True, glossary="yes")
    assert third.unchanged == frozenset({"2010/first", "2011/without glossary"})
    after = released(out)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == {"case-0002/release/note.txt"}


def test_summary_and_ledger_account_for_every_document_once(tmp_path: Path) -> None:
    root, out = _archive(tmp_path / "archive"), tmp_path / "out"
    result = _run(root, out)
    data = json.loads((result.confidential / JSON).read_text(encoding="utf-8"))
    assert (data["cases"], data["documents"]) == (3, 4)
    assert data["review_queue"] == ["2011/without glossary"]
    with (result.confidential / CSV).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["case"], row["document"], row["status"]) for row in rows] == [
        ("2010/first", "minutes.txt", "released"),
        ("2010/first", "note.txt", "released"),
        ("2011/second", "note.txt", "released"),
        ("2011/without glossary", "note.txt", "held"),
    ]
    page = (result.confidential / HTML).read_text(encoding="utf-8")
    assert "2011/without glossary" in page
    assert "<script" not in page
    with sqlite3.connect(result.confidential / LEDGER) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        found = connection.execute("SELECT case_key, source, length(content_sha256) FROM documents").fetchall()
    assert len(found) == 4
    assert all(length == 64 for *_, length in found)
    if os.name == "posix":
        assert (result.confidential / LEDGER).stat().st_mode & 0o077 == 0
        assert result.confidential.stat().st_mode & 0o077 == 0


def test_a_second_batch_in_the_same_place_says_so_and_stops(tmp_path: Path) -> None:
    root, out = _archive(tmp_path / "archive"), tmp_path / "out"
    out.mkdir()
    with exclusive(out), pytest.raises(UsageError, match="Another run"):
        _run(root, out)
    assert not list(out.glob("case-*"))


@pytest.mark.parametrize(
    ("out", "confidential"),
    [("out", "out/secret"), ("secret/out", "secret"), ("", "elsewhere")],
    ids=["confidential in out", "out in confidential", "out holds the archive"],
)
def test_places_that_would_mix_names_with_releases_are_refused(tmp_path: Path, out: str, confidential: str) -> None:
    root = _archive(tmp_path / "work" / "archive")
    cases = planned(survey(root), root, each_file=False)
    with pytest.raises(UsageError):
        run_batch(cases, tmp_path / "work" / out, root=root, confidential=tmp_path / "work" / confidential)


def _batch(root: Path, out: Path, environment: dict[str, str], *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "redactor", "batch", str(root), "--out", str(out), "--workers", "1", *more],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
def test_killed_and_resumed_gives_the_same_releases_as_an_unbroken_run(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    small_case(root, "a")
    small_case(root, "b", {"once.txt": NOTE.format(day=5), "other.txt": NOTE.format(day=6)})
    small_case(root, "c")
    twin = Path(shutil.copytree(root, tmp_path / "twin"))

    killed = _batch(root, tmp_path / "out", breaking(tmp_path))
    assert killed.wait(timeout=240) == -signal.SIGKILL
    assert (tmp_path / "broke-once").exists()
    assert sorted(released(tmp_path / "out")) == ["case-0001/release/note.txt"]

    time.sleep(0.2)
    resumed = _batch(root, tmp_path / "out", breaking(tmp_path), "--resume")
    assert resumed.wait(timeout=240) == 0
    unbroken = _batch(twin, tmp_path / "unbroken", {})
    assert unbroken.wait(timeout=240) == 0
    assert released(tmp_path / "out") == released(tmp_path / "unbroken")
    assert len(released(tmp_path / "out")) == 4
    with sqlite3.connect(tmp_path / "out-confidential" / LEDGER) as connection:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    assert count == 4


def test_limits_are_checked() -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        Limits(seconds=0)
