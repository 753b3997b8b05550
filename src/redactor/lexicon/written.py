"""What a written name of somebody unlisted tells: tokens, title, gender."""

from __future__ import annotations

import re
from dataclasses import dataclass

from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_parts import PARTICLES
from redactor.lexicon.name_titles import is_adult_title, is_title, opens_rank, title_gender
from redactor.model import Gender

_APOSTROPHE = re.compile(r"['’ʼ](?=\w)")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_DAMAGED = re.compile(r"[A-Z]{2}\.[A-Z]|[A-Z]\.[A-Z]{2}")
"""Three initials that have lost a full stop."""
_TOKEN = re.compile(r"[^\W_]+")
_EDGE = ' \t\r\n.,;:()[]"“”‘’*_-–—'


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A written name without its title.

    Attributes:
        text: As written, on one line, without title, possessive ending and punctuation around it.
        adult: Whether a title such as Mrs or Dr stood before it.
        gender: As far as the title tells.
    """

    text: str
    adult: bool = False
    gender: Gender = Gender.UNKNOWN


def untitled(written: str) -> WrittenName:
    """Take titles, ranks and a possessive ending off a name.

    Args:
        written: As a recogniser marked it: "Ms K. Oldroyd’s", "DC 4471 Hope", "Karen".
    """
    words = _POSSESSIVE.sub("", " ".join(written.split()).rstrip(_EDGE)).split()
    adult, gender = False, Gender.UNKNOWN
    start = 0
    while start < len(words) - 1:
        bare = words[start].strip(_EDGE)
        if start and bare in ("Justice", "JUSTICE"):
            adult = True  # "Mr Justice Oldroyd"
        elif is_title(bare, written=bare):
            adult = adult or is_adult_title(bare)
            gender = title_gender(bare) if gender is Gender.UNKNOWN else gender
        elif not (opens_rank(bare) and bare[:1].isupper() and start + 2 < len(words)) and not bare.isdigit():
            break
        start += 1
    return WrittenName(" ".join(words[start:]).strip(_EDGE), adult, gender)


def name_tokens(written: str) -> tuple[str, ...]:
    """Folded tokens of a written name, first name first ("SMITH, Jane" → ``("jane", "smith")``)."""
    parts = [_TOKEN.findall(part) for part in fold_text(_APOSTROPHE.sub("", written)).split(",")]
    parts = [part for part in parts if part]
    if len(parts) == 2:
        parts = [parts[1], parts[0]]
    elif len(parts) == 1 and len(shouted := _shouted(written)) < len(written.split()):
        parts = [parts[0][len(shouted) :], parts[0][: len(shouted)]]
    return tuple(token for part in parts for token in part)


def _shouted(written: str) -> list[str]:
    """The surname in capitals that stands before a given name without a comma ("SMITH Jane")."""
    words = written.split()
    first = 0
    while first < len(words) and words[first].isupper() and len(words[first].strip(_EDGE)) > 2:
        first += 1
    if first == len(words) or any("-" in word or "'" in word or "’" in word for word in words[:first]):
        return []
    return words[:first] if all(word[:1].isupper() and not word.isupper() for word in words[first:]) else []


def is_one_word(written: str, tokens: tuple[str, ...]) -> bool:
    """Whether a name is a surname or a first name alone: "Oldroyd", "Pugh-Davies", "van der Berg"."""
    return len(written.split()) == 1 or all(token in PARTICLES for token in tokens[:-1])


def initials_of(written: str, tokens: tuple[str, ...]) -> str:
    """The letters if a name is nothing but initials ("F.L.", "F L", "FL"); else empty."""
    if all(len(token) == 1 for token in tokens):
        return "".join(tokens)
    bare = written.strip(_EDGE)
    if _DAMAGED.fullmatch(bare):
        return bare.replace(".", "").lower()
    return bare.lower() if 2 <= len(bare) <= 3 and bare.isalpha() and bare.isupper() else ""
