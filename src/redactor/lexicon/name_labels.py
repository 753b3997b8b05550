"""The labels that a form has for the parts of a name, as a scanner may read them: "First name", "Middlc narne"."""

from __future__ import annotations

from functools import lru_cache

from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.scanned import mended
from redactor.lexicon.words import is_name_word, is_word

_NAMES = frozenset({"name", "names"})
_PARTS = frozenset({"first", "middle", "last", "family", "given", "maiden", "other", "preferred"})


@lru_cache(maxsize=4096)
def is_name_label(low: str) -> bool:
    """Whether a folded word is "name" or "names", or what a scanner makes of them: "narne", "namc"."""
    return _is_read_as(low, _NAMES)


@lru_cache(maxsize=4096)
def is_part_label(low: str) -> bool:
    """Whether a folded word says which part of a name is asked for, if need be with a scanning error: "middlc"."""
    return _is_read_as(low, _PARTS)


def _is_read_as(low: str, labels: frozenset[str]) -> bool:
    if low in labels:
        return True
    known = is_word(low) or is_name_word(low) or is_given_name(low)
    return not known and not labels.isdisjoint(mended(low))
