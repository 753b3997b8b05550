"""Ordinary words drawn out for effect, as in messages: "Soooo", "VERYYY", "nooo"."""

from __future__ import annotations

import re
from functools import lru_cache

from redactor.lexicon.folding import fold_text
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.words import is_name_word, is_word

_DRAWN = re.compile(r"([a-z])\1{2,}")


@lru_cache(maxsize=4096)
def is_stretched(written: str) -> bool:
    """Whether a word has a letter three times or more in a row and is an ordinary word with one or two of them.

    Args:
        written: One word, in any case of letters. What people are called by as well ("Rosieee") is none.
    """
    low = fold_text(written)
    readings = {_DRAWN.sub(kept, low) for kept in (r"\1", r"\1\1")} - {low}
    return any(is_word(word) and not is_name_word(word) and not is_given_name(word) for word in readings)
