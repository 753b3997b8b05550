"""A text to learn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

IGNORED: Final = "IGNORED"
"""Label of a span that is neither right nor wrong: nothing is learned from its words."""

Marked = tuple[int, int, str]
"""A gold span: half-open code points and its label."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text with gold spans.

    Attributes:
        text: Any text.
        spans: In order, disjoint; labels of the tagger, or ``IGNORED``.
        source: Where it comes from (``synthetic`` or the name of a public file's family).
    """

    text: str
    spans: tuple[Marked, ...]
    source: str
