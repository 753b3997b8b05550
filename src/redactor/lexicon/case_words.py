"""What the whole case says about a word: how often it is a name, how often something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from redactor.lexicon.folding import fold_text
from redactor.lexicon.thresholds import SHARE
from redactor.lexicon.titled_words import FUNCTION
from redactor.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*")
_START = re.compile(r"(?:^|[.!?:;•*▪|\t\n\"“(\[/]|\s[-–—])\s*$")

_AGENCY = re.compile(
    r"\b([A-Z][\w'’-]+) (?:(?:and|&) [A-Z]\w+ )?(?:(?:City|County|District|Metropolitan|Borough|Town) )*"
    r"(?:Council|Police|Constabulary|LSCB|LSCP|SCB|PCT|CCG|NHS|Safeguarding|Children|Social|Probation|Local|Authority|"
    r"Magistrates|Crown|County)\b"
)


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold_text(re.sub(r"['’ʼ]", "", word))


@dataclass(slots=True)
class CaseWords:
    """Counts of folded words over all documents of a case.

    Attributes:
        capital: Uses with a capital.
        inside: Uses with a capital that no sentence, cell or line begins with, among words without.
        small: Uses without a capital.
        evidence: Uses with a capital that a title, a role, a column or a sure model gives as a name.
        agencies: Words that begin the name of an agency of the case ("Fennshire" of Fennshire County Council).
        kept: Surnames of people whose names the case keeps.
    """

    capital: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)
    evidence: Counter[str] = field(default_factory=Counter)
    agencies: set[str] = field(default_factory=set)
    kept: frozenset[str] = frozenset()

    def read(self, text: str, names: Iterable[Span]) -> None:
        """Count the words of one text.

        Args:
            text: One segment.
            names: Where evidence says that somebody is named; offsets are code points of ``text``.
        """
        self.agencies.update(_folded(match[1]) for match in _AGENCY.finditer(text))
        spans = sorted((span.start, span.end) for span in names)
        place = 0
        previous_capital = False
        for match in _WORD.finditer(text):
            word = _folded(match[0])
            if match[0][0].isupper():
                self.capital[word] += 1
                begins = previous_capital or bool(_START.search(text, max(0, match.start() - 6), match.start()))
                if not begins and not match[0].isupper():
                    self.inside[word] += 1
                while place < len(spans) and spans[place][1] <= match.start():
                    place += 1
                if place < len(spans) and spans[place][0] <= match.start():
                    self.evidence[word] += 1
                previous_capital = word not in FUNCTION
            else:
                self.small[word] += 1
                previous_capital = False

    def is_evident(self, word: str) -> bool:
        """Whether enough of the capitalised uses of a folded word are evidence for a name."""
        return 0 < self.evidence[word] >= SHARE * self.capital[word]

    def is_everyday(self, word: str) -> bool:
        """Whether the case itself writes a folded word small more often than with a capital of its own."""
        return self.small[word] > 2 * self.inside[word]
