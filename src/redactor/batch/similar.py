"""Which documents of an archive are duplicates and drafts of one another, without comparing each with each.

MinHash over shingles of five words (Broder 1997), found by locality-sensitive bands: documents that
share a band are candidates, and only candidates are compared. Works on digests alone: no text is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

_SHINGLE = 5
_HASHES = 64
_BANDS = 16
_ROWS = _HASHES // _BANDS
LIKE = 0.5
"""Share of common shingles (Jaccard) from which two documents count as drafts of one another."""

_PRIME = np.uint64((1 << 31) - 1)
_RANDOM = np.random.default_rng(20111002)
_A = _RANDOM.integers(1, int(_PRIME), _HASHES, dtype=np.uint64)
_B = _RANDOM.integers(0, int(_PRIME), _HASHES, dtype=np.uint64)
_WORD = re.compile(r"\w+")


def signature(texts: Iterable[str]) -> tuple[int, ...]:
    """The MinHash signature of a document; empty for one with fewer than five words.

    Args:
        texts: Its segments in reading order.
    """
    words = [word for text in texts for word in _WORD.findall(text.casefold())]
    if len(words) < _SHINGLE:
        return ()
    shingles = {" ".join(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)}
    raw = b"".join(hashlib.blake2b(s.encode("utf-8", "replace"), digest_size=4).digest() for s in sorted(shingles))
    values = np.frombuffer(raw, dtype=">u4").astype(np.uint64) % _PRIME
    least = np.full(_HASHES, _PRIME, dtype=np.uint64)
    for part in np.array_split(values, max(1, len(values) // 4096)):
        least = np.minimum(least, ((part[:, None] * _A + _B) % _PRIME).min(axis=0))
    return tuple(int(value) for value in least)


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimated share of common shingles of two documents, 0 to 1."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / _HASHES


def groups(signatures: Mapping[str, Sequence[int]]) -> dict[str, tuple[str, float]]:
    """For each document that is like an earlier one: which, and how like.

    Args:
        signatures: Signature by name, in the order in which the first of a group is its original.

    Returns:
        Name → (the likest earlier document, estimated share of common shingles of at least ``LIKE``).
    """
    bands: dict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    found: dict[str, tuple[str, float]] = {}
    for name, own in signatures.items():
        if not own:
            continue
        keys = [(band, tuple(own[band * _ROWS : (band + 1) * _ROWS])) for band in range(_BANDS)]
        near = dict.fromkeys(other for key in keys for other in bands[key][:8])
        best = max(((likeness(own, signatures[other]), other) for other in near), default=(0.0, ""))
        if best[0] >= LIKE:
            found[name] = (best[1], round(best[0], 2))
        for key in keys:
            bands[key].append(name)
    return found
