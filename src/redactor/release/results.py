"""How each document of a run ended, and the whole run as report and certificate describe it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from redactor.case.schema import Case
from redactor.errors import ExitCode, most_severe
from redactor.model import (
    AppliedDocument,
    DocumentKind,
    Person,
    Plan,
    ReleaseTicket,
    SourceDocument,
    Status,
    Verification,
)
from redactor.profiles.schema import Profile

_EXIT_CODES: Mapping[Status, ExitCode] = {
    Status.RELEASED: ExitCode.OK,
    Status.HELD: ExitCode.HELD,
    Status.BLOCKED: ExitCode.BLOCKED,
    Status.REFUSED: ExitCode.OK,
    Status.UNREADABLE: ExitCode.UNREADABLE,
    Status.UNSUPPORTED: ExitCode.UNSUPPORTED,
}


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """How one document of a run ended, with everything that is known about it.

    Attributes:
        source: Its path below ``documents/``, with forward slashes.
        kind: What it is; ``None`` when it could not be read.
        status: Released, held, blocked, refused, unreadable or unsupported.
        output: File name below ``release/``; ``None`` unless released.
        reasons: Why it is not released, in plain words without document text.
        next_steps: What a person can do about it.
        document: As read; ``None`` when it could not be read.
        plan: What was to be replaced; ``None`` when nothing was decided.
        applied: The written copy; ``None`` when none was written.
        verification: The verifier's answer; ``None`` when it was not asked.
        ticket: The permission to publish; ``None`` unless released.
        review: A Word copy with tracked changes, where one was asked for and the format has it.
        sha256: Digest of the original bytes; empty when they could not be read.

    The values that hold document text stay out of ``repr``.
    """

    source: str
    kind: DocumentKind | None
    status: Status
    output: str | None = None
    reasons: tuple[str, ...] = ()
    plan: Plan | None = field(default=None, repr=False)
    applied: AppliedDocument | None = field(default=None, repr=False)
    verification: Verification | None = field(default=None, repr=False)
    document: SourceDocument | None = field(default=None, repr=False)
    ticket: ReleaseTicket | None = None
    review: bytes | None = field(default=None, repr=False)
    next_steps: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def original_sha256(self) -> str:
        """Digest of the original bytes, from wherever it is known; empty when nowhere."""
        if self.sha256:
            return self.sha256
        if self.document is not None:
            return self.document.sha256
        return self.plan.sha256 if self.plan is not None else ""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run, as report, certificate and audit describe it.

    Attributes:
        case: The case.
        profile: The destination's rules.
        destination: The destination's name: ``ofsted``, ``website``, ``panel``.
        documents: One result for each document, in the order of the case folder.
        people: Glossary, provisional, allowed and kept people after detection.
        mentions: Number of replacements or kept mentions by person key.
        skipped: Files that were left out, with the reason.
        warnings: About the case as a whole, without document text.
        started: When the run began; aware, UTC.
        accept_provisional: Whether provisional codes were accepted for this run.
    """

    case: Case = field(repr=False)
    profile: Profile = field(repr=False)
    destination: str
    documents: tuple[DocumentResult, ...]
    people: tuple[Person, ...] = field(repr=False)
    mentions: Mapping[str, int] = field(repr=False)
    skipped: tuple[str, ...]
    warnings: tuple[str, ...]
    started: datetime
    accept_provisional: bool = False

    def with_status(self, *statuses: Status) -> tuple[DocumentResult, ...]:
        """The documents that ended in one of ``statuses``, in order."""
        return tuple(item for item in self.documents if item.status in statuses)


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run answers.

    Attributes:
        record: The run.
        release: Folder of the released copies; ``None`` when there is none.
        certificate: Path of ``certificate.json``; ``None`` after a dry run.
        report: Path of ``report.html``; ``None`` after a dry run.
    """

    record: RunRecord
    release: Path | None = None
    certificate: Path | None = None
    report: Path | None = None

    @property
    def documents(self) -> tuple[DocumentResult, ...]:
        """One result for each document."""
        return self.record.documents

    @property
    def exit_code(self) -> ExitCode:
        """What the process answers for this run."""
        return exit_code_of(self.record.documents)


def exit_code_of(documents: Iterable[DocumentResult]) -> ExitCode:
    """Return the exit code of a run from the ends of its documents.

    The most severe wins. A refused document does not change the answer, unless
    every document is refused: then the run is blocked. No document at all is
    ``OK`` here; the pipeline refuses an empty case before it comes to this.
    """
    statuses = [item.status for item in documents]
    if statuses and all(status is Status.REFUSED for status in statuses):
        return ExitCode.BLOCKED
    return most_severe(_EXIT_CODES[status] for status in statuses)
