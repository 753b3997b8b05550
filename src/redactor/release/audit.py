"""The audit trail of an output folder: one line for each event, each bound to the line before it.

``audit.jsonl`` may leave the board. A line holds digests, counts and fixed words; who worked is a keyed hash that only
the board can read. The one free text is the reason of an override, which the pipeline takes only if it says no name of
the case. Lines cut off at the end are found through the certificate, which carries the digest of its own line
(``anchor``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from redactor.release.certificate_schema import ApprovalEntry, OverrideEntry, Retention
from redactor.release.chain import START, ChainLine, Digest, add_line, problems_of, read_chain

__all__ = ["AUDIT_NAME", "START", "AuditDetails", "AuditLine", "Event", "append", "read_audit", "verify_audit"]

AUDIT_NAME = "audit.jsonl"

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Check = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 ,;:'’()/-]{1,120}$")]


class Event(StrEnum):
    """What happened."""

    PUBLISHING = "publishing"
    """The digests that are about to become the release; the certificate names this line."""
    PUBLISHED = "published"
    """The release stands, with this certificate."""
    WITHDRAWN = "withdrawn"
    """The run released nothing: there is no release folder any more."""
    INTERRUPTED = "interrupted"
    """An earlier run stopped before its release stood; told by the run that found it."""
    DECIDED = "decided"
    """A person decided something on the review pages: ``counts`` names what, ``files`` what was written."""
    TAKEN_BACK = "taken-back"
    """A person took the last decision back."""
    REPAIRED = "repaired"
    """Half a line was found, and left where it is; ``broken`` has its digest."""


class AuditLine(ChainLine):
    """One line of ``audit.jsonl``: the fields of ``ChainLine`` and these.

    Attributes:
        who: Keyed hash of the account that ran the program; only the board can tell whose.
        destination: The profile; empty where it does not matter.
        sources: Keyed hashes of the originals, as in the certificate; sorted.
        released: SHA-256 of the released files, sorted.
        certificate: SHA-256 of the certificate.
        counts: Documents by status; of a decision, what it was.
        files: SHA-256 over the files of the case that a decision wrote.
        checks: The checks that every released file passed.
        approvals: Which approvals the release rests on.
        overrides: Which findings were let stand, and why.
        retention: When the release is to be disposed of and taken down.
    """

    event: Event
    who: Digest | None = None
    destination: Word | None = None
    sources: tuple[Digest, ...] = ()
    released: tuple[Digest, ...] = ()
    certificate: Digest | None = None
    counts: dict[Word, int] = Field(default_factory=dict)
    files: tuple[Digest, ...] = ()
    checks: tuple[Check, ...] = ()
    approvals: tuple[ApprovalEntry, ...] = ()
    overrides: tuple[OverrideEntry, ...] = ()
    retention: Retention | None = None


@dataclass(frozen=True, slots=True)
class AuditDetails:
    """What an event says beside its time and its place in the chain; as ``AuditLine``."""

    version: str
    destination: str | None = None
    sources: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    certificate: str | None = None
    counts: tuple[tuple[str, int], ...] = ()
    files: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    approvals: tuple[ApprovalEntry, ...] = ()
    overrides: tuple[OverrideEntry, ...] = ()
    retention: Retention | None = None
    who: str | None = None


def append(path: Path, event: Event, details: AuditDetails, *, now: datetime | None = None) -> AuditLine:
    """Add a line, first a ``repaired`` one if a half line stands at the end.

    Args:
        path: The audit file; made if it is not there.
        event: What happened.
        details: Digests and counts.
        now: Aware time; the present by default.

    Returns:
        The line as written.

    Raises:
        BlockedError: the chain is broken: somebody changed the file.
        OSError: it cannot be written.
    """

    def following(last: AuditLine | None, moment: str) -> AuditLine:
        return AuditLine.following(
            last,
            time=moment,
            version=details.version,
            event=event,
            who=details.who,
            destination=details.destination,
            sources=tuple(sorted(details.sources)),
            released=tuple(sorted(details.released)),
            certificate=details.certificate,
            counts=dict(details.counts),
            files=details.files,
            checks=details.checks,
            approvals=details.approvals,
            overrides=details.overrides,
            retention=details.retention,
        )

    return add_line(
        path,
        AuditLine,
        following,
        version=details.version,
        what="The audit file",
        next_step="Keep the folder as it is for the data-protection officer; choose a new --out folder.",
        now=now,
    )


def read_audit(path: Path) -> tuple[AuditLine, ...]:
    """Return the good lines of the chain, up to the first break; none if there is no file."""
    return read_chain(path, AuditLine).lines


def verify_audit(path: Path, *, anchor: str = "") -> tuple[str, ...]:
    """Return where the chain breaks, one sentence each; empty when it holds.

    Args:
        path: The audit file.
        anchor: The digest that a certificate names; it must be in the chain.
    """
    return problems_of(path, AuditLine, name="audit file", anchor=anchor)
