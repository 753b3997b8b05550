"""Products, systems, companies and abbreviations that documents of the field write with a capital.

Read from ``glossaries/standing-words.csv``. A word that people are called by as well is
left out: "Lorenzo" is a system and a boy.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from redactor.lexicon.folding import fold_text
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.words import is_name_word
from redactor.resources import resource

_KINDS = frozenset({"medicine", "system", "company", "agency", "religion", "acronym"})


@cache
def standing_words() -> frozenset[str]:
    """The folded words of products, systems, companies and bodies that nobody is called by."""
    found = frozenset(word for kind in _KINDS for word in known_words(kind))
    return frozenset(word for word in found if not is_given_name(word) and not is_name_word(word))


@cache
def known_words(kind: str) -> frozenset[str]:
    """The folded words of one kind, those that people are called by among them: ``theorist``, ``field``."""
    found: set[str] = set()
    with resource("glossaries", "standing-words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] == kind:
                found.update(fold_text(word) for word in row["words"].split(";"))
    return frozenset(found)


@cache
def _set_phrases() -> re.Pattern[str]:
    spelt = (re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’ʼ]") for phrase in known_words("phrase"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(spelt, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


_REACH = 60


def in_set_phrase(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` lies in a phrase that holds a name and names nobody of a case: "Henry VIII"."""
    found = _set_phrases().finditer(text, max(0, start - _REACH), end + _REACH)
    return any(match.start() <= start and end <= match.end() for match in found)
