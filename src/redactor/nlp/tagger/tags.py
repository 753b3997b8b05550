"""The tags of the person model (BIO), and how tag scores become spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

LABELS: Final = ("PERSON", "PLACE", "INSTITUTION", "ORG")
TAGS: Final = ("O", *(f"{mark}-{label}" for label in LABELS for mark in "BI"))

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Consecutive words that form one span.

    Attributes:
        first: Number of the first word.
        last: Behind the last word.
        label: One of ``LABELS``.
        certainty: Smallest probability among the words that they carry this label, uncalibrated.
    """

    first: int
    last: int
    label: str
    certainty: float


def begin(label: str) -> int:
    """Number of the tag that opens a span of the label."""
    return 1 + 2 * LABELS.index(label)


def _may_follow() -> NDArray[np.bool_]:
    """May tag [1] stand behind tag [0]? An I- tag needs its own B- or I- before it."""
    allowed = np.ones((len(TAGS), len(TAGS)), dtype=np.bool_)
    for tag, name in enumerate(TAGS):
        if name.startswith("I-"):
            allowed[:, tag] = False
            allowed[tag - 1, tag] = allowed[tag, tag] = True
    return allowed


_ALLOWED: Final = _may_follow()
_PENALTY: Final = np.where(_ALLOWED, 0.0, -1e9).astype(np.float32)


def probabilities(scores: Scores, temperature: float = 1.0) -> Scores:
    """Softmax over the last axis."""
    shifted = (scores - scores.max(axis=-1, keepdims=True)) / temperature
    raised: Scores = np.exp(shifted)
    result: Scores = raised / raised.sum(axis=-1, keepdims=True)
    return result


def best_path(chances: Scores) -> NDArray[np.intp]:
    """The likeliest sequence of tags that BIO allows.

    Args:
        chances: Words by tags, probabilities.
    """
    greedy: NDArray[np.intp] = chances.argmax(axis=1)
    before = np.concatenate(([0], greedy[:-1]))
    if _ALLOWED[before, greedy].all():
        return greedy
    logs = np.log(chances + 1e-12)
    total = logs[0] + _PENALTY[0]
    back = np.zeros(chances.shape, dtype=np.intp)
    for word in range(1, len(chances)):
        through = total[:, None] + _PENALTY
        back[word] = through.argmax(axis=0)
        total = through.max(axis=0) + logs[word]
    path = np.empty(len(chances), dtype=np.intp)
    path[-1] = total.argmax()
    for word in range(len(chances) - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def spans(chances: Scores) -> list[Tagged]:
    """Spans of one text, in order, disjoint.

    Args:
        chances: Words by tags, probabilities.
    """
    if not len(chances):
        return []
    path: list[int] = best_path(chances).tolist()
    found: list[Tagged] = []
    word = 0
    while word < len(path):
        tag = path[word]
        first, word = word, word + 1
        if tag == 0:
            continue
        inside = tag + 1 if tag % 2 else tag
        while word < len(path) and path[word] == inside:
            word += 1
        pair = chances[first:word, inside - 1 : inside + 1].sum(axis=1)
        found.append(Tagged(first, word, LABELS[(inside - 1) // 2], float(pair.min())))
    return found


def tags_of(words: Sequence[tuple[int, int]], marked: Sequence[tuple[int, int, str]]) -> list[int]:
    """The gold tag of each word: a word that a gold span touches belongs to it.

    Args:
        words: Half-open code points, in order.
        marked: Gold spans (start, end, label), in order, disjoint. Other labels than ``LABELS`` leave -100: not to be
            learned from.
    """
    tags = [0] * len(words)
    position = 0
    for start, end, label in marked:
        opened = False
        while position < len(words) and words[position][1] <= start:
            position += 1
        while position < len(words) and words[position][0] < end:
            if label not in LABELS:
                tags[position] = -100
            else:
                tags[position] = begin(label) + opened
            opened = True
            position += 1
    return tags
