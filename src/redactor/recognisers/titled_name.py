"""People whom the case need not list: a title or a role stands beside the name.

The rules are ``redactor.lexicon.titled``, the verifier's ground too. The span covers
title and name; the role phrase stays in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.titled import titled_names
from redactor.model import Finding
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case


class TitledNameRecogniser(SpanRecogniser):
    """Findings of kind ``person``, with the name alone and the role's code prefix."""

    def __init__(self) -> None:
        super().__init__("person", "titled name")

    def find(self, text: str) -> Iterable[Finding]:
        """Find everybody with a title or a role beside the name."""
        return [
            Finding(
                start=found.start,
                end=found.end,
                kind="person",
                score=found.score,
                evidence=found.evidence,
                rule=self.name,
                role=found.role,
                name=found.name,
            )
            for found in titled_names(text)
        ]


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the same for every case
    """The recogniser; it needs no case."""
    return (TitledNameRecogniser(),)
