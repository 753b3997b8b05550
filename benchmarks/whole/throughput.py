"""What two workers gain over one, beside what a loop of pure arithmetic gains on the same machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.whole.inputs import make_case
from benchmarks.whole.measuring import measured

_LOOP = "sum(n * n for n in range({count}))"
_COUNT = 40_000_000


def batches(folder: Path, cases: int, pages: int, workers: tuple[int, ...]) -> dict[int, float]:
    """Pages a second of a batch, by workers, each with one core; the start of all processes is part of it."""
    for number in range(cases):
        make_case(folder / "archive" / f"case {number}", "docx", pages)
    found: dict[int, float] = {}
    for count in workers:
        out, own = folder / f"out {count}", folder / f"own {count}"
        call = [sys.executable, "-m", "redactor", "batch", str(folder / "archive"), "--out", str(out)]
        env = {**os.environ, "REDACTOR_THREADS": str(count)}
        ended = measured([*call, "--confidential", str(own), "--workers", str(count)], env=env)
        if ended.code:
            raise RuntimeError(f"the batch with {count} workers ended with {ended.code}: {ended.output[-500:]}")
        found[count] = cases * pages / ended.wall
    return found


def control(workers: tuple[int, ...]) -> dict[int, float]:
    """Runs a second of the same loop, by processes at a time."""
    found: dict[int, float] = {}
    for count in workers:
        began = time.monotonic()
        call = [sys.executable, "-c", _LOOP.format(count=_COUNT)]
        running = [subprocess.Popen(call) for _ in range(count)]
        for process in running:
            process.wait()
        found[count] = count / (time.monotonic() - began)
    return found
