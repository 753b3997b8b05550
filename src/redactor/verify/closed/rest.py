"""A word beside somebody's code that may be the rest of their name: "Friday Person 4", "Person 4 Care"."""

from __future__ import annotations

import re

from redactor.verify.closed import cues
from redactor.verify.closed import vocabulary as known
from redactor.verify.closed.words import Passage

_CODE = re.compile(r"[A-Z][A-Za-z]{0,4}\d{1,3}")
_SHORTEST = 3
_LETTER = re.compile(r"[A-Z]\d?|\d{1,3}")
_DATING = re.compile(
    r"\b(?:on|in|the|this|that|last|next|every|each|by|until|till|from|since|before|after|following|previous"
    r"|early|late|mid|and|or|to|\d{1,2}(?:st|nd|rd|th)?(?:\sof)?)\s+$",
    re.IGNORECASE,
)
_DAYS = known.set_of("monday tuesday wednesday thursday friday saturday sunday")
_VIRTUES = known.set_of(
    "beauty blessing comfort favour fortune gift goodness honest innocent justice knowledge memory miracle peace "
    "praise privilege progress prosper queen success talent wisdom"
)
"""Words that people are called by, most of them in West and Southern Africa."""
_LINKS = known.set_of("and at for in of on the to with")
"""Words of a role that are none of a code: "NOT SEEN FOR 14 WEEKS"."""
_BEGIN_QUESTIONS = known.set_of("will may mark can grant chase bill sue rob pat drew rose frank jack skip dot")
"""Words that begin a question or an order too: "Will SW1 attend?"."""


def is_rest_of_name(passage: Passage, index: int) -> bool:
    """Whether the word at ``index`` may be called and stands right beside the code of a person."""
    word = passage.words[index]
    if not word.capital or len(word.text) < _SHORTEST:
        return False
    return _first(passage, index) or _last(passage, index)


def _first(passage: Passage, index: int) -> bool:
    """A first name before a code, that is no date and begins no question."""
    key = passage.words[index].key
    calendar = key in known.standing("calendar")
    called = calendar or key in known.given_words() or key in _VIRTUES
    if not called or (key in known.role_words() and key not in _VIRTUES) or not _code_behind(passage, index):
        return False
    if passage.before(index) in cues.TITLES:
        return False  # "Mr Justice SW1"
    if passage.starts_sentence(index) and (key in _DAYS or key in _BEGIN_QUESTIONS):
        return False
    return not (calendar and passage.led_by(index, _DATING))


def _last(passage: Passage, index: int) -> bool:
    """A surname behind a code, with which the capitalised words end."""
    key = passage.words[index].key
    called = key in known.name_words() or key in known.towns()
    if not called or not _code_before(passage, index) or passage.after(index) in cues.HEADS | cues.THINGS:
        return False
    if passage.after(index) in ("name", "names") or passage.gap(index + 1).startswith(":"):
        return False  # the next label: "First name: SW1 Last name: SW2"
    if key in known.role_words() and passage.after(index) not in cues.SPEECH:
        return False
    if key in known.standing("calendar") or index + 1 == len(passage.words):
        return key not in known.standing("calendar")
    following = passage.words[index + 1]
    return passage.gap(index + 1) not in (" ", "") or not (following.capital or following.text[:1].isdigit())


def _code_before(passage: Passage, index: int) -> bool:
    if index < 1 or passage.gap(index) != " ":
        return False
    code = passage.words[index - 1].text
    if _CODE.fullmatch(code):
        return code.rstrip("0123456789").lower() not in cues.HEADS
    return index > 1 and _LETTER.fullmatch(code) is not None and _names_people(passage, index - 2)


def _code_behind(passage: Passage, index: int) -> bool:
    if index + 1 >= len(passage.words) or passage.gap(index + 1) != " ":
        return False
    code = passage.words[index + 1].text
    if _CODE.fullmatch(code):
        return code.rstrip("0123456789").lower() not in cues.HEADS
    letter = index + 2 < len(passage.words) and _LETTER.fullmatch(passage.words[index + 2].text)
    return bool(letter) and passage.gap(index + 2) == " " and _names_people(passage, index + 1)


def _names_people(passage: Passage, index: int) -> bool:
    """Whether a word is the first of a code of people, and not of a place: Person, Child, not Ward."""
    word = passage.words[index]
    names = known.role_words() | {"person"}
    return word.capital and word.key in names - _LINKS and word.key not in cues.HEADS
