"""A newcomer whose name is that of somebody in the case, if need be with a slip of the pen or of the scanner.

The recogniser of the glossary bounds misspellings so that it finds none in ordinary words.
What the person model or a title gives as a name needs less caution: "Mlss Ozols", "Matra",
"Slianthi Devan" are people of the case if exactly they are that near, and their name is no
other name that is known.

One letter alone does not prove it: "Haoe" may be Hao, or somebody called so. Met once, it is
read as the slip, told, and held where the destination holds doubtful people; met again in the
same spelling, it is somebody of their own, whom the board is asked about, unless the case bears
out that it is a slip (``decide.again``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA, DamerauLevenshtein

from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_titles import is_adult_title, is_title
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.publicterms import public_spans
from redactor.lexicon.scanned import mended
from redactor.lexicon.standing import known_words
from redactor.lexicon.words import is_name_word, is_proper_noun, is_word
from redactor.lexicon.written import WrittenName, initials_of, name_tokens, untitled
from redactor.model import Category, Origin, Person

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
    ("rm", "nn"),
    ("nn", "m"),
    ("6", "g"),
    ("5", "s"),
    ("0", "o"),
    ("1", "i"),
    ("8", "b"),
    ("l", "i"),
    ("e", "c"),
)


_HEARD_ALIKE = (("ph", "f"), ("ck", "k"), ("kh", "k"), ("q", "k"))

_JOINED = 4
"""Letters of initial and surname run together, as people sign in to a system; three will do without a vowel."""
_TELLING = 6
"""Letters of a first word with an initial behind it that can hardly be a name of its own."""
_FEW = 2
"""Words of a name beside more than which one may be short: "Da-ei Zhou"; beside one it has no vowel: "Dung-nh"."""
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Spelt:
    """Whom a name spells.

    Attributes:
        people: Their keys; several if the name fits them all.
        sure: Whether it can hardly be anybody else: without a slip, with one that scanners make, or beside
            another word of the same name.
    """

    people: tuple[str, ...] = ()
    sure: bool = False


class Slips:
    """The people of a case by the letters of their names.

    Args:
        people: Of them those whom the glossary lists, and the names that it keeps.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._names: dict[str, frozenset[str]] = {}
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        self._by_login: defaultdict[str, list[str]] = defaultdict(list)
        self._by_run: defaultdict[str, list[str]] = defaultdict(list)
        self._children: set[str] = set()
        self._places: set[str] = set()
        self._kept: set[tuple[str, ...]] = set()
        for person in people:
            if person.origin is Origin.GLOSSARY and person.category in (Category.PLACE, Category.ORGANISATION):
                self._places.update(token for name in person.names for token in name_tokens(name))
            if person.origin is Origin.KEEP:
                self._kept.update(tokens for name in person.names for tokens in _told_apart(name))
            if person.origin is not Origin.GLOSSARY or not person.category.is_person:
                continue
            forms = tuple(tokens for name in person.names if (tokens := name_tokens(name)))
            self._names[person.key] = frozenset(token for tokens in forms for token in tokens)
            heads = tuple(tuple(word[0] for word in map(name_tokens, name.split()) if word) for name in person.names)
            for letters in dict.fromkeys(word for tokens in (*forms, *heads) for word in _letters(tokens)):
                self._by_letters[letters].append(person.key)
            joined = tuple(tuple(map("".join, map(name_tokens, name.split()))) for name in person.names)
            for run in {run for tokens in forms for run in _runs(tokens)}:
                self._by_run[run].append(person.key)
            for login in dict.fromkeys(login for tokens in (*forms, *joined) for login in _logins(tokens)):
                self._by_login[login].append(person.key)
            if person.category is Category.CHILD:
                self._children.add(person.key)
            for token in self._names[person.key]:
                for key in _keys(token):
                    self._by_key[key].add(person.key)

    def of(self, written: str) -> tuple[str, ...]:
        """Keys of the people whom a name spells, as ``read`` gives them."""
        return self.read(written).people

    def read(self, written: str, *, adult: bool = False) -> Spelt:
        """Say whom a name spells, with a slip or without, or initials stand for; nobody if it is nobody of the case.

        Args:
            written: A name as found, with or without title.
            adult: Whether a title such as Mrs or Dr stands before it, which no child has.
        """
        name = _without_title(untitled(written))
        if plural := _PLURAL_INITIALS.fullmatch(name.text):
            name = replace(name, text=plural[1])
        tokens = name_tokens(name.text)
        letters = initials_of(name.text, tokens)
        misread = letters.translate(_DIGITS) if not _MIXED.search(name.text) else letters.replace("l", "i")
        typed = letters.replace("l", "i") if "l" in name.text else letters
        if whose := next((found for read in (letters, misread, typed) if (found := self._by_letters.get(read))), None):
            return Spelt(tuple(whose), sure=True)
        if (two := _DIGRAPH.fullmatch(name.text)) and (whose := [*self._lettered(two[1].lower(), two[2].lower())]):
            return Spelt(tuple(whose), sure=True)
        if not any(len(token) > 1 for token in tokens):
            return Spelt()
        login = "".join(tokens) if len(tokens) == 1 or (len(tokens) == _FEW and len(tokens[0]) == 1) else ""
        if login in self._by_login:
            return Spelt(tuple(self._by_login[login]), sure=True)
        if len(tokens) > 1 and (whose := self._by_run.get("".join(tokens))):
            return Spelt(tuple(whose), sure=True)
        near = {key for token in tokens for part in _keys(token) for key in self._by_key.get(part, ())}
        exact = tuple(key for key in self._names if key in near and set(tokens) <= self._names[key])
        exact = exact or tuple(key for key in self._names if key in near and _abbreviates(tokens, self._names[key]))
        if not exact and len(tokens) == 1 and _may_be_plural(tokens[0]):
            exact = tuple(key for key in self._names if key in near and tokens[0][:-1] in self._names[key])
        if not exact and (joined := _JOINED_INITIALS.match(name.text)):
            apart = (*dict.fromkeys(joined[1].lower()), *tokens[1:])
            exact = tuple(key for key in self._names if key in near and _abbreviates(apart, self._names[key]))
        if exact:
            return Spelt(exact, sure=True)
        spelt = tuple(key for key in self._names if key in near and _spells(tokens, self._names[key]))
        if any(_is_certain(tokens, self._names[key]) for key in spelt):
            return Spelt(spelt, sure=True)
        if not spelt and (adult or name.adult) and len(tokens) == 1:
            spelt = tuple(key for key in self._names if _is_longer(tokens[0], self._names[key]))
        return Spelt(tuple(key for key in spelt if not ((adult or name.adult) and key in self._children)))

    def _lettered(self, letter: str, digraph: str) -> Iterator[str]:
        """Whose initials an initial and two letters that count as one are: "T.Kh", "R.Ll"."""
        for key, name in self._names.items():
            seconds = {own for own in name if own.startswith(digraph)}
            firsts = {own for own in name if own.startswith(letter)}
            if firsts and seconds and len(firsts | seconds) > 1:
                yield key

    def knows(self, word: str) -> bool:
        """Whether a folded word is one of the name of somebody or some place as it is listed."""
        return word in self._places or any(word in self._names[key] for key in self._by_key.get(word, ()))

    def lengthens(self, word: str) -> bool:
        """Whether a folded word that no list knows is a listed one of two letters and one letter more: "Xus"."""
        return self.knows(word[:-1]) and _is_with_letter(word, word[:-1])

    def meant(self, tokens: Sequence[str]) -> frozenset[str]:
        """The listed words of which a word of a name, that no list has as a word or a name, is a slip."""
        odd = [token for token in tokens if not self.knows(token) and not _is_known(token) and not is_name_word(token)]
        people = {key for token in odd for part in _keys(token) for key in self._by_key.get(part, ())}
        return frozenset(own for key in people for own in self._names[key] for token in odd if _is_one_off(token, own))

    def is_kept(self, written: str) -> bool:
        """Whether a name of two words or more is a kept one or a set phrase as a scanner reads it: "Anne Bo1eyn"."""
        words = name_tokens(written)
        return any(self._is_fixed(tokens) for tokens in (words, *_mended(words)))

    def _is_fixed(self, words: Sequence[str]) -> bool:
        """Whether folded words are a kept name, a set phrase or a public name."""
        if (tokens := _plainly(words)) in self._kept or tokens in _phrases():
            return True
        name = " ".join(map(str.capitalize, words))
        return len(words) > 1 and any(len(span) == len(name) for span in public_spans(name))

    def is_near(self, word: str) -> bool:
        """Whether a folded word is one slip from one of a listed name, though it may be a name or word of its own."""
        if self.knows(word) or len(word) < _SHORTEST:
            return False
        people = {key for part in _keys(word) for key in self._by_key.get(part, ())}
        return any(_is_one_off(word, own) for key in people for own in self._names[key] if len(own) >= _SHORTEST)


