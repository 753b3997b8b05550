"""What decide hands to apply and to verify: exactly what will be replaced by what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redactor.model.documents import DocumentKind, Notice, SourceDocument
from redactor.model.people import Person
from redactor.model.rectangles import Rectangle
from redactor.model.spans import Span, substitute


@dataclass(frozen=True, slots=True)
class Replacement:
    """One edit of one segment.

    Attributes:
        segment: Key of the segment.
        start, end: Half-open, in code points of the segment's text.
        text: What stands there afterwards.
        kind: The kind of the finding, or ``removed`` for a passage removed with a reason.
        rule: Which rule decided (recogniser or ``decisions``).
        evidence: Why, in plain words.
        person: Key of the person, place or identifier; empty for fixed labels.
        ambiguous: Whether the name could be more than one person's.
    """

    segment: str
    start: int
    end: int
    text: str
    kind: str
    rule: str
    evidence: str = ""
    person: str = ""
    ambiguous: bool = False

    @property
    def span(self) -> Span:
        """The edit's span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that will be done to one document.

    Attributes:
        source: As in ``SourceDocument``.
        sha256: Digest of the bytes that the plan was made for.
        kind: The document's kind.
        output_name: Safe file name of the released copy, codes in place of names.
        replacements: Disjoint within each segment; ordered by segment, then start.
        notices: Why it is held (``holds``), and what a person should know.
        copies: Pairs of source and file name of the released copies that a link may lead to.
        drawings: Pairs of the SHA-256 of a picture and the PNG that stands in its place (a fresh genogram).
        covered: SHA-256 of pictures that somebody decided may not stay: a placeholder, whatever they show.
        rectangles: Parts of pages and pictures that go with all that is in them; a labelled box stands there.
    """

    source: str
    sha256: str
    kind: DocumentKind
    output_name: str
    replacements: tuple[Replacement, ...] = ()
    notices: tuple[Notice, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    drawings: tuple[tuple[str, bytes], ...] = ()
    covered: frozenset[str] = frozenset()
    rectangles: tuple[Rectangle, ...] = ()

    def by_segment(self) -> dict[str, tuple[Replacement, ...]]:
        """The replacements of each segment that has any, ordered by start."""
        found: dict[str, list[Replacement]] = {}
        for item in self.replacements:
            found.setdefault(item.segment, []).append(item)
        return {key: tuple(sorted(items, key=lambda r: r.start)) for key, items in found.items()}


@dataclass(frozen=True, slots=True)
class CasePlan:
    """The plans of all documents of a case, and its people after detection.

    Attributes:
        plans: One for each document that was read.
        people: Glossary, provisional, allowed and kept people.
        mentions: Number of replacements (or kept mentions) by person key.
        warnings: About the case as a whole, without document text.
    """

    plans: tuple[Plan, ...]
    people: tuple[Person, ...]
    mentions: dict[str, int]
    warnings: tuple[str, ...] = ()


def rewritten(text: str, replacements: Iterable[Replacement]) -> str:
    """Return a segment's text with its replacements applied."""
    return substitute(text, ((item.span, item.text) for item in replacements))


def expected_texts(document: SourceDocument, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Pairs of (text before, text after) of every segment, in reading order.

    A part of a page that is removed and holds no words leaves its label: a pair without a text before.
    """
    edits = plan.by_segment()
    labels = [("", boxed.rectangle.text) for boxed in document.boxed if boxed.rectangle.page and not boxed.words]
    return (*((s.text, rewritten(s.text, edits.get(s.key, ()))) for s in document.segments), *labels)
