"""Which split a name, a pattern or a place belongs to: by hash, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

Split = Literal["train", "development", "test"]
SPLITS: tuple[Split, ...] = ("train", "development", "test")
LARGE = 10
"""A group of more names than this stays in the training split."""

Bucket = tuple[str, str]
"""Origin and role (``f``, ``m`` first names, ``s`` surnames)."""

NEEDED: Mapping[str, Mapping[Split, int]] = {
    "f": {"development": 5, "test": 6},
    "m": {"development": 5, "test": 6},
    "s": {"development": 9, "test": 10},
}


def rank(text: str) -> float:
    """A number in [0, 1) that depends on nothing but the text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def split_by_hash(text: str) -> Split:
    """70 % training, 10 % development, 20 % test."""
    value = rank(text)
    if value < 0.7:
        return "train"
    return "development" if value < 0.8 else "test"


def groups(names: Iterable[Sequence[str]]) -> list[frozenset[str]]:
    """Join names that share a word; each name comes as its words (folded), short forms included."""
    parent: dict[str, str] = {}

    def root(word: str) -> str:
        while parent.setdefault(word, word) != word:
            parent[word] = parent[parent[word]]
            word = parent[word]
        return word

    for words in names:
        for word in words:
            parent[root(word)] = root(words[0])
    joined: dict[str, set[str]] = {}
    for word in parent:
        joined.setdefault(root(word), set()).add(word)
    return sorted((frozenset(words) for words in joined.values()), key=lambda words: rank(min(words)))


def assign(buckets: Mapping[Bucket, Sequence[Sequence[str]]]) -> dict[str, Split]:
    """Give every word of every name its split.

    Args:
        buckets: For each origin and role the names, each as its folded words.

    Returns:
        The split of every word. Every bucket has at least ``NEEDED`` names in each split.

    Raises:
        ValueError: if a list is too short for that.
    """
    group_of: dict[str, frozenset[str]] = {}
    split: dict[str, Split] = {}
    for group in groups(words for names in buckets.values() for words in names):
        chosen: Split = "train" if len(group) > LARGE else split_by_hash(min(group))
        for word in group:
            group_of[word] = group
            split[word] = chosen
    for bucket in sorted(buckets):
        _fill(bucket, buckets[bucket], group_of, split)
    return split


def _fill(
    bucket: Bucket, names: Sequence[Sequence[str]], group_of: Mapping[str, frozenset[str]], split: dict[str, Split]
) -> None:
    for wanted, needed in NEEDED[bucket[1]].items():
        movable = sorted((words[0] for words in names), key=lambda word: (len(group_of[word]), rank(word)))
        missing = needed - sum(split[words[0]] == wanted for words in names)
        for word in movable:
            if missing <= 0:
                break
            group = group_of[word]
            if split[word] != "train" or len(group) > LARGE:
                continue
            for member in group:
                split[member] = wanted
            missing = needed - sum(split[words[0]] == wanted for words in names)
        if missing > 0:
            raise ValueError(f"{bucket[0]} has too few names ({bucket[1]}) for the {wanted} split")
