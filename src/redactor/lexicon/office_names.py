"""Which names and words Office Open XML itself knows; any other could be somebody's."""

from __future__ import annotations

import re
from functools import cache

from redactor.resources import resource

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_HEX = re.compile(r"[0-9A-Fa-f]+")
_UNITS = frozenset({"pt", "in", "cm", "mm", "px", "em", "pc", "pi", "ex"})
_COLOURS = (6, 8)


@cache
def office_names() -> frozenset[str]:
    """Local names of the elements and attributes of Office's schemas (``glossaries/README.md`` says which)."""
    return frozenset(resource("glossaries", "office-names.txt").read_text(encoding="ascii").split())


@cache
def office_namespaces() -> dict[str, str]:
    """The addresses of Office's namespaces, each with the prefix that Office's own programs give it."""
    lines = resource("glossaries", "office-namespaces.txt").read_text(encoding="ascii").splitlines()
    return {uri: prefix for prefix, _, uri in (line.partition(" ") for line in lines)}


@cache
def _values() -> frozenset[str]:
    return frozenset(resource("glossaries", "office-values.txt").read_text(encoding="ascii").split())


def is_office_value(text: str) -> bool:
    """Whether every word of a value is one of Office's own: of an enumeration, a name of its markup, a unit, a number.

    Args:
        text: One value of an attribute, without spaces: ``center``, ``nil``, ``FF00AA``, ``12pt``, ``w14``.
    """
    if text in _values() or _is_number(text):
        return True
    return all(
        len(word) == 1 or word in _UNITS or word in _values() or word in office_names() for word in _WORD.findall(text)
    )


def _is_number(text: str) -> bool:
    """Whether a value is hexadecimal, and no word that happens to be spelt with a to f."""
    if _HEX.fullmatch(text) is None:
        return False
    return len(text) in _COLOURS or _DIGIT.search(text) is not None or (len(text) == 2 and text.isupper())
