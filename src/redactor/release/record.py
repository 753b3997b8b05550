"""The record of a case, ``confidential/record.jsonl``: who approved, overrode and sent what, and why.

A hash chain like the audit trail, but confidential: it holds names. Certificate and audit trail, which may leave the
board, name only roles.
"""

from __future__ import annotations

import getpass
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from redactor.case.storage import private_directory
from redactor.errors import BlockedError
from redactor.model import Approval, ApprovalCheck
from redactor.release.chain import ChainLine, Digest, add_line, problems_of, read_chain
from redactor.release.program import program_version

RECORD_NAME = "record.jsonl"
_WHAT = "The record of the case (confidential/record.jsonl)"
_STEP = "Keep it as it is for the data-protection officer, and put the file back from a backup."


class Deed(StrEnum):
    """What somebody did."""

    APPROVED = "approved"
    """Somebody read a copy and put their name to it."""
    OVERRIDDEN = "overridden"
    """Somebody let a finding of the verifier stand, and this copy was released."""
    LET_STAND = "let-stand"
    """Somebody says on the review pages that findings may stand in the next release."""
    COUNTS_AGAIN = "counts-again"
    """Somebody took that back."""
    PACKED = "packed"
    """A sign-off pack was made for somebody (DUR 8.132)."""
    REPAIRED = "repaired"
    """Half a line was found, and left where it is."""


class RecordLine(ChainLine):
    """One line of ``record.jsonl``: the fields of ``ChainLine`` and these.

    Attributes:
        account: The account of the computer that ran the program.
        name: The person's own name, as typed.
        role: Their job title.
        check: For ``approved``: ``data-protection`` or ``second``.
        document: The original's path below ``documents/``.
        sha256: Digest of the copy, or of the pack.
        destination: The profile.
        findings: For ``overridden``, ``let-stand`` and ``counts-again``: ids of the findings.
        reason: Why, as typed.
        recipients: For ``packed``: for whom.
        files: For ``packed``: digests of what it holds; sorted.
    """

    event: Deed
    account: str = ""
    name: str = ""
    role: str = ""
    check: ApprovalCheck | None = None
    document: str = ""
    sha256: Digest | None = None
    destination: str = ""
    findings: tuple[str, ...] = ()
    reason: str = ""
    recipients: tuple[str, ...] = ()
    files: tuple[Digest, ...] = ()


def add(confidential: Path, deed: Deed, *, now: datetime | None = None, **values: object) -> RecordLine:
    """Add a line to the record of a case.

    Args:
        confidential: The case's confidential folder; made if it is not there.
        deed: What was done.
        now: Aware time; the present by default.
        values: Fields of ``RecordLine``.

    Raises:
        BlockedError: the record was changed by somebody else.
        OSError: it cannot be written.
    """
    private_directory(confidential)
    version = program_version()

    def following(last: RecordLine | None, moment: str) -> RecordLine:
        return RecordLine.following(last, time=moment, version=version, event=deed, account=account(), **values)

    path = confidential / RECORD_NAME
    return add_line(path, RecordLine, following, version=version, what=_WHAT, next_step=_STEP, now=now)


def read_record(confidential: Path) -> tuple[RecordLine, ...]:
    """Return the record of a case; empty if there is none.

    Raises:
        BlockedError: somebody changed it: no approval in it can be relied on.
    """
    chain = read_chain(confidential / RECORD_NAME, RecordLine)
    if chain.problems:
        raise BlockedError(f"{_WHAT} was changed: {chain.problems[0]}", next_step=_STEP)
    return chain.lines


def record_lines(confidential: Path) -> tuple[RecordLine, ...]:
    """Return the good lines of a record, up to the first break."""
    return read_chain(confidential / RECORD_NAME, RecordLine).lines


def record_problems(confidential: Path) -> tuple[str, ...]:
    """Return where the record's chain breaks, one sentence each."""
    return problems_of(confidential / RECORD_NAME, RecordLine, name="record")


def approvals_in(lines: Sequence[RecordLine]) -> tuple[Approval, ...]:
    """The approvals of a record, oldest first."""
    return tuple(
        Approval(
            check=line.check,
            role=line.role,
            date=line.time[:10],
            sha256=line.sha256,
            destination=line.destination,
            source=line.document,
            person=person_key(line.name),
        )
        for line in lines
        if line.event is Deed.APPROVED and line.check is not None and line.sha256 is not None
    )


def person_key(name: str) -> str:
    """What two ways of typing a name have in common: capitals, accents, spaces and the order of words do not count."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(sorted("".join(c if c.isalnum() else " " for c in plain).split()))


def account() -> str:
    """The account that runs the program; ``unknown`` where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