_COURTESIES = frozenset({"mr", "mrs", "miss", "ms"})


def _without_title(name: WrittenName) -> WrittenName:
    """A name without the title that a scanner misread: "Mlss Mai"."""
    first, _, rest = name.text.partition(" ")
    low = fold_text(first)
    if not rest or name.adult or not first[0].isupper() or _is_known(low) or is_name_word(low):
        return name
    meant = next((read for read in mended(low) if read in _COURTESIES), "")
    return replace(name, text=rest, adult=is_adult_title(meant)) if meant else name


_PLURAL_INITIALS = re.compile(r"((?:[A-Z]\.)+[A-Z])(?:['’]?s|\d{1,3})")
"""Initials with the ending of a possessive or plural, or with the number of a comment: "V.F's", "V.Fs", "V.F17"."""


_DIGITS = str.maketrans("0568", "osgb")
"""Digits that scanners read for letters."""
_MIXED = re.compile(r"(?<!\w)l\.[A-Z]|[A-Z]\.l(?!\w)")
"""A small "l" beside a capital, which was an "I": "l.T."."""
_DIGRAPHS = frozenset({"bh", "ch", "dh", "kh", "ph", "sh", "th", "gh", "ll"})
_DIGRAPH = re.compile(r"([A-Z])\.? ?((?:B|C|D|K|P|S|T|G)[hH]|L[lL])\.?")
"""Initials of which the second is of two letters."""
_JOINED_INITIALS = re.compile(r"([A-Z]{2,3}) [A-Z]\w")
"""Initials without stops before a surname: "OT Keet"."""


