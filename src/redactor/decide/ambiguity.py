"""Whose name is it, when several people of the case share it.

The nearest unambiguous mention of one of them decides, looking back through the
same segment and the few before it. If nothing tells them apart, the text says
so ("SW1 or HV2"): a wrong code would say something false about somebody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redactor.lexicon.labels import LABELS
from redactor.model import Finding, Person

LOOK_BACK = 4
"""How many segments back an unambiguous mention still decides."""

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
        self._seen: list[tuple[int, str]] = []

    def note(self, segment_index: int, person: str) -> None:
        """Record an unambiguous mention in the segment of that index."""
        self._seen.append((segment_index, person))

    def read(self, finding: Finding, segment_index: int) -> Reading:
        """Decide whom a finding names.

        Args:
            finding: A finding with one or more ``people``.
            segment_index: Where it stands; mentions up to ``LOOK_BACK`` segments before count.
        """
        keys = tuple(key for key in finding.people if key in self._people)
        if self._family and finding.form in _FAMILY_FORMS:
            return Reading(self._family.code, self._family.key, False, "the family's name")
        codes = list(dict.fromkeys(self._people[key].code for key in keys))
        if len(codes) == 1:
            self.note(segment_index, keys[0])
            return Reading(codes[0], keys[0], False, finding.evidence)
        for index, person in reversed(self._seen):
            if index < segment_index - LOOK_BACK:
                break
            if person in keys:
                evidence = "shared name; the person mentioned just before"
                return Reading(self._people[person].code, person, False, evidence)
        return Reading(self._open_text(codes), "", True, "a name that several people of the case share")

    def _open_text(self, codes: Sequence[str]) -> str:
        if len(codes) <= 3:
            return " or ".join(codes)
        return self._family.code if self._family else LABELS["name"]
