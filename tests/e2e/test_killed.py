"""Killed at any moment, a run leaves the old release or none, never half of one."""

from __future__ import annotations

import contextlib
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.cases import NOTE, PLAN, certified, copy_case, environment, hashes, redactor

pytestmark = [pytest.mark.xdist_group("killed"), pytest.mark.slow]

EARLY = 5
LATE = 9


def _killed(tmp: Path, case: Path, out: Path, when: Callable[[], None]) -> int:
    process = subprocess.Popen(
        [sys.executable, "-m", "redactor", "run", str(case), "--out", str(out)],
        env=environment(tmp),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    when()
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    return process.wait(timeout=60)


def _when_publishing(out: Path, pause: float) -> Callable[[], None]:
    """Wait until the program begins to stage its release, then a moment longer."""

    def wait() -> None:
        end = time.monotonic() + 60
        while not any(out.glob(".redactor-staging-*")) and time.monotonic() < end:
            time.sleep(0.0005)
        time.sleep(pause)

    return wait


def _whole_or_absent(out: Path) -> str:
    release = out / "release"
    if not release.exists():
        return "none"
    assert hashes(release) == certified(out)
    return "old" if len(list(release.iterdir())) == 1 else "new"


def test_no_half_release_at_any_point(tmp_path: Path) -> None:
    case = copy_case(tmp_path / "case", only=[PLAN])
    assert redactor(tmp_path, "run", case, "--out", tmp_path / "old").code == 0
    shutil.copytree(
        copy_case(tmp_path / "more", only=[PLAN, NOTE]) / "documents", case / "documents", dirs_exist_ok=True
    )
    started = time.monotonic()
    assert redactor(tmp_path, "run", case, "--out", tmp_path / "whole").code == 0
    length = time.monotonic() - started

    chance = random.Random(11)  # noqa: S311 - moments, not secrets
    seen, killed = set(), 0
    for number in range(EARLY + LATE):
        out = tmp_path / f"out{number}"
        shutil.copytree(tmp_path / "old", out)
        if number < EARLY:
            moment = chance.uniform(0.3, 0.9) * length
            code = _killed(tmp_path, case, out, lambda moment=moment: time.sleep(moment))  # type: ignore[misc]
        else:
            code = _killed(tmp_path, case, out, _when_publishing(out, chance.uniform(0, 0.015)))
        killed += code == -signal.SIGKILL
        seen.add(_whole_or_absent(out))
    assert killed >= 8
    assert "old" in seen

    last = tmp_path / f"out{EARLY + LATE - 1}"
    assert redactor(tmp_path, "run", case, "--out", last).code == 0
    assert _whole_or_absent(last) == "new"
    assert not list(last.glob(".redactor-staging-*"))
    assert hashes(last / "release") == hashes(tmp_path / "whole" / "release")
