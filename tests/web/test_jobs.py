"""Long work tells how far it is, can be stopped, and never tells what a fault says."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pipeline.small_cases import text_case

from redactor.errors import UsageError
from redactor.pipeline import Progress
from redactor.pipeline.analysis import Analyser, Analysis
from redactor.web.desk import Desk
from redactor.web.folders import look
from redactor.web.jobs import Job, JobState
from redactor.web.recent import Recent


def ended(job: Job) -> Job:
    job.start()
    job.wait(20)
    return job


def test_it_tells_how_far_it_is() -> None:
    def work(progress: Progress) -> None:
        progress.stage("Reading", 3)
        progress.document("a secret name.docx")
        progress.step()

    view = ended(Job("Title", work)).view
    assert (view.state, view.stage, view.done, view.total) == (JobState.DONE, "Reading", 1, 3)


def test_it_stops_at_its_next_step() -> None:
    started, go = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        go.wait(20)
        progress.step()
        raise AssertionError("it went on")

    job = Job("Title", work)
    job.start()
    started.wait(20)
    job.stop()
    go.set()
    job.wait(20)
    assert job.view.state is JobState.STOPPED


def test_an_error_is_told_with_its_next_step_and_a_fault_without_its_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def wrong(progress: Progress) -> None:
        raise UsageError("This is wrong.", next_step="Do that.")

    def fault(progress: Progress) -> None:
        raise ValueError("Karen Oldroyd")

    view = ended(Job("Title", wrong)).view
    assert (view.state, view.message, view.next_step) == (JobState.FAILED, "This is wrong.", "Do that.")
    view = ended(Job("Title", fault)).view
    assert view.state is JobState.FAILED
    assert "Oldroyd" not in view.message
    assert "ValueError" in view.message
    assert "given up" in view.message
    assert view.next_step
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "Oldroyd" not in told


def test_reading_that_failed_is_not_begun_again_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def wrong(analyser: Analyser, *arguments: object, **named: object) -> Analysis:
        tried.append(1)
        raise UsageError("This is wrong.", next_step="Do that.")

    monkeypatch.setattr(Analyser, "analyse", wrong)
    desk = Desk(text_case(tmp_path / "case", {"Note.txt": "Karen Oldroyd rang.\n"}))
    for _ in range(3):
        assert desk.analysis() is None
        assert desk.job is not None
        desk.job.wait(20)
    assert len(tried) == 1
    said = desk.given_up
    assert said is not None
    assert said.message == "This is wrong."
    desk.read_again()
    desk.analysis()
    (desk.root / "documents" / "Note.txt").write_text("Another text.\n", encoding="utf-8")
    desk.case()
    assert desk.given_up is None
    assert len(tried) == 2


def test_what_the_system_refuses_is_left_out_of_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to tell of some of its own folders, and of network drives that are gone."""
    for name in ("one", "refused", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.toml").write_text("[case]\n", encoding="utf-8")
    recent = Recent(tmp_path / "config")
    for name in ("one", "refused"):
        recent.note(tmp_path / name)
    is_dir, is_file = Path.is_dir, Path.is_file

    def refusing(path: Path, wanted: Callable[[Path], bool]) -> bool:
        if "refused" in path.parts:
            raise PermissionError
        return wanted(path)

    monkeypatch.setattr(Path, "is_dir", lambda path: refusing(path, is_dir))
    monkeypatch.setattr(Path, "is_file", lambda path: refusing(path, is_file))
    assert [path.name for path in look(tmp_path).folders] == ["config", "one", "two"]
    assert recent.folders() == (tmp_path / "one",)


def test_the_list_of_recent_cases_holds_paths_and_nothing_else(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.toml").write_text("[case]\nreference = 'SECRET'\n", encoding="utf-8")
    recent = Recent(tmp_path / "config")
    recent.note(tmp_path / "one")
    recent.note(tmp_path / "two")
    recent.note(tmp_path / "one")
    assert recent.folders() == (tmp_path / "one", tmp_path / "two")
    recent.forget(tmp_path / "one")
    assert Recent(tmp_path / "config").folders() == (tmp_path / "two",)
    (file,) = (tmp_path / "config").iterdir()
    assert "SECRET" not in file.read_text(encoding="utf-8")
    file.write_text("{broken", encoding="utf-8")
    assert recent.folders() == ()
