"""Stretches of a passage that stand: codes, labels, allowed and kept names, public terms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from redactor.model import Person
from redactor.verify.closed.groups import Group
from redactor.verify.closed.vocabulary import public_terms, set_phrases
from redactor.verify.closed.words import Passage
from redactor.verify.knowledge import Knowledge

_LABEL = re.compile(r"\[[^\]\n]{1,80}\]")
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lady|Lord|Rev|Canon)\.?\s+"


@dataclass(frozen=True, eq=False)
class Standing:
    """What may stand in the documents of a case; without one, labels and public terms.

    Attributes:
        knowledge: The case or glossary.
    """

    knowledge: Knowledge | None

    @cached_property
    def _patterns(self) -> tuple[tuple[Group, re.Pattern[str]], ...]:
        known = self.knowledge
        found: list[tuple[Group, re.Pattern[str] | None]] = [
            (Group.CODE, _LABEL),
            (Group.PUBLIC, public_terms()),
            (Group.THING, set_phrases()),
        ]
        if known is not None:
            found.append((Group.CODE, _any(known.codes)))
            found.append((Group.ALLOWED, _any_pattern(form for person in known.allowed for form in _forms(person))))
            found.append((Group.KEPT, _any((name for person in known.kept for name in person.names), small=True)))
            found.append((Group.BOARD, _any([known.board])))
            found.append((Group.ALLOWED, _any(_parts(known.allowed))))
            found.append((Group.KEPT, _any(_surnames(known.kept))))
        return tuple((group, pattern) for group, pattern in found if pattern is not None)

    def stretches(self, passage: Passage) -> Stretches:
        """Find what stands in a passage."""
        found = (
            (group, [match.span() for match in pattern.finditer(passage.text)]) for group, pattern in self._patterns
        )
        return Stretches(tuple((group, spans) for group, spans in found if spans))


Spans = tuple[tuple[Group, tuple[int, int]], ...]
"""Why, and half-open offsets."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """The stretches of one passage that stand.

    Attributes:
        found: Why, and half-open offsets in reading order that do not overlap; what counts before the others first.
    """

    found: tuple[tuple[Group, list[tuple[int, int]]], ...]

    def also(self, spans: Spans) -> Stretches:
        """These and single stretches besides."""
        return Stretches((*self.found, *((group, [span]) for group, span in spans))) if spans else self

    def group(self, start: int, end: int) -> Group | None:
        """Tell why ``passage.text[start:end]`` stands; ``None`` where no stretch holds all of it."""
        for group, spans in self.found:
            at = bisect_right(spans, start, key=itemgetter(0))
            if at and end <= spans[at - 1][1]:
                return group
        return None


def _parts(people: Iterable[Person]) -> Iterator[str]:
    """Every word of an allowed name: that one stands alone is told by a note of its own."""
    for person in people:
        for name in person.names:
            words = [word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name) if len(word) > 1]
            yield from (*words, *map(str.upper, words))


def _surnames(people: Iterable[Person]) -> Iterator[str]:
    """The last word of a kept name of several: "Helen Brandreth", and then "Brandreth's phrase"."""
    for person in people:
        for name in person.names:
            words = name.split()
            if len(words) > 1 and all(re.fullmatch(r"[^\W\d_][\w.'’-]*", word) and word[0].isupper() for word in words):
                yield words[-1]


def _any(texts: Iterable[str], *, small: bool = False) -> re.Pattern[str] | None:
    """A pattern for texts as written, spaces of any width; ``small``: in any case of letters."""
    return _any_pattern((_spelt(text) for text in texts if text.strip()), small=small)


def _spelt(text: str) -> str:
    """A pattern for a text with spaces of any width and apostrophes of any kind."""
    return re.sub("['’ʼ]", "['’ʼ]", r"\s+".join(map(re.escape, text.split())))


def _any_pattern(patterns: Iterable[str], *, small: bool = False) -> re.Pattern[str] | None:
    ordered = sorted(set(patterns), key=len, reverse=True)
    if not ordered:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", re.IGNORECASE if small else 0)


def _forms(person: Person) -> Iterator[str]:
    """Patterns of an allowed name as it may stay: in full, with a title, with an initial, surname first."""
    for name in person.names:
        words = name.split()
        first, last = re.escape(words[0]), re.escape(words[-1])
        middle = r"(?:[\w.'’-]+\s+){0,3}"
        yield rf"{first}\s+{middle}{last}" if len(words) > 1 else first
        yield rf"{re.escape(words[0].upper())}\s+{middle}{re.escape(words[-1].upper())}"
        yield rf"{re.escape(words[0][0])}\.?\s*{last}"
        yield rf"(?:{last}|{re.escape(words[-1].upper())}),\s*{re.escape(words[0][0])}[\w.'’-]*"
        yield rf"{_TITLE}(?:[\w.'’-]+\s+)?{last}"
