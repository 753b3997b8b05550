"""Towns where somebody of the case lives (``redactor.lexicon.towns``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from redactor.lexicon.towns import homes
from redactor.model import Finding
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case


class TownRecogniser(SpanRecogniser):
    """Findings of kind ``place`` with the role ``Town``."""

    def __init__(self) -> None:
        super().__init__("place", "town")

    def find(self, text: str) -> Iterable[Finding]:
        """Find every town after a word of living, moving or birth."""
        return [
            Finding(
                start=span.start,
                end=span.end,
                kind="place",
                score=0.7,
                evidence="a town after a word of living there",
                rule=self.name,
                role="Town",
                name=span.of(text),
            )
            for span in homes(text)
        ]


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:
    """The recogniser; text that belongs to no case has no family whose town it could be."""
    return (TownRecogniser(),) if case is not None else ()
