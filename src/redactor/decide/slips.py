"""A newcomer whose name is that of somebody in the case, if need be with a slip of the pen or of the scanner.

The recogniser of the glossary bounds misspellings so that it finds none in ordinary words.
What the person model or a title gives as a name needs less caution: "Mlss Ozols", "Matra",
"Slianthi Devan" are people of the case if exactly they are that near, and their name is no
other name that is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA, DamerauLevenshtein

from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.words import is_proper_noun, is_word
from redactor.lexicon.written import initials_of, name_tokens, untitled
from redactor.model import Origin, Person

_SHORTEST = 3
_PEN = 4
"""Letters of a word in which one wrong letter may be a slip of the pen."""

_LONG = 8
"""Letters from which there may be two."""

_SEEN_ALIKE = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("li", "h"),
    ("ii", "u"),
    ("nn", "m"),
    ("6", "g"),
    ("5", "s"),
    ("0", "o"),
    ("1", "i"),
    ("8", "b"),
    ("l", "i"),
    ("e", "c"),
)


class Slips:
    """The people of a case by the letters of their names.

    Args:
        people: Of them those whom the glossary lists.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._names: dict[str, frozenset[str]] = {}
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for person in people:
            if person.origin is not Origin.GLOSSARY or not person.category.is_person:
                continue
            forms = tuple(tokens for name in person.names if (tokens := name_tokens(name)))
            self._names[person.key] = frozenset(token for tokens in forms for token in tokens)
            for letters in dict.fromkeys(word for tokens in forms for word in _letters(tokens)):
                self._by_letters[letters].append(person.key)
            for token in self._names[person.key]:
                for key in _keys(token):
                    self._by_key[key].add(person.key)

    def of(self, written: str) -> tuple[str, ...]:
        """Keys of the people whom a name spells, with a slip or without, or initials stand for; empty if of nobody.

        Args:
            written: A name as found, with or without title.
        """
        tokens = name_tokens(untitled(written).text)
        if letters := initials_of(written, tokens):
            return tuple(self._by_letters.get(letters, ()))
        if not any(len(token) >= _SHORTEST for token in tokens):
            return ()
        near = {key for token in tokens for part in _keys(token) for key in self._by_key.get(part, ())}
        exact = tuple(key for key in self._names if key in near and set(tokens) <= self._names[key])
        return exact or tuple(key for key in self._names if key in near and _spells(tokens, self._names[key]))


def _letters(tokens: Sequence[str]) -> Iterator[str]:
    """The initials of a name of several words: of any given name and the last, and of all."""
    if len(tokens) > 1:
        yield from (token[0] + tokens[-1][0] for token in tokens[:-1])
        yield "".join(token[0] for token in tokens)


def _keys(token: str) -> Iterator[str]:
    """Keys of which two words share one if they are near: as scanned, and without each one of their letters."""
    yield _scanned(token)
    if len(token) >= _SHORTEST:
        yield from dict.fromkeys((token, *(token[:at] + token[at + 1 :] for at in range(len(token)))))


def _scanned(token: str) -> str:
    """A word with the letters that scanners confuse written alike."""
    for seen, meant in _SEEN_ALIKE:
        token = token.replace(seen, meant)
    return token


def _spells(tokens: Sequence[str], name: Collection[str]) -> bool:
    """Whether every word is one of the name's, one of them with a slip; words of the name may be missing."""
    free = sorted(name)
    slips = 0
    company = any(len(token) >= _SHORTEST and token in name for token in tokens)
    for token in tokens:
        found = next((own for own in free if own == token or (len(token) == 1 and own.startswith(token))), None)
        if found is None:
            found = next((own for own in free if _is_slip(token, own, company=company)), None)
            slips += 1
        if found is None:
            return False
        free.remove(found)
    return slips <= 1


def _is_slip(token: str, own: str, *, company: bool) -> bool:
    """Whether a word is another with a slip; beside a word of the same name it may be shorter, and a word by chance."""
    if min(len(token), len(own)) < _SHORTEST or is_given_name(token) or (_is_known(token) and not company):
        return False
    if _scanned(token) == _scanned(own):
        return True
    if min(len(token), len(own)) < (_SHORTEST if company else _PEN) or (token[0] != own[0] and len(token) < _LONG):
        return False
    if OSA.distance(token, own, score_cutoff=1) <= 1:
        return True
    return len(own) >= _LONG and DamerauLevenshtein.distance(token, own, score_cutoff=2) <= 2 and token[0] == own[0]


def _is_known(token: str) -> bool:
    """Whether a word is a name or a word of its own."""
    return is_given_name(token) or is_word(token) or is_proper_noun(token)
