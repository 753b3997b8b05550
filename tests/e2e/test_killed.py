"""Killed at any moment, a run leaves the old release or none, never half of one."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.e2e.cases import NOTE, certified, copy_case, environment, hashes

import redactor as api

pytestmark = [pytest.mark.xdist_group("killed"), pytest.mark.slow]

EARLY = 5
LATE = 15


def _whole_or_absent(out: Path) -> str:
    release = out / "release"
    if not release.exists():
        return "none"
    assert hashes(release) == certified(out)
    return "old" if len(list(release.iterdir())) == 1 else "new"


def _drive(tmp: Path, case: Path, outs: list[Path], moments: list[float]) -> list[int]:
    jobs = [(str(case), str(out), moment) for out, moment in zip(outs, moments, strict=True)]
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("kill_driver.py"))],
        input=json.dumps({"first": (str(case), str(tmp / "first")), "then": jobs}),
        capture_output=True,
        encoding="utf-8",
        env=environment(tmp),
        timeout=300,
        check=True,
    )
    answers: list[int] = json.loads(run.stdout)
    return answers


def test_no_half_release_at_any_point(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[NOTE])
    assert int(api.run_case(case, tmp_path / "old").exit_code) == 0
    shutil.copy(case / "documents" / NOTE, case / "documents" / "a second interview.txt")
    started = time.monotonic()
    assert int(api.run_case(case, tmp_path / "whole").exit_code) == 0
    length = time.monotonic() - started

    chance = random.Random(11)  # noqa: S311 - moments, not secrets
    moments = [chance.uniform(0, 0.9) * length for _ in range(EARLY)]
    moments += [-chance.uniform(0.0001, 0.015) for _ in range(LATE)]
    outs = [tmp_path / f"out{number}" for number in range(len(moments))]
    for out in outs:
        shutil.copytree(tmp_path / "old", out)
    ended = _drive(tmp_path, case, outs, moments)
    assert set(ended) <= {-signal.SIGKILL, 0}
    assert ended.count(-signal.SIGKILL) >= 12
    left = {_whole_or_absent(out) for out in outs}
    assert "old" in left

    assert int(api.run_case(case, outs[-1]).exit_code) == 0
    assert _whole_or_absent(outs[-1]) == "new"
    assert not list(outs[-1].glob(".redactor-staging-*"))
    assert hashes(outs[-1] / "release") == hashes(tmp_path / "whole" / "release")
