"""Ordinary words as a scanner misreads them: "rnummy", "cveryone", "thc"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from redactor.lexicon.words import is_name_word, is_word

_SHORTEST = 5
_LONG = 7
"""Letters of a word with a capital: names are short, and so near to some word or other."""

_CONFUSED = (
    ("rn", "m"),
    ("m", "rn"),
    ("vv", "w"),
    ("w", "vv"),
    ("cl", "d"),
    ("d", "cl"),
    ("li", "h"),
    ("ii", "u"),
    ("c", "e"),
    ("e", "c"),
    ("l", "i"),
    ("i", "l"),
    ("1", "l"),
    ("1", "i"),
    ("0", "o"),
    ("5", "s"),
    ("f", "t"),
    ("t", "f"),
    ("h", "b"),
    ("o", "a"),
)
"""What a scanner writes, and what stood there."""


@lru_cache(maxsize=8192)
def is_misread_word(written: str) -> bool:
    """Whether a word that no dictionary has is one or two scanning errors away from an ordinary word.

    Args:
        written: One word; in capitals throughout it counts as well.
    """
    low = written.lower()
    if len(low) < (_SHORTEST if written.islower() else _LONG) or is_word(low):
        return False
    once = dict.fromkeys(mended(low))
    if any(_is_plain(word) for word in once):
        return True
    return written.islower() and any(_is_plain(word) for first in once for word in mended(first))


def mended(word: str) -> Iterator[str]:
    """The word with one error taken back, at each place where there may be one."""
    return _exchanged(word, _CONFUSED)


def misread(word: str) -> Iterator[str]:
    """What a scanner may make of a folded word with one error, at each place where there may be one."""
    return _exchanged(word, ((stood, read) for read, stood in _CONFUSED))


def _exchanged(word: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for old, new in pairs:
        at = word.find(old)
        while at >= 0:
            yield word[:at] + new + word[at + len(old) :]
            at = word.find(old, at + 1)


def _is_plain(word: str) -> bool:
    return len(word) >= _SHORTEST and is_word(word) and not is_name_word(word)
