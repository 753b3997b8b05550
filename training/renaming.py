"""Other names for the people of an example, so that the tagger learns where names stand rather than which there are.

Words of a name become invented syllables, or ordinary English words ("Ms Kettle rang"), the same in the whole text.
Case stays; initials, titles, mailboxes and words of one or two letters stay as they are.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from corpus.sentences import patterns

from redactor.resources import resource
from training.example import Example, Marked

_INVENTED: Final = 0.22
_ORDINARY: Final = 0.10
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STARTS, _MIDDLES, _ENDS = (
    tuple(letters.split())
    for letters in (
        "b br bh c ch cr d dh dr f fl g gh gr h j k kh kr l m mb n ng ny p pr q r s sh sk st sz t th tr v w y z zh",
        "a e i o u aa ai au ay ea ei ey ia ie io oa oo ou ua ui",
        "b ck d dt g k l ll m n nd ng nk r rd rs s sh ss t th v w x y z",
    )
)

Maker = Callable[[random.Random], str]


def renamed(rng: random.Random, example: Example) -> Example:
    """The example, in about a third of the cases with other names."""
    chance = rng.random()
    if chance >= _INVENTED + _ORDINARY or not any(label == "PERSON" for *_, label in example.spans):
        return example
    make = _syllables if chance < _INVENTED else _ordinary
    names: dict[str, str] = {}
    text, at = "", 0
    spans: list[Marked] = []
    for start, end, label in example.spans:
        text += example.text[at:start]
        covered = example.text[start:end]
        if label == "PERSON" and example.text[end : end + 1] != "@":
            covered = _WORD.sub(lambda word: _other(rng, word.group(), names, make), covered)
        spans.append((len(text), len(text) + len(covered), label))
        text += covered
        at = end
    return Example(text + example.text[at:], tuple(spans), example.source)


def _other(rng: random.Random, word: str, names: dict[str, str], make: Maker) -> str:
    folded = word.lower()
    if folded not in names:
        names[folded] = make(rng)
    new = names[folded]
    if word.isupper():
        return new.upper()
    return new if word.islower() else new[0].upper() + new[1:]


def _syllables(rng: random.Random) -> str:
    count = rng.choice((1, 2, 2, 2, 3))
    word = "".join(rng.choice(_STARTS) + rng.choice(_MIDDLES) for _ in range(count))
    return word + (rng.choice(_ENDS) if rng.random() < 0.7 else "")


def _ordinary(rng: random.Random) -> str:
    return rng.choice(_words())


@cache
def _words() -> tuple[str, ...]:
    """English words of three to nine letters that the patterns do not use, so that no role or thing becomes a name."""
    used = {word.lower() for pattern in patterns() for word in _WORD.findall(pattern.source)}
    with gzip.open(resource("glossaries", "english-words.txt.gz"), "rt", encoding="utf-8") as lines:
        listed = [line.strip() for line in lines]
    return tuple(
        word for word in listed if word.islower() and _WORD.fullmatch(word) and len(word) < 10 and word not in used
    )
