"""One open case: read anew when its files change, decided upon one decision at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.case import load_case
from redactor.case.case_toml import FILE as CASE_TOML
from redactor.case.case_toml_edits import CaseTomlEdit
from redactor.case.commits import Commit, commit
from redactor.case.decisions import FILE as DECISIONS
from redactor.case.decisions import Decision, to_csv, with_decisions
from redactor.case.glossary import COLUMNS, FILES
from redactor.case.glossary_edits import RowEdit, edited_glossary
from redactor.case.register import FILE as REGISTER
from redactor.case.schema import Case
from redactor.case.sheets import glossary_workbook
from redactor.case.storage import private_directory
from redactor.errors import UsageError
from redactor.formats.passwords import Passwords
from redactor.ingest import Ingested
from redactor.model import Approval, Plan
from redactor.pipeline import Overriding, Progress, Silent
from redactor.pipeline.analysis import Analyser, Analysis
from redactor.pipeline.genogram import stand_ins
from redactor.pipeline.letting import standing
from redactor.pipeline.page_places import Marked
from redactor.release import audit
from redactor.release.audit import AuditDetails, Event
from redactor.release.program import program_version
from redactor.release.record import approvals_in, read_record
from redactor.release.results import RunRecord
from redactor.web.copies import Copies
from redactor.web.jobs import Job, JobState, View

AUDIT = "audit.jsonl"
MOST_UNDONE = 100
_READING = "Reading the documents"
_PATIENCE = 0.1
"""Seconds that a page waits for long work before it shows how far it is."""


class NoDocumentsError(UsageError):
    """The case has no documents yet."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The last check of the case for one destination.

    Attributes:
        stamp: What the files were then.
        record: How each document would end.
        approvals: Those that were on record then.
        released: Whether it was a release, and not a trial.
    """

    stamp: tuple[object, ...]
    record: RunRecord
    approvals: tuple[Approval, ...] = ()
    released: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that can be taken back.

    Attributes:
        words: What it was, for the person.
        commit: What it did to the files.
    """

    words: str
    commit: Commit


