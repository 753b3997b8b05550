"""Words that are written as one with "not", "have", "will" …: the halves of "Don't" and "I've" are nobody's name."""

from __future__ import annotations

import re
from typing import Final

from redactor.lexicon.folding import fold_text
from redactor.lexicon.role_text import word_set

_HALVES: Final = word_set(
    "ain aren can couldn daren didn doesn don hadn hasn haven isn mightn mustn needn oughtn shan shouldn wasn weren "
    "won wouldn"
)
"""What stands before "'t"; of these people are called Don, Aren or Shan."""
_NOT: Final = re.compile(r"['’ʼ‘`]t(?![^\W_]|['’-]|/[a-z](?![a-z]))", re.IGNORECASE)
_WHOLE: Final = re.compile(r"(?:i|you|we|they|he|she|it|who|that|there|what)['’ʼ‘`](?:ve|d|m|ll|re)")


def is_half(text: str, start: int, end: int) -> bool:
    """Whether the word at ``[start, end)`` is the first half of one with "not": the "Don" of "Don't"."""
    return fold_text(text[start:end]) in _HALVES and _NOT.match(text, end) is not None


def is_contraction(word: str) -> bool:
    """Whether a word in small letters is a pronoun with a verb, or a verb with "not": "i've", "don't"."""
    return _WHOLE.fullmatch(word) is not None or (word[-2:-1] in "'’ʼ‘`" and word[-1:] == "t" and word[:-2] in _HALVES)
