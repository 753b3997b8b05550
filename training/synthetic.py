"""Invented case prose as training examples, singly and strung together as documents are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from corpus.sentences import Split, Text, generate

from training.example import Example


def examples(split: Split, count: int, seed: int) -> Iterator[Example]:
    """Examples of one split; the same arguments give the same ones."""
    return (example(text) for text in generate(split, count, seed))


def example(text: Text) -> Example:
    """A generated text as an example."""
    return Example(text.text, tuple((span.start, span.end, span.label) for span in text.spans), "synthetic")


def first(split: Split, count: int, seed: int) -> list[Example]:
    """The first examples, as a list."""
    return list(islice(examples(split, count, seed), count))