class Desk:
    """One case folder and what is known of it.

    Args:
        root: The case folder.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for none.
    """

    def __init__(self, root: Path, *, pipeline: str | None = None) -> None:
        self.root = root
        self.pipeline = pipeline
        self.lock = threading.RLock()
        self._done: list[Done] = []
        self._case: Case | None = None
        self._stamp: tuple[object, ...] = ()
        self.passwords = Passwords()
        self.job: Job | None = None
        self._reading: tuple[tuple[object, ...], Job] | None = None
        self.records: dict[str, Checked] = {}
        self.analyser = Analyser(pipeline=pipeline)
        self._analysis: tuple[tuple[object, ...], Analysis] | None = None
        self._copies = Copies()

    @property
    def busy(self) -> bool:
        """Whether long work is under way."""
        return self.job is not None and self.job.running

    def begin(self, title: str, work: Callable[[Progress], None]) -> Job:
        """Start long work, unless some is under way: then that is returned."""
        with self.lock:
            if self.job is None or not self.job.running:
                self.job = Job(title, work)
                self.job.start()
            return self.job

    def analysis(self) -> Analysis | None:
        """The case analysed as its files are now; ``None`` while documents are being read, or if that ended early.

        Raises:
            CaseError: the case has mistakes.
            UsageError: it has no documents.
        """
        with self.lock:
            case, stamp = self.case(), self._stamp
            if self._analysis is not None and self._analysis[0] == stamp:
                return self._analysis[1]
            if not any((self.root / "documents").rglob("*")):
                raise NoDocumentsError("There are no documents in this case yet.", next_step="Add them below.")
            if self._analysis is not None and _documents_of(self._analysis[0]) == _documents_of(stamp):
                self._analyse(case, stamp, Silent())
                return self._analysis[1]
            if self.given_up is not None:
                return None
            job = self.begin(_READING, lambda progress: self._analyse(case, stamp, progress))
            if job.view.title == _READING:
                self._reading = (stamp, job)
        job.wait(_PATIENCE)
        with self.lock:
            ready = self._analysis is not None and self._analysis[0] == stamp
            return self._analysis[1] if ready and self._analysis else None

    @property
    def given_up(self) -> View | None:
        """How reading the documents as they are now failed or was stopped; it is not begun again unasked."""
        if self._reading is None or self._reading[0] != self._stamp:
            return None
        view = self._reading[1].view
        return view if view.state in (JobState.FAILED, JobState.STOPPED) else None

    def read_again(self) -> None:
        """Let the documents be read once more after that failed or was stopped."""
        with self.lock:
            self._reading = None

    @property
    def known_analysis(self) -> Analysis | None:
        """The analysis of the case as it is now, if it was made."""
        with self.lock:
            same = self._analysis is not None and self._analysis[0] == self._stamp_now()
            return self._analysis[1] if same and self._analysis else None

    def _analyse(self, case: Case, stamp: tuple[object, ...], progress: Progress) -> None:
        made = self.analyser.analyse(case, passwords=self.passwords, progress=progress)
        self._analysis = (stamp, made)

    def marks(self, item: Ingested, plan: Plan | None) -> tuple[Marked, ...]:
        """Where on the pages of a document something is replaced."""
        return self._copies.marks(item, plan)

    def copy_of(self, item: Ingested, plan: Plan, case: Case) -> bytes:
        """The anonymised copy of a document, to be looked at.

        Raises:
            HeldError: it cannot be written.
            UsageError: long work is under way, or the table of a genogram has mistakes.
        """
        whole = replace(plan, covered=case.covered_pictures, drawings=stand_ins(case))
        return self._copies.copy_of(item, whole, case.cleared_pictures)

    def use_password(self, source: str, password: str) -> None:
        """Try a password on one protected file; it is kept in memory only."""
        with self.lock:
            named = dict(self.passwords.by_name)
            named[source.lower()] = (*named.get(source.lower(), ()), password)
            self.passwords = Passwords(self.passwords.for_all, named)
            self._analysis = self._reading = None
            self.records.clear()

    @property
    def stamp(self) -> tuple[object, ...]:
        """What the files of the case were when ``case`` read them."""
        return self._stamp

    @property
    def confidential(self) -> Path:
        """Where the program writes about identities."""
        return self.root / "confidential"

    def approvals(self) -> tuple[Approval, ...]:
        """Every approval on record.

        Raises:
            BlockedError: somebody changed the record.
        """
        return approvals_in(read_record(self.confidential))

    def letting(self, destination: str) -> tuple[Overriding, ...]:
        """What somebody lets stand for a destination, as the record says.

        Raises:
            BlockedError: somebody changed the record.
        """
        return standing(self.confidential, destination)

    def case(self) -> Case:
        """The case as its files say now; they are read only when one of them changed.

        Raises:
            CaseError: with every mistake in them.
        """
        with self.lock:
            stamp = self._stamp_now()
            if self._case is None or stamp != self._stamp:
                self._case, self._stamp = self._load(), stamp
            return self._case

    def decide(self, word: str, words: str, make: Callable[[Case], Mapping[Path, bytes | None]]) -> Case:
        """Carry out one decision: write it, and note it in the audit trail.

        Args:
            word: What it is, for the audit trail: ``merged``.
            words: What it is, for the person; may hold names, is kept in memory only.
            make: Returns the new files from the case as it is now.

        Raises:
            UsageError, CaseError: it cannot be done; nothing is changed.
        """
        with self.lock:
            return self._carry_out(word, words, make(self.case()))

    def replace_glossary(self, files: Mapping[Path, bytes | None]) -> Case:
        """Put another glossary in the case's place of it, even if the one that is there cannot be read.

        Raises:
            UsageError, CaseError: it cannot be done; nothing is changed.
        """
        with self.lock:
            return self._carry_out("glossary", "a glossary was handed in", files)

    def _carry_out(self, word: str, words: str, files: Mapping[Path, bytes | None]) -> Case:
        done, case = commit(files, self._load)
        self.note(Event.DECIDED, word, done.digest)
        self._done = [*self._done, Done(words, done)][-MOST_UNDONE:]
        self._case, self._stamp = case, self._stamp_now()
        return case

    @property
    def last(self) -> Done | None:
        """The decision that would be taken back next."""
        return self._done[-1] if self._done else None

    def take_back(self) -> str:
        """Take the last decision back, and say which it was.

        Raises:
            UsageError: if there is none, or its files were changed since.
        """
        with self.lock:
            if not self._done:
                raise UsageError("There is nothing to take back.")
            done = self._done[-1]
            undone, case = commit(done.commit.reversed(), self._load)
            self.note(Event.TAKEN_BACK, "taken-back", undone.digest)
            self._done.pop()
            self._case, self._stamp = case, self._stamp_now()
            return done.words

    def glossary_with(self, edits: Iterable[RowEdit]) -> dict[Path, bytes | None]:
        """The glossary file with rows changed; a case without one gets ``glossary.xlsx``."""
        path = self.glossary_path()
        data = path.read_bytes() if path.exists() else glossary_workbook(COLUMNS.known, ())
        return {path: edited_glossary(data, path.name, tuple(edits))}

    def glossary_path(self) -> Path:
        """The case's glossary, or where it will be."""
        found = sorted(path for path in self.root.iterdir() if path.name.casefold() in FILES and path.is_file())
        return found[0] if found else self.root / "glossary.xlsx"

    def case_toml_with(self, change: Callable[[CaseTomlEdit], None]) -> dict[Path, bytes | None]:
        """``case.toml`` with a change."""
        path = self.root / CASE_TOML
        edit = CaseTomlEdit(path.read_bytes())
        change(edit)
        return {path: edit.to_bytes()}

    def decisions_with(self, case: Case, *made: Decision) -> dict[Path, bytes | None]:
        """``decisions.csv`` with more rows; an older row about the same passage gives way."""
        return {self.confidential / DECISIONS: to_csv(with_decisions(case.decisions, made))}

    def decisions_without(self, case: Case, decision: Decision) -> dict[Path, bytes | None]:
        """``decisions.csv`` without a row."""
        return {self.confidential / DECISIONS: to_csv(tuple(d for d in case.decisions if d != decision))}

    def _load(self) -> Case:
        return load_case(self.root, need_glossary=False)

    def note(self, event: Event, word: str, digest: str) -> None:
        """Add a line to the audit trail of decisions.

        Args:
            event: What kind of line.
            word: What the decision is, one lower-case word.
            digest: SHA-256 over what it wrote.
        """
        private_directory(self.confidential)
        details = AuditDetails(program_version(), counts=((word, 1),), files=(digest,))
        audit.append(self.confidential / AUDIT, event, details)

    def _stamp_now(self) -> tuple[object, ...]:
        """What tells whether a file of the case changed: names, sizes and times; the documents last."""
        named = [self.root / CASE_TOML, *(self.root / name for name in FILES)]
        named += [self.confidential / name for name in (DECISIONS, REGISTER)]
        documents = sorted((self.root / "documents").rglob("*"))
        return (*map(_stat, named), tuple((path, _stat(path)) for path in documents))


def _documents_of(stamp: tuple[object, ...]) -> object:
    return stamp[-1]


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
