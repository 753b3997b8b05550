"""One skeleton for every way in which the same letters can be written.

``fold`` takes case, diacritics, ligatures, look-alike letters of other scripts
and invisible characters out of a text and keeps the way back: a span of the
folded text maps to the span of the original text that it came from. Words are
not joined or split; every whitespace character stays one space.

Residual risk: look-alikes that are in no table here (decorative alphabets that
Unicode does not decompose) stay as they are and hide a name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from redactor.model import Span

# Letters that Unicode does not decompose; looked up after casefolding.
_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ȷ": "j",
    "ĸ": "k",
    "ŋ": "n",
    "ŧ": "t",
    "ƶ": "z",
    "ɓ": "b",
    "ɗ": "d",
    "ɨ": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ẞ": "ss",
    "ß": "ss",
    "ə": "e",
    "ɑ": "a",
    "ɡ": "g",
    # Cyrillic, by shape of the capital or the small letter
    "а": "a",
    "в": "b",
    "с": "c",
    "ԁ": "d",
    "е": "e",
    "ѐ": "e",
    "һ": "h",
    "н": "h",
    "і": "i",
    "ј": "j",
    "к": "k",
    "ӏ": "l",
    "м": "m",
    "о": "o",
    "р": "p",
    "ԛ": "q",
    "ѕ": "s",
    "т": "t",
    "ѵ": "v",
    "ԝ": "w",
    "х": "x",
    "у": "y",
    "ү": "y",
    # Greek small letters
    "α": "a",
    "β": "b",
    "ε": "e",
    "ϝ": "f",
    "η": "n",
    "ι": "i",
    "κ": "k",
    "μ": "m",
    "ν": "v",
    "ο": "o",
    "ρ": "p",
    "ϲ": "c",
    "τ": "t",
    "υ": "u",
    "χ": "x",
    "γ": "y",
    "ζ": "z",
    "ϳ": "j",
    # Armenian, small capitals
    "օ": "o",
    "ս": "u",
    "հ": "h",
    "ց": "g",
    "ᴀ": "a",
    "ʙ": "b",
    "ᴄ": "c",
    "ᴅ": "d",
    "ᴇ": "e",
    "ꜰ": "f",
    "ɢ": "g",
    "ʜ": "h",
    "ɪ": "i",
    "ᴊ": "j",
    "ᴋ": "k",
    "ʟ": "l",
    "ᴍ": "m",
    "ɴ": "n",
    "ᴏ": "o",
    "ᴘ": "p",
    "ʀ": "r",
    "ꜱ": "s",
    "ᴛ": "t",
    "ᴜ": "u",
    "ᴠ": "v",
    "ᴡ": "w",
    "ʏ": "y",
    "ᴢ": "z",
}

# Greek capitals whose shape is not the shape of their small letter.
_CAPITALS = {"Η": "h", "Ν": "n", "Υ": "y"}

_TOKEN = 40
"""Letters of the longest text that is remembered folded."""
_APOSTROPHES = frozenset("'’‘‛′‵ʹʻʼʽˈ`´＇՚׳ꞌ")
_DASHES = frozenset("−⁃˗⹀")
# Marks that hang on a word without being part of it; NFKC would glue them on as letters.
_MARKERS = frozenset("ªº™℠")
_DROPPED = frozenset("ᅟᅠㅤﾠ឴឵\x1f")
_SPACES = frozenset("\x07⠀")


def _is_mark(char: str) -> bool:
    """Whether ``char`` is a diacritic, a vowel point or a variation selector (not a vowel sign)."""
    code = ord(char)
    return (
        0x0300 <= code <= 0x036F
        or 0x0483 <= code <= 0x0489
        or 0x0591 <= code <= 0x05C7
        or 0x0610 <= code <= 0x061A
        or 0x064B <= code <= 0x065F
        or code == 0x0670
        or 0x1AB0 <= code <= 0x1AFF
        or 0x1DC0 <= code <= 0x1DFF
        or 0x20D0 <= code <= 0x20FF
        or 0xFE00 <= code <= 0xFE0F
        or 0xFE20 <= code <= 0xFE2F
        or 0xE0100 <= code <= 0xE01EF
    ) and unicodedata.category(char)[0] == "M"


def _punctuation(char: str) -> str | None:
    """What a character that is no letter folds to; None if it is decided by its decomposition."""
    if char in _SPACES or char in _MARKERS or char.isspace():
        return " "
    if char in _APOSTROPHES:
        return "'"
    category = unicodedata.category(char)
    if category == "Pd" or char in _DASHES or char == "\x1e":
        return "-"
    if category in ("Cf", "Cc") or char in _DROPPED:
        return ""
    return None


@lru_cache(maxsize=16384)
def fold_char(char: str) -> str:
    """Return what one character becomes: none, one or more folded characters."""
    fixed = _punctuation(char)
    if fixed is not None:
        return fixed
    parts = (part for part in unicodedata.normalize("NFKD", char) if not _is_mark(part))
    composed = unicodedata.normalize("NFC", "".join(_CAPITALS.get(part, part) for part in parts)).casefold()
    return "".join(_final(letter) for letter in composed)


def _final(letter: str) -> str:
    mapped = _LETTERS.get(letter)
    if mapped is not None:
        return mapped
    if _is_mark(letter):
        return ""
    fixed = _punctuation(letter)
    return letter if fixed is None else fixed


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and its way back.

    Attributes:
        text: The folded text.
        origin: For each folded character the offset (code points) of the original
            character that it came from; never decreasing.
        limit: For each folded character the offset just behind the original
            characters that made it, diacritics that follow it included.
    """

    text: str
    origin: tuple[int, ...]
    limit: tuple[int, ...] = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """Map a half-open folded range to the original text.

        Every original character that contributed is covered, and so are the
        invisible characters between them.

        Raises:
            ValueError: if the range is empty.
            IndexError: if it lies outside the folded text.
        """
        if start < 0 or end <= start:
            raise ValueError(f"not a span: [{start}, {end})")
        return Span(self.origin[start], self.limit[end - 1])


