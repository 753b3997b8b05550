"""The audit trail: one line for each event, each bound to the line before it.

``audit.jsonl`` is only ever added to. A line carries the SHA-256 of the line
before it, so a line changed, removed or put in between breaks the chain at a
place that can be told. Lines cut off at the end cannot be told from the file
alone: the certificate carries the digest of its own line (``anchor``).

A line holds digests, counts and fixed words: no field takes free text, so no
name can get in. A line half written when the machine stopped stays where it
is; the next run adds a ``repaired`` line that names the digest of the half.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from redactor.case.files import sync_directory, write_all
from redactor.errors import BlockedError

AUDIT_NAME = "audit.jsonl"
START = "0" * 64
"""What the first line carries in place of a digest."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+-]{1,40}$")]
Time = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


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
    REPAIRED = "repaired"
    """Half a line was found, and left where it is; ``broken`` has its digest."""


class AuditLine(BaseModel):
    """One line of ``audit.jsonl``.

    Attributes:
        seq: 1, 2, 3, …
        time: UTC, to the second.
        event: What happened.
        version: Version of the program.
        previous: SHA-256 of the line before it, 64 zeros for the first.
        destination: The profile; empty where it does not matter.
        sources: Keyed hashes of the originals, as in the certificate; sorted.
        released: SHA-256 of the released files, sorted.
        certificate: SHA-256 of the certificate.
        counts: Documents by status.
        broken: SHA-256 of each half line in front of a ``repaired`` line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int = Field(ge=1)
    time: Time
    event: Event
    version: Version
    previous: Digest
    destination: Word | None = None
    sources: tuple[Digest, ...] = ()
    released: tuple[Digest, ...] = ()
    certificate: Digest | None = None
    counts: dict[Word, int] = Field(default_factory=dict)
    broken: tuple[Digest, ...] = ()

    def to_bytes(self) -> bytes:
        """The line without its end, the same bytes for the same values."""
        values = self.model_dump(mode="json", exclude_defaults=True)
        return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")

    @property
    def digest(self) -> str:
        """What the next line, or a certificate, calls this line."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class AuditDetails:
    """What an event says beside its time and its place in the chain; as ``AuditLine``."""

    version: str
    destination: str | None = None
    sources: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    certificate: str | None = None
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Chain:
    """What stands in the file: good lines, half lines at its end, problems in words."""

    lines: tuple[AuditLine, ...]
    halves: tuple[str, ...]
    problems: tuple[str, ...]
    ends_clean: bool


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
    chain = _read(path)
    if chain.problems:
        raise BlockedError(
            f"The audit file was changed: {chain.problems[0]}",
            next_step="Keep the folder as it is for the data-protection officer; choose a new --out folder.",
        )
    moment = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    last = chain.lines[-1] if chain.lines else None
    block = b"" if chain.ends_clean else b"\n"
    if chain.halves:
        last = _follow(last, Event.REPAIRED, moment, AuditDetails(details.version), broken=chain.halves)
        block += last.to_bytes() + b"\n"
    line = _follow(last, event, moment, details)
    _append_bytes(path, block + line.to_bytes() + b"\n")
    return line


def read_audit(path: Path) -> tuple[AuditLine, ...]:
    """Return the good lines of the chain, up to the first break; none if there is no file."""
    return _read(path).lines


def verify_audit(path: Path, *, anchor: str = "") -> tuple[str, ...]:
    """Return where the chain breaks, one sentence each; empty when it holds.

    Args:
        path: The audit file.
        anchor: The digest that a certificate names; it must be in the chain.
    """
    if not path.exists():
        return ("There is no audit file.",)
    chain = _read(path)
    problems = list(chain.problems)
    if not chain.lines and not problems:
        problems.append("The audit file is empty.")
    if chain.halves:
        problems.append("The end is half written: a run was stopped. The next run says so in a line of its own.")
    if anchor and anchor not in {line.digest for line in chain.lines}:
        problems.append("The line that the certificate names is not in the audit file.")
    return tuple(problems)


def _follow(
    last: AuditLine | None, event: Event, moment: str, details: AuditDetails, broken: tuple[str, ...] = ()
) -> AuditLine:
    return AuditLine(
        seq=last.seq + 1 if last else 1,
        time=moment,
        event=event,
        version=details.version,
        previous=last.digest if last else START,
        destination=details.destination,
        sources=tuple(sorted(details.sources)),
        released=tuple(sorted(details.released)),
        certificate=details.certificate,
        counts=dict(details.counts),
        broken=broken,
    )


def _append_bytes(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o600)
    try:
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_directory(path.parent)


def _read(path: Path) -> _Chain:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = b""
    raw_lines = data.split(b"\n")
    ends_clean = raw_lines[-1] == b""
    if ends_clean:
        raw_lines.pop()
    lines: list[AuditLine] = []
    halves: list[str] = []
    for number, raw in enumerate(raw_lines, start=1):
        line = _parse(raw)
        if line is None:
            halves.append(hashlib.sha256(raw).hexdigest())
            continue
        problem = _break_at(number, line, lines[-1] if lines else None, tuple(halves))
        if problem:
            return _Chain(tuple(lines), (), (problem,), ends_clean)
        lines.append(line)
        halves.clear()
    return _Chain(tuple(lines), tuple(halves), (), ends_clean)


def _parse(raw: bytes) -> AuditLine | None:
    """The line, if these are exactly the bytes that this program writes for it."""
    try:
        line = AuditLine.model_validate_json(raw)
    except ValidationError:
        return None
    return line if line.to_bytes() == raw else None


def _break_at(number: int, line: AuditLine, last: AuditLine | None, halves: tuple[str, ...]) -> str:
    if line.broken != halves or bool(halves) != (line.event is Event.REPAIRED):
        return f"line {number - 1 if halves else number} was changed, or a line is missing in front of it."
    if line.seq != (last.seq + 1 if last else 1):
        return f"line {number}: lines are missing in front of it, or stand twice."
    if line.previous != (last.digest if last else START):
        return f"line {number}: the line before it was changed."
    return ""
