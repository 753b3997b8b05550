"""What the whole case says about a word: how often it is a name, how often something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from redactor.lexicon.folding import fold_text
from redactor.lexicon.thresholds import SHARE
from redactor.lexicon.titled_words import FUNCTION
from redactor.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*")
_START = re.compile(r"(?:^|[.!?:;•*▪|\t\n\"“(\[/]|\s[-–—])\s*(?:</?[A-Za-z]\w{0,8}>\s*)*$")
"""What a sentence, cell or line begins behind, with the tags that converters leave in a text."""
_LONGEST_START = 24

_AGENCY = re.compile(
    r"\b([A-Z][\w'’-]+) (?:(?:and|&) [A-Z]\w+ )?(?:(?:City|County|District|Metropolitan|Borough|Town) )*"
    r"(?:Council|Police|Constabulary|LSCB|LSCP|SCB|PCT|CCG|NHS|Safeguarding|Children|Social|Probation|Local|Authority|"
    r"Magistrates|Crown|County)\b"
)

_WRITTEN_OUT = re.compile(r"\(\s*[\"“'‘]?([A-Z]{3,8})[\"”'’]?\s*[);,]")
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]*")
_BEFORE_ACRONYM = 120
"""Code points in which the words that an acronym is made of stand."""


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    return fold_text(re.sub(r"['’ʼ]", "", word))


@dataclass(frozen=True, slots=True)
class _Counted:
    """The words of one text, folded.

    Attributes:
        capital: Those with a capital, and where each begins.
        inside: Those of them that no sentence, cell or line begins with, among words without.
        small: Those without a capital.
        agencies: Those that begin the name of an agency.
        acronyms: Acronyms in brackets behind the words whose initials they are.
    """

    capital: tuple[tuple[str, int], ...]
    inside: tuple[str, ...]
    small: tuple[str, ...]
    agencies: tuple[str, ...]
    acronyms: tuple[str, ...]


@lru_cache(maxsize=16384)
def _counted(text: str) -> _Counted:
    """Cut a text into words; the last ones are remembered: a case is read over and over while a person decides."""
    capital: list[tuple[str, int]] = []
    inside: list[str] = []
    small: list[str] = []
    previous_capital = False
    for match in _WORD.finditer(text):
        word = _folded(match[0])
        if match[0][0].isupper():
            capital.append((word, match.start()))
            start = match.start()
            begins = previous_capital or bool(_START.search(text, max(0, start - _LONGEST_START), start))
            if not begins and not match[0].isupper():
                inside.append(word)
            previous_capital = word not in FUNCTION
        else:
            small.append(word)
            previous_capital = False
    agencies = tuple(_folded(match[1]) for match in _AGENCY.finditer(text))
    return _Counted(tuple(capital), tuple(inside), tuple(small), agencies, tuple(_acronyms(text)))


def _acronyms(text: str) -> Iterator[str]:
    for match in _WRITTEN_OUT.finditer(text):
        words = _CAPITAL.findall(text, max(0, match.start() - _BEFORE_ACRONYM), match.start())
        if "".join(word[0] for word in words[-len(match[1]) :]) == match[1]:
            yield _folded(match[1])


@dataclass(slots=True)
class CaseWords:
    """Counts of folded words over all documents of a case.

    Attributes:
        capital: Uses with a capital.
        inside: Uses with a capital that no sentence, cell or line begins with, among words without.
        small: Uses without a capital.
        evidence: Uses with a capital that a title, a role, a column or a sure model gives as a name.
        agencies: Words that begin the name of an agency of the case ("Fennshire" of Fennshire County Council).
        acronyms: Folded acronyms that the case itself writes out: "Fenn Area Youth Aid (FAYA)".
        kept: Surnames of people whose names the case keeps.
    """

    capital: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    small: Counter[str] = field(default_factory=Counter)
    evidence: Counter[str] = field(default_factory=Counter)
    agencies: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    kept: frozenset[str] = frozenset()

    def read(self, text: str, names: Iterable[Span]) -> None:
        """Count the words of one text.

        Args:
            text: One segment.
            names: Where evidence says that somebody is named; offsets are code points of ``text``.
        """
        counted = _counted(text)
        self.agencies.update(counted.agencies)
        self.acronyms.update(counted.acronyms)
        self.capital.update(word for word, _ in counted.capital)
        self.inside.update(counted.inside)
        self.small.update(counted.small)
        spans = sorted((span.start, span.end) for span in names)
        place = 0
        for word, start in counted.capital if spans else ():
            while place < len(spans) and spans[place][1] <= start:
                place += 1
            if place < len(spans) and spans[place][0] <= start:
                self.evidence[word] += 1

    def is_evident(self, word: str) -> bool:
        """Whether enough of the capitalised uses of a folded word are evidence for a name."""
        return 0 < self.evidence[word] >= SHARE * self.capital[word]

    def is_everyday(self, word: str) -> bool:
        """Whether the case itself writes a folded word small more often than with a capital of its own."""
        return self.small[word] > 2 * self.inside[word]
