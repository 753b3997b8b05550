"""Whether what a statistical model took for a place or an institution is one that can be looked up."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from redactor.lexicon.folding import fold_text
from redactor.lexicon.institution_words import KINDS, LENGTHS
from redactor.lexicon.role_text import word_set
from redactor.lexicon.roles import code_tokens
from redactor.lexicon.titled_words import AGENCY, FUNCTION, NATIONAL, ORGANISATION_TAIL, field_words, titles
from redactor.lexicon.words import is_name_word

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_KINDS_ONLY: Final = frozenset(
    {"the royal infirmary", "royal infirmary", *LENGTHS, *(kind for kinds in KINDS.values() for kind in kinds)}
)
"""What says of which kind a school, a hospital or a ward is, and not which."""
_WIDE: Final = word_set(
    "afghanistan africa albania america asia australia bangladesh brazil britain bulgaria canada china congo croatia "
    "england eritrea ethiopia europe france germany ghana greece hungary india iran iraq ireland italy jamaica kenya "
    "kosovo latvia libya lithuania malaysia mexico morocco netherlands nigeria pakistan palestine philippines poland "
    "portugal romania russia scotland slovakia somalia spain sudan syria taiwan thailand tunisia turkey uganda ukraine "
    "vietnam wales yemen zambia zimbabwe uk usa"
)
"""Countries and continents: where somebody comes from must stay discussable (WOB 3.3)."""


def why_no_place(text: str, start: int, end: int) -> str:
    """Why a stretch of text is no named place or institution.

    Args:
        text: The text.
        start: First code point of the stretch.
        end: Behind the last one.

    Returns:
        The reason in plain words; empty if it can be one.
    """
    covered = text[start:end]
    words = _TOKEN.findall(covered)
    if sum(map(len, words)) < 2 or not any(map(str.isupper, covered)):
        return "no name"
    if all(fold_text(word) in _WIDE or fold_text(word) in NATIONAL for word in words):
        return "a country or a nationality"
    low = max(0, start - 30)
    if any(low + s.start <= start and end <= low + s.end for s, _ in code_tokens(text[low : end + 12])):
        return "a code"
    plain = all(map(_is_of_the_field, words)) or " ".join(map(fold_text, words)) in _KINDS_ONLY
    return "words of the field" if plain else ""


@cache
def _small_titles() -> frozenset[str]:
    return frozenset(title.lower() for title in titles())


def _is_of_the_field(word: str) -> bool:
    folded = fold_text(word)
    if folded in FUNCTION or folded in NATIONAL or folded in _small_titles():
        return True
    return (folded in AGENCY or folded in ORGANISATION_TAIL or folded in field_words()) and not is_name_word(word)