def _logins(tokens: Sequence[str]) -> Iterator[str]:
    """Initial and surname run together, in either order of both: "ktang", "tangk"."""
    if len(tokens) < 2:
        return
    first, last = tokens[0], tokens[-1]
    before = (token[0] + last for token in tokens[:-1])
    behind = (token[0] + first for token in tokens[1:])
    turned = (first + token[0] for token in tokens[1:] if len(first) >= _TELLING)  # "kitt" may be somebody else's name
    for login in (*before, last + first[0], *behind, *turned):
        least = _JOINED if set(login) & _VOWELS else _JOINED - 1
        if (len(login) >= least or 2 in (len(first), len(last))) and not _is_known(login):
            yield login  # of a surname of two letters, however short: "cxu"


def _is_longer(token: str, name: Collection[str]) -> bool:
    """Whether a word that no list knows is a name of two letters and one letter more: "Mrs Xuh" for a Xu."""
    if len(token) != _SHORTEST or _is_known(token) or is_name_word(token):
        return False
    return token[:-1] in name


def _may_be_plural(token: str) -> bool:
    """Whether a word that no list knows may be the plural of a surname of four letters or more: "the Dangs"."""
    return (
        token.endswith("s")
        and token[-2:-1] != "s"
        and len(token) > _PEN
        and not (_is_known(token) or is_name_word(token))
    )


