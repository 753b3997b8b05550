"""Long work in a thread of its own: how far it is, how it ended, and that it can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from redactor.errors import RedactorError
from redactor.pipeline import Progress
from redactor.web.faults import tell_fault

ENGINE = threading.RLock()
"""Held by whatever reads or writes documents: pdfium, which draws PDFs, serves one thread at a time."""


class JobState(StrEnum):
    """Where a job stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class StoppedError(Exception):
    """The person stopped the work."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows of a job.

    Attributes:
        title: What is done.
        stage: The stage, in words.
        done, total: Steps of the stage.
        state: How it stands.
        message, next_step: Why it failed; empty otherwise.
    """

    title: str
    stage: str
    done: int
    total: int
    state: JobState
    message: str = ""
    next_step: str = ""


class Job:
    """One piece of work.

    Args:
        title: What is done, in words for the person.
        work: Does it; is given a ``Progress``.
    """

    def __init__(self, title: str, work: Callable[[Progress], None]) -> None:
        self._lock = threading.Lock()
        self._view = View(title, "Starting", 0, 0, JobState.RUNNING)
        self._stop = threading.Event()
        self._work = work
        self._thread = threading.Thread(target=self._run, name="work", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def view(self) -> View:
        """How it stands now."""
        with self._lock:
            return self._view

    @property
    def running(self) -> bool:
        """Whether it is under way."""
        return self.view.state is JobState.RUNNING

    def stop(self) -> None:
        """Ask it to stop: it does at its next step, and nothing is released."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait until it ended, at most so long."""
        self._thread.join(seconds)

    def stage(self, name: str, total: int) -> None:
        """A stage begins (``Progress``)."""
        self._tell(stage=name, done=0, total=total)

    def step(self) -> None:
        """A step is done (``Progress``)."""
        self._tell(done=self.view.done + 1)

    def document(self, source: str) -> None:
        """Work on a document begins (``Progress``); its name is not shown."""
        del source
        self._tell()

    def _tell(self, *, stage: str | None = None, done: int | None = None, total: int | None = None) -> None:
        if self._stop.is_set():
            raise StoppedError
        with self._lock:
            old = self._view
            self._view = View(
                old.title,
                old.stage if stage is None else stage,
                old.done if done is None else done,
                old.total if total is None else total,
                old.state,
            )

    def _run(self) -> None:
        try:
            with ENGINE:
                self._work(self)
        except StoppedError:
            self._end(JobState.STOPPED, "Stopped. Nothing was half written.")
        except RedactorError as error:
            self._end(JobState.FAILED, error.message, error.next_step)
        except Exception as error:  # noqa: BLE001  # ends the job as failed; its message may quote a document
            tell_fault(error)
            kind = type(error).__name__
            self._end(
                JobState.FAILED,
                f"This is a fault of the program ({kind}); the work was given up.",
                "Try once more. If it fails again, report it: the window that started the program says where.",
            )
        else:
            self._end(JobState.DONE)

    def _end(self, state: JobState, message: str = "", next_step: str = "") -> None:
        with self._lock:
            old = self._view
            self._view = View(old.title, old.stage, old.done, old.total, state, message, next_step)
