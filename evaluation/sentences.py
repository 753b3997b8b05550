"""The person model alone, on invented texts of the test split: patterns and names that training never saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.sentences import Text, generate
from training.example import IGNORED

from evaluation.counts import Share, Spans, touches
from redactor.nlp import Mark, marks

Interval = tuple[int, int]

LABELS = ("PERSON", "PLACE", "INSTITUTION")


@dataclass(slots=True)
class Measured:
    """Figures of the model over many texts.

    Attributes:
        labels: By label.
        kinds: People by kind of document.
        origins: Share of mentions found by origin of the name.
        forms: Share of mentions found by written form.
        quiet: Texts without a person in which none was found.
        scores: By tenth of the score: found people that are right.
    """

    labels: dict[str, Spans] = field(default_factory=lambda: defaultdict(Spans.none))
    kinds: dict[str, Spans] = field(default_factory=lambda: defaultdict(Spans.none))
    origins: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    forms: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    quiet: Share = field(default_factory=Share)
    scores: dict[int, Share] = field(default_factory=lambda: defaultdict(Share))


def measure(count: int, seed: int) -> Measured:
    """Run the model over ``count`` texts of the test split."""
    texts = list(generate("test", count, seed))
    measured = Measured()
    for text, found in zip(texts, marks([text.text for text in texts]), strict=True):
        _add(measured, text, found)
    return measured


def by_label(examples: Sequence[tuple[str, Sequence[tuple[int, int, str]]]]) -> dict[str, Spans]:
    """Figures for people and places of the model alone.

    Args:
        examples: Texts with their gold spans: first code point, behind the last one, label. A mark that touches
            one labelled ``IGNORED`` and none of its own label is neither right nor wrong.
    """
    figures: dict[str, Spans] = defaultdict(Spans.none)
    for (_, spans), found in zip(examples, marks([text for text, _ in examples]), strict=True):
        left_open = [(start, end) for start, end, name in spans if name == IGNORED]
        for label in ("PERSON", "PLACE"):
            gold = [(start, end) for start, end, name in spans if name == label]
            marked = [(mark.start, mark.end) for mark in found if mark.label == label]
            figures[label].add(gold, judged(marked, gold, left_open))
    return figures


def judged(marked: Sequence[Interval], gold: Sequence[Interval], left_open: Sequence[Interval]) -> list[Interval]:
    """The marks that are right or wrong: without those that touch only what a source leaves open."""
    return [
        span
        for span in marked
        if any(touches(span, other) for other in gold) or not any(touches(span, other) for other in left_open)
    ]


def _add(measured: Measured, text: Text, found: Sequence[Mark]) -> None:
    for label in LABELS:
        gold = [(span.start, span.end) for span in text.spans if span.label == label]
        marked = [(mark.start, mark.end) for mark in found if mark.label == label]
        measured.labels[label].add(gold, marked)
        if label == "PERSON":
            measured.kinds[text.kind].add(gold, marked)
            if not gold:
                measured.quiet.add(not marked)
    people = [(mark.start, mark.end) for mark in found if mark.label == "PERSON"]
    for one in text.people:
        hit = any(touches((one.start, one.end), span) for span in people)
        measured.origins[one.origin].add(hit)
        measured.forms[one.form].add(hit)
    for mark in found:
        if mark.label == "PERSON":
            right = any(touches((mark.start, mark.end), (one.start, one.end)) for one in text.people)
            measured.scores[min(9, int(mark.score * 10))].add(right)
