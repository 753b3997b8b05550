"""One way to write down a set of words."""

from __future__ import annotations


def vocabulary(*texts: str) -> frozenset[str]:
    """Return the words of ``texts``, cut at white space."""
    return frozenset(word for text in texts for word in text.split())