def _runs(tokens: Sequence[str]) -> Iterator[str]:
    """The letters of a name, or of its first initial and the rest, without what parts them: "Ba.ujla", "Ca-oTran"."""
    for run in ("".join(tokens), tokens[0][0] + "".join(tokens[1:])) if len(tokens) > 1 else ():
        if len(run) >= _TELLING:
            yield run


def _letters(tokens: Sequence[str]) -> Iterator[str]:
    """The initials of a name of several words: of any given name and the last, of all, and of all but the first ones.

    Words that a hyphen joins count as one and as two: Anna Kay-Lane is A.K., A.L. and A.K.L.
    """
    if len(tokens) > 1:
        yield from (token[0] + tokens[-1][0] for token in tokens[:-1])
        letters = "".join(token[0] for token in tokens)
        yield from (letters[first:] for first in range(len(letters) - 1))


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    """The set phrases that hold a name and name nobody of a case, of two words or more."""
    return frozenset(tokens for phrase in known_words("phrase") for tokens in _told_apart(phrase))


def _told_apart(name: str) -> Iterator[tuple[str, ...]]:
    """A name of two words or more, and what is left of it without a title if no list knows that word: "Tiggywinkle"."""
    words = name_tokens(name)
    if len(words) > 1:
        yield _plainly(words)
    if len(words) == 2 and is_title(words[0]) and not (_is_known(words[1]) or is_name_word(words[1])):
        yield _plainly(words[1:])


_ALIKE_LETTERS = str.maketrans("1l0568c", "iiosgbe")


def _plainly(tokens: Sequence[str]) -> tuple[str, ...]:
    """Words with the letters and digits that scanners confuse written alike."""
    return tuple(_alike(token.translate(_ALIKE_LETTERS)) for token in tokens)


