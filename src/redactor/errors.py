"""Exit codes and the one error hierarchy.

Every error that a person can meet names what is wrong and what to do next. A
message never holds document text: it may hold a file name of the case, a row
number, a field name, or the name of a missing program.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process answers; stable, documented in ``docs/reference/exit-codes.md``."""

    OK = 0
    USAGE = 2
    UNREADABLE = 3
    UNSUPPORTED = 4
    HELD = 5
    BLOCKED = 6
    MODEL = 7
    LIMITED = 8
    BUG = 70


_SEVERITY = (
    ExitCode.BUG,
    ExitCode.USAGE,
    ExitCode.MODEL,
    ExitCode.BLOCKED,
    ExitCode.UNREADABLE,
    ExitCode.UNSUPPORTED,
    ExitCode.HELD,
    ExitCode.LIMITED,
    ExitCode.OK,
)


def most_severe(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the code that wins when several documents end differently.

    The order is 70, 2, 7, 6, 3, 4, 5, 8, 0. An empty iterable is ``OK``.
    """
    return min(codes, key=_SEVERITY.index, default=ExitCode.OK)


class RedactorError(Exception):
    """Base of every error that the program raises on purpose.

    Args:
        message: What is wrong, in plain words, without document text.
        next_step: What the person can do about it; may be empty.
    """

    exit_code = ExitCode.BUG

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class UsageError(RedactorError):
    """The command, the case file or the glossary is wrong."""

    exit_code = ExitCode.USAGE


class CaseError(UsageError):
    """One or more mistakes in the case folder, reported together.

    Args:
        problems: One sentence each: file, row or field, what is wrong, what to
            write instead.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        noun = "mistake" if count == 1 else "mistakes"
        super().__init__(f"{count} {noun} in the case folder:\n  " + "\n  ".join(self.problems))


class BusyError(UsageError):
    """Another living process writes where this one wants to."""


class UnreadableError(RedactorError):
    """A document is broken, empty, encrypted without a password, or not text."""

    exit_code = ExitCode.UNREADABLE


class UnsupportedFormatError(RedactorError):
    """No adapter reads this format (yet, or without a further program)."""

    exit_code = ExitCode.UNSUPPORTED


class HeldError(RedactorError):
    """Something in a document cannot be checked and needs a person."""

    exit_code = ExitCode.HELD


class BlockedError(RedactorError):
    """Verification or the destination's rules forbid the release."""

    exit_code = ExitCode.BLOCKED


class ModelError(RedactorError):
    """The language pipeline is missing or altered."""

    exit_code = ExitCode.MODEL


class RecogniserError(HeldError):
    """A recogniser failed or ran out of time: its document cannot be decided."""
