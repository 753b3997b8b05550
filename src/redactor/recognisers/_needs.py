"""What every match of a pattern holds: where a text lacks it, the pattern is not searched.

Most identifiers are numbers, most sentences hold none, and a document has tens of thousands of sentences. To look for
a string costs next to nothing beside a pattern that begins its work at every letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from redactor.lexicon.presence import digits_in, folded, words_in


@dataclass(frozen=True, slots=True)
class Needs:
    """Never more than the pattern itself demands.

    Attributes:
        digits: Every match has at least so many ASCII digits.
        strings: Every match has one of these, in lower case here and in any case there; empty says nothing.
        words: The same with whole words, no letter beside them.
    """

    digits: int = 0
    strings: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()

    def are_met(self, text: str) -> bool:
        """Whether a text can hold a match."""
        if self.digits > digits_in(text):
            return False
        if self.strings:
            low = folded(text)
            if not any(one in low for one in self.strings):
                return False
        return not self.words or not self.words.isdisjoint(words_in(text))


NEEDS: dict[Any, Needs] = {}
"""What patterns (of ``regex``) need."""


def can_match(pattern: Any, text: str) -> bool:
    """Whether a text has what a pattern needs."""
    needs = NEEDS.get(pattern)
    return needs is None or needs.are_met(text)
