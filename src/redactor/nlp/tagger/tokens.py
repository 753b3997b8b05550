"""Cuts a text into spaCy tokens as the tagger sees words: runs of letters and digits, and every mark by itself.

So a span of the tagger always begins and ends where a token does, and "HV2/Karen" or an e-mail address never widens it.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any, Final

from spacy.attrs import IS_STOP
from spacy.lang.en import English
from spacy.lang.lex_attrs import is_stop
from spacy.tokens import Doc
from spacy.vocab import Vocab

from redactor.nlp.tagger.words import whole

_TOKEN: Final = re.compile(r"[^\W_]+|\s+|[\W_]", re.UNICODE)


_MOST_WORDS: Final = 20_000


_KNOWN: Final[dict[Any, Any]] = {
    **English.Defaults.lex_attr_getters,
    IS_STOP: partial(is_stop, stops=English.Defaults.stop_words),
}
"""What English words are asked for, as in a vocabulary that spaCy makes."""


def _vocabulary() -> Vocab:
    return Vocab(lex_attr_getters=_KNOWN)


class WordTokenizer:
    """A tokenizer without rules and without anything to save.

    Its texts share a vocabulary that is left behind once it has met many words: spaCy's memory zones give back the
    words, and keep for each of them its place in a table.

    Args:
        vocab: The pipeline's vocabulary.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._words = _vocabulary()

    def __call__(self, text: str) -> Doc:
        """Cut one text; joining the tokens gives it back, halves of characters apart (``whole``)."""
        words: list[str] = []
        spaces: list[bool] = []
        for token in _TOKEN.findall(whole(text)):
            if token[0] == " " and words and not words[-1].isspace() and not spaces[-1]:
                spaces[-1] = True
                token = token[1:]
            if token:
                words.append(token)
                spaces.append(False)
        if len(self._words) > _MOST_WORDS:
            self._words = _vocabulary()
        return Doc(self._words, words=words, spaces=spaces)

    def to_disk(self, path: Path | str, **kwargs: Any) -> None:
        """Nothing to save."""

    def from_disk(self, path: Path | str, **kwargs: Any) -> WordTokenizer:
        """Nothing to load."""
        del path, kwargs
        return self

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to save."""
        del kwargs
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> WordTokenizer:
        """Nothing to load."""
        del data, kwargs
        return self
