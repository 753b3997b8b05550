"""What a check answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redactor.errors import ExitCode, most_severe
from redactor.model import DocumentKind, Notice, Residual, Verification


class CheckStatus(StrEnum):
    """How the check of one file ended."""

    CLEAN = "clean"
    RESIDUAL = "residual"
    HELD = "held"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"


_EXIT = {
    CheckStatus.CLEAN: ExitCode.OK,
    CheckStatus.RESIDUAL: ExitCode.BLOCKED,
    CheckStatus.HELD: ExitCode.HELD,
    CheckStatus.REFUSED: ExitCode.BLOCKED,
    CheckStatus.UNREADABLE: ExitCode.UNREADABLE,
    CheckStatus.UNSUPPORTED: ExitCode.UNSUPPORTED,
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The answer about one file.

    Attributes:
        source: The path as given.
        kind: What the file was taken to be; ``None`` if it could not be read.
        status: Clean, residual, held, refused, unreadable or unsupported.
        residuals: What is left in it.
        notes: What a person should know, and what holds it.
        verification: The whole answer of the verifier, for confidential reports; ``None`` if it could not be read.
    """

    source: str
    kind: DocumentKind | None
    status: CheckStatus
    residuals: tuple[Residual, ...] = ()
    notes: tuple[Notice, ...] = ()
    verification: Verification | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The answer about all files.

    Attributes:
        documents: One answer for each file, in the order given.
        limited: Whether neither case nor glossary was given: then nothing can be called clean.
    """

    documents: tuple[CheckedFile, ...]
    limited: bool

    @property
    def exit_code(self) -> ExitCode:
        """0 clean, 5 held, 6 residual or refused, 3, 4, or 8 if nothing was found without a case."""
        codes = [_EXIT[item.status] for item in self.documents]
        return most_severe([*codes, ExitCode.LIMITED] if self.limited else codes)