def fold(text: str) -> Folded:
    """Fold ``text``; see the module for what that means.

    Args:
        text: Any text. Offsets count its code points.

    Returns:
        The folded text with the way back. Folding a folded text changes nothing.
    """
    table = {ord(char): fold_char(char) for char in set(text)}
    if all(len(folded) == 1 for folded in table.values()):
        size = len(text)
        return Folded(text.translate(table), tuple(range(size)), tuple(range(1, size + 1)))
    out: list[str] = []
    origin: list[int] = []
    limit: list[int] = []
    for index, char in enumerate(text):
        folded = table[ord(char)]
        if folded:
            out.append(folded)
            origin.extend([index] * len(folded))
            limit.extend([index + 1] * len(folded))
        elif limit and limit[-1] == index and _is_mark(char):
            _extend(limit, origin)
    return Folded("".join(out), tuple(origin), tuple(limit))


def _extend(limit: list[int], origin: list[int]) -> None:
    """Let the last original character's folded characters reach one further (a diacritic follows)."""
    last = origin[-1]
    position = len(limit) - 1
    while position >= 0 and origin[position] == last:
        limit[position] += 1
        position -= 1


def fold_text(text: str) -> str:
    """Return only the folded text."""
    return _folded_token(text) if len(text) <= _TOKEN else _folded(text)


@lru_cache(maxsize=16384)
def _folded_token(text: str) -> str:
    """Words come again and again, and are asked for by every rule."""
    return _folded(text)


def _folded(text: str) -> str:
    return text.translate({ord(char): fold_char(char) for char in set(text)})


def letters_only(text: str) -> str:
    """Return the folded text with everything but letters and digits taken out."""
    return "".join(char for char in fold_text(text) if char.isalnum())
