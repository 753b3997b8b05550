"""One command in a process of its own: how long, how much processor time, how much memory."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """How a command ended.

    Attributes:
        code: Its exit code; negative for a signal, 124 if its time was over.
        wall: Seconds from start to end.
        cpu: Processor seconds, those of the programs it called included.
        memory: Most resident memory of one of its processes, in MiB.
        output: What it printed, its messages included.
    """

    code: int
    wall: float
    cpu: float
    memory: float
    output: str


def measured(
    command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None, seconds: float = 1200
) -> Measured:
    """Run a command to its end, or until its time is over (POSIX)."""
    began = time.monotonic()
    late = threading.Event()
    process = subprocess.Popen(
        command, cwd=cwd, env=dict(env) if env else None, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip

    def end() -> None:
        late.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        output = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
    finally:
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    code = 124 if late.is_set() else process.returncode
    return Measured(code, time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output)
