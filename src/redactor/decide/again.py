"""A slip that is met again: somebody of their own, or somebody listed whose name is typed wrong more than once.

Two people may bear names that differ by one letter. A word of which no list of names knows anything is taken
for the listed name all the same where the case itself bears that out: the right name is much the commoner,
whoever bears it is in a document that has the slip, and no sentence has both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redactor.decide.detected import Detected
from redactor.decide.mentions import Mention
from redactor.decide.precedence import is_listed
from redactor.lexicon.written import name_tokens
from redactor.model import Span

_SENTENCE = re.compile(r"[.!?;\n\t]")
_TOLD = re.compile(r"[\s,(\[]{1,3}(?:is |also |sometimes |correctly |wrongly )?spel(?:t|led) (?:as )?[\"“‘']?")
_SPELT = re.compile(r"\bspel(?:t|led)\b", re.IGNORECASE)


_COMMONER = 3
"""How often the right name stands for each slip."""


@dataclass(frozen=True, slots=True)
class _Right:
    """A place where a listed name is written as listed."""

    source: str
    segment: str
    span: Span
    people: tuple[str, ...]


class RightNames:
    """Where the listed people of a case stand under their names as listed.

    Args:
        detected: All documents of the case.
    """

    def __init__(self, detected: Sequence[Detected]) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self._by_word: defaultdict[str, list[_Right]] = defaultdict(list)
        self._starts: set[tuple[str, str, int]] = set()
        self._documents: defaultdict[str, set[str]] = defaultdict(set)
        for item in detected:
            source = item.document.source
            for key, text in item.texts():
                self._texts[source, key] = text
                for one in item.findings.get(key, ()):
                    if is_listed(one) and one.kind == "person":
                        self._note(_Right(source, key, one.span, one.people), text)

    def _note(self, one: _Right, text: str) -> None:
        self._starts.add((one.source, one.segment, one.span.start))
        for word in name_tokens(one.span.of(text)):
            self._by_word[word].append(one)
        for person in one.people:
            self._documents[person].add(one.source)

    def bear_out(self, slips: Iterable[Mention], words: Iterable[str]) -> bool:
        """Whether mentions of one misspelt name are slips of a listed one.

        Args:
            slips: All mentions of that spelling.
            words: The listed words that it may stand for; none if it may be a name of its own.
        """
        mentions = tuple(slips)
        return any(self._bears_out(mentions, self._by_word[word]) for word in words if word in self._by_word)

    def tells(self, slips: Iterable[Mention]) -> bool:
        """Whether the text says of one of the mentions how the name is spelt: "Duce (spelt Duke on the form)"."""
        return any(self._is_told(slip) for slip in slips)

    def _is_told(self, slip: Mention) -> bool:
        told = _TOLD.match(self._texts.get((slip.source, slip.segment), ""), slip.finding.end)
        return told is not None and (slip.source, slip.segment, told.end()) in self._starts

    def _bears_out(self, slips: Sequence[Mention], right: Sequence[_Right]) -> bool:
        if len(right) < _COMMONER * len(slips):
            return False
        documents = {source for one in right for person in one.people for source in self._documents[person]}
        if documents.isdisjoint(slip.source for slip in slips):
            return False
        return not any(self._stand_together(slip, one) for slip in slips for one in right)

    def _stand_together(self, slip: Mention, one: _Right) -> bool:
        """Whether a sentence has the slip and the right name, as of two people; "Duce (spelt Duke)" is of one."""
        if (slip.source, slip.segment) != (one.source, one.segment):
            return False
        start, end = sorted((slip.finding.span, one.span), key=lambda span: span.start)
        between = self._texts[one.source, one.segment][start.end : end.start]
        return not (_SENTENCE.search(between) or _SPELT.search(between))
