"""How many processors a process takes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from redactor import cores
from redactor.ocr import rapid


@pytest.mark.parametrize(("given", "expected"), [("1", 1), ("3", 3), ("64", 64)])
def test_the_number_that_was_given_is_taken(monkeypatch: pytest.MonkeyPatch, given: str, expected: int) -> None:
    monkeypatch.setenv(cores.VARIABLE, given)
    assert cores.allowed_cores() == expected
    assert rapid.threads() == min(expected, rapid.MOST_THREADS)


@pytest.mark.parametrize("given", ["", "0", "-1", "many", "²"])
def test_anything_else_leaves_it_to_the_system(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(cores.VARIABLE, given)
    assert 1 <= cores.allowed_cores() <= (os.cpu_count() or 1)


_THREADS = """
import pathlib
from redactor.nlp import marks
marks(["Karen Oldroyd rang."])
print(len(list(pathlib.Path("/proc/self/task").iterdir())))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_the_person_model_takes_half_of_it() -> None:
    def count(given: str) -> int:
        environment = {**os.environ, cores.VARIABLE: given, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(
            [sys.executable, "-c", _THREADS], env=environment, capture_output=True, text=True, check=True
        )
        return int(done.stdout)

    assert count("6") == count("1") + 2
