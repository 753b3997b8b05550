"""How the text of a role is read: spelling variants, modifiers, plurals."""

from __future__ import annotations

from collections.abc import Iterator

import regex


def word_set(words: str) -> frozenset[str]:
    """The words of a string, for tables that read better as prose."""
    return frozenset(words.split())


_SPACES = regex.compile(r"\s+")
_EDGES = " \t\r\n.,;:()[]*_'\"-–—/"
_DASHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "\xa0": " "})

_MODIFIERS = word_set(
    "the a an his her their our my your its that this former previous current new then allocated acting "
    "interim locum senior junior deputy assistant duty lead second first third another other named retired "
    "temporary agency student trainee specialist principal independent school-based area local"
)
_BREAKS = (
    regex.compile(r"\s*(?:[,;:(\[/|\n\t]| - )"),
    regex.compile(r"\s*(?:[,;:(\[/|\n\t]| - |\b(?:for|of|at|from|in|with|to|who|and)\b)"),
)
_NUMBER = regex.compile(r"\s*(?:\d{1,2}|[a-z])$")


def normal_role(text: str) -> str:
    """A role in lower case, with plain apostrophes and dashes and single spaces."""
    flat: str = _SPACES.sub(" ", text.translate(_DASHES))
    return flat.strip(_EDGES).lower()


def role_candidates(text: str) -> Iterator[str]:
    """What a role text may stand for, the most literal reading first.

    Whole, then without number, plural and modifiers, then its part before the last,
    the last but one … comma or preposition, read the same way.
    """
    whole = normal_role(text)
    parts = [whole]
    for pattern in _BREAKS:
        for match in reversed(list(pattern.finditer(whole))):
            broken = whole[: match.start()].strip(_EDGES)
            if broken and broken not in parts:
                parts.append(broken)
    for part in parts:
        for reading in _singular(part):
            yield reading
            words = reading.split(" ")
            while len(words) > 1 and words[0] in _MODIFIERS:
                words = words[1:]
                yield " ".join(words)


def _singular(part: str) -> Iterator[str]:
    yield part
    bare = _NUMBER.sub("", part)
    if bare and bare != part:
        yield bare
    for word in dict.fromkeys((part, bare)):
        if word.endswith("s") and len(word) > 3:
            yield word[:-1]
