"""A second process that works beside this one, so that the work on one document uses two cores.

Python runs one thread at a time, so two things at once need two processes. The other one is given functions and their
arguments, one after another, and gives back what they return. Nothing is asked of it that this process would not do by
itself in the same way: what comes out is the same with it and without it.

It ends with this process, whatever ends this one: its standard input ends then. What libraries print in it goes
nowhere, for it might quote a document. Where it ends, or fails in a way that nobody foresaw, who waits for an answer
gets ``BesideError``: what was asked for was not done.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Any, BinaryIO, Final, Generic, ParamSpec, TypeVar

from redactor.collecting import seldom
from redactor.cores import VARIABLE, allowed_cores
from redactor.errors import HeldError, RedactorError
from redactor.lean import load_less

P = ParamSpec("P")
T = TypeVar("T")

_STEP: Final = f"Run again; if it happens again, set {VARIABLE}=1, which does everything in one process."
_SIZE: Final = 8
"""Bytes before each message that tell its length."""
_DONE, _RAISED, _BROKE = range(3)


class BesideError(HeldError):
    """The second process ended, or failed: what it was asked for was not done."""


class Answer(Generic[T]):
    """What the second process will have answered."""

    def __init__(self) -> None:
        self._there = threading.Event()
        self._value: Any = None
        self._error: RedactorError | None = None

    @classmethod
    def of(cls, value: T) -> Answer[T]:
        """One that is there already."""
        answer = cls()
        answer.give(value)
        return answer

    def give(self, value: Any, error: RedactorError | None = None) -> None:
        """Set it; only the first time counts."""
        if not self._there.is_set():
            self._value, self._error = value, error
            self._there.set()

    def result(self) -> T:
        """Wait for it.

        Raises:
            RedactorError: what the function raised.
            BesideError: if the process ended, or the function failed in a way that nobody foresaw.
        """
        while not self._there.wait(1):  # without an end to it, Windows lets nobody interrupt the waiting
            pass
        if self._error is not None:
            raise self._error
        value: T = self._value
        return value


class SecondProcess:
    """Functions run in a process of its own, in the order in which they are asked for.

    Functions, arguments and answers go over a pipe that nobody else has; they must be such as ``pickle`` takes.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "redactor.beside"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",  # Ctrl-C is this process's to handle
        )
        self._waiting: queue.Queue[Answer[Any]] = queue.Queue()
        self._lock = threading.Lock()
        self._ended = False
        threading.Thread(target=self._receive, args=(self._process.stdout,), daemon=True).start()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def ask(self, function: Callable[P, T], /, *args: P.args, **more: P.kwargs) -> Answer[T]:
        """Have a function of a module run with these arguments; returns at once."""
        answer: Answer[T] = Answer()
        message = pickle.dumps((function, args, more), protocol=pickle.HIGHEST_PROTOCOL)
        with self._lock:
            if self._ended:
                answer.give(None, _ended())
                return answer
            self._waiting.put(answer)
        try:
            assert self._process.stdin is not None  # noqa: S101  # it was opened as a pipe
            _send(self._process.stdin, message)
        except OSError:  # it has ended: whoever reads its answers finds the same and says so
            pass
        return answer

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close(pipe)

    def __enter__(self) -> SecondProcess:
        """Return it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    def _receive(self, stream: IO[bytes]) -> None:
        """Hand the answers on, in order; those that are left at the end will never come."""
        for message in _messages(stream):
            kind, value = pickle.loads(message)  # noqa: S301  # written by this program's own process
            error = value if kind == _RAISED else _broke(value) if kind == _BROKE else None
            self._waiting.get().give(value, error)
        with self._lock:
            self._ended = True
        while not self._waiting.empty():
            self._waiting.get().give(None, _ended())


@contextmanager
def second_process() -> Iterator[SecondProcess | None]:
    """A second process while the zone lasts, or none where there is one core only."""
    if allowed_cores() == 1:
        yield None
        return
    with SecondProcess() as process:
        yield process


def _ended() -> BesideError:
    return BesideError("The process that works beside this one ended before its work was done.", next_step=_STEP)


def _broke(kind: str) -> BesideError:
    return BesideError(f"The process that works beside this one failed ({kind}).", next_step=_STEP)


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_SIZE, "big"))
    stream.write(message)
    stream.flush()


def _messages(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages of a pipe until it ends; half a message is none."""
    try:
        while len(size := stream.read(_SIZE)) == _SIZE:
            length = int.from_bytes(size, "big")
            if len(message := stream.read(length)) < length:
                return
            yield message
    except (OSError, ValueError):  # the pipe was closed
        return


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what was left to write has no reader any more
        return


def _answered(message: bytes) -> bytes:
    """Do what a message asks for; what comes of it is a message, whatever it is."""
    try:
        function, args, more = pickle.loads(message)  # noqa: S301  # written by this program's own process
        return pickle.dumps((_DONE, function(*args, **more)), protocol=pickle.HIGHEST_PROTOCOL)
    except RedactorError as error:
        return pickle.dumps((_RAISED, error.with_traceback(None)))
    except Exception as error:  # noqa: BLE001  # told to the other process, without the text the original may quote
        return pickle.dumps((_BROKE, type(error).__name__))


def _requests(stream: BinaryIO, requests: queue.Queue[bytes]) -> None:
    for message in _messages(stream):
        requests.put(message)
    os._exit(0)  # the other process is gone or wants no more; nothing is half written, whatever is at hand


def main() -> None:
    """Do what standard input asks for until it ends."""
    load_less()
    channel = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    requests: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_requests, args=(sys.stdin.buffer, requests), daemon=True).start()
    with seldom():
        while True:
            _send(channel, _answered(requests.get()))


if __name__ == "__main__":
    main()
