"""The finished network against gold spans: calibration, and the figures that the training prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from redactor.nlp.tagger.calibration import Calibration, fitted
from redactor.nlp.tagger.network import Network
from redactor.nlp.tagger.tags import LABELS, Tagged, probabilities, spans
from redactor.nlp.tagger.words import Word, WordEncoder
from training.example import IGNORED, Example, Marked


@dataclass(frozen=True, slots=True)
class Found:
    """A span that the network found."""

    start: int
    end: int
    label: str
    certainty: float


def found(network: Network, encoder: WordEncoder, examples: Sequence[Example]) -> list[list[Found]]:
    """What the network finds in each example."""
    encoded = encoder.encode([example.text for example in examples])
    return [
        [_at(tagged, words.words) for tagged in spans(probabilities(scores))]
        for words, scores in zip(encoded, network.scores(encoded), strict=True)
    ]


def _at(tagged: Tagged, words: Sequence[Word]) -> Found:
    first, last = words[tagged.first], words[tagged.last - 1]
    return Found(first.start, last.end, tagged.label, tagged.certainty)


def _overlaps(one: Found, spans_: Sequence[Marked], label: str) -> bool:
    return any(start < one.end and one.start < end and label in (name, IGNORED) for start, end, name in spans_)


def calibrated(predictions: Sequence[Sequence[Found]], examples: Sequence[Example]) -> Calibration:
    """A line for each label: how often a span of some certainty overlaps a gold span of its label."""
    lines = {}
    for label in LABELS:
        judged = [
            (one.certainty, _overlaps(one, example.spans, label))
            for found_, example in zip(predictions, examples, strict=True)
            for one in found_
            if one.label == label
        ]
        lines[label] = fitted([certainty for certainty, _ in judged], [right for _, right in judged])
    return Calibration(lines)


def figures(predictions: Sequence[Sequence[Found]], examples: Sequence[Example]) -> Iterator[str]:
    """One line for each label: spans, share found (overlapping), share of the found that are right."""
    for label in LABELS:
        gold = hit = made = right = 0
        for found_, example in zip(predictions, examples, strict=True):
            ours = [one for one in found_ if one.label == label]
            for start, end, name in example.spans:
                if name == label:
                    gold += 1
                    hit += any(start < one.end and one.start < end for one in ours)
            made += len(ours)
            right += sum(_overlaps(one, example.spans, label) for one in ours)
        yield f"{label:12} {gold:6} gold, recall {hit / max(1, gold):.4f}, precision {right / max(1, made):.4f}"


def load(weights: Path, vocabulary: Path) -> tuple[Network, WordEncoder]:
    """A network as the program runs it."""
    encoder = WordEncoder(vocabulary)
    return Network(weights, encoder), encoder
