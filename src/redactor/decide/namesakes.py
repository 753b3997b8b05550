"""Which provisional person a mention belongs to that no written form of theirs met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from redactor.lexicon.written import name_tokens, untitled
from redactor.model import Finding, Person


class Namesakes:
    """Provisional people and places by every word of their names.

    Args:
        people: Those with a provisional code.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._exact: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        for person in people:
            for tokens in dict.fromkeys(map(name_tokens, person.names)):
                self._exact[tokens].append(person.key)
            if person.category.is_person:
                for token in dict.fromkeys(token for name in person.names for token in name_tokens(name)):
                    self._by_word[token].append(person.key)

    def of(self, finding: Finding, written: str) -> tuple[str, ...]:
        """Keys of all whose name a finding spells or, failing that, of those who share its last word.

        Args:
            finding: Somebody or something that the case does not list.
            written: The text it covers.
        """
        tokens = name_tokens(finding.name or written)
        if exact := self.spelt(finding, written):
            return exact
        if finding.kind != "person" or not tokens:
            return ()
        return tuple(self._by_word.get(tokens[-1], ()))

    def spelt(self, finding: Finding, written: str) -> tuple[str, ...]:
        """Keys of all whose name a finding spells."""
        tokens = name_tokens(finding.name or written)
        exact = self._exact.get(tokens) or self._exact.get(name_tokens(untitled(finding.name or written).text))
        return tuple(exact or ())
