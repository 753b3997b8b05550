from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.samples import make_case, released
from tests.release.test_publish import run, tree

from redactor.case.locking import LOCK_NAME, exclusive
from redactor.case.schema import Case
from redactor.errors import BlockedError, UsageError
from redactor.release.output import STAGING_PREFIX, open_output


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return make_case(tmp_path / "case")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("case/documents", "lies in the case's documents"),
        ("case/documents/health/out", "lies in the case's documents"),
        ("case/confidential", "lies in the confidential folder"),
        ("case/confidential/out", "lies in the confidential folder"),
        ("case", "holds the case folder"),
        ("", "holds the case folder"),
        ("case/documents/../documents/x", "lies in the case's documents"),
        ("link/x", "lies in the case's documents"),
        ("file", "--out is a file"),
    ],
)
def test_places_that_are_refused(tmp_path: Path, case: Case, place: str, words: str) -> None:
    (tmp_path / "link").symlink_to(case.documents)
    (tmp_path / "file").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match=words), open_output(tmp_path / place, case):
        pass
    assert sorted(tmp_path.rglob("*")) == before


def test_a_confidential_folder_elsewhere_is_kept_apart(tmp_path: Path, case: Case) -> None:
    moved = replace(case, confidential=tmp_path / "out" / "confidential")
    with pytest.raises(UsageError, match="holds the confidential folder"), open_output(tmp_path / "out", moved):
        pass


@pytest.mark.parametrize("place", ["out", "case/out", "deep/er/out"])
def test_places_that_are_good(tmp_path: Path, case: Case, place: str) -> None:
    run(tmp_path / place, case, released())
    assert (tmp_path / place / "release").is_dir()


@pytest.mark.parametrize("name", ["notes.docx", "~$MR Health.docx", "folder"])
def test_foreign_things_in_the_release_are_not_deleted(out: Path, case: Case, name: str) -> None:
    run(out, case, released())
    foreign = out / "release" / name
    if name == "folder":
        foreign.mkdir()
    else:
        foreign.write_text("mine")
    before = tree_all(out)
    with pytest.raises(UsageError, match="holds 1 file that this program did not write"):
        run(out, case, released())
    assert tree_all(out) == before


def tree_all(folder: Path) -> list[tuple[str, bytes]]:
    return sorted((str(p), p.read_bytes() if p.is_file() else b"") for p in folder.rglob("*"))


def test_a_release_without_its_certificate_is_foreign(out: Path, case: Case) -> None:
    (out / "release").mkdir(parents=True)
    (out / "release" / "a.docx").write_text("mine")
    (out / "release" / "b.docx").write_text("mine")
    with pytest.raises(UsageError, match="holds 2 files"):
        run(out, case, released())


def test_litter_of_the_system_is_nobodys(out: Path, case: Case) -> None:
    run(out, case, released())
    (out / "release" / "Thumbs.db").touch()
    run(out, case, released(data=b"new"))
    assert tree(out / "release") == {"IMR Health.docx": b"new"}


def test_a_link_or_file_named_release_is_refused(tmp_path: Path, out: Path, case: Case) -> None:
    out.mkdir()
    (out / "release").symlink_to(case.documents)
    with pytest.raises(UsageError, match="release in the output folder is not a folder"):
        run(out, case, released())
    (out / "release").unlink()
    (out / "release").touch()
    with pytest.raises(UsageError, match="release in the output folder is not a folder"):
        run(out, case, released())


def test_a_link_inside_the_release_is_foreign(out: Path, case: Case) -> None:
    run(out, case, released())
    (out / "release" / "IMR Health.docx").unlink()
    (out / "release" / "IMR Health.docx").symlink_to(case.root)
    with pytest.raises(UsageError, match="did not write"):
        run(out, case, released())


@pytest.mark.parametrize("content", ["{}", "not json", '{"name": "Karen Oldroyd"}'])
def test_a_foreign_certificate_is_not_replaced(out: Path, case: Case, content: str) -> None:
    out.mkdir()
    (out / "certificate.json").write_text(content)
    with pytest.raises(UsageError, match=r"certificate\.json in the output folder") as caught:
        run(out, case, released())
    assert "Oldroyd" not in str(caught.value)
    assert caught.value.__suppress_context__
    assert (out / "certificate.json").read_text() == content


def test_a_changed_audit_trail_stops_the_run(out: Path, case: Case) -> None:
    run(out, case, released())
    path = out / "audit.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"seq":1', b'"seq":3'))
    with pytest.raises(BlockedError, match="audit file was changed"):
        run(out, case, released(data=b"new"))
    assert tree(out / "release") == {"IMR Health.docx": b"coded text"}


def test_staging_folders_of_dead_runs_are_removed(out: Path, case: Case) -> None:
    stale = out / f"{STAGING_PREFIX}abc"
    (stale / "release").mkdir(parents=True)
    (stale / "release" / "a.docx").write_text("half")
    (out / f"{STAGING_PREFIX}link").symlink_to(case.documents)
    (case.documents / "original.docx").write_text("original")
    run(out, case, released())
    assert not list(out.glob(f"{STAGING_PREFIX}*"))
    assert (case.documents / "original.docx").exists()


def test_a_folder_that_cannot_be_written(out: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **options: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("redactor.release.publish.tempfile.mkdtemp", full)
    with pytest.raises(UsageError, match=r"cannot be written \(No space left on device\)"):
        run(out, case, released())


def test_a_second_run_says_so_and_changes_nothing(out: Path, case: Case) -> None:
    with open_output(out, case):
        with pytest.raises(UsageError, match="Another run is writing"):
            run(out, case, released())
        assert not (out / "release").exists()
    run(out, case, released())
    assert not (out / LOCK_NAME).exists()


HOLDER = """
import sys, time
from pathlib import Path
from redactor.case.locking import exclusive
with exclusive(Path(sys.argv[1])):
    Path(sys.argv[1], "ready").touch()
    time.sleep(60)
"""


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], env={**os.environ, "PYTHONPATH": "src"})
    try:
        deadline = time.monotonic() + 120
        while not (tmp_path / "ready").exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        with pytest.raises(UsageError, match="Another run"), exclusive(tmp_path):
            pass
    finally:
        holder.kill()
        holder.wait()
    assert (tmp_path / LOCK_NAME).exists()
    with exclusive(tmp_path):
        pass
    assert not (tmp_path / LOCK_NAME).exists()


def test_a_lock_removed_by_its_last_holder_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from redactor.case import locking

    real = locking._is_still
    answers = iter([False])

    def once_gone(path: Path, handle: int) -> bool:
        if next(answers, True):
            return real(path, handle)
        path.unlink()
        return real(path, handle)

    monkeypatch.setattr(locking, "_is_still", once_gone)
    with exclusive(tmp_path), pytest.raises(UsageError), exclusive(tmp_path):
        pass
