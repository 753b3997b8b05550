"""The schema of ``certificate.json``: what may leave the board beside the release.

No field takes a name, a file name of an original or the case reference.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from redactor.errors import UsageError
from redactor.model import ApprovalCheck, DocumentKind, Status

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,200}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ApprovalEntry(_Part):
    """One person's word that a copy may be published; who it was is on record in the case."""

    check: ApprovalCheck = Field(description="data-protection or second.")
    role: Line = Field(description="Job title of the person.")
    date: Day = Field(description="Day of the approval.")
    sha256: Digest = Field(description="SHA-256 of the copy that the person read.")


class OverrideEntry(_Part):
    """One finding of the verifier that a person let stand."""

    finding: str = Field(description="Id of the finding, as in report.json.")
    kind: str = Field(description="What it was called.")
    code: str = Field(description="Whose it would be; empty when unknown.")
    check: str = Field(description="The check that found it.")
    reason: Line = Field(description="Why it may stay, in the person's words.")
    role: Line = Field(description="Job title of the person.")


class Retention(_Part):
    """When the release ends (DUR 8.108, 8.133; BNS 8.1)."""

    dispose_on: Day | None = Field(default=None, description="Day on which the board disposes of its copies.")
    take_down_on: Day | None = Field(default=None, description="Day on which it comes off the website.")


class ReleasedFile(_Part):
    """One file below ``release/``."""

    name: str = Field(description="File name below release/; names in it are coded.")
    sha256: Digest = Field(description="SHA-256 of the verified copy; of the file itself unless it is protected.")
    protected: Digest | None = Field(
        default=None, description="SHA-256 of the file as it lies in release/, if a password protects it."
    )
    kind: DocumentKind = Field(description="What the document is.")
    source: Digest = Field(description="Keyed hash of the original; only the board holds the key.")
    retypeset: bool = Field(description="Whether the layout was made anew.")
    replacements: int = Field(description="How many passages were replaced.")
    checks: tuple[str, ...] = Field(description="The checks that this file passed.")
    approvals: tuple[ApprovalEntry, ...] = Field(default=(), description="Who approved it for publication.")
    overrides: tuple[OverrideEntry, ...] = Field(default=(), description="Findings that a person let stand.")


class KeyToCodes(_Part):
    """The page that says which role each code stands for."""

    name: str = Field(description="File name below release/.")
    sha256: Digest = Field(description="SHA-256 of the verified file.")
    protected: Digest | None = Field(
        default=None, description="SHA-256 of the file as it lies in release/, if a password protects it."
    )


class NotReleased(_Part):
    """One document of the case that is not in the release."""

    source: Digest | None = Field(description="Keyed hash of the original; null if it could not be read.")
    kind: DocumentKind | None = Field(description="What the document is; null if it could not be read.")
    status: Status = Field(description="held, blocked, refused, unreadable or unsupported.")
    left: dict[str, int] = Field(description="Kinds of what is left in it, with counts.")
    codes: tuple[str, ...] = Field(description="Codes of what is left in it, and its provisional codes.")


class Certificate(_Part):
    """What the program certifies about one release."""

    format: Literal["redactor certificate 1"] = Field(
        default="redactor certificate 1", description="Name and version of this format."
    )
    program: str = Field(description="Program and version that made the release.")
    created: str = Field(description="When the run began, UTC.")
    destination: str = Field(description="The destination profile.")
    nature: str = Field(description="What the release is in the terms of data protection.")
    released: tuple[ReleasedFile, ...] = Field(description="The released files, by name.")
    key_to_codes: KeyToCodes | None = Field(description="The key to codes, if it is in the release.")
    not_released: tuple[NotReleased, ...] = Field(description="Documents of the case that are not released.")
    missing_from_pack: tuple[DocumentKind, ...] = Field(
        description="Kinds of document that a complete pack holds and this release lacks."
    )
    provisional: tuple[str, ...] = Field(
        description="Codes in the release that the board has not agreed yet (accepted as provisional)."
    )
    codes: dict[str, int] = Field(description="Replacements in the released files by code.")
    identifiers: dict[str, int] = Field(description="Replacements in the released files by label.")
    removed: int = Field(description="Passages removed with a reason in the released files.")
    checks: tuple[str, ...] = Field(description="Checks made on every released file.")
    previous_release: Literal["none", "replaced", "removed"] = Field(
        description="What became of the release that stood in the same folder."
    )
    retention: Retention = Field(
        default_factory=Retention, description="When the release is to be disposed of and taken down."
    )
    audit: Digest = Field(description="SHA-256 of the line of audit.jsonl that belongs to this release.")

    def to_bytes(self) -> bytes:
        """UTF-8 JSON, the same bytes for the same values."""
        values = self.model_dump(mode="json")
        return (json.dumps(values, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")

    @property
    def files(self) -> dict[str, str]:
        """SHA-256 of every file that belongs in ``release/``, by name."""
        return {item.name: item.protected or item.sha256 for item in self._entries}

    @property
    def contents(self) -> dict[str, str]:
        """SHA-256 of every verified copy, without its password, by name."""
        return {item.name: item.sha256 for item in self._entries}

    @property
    def _entries(self) -> tuple[ReleasedFile | KeyToCodes, ...]:
        return (*self.released, *([self.key_to_codes] if self.key_to_codes is not None else []))


def read_certificate(path: Path) -> Certificate:
    """Read a ``certificate.json``.

    Raises:
        UsageError: it cannot be opened, or this program did not write it.
    """
    try:
        return Certificate.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise UsageError(
            "The certificate cannot be read, or was not written by this program.",
            next_step="Give the certificate.json that stands beside the folder release.",
        ) from None
