"""Broken and odd documents end in a documented way: no traceback, within limits, nothing else disturbed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.awkward.mutations import mutants
from tests.batch.archives import NOTE, released, small_case

from redactor.batch import Limits, PlannedCase, run_batch
from redactor.batch.isolated import IsolatedWorker
from redactor.batch.values import CaseState, Look
from redactor.pipeline import check_files

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("awkward")]


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = dict(mutants(tmp_path_factory.mktemp("sound")))
    assert len(made) >= 300
    return made


def test_a_batch_of_awkward_documents_ends_each_in_a_documented_way(awkward: dict[str, bytes], tmp_path: Path) -> None:
    case = small_case(tmp_path, "archive/case", {"note.txt": NOTE.format(day=3)})
    for name, data in awkward.items():
        (case / "documents" / name).write_bytes(data)
    limits = Limits(seconds=120, memory=4 * 1024**3)
    planned = PlannedCase(key="case", folder=str(case))
    result = run_batch([planned], tmp_path / "out", root=tmp_path / "archive", limits=limits, workers=1)
    (outcome,) = result.outcomes
    assert outcome.state is CaseState.DONE, outcome.problems
    ends = {item.source: item for item in outcome.documents}
    assert set(ends) == {"note.txt", *awkward}
    assert ends["note.txt"].status == "released"
    broke = {name: item.reasons for name, item in ends.items() if any("The program failed" in r for r in item.reasons)}
    assert not broke
    ended = {name: item.reasons for name, item in ends.items() if any("crashed" in r for r in item.reasons)}
    assert not ended
    silent = [name for name, item in ends.items() if item.status != "released" and not item.reasons]
    assert not silent, "whatever is not released says why"
    for data in released(tmp_path / "out").values():
        assert b"Wisniowski" not in data
        assert b"Oldroyd" not in data


def test_a_check_of_awkward_documents_ends_each_in_a_documented_way(awkward: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, data in awkward.items():
        (folder / name).write_bytes(data)
    slow: dict[str, float] = {}
    for name in awkward:
        began = time.monotonic()
        check_files([folder / name])
        slow[name] = time.monotonic() - began
    assert max(slow.values()) < 120, max(slow, key=lambda name: slow[name])


def test_looking_at_awkward_documents_never_ends_the_worker(awkward: dict[str, bytes], tmp_path: Path) -> None:
    with IsolatedWorker(Limits(seconds=120, memory=4 * 1024**3)) as worker:
        for name, data in awkward.items():
            (tmp_path / "file").write_bytes(data)
            path = tmp_path / f"x{name}"
            (tmp_path / "file").rename(path)
            seen = worker.look(Look(key=name, path=str(path)))
            assert "The program failed" not in seen.problem, (name, seen.problem)
            path.unlink()
        assert worker.restarts == 0
