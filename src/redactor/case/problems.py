"""Mistakes and oddities of a case folder, gathered so that they can be told together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process, utils

from redactor.errors import CaseError

_CLOSE = 70


@dataclass(slots=True)
class Problems:
    """What was wrong (``errors``) and what was odd (``warnings``), one sentence each."""

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def error(self, where: str, message: str) -> None:
        """Note a mistake that must be put right."""
        self.errors.append(f"{where}: {message}")

    def warn(self, where: str, message: str) -> None:
        """Note something that is allowed but may not be meant."""
        self.warnings.append(f"{where}: {message}")

    def raise_if_any(self) -> None:
        """Raise one ``CaseError`` with every mistake noted so far.

        Raises:
            CaseError: if there is at least one.
        """
        if self.errors:
            raise CaseError(dict.fromkeys(self.errors))


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return `` Did you mean "X"?`` for the closest known word, or an empty string."""
    found = process.extractOne(
        written, list(known), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_CLOSE
    )
    return f' Did you mean "{found[0]}"?' if found else ""


def listing(words: Iterable[str]) -> str:
    """Return ``a, b or c``."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
