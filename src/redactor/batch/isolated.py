"""A worker process as its parent sees it: give it a case, get an outcome, whatever happens to the process.

A document that crashes its worker, runs it out of memory or out of time ends *that document* as
held, with the reason; the case is then done again without opening it. A case that breaks with no
document at hand fails as a case. The worker is started when it is first needed and kept warm.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Any

from redactor import cores
from redactor.batch.values import CaseOutcome, Limits, Look, Seen, Task, failed
from redactor.errors import ExitCode

_START_SECONDS = 600.0
"""Longest time without a document at hand: starting, planning a case, publishing it."""

_ENDED = object()
_KINDS = {
    "MemoryError": "Reading it needs more memory than one document may take.",
    "RecursionError": "It is nested more deeply than a document can be.",
}


@dataclass(slots=True)
class _Process:
    """A started worker and the lines that it writes."""

    popen: subprocess.Popen[str]
    lines: queue.Queue[Any] = field(default_factory=queue.Queue)
    done: int = 0


class IsolatedWorker:
    """Runs tasks in a process of its own; not to be shared between threads.

    Args:
        limits: What the process may take.
        threads: Threads that numerical libraries in it may use.
    """

    def __init__(self, limits: Limits, *, threads: int = 1) -> None:
        self._limits = limits
        self._threads = threads
        self._process: _Process | None = None
        self._stopped = False
        self.restarts = 0

    def stop(self) -> None:
        """End the process from another thread; ``run`` there comes back with a failed case."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.popen.kill()

    def __enter__(self) -> IsolatedWorker:
        """Return the worker."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.popen.kill()
            self._process.popen.wait()
            for pipe in (self._process.popen.stdin, self._process.popen.stdout):
                if pipe is not None:
                    _close(pipe)
            self._process = None

    def run(self, task: Task, *, at: Callable[[str], None] | None = None) -> CaseOutcome:
        """Do one case.

        Args:
            task: The case.
            at: Is told which document is at hand; an empty path for none.

        Returns:
            Its outcome; never raises for what a document does.
        """
        aside = dict(task.set_aside)
        while True:
            request = task.model_copy(update={"set_aside": aside})
            answer = self._attempt({"case": request.model_dump(mode="json")}, at or _nobody)
            if not isinstance(answer, _Broken):
                return CaseOutcome.model_validate(answer)
            if self._stopped or answer.fatal or not answer.source or answer.source in aside:
                return failed(task, answer.reason, answer.code)
            aside[answer.source] = answer.reason

    def look(self, task: Look) -> Seen:
        """Look at one document; one that ends its process is seen with that as its problem."""
        answer = self._attempt({"look": task.model_dump(mode="json")}, _nobody)
        if isinstance(answer, _Broken):
            return Seen(key=task.key, problem=answer.reason)
        return Seen.model_validate(answer)

    def _attempt(self, request: dict[str, Any], at: Callable[[str], None]) -> dict[str, Any] | _Broken:
        process = self._ready()
        if process is None:
            return _Broken("", "The worker process could not be started.", ExitCode.BUG, fatal=True)
        source = ""
        if not _send(process, json.dumps(request)):
            self.close()
            return _Broken("", "The worker process ended before it began.", ExitCode.BUG)
        while True:
            try:
                patience = self._limits.seconds if source else max(self._limits.seconds, _START_SECONDS)
                message = process.lines.get(timeout=patience)
            except queue.Empty:
                self.close()
                self.restarts += 1
                return _Broken(source, f"It took longer than the {round(patience / 60, 1):g} minutes that it may take.")
            if message is _ENDED:
                self.close()
                self.restarts += 1
                return _Broken(source, "The process that read it crashed, or took more memory than it may.")
            if "at" in message:
                source = str(message["at"])
                at(source)
            elif "answer" in message:
                self._count(process)
                return dict(message["answer"])
            elif "broke" in message:
                self.close()
                return _broke(source, message)

    def _count(self, process: _Process) -> None:
        process.done += 1
        if process.done >= self._limits.cases:
            self.close()

    def _ready(self) -> _Process | None:
        if self._process is not None and self._process.popen.poll() is None:
            return self._process
        self.close()
        process = _start(self._threads)
        self._process = process
        if not _send(process, self._limits.model_dump_json()):
            self.close()
            return None
        try:
            first = process.lines.get(timeout=_START_SECONDS)
        except queue.Empty:
            first = _ENDED
        if first is _ENDED:
            self.close()
            return None
        return process


@dataclass(frozen=True, slots=True)
class _Broken:
    """An attempt that came to no outcome.

    Attributes:
        source: The document at hand; empty for none.
        reason: In plain words, without document text.
        code: What the case ends with if it cannot be tried again.
        fatal: Whether trying again is of no use.
    """

    source: str
    reason: str
    code: ExitCode = ExitCode.BUG
    fatal: bool = False


def _broke(source: str, message: dict[str, Any]) -> _Broken:
    kind, code = str(message["broke"]), ExitCode(int(message["code"]))
    if code is not ExitCode.BUG:
        return _Broken(source, str(message["words"]), code, fatal=True)
    return _Broken(source, _KINDS.get(kind, f"The program failed on it ({kind}); please report this."))


def _start(threads: int) -> _Process:
    count = str(threads)
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT", cores.VARIABLE)
    popen = subprocess.Popen(
        [sys.executable, "-m", "redactor.batch.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        errors="surrogateescape",
        env={**os.environ, **dict.fromkeys(names, count)},
        start_new_session=os.name == "posix",  # Ctrl-C is the parent's to handle
    )
    process = _Process(popen)
    threading.Thread(target=_read, args=(popen.stdout, process.lines), daemon=True).start()
    return process


def _read(stream: IO[str], lines: queue.Queue[Any]) -> None:
    try:
        for line in stream:
            lines.put(json.loads(line))
    except (ValueError, OSError):  # half a line of a process that died, or the pipe was closed
        pass
    finally:
        lines.put(_ENDED)


def _nobody(source: str) -> None:
    """Told of a document at hand, does nothing."""


def _send(process: _Process, line: str) -> bool:
    if process.popen.stdin is None:
        return False
    try:
        process.popen.stdin.write(line + "\n")
        process.popen.stdin.flush()
    except OSError:
        return False
    return True


def _close(pipe: IO[str]) -> None:
    try:
        pipe.close()
    except OSError:  # what was left to flush has no reader any more
        return
