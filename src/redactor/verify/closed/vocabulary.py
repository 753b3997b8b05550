"""What the closed world knows of words, read from the shipped lists by code of its own.

It stands on nothing of ``lexicon/``: if a rule there is wrong, this search does
not share the mistake. Sources and licences of the lists: ``glossaries/README.md``.
"""

from __future__ import annotations

import csv
import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from redactor.resources import resource


def set_of(text: str) -> frozenset[str]:
    """The words of a text, set apart by spaces, as a set."""
    return frozenset(text.split())


_SHORT = set_of(
    "a i am an as at be by do go he if in is it me my no of oh ok on or so to up us we ex co re vs eg ie etc non "
    "pre mid un de hm mr mrs ms dr st jr sr pm id tv uk"
)
"""Words of one and two letters, which the word list leaves out, and usual abbreviations."""
_ENDING = re.compile(r"'(?:s|ll|ve|re|d|m)?$")
_SHORTENED = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "am"}
_UNMARKED = set_of(
    "dont didnt doesnt isnt wasnt wont cant couldnt wouldnt shouldnt hasnt havent hadnt arent werent im ive shes hes "
    "theyre youre thats whats theres its lets aint"
)
"""Shortened verbs as they are typed in haste, without the apostrophe."""
_PREFIX = re.compile(r"^(?:non|pre|sub|co|re|multi)(?=\w{5})")
_SPELLINGS = tuple(
    (re.compile(there), here)
    for there, here in (
        (r"(?<=i)z(?=e|i|a)|(?<=y)z(?=e|i)|(?<=o)z(?=y)", "s"),
        (r"(?<=[bdilnv])or(?=$|s$|ed$|ing$|ite|able|hood|ful|less|ly$)", "our"),
        (r"(?<=[nt])ter(?=s?$)|(?<=ea)ter(?=s?$)", "tre"),
        (r"(?<=\w\w[aeiou])l(?=ed$|ers?$|ing$)", "ll"),
    )
)
"""What is spelt otherwise in America, and how Britain spells it."""
_SHORTEST_RESPELT = 4


@lru_cache(maxsize=16384)
def folded(token: str) -> str:
    """A token in small letters without accents, ligatures and invisible characters."""
    plain = unicodedata.normalize("NFKD", token)
    kept = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf"))
    return kept.casefold().replace("’", "'")


@lru_cache(maxsize=16384)
def stem(token: str) -> str:
    """A token folded, without a possessive ending or a shortened verb: ``'s``, ``s'``, ``'ll``, ``'ve``."""
    return _ENDING.sub("", folded(token))


@cache
def _dictionary() -> tuple[frozenset[str], frozenset[str]]:
    """Ordinary words, and what a dictionary lists with a capital only."""
    with gzip.open(resource("glossaries", "english-words.txt.gz"), "rt", encoding="utf-8") as lines:
        listed = lines.read().splitlines()
    words = (entry.lower() for entry in listed if not entry[:1].isupper())
    proper = (entry.lower() for entry in listed if entry[:1].isupper())
    return frozenset(words), frozenset(proper)


