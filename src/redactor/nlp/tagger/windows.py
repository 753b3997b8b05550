"""Encoded texts as windows that the network can take, and windows as padded batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from redactor.nlp.tagger.words import Encoded

LONGEST: Final = 254
"""Word-pieces of one window, the marks at both ends not counted."""

OVERLAP: Final = 64
"""Word-pieces that a window shares with the next one; each word is judged where more of its surroundings are seen."""

BATCH: Final = 1024
"""Word-pieces of one batch, padding included: few enough to stay in a processor's cache."""

SPREAD: Final = 1.06
"""How much longer than its shortest window, marks included, a window of a batch may be: the rest is padding."""


@dataclass(frozen=True, slots=True)
class Window:
    """Part of a text.

    Attributes:
        text: Number of the text.
        start: First word-piece of the window.
        end: Behind the last one.
        judged_from: First word-piece whose tags are taken from this window.
        judged_to: Behind the last one.
    """

    text: int
    start: int
    end: int
    judged_from: int
    judged_to: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of about the same length and the arrays that the network reads.

    Attributes:
        windows: For each row those that it is computed for: several, where a long text repeats itself.
        pieces, shapes, mask: The rows.
    """

    windows: tuple[tuple[Window, ...], ...]
    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    mask: NDArray[np.int64]


def windows(encoded: Sequence[Encoded]) -> Iterator[Window]:
    """The windows of texts; together they judge every word-piece exactly once."""
    for number, text in enumerate(encoded):
        length = len(text.pieces)
        start = judged = 0
        while start < length:
            end = min(length, start + LONGEST)
            last = end == length
            judged_to = length if last else end - OVERLAP // 2
            yield Window(number, start, end, judged, judged_to)
            judged = judged_to
            start = length if last else end - OVERLAP


def batches(encoded: Sequence[Encoded], opening: int, closing: int) -> Iterator[Batch]:
    """Windows of all texts, shortest first, as batches; of full windows that are the same, one is computed.

    Args:
        encoded: The texts.
        opening: Id of the mark before a window.
        closing: Id of the mark behind it.
    """
    waiting = sorted(_alike(windows(encoded), encoded), key=lambda same: _length(same[0]))
    group: list[Sequence[Window]] = []
    for window in waiting:
        length = _length(window[0]) + 2
        most = (_length(group[0][0]) + 2) * SPREAD if group else length
        if group and (length > most or (len(group) + 1) * length > BATCH):
            yield _padded(group, encoded, opening, closing)
            group = []
        group.append(window)
    if group:
        yield _padded(group, encoded, opening, closing)


def _length(window: Window) -> int:
    return window.end - window.start


def _alike(found: Iterable[Window], encoded: Sequence[Encoded]) -> Iterator[Sequence[Window]]:
    """Windows with those that read the same; only full ones are compared, short texts may be as many as they like."""
    full: dict[tuple[tuple[int, ...], tuple[int, ...]], list[Window]] = {}
    for window in found:
        if _length(window) < LONGEST:
            yield (window,)
            continue
        text, part = encoded[window.text], slice(window.start, window.end)
        full.setdefault((text.pieces[part], text.shapes[part]), []).append(window)
    yield from full.values()


def _padded(group: Sequence[Sequence[Window]], encoded: Sequence[Encoded], opening: int, closing: int) -> Batch:
    shape = (len(group), max(_length(same[0]) for same in group) + 2)
    pieces, shapes, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for row, (window, *_) in enumerate(group):
        length = _length(window)
        text = encoded[window.text]
        pieces[row, 0], pieces[row, length + 1] = opening, closing
        pieces[row, 1 : length + 1] = text.pieces[window.start : window.end]
        shapes[row, 1 : length + 1] = text.shapes[window.start : window.end]
        mask[row, : length + 2] = 1
    return Batch(tuple(map(tuple, group)), pieces, shapes, mask)
