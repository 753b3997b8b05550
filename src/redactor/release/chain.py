"""A file of lines, each bound to the line before it: the audit trail of a release, the record of a case.

The file is only ever added to. A line carries the SHA-256 of the line before it, so a line changed, removed or put in
between breaks the chain at a place that can be told. Lines cut off at the end cannot be told from the file alone. A
line half written when the machine stopped stays where it is; the next one that is added is preceded by a ``repaired``
line that names the digest of the half.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from redactor.case.files import sync_directory, write_all
from redactor.errors import BlockedError

START = "0" * 64
"""What the first line carries in place of a digest."""

REPAIRED = "repaired"

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+-]{1,40}$")]
Time = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class ChainLine(BaseModel):
    """What every line of a chain holds; a chain adds its own fields.

    Attributes:
        seq: 1, 2, 3, …
        time: UTC, to the second.
        event: What happened; ``repaired`` is the chain's own.
        version: Version of the program.
        previous: SHA-256 of the line before it, 64 zeros for the first.
        broken: SHA-256 of each half line in front of a ``repaired`` line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int = Field(ge=1)
    time: Time
    event: str
    version: Version
    previous: Digest
    broken: tuple[Digest, ...] = ()

    def to_bytes(self) -> bytes:
        """The line without its end, the same bytes for the same values."""
        values = self.model_dump(mode="json", exclude_defaults=True)
        return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")

    @property
    def digest(self) -> str:
        """What the next line, or a certificate, calls this line."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    @classmethod
    def following(cls, last: Self | None, *, time: str, version: str, event: str, **values: Any) -> Self:
        """The line after ``last``."""
        return cls(
            seq=last.seq + 1 if last else 1,
            time=time,
            event=event,
            version=version,
            previous=last.digest if last else START,
            **values,
        )


Line = TypeVar("Line", bound=ChainLine)


@dataclass(frozen=True, slots=True)
class Chain(Generic[Line]):
    """What stands in a file.

    Attributes:
        lines: The good lines, up to the first break.
        halves: Digests of half lines at the end.
        problems: Where the chain breaks, in words.
        ends_clean: Whether the last line has an end.
    """

    lines: tuple[Line, ...]
    halves: tuple[str, ...]
    problems: tuple[str, ...]
    ends_clean: bool


def read_chain(path: Path, model: type[Line]) -> Chain[Line]:
    """Read a file of lines; a file that is not there is an empty chain.

    Args:
        path: The file.
        model: What its lines are.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = b""
    raw_lines = data.split(b"\n")
    ends_clean = raw_lines[-1] == b""
    if ends_clean:
        raw_lines.pop()
    lines: list[Line] = []
    halves: list[str] = []
    for number, raw in enumerate(raw_lines, start=1):
        line = _parse(raw, model)
        if line is None:
            halves.append(hashlib.sha256(raw).hexdigest())
            continue
        problem = _break_at(number, line, lines[-1] if lines else None, tuple(halves))
        if problem:
            return Chain(tuple(lines), (), (problem,), ends_clean)
        lines.append(line)
        halves.clear()
    return Chain(tuple(lines), tuple(halves), (), ends_clean)


def add_line(
    path: Path,
    model: type[Line],
    following: Callable[[Line | None, str], Line],
    *,
    version: str,
    what: str,
    next_step: str,
    now: datetime | None = None,
) -> Line:
    """Add a line, first a ``repaired`` one if a half line stands at the end.

    Args:
        path: The file; made, for its owner only, if it is not there.
        model: What its lines are.
        following: Makes the line from the one before it and the time.
        version: Of the program, for a ``repaired`` line.
        what: What the file is called where the chain is broken.
        next_step: What to do then.
        now: Aware time; the present by default.

    Returns:
        The line as written.

    Raises:
        BlockedError: the chain is broken: somebody changed the file.
        OSError: it cannot be written.
    """
    chain = read_chain(path, model)
    if chain.problems:
        raise BlockedError(f"{what} was changed: {chain.problems[0]}", next_step=next_step)
    moment = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    last = chain.lines[-1] if chain.lines else None
    block = b"" if chain.ends_clean else b"\n"
    if chain.halves:
        last = model.following(last, time=moment, version=version, event=REPAIRED, broken=chain.halves)
        block += last.to_bytes() + b"\n"
    line = following(last, moment)
    _append_bytes(path, block + line.to_bytes() + b"\n")
    return line


def problems_of(path: Path, model: type[Line], *, name: str, anchor: str = "") -> tuple[str, ...]:
    """Return where a chain breaks, one sentence each; empty when it holds.

    Args:
        path: The file.
        model: What its lines are.
        name: What the file is called in the sentences: "audit file".
        anchor: A digest that must be in the chain.
    """
    if not path.exists():
        return (f"There is no {name}.",)
    chain = read_chain(path, model)
    problems = list(chain.problems)
    if not chain.lines and not problems:
        problems.append(f"The {name} is empty.")
    if chain.halves:
        problems.append("The end is half written: a run was stopped. The next run says so in a line of its own.")
    if anchor and anchor not in {line.digest for line in chain.lines}:
        problems.append(f"The line that the certificate names is not in the {name}.")
    return tuple(problems)


def _append_bytes(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o600)
    try:
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_directory(path.parent)


def _parse(raw: bytes, model: type[Line]) -> Line | None:
    """The line, if these are exactly the bytes that this program writes for it."""
    try:
        line = model.model_validate_json(raw)
    except ValidationError:
        return None
    return line if line.to_bytes() == raw else None


def _break_at(number: int, line: ChainLine, last: ChainLine | None, halves: tuple[str, ...]) -> str:
    if line.broken != halves or bool(halves) != (line.event == REPAIRED):
        return f"line {number - 1 if halves else number} was changed, or a line is missing in front of it."
    if line.seq != (last.seq + 1 if last else 1):
        return f"line {number}: lines are missing in front of it, or stand twice."
    if line.previous != (last.digest if last else START):
        return f"line {number}: the line before it was changed."
    return ""
