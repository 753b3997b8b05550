"""Where the titles of ``roles.csv`` stand among the tokens of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from redactor.lexicon.roles import Role, abbreviations, role_titles
from redactor.lexicon.titled_tokens import SMALL, Tokens, tokens_of

LONGEST = 7


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role title at tokens ``first`` to ``last`` (inclusive)."""

    first: int
    last: int
    role: Role
    plural: bool


@cache
def _phrases() -> Mapping[tuple[str, ...], Role]:
    table: dict[tuple[str, ...], Role] = {}
    for title, role in role_titles().items():
        if role.kind == "person":
            table[tuple(_parts(title))] = role
    return MappingProxyType(table)


def _parts(title: str) -> list[str]:
    return [token.text.lower() for token in tokens_of(title).items]


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _phrases())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases())


@cache
def _later_words() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase[1:])


def _low(tokens: Tokens, index: int) -> str:
    """The token in lower case, its possessive kept ("mother's" partner)."""
    return _lowered(tokens.items[index].text)


@lru_cache(maxsize=16384)
def _lowered(word: str) -> str:
    return word.lower().replace("’", "'").replace("ʼ", "'").replace("‑", "-")


def _singular(low: str) -> str:
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("'s") else ""


@lru_cache(maxsize=16384)
def _ends(word: str) -> tuple[tuple[str, bool], ...]:
    """The last words of roles that a token can be, each with whether it stands in the plural."""
    low = _lowered(word)
    both = ((low, False), (_singular(low), True))
    return tuple((end, plural) for end, plural in both if end in _last_words())


def may_end_role(word: str) -> bool:
    """Whether a word can be the last one of a person's role."""
    return bool(_ends(word))


@lru_cache(maxsize=16384)
def may_continue_role(word: str) -> bool:
    """Whether a word can stand in a person's role behind its first word."""
    low = _lowered(word)
    return low in _later_words() or _singular(low) in _later_words()


def role_ending_at(tokens: Tokens, index: int) -> RoleWords | None:
    """The longest person's role whose last word is token ``index``."""
    for end, plural in _ends(tokens.items[index].text):
        best = _longest_back(tokens, index, end, plural=plural)
        if best is not None:
            return best
    return None


def _longest_back(tokens: Tokens, index: int, end: str, *, plural: bool) -> RoleWords | None:
    phrases = _phrases()
    words: tuple[str, ...] = (end,)
    best: RoleWords | None = None
    first = index
    while True:
        role = phrases.get(words)
        if role is not None and _spelled(tokens, first, index, words):
            best = RoleWords(first, index, role, plural)
        if len(words) == LONGEST or first == 0 or tokens.gap(first) not in " n&/":
            return best
        first -= 1
        words = (_low(tokens, first), *words)


def role_starting_at(tokens: Tokens, index: int, *, least: int = 1) -> RoleWords | None:
    """The longest person's role of at least ``least`` words that begins at token ``index``."""
    if _low(tokens, index) not in _first_words():
        return None
    phrases = _phrases()
    words: tuple[str, ...] = ()
    best: RoleWords | None = None
    last = index
    while last < len(tokens.items) and len(words) < LONGEST:
        low = _low(tokens, last)
        single = _singular(low)
        for word, plural in ((low, False), (single, True)):
            role = phrases.get((*words, word)) if word else None
            if role is not None and len(words) + 1 >= least and _spelled(tokens, index, last, (*words, word)):
                best = RoleWords(index, last, role, plural)
        words = (*words, low)
        last += 1
        if tokens.gap(last) not in " n&/":
            break
    return best


def _spelled(tokens: Tokens, first: int, last: int, words: tuple[str, ...]) -> bool:
    """Abbreviations count only in capitals (``HV``, not "do"); a possessive ends the role elsewhere."""
    if first != last:
        return True
    text = tokens.items[first].text
    return (
        words[0].upper() not in abbreviations()
        or (tokens.items[first].shape != SMALL and text[:2].isupper())
        or text in ("Insp", "Supt")
    )
