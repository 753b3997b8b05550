"""What two workers gain over one, beside what a loop of pure arithmetic gains on the same machine."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.whole.inputs import make_case
from benchmarks.whole.measuring import measured

_LOOP = "sum(n * n for n in range({count}))"
_COUNT = 40_000_000
_WORKERS = (1, 2)


def gains(folder: Path, cases: int, pages: int, rounds: int) -> tuple[dict[int, float], dict[int, float]]:
    """Pages a second of a batch and runs a second of a loop, each by workers, the median of some rounds.

    The speed of a shared machine changes within minutes: batch and loop take turns, and no round decides.
    """
    for number in range(cases):
        make_case(folder / "archive" / f"case {number}", "docx", pages)
    found = [(batches(folder, f"{turn}", cases * pages), control()) for turn in range(rounds)]
    ours, loop = (
        {count: statistics.median(one[kind][count] for one in found) for count in _WORKERS} for kind in range(2)
    )
    return ours, loop


def batches(folder: Path, turn: str, pages: int) -> dict[int, float]:
    """Pages a second of a batch, by workers, each with one core; the start of all processes is part of it."""
    found: dict[int, float] = {}
    for count in _WORKERS:
        out, own = folder / f"out {turn} {count}", folder / f"own {turn} {count}"
        call = [sys.executable, "-m", "redactor", "batch", str(folder / "archive"), "--out", str(out)]
        env = {**os.environ, "REDACTOR_THREADS": str(count)}
        ended = measured([*call, "--confidential", str(own), "--workers", str(count)], env=env)
        if ended.code:
            raise RuntimeError(f"the batch with {count} workers ended with {ended.code}: {ended.output[-500:]}")
        found[count] = pages / ended.wall
    return found


def control() -> dict[int, float]:
    """Runs a second of the same loop, by processes at a time."""
    found: dict[int, float] = {}
    for count in _WORKERS:
        began = time.monotonic()
        call = [sys.executable, "-c", _LOOP.format(count=_COUNT)]
        running = [subprocess.Popen(call) for _ in range(count)]
        for process in running:
            process.wait()
        found[count] = count / (time.monotonic() - began)
    return found
