"""What is learned from, in which proportion and order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from redactor.nlp.tagger.words import WordEncoder
from training import public, synthetic
from training.batches import Batch, Row, batches, hidden, rows
from training.example import Example
from training.renaming import renamed

PUBLIC_SHARE: Final = 0.2
"""Share of the texts that come from public data."""

_CHUNK: Final = 200


def public_data(folder: Path, held_out: Sequence[str]) -> list[tuple[float, Example]]:
    """Sentences of the public sources that are learned from, each with the weight of its source.

    Raises:
        FileNotFoundError: if a source is not in the folder.
    """
    return [
        (source.weight, example)
        for source in public.SOURCES
        if source.name not in held_out
        for example in public.read(folder, source)
    ]


def stream(encoder: WordEncoder, weighted: Sequence[tuple[float, Example]], size: int, seed: int) -> Iterator[Batch]:
    """Batches without end; the same arguments give the same ones."""
    rng = random.Random(seed)
    return batches(rng, _mixed(rng, encoder, weighted, seed), size)


def _mixed(
    rng: random.Random, encoder: WordEncoder, weighted: Sequence[tuple[float, Example]], seed: int
) -> Iterator[Row]:
    known = _encoded(encoder, _public(rng, weighted))
    invented = synthetic.examples("train", 10**9, seed)
    made = _encoded(encoder, (renamed(rng, example) for example in invented))
    while True:
        row = next(known) if rng.random() < PUBLIC_SHARE else next(made)
        yield hidden(rng, row, encoder.hidden)


def _public(rng: random.Random, weighted: Sequence[tuple[float, Example]]) -> Iterator[Example]:
    deck = list(weighted)
    while True:
        rng.shuffle(deck)
        yield from (example for weight, example in deck if rng.random() < weight)


def _encoded(encoder: WordEncoder, examples: Iterator[Example]) -> Iterator[Row]:
    while chunk := list(islice(examples, _CHUNK)):
        yield from rows(encoder, chunk)
