"""What a page is read into and how its edits are handed back, whoever works on it.

A page is worked on in one of two ways: in place (its content stream is edited) or as
pixels (it is rendered, words are painted out). Both read ``Word`` values whose
``marks`` say, code point by code point, what drew the letter; both take ``Edit`` values
that name marks to take out and the text that stands there instead. What a mark is,
only the one that made it knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from redactor.formats.pdf.glyphs import Word
from redactor.model import Change, Notice

Mark = object
"""What drew a letter: a glyph of a content stream, or a part of a recognised word."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement on one page.

    Attributes:
        marks: What is taken out, in reading order, each once; never empty.
        text: What stands there instead; empty if this page only loses the rest of a
            name that began on the page before.
        removed: Whether it is a passage removed with a reason, shown in a box.
    """

    marks: Sequence[Mark]
    text: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page in any order; layout is found later.

    Attributes:
        words: Words with one mark for each code point of their text. Coordinates are
            points, origin at the top left of the page as it is shown.
        notices: What could not be read (``holds``) or should be known.
    """

    words: tuple[Word, ...]
    notices: tuple[Notice, ...] = ()


class PageWork(Protocol):
    """A page in the hands of one way of working.

    ``read`` is called once when the document is opened. ``apply`` changes the page in
    the pikepdf document that the page was read from, and is called once, with no edits
    as well: it leaves a page on which nothing but what was read can be found.
    """

    def read(self) -> PageWords:
        """The page's words."""

    def apply(self, edits: Sequence[Edit]) -> tuple[Change, ...]:
        """Carry the edits out; what was done beside them is answered."""
