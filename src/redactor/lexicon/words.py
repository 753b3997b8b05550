"""Which tokens are ordinary English words, and which of those are also names.

Three shipped lists answer: ``english-words.txt.gz`` (small letters: words;
capitals: proper nouns of a dictionary) and ``name-words.csv`` (words that people
are called: given names, surnames, months, seasons, places). Their sources stand
in ``glossaries/README.md``.
"""

from __future__ import annotations

import csv
import gzip
from functools import cache

from redactor.lexicon.folding import fold_text
from redactor.resources import resource


@cache
def _dictionary() -> tuple[frozenset[str], frozenset[str]]:
    """The ordinary words and the proper nouns, both folded."""
    with gzip.open(resource("glossaries", "english-words.txt.gz"), "rt", encoding="utf-8") as lines:
        entries = lines.read().split()
    words = (entry for entry in entries if not entry[0].isupper())
    proper = (entry.lower() for entry in entries if entry[0].isupper())
    return frozenset(words), frozenset(proper)


@cache
def _name_words() -> dict[str, frozenset[str]]:
    """Folded word -> its kinds (``given``, ``surname``, ``month``, ``season``, ``place``)."""
    kinds: dict[str, set[str]] = {}
    with resource("glossaries", "name-words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] == "rare":  # names that are words only in a large dictionary
                continue
            for word in row["words"].split(";"):
                kinds.setdefault(fold_text(word), set()).add(row["kind"])
    return {word: frozenset(found) for word, found in kinds.items()}


def is_word(token: str) -> bool:
    """Whether ``token`` (any case) is an ordinary English word and not just a name.

    Names that a large dictionary also lists as rare words (jack, molly, john) are
    not words here, so that they are found when written small.
    """
    return fold_text(token) in _dictionary()[0]


def is_proper_noun(token: str) -> bool:
    """Whether a dictionary lists ``token`` only with a capital (Galloway, Boston, Karin)."""
    return fold_text(token) in _dictionary()[1]


def is_ordinary(token: str) -> bool:
    """Whether ``token`` or what it is the plural of is a word, a month or a town: context has to decide."""
    folded = fold_text(token)
    singular = folded.removesuffix("s")
    return any(is_word(form) or is_name_word(form) for form in (folded, singular) if form)


def is_name_word(token: str) -> bool:
    """Whether ``token`` is a word, month, season or town that people are called as well."""
    return fold_text(token) in _name_words()


def name_kinds(token: str) -> frozenset[str]:
    """What a name word is besides: ``given``, ``surname``, ``month``, ``season``, ``place``; else empty."""
    return _name_words().get(fold_text(token), frozenset())
