"""Examples as padded batches of word-pieces."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from redactor.nlp.tagger.tags import tags_of
from redactor.nlp.tagger.words import Encoded, WordEncoder
from training.example import Example

IGNORE: Final = -100
LONGEST: Final = 254
_POOL: Final = 96
_HIDE_NAMES: Final = 0.12
_HIDE_WORDS: Final = 0.04


@dataclass(frozen=True, slots=True)
class Row:
    """One window: ids, shapes and tags of its word-pieces, marks at both ends included."""

    pieces: list[int]
    shapes: list[int]
    tags: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of about the same length, padded to the longest."""

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    mask: NDArray[np.int64]
    tags: NDArray[np.int64]


def rows(encoder: WordEncoder, examples: Sequence[Example]) -> Iterator[Row]:
    """Encode examples; a text too long for a window is cut into several."""
    encoded = encoder.encode([example.text for example in examples])
    for example, one in zip(examples, encoded, strict=True):
        tags = tags_of([(word.start, word.end) for word in one.words], example.spans)
        yield from _windows(encoder, one, tags)


def _windows(encoder: WordEncoder, encoded: Encoded, tags: Sequence[int]) -> Iterator[Row]:
    marked = [IGNORE] * len(encoded.pieces)
    for word, tag in zip(encoded.words, tags, strict=True):
        marked[word.first] = tag
    starts = [word.first for word in encoded.words]
    at = 0
    while at < len(marked):
        end = at + LONGEST
        if end < len(marked):
            end = max((start for start in starts if at < start <= end), default=end)
        yield Row(
            [encoder.opening, *encoded.pieces[at:end], encoder.closing],
            [0, *encoded.shapes[at:end], 0],
            [IGNORE, *marked[at:end], IGNORE],
        )
        at = end


def hidden(rng: random.Random, row: Row, mask: int) -> Row:
    """The row with some words masked, names more often, so that the words around them are learned too."""
    pieces = list(row.pieces)
    hiding = False
    named = rng.random() < 0.5
    for at, tag in enumerate(row.tags):
        if tag != IGNORE:
            chance = _HIDE_NAMES if tag > 0 and named else _HIDE_WORDS
            hiding = rng.random() < chance
        elif at in (0, len(pieces) - 1):
            hiding = False
        if hiding:
            pieces[at] = mask
    return Row(pieces, row.shapes, row.tags)


def batches(rng: random.Random, stream: Iterable[Row], size: int) -> Iterator[Batch]:
    """Group a stream of rows into batches of about ``size`` word-pieces, padding included."""
    pool: list[Row] = []
    room = _POOL * size // 8
    filled = 0
    for row in stream:
        pool.append(row)
        filled += len(row.pieces)
        if filled >= room:
            yield from _dealt(rng, pool, size)
            pool, filled = [], 0
    yield from _dealt(rng, pool, size)


def _dealt(rng: random.Random, pool: list[Row], size: int) -> Iterator[Batch]:
    pool.sort(key=lambda row: len(row.pieces))
    groups: list[list[Row]] = []
    for row in pool:
        if not groups or (len(groups[-1]) + 1) * len(row.pieces) > size:
            groups.append([])
        groups[-1].append(row)
    rng.shuffle(groups)
    for group in groups:
        yield padded(group)


def padded(group: Sequence[Row]) -> Batch:
    """Rows as one batch."""
    shape = (len(group), max(len(row.pieces) for row in group))
    pieces, shapes, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    tags = np.full(shape, IGNORE, dtype=np.int64)
    for number, row in enumerate(group):
        length = len(row.pieces)
        pieces[number, :length] = row.pieces
        shapes[number, :length] = row.shapes
        mask[number, :length] = 1
        tags[number, :length] = row.tags
    return Batch(pieces, shapes, mask, tags)
