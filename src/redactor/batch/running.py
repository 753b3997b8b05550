"""A whole batch: plan, leave out what is done, run the rest, keep the ledger, write the summary."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from redactor.batch.fingerprint import case_digest, documents_of, engine_digest
from redactor.batch.ledger import FILE as LEDGER
from redactor.batch.ledger import Entry, Ledger, open_ledger
from redactor.batch.local import LocalPool
from redactor.batch.summary import write_summary
from redactor.batch.values import CaseOutcome, CaseState, Limits, Options, PlannedCase, Task
from redactor.case.files import sha256_of
from redactor.case.locking import exclusive
from redactor.case.register import FILE as REGISTER
from redactor.case.storage import private_directory
from redactor.cores import allowed_cores
from redactor.errors import ExitCode, UsageError, most_severe
from redactor.release.output import as_usage_error
from redactor.release.previous import CERTIFICATE_NAME, read_previous
from redactor.release.program import program_version

_REDONE = frozenset({CaseState.FAILED})


class Pool(Protocol):
    """Where the cases are done: this machine's cores, or a cluster."""

    def run(self, tasks: Sequence[Task]) -> Iterator[CaseOutcome]:
        """Do the tasks; yields each outcome when it is there, in no order."""


class BatchProgress(Protocol):
    """Is told how far a batch is; never receives the name of a document."""

    def begin(self, cases: int, documents: int, *, unchanged: int) -> None:
        """So many cases with so many documents are to be done; ``unchanged`` cases are done already."""

    def ended(self, outcome: CaseOutcome) -> None:
        """A case has ended."""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch answers.

    Attributes:
        outcomes: How each case ended, in the order of the archive; those done before included.
        unchanged: Keys of the cases that an earlier run had done and that are as they were.
        numbers: The number of each case by key: its output folder is ``case-0001``.
        summary: Path of ``batch.html``.
        confidential: The batch's confidential folder.
    """

    outcomes: tuple[CaseOutcome, ...]
    unchanged: frozenset[str]
    numbers: dict[str, int] = field(repr=False)
    summary: Path
    confidential: Path

    @property
    def exit_code(self) -> ExitCode:
        """The most severe of the cases'."""
        return most_severe(ExitCode(item.exit_code) for item in self.outcomes)


def run_batch(
    cases: Sequence[PlannedCase],
    out: Path,
    *,
    root: Path,
    confidential: Path | None = None,
    options: Options | None = None,
    resume: bool = False,
    limits: Limits | None = None,
    workers: int | None = None,
    pool: Pool | None = None,
    progress: BatchProgress | None = None,
) -> BatchResult:
    """Run many cases unattended.

    Args:
        cases: What to do (``planned``).
        out: Receives one folder a case, ``case-0001``, each as ``run_case`` writes it.
        root: The archive; nothing is written below it but the confidential folders of its cases.
        confidential: Where ledger, summary and what is known about identities go. Without it, the
            ledger and the summary lie beside ``out`` (``OUT-confidential``) and each case keeps its own
            confidential folder, as far as it can be written.
        options: Destination and the like.
        resume: Go on with an earlier batch: what it did and what is unchanged is not done again.
        limits: What one worker may take.
        workers: Worker processes; the cores of this machine if not given.
        pool: Where the cases are done; worker processes on this machine if not given.
        progress: Is told how far the batch is.

    Raises:
        UsageError: if there is nothing to do, the folders cannot be used, there is an earlier batch and
            ``resume`` is not asked for, or another batch is writing there.
    """
    if not cases:
        raise UsageError(
            "There is no case folder (with a case.toml) below this folder.",
            next_step="To treat every loose document by itself, add --each-file.",
        )
    options, limits = options or Options(), limits or Limits()
    own = confidential or out.with_name(f"{out.name}-confidential")
    _require_apart(out, own, root)
    with as_usage_error():
        out.mkdir(parents=True, exist_ok=True)
        private_directory(own)
    with exclusive(out), open_ledger(own / LEDGER) as ledger:
        _continue_or_begin(ledger, root, resume=resume)
        ledger.enrol(case.key for case in cases)
        batch = _Batch(cases, out, own, confidential is not None, options, ledger)
        chosen = pool or LocalPool(workers or allowed_cores(), limits)
        outcomes = batch.run(chosen, progress)
        numbers = {key: entry.number for key, entry in ledger.entries().items()}
        summary = write_summary(own, outcomes, numbers, batch.unchanged)
    return BatchResult(outcomes, batch.unchanged, numbers, summary, own)