def _mended(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Words with an error of a scanner taken back in one of them that no list knows: "Boroness Casey"."""
    for at, word in enumerate(words):
        if len(words) > 1 and not (_is_known(word) or is_name_word(word)):
            yield from ((*words[:at], read, *words[at + 1 :]) for read in mended(word))


def _keys(token: str) -> Iterator[str]:
    """Keys of which two words share one if they are near: as scanned, and without each one of their letters."""
    yield from _scanned(token) | {token}
    if len(token) >= _SHORTEST:
        yield from dict.fromkeys(token[:at] + token[at + 1 :] for at in range(len(token)))


def _scanned(token: str) -> frozenset[str]:
    """A word with the letters that scanners confuse written alike; "cli" may be "di" or "ch"."""
    return frozenset({_alike(token), _alike(token.replace("li", "h"))})


def _alike(token: str) -> str:
    for seen, meant in _SEEN_ALIKE:
        token = token.replace(seen, meant)
    return token


def _spells(tokens: Sequence[str], name: Collection[str]) -> bool:
    """Whether every word is one of the name's, one of them with a slip; words of the name may be missing."""
    free = sorted(name)
    slips = 0
    company = any(len(token) >= _SHORTEST and token in name for token in tokens)
    beside = any(len(token) >= _SHORTEST - 1 and token in name for token in tokens)
    for token in tokens:
        found = next((own for own in free if own == token or (len(token) == 1 and own.startswith(token))), None)
        if found is None:
            found = next((own for own in free if _is_slip(token, own, company=company, beside=beside)), None)
            slips += 1
        if found is None and len(tokens) > 1:
            found = next((own for own in free if _is_with_letter(token, own)), None)
        if found is None and company and _is_torn(token, alone=len(tokens) <= _FEW):
            found = next((own for own in free if OSA.distance(token, own, score_cutoff=1) <= 1), None)
        if found is None:
            return False
        free.remove(found)
    return slips <= 1


def _abbreviates(tokens: Sequence[str], name: Collection[str]) -> bool:
    """Whether every word is one of the name's or the initial of another of them: "D Vu", "Fei Ch"."""
    initials = [token for token in tokens if len(token) == 1 or (token in _DIGRAPHS and token not in name)]
    whole = [token for token in tokens if token not in initials]
    rest = sorted(set(name) - set(whole))
    for letter in initials:
        own = next((word for word in rest if word.startswith(letter)), None)
        if own is None:
            return False
        rest.remove(own)
    return bool(whole) and set(whole) <= set(name)


def _is_certain(tokens: Sequence[str], name: Collection[str]) -> bool:
    """Whether a slip is one that scanners make, or stands beside another word of the name as it is."""
    scanned = frozenset[str]().union(*map(_scanned, name))
    return any(
        (len(token) >= _SHORTEST and token in name)
        or (token not in name and (_scanned(token) & scanned or _is_doubled(token, name)))
        for token in tokens
    )


_DOUBLED = re.compile(r"(?<=\w)([aeiou])\1(?=\w)")


def _is_doubled(token: str, name: Collection[str]) -> bool:
    """Whether a word that no list knows is one of a name but for an inner vowel typed twice: "Liaas" for Lias."""
    if _is_known(token) or is_name_word(token):
        return False
    return any(token[: at.start()] + token[at.start() + 1 :] in name for at in _DOUBLED.finditer(token))


def _is_slip(token: str, own: str, *, company: bool, beside: bool) -> bool:
    """Whether a word is another with a slip; beside a word of the same name it may be shorter, and a word by chance.

    Beside one of two letters, too, a scanner may have misread a word of two.
    """
    if is_given_name(token) or (_is_known(token) and not company):
        return False
    if len(token) == len(own) == _SHORTEST - 1:
        alike = bool(_scanned(token) & _scanned(own))  # "Ng-Yc", "Miss Yc"
        return (alike and (beside or not is_name_word(token))) or (beside and token == own[::-1])  # "Wei Ux"
    if not set(token) & _VOWELS and len(own) == _SHORTEST - 1:
        return OSA.distance(token, own, score_cutoff=1) <= 1 and token[0] == own[0]  # "Ngh": nobody is called so
    if min(len(token), len(own)) < _SHORTEST:
        return False
    if _scanned(token) & _scanned(own) or (company and _sounded(token) == _sounded(own)):
        return True
    wrong_letter = len(token) == len(own) and sorted(token) != sorted(own)
    shortest = _SHORTEST if company or not wrong_letter else _PEN
    if min(len(token), len(own)) < shortest or (token[0] != own[0] and len(token) < _LONG):
        return False
    if OSA.distance(token, own, score_cutoff=1) <= 1:
        return True
    return len(own) >= _LONG and DamerauLevenshtein.distance(token, own, score_cutoff=2) <= 2 and token[0] == own[0]


def _sounded(token: str) -> str:
    """A word with letters that sound alike written alike: "Sifo" for Sipho."""
    for written, heard in _HEARD_ALIKE:
        token = token.replace(written, heard)
    return token


def _is_torn(token: str, *, alone: bool) -> bool:
    """Whether letters that no list knows are what is left of a short part of a name: "Da-ei Zhou", "Dung-nh"."""
    if not 1 < len(token) <= _SHORTEST or _is_known(token) or is_name_word(token):
        return False
    return not (alone and set(token) & _VOWELS)


def _is_with_letter(token: str, own: str) -> bool:
    """Whether a word that no list knows is one of two letters and what is heard or put behind it: "F Yus", "B Xuh"."""
    known = _is_known(token) or is_name_word(token)
    return len(own) == _SHORTEST - 1 and token in (f"{own}h", f"{own}s") and not known


def _is_one_off(word: str, own: str) -> bool:
    return bool(_scanned(word) & _scanned(own)) or OSA.distance(word, own, score_cutoff=1) <= 1


def _is_known(token: str) -> bool:
    """Whether a word is a name or a word of its own."""
    return is_given_name(token) or is_word(token) or is_proper_noun(token)
