"""Cuts a text into tokens, with the other ways in which neighbours may be one token."""

from __future__ import annotations

import re
from collections.abc import Container

from redactor.lexicon.folding import Folded, fold
from redactor.lexicon.words import is_word
from redactor.model import Span

# Percent escapes of separators (%20, %2e, %5f) part words; they are no token.
_TOKEN = re.compile(r"%(?:2[0-9a-f]|3a|40|5f)|[^\W_]+")
_PIECES = re.compile(r"U+(?=Ul)|U?l+|U+|d+")
_LETTER_GAP = re.compile(r"[ ._*·-]{1,3}")
_BREAK = re.compile(r"-[^\S\n]*\n?[^\S\n]*|[^\S\n]*\n[^\S\n]*")
_MOST_PIECES = 8


class Line:
    """A text as tokens.

    Attributes:
        source: The original text.
        folded: Its folding.
        texts, starts, ends: Token texts (folded) and their offsets in the folded text.
        joins: Token index -> other tokens that begin there: (text, index behind it).
    """

    __slots__ = ("ends", "folded", "joins", "source", "starts", "texts")

    def __init__(self, source: str) -> None:
        self.source = source
        self.folded: Folded = fold(source)
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.joins: dict[int, list[tuple[str, int]]] = {}
        self._cut()

    def __len__(self) -> int:
        return len(self.texts)

    def _cut(self) -> None:
        source, folded = self.source, self.folded
        same = len(source) == len(folded.text)
        for match in _TOKEN.finditer(folded.text):
            text = match[0]
            if text[0] == "%":
                continue
            start, end = match.span()
            written = source[start:end] if same else source[folded.origin[start] : folded.limit[end - 1]]
            if text.isalpha() and (written.islower() or written.istitle() or written.isupper()):
                if start and folded.text[start - 1] == "&" and end - start > 3:
                    self._add_group(text, start, [(0, 1), (1, end - start)])  # "&CHolloway"
                else:
                    self._add(text, start, end)
            else:
                self._add_group(text, start, self._pieces(start, end))

    def _add(self, text: str, start: int, end: int) -> None:
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut at changes between letters and digits and at inner capitals (CamelCase)."""
        shape = []
        for index in range(start, end):
            char = self.folded.text[index]
            if char.isalpha():
                shape.append("U" if self.source[self.folded.origin[index]].isupper() else "l")
            else:
                shape.append("d")
        return [match.span() for match in _PIECES.finditer("".join(shape))]

    def _add_group(self, text: str, start: int, pieces: list[tuple[int, int]]) -> None:
        first = len(self.texts)
        for left, right in pieces:
            self._add(text[left:right], start + left, start + right)
        count = len(pieces)
        if count > _MOST_PIECES:
            self.joins.setdefault(first, []).append((text, first + count))
            return
        for left in range(count):
            for right in range(left + 1, count):
                joined = text[pieces[left][0] : pieces[right][1]]
                self.joins.setdefault(first + left, []).append((joined, first + right + 1))

    def gap(self, index: int) -> str:
        """The original text between token ``index - 1`` and token ``index``."""
        left, right = self.ends[index - 1], self.starts[index]
        if left == right:
            return ""
        return self.source[self.folded.limit[left - 1] : self.folded.origin[right]]

    def written(self, first: int, behind: int) -> str:
        """The original text of tokens ``first`` to ``behind - 1``."""
        return self.span(first, behind).of(self.source)

    def span(self, first: int, behind: int) -> Span:
        """The original span of tokens ``first`` to ``behind - 1``."""
        return self.folded.span(self.starts[first], self.ends[behind - 1])

    def add_breaks(self, vocabulary: Container[str], openings: Container[str]) -> None:
        """Join tokens that a line break or a stray hyphen has cut in two.

        Args:
            vocabulary: The tokens worth joining to.
            openings: The beginnings of these tokens.
        """
        texts = self.texts
        for index in range(len(texts) - 1):
            text = texts[index]
            if text not in openings:
                continue
            joined = text + texts[index + 1]
            if joined in vocabulary and (self._is_break(index + 1) or self._is_torn(index + 1, len(joined))):
                self.joins.setdefault(index, []).append((joined, index + 2))

    def _is_break(self, index: int) -> bool:
        gap = (
            self.gap(index)
            .replace("\u00ad", "-")
            .replace("\u2010", "-")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .replace("\f", "\n")
        )
        if not _BREAK.fullmatch(gap):
            return False
        return "-" in gap or not (is_word(self.texts[index - 1]) and is_word(self.texts[index]))

    def _is_torn(self, index: int, letters: int) -> bool:
        """Whether a blank tears a long word apart, as some PDFs do: "Raghu nathan"."""
        if letters < 7 or self.gap(index) not in (" ", "  "):
            return False
        left, right = self.written(index - 1, index), self.written(index, index + 1)
        words = is_word(self.texts[index - 1]) and is_word(self.texts[index])
        return not words and left[:1].isupper() and (right.islower() or (left + right).isupper())

    def add_spaced_letters(self, vocabulary: Container[str], longest: int) -> None:
        """Join letters that stand apart (K a r e n) where they spell a token of ``vocabulary``."""
        index, count = 0, len(self.texts)
        while index < count:
            behind = index
            while behind < count and len(self.texts[behind]) == 1 and (behind == index or self._letters_apart(behind)):
                behind += 1
            if behind - index >= 3:
                self._join_letters(index, behind, vocabulary, longest)
            index = max(behind, index + 1)

    def _letters_apart(self, index: int) -> bool:
        left, right = self.ends[index - 1], self.starts[index]
        return right - left <= 3 and bool(_LETTER_GAP.fullmatch(self.folded.text, left, right))

    def _join_letters(self, first: int, behind: int, vocabulary: Container[str], longest: int) -> None:
        letters = "".join(self.texts[first:behind])
        for left in range(len(letters)):
            for right in range(left + 3, min(len(letters), left + longest) + 1):
                joined = letters[left:right]
                if joined in vocabulary and (len(joined) > 3 or len(joined) == len(letters)):
                    self.joins.setdefault(first + left, []).append((joined, first + right))
