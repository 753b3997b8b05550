"""Does a code, a subject or a reason say a name that the case protects?

What the program writes into documents must not itself be a name. Exact names
and aliases are looked for word by word; single parts of a person's name too,
unless they are ordinary words or part of a role's title ("Ward 3").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from redactor.lexicon.folding import fold_text
from redactor.lexicon.roles import roles
from redactor.lexicon.words import is_word

_WORD = re.compile(r"[^\W_]+")
_POLITE = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lady", "lord")
_TITLES = frozenset([*_POLITE, "rev", "revd", "reverend", "cllr", "councillor"])
_SHORTEST_PART = 3


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text: ``"O'Hagan, Siobhán"`` → ``("o", "hagan", "siobhan")``."""
    return tuple(_WORD.findall(fold_text(text)))


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """What two spellings of one name have in common.

    Case, diacritics, punctuation, titles, and the order of "SURNAME, First" do
    not count: ``"Oldroyd, Ms Karen"`` and ``"karen oldroyd"`` give the same key.
    """
    halves = [part for part in (words(half) for half in name.split(",")) if part]
    if len(halves) == 2 and not any(word.isdigit() for half in halves for word in half):
        halves.reverse()
    parts = [word for half in halves for word in half]
    while len(parts) > 1 and parts[0] in _TITLES:
        parts.pop(0)
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Said:
    """A name that a text says.

    Attributes:
        owner: Whose it is, as given to ``ListedNames`` ("row 4").
        whole: Whether a whole name or alias is said, not only a part of one.
    """

    owner: str
    whole: bool


class ListedNames:
    """The names of a case, to look for in short texts.

    Args:
        names: Owner → its written names.
        people: Owners that are human beings: parts of their names count too.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], people: Iterable[str] = ()) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._parts: dict[str, str] = {}
        human = frozenset(people)
        for owner, written in names.items():
            for name in written:
                parts = words(name)
                if parts:
                    self._whole.setdefault(parts[0], []).append((parts, owner))
                if owner in human:
                    for part in parts:
                        if len(part) >= _SHORTEST_PART and not part.isdigit() and not _is_ordinary(part):
                            self._parts.setdefault(part, owner)

    def said_in(self, text: str) -> Said | None:
        """The first name that a text says, a whole one before a part; ``None`` if none."""
        found = words(text)
        for start, word in enumerate(found):
            for parts, owner in self._whole.get(word, ()):
                if found[start : start + len(parts)] == parts:
                    return Said(owner, whole=True)
        for word in found:
            for part in (word, word.removesuffix("s")):
                if part in self._parts:
                    return Said(self._parts[part], whole=False)
        return None


def _is_ordinary(word: str) -> bool:
    return word in _TITLES or word in _role_words() or is_word(word)


@cache
def _role_words() -> frozenset[str]:
    texts = (text for role in roles() for text in (role.prefix, *role.titles))
    return frozenset(word for text in texts for word in words(text))
