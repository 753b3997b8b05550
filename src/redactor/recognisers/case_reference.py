"""The case's own reference, which never appears in an output (design: ``case.toml``)."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from redactor.case.schema import Case
from redactor.model import Finding
from redactor.recognisers.base import SpanRecogniser, matches


class CaseReferenceRecogniser(SpanRecogniser):
    """Finds the reference with any spacing, dash or slash between its parts.

    Args:
        reference: As case.toml has it; at least four characters, one of them a digit.
    """

    def __init__(self, reference: str) -> None:
        super().__init__(kinds=("reference",), name="case_reference")
        parts = regex.findall(r"[^\W\d_]+|\d+", reference)
        joined = r"[\s\p{Pd}/_.]{0,3}".join(map(regex.escape, parts))
        self._pattern = regex.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])", regex.IGNORECASE)

    def find(self, text: str) -> Iterable[Finding]:
        """Yield every mention of the reference."""
        for match in matches(self._pattern, text):
            yield Finding(match.start(), match.end(), "reference", 1.0, "the case's own reference")


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:
    """One recogniser if the case has a reference that can be told from ordinary words."""
    if case is not None and len(case.reference) >= 4 and any(c.isdigit() for c in case.reference):
        yield CaseReferenceRecogniser(case.reference)
