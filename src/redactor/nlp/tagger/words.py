"""What the tagger sees of a text: word-pieces, and for each the shape of the word it belongs to.

The vocabulary is uncased and blind to white space, so case, digits and the gap before a word come as a number of their
own. Training and run time both encode with this module, so that they cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from tokenizers import Encoding, Tokenizer

GAPS: Final = 4
_KINDS: Final = 11
SHAPES: Final = _KINDS * GAPS
"""How many shapes there are; 0 is padding and the marks at both ends of a window."""

_HALF: Final = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which broken files hold and no tokenizer takes."""

_LOWER, _TITLE, _LETTER, _UPPER, _MIXED, _DIGITS, _UPPER_DIGITS, _LOWER_DIGITS, _CASELESS, _MARK = range(1, _KINDS)


def whole(text: str) -> str:
    """A text of the same length in which halves of characters (lone surrogates) are U+FFFD."""
    return _HALF.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text.

    Attributes:
        start: First code point.
        end: Behind the last code point.
        first: Number of its first word-piece.
    """

    start: int
    end: int
    first: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the tagger reads it: ids and shapes of the word-pieces, and where the words are."""

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    words: tuple[Word, ...]


class WordEncoder:
    """Turns texts into word-pieces with shapes.

    Args:
        tokenizer: File of a BERT tokenizer (``tokenizer.json``).

    Raises:
        ValueError: if it is none.
    """

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.opening, self.closing, self.hidden = (self._mark(mark) for mark in ("[CLS]", "[SEP]", "[MASK]"))

    def _mark(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"the vocabulary has no {mark}")
        return int(number)

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode texts, in order."""
        encodings = self._tokenizer.encode_batch([whole(text) for text in texts], add_special_tokens=False)
        return [_encoded(text, encoding) for text, encoding in zip(texts, encodings, strict=True)]


def _encoded(text: str, encoding: Encoding) -> Encoded:
    words: list[Word] = []
    shapes: list[int] = []
    end = -1
    for first, last, start, stop in _grouped(encoding):
        shape = shape_of(text[start:stop]) * GAPS + _gap(text, end, start)
        shapes += [shape] * (last - first)
        words.append(Word(start, stop, first))
        end = stop
    return Encoded(tuple(encoding.ids), tuple(shapes), tuple(words))


def _grouped(encoding: Encoding) -> Iterator[tuple[int, int, int, int]]:
    """The words: number of the first piece, behind the last piece, start and end in the text."""
    numbers, offsets = encoding.word_ids, encoding.offsets
    first = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[first]:
            yield first, at, offsets[first][0], offsets[at - 1][1]
            first = at


def _gap(text: str, end: int, start: int) -> int:
    """What stands before a word: 0 nothing, 1 a space, 2 a wide gap, 3 a line break or the start."""
    if end < 0:
        return 3
    if start == end:
        return 0
    between = text[end:start]
    if "\n" in between or "\r" in between:
        return 3
    return 1 if between == " " else 2


@lru_cache(maxsize=16384)
def shape_of(word: str) -> int:
    """The shape of a word: case, digits, mark."""
    if word.islower():
        return _LOWER_DIGITS if any(map(str.isdigit, word)) else _LOWER
    if word.isdigit():
        return _DIGITS
    if not any(map(str.isalpha, word)):
        return _MARK
    if word.isupper():
        if any(map(str.isdigit, word)):
            return _UPPER_DIGITS
        return _LETTER if len(word) == 1 else _UPPER
    if word.istitle():
        return _TITLE
    return _MIXED if word.lower() != word.upper() else _CASELESS
