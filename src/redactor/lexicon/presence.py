"""What stands in a text at all: every rule asks for that of the same text in turn, before it searches its pattern.

Letters are compared with their case folded; what patterns that ignore the case take for the same is the same here.
"""

from __future__ import annotations

from functools import lru_cache

import regex

_DOTS = {0x130: "i", 0x131: "i"}
"""What ``regex`` takes for an i, and ``casefold`` does not."""
_LETTERS = regex.compile(r"\p{L}+")
"""Not what ``re`` takes for letters: to it the number of a note is one ("Gardens³")."""


@lru_cache(maxsize=8)
def folded(text: str) -> str:
    """A text with its case folded."""
    return text.casefold() if text.isascii() else text.translate(_DOTS).casefold()


@lru_cache(maxsize=8)
def digits_in(text: str) -> int:
    """How many ASCII digits a text holds."""
    return sum(map(text.count, "0123456789"))


@lru_cache(maxsize=8)
def words_in(text: str) -> frozenset[str]:
    """The longest runs of letters in a text, their case folded; digits and signs part them."""
    return frozenset(_LETTERS.findall(folded(text)))
