"""Titles that stand before a name and belong to it: "Ms Oldroyd", "PC 4471 Hope".

Only titles of address and ranks: a role ("health visitor") is not part of a name
and stays in the text.
"""

from __future__ import annotations

import re

from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_sets import vocabulary
from redactor.model import Gender

_MALE = "mr mister master sir lord baron"
_FEMALE = "mrs ms miss sister sr matron dame lady baroness madam wpc wdc wds"
_EITHER = (
    "mx dr doctor prof professor rev revd reverend cllr councillor canon imam rabbi hhj"
    " pc dc ds di dci dsu ps pcso sgt sergeant insp inspector supt superintendent constable capt captain nurse"
)
_TITLES: dict[str, Gender] = {
    **dict.fromkeys(_MALE.split(), Gender.MALE),
    **dict.fromkeys(_FEMALE.split(), Gender.FEMALE),
    **dict.fromkeys(_EITHER.split(), Gender.UNKNOWN),
}
_RANKS = vocabulary("pc dc ds di dci dsu ps pcso wpc wdc wds sgt sergeant insp inspector supt superintendent constable")
# Words that open a rank of several words: "Detective Chief Inspector".
_OPENERS = vocabulary("detective police chief acting temporary woman special")
# Accepted in small letters, because no ordinary word is spelt like them.
_SMALL = vocabulary("mr mrs ms mx dr prof revd cllr insp sgt supt pcso wpc dci")

# Before a first name alone these are kinship or a role.
_OF_SURNAMES = vocabulary("sister nurse matron")
# Children are not addressed so.
_OF_ADULTS = frozenset(_TITLES) - vocabulary("miss master")

WRITTEN_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "pc", "dc", "ds", "sgt", "sergeant")
"""The titles that ``forms_of`` writes out."""


def is_title(token: str, *, written: str = "") -> bool:
    """Whether ``token`` is a title.

    Args:
        token: One word without full stop, any case.
        written: As it stands in the text; where given, titles that are also
            words or abbreviations (miss, ds) need a capital.
    """
    token = fold_text(token)
    return token in _TITLES and (token in _SMALL or not written or written[:1].isupper())


def needs_surname(token: str) -> bool:
    """Whether a title belongs to a surname only ("Sister Tolland", but "his sister Karen")."""
    return fold_text(token) in _OF_SURNAMES


def is_adult_title(token: str) -> bool:
    """Whether a title is never a child's."""
    return fold_text(token) in _OF_ADULTS


def is_rank(token: str) -> bool:
    """Whether ``token`` is a police rank, which a collar number may follow."""
    return fold_text(token) in _RANKS


def opens_rank(token: str) -> bool:
    """Whether ``token`` may stand before a title and belong to it (Detective Sergeant)."""
    return fold_text(token) in _OPENERS


_BEFORE_JUDGE = re.compile(r"\b(?:mrs?|ms|lady|lord)\.?[ \u00a0]$", re.IGNORECASE)


def is_judges_title(text: str, start: int) -> bool:
    """Whether "Justice" at ``start`` (code points) is a judge's title ("Mr Justice Oldroyd") and no first name."""
    return text[start : start + 7].lower() == "justice" and bool(_BEFORE_JUDGE.search(text, max(0, start - 6), start))


def title_gender(token: str) -> Gender:
    """What a title tells about its bearer; ``UNKNOWN`` for titles of either and for other words."""
    return _TITLES.get(fold_text(token), Gender.UNKNOWN)
