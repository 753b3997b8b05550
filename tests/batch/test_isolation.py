"""What a document does to its process ends that document, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.batch.archives import NOTE, breaking, small_case

from redactor.batch.isolated import IsolatedWorker
from redactor.batch.values import CaseState, Limits, Options, PlannedCase, Task
from redactor.errors import ExitCode

pytestmark = pytest.mark.xdist_group("batch")


def _task(case: Path, out: Path) -> Task:
    return Task(case=PlannedCase(key=case.name, folder=str(case)), options=Options(), out=str(out))


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in breaking(tmp_path).items():
        monkeypatch.setenv(name, value)
    return tmp_path


def test_crash_fault_and_greed_hold_their_document_and_release_the_others(hostile: Path) -> None:
    texts = {name: NOTE.format(day=2) for name in ("a crash.txt", "b fault.txt", "c hoard.txt", "note.txt")}
    case = small_case(hostile, "hostile", texts)
    said: list[str] = []
    with IsolatedWorker(Limits(seconds=120, memory=2 * 1024**3)) as worker:
        outcome = worker.run(_task(case, hostile / "out"), at=said.append)
        assert worker.restarts == 1, "only the crash took the process by surprise"
    ends = {item.source: item for item in outcome.documents}
    assert {source: item.status for source, item in ends.items()} == {
        "a crash.txt": "held",
        "b fault.txt": "held",
        "c hoard.txt": "held",
        "note.txt": "released",
    }
    assert "crashed" in ends["a crash.txt"].reasons[0]
    assert "KeyError" in ends["b fault.txt"].reasons[0]
    assert "memory" in ends["c hoard.txt"].reasons[0]
    assert "a fault of the program" not in " ".join(reason for item in ends.values() for reason in item.reasons)
    assert outcome.state is CaseState.DONE
    assert outcome.exit_code == ExitCode.HELD
    assert (hostile / "out" / "release" / "note.txt").is_file()
    assert "a crash.txt" in said


@pytest.mark.slow
def test_a_document_that_hangs_is_held_when_its_time_is_over(hostile: Path) -> None:
    case = small_case(hostile, "hanging", {"hang.txt": NOTE.format(day=2), "note.txt": NOTE.format(day=4)})
    with IsolatedWorker(Limits(seconds=45)) as worker:
        outcome = worker.run(_task(case, hostile / "out"))
    ends = {item.source: item for item in outcome.documents}
    assert ends["hang.txt"].status == "held"
    assert "longer than" in ends["hang.txt"].reasons[0]
    assert ends["note.txt"].status == "released"


@pytest.mark.slow
def test_a_worker_does_many_cases_and_is_replaced_in_time(tmp_path: Path) -> None:
    cases = [small_case(tmp_path, f"case {n}") for n in range(3)]
    with IsolatedWorker(Limits(cases=2)) as worker:
        outcomes = [worker.run(_task(case, tmp_path / f"out {case.name}")) for case in cases]
        assert [outcome.exit_code for outcome in outcomes] == [0, 0, 0]
        assert worker.restarts == 0


def test_a_broken_case_folder_is_an_outcome_with_its_mistakes(tmp_path: Path) -> None:
    case = small_case(tmp_path, "broken")
    (case / "case.toml").write_text("[case]\n", encoding="utf-8")
    with IsolatedWorker(Limits()) as worker:
        outcome = worker.run(_task(case, tmp_path / "out"))
    assert outcome.state is CaseState.UNUSABLE
    assert outcome.exit_code == ExitCode.USAGE
    assert any("reference" in problem for problem in outcome.problems)


def test_a_missing_model_fails_the_case_with_its_own_code(tmp_path: Path) -> None:
    case = small_case(tmp_path, "modelless")
    task = _task(case, tmp_path / "out").model_copy(update={"options": Options(pipeline=str(tmp_path / "nowhere"))})
    with IsolatedWorker(Limits()) as worker:
        outcome = worker.run(task)
    assert outcome.state is CaseState.FAILED
    assert outcome.exit_code == ExitCode.MODEL
    assert not (tmp_path / "out" / "release").exists()
