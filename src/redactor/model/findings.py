"""What detection finds."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.model.spans import Span

PERSON_MODEL = "person model"
"""``Finding.rule`` of what the pipeline's person model found."""


UNEXPLAINED = "proper nouns"
"""``Finding.rule`` of what only the verifier took for somebody: a proper noun that nothing explains."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of text that is a person, a place or an identifier.

    Attributes:
        start, end: Half-open, in code points of the text that was searched.
        kind: Lower case: ``person``, ``place``, ``institution``, ``nhs_number``,
            ``phone``, ``email``, ``postcode``, ``date_of_birth``, ``allowed``, ``keep``, …
        score: 0 to 1.
        evidence: Why, in plain words ("title before a capitalised name").
        rule: The recogniser that found it.
        people: Keys of the people, places or identifiers of the case that it may
            be; empty when it is nobody the case lists, several when ambiguous.
        form: How it is written: ``full name``, ``surname``, ``nickname``, … (glossary findings).
        role: For somebody the case does not list: the code prefix that the
            context gives (``HV``), or a word such as ``School``; may be empty.
        name: For somebody the case does not list: the name alone, without title
            and role, as written; empty when the whole span is the name.
    """

    start: int
    end: int
    kind: str
    score: float
    evidence: str
    rule: str = ""
    people: tuple[str, ...] = ()
    form: str = ""
    role: str = ""
    name: str = ""

    @property
    def span(self) -> Span:
        """The finding's span."""
        return Span(self.start, self.end)
