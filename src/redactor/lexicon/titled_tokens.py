"""Words of a text and the gaps between them, as the title and role rules read them.

Mark-up that converters leave in text (``**``, ``<b>``, ``_``) counts as nothing;
addresses of the web and codes with digits are single tokens that never belong to
a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from redactor.lexicon.contractions import is_contraction
from redactor.lexicon.limits import search_limit
from redactor.lexicon.presence import digits_in

_INSIDE = r"[\p{L}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]"
_WEB = r"(?P<web>(?:https?://|www\.)\S+|(?<![^\s@<>()\[\]])[^\s@<>()\[\]]+@[^\s@<>()\[\]]+)"
_TAG = r"(?P<markup></?[A-Za-z][^<>\n]{0,80}>)"
_SHORT = r"(?P<short>(?<![\w&/])(?:A&E|[A-Z]/[A-Z])(?![\w&/]))"
_NUMBER = r"(?P<number>[\p{L}\p{M}]*\d[\p{L}\p{M}\d]*(?:[.,/:-]\d+)*)"
_WORD = rf"(?P<word>\p{{L}}{_INSIDE}*(?:['’ʼ`‐‑-]\p{{L}}{_INSIDE}*)*)"


@cache
def _token_pattern(*, web: bool, tags: bool, short: bool, digits: bool) -> regex.Pattern[str]:
    """Tokens of a text; what many texts lack takes longest to look for, at every letter."""
    kinds = ((web, _WEB), (tags, _TAG), (short, _SHORT), (digits, _NUMBER), (True, _WORD))
    return regex.compile("|".join(kind for there, kind in kinds if there))


def _tokens_in(text: str) -> Iterable[regex.Match[str]]:
    pattern = _token_pattern(
        web="@" in text or "://" in text or "www." in text,
        tags="<" in text,
        short="/" in text or "&" in text,
        digits=not text.isascii() or digits_in(text) > 0,  # those of other scripts are digits too
    )
    matches: Iterable[regex.Match[str]] = pattern.finditer(text, timeout=search_limit(text))
    return matches


_MARKUP = regex.compile(r"</?[A-Za-z][^<>\n]{0,80}>|[*_~]+|\\")
_UNSEEN = regex.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_POSSESSIVE = regex.compile(r"['’ʼ`][sS]$|(?<=s)['’ʼ]$")
_PARTICLE_JOINED = regex.compile(r"^(?:al|el|ul|ur|ad|as|ash|d|de|bin|ibn)[-‐‑'’ʼ]\p{Lu}")
_DASHES = "-–—‐‑−"

TITLECASE, CAPITALS, INITIAL, SMALL, OTHER = "T", "U", "I", "l", "n"


class Token(NamedTuple):
    """One word, number or address.

    Attributes:
        text: As written.
        start, end: Half-open, in code points.
        shape: ``T`` begins with a capital, ``U`` all capitals (two letters or more), ``I`` one
            capital letter, ``l`` small, ``n`` anything with a digit, and addresses of the web.
        low: In lower case, with plain apostrophes and without unseen characters or
            the possessive ending.
        possessive: Whether it ends in 's; the ending is then not part of a name.
        base_end: Where it ends without the possessive.
    """

    text: str
    start: int
    end: int
    shape: str
    low: str
    possessive: bool
    base_end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text; ``gaps[i]`` stands before token ``i``, ``gaps[-1]`` after the last.

    A gap is one character: a blank, ``n`` (one line break), ``p`` (blank line, or the
    text's edge), ``t`` (tab, table rule), the punctuation mark itself, ``-`` for a dash
    with a space beside it, ``x`` for everything else.
    """

    text: str
    items: tuple[Token, ...]
    gaps: tuple[str, ...]

    def gap(self, index: int) -> str:
        """The gap before token ``index``; ``p`` outside the text."""
        return self.gaps[index] if 0 <= index < len(self.gaps) else "p"

    def get(self, index: int) -> Token | None:
        """Token ``index``, or ``None`` outside the text."""
        return self.items[index] if 0 <= index < len(self.items) else None


def tokens_of(text: str) -> Tokens:
    """Cut a text into tokens and gaps."""
    items: list[Token] = []
    gaps: list[str] = []
    end = 0
    for match in _tokens_in(text):
        kind = match.lastgroup
        if kind == "markup":
            continue
        start, stop = match.span()
        between = text[end:start]
        gaps.append(" " if between == " " and items else _gap(between) if items or between.strip() else "p")
        written = text[start:stop]
        if kind == "word":
            shape, low, possessive, cut = _word(written)
            items.append(Token(written, start, stop, shape, low, possessive, start + cut))
        else:
            items.append(Token(written, start, stop, OTHER, written.lower(), False, stop))
        end = stop
    last = _gap(text[end:])
    gaps.append("p" if last in " np" or end == len(text) else last)
    return Tokens(text, tuple(items), tuple(gaps))


@lru_cache(maxsize=16384)
def _word(text: str) -> tuple[str, str, bool, int]:
    """Shape, lower case, whether it is possessive, and its length without the possessive ending."""
    ending = _POSSESSIVE.search(text, 1)
    cut = len(text) - len(ending[0]) if ending else len(text)
    seen = _UNSEEN.sub("", text[:cut])
    low = seen.lower().replace("’", "'").replace("ʼ", "'").replace("‐", "-").replace("‑", "-")
    shape = SMALL if is_contraction(low) else _shape(seen)  # "I've", "Don't": nobody's name, capital or not
    return shape, low, ending is not None, cut


def _shape(word: str) -> str:
    if not word[0].isupper():
        return TITLECASE if _PARTICLE_JOINED.match(word) else SMALL
    if len(word) == 1:
        return INITIAL
    return CAPITALS if word.isupper() else TITLECASE


_PLAIN = {"": "x", " ": " ", "\n": "n"}


@lru_cache(maxsize=4096)
def _gap(between: str) -> str:
    if between in _PLAIN:
        return _PLAIN[between]
    bare = _MARKUP.sub("", between)
    core = bare.strip()
    if not core:
        return _blank(bare)
    first, last = core[0], core[-1]
    if all(mark in _DASHES for mark in core):
        return "-" if bare != core else "x"
    breaks = bare.count("\n")
    if breaks and "|" in core:
        return "t"
    if breaks > 1 or (breaks and core not in (",", ":")):
        return "p"
    if len(core) == 1:
        return "t" if core == "|" else core
    if "\t" in bare or "|" in core:
        return "t"
    return _pair(first, last, core)


def _blank(bare: str) -> str:
    if "\t" in bare:
        return "t"
    breaks = bare.count("\n")
    if breaks:
        return "n" if breaks == 1 else "p"
    return " " if bare else "x"


def _pair(first: str, last: str, core: str) -> str:
    if core.startswith((":", ".:")) and set(core) <= set(": .-–"):
        return ":"
    if last in "([":
        return "("
    if first in ")]":
        return ")"
    if first == "," and core.strip(", \"'“”‘’") == "":
        return ","
    if set(core) <= set("…. "):
        return "p"
    return "x"