def folder_name(number: int) -> str:
    """The name of a case's output folder; case folders may be called by a child's name."""
    return f"case-{number:04}"


def _require_apart(out: Path, confidential: Path, root: Path) -> None:
    place, private, archive = out.resolve(), confidential.resolve(), root.resolve()
    if private.is_relative_to(place) or place.is_relative_to(private):
        raise UsageError(
            "The output folder and the confidential folder lie in one another.",
            next_step="Choose two folders side by side: what is in --out may leave the board.",
        )
    if archive.is_relative_to(place):
        raise UsageError("--out holds the archive itself.", next_step="Choose an empty folder beside the archive.")


def _continue_or_begin(ledger: Ledger, root: Path, *, resume: bool) -> None:
    began = ledger.options()
    here = str(root.resolve())
    if not began:
        ledger.begin({"root": here})
    elif began.get("root") != here:
        raise UsageError("The batch in this place is one of another archive.", next_step="Choose another --out folder.")
    elif not resume:
        raise UsageError(
            "There is a batch in this place already.",
            next_step="Add --resume to go on with it, or choose another --out folder.",
        )


class _Batch:
    """One run of a batch."""

    def __init__(
        self,
        cases: Sequence[PlannedCase],
        out: Path,
        confidential: Path,
        central: bool,
        options: Options,
        ledger: Ledger,
    ) -> None:
        self._cases = cases
        self._out = out
        self._confidential = confidential
        self._central = central
        self._options = options
        self._ledger = ledger
        self.unchanged: frozenset[str] = frozenset()

    def run(self, pool: Pool, progress: BatchProgress | None) -> tuple[CaseOutcome, ...]:
        """Do what is not done; returns every case's outcome in the order of the archive."""
        entries = self._ledger.entries()
        tasks = {case.key: self._task(case, entries[case.key].number) for case in self._cases}
        digests = {key: case_digest(task.case, self._options, _private(task)) for key, task in tasks.items()}
        done = {key: entry.outcome for key, entry in entries.items() if key in tasks and entry.outcome is not None}
        self.unchanged = frozenset(key for key in done if _unchanged(entries[key], digests[key], tasks[key]))
        left = [task for key, task in tasks.items() if key not in self.unchanged]
        if progress is not None:
            count = sum(len(documents_of(task.case)) for task in left)
            progress.begin(len(left), count, unchanged=len(self.unchanged))
        engine = engine_digest(self._options.pipeline)
        for outcome in pool.run(left):
            self._ledger.record(digests[outcome.key], outcome, program=program_version(), model=engine)
            done[outcome.key] = outcome
            if progress is not None:
                progress.ended(outcome)
        return tuple(done[case.key] for case in self._cases)

    def _task(self, case: PlannedCase, number: int) -> Task:
        name = folder_name(number)
        own = case.folder and not self._central and _writable(Path(case.folder))
        return Task(
            case=case,
            options=self._options,
            out=str((self._out / name).resolve()),
            confidential="" if own else str((self._confidential / name).resolve()),
        )


def _private(task: Task) -> Path:
    return Path(task.confidential) if task.confidential else Path(task.case.folder) / "confidential"


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _unchanged(entry: Entry, digest: str, task: Task) -> bool:
    """Whether a case is as it was when it was done, and what was written then still stands."""
    outcome = entry.outcome
    if outcome is None or entry.digest != digest or outcome.state in _REDONE:
        return False
    if outcome.state is CaseState.UNUSABLE:
        return True
    register, certificate = _private(task) / REGISTER, Path(task.out) / CERTIFICATE_NAME
    if _digest(register) != outcome.register_sha256 or _digest(certificate) != outcome.certificate_sha256:
        return False
    try:
        previous = read_previous(Path(task.out))
    except UsageError:
        return False
    return previous.complete or (not previous.exists and not any(item.output for item in outcome.documents))


def _digest(path: Path) -> str:
    return sha256_of(path) if path.is_file() else ""
