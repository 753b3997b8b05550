"""What the parts of a batch hand to one another: frozen, and the same as JSON on a pipe or a cluster."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from redactor.errors import ExitCode, most_severe
from redactor.model import Status


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlannedDocument(_Value):
    """A document that does not stand in a case folder.

    Attributes:
        path: Where it stands.
        name: Its name below ``documents/`` of the case that is made for it.
        kind: What somebody said it is; empty to have it decided from title and file name.
    """

    path: str
    name: str
    kind: str = ""


class PlannedCase(_Value):
    """One case of a batch.

    Attributes:
        key: Its place below the archive's root, with forward slashes; unique in the batch.
        folder: The case folder; empty when ``loose`` says what the case is made of.
        loose: The documents of a case that is no case folder.
        glossary: A glossary for ``loose``; empty for none.
        settings: A ``case.toml`` whose board, allowed people and publication record hold for ``loose``.
        kinds: Kind by path below ``documents/``: what a corrected inventory says of a case folder's files.
        left_out: Paths below ``documents/`` that a corrected inventory does not take.
    """

    key: str
    folder: str = ""
    loose: tuple[PlannedDocument, ...] = ()
    glossary: str = ""
    settings: str = ""
    kinds: dict[str, str] = {}
    left_out: tuple[str, ...] = ()


class Options(_Value):
    """What holds for every case of a batch.

    Attributes:
        destination: ``ofsted``, ``website`` or ``panel``.
        accept_provisional: Release although people without an agreed code are named.
        pipeline: Folder of a spaCy pipeline; empty for the program's own.
        password_file: Passwords to try on protected files; empty for none.
    """

    destination: str = "ofsted"
    accept_provisional: bool = False
    pipeline: str = ""
    password_file: str = ""


class Limits(_Value):
    """What one worker may take.

    Attributes:
        seconds: Longest time without a step from one document to the next.
        memory: Bytes of memory of the process; 0 for no limit.
        output: Bytes of the largest file it may write; 0 for no limit.
        cases: A worker is replaced after this many cases, so that nothing leaks for long.
    """

    seconds: float = Field(default=900.0, gt=0)
    memory: int = Field(default=6 * 1024**3, ge=0)
    output: int = Field(default=2 * 1024**3, ge=0)
    cases: int = Field(default=200, gt=0)


class Task(_Value):
    """A case on its way to a worker.

    Attributes:
        case: What to do.
        options: How.
        out: The output folder of this case.
        confidential: Where what is known about identities goes; empty for the case folder's own.
        set_aside: Reason by source: documents that are held unopened because they ended a worker.
    """

    case: PlannedCase
    options: Options
    out: str
    confidential: str = ""
    set_aside: dict[str, str] = {}


class DocumentOutcome(_Value):
    """How one document ended.

    Attributes:
        source: Its path below ``documents/``.
        sha256: Of the original bytes; empty when they could not be read.
        kind: What it is; empty when it could not be read.
        status: As in ``report.json``.
        output: Name of the released copy; empty for none.
        reasons: Why it is not released.
        pages: Pages, slides or sheets; for formats without pages 3,000 characters are one.
        replacements: How many replacements were planned.
        unknown: How many of them are people or places without an agreed code.
    """

    source: str
    sha256: str = ""
    kind: str = ""
    status: str
    output: str = ""
    reasons: tuple[str, ...] = ()
    pages: int = 0
    replacements: int = 0
    unknown: int = 0


class CaseState(StrEnum):
    """How a case of a batch ended."""

    DONE = "done"
    DRAFT = "draft"
    UNUSABLE = "unusable"
    FAILED = "failed"


class CaseOutcome(_Value):
    """How one case ended.

    Attributes:
        key: The case's key.
        state: Done, draft for review (no glossary), unusable (mistakes in the case folder) or failed.
        exit_code: As ``redactor run`` would have answered.
        documents: How each document ended.
        problems: Why the case as a whole could not be done, in plain words.
        seconds: How long it took.
        register_sha256: Of the register as the run left it; empty if there is none.
        certificate_sha256: Of the certificate; empty if there is none.
        report: Path of the confidential report; empty if there is none.
        unknown_people: People and places that no glossary lists.
    """

    key: str
    state: CaseState
    exit_code: int
    documents: tuple[DocumentOutcome, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    register_sha256: str = ""
    certificate_sha256: str = ""
    report: str = ""
    unknown_people: int = 0

    def count(self, status: Status) -> int:
        """How many documents ended so."""
        return sum(item.status == status.value for item in self.documents)


def failed(task: Task, reason: str, code: ExitCode) -> CaseOutcome:
    """The outcome of a case that could not be brought to an end."""
    return CaseOutcome(key=task.case.key, state=CaseState.FAILED, exit_code=int(code), problems=(reason,))


def worst(outcomes: tuple[CaseOutcome, ...]) -> ExitCode:
    """The exit code of a whole batch: the most severe of its cases'."""
    return most_severe(ExitCode(item.exit_code) for item in outcomes)


class Look(_Value):
    """A document on its way to be looked at for the inventory.

    Attributes:
        key: Its place below the archive's root.
        path: Where it stands.
        password_file: Passwords to try; empty for none.
    """

    key: str
    path: str
    password_file: str = ""


class Seen(_Value):
    """A document as the inventory sees it.

    Attributes:
        key: Its place below the archive's root.
        size: Bytes.
        sha256: Of the bytes; empty when they could not be read.
        format: The program's name of the format; the extension when it could not be read.
        pages: As in ``DocumentOutcome``.
        text: ``text``, ``scan`` or empty.
        encrypted: Whether a password protects it.
        kind: What it seems to be.
        kind_reason: How that is known.
        anonymised: ``yes``, ``partly``, ``no`` or empty.
        allowed: Names that the title page gives as chair or author, with the role.
        seconds: Estimated time on one core.
        problem: What will not work and why.
        signature: For finding drafts of one another.
    """

    key: str
    size: int = 0
    sha256: str = ""
    format: str = ""
    pages: int = 0
    text: str = ""
    encrypted: bool = False
    kind: str = ""
    kind_reason: str = ""
    anonymised: str = ""
    allowed: tuple[str, ...] = ()
    seconds: float = 0.0
    problem: str = ""
    signature: tuple[int, ...] = ()
