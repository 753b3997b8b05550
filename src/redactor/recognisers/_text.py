"""What every identifier recogniser stands on: text made plain, with the way back.

Digits and letters can be written full width, in look-alike letters, with
invisible characters between them or with a no-break space. An identifier is
searched in a plain copy of the text: same letters, same case, ASCII where it can
be, invisible characters dropped, line ends as single line feeds, all dashes as ``-``.
"""

from __future__ import annotations

import unicodedata
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from redactor.lexicon.folding import fold_char
from redactor.lexicon.presence import digits_in
from redactor.model import Finding
from redactor.recognisers._needs import NEEDS, Needs
from redactor.recognisers.base import SpanRecogniser

_ODD = regex.compile(r"[^\t\n\r\x20-\x7e]")
_LINE_ENDS = frozenset("\x0b\x0c\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain copy of a text.

    Attributes:
        text: The copy.
        origin: Offsets in the original for each character; empty if nothing was dropped.
        size: Length of the original, in code points.
    """

    text: str
    origin: tuple[int, ...]
    size: int

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open range of the copy to the original.

        Dropped characters inside and directly behind it are covered.
        """
        if not self.origin:
            return start, end
        following = self.origin[end] if end < len(self.origin) else self.size
        return self.origin[start], following


@lru_cache(maxsize=4)
def plain(text: str) -> Plain:
    """Return the plain copy of ``text``; every recogniser asks for that of the same segment in turn."""
    if _ODD.search(text) is None:
        return Plain(text, (), len(text))
    table = {ord(char): _plain_char(char) for char in set(text)}
    copy = text.translate(table)
    if len(copy) == len(text):
        return Plain(copy, (), len(text))
    origin = tuple(index for index, char in enumerate(text) if table[ord(char)])
    return Plain(copy, origin, len(text))


@lru_cache(maxsize=8192)
def _plain_char(char: str) -> str:
    if char in "\t\n\r" or " " <= char <= "~":
        return char
    if char in _LINE_ENDS:
        return "\n"
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    folded = fold_char(char)
    if len(folded) != 1:
        return "" if not folded else char
    if folded.isdigit() or not folded.isascii():
        return char
    return folded.upper() if char.isupper() else folded


class PlainRecogniser(SpanRecogniser):
    """A recogniser that searches the plain copy; a subclass implements ``search``.

    Attributes:
        digits: How many ASCII digits a plain copy has at least in which it finds anything.
    """

    digits: int = 0

    def may_find(self, text: str) -> bool:
        """Whether a text has enough digits."""
        return not self.digits or digits_in(plain(text).text) >= self.digits

    @abstractmethod
    def search(self, text: str) -> Iterable[Finding]:
        """Find in plain text; offsets count the code points of the plain copy."""

    def find(self, text: str) -> Iterator[Finding]:
        """Find in ``text``; offsets count its own code points."""
        copy = plain(text)
        for finding in self.search(copy.text):
            start, end = copy.back(finding.start, finding.end)
            yield replace(finding, start=start, end=end)


def compiled(
    pattern: str,
    *,
    ignore_case: bool = False,
    digits: int = 0,
    strings: Iterable[str] = (),
    words: Iterable[str] = (),
) -> regex.Pattern[str]:
    """Compile a pattern of an identifier; plain text needs no Unicode classes.

    Args:
        pattern: In the syntax of ``regex``.
        ignore_case: Whether capitals and small letters are the same.
        digits: How many digits every match has at least; texts with fewer are not searched.
        strings: Texts that have none of these, in lower case, are not searched; empty for all.
        words: The same with whole words; see ``Needs``.
    """
    made = regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    needs = Needs(digits, tuple(strings), frozenset(words))
    if needs != Needs():
        NEEDS[made] = needs
    return made
