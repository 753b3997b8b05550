"""Whether what a statistical model took for a name can be one, by rules that a person can follow.

A model that reads forms and headings now and then calls an abbreviation, a heading or a role a person. Each rule here
gives its reason; none looks at how certain the model was, so that a rule never hides a name only because it is rare.
"""

from __future__ import annotations

import re
from typing import Final

from redactor.lexicon.folding import fold_text
from redactor.lexicon.role_text import word_set
from redactor.lexicon.roles import code_tokens
from redactor.lexicon.titled_words import AGENCY, FUNCTION, NATIONAL, ORGANISATION_TAIL, field_words, titles
from redactor.lexicon.words import is_name_word, is_proper_noun, is_word

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.? ?){2,5}")
_PLURAL_ACRONYM: Final = re.compile(r"[A-Z]{2,6}s")
_SMALL_ABBREVIATION: Final = re.compile(r"(?:[a-z]\.){2,4}|[a-z]/[a-z]")
_KIN: Final = word_set(
    "mum mummy mam dad daddy mother father nan nana nanny gran granny grandma grandad grandpa grandmother grandfather "
    "auntie aunty aunt uncle sister brother sibling siblings baby twin twins son daughter cousin partner stepfather "
    "stepmother stepdad stepmum parent parents carer carers maternal paternal half step foster child children infant"
)
_WIDE: Final = word_set(
    "afghanistan africa albania america asia australia bangladesh brazil britain bulgaria canada china congo croatia "
    "england eritrea ethiopia europe france germany ghana greece hungary india iran iraq ireland italy jamaica kenya "
    "kosovo latvia libya lithuania malaysia mexico morocco netherlands nigeria pakistan palestine philippines poland "
    "portugal romania russia scotland slovakia somalia spain sudan syria taiwan thailand tunisia turkey uganda ukraine "
    "vietnam wales yemen zambia zimbabwe uk usa"
)
"""Countries and continents: where somebody comes from must stay discussable (WOB 3.3)."""


def why_no_person(text: str, start: int, end: int) -> str:
    """Why a stretch of text cannot be a person's name.

    Args:
        text: The text.
        start: First code point of the stretch.
        end: Behind the last one.

    Returns:
        The reason in plain words; empty if it can be a name.
    """
    covered = text[start:end]
    words = _TOKEN.findall(covered)
    if sum(map(len, words)) < 2:
        return "a single letter"
    if _SMALL_ABBREVIATION.fullmatch(covered) or _PLURAL_ACRONYM.fullmatch(covered):
        return "an abbreviation"
    if _is_code(text, start, end):
        return "a code"
    if all(_is_of_the_field(word) for word in words):
        return "words of the field"
    if len(words) == 1 and _is_acronym(text, words[0], start, end):
        return "an abbreviation"
    return ""


def why_no_place(text: str, start: int, end: int) -> str:
    """Why a stretch of text is no named place or institution; as ``why_no_person``."""
    covered = text[start:end]
    words = _TOKEN.findall(covered)
    if sum(map(len, words)) < 2 or not any(map(str.isupper, covered)):
        return "no name"
    if all(fold_text(word) in _WIDE or fold_text(word) in NATIONAL for word in words):
        return "a country or a nationality"
    if _is_code(text, start, end):
        return "a code"
    return "words of the field" if all(map(_is_of_the_field, words)) else ""


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether the stretch is a role code ("SW1", "Child R"), or part of one."""
    low, high = max(0, start - 30), end + 12
    return any(low + span.start <= start and end <= low + span.end for span, _ in code_tokens(text[low:high]))


def _is_of_the_field(word: str) -> bool:
    folded = fold_text(word)
    return (
        folded in _KIN
        or folded in FUNCTION
        or (folded in AGENCY and not is_name_word(word))
        or folded in NATIONAL
        or (folded in ORGANISATION_TAIL and not is_name_word(word))
        or (folded in field_words() and not is_name_word(word))
        or folded in _titles()
    )


def _titles() -> frozenset[str]:
    return frozenset(title.lower() for title in titles())


def _is_acronym(text: str, word: str, start: int, end: int) -> bool:
    """Capitals of at most five letters that no dictionary of names knows, among words written small."""
    if (
        not word.isupper()
        or not 2 <= len(word) <= 5
        or (_INITIALS.fullmatch(text[start:end]) and "." in text[start:end])
    ):
        return False
    around = text[max(0, start - 40) : start] + text[end : end + 40]
    if not any(map(str.islower, around)) or is_proper_noun(word) or is_name_word(word):
        return False
    return not any(letter in "AEIOUY" for letter in word) or is_word(word)
