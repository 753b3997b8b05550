"""Takes a written personal name apart: given names, middle names, surname, pet names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_cues import ROLE_CODES, ROLES
from redactor.lexicon.name_sets import vocabulary
from redactor.lexicon.name_titles import is_title, opens_rank
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.words import is_name_word, is_word

PARTICLES = vocabulary(
    "de da das do dos del della der den di du la le van von zu ter ten te al el ul ud bin bint binti ibn abu umm abd ap"
    " ab ferch mac mc o st saint san santa ben bar ni nic ui y e"
)
_PREFIXES = ("mac", "mc", "al", "el", "van", "von", "fitz", "de")
_SUFFIXES = vocabulary("jr jnr sr snr ii iii iv obe mbe cbe qc kc phd md jp frcp frcpch rgn rmn")
_TOKEN = re.compile(r"[^\W_]+")
_NICK = re.compile(r"(?:^|(?<=\s))[\"“‘'(\[]\s*([^\W\d_][\w.'’ -]*?)\s*[\"”’')\]](?=[\s,.;]|$)")
_FORMER = re.compile(r"[\s,(]+(?:née|nee|né|formerly|previously|a\.?k\.?a\.?|also known as|known as)[\s:.]+", re.I)
_INITIALS = re.compile(r"^(?:[^\W\d_]\.\s*){2,4}$|^[^\W\d_]\.\s*[^\W\d_]$")
_CAMEL = re.compile(r"^(O|Mc|Mac|De|Di|Du|Da|Le|La|Van|Von|Al|El|Fitz)(?=[A-Z][^A-Z])")

Tokens = tuple[str, ...]


def words_of(text: str) -> Tokens:
    """Return the runs of letters and digits of the folded text: the tokens of ``NameForm``."""
    return tuple(_TOKEN.findall(fold_text(text)))


@dataclass(frozen=True, slots=True)
class NameParts:
    """One written name taken apart; every part keeps the writing it had.

    Attributes:
        given: The first given name, e.g. ``"Mary-Jane"``; empty if there is only a surname.
        middles: The other given names.
        surname: With its particles, e.g. ``"van der Berg"``; empty if there is one name only.
        former: Earlier surnames ("née …").
        nicknames: Pet names written into the name in brackets or quotes.
    """

    given: str
    middles: Tokens = ()
    surname: str = ""
    former: Tokens = ()
    nicknames: Tokens = ()


def is_initials(name: str) -> bool:
    """Whether a listed name or alias is a person's initials: "F.L.", "F. L.", "FL"."""
    name = name.strip()
    bare = 2 <= len(name) <= 3 and name.isalpha() and name.isupper() and not is_given_name(name)
    return bool(_INITIALS.match(name)) or bare


def parse_name(name: str) -> NameParts:
    """Take ``name`` apart; titles and letters after a name are dropped."""
    former: list[str] = []
    name, *later = _FORMER.split(name)
    former.extend(part.strip(" )],.") for part in later)
    nicknames = tuple(found for found in _NICK.findall(name) if not (found.islower() and is_word(found)))
    name = _NICK.sub(" ", name)
    title_dropped, words = _without_titles(_in_order(name))
    if not words:
        return NameParts("", former=tuple(former), nicknames=nicknames)
    if len(words) == 1:
        given, surname = ("", words[0]) if title_dropped else (words[0], "")
        return NameParts(given, (), surname, tuple(former), nicknames)
    cut = len(words) - 1
    while cut > 1 and fold_text(words[cut - 1]).strip(".'-") in PARTICLES:
        cut -= 1
    return NameParts(words[0], tuple(words[1:cut]), " ".join(words[cut:]), tuple(former), nicknames)


def _in_order(name: str) -> list[str]:
    """The words of a name, surname last, whichever way round it was written."""
    before, comma, after = name.partition(",")
    behind = [word for word in _split(after) if fold_text(word).strip(".") not in _SUFFIXES]
    words = _split(before)
    if comma and behind:
        return behind + words
    words = [word for index, word in enumerate(words) if index == 0 or fold_text(word).strip(".") not in _SUFFIXES]
    shouted = [word for word in words if word.isupper() and len(word.strip(".'-")) > 2]
    if len(words) > 1 and shouted == words[: len(shouted)] and 0 < len(shouted) < len(words):
        return words[len(shouted) :] + shouted
    return words


