"""How many digits a pattern needs: where a text has fewer, the pattern is not searched.

Most identifiers are numbers, most sentences hold none, and a document has tens of thousands of sentences.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

LEAST: dict[Any, int] = {}
"""Patterns (of ``regex``) that match nothing with fewer digits. Never more than the pattern itself demands."""


@lru_cache(maxsize=4)
def digits_in(text: str) -> int:
    """How many ASCII digits a text holds; every recogniser asks for those of the same segment in turn."""
    return sum(map(text.count, "0123456789"))


def can_match(pattern: Any, text: str) -> bool:
    """Whether a text has as many digits as a pattern needs."""
    least = LEAST.get(pattern, 0)
    return least == 0 or digits_in(text) >= least
