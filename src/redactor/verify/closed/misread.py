"""Words that a scanner misread: one error away from an ordinary word that nobody is called by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from redactor.verify.closed import vocabulary as known

_MISREAD = (
    ("1", "l"),
    ("1", "i"),
    ("0", "o"),
    ("5", "s"),
    ("6", "g"),
    ("8", "b"),
    ("c", "e"),
    ("cl", "d"),
    ("rn", "m"),
    ("vv", "w"),
    ("li", "h"),
    ("rm", "nn"),
)
"""What a scanner reads, and what stood there."""
_MISREAD_IN_LONG = (("o", "a"), ("h", "li"), ("t", "f"))
"""Likewise, in words in small letters and in long ones: names are short, and so near to some word or other."""
_MISREAD_IN_SMALL = (("l", "i"), *_MISREAD_IN_LONG)
_DRAWN = re.compile(r"([a-z])\1{2,}")
_UNVOICED = re.compile(r"(?<=[^aeiouyl\d\W])l(?=[^aeiouy\d\W])|(?<=l)l(?=[^aeiouyl\d\W])")
"""An "l" that cannot be spoken, for want of a vowel beside it."""
_LONG_WORD = 8
"""Letters of a word with a capital from which an "l" may be an "i"."""
SHORTEST = 5
"""Letters from which a word may be misread, where no more is known of it."""
_LABEL = "name"
"""What a form asks for; too short for the rest: "Child's nome"."""
_SURELY = 7
"""Letters of a word that a scanner misread, from which it says nothing of its neighbours."""


@lru_cache(maxsize=16384)
def is_misread(text: str) -> bool:
    """Whether a token is one error of a scanner away from an ordinary word that nobody is called by."""
    low = known.folded(text)
    if known.is_listed_proper(low):
        return False
    if _is_unspeakable(low) or _is_of_role(low) or _LABEL in readings(low):
        return True
    if len(low) < (SHORTEST - 1 if any(map(str.isdigit, low)) else SHORTEST):
        return False
    long = _MISREAD_IN_LONG if len(low) >= _SURELY else ()
    pairs = _MISREAD + (_MISREAD_IN_SMALL if text[0].islower() or len(low) >= _LONG_WORD else long)
    return any(_is_plain(word) or _is_plain(word.removesuffix("s")) for word in readings(low, pairs))


def is_drawn_out(text: str) -> bool:
    """Whether a token is an ordinary word with a letter three times or more in a row: "Soooo", "VERYYY"."""
    low = known.folded(text)
    once, twice = (_DRAWN.sub(kept, low) for kept in (r"\1", r"\1\1"))
    return once != low and (_is_plain(once) or _is_plain(twice))


def is_surely_misread(text: str) -> bool:
    """Whether a token is so surely misread that it makes no name of the word beside it."""
    low = known.folded(text)
    return is_misread(text) and (len(low) >= _SURELY or _is_unspeakable(low) or _is_of_role(low))


def _is_unspeakable(low: str) -> bool:
    return len(low) >= SHORTEST - 1 and any(map(_is_plain, _voiced(low)))


def _is_of_role(low: str) -> bool:
    """Whether a word of a role was misread: "Chilcl"."""
    return len(low) >= SHORTEST and any(word in known.role_words() and known.is_entry(word) for word in readings(low))


def readings(low: str, pairs: Iterable[tuple[str, str]] = _MISREAD + _MISREAD_IN_SMALL) -> Iterator[str]:
    """What may have stood where a scanner read a folded word."""
    for read, meant in pairs:
        at = low.find(read)
        while at >= 0:
            doubled = read == "l" and "l" in (low[at - 1 : at], low[at + 1 : at + 2])
            if (at or read.isdigit()) and not doubled:
                yield low[:at] + meant + low[at + len(read) :]
            at = low.find(read, at + 1)


def _voiced(low: str) -> Iterator[str]:
    """The word with an "i" for each "l" between consonants: "Exhlbit", "Thls", "Quallty"."""
    for match in _UNVOICED.finditer(low):
        yield f"{low[: match.start()]}i{low[match.end() :]}"


def _is_plain(word: str) -> bool:
    return known.is_entry(word) and word not in known.name_words()
