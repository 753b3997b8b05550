"""Passages that a person decided to remove or to put in general words, and mentions that a person decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from redactor.case.decisions import REWRITING, Decision
from redactor.model import Notice, Rectangle, Replacement, Segment, SourceDocument, Span


@dataclass(frozen=True, slots=True)
class Decided:
    """What the decisions file says about one document.

    Attributes:
        removals: Replacements by "[removed: …]" or by general words.
        codes: For a segment key and a span, the code that a person chose.
        notices: Decisions that could not be carried out; they hold the document.
    """

    removals: tuple[Replacement, ...]
    codes: dict[tuple[str, int, int], str]
    notices: tuple[Notice, ...]


def decided(document: SourceDocument, decisions: Sequence[Decision]) -> Decided:
    """Find the places that the decisions for this document speak of.

    Args:
        document: The document as read.
        decisions: All decisions of the case; those of other documents are passed over.

    Returns:
        Removals, chosen codes, and a holding notice for each decision whose place or passage is not there.
    """
    removals: list[Replacement] = []
    codes: dict[tuple[str, int, int], str] = {}
    notices: list[Notice] = []
    segments = {segment.key: segment for segment in document.segments}
    for boxed in document.boxed:
        removals += [_boxed(segments[key], span, boxed.rectangle) for key, span in boxed.words]
    for decision in decisions:
        elsewhere = decision.document.replace("\\", "/") != document.source
        if decision.action not in REWRITING or elsewhere or decision.rectangle is not None:
            continue
        spans = [(s, span) for s in document.segments for span in _spans(s, decision)]
        if not spans:
            notices.append(_missing(decision))
        for segment, span in spans:
            if decision.action != "code":
                removals.append(_removal(segment, span, decision))
            else:
                codes[(segment.key, span.start, span.end)] = decision.value
    return Decided(tuple(removals), codes, tuple(notices))


def _spans(segment: Segment, decision: Decision) -> list[Span]:
    if decision.place and decision.place.casefold() != str(segment.place).casefold():
        return []
    if not decision.text:
        return [Span(0, len(segment.text))] if decision.place and segment.text else []
    spans: list[Span] = []
    start = segment.text.find(decision.text)
    while start >= 0:
        spans.append(Span(start, start + len(decision.text)))
        start = segment.text.find(decision.text, start + len(decision.text))
    return spans


def _removal(segment: Segment, span: Span, decision: Decision) -> Replacement:
    general = decision.action == "generalise"
    return Replacement(
        segment=segment.key,
        start=span.start,
        end=span.end,
        text=decision.replacement,
        kind="generalised" if general else "removed",
        rule="decisions",
        evidence="put in general words by decision" if general else "removed by decision",
    )


def _boxed(segment: Segment, span: Span, rectangle: Rectangle) -> Replacement:
    """The words that lie in a rectangle which is removed."""
    return Replacement(
        segment.key, span.start, span.end, rectangle.text, "removed", "decisions", evidence="removed by decision"
    )


def _missing(decision: Decision) -> Notice:
    return Notice(
        message="A decision in decisions.csv speaks of a passage or place that is not in this document.",
        place=decision.place,
        holds=True,
        next_step="Open confidential/decisions.csv and copy the passage or the place exactly as report.html shows it.",
    )
