"""The people, places and identifiers that the case lists, in every written form.

Guarantee: every form of ``lexicon.forms`` is found, whatever its case, diacritics,
invisible characters and line breaks, with bounded misspellings and scanning
errors. Residual risk: a misspelling beyond the bounds (one error in five to seven
letters, two in more) or one that makes another word, and an ordinary word whose
context ``lexicon.context`` misjudges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from redactor.model import Finding, Person
from redactor.recognisers._matching.index import NameIndex
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from redactor.case.schema import Case

KINDS = ("person", "place", "organisation", "identifier", "allowed", "keep")


class GlossaryRecogniser(SpanRecogniser):
    """Finds listed people, places and identifiers, allowed people and kept names.

    Args:
        people: Whom to find. A finding's ``people`` holds the keys of everybody
            that the text may mean, in the order given here.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__(KINDS, "glossary")
        self._index = NameIndex(people)

    def find(self, text: str) -> Iterable[Finding]:
        """Find every written form; see ``SpanRecogniser.find``."""
        return self._index.matches(text)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:
    """One recogniser over all people of the case; none without a case."""
    return [GlossaryRecogniser(case.people)] if case is not None else []
