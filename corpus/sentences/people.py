"""Invented people: a name of one origin, and what the text needs to know of its bearer."""

from __future__ import annotations

import functools
import random
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.names import FirstName, OriginNames, Split, names_of, split_of

WORD_ORIGIN = "ordinary-word"
_WORD_SHARE = 0.13
_ENGLISH_SHARE = 0.09

_MIDDLE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("sikh", "f"): ("Kaur",),
    ("sikh", "m"): ("Singh",),
    ("vietnamese", "f"): ("Thi",),
    ("vietnamese", "m"): ("Van",),
    ("pakistani", "f"): ("Bibi", "Begum"),
    ("bangladeshi", "f"): ("Begum", "Khatun", "Bibi"),
}
"""Elements that any bearer of the origin may have; in every split as a middle name, as a surname only in training."""

_PREFIX = ("Mohammed", "Muhammad", "Mohammad", "Mohamed", "Md", "Syed", "Abdul")
_PREFIXED = frozenset({"pakistani", "bangladeshi", "somali", "afghan", "arabic", "kurdish"})
_SURNAME_FIRST = {"chinese": 0.4, "vietnamese": 0.5, "roma-hungarian": 0.1}

BY_SEX: Mapping[str, tuple[str, str]] = {
    "he": ("she", "he"),
    "him": ("her", "him"),
    "his": ("her", "his"),
    "himself": ("herself", "himself"),
    "parent": ("mother", "father"),
    "mum": ("mum", "dad"),
    "partner": ("wife", "husband"),
    "child": ("daughter", "son"),
    "sibling": ("sister", "brother"),
    "gran": ("grandmother", "grandfather"),
    "nan": ("nan", "grandad"),
    "uncle": ("aunt", "uncle"),
    "friend": ("girlfriend", "boyfriend"),
    "cousin": ("niece", "nephew"),
    "kid": ("girl", "boy"),
    "adult": ("woman", "man"),
    "sex": ("female", "male"),
    "sx": ("F", "M"),
}
"""Words that go with a person's sex: female, male."""


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; the same in every mention of a text."""

    first: str
    middle: str
    last: str
    origin: str
    sex: str
    nickname: str
    title: str
    surname_first: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the order in which they are spoken."""
        order = (self.last, self.middle, self.first) if self.surname_first else (self.first, self.middle, self.last)
        return tuple(name for name in order if name)


@functools.cache
def _by_origin(split: Split) -> dict[str, OriginNames]:
    return {names.origin: names for names in names_of(split)}


def invent(rng: random.Random, split: Split, *, sex: str = "", surname: str = "") -> Person:
    """Make up a person from the names of a split.

    Args:
        rng: The source of chance.
        split: Whose names may be used.
        sex: ``f``, ``m`` or empty for either.
        surname: Given when the person shares it with a relative.
    """
    sex = sex or rng.choice("fm")
    pools = _by_origin(split)
    origin = _origin(rng, pools)
    own = pools[origin]
    first_names, surnames = _first_names(own, sex), own.surnames
    if origin == WORD_ORIGIN:
        english = pools["english"]
        if (kind := rng.random()) < 0.4:
            first_names = _first_names(english, sex)
        elif kind < 0.8:
            surnames = english.surnames
    elif rng.random() < 0.08:
        first_names = _first_names(pools["english"], sex)
    first = rng.choice(first_names)
    middle, last = _middle(rng, origin, sex, first_names), surname or _surname(rng, origin, sex, split, surnames)
    given = first.name
    if sex == "m" and origin in _PREFIXED and rng.random() < 0.12:
        given = f"{rng.choice(_PREFIX)} {given}"
    return Person(
        first=given,
        middle="" if middle == last else middle,
        last=last,
        origin=origin,
        sex=sex,
        nickname=_nickname(rng, first, split),
        title=_title(rng, sex),
        surname_first=rng.random() < _SURNAME_FIRST.get(origin, 0.0),
    )


def _origin(rng: random.Random, pools: Mapping[str, OriginNames]) -> str:
    chance = rng.random()
    if chance < _WORD_SHARE:
        return WORD_ORIGIN
    if chance < _WORD_SHARE + _ENGLISH_SHARE:
        return "english"
    return rng.choice([origin for origin in pools if origin != WORD_ORIGIN])


def _first_names(names: OriginNames, sex: str) -> tuple[FirstName, ...]:
    return names.female if sex == "f" else names.male


def _middle(rng: random.Random, origin: str, sex: str, first_names: tuple[FirstName, ...]) -> str:
    if (origin, sex) in _MIDDLE:
        return rng.choice(_MIDDLE[(origin, sex)]) if rng.random() < 0.35 else ""
    if rng.random() < 0.08:
        return rng.choice(first_names).name
    return ""


def _surname(rng: random.Random, origin: str, sex: str, split: Split, surnames: tuple[str, ...]) -> str:
    if split == "train" and (origin, sex) in _MIDDLE and origin != "vietnamese" and rng.random() < 0.2:
        return rng.choice(_MIDDLE[(origin, sex)])
    last = rng.choice(surnames)
    if rng.random() < 0.035 and " " not in last and "-" not in last:
        last = f"{last}-{rng.choice(surnames)}"
    return last


def _nickname(rng: random.Random, first: FirstName, split: Split) -> str:
    if first.short:
        return rng.choice(first.short)
    base = first.name.split("-")[0]
    short = base[: 3 if base[2:3] not in "aeiou" else 4]
    if len(base) > 5 and rng.random() < 0.4 and split_of(short) in (None, split):
        return short
    return base


def _title(rng: random.Random, sex: str) -> str:
    if rng.random() < 0.1:
        return rng.choice(("Dr", "Dr", "Cllr", "Prof", "Rev", "Professor", "Dr."))
    if sex == "m":
        return rng.choice(("Mr", "Mr", "Mr", "Mr", "Mr."))
    return rng.choice(("Ms", "Mrs", "Miss", "Ms", "Mrs", "Miss", "Mrs.", "Ms."))
