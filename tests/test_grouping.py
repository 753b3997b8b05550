"""The groups that keep a module's fixtures in one process: pytest-xdist loses them without a word under some pytests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_MODULE = """
import pytest

pytestmark = pytest.mark.xdist_group("{name}")

@pytest.mark.parametrize("number", range(6))
def test_number(number, worker_id):
    with open({log!r}, "a") as log:
        log.write("{name} " + worker_id + "\\n")
"""


def test_tests_of_a_group_run_in_one_process(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for name in ("one", "other"):
        (tmp_path / f"test_{name}.py").write_text(_MODULE.format(name=name, log=str(log)), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, str(tmp_path)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 12, "every test ran once"
    assert len(set(lines)) == 2, "each group in one process"
