"""One command in a process of its own: how long, how much processor time, how much memory."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """How a command ended.

    Attributes:
        code: Its exit code; negative for a signal, 124 if its time was over.
        wall: Seconds from start to end.
        cpu: Processor seconds, those of the programs it called included.
        memory: Most memory that it and the programs it called had at a time, in MiB; what they share counts once.
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
    """Run a command to its end, or until its time is over (Linux)."""
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
    memory = _Memory(process.pid)
    memory.start()
    try:
        output = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
    finally:
        timer.cancel()
        memory.ended.set()
    process.returncode = os.waitstatus_to_exitcode(status)
    code = 124 if late.is_set() else process.returncode
    most = max(memory.most, used.ru_maxrss / 1024)  # the latter is of one process, and misses no moment
    return Measured(code, time.monotonic() - began, used.ru_utime + used.ru_stime, most, output)


class _Memory(threading.Thread):
    """Looks four times a second how much memory a process and those below it have together.

    Args:
        pid: The process.

    Attributes:
        most: What it was at most, in MiB.
        ended: To be set at the end.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.ended = threading.Event()
        self._pid = pid

    def run(self) -> None:
        """Look until the end."""
        while not self.ended.wait(0.25):
            self.most = max(self.most, sum(map(_share, _below(self._pid))))


def _below(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    try:
        called = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:  # it has ended
        return
    for child in called:
        yield from _below(int(child))


def _share(pid: int) -> float:
    """What a process has of the memory, in MiB; what it shares with others is divided among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
