"""Whose name is it, when several people of the case share it.

If exactly one of them was clearly mentioned just before, in the same segment or
the few before it, it is that one. A clear mention in the same sentence does not
count: "Maureen Brannock told Ms Brannock" speaks of two people. If nothing tells
them apart, the text says so ("SW1 or HV2"): a wrong code would say something
false about somebody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redactor.lexicon.labels import LABELS
from redactor.model import Category, Finding, Person

LOOK_BACK = 4
"""How many segments back a clear mention still counts."""

MOST_NAMED = 3
"""How many codes an open name lists ("SW1 or HV2"); more become the family or "[name]"."""

_SENTENCE_END = re.compile(r"[.!?;:\n]")

_KIN = frozenset({Category.CHILD, Category.FAMILY})
_FAMILY_FORMS = frozenset({"plural family", "family"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a listed finding stands for.

    Attributes:
        text: The code, or several joined by "or".
        person: Key of the person; empty if it stays open.
        ambiguous: Whether several people share the name and nothing tells them apart.
        evidence: Why, in plain words.
    """

    text: str
    person: str
    ambiguous: bool
    evidence: str


class Antecedents:
    """The unambiguous mentions seen so far in one document, in reading order."""

    def __init__(self, people: Mapping[str, Person], family: Person | None) -> None:
        self._people = people
        self._family = family
        self._seen: list[tuple[int, int, str]] = []

    def note(self, segment_index: int, end: int, person: str) -> None:
        """Record a clear mention that ends at code point ``end`` of the segment of that index."""
        self._seen.append((segment_index, end, person))

    def read(self, finding: Finding, segment_index: int, text: str) -> Reading:
        """Decide whom a finding names.

        Args:
            finding: A finding with one or more ``people``.
            segment_index: Where it stands; mentions up to ``LOOK_BACK`` segments before count.
            text: The segment's text.
        """
        keys = tuple(key for key in finding.people if key in self._people)
        codes = list(dict.fromkeys(self._people[key].code for key in keys))
        if finding.form in _FAMILY_FORMS:
            return self._as_family(keys, codes)
        if len(codes) == 1:
            self.note(segment_index, finding.end, keys[0])
            return Reading(codes[0], keys[0], False, finding.evidence)
        before = self._mentioned_before(keys, finding.start, segment_index, text)
        if len(before) == 1:
            (person,) = before
            return Reading(self._people[person].code, person, False, "shared name; the only one mentioned just before")
        return self._open(keys, codes)

    def _as_family(self, keys: Sequence[str], codes: Sequence[str]) -> Reading:
        """The family of the review, or that of somebody else: "the Hendersons" may be the foster carers."""
        if self._family and any(self._people[key].category in _KIN for key in keys):
            return Reading(self._family.code, self._family.key, False, "the family's name")
        if len(codes) == 1:
            return Reading(f"family of {codes[0]}", keys[0], False, "the name of somebody's family")
        if len(codes) <= MOST_NAMED:
            return Reading(" and ".join(codes), "", False, "the name that they share")
        return self._open(keys, codes)

    def _mentioned_before(self, keys: Sequence[str], start: int, segment_index: int, text: str) -> set[str]:
        found: set[str] = set()
        for index, end, person in reversed(self._seen):
            if index < segment_index - LOOK_BACK:
                break
            if person not in keys:
                continue
            if index == segment_index and not _SENTENCE_END.search(text, end, start):
                return set()
            found.add(person)
        return found

    def _open(self, keys: Sequence[str], codes: Sequence[str]) -> Reading:
        evidence = "a name that several people of the case share"
        if len(codes) <= MOST_NAMED:
            return Reading(" or ".join(codes), "", True, evidence)
        kin = all(self._people[key].category in _KIN for key in keys)
        if self._family and kin:
            return Reading(self._family.code, self._family.key, True, evidence)
        return Reading(LABELS["name"], "", True, evidence)
