"""How long one search of one text may take.

A search that ran out of time proves nothing, so it raises ``TimeoutError`` and the document is held. To be timed costs
a search as much as to look at a sentence: ``regex`` asks the system for the processor time when it begins, and again
for every match. A short text is therefore searched without a limit. No pattern of this program can take long over one,
whatever it holds; ``tests/lexicon/test_limits.py`` tries all of them.
"""

from __future__ import annotations

from typing import Final

SECONDS: Final = 10.0
"""The limit of a search."""

SHORT: Final = 400
"""Code points up to which a text is searched without a limit."""


def search_limit(text: str) -> float | None:
    """What a search of a text may take, in seconds; ``None`` is no limit."""
    return SECONDS if len(text) > SHORT else None
