"""Names that are of drugs, of records systems and of the spelling alphabet where they stand."""

from __future__ import annotations

import re

from redactor.verify.closed import vocabulary as known
from redactor.verify.closed.words import Passage

_IN_RECORDS = re.compile(
    r"\b(?:flag|alert|entry|entries|records?|files?|logged|entered|uploaded|inputted|stay|stored|held|match|search(?:ed)?"
    r"|case ?notes?|scanned|documents?)\b[^.;!?\n]{0,30}\b(?:on|on ?to|into)\s+$"
    r"|\bfiles? from\s+$|\b[Ss]ystem (?:upgrade|update|migration|outage)\s?[-–—:]\s?$"
)
_IS_DRUG = re.compile(r"\s=\s([A-Za-z][\w-]+)")
_ALPHABET = known.set_of(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey whisky yankee zulu"
)
_NO_NAMES = _ALPHABET & known.set_of("bravo foxtrot kilo quebec tango whiskey whisky yankee zulu")
"""Those that nobody is called by and nobody speaks of beside a name: "Oscar Golf lessons", "Charlie hotel bags"."""


def is_drug(passage: Passage, index: int) -> bool:
    """Whether a list of slang gives a word as one for a drug: "Molly = MDMA", "Mary Jane = cannabis"."""
    last = passage.words[passage.run(index).stop - 1]
    equal = _IS_DRUG.match(passage.text, last.end)
    return equal is not None and known.folded(equal[1]) in known.standing("medicine")


def in_records(passage: Passage, index: int) -> bool:
    """Whether a word is of a records system, and what stands before its run speaks of records that are kept."""
    if passage.words[index].key not in known.standing("records"):
        return False
    return passage.led_by(passage.run(index)[0], _IN_RECORDS)


def is_spelled(passage: Passage, index: int) -> bool:
    """Whether a word is a letter of a call sign or a spelling: "Unit Charlie Bravo Two", "Victor Tango".

    Both of two such words side by side have capitals, and one must be one that nobody is called by.
    """
    if passage.words[index].key not in _ALPHABET:
        return False
    beside = [
        passage.words[other]
        for other, gap in ((index - 1, index), (index + 1, index + 1))
        if 0 <= other < len(passage.words) and passage.gap(gap) in (" ", "-")
    ]
    letters = [word.key for word in beside if word.key in _ALPHABET and word.text[:1].isupper()]
    return bool(letters) and not _NO_NAMES.isdisjoint((*letters, passage.words[index].key))
