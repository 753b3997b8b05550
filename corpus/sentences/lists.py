"""The word lists of ``fillers.tsv``: name, tab, values separated by a bar."""

from __future__ import annotations

import functools
from pathlib import Path

_FILE = Path(__file__).with_name("fillers.tsv")


def values(name: str) -> tuple[str, ...]:
    """The values of a list.

    Raises:
        KeyError: if there is no such list.
    """
    return _lists()[name]


def listed(name: str) -> bool:
    """Whether there is a list of that name."""
    return name in _lists()


@functools.cache
def _lists() -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            name, values_ = line.split("\t")
            lists[name] = (*lists.get(name, ()), *(value.strip() for value in values_.split("|")))
    return lists
