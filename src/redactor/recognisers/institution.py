"""Schools, hospitals, practices and homes with a name of their own (``redactor.lexicon.institutions``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.institutions import institutions
from redactor.model import Finding
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case


class InstitutionRecogniser(SpanRecogniser):
    """Findings of kind ``institution``; ``role`` is the prefix of its kind (``Primary School``)."""

    def __init__(self) -> None:
        super().__init__("institution", "institution")

    def find(self, text: str) -> Iterable[Finding]:
        """Find every institution that has a name of its own."""
        return [
            Finding(
                start=found.start,
                end=found.end,
                kind="institution",
                score=found.score,
                evidence=found.evidence,
                rule=self.name,
                role=found.role_prefix,
                name=found.name,
            )
            for found in institutions(text)
        ]


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the same for every case
    """The recogniser; it needs no case."""
    return (InstitutionRecogniser(),)
