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
    """Findings of kind ``person``, with the name alone and the role's code prefix.

    Args:
        codes: Codes of the case, whose letters are nobody's initials.
    """

    def __init__(self, codes: Iterable[str] = ()) -> None:
        super().__init__("person", "titled name")
        self._codes = frozenset(codes)

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
            for found in titled_names(text, self._codes)
        ]


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:
    """The recogniser; of a case it needs the codes."""
    if case is None:
        return (TitledNameRecogniser(),)
    family = f"Family {case.subject.split()[-1]}" if case.subject else ""
    return (TitledNameRecogniser({*case.codes, case.subject, family} - {""}),)