@cache
def _rows(file: str) -> Mapping[str, frozenset[str]]:
    """Kind -> folded words of a list with the columns ``kind`` and ``words``."""
    kinds: dict[str, set[str]] = {}
    with resource("glossaries", file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            kinds.setdefault(row["kind"], set()).update(folded(word) for word in row["words"].split(";"))
    return MappingProxyType({kind: frozenset(words) for kind, words in kinds.items()})


def standing(kind: str) -> frozenset[str]:
    """The words of one row of ``standing-words.csv``: ``nation``, ``acronym``, ``genre``."""
    return _rows("standing-words.csv")[kind]


@cache
def given_words() -> frozenset[str]:
    """Ordinary words that people are called by as a first name."""
    return standing("given") | _rows("name-words.csv")["given"]


@cache
def name_words() -> frozenset[str]:
    """Ordinary words that people are called by, first name or surname."""
    return given_words() | standing("surname") | _rows("name-words.csv")["surname"]


@cache
def towns() -> frozenset[str]:
    """Every word of the name of a town at home that the shipped list knows, and the towns abroad of one word."""
    found: set[str] = set()
    with resource("glossaries", "uk-towns.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.update(folded(word) for word in re.findall(r"[^\W\d_]+", row["name"]))
    return frozenset(found | {folded(name) for name in _abroad() if " " not in name})


@cache
def _abroad() -> tuple[str, ...]:
    with resource("glossaries", "towns-abroad.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(row["name"] for row in csv.DictReader(lines))


@cache
def role_words() -> frozenset[str]:
    """Every word of a role and every prefix of a code."""
    found: set[str] = set()
    with resource("glossaries", "roles.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.update(folded(word) for word in re.findall(r"[^\W\d_]+", f"{row['prefix']} {row['titles']}"))
    return frozenset(found)


@cache
def public_terms() -> re.Pattern[str]:
    """A pattern for every public term that needs nothing beside it (not for the bare surname of a researcher)."""
    with resource("glossaries", "public-terms.csv").open(encoding="utf-8", newline="") as lines:
        terms = {row["term"] for row in csv.DictReader(lines) if not row["note"].startswith("surname:")}
    terms |= {term.upper() for term in terms}  # in a line of capitals
    return re.compile(rf"(?<!\w)(?:{_one_of(term for term in terms if term[0].isalpha())})(?!\w)")


@cache
def set_phrases() -> re.Pattern[str]:
    """A pattern for phrases of the language that are called after somebody, and towns abroad of several words.

    "Victoria sponge" and "New Orleans", in any case of letters. Only the closed world knows them: the search for the
    people of a case does not.
    """
    terms = {*standing("phrase"), *(name.casefold() for name in _abroad() if " " in name)}
    return re.compile(rf"(?<!\w)(?:{_one_of(terms)})(?!\w)", re.IGNORECASE)


def _one_of(terms: Iterable[str]) -> str:
    """A pattern for any of some terms, the longest that fits; grouped by their first letter, for speed."""
    by_letter: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        by_letter.setdefault(term[0], []).append(_loose(term[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))


def _loose(term: str) -> str:
    """A pattern for a term, its spaces and apostrophes written in any way."""
    return re.sub(r"(?:\\ )+", r"\\s+", re.escape(term)).replace("'", "['’]")


@cache
def surname_terms() -> Mapping[str, frozenset[str]]:
    """Folded surname of a public author -> the words beside which it is public."""
    found: dict[str, frozenset[str]] = {}
    with resource("glossaries", "public-terms.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["note"].startswith("surname:"):
                beside = row["note"].removeprefix("surname:").split()
                for word in re.findall(r"[^\W\d_]+", row["term"]):
                    found[folded(word)] = frozenset(folded(item).rstrip(".") for item in beside)
    return MappingProxyType(found)


@lru_cache(maxsize=16384)
def is_word(token: str) -> bool:
    """Whether a token in any case is an ordinary English word, its plural or possessive."""
    word = stem(token)
    word = _SHORTENED.get(word, word.removesuffix("n't"))
    if word in _UNMARKED or (len(word) <= 3 and word in _SHORT):
        return True
    words = _dictionary()[0]
    forms = (
        word,
        word.removesuffix("s"),
        word.replace("'", ""),
        _PREFIX.sub("", word),
    )
    return any(form in words for form in forms if len(form) > 1) or any(form in words for form in _respelt(word))


def _respelt(word: str) -> Iterator[str]:
    """A folded word as it is spelt in Britain, should it be spelt as in America or Oxford: "center", "organized"."""
    if len(word) >= _SHORTEST_RESPELT:
        for there, here in _SPELLINGS:
            respelt = there.sub(here, word)
            if respelt != word and respelt not in name_words():
                yield from (respelt, respelt.removesuffix("s"))


def is_entry(word: str) -> bool:
    """Whether the dictionary has a folded word just as it is, no prefix or ending taken off."""
    return word in _dictionary()[0]


@lru_cache(maxsize=16384)
def is_listed_proper(token: str) -> bool:
    """Whether a dictionary lists a token with a capital only: Karin, Boston."""
    return stem(token) in _dictionary()[1]
