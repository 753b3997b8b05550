"""Names of policy, research, law, tools and bodies (``redactor.lexicon.publicterms``).

A finding of kind ``public`` replaces nothing: it keeps weaker findings off its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.publicterms import public_spans
from redactor.model import Finding
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case


class PublicTermRecogniser(SpanRecogniser):
    """Findings of kind ``public``."""

    def __init__(self) -> None:
        super().__init__("public", "public term")

    def find(self, text: str) -> Iterable[Finding]:
        """Find every public name and citation."""
        return [
            Finding(span.start, span.end, "public", 0.9, "a public name or citation", rule=self.name)
            for span in public_spans(text)
        ]


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the same for every case
    """The recogniser; it needs no case."""
    return (PublicTermRecogniser(),)
