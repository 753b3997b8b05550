"""Run by ``test_killed.py`` in a process of its own: loads the program once, then forks, runs and kills it many times.

Standard input: JSON, ``first`` a case and an output folder to run whole, so that everything is loaded, ``then`` a list
of ``[case, out, moment]``; ``moment`` is seconds from the start, or, when negative, seconds after the program began to
stage its release. Standard output: JSON, the exit code of each child.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path

import redactor


def _run(case: str, out: str) -> None:
    """The child's whole life; an exception ends it with 99."""
    code = 99
    try:
        code = int(redactor.run_case(case, out).exit_code)
    finally:
        os._exit(code)


def _wait(out: Path, moment: float) -> None:
    if moment >= 0:
        time.sleep(moment)
        return
    end = time.monotonic() + 120
    while not any(out.glob(".redactor-staging-*")) and time.monotonic() < end:
        time.sleep(0.0003)
    time.sleep(-moment)


def _killed(case: str, out: str, moment: float) -> int:
    child = os.fork()
    if child == 0:
        _run(case, out)
    _wait(Path(out), moment)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Do what standard input asks for."""
    asked = json.load(sys.stdin)
    redactor.run_case(*asked["first"])
    answers = [_killed(case, out, moment) for case, out, moment in asked["then"]]
    print(json.dumps(answers))  # noqa: T201 - the answer to the test


if __name__ == "__main__":
    main()
