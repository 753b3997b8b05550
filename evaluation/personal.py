"""The person model on sentences with personal data from outside the field, of patterns that training never saw."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.sentences import patterns_of, render

from evaluation.counts import Spans
from evaluation.sentences import by_label

FILE = Path(__file__).with_name("personal_data.txt")


def measure(seed: int, rounds: int = 20) -> dict[str, Spans]:
    """Figures by label over every pattern, each with new names of the test split in every round."""
    rng = random.Random(f"personal data {seed}")
    texts = [render(rng, [pattern], "test") for _ in range(rounds) for pattern in patterns_of(FILE, "test")]
    return by_label([(text.text, [(span.start, span.end, span.label) for span in text.spans]) for text in texts])
