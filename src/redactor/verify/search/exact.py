"""The plain search: every full name as the glossary writes it, in text and in bytes.

It stands on nothing that the writer stands on: no name forms, no folding, no
word lists, only ``unicodedata`` and ``re``. Whatever is wrong there, a full
name as written does not get past this search.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from redactor.model import Category, Person, Residual
from redactor.verify.readers import Block, RawBytes

CHECK = "full names as written"
RAW_CHECK = "full names in the raw bytes"
_SHORTEST_SINGLE = 6
_ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")
_WORD = re.compile(r"[^\W_]+")
_JOIN = rb"(?:[\s_.+-]|%20|&#160;|&nbsp;){1,3}"


def exact_residuals(
    blocks: Iterable[Block], protected: Iterable[Person], staying: Iterable[Person]
) -> Iterator[Residual]:
    """Yield a residual for each block that holds a full name of a protected person.

    Args:
        blocks: Every block of the file; those of one part are also joined.
        protected: Those who must not be named.
        staying: Allowed and kept people: a name within one of theirs is theirs.
    """
    names = [(plain(name), person) for person in protected for name in full_names(person)]
    kept = [plain(name) for person in staying for name in person.names]
    by_part: dict[str, list[tuple[Block, str]]] = {}
    for block in blocks:
        by_part.setdefault(block.part, []).append((block, _without(plain(block.text), kept)))
    for members in by_part.values():
        together = _without("".join(text for _, text in members).replace("  ", " "), kept)
        for name, person in names:
            if name not in together:
                continue
            places = [block.place for block, text in members if name in text]
            for place in places or [f"{members[0][0].place} and what follows"]:
                yield _residual(place, person)


def raw_residuals(raw: Iterable[RawBytes], protected: Iterable[Person]) -> Iterator[Residual]:
    """Yield a residual for each member or stream whose bytes hold a full name.

    UTF-8, Latin-1 and UTF-16 of both byte orders are searched, without regard to
    the case of ASCII letters.
    """
    names = [(_byte_pattern(name), _hints(name), person) for person in protected for name in full_names(person)]
    for item in raw:
        lowered = item.data.lower()
        for pattern, hints, person in names:
            if any(hint in lowered for hint in hints) and pattern.search(item.data):
                yield Residual(item.place, _kind(person), person.code, RAW_CHECK)


def full_names(person: Person) -> tuple[str, ...]:
    """Those names of a person that can be sought without looking at their context.

    A name of two words or more, one with a digit, or a long single word that
    belongs to no ordinary vocabulary: an e-mail address, a reference.
    """
    return tuple(
        name
        for name in person.names
        if len(plain(name).split()) > 1 or (any(c.isdigit() for c in name) and len(name) >= _SHORTEST_SINGLE)
    )


def plain(text: str) -> str:
    """Lower case without accents and invisible characters, words set apart by one space.

    A space stands at either end, so that a name is found only between boundaries.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    rare = {c for c in set(decomposed) if not c.isascii() and unicodedata.category(c) in ("Cf", "Mn")}
    visible = decomposed.translate(dict.fromkeys(map(ord, rare)))
    return f" {' '.join(_WORD.findall(visible.casefold()))} "


def _without(text: str, kept: Iterable[str]) -> str:
    """The text with allowed and kept names blanked."""
    for name in kept:
        text = text.replace(name, " \0 ")
    return text


def _residual(place: str, person: Person) -> Residual:
    return Residual(place, _kind(person), person.code, CHECK)


def _kind(person: Person) -> str:
    return "person" if person.category.is_person else _KINDS.get(person.category, "identifier")


_KINDS = {Category.PLACE: "place", Category.ORGANISATION: "institution"}


def _hints(name: str) -> frozenset[bytes]:
    """The longest word in every encoding, ASCII letters in lower case: bytes without it are not searched further."""
    word = max(name.split(), key=len)
    return frozenset(word.encode(encoding, errors="replace").lower() for encoding in _ENCODINGS)


def _byte_pattern(name: str) -> re.Pattern[bytes]:
    """A pattern for one name in every encoding, words apart by a space or what stands for one."""
    words = name.split()
    wide = [re.escape(name.encode(encoding)) for encoding in ("utf-16-le", "utf-16-be")]
    narrow = {
        _JOIN.join(re.escape(word.encode(encoding, errors="replace")) for word in words)
        for encoding in ("utf-8", "latin-1")
    }
    single = [rb"(?<![A-Za-z0-9])" + pattern + rb"(?![A-Za-z0-9])" for pattern in sorted(narrow)]
    return re.compile(b"|".join([*single, *wide]), re.IGNORECASE)