def _split(text: str) -> list[str]:
    """Words of a name; glued initials ("J.P.") become words of their own."""
    out: list[str] = []
    for word in text.split():
        if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?", word):
            out.extend(letter for letter in word if letter != ".")
            continue
        stripped = word.strip('.,;:()[]"“”')
        if any(char.isalnum() for char in stripped):
            out.append(stripped)
    return out


def _without_titles(words: list[str]) -> tuple[bool, list[str]]:
    """The words behind titles, ranks and roles ("HV Lincoln", "Health Visitor Lincoln", "Baby Hope")."""
    start = 0
    while start < len(words) - 1 and _is_address(words, start):
        start += 1
    return start > 0, words[start:]


def _is_address(words: list[str], index: int) -> bool:
    word, folded = words[index], fold_text(words[index])
    if is_title(word, written=word) or opens_rank(word) or folded in ROLES or folded.isdigit():
        return True
    if word.isupper() and folded in ROLE_CODES:
        return True
    return index + 2 < len(words) and is_word(word) and fold_text(words[index + 1]) in ROLES


def spellings(part: str) -> frozenset[Tokens]:
    """Every way to cut and join a name part: O'Brien, OBrien, O Brien; Al-Hassan, Alhassan; Mc, Mac."""
    tokens = words_of(part)
    if not tokens:
        return frozenset()
    camel = _CAMEL.match(part)
    if camel and len(tokens) == 1 and len(part) > camel.end() + 2:
        tokens = (tokens[0][: camel.end()], tokens[0][camel.end() :])
    found = set(_segmentations(tokens)) if len(tokens) <= 4 else {tokens, ("".join(tokens),)}
    for form in tuple(found):
        found |= _prefix_variants(form)
    return frozenset(found - {()})


def _segmentations(tokens: Tokens) -> list[Tokens]:
    if len(tokens) <= 1:
        return [tokens]
    rest = _segmentations(tokens[1:])
    return [(tokens[0], *tail) for tail in rest] + [(tokens[0] + tail[0], *tail[1:]) for tail in rest]


def _prefix_variants(form: Tokens) -> set[Tokens]:
    """Variants of a form that begins with Mc, Mac, Al, van …, apart or joined."""
    out: set[Tokens] = set()
    first, rest = form[0], form[1:]
    for prefix in _PREFIXES:
        if first.startswith(prefix) and len(first) - len(prefix) >= 4:
            out.add((prefix, first[len(prefix) :], *rest))
            if prefix in ("mc", "mac"):
                other = "mac" if prefix == "mc" else "mc"
                stem = first[len(prefix) :]
                out |= {(other + stem, *rest), (other, stem, *rest)}
    if first in ("mc", "mac") and rest:
        other = "mac" if first == "mc" else "mc"
        out |= {(other, *rest), (other + rest[0], *rest[1:])}
    if first in ("st", "saint") and rest:
        out |= {("st", *rest), ("saint", *rest)}
    return out


def _is_own_name(rest: str) -> bool:
    """Whether what stands behind Mc or O' names somebody by itself (Dwyer, not Lean or Donald)."""
    return len(rest) >= 4 and not (is_word(rest) or is_name_word(rest) or is_given_name(rest))


def surname_parts(surname: str) -> frozenset[Tokens]:
    """Parts of a surname that people use alone: one half of a double name, a name without particle."""
    tokens = words_of(surname)
    camel = _CAMEL.match(surname)
    if len(tokens) == 1 and camel and camel[1] in ("O", "Mc", "Mac"):
        tokens = (tokens[0][: camel.end()], tokens[0][camel.end() :])
    if len(tokens) < 2 or fold_text(surname).startswith(("st ", "saint ")):
        return frozenset()
    if tokens[0] in ("o", "mc", "mac") and len(tokens) == 2:
        return frozenset({tokens[1:]} if _is_own_name(tokens[1]) else ())
    core = tuple(token for token in tokens if token not in PARTICLES)
    parts: set[Tokens] = {(token,) for token in core if len(token) >= 3}
    if len(core) > 1:
        parts.add(core)
    return frozenset(parts - {tokens})
