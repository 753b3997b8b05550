"""Read ``names.tsv`` and hand out the names of one split."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.names.assignment import Bucket, Split, assign

_FILE = Path(__file__).with_name("names.tsv")
_SINGLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_PARTICLES = frozenset({"da", "de", "dos", "dela", "al", "el", "o", "ap", "abdul", "abu", "nana", "papa", "big"})
"""Words that many names share and that name nobody by themselves."""


@dataclass(frozen=True, slots=True)
class FirstName:
    """A first name with its short forms, which belong to the same split."""

    name: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginNames:
    """The names of one origin in one split."""

    origin: str
    female: tuple[FirstName, ...]
    male: tuple[FirstName, ...]
    surnames: tuple[str, ...]


def fold_name(name: str) -> str:
    """Lower case without diacritics, for comparing names."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_SINGLE))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name that tell somebody: ``O'Brien`` -> ``obrien``, ``da Silva`` -> ``silva``."""
    words = re.split(r"[-\s_]+", fold_name(name).replace("'", ""))
    return tuple(word for word in words if word not in _PARTICLES) or tuple(words)


@functools.cache
def names_of(split: Split) -> tuple[OriginNames, ...]:
    """The names of one split, one entry for each origin, in the order of the file."""
    rows: dict[str, dict[str, list[FirstName]]] = {}
    for (origin, role), entries in _entries().items():
        kept = [entry for entry in entries if split_of(entry.name) == split]
        rows.setdefault(origin, {})[role] = kept
    return tuple(
        OriginNames(origin, tuple(lists["f"]), tuple(lists["m"]), tuple(entry.name for entry in lists["s"]))
        for origin, lists in rows.items()
    )


def split_of(name: str) -> Split | None:
    """The split a listed name belongs to, in either role; ``None`` when it is not on the list."""
    return _assignment().get(words_of(name)[0])


@functools.cache
def _assignment() -> dict[str, Split]:
    buckets: dict[Bucket, list[tuple[str, ...]]] = {}
    for bucket, entries in _entries().items():
        buckets[bucket] = [
            words_of(entry.name) + tuple(word for short in entry.short for word in words_of(short)) for entry in entries
        ]
    return assign(buckets)


@functools.cache
def _entries() -> dict[Bucket, list[FirstName]]:
    found: dict[Bucket, list[FirstName]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            origin, role, names = line.split("\t")
            found[(origin, role)] = list(_parse(names))
    return found


def _parse(names: str) -> Iterator[FirstName]:
    for word in names.split():
        name, _, short = word.partition("=")
        yield FirstName(name.replace("_", " "), tuple(short.split(",")) if short else ())
