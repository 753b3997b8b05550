"""Short and pet forms of given names, from ``glossaries/nicknames.csv``."""

from __future__ import annotations

import csv
from functools import cache

from redactor.lexicon.folding import fold_text
from redactor.resources import resource


@cache
def _groups() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Name -> its short forms, and short form -> the names it stands for, all folded."""
    shorts: dict[str, set[str]] = {}
    fulls: dict[str, set[str]] = {}
    with resource("glossaries", "nicknames.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = fold_text(row["name"])
            for short in (fold_text(form) for form in row["short_forms"].split(";")):
                if short != name:
                    shorts.setdefault(name, set()).add(short)
                    fulls.setdefault(short, set()).add(name)
    return (
        {name: frozenset(forms) for name, forms in shorts.items()},
        {short: frozenset(names) for short, names in fulls.items()},
    )


def nicknames_of(first: str) -> frozenset[str]:
    """Return the other names that somebody called ``first`` may go by, folded, without ``first``.

    Both directions: of a full name its short forms; of a short form the full
    names it stands for, and, where that is one name only, its other short forms.
    """
    shorts, fulls = _groups()
    first = fold_text(first)
    found = set(shorts.get(first, ()))
    names = fulls.get(first, frozenset())
    found |= names
    if len(names) == 1:
        for name in names:
            found |= shorts[name]
    return frozenset(found - {first})


def is_given_name(token: str) -> bool:
    """Whether ``token`` (any case) is in the list, as a full name or as a short form."""
    shorts, fulls = _groups()
    token = fold_text(token)
    return token in shorts or token in fulls
