"""The words of a passage with what stands around them."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from redactor.verify.closed.vocabulary import is_listed_proper, is_word, stem
from redactor.verify.lines import unwrapped
from redactor.verify.readers.base import Block, Surface

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)*")
_MASK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+'%-])[\w.+'%-]{1,64}@[\w.-]+"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:uk|com|org|net|gov|eu)\b\S*"
    r"|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b",
    re.IGNORECASE,
)
"""Addresses and links; each begins where nothing before it belongs to it, so that a long word is looked at once."""
_SPACED = re.compile(r"(?<![\w'’])[^\W\d_](?: [^\W\d_]){3,}(?![\w'’])")
_TORN = re.compile(r"(?<=[^\W\d_]{2})[-\u2010]\s*\n\s*(?=[a-zà-ÿ]{2})")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
_SENTENCE = re.compile(r"[.!?:;\n•▪●|\t\"“”()\[\]/]|(?:^|\s)[-–—*](?=\s)")
_POSSESSIVE = re.compile(r"['’ʼ][sS]?$")
_FARTHEST_CUE = 80
"""Characters before a word in which a phrase is sought that ends at it."""
_DEEP = 100
"""Words on either side of one beyond which nothing says what it is, but for the whole of its row or its passage."""
_LIKE = {"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " "}


_ENDLESS = sys.maxsize


@dataclass(frozen=True, slots=True)
class Word:
    """One run of letters and digits: as written, its half-open offsets in the passage."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """Its letters folded, without a possessive ending or a shortened verb: "Zanele'll"."""
        return stem(self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it has two letters or more, all of them capitals."""
        return _is_shouted(self.text)

    @property
    def possessive(self) -> bool:
        """Whether it ends in 's."""
        return _POSSESSIVE.search(self.text) is not None


@lru_cache(maxsize=16384)
def _is_shouted(text: str) -> bool:
    letters = [c for c in re.sub(r"['’ʼ][sS]$", "", text) if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


@dataclass(frozen=True)
class Passage:
    """A stretch of text whose words belong together.

    Attributes:
        text: The text without invisible characters, torn words joined, addresses blanked.
        place: Where it stands, in words.
        surface: What carries it.
    """

    text: str
    place: str
    surface: Surface

    def anew(self) -> Passage:
        """The same passage that knows nothing of its words yet, so that they are let go with it."""
        return Passage(self.text, self.place, self.surface)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order; a word spelt letter by letter is one word."""
        spaced = {m.start(): m for m in _SPACED.finditer(self.text)}
        found: list[Word] = []
        position = 0
        for match in _WORD.finditer(self.text):
            if match.start() < position:
                continue
            run = spaced.get(match.start())
            if run is not None:
                found.append(Word(run[0].replace(" ", ""), run.start(), run.end()))
                position = run.end()
            else:
                found.append(Word(match[0], match.start(), match.end()))
        return tuple(found)

    @cached_property
    def heads(self) -> dict[int, bool]:
        """Of words that were asked about: whether the noun of an organisation or a place follows; filled by use."""
        return {}

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it; a line feed for the first."""
        if index <= 0 or index >= len(self.words):
            return "\n"
        return self.text[self.words[index - 1].end : self.words[index].start]

    def starts_sentence(self, index: int) -> bool:
        """Whether a capital may come from the position of a word."""
        return _SENTENCE.search(self.gap(index)) is not None

    def before(self, index: int, count: int = 1) -> str:
        """The folded key of the word so many places before; empty if more than spaces and commas lies between."""
        return self._beside(index - count, range(index - count + 1, index + 1))

    def after(self, index: int, count: int = 1) -> str:
        """The folded key of the word so many places behind, likewise."""
        return self._beside(index + count, range(index + 1, index + count + 1))

    def _beside(self, at: int, gaps: Iterable[int]) -> str:
        if not 0 <= at < len(self.words) or any(self.gap(n).strip(" ,\n*_") for n in gaps):
            return ""
        return self.words[at].key

    def led_by(self, index: int, phrase: re.Pattern[str]) -> bool:
        """Whether a phrase, its pattern anchored at the end, stands directly before a word."""
        start = self.words[index].start
        return phrase.search(self.text, max(0, start - _FARTHEST_CUE), start) is not None

    def run(self, index: int) -> range:
        """The indexes of the capitalised words that stand together around one, spaces or hyphens between."""
        firsts, lasts = self._runs
        return range(firsts[index], lasts[index] + 1)

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """How far back, and how far on, capitalised words stand together from each word."""
        count = len(self.words)
        firsts, lasts = list(range(count)), list(range(count))
        for index in range(1, count):
            if self.words[index - 1].capital and self._together(index):
                firsts[index] = firsts[index - 1]
        for index in range(count - 2, -1, -1):
            if self.words[index + 1].capital and self._together(index + 1):
                lasts[index] = lasts[index + 1]
        return firsts, lasts

    def repeats(self, index: int) -> bool:
        """Whether a word stands deep in a row of the same word: all that is near it is as near to the one before it."""
        if len(self.words) <= 2 * _DEEP:
            return False
        firsts, lasts = self._rows
        return index - firsts[index] > _DEEP and lasts[index] - index > _DEEP

    @cached_property
    def _rows(self) -> tuple[list[int], list[int]]:
        """How far back, and how far on, the same word stands again and again with a space between."""
        count = len(self.words)
        same = [index > 0 and self.words[index].text == self.words[index - 1].text for index in range(count)]
        firsts, lasts = list(range(count)), list(range(count))
        for index in range(1, count):
            if same[index] and self.gap(index) == " ":
                firsts[index] = firsts[index - 1]
        for index in range(count - 2, -1, -1):
            if firsts[index + 1] == firsts[index]:
                lasts[index] = lasts[index + 1]
        return firsts, lasts

    def _together(self, index: int) -> bool:
        gap = self.gap(index)
        initial = len(self.words[index - 1].text) == 1 and gap.strip(" ") == "."
        return gap.strip(" ") == "" or gap in ("-", " & ", "&") or initial

    def line_shouts(self, index: int) -> bool:
        """Whether most words of the line or cell are in capitals: then capitals say nothing of one of them."""
        line = bisect_right(self._lines, (self.words[index].start, _ENDLESS, 0)) - 1
        _, letters, capitals = self._lines[line]
        return letters - len(self.words[index].text) >= 4 and capitals > 0.6 * letters

    @cached_property
    def _lines(self) -> list[tuple[int, int, int]]:
        """Where each line or cell begins, how many letters it has and how many of them are capitals."""
        found: list[tuple[int, int, int]] = []
        start = 0
        for line in re.split(r"[\n\t]", self.text):
            found.append((start, sum(map(str.isalpha, line)), sum(map(str.isupper, line))))
            start += len(line) + 1
        return found

    def excerpt(self, word: Word, around: int = 70) -> str:
        """The words around a word."""
        return " ".join(self.text[max(0, word.start - around) : word.end + around].split())


def passages(blocks: Iterable[Block], surfaces: frozenset[Surface], *, wrapped: bool) -> Iterator[Passage]:
    """The passages of some surfaces.

    Args:
        blocks: As a reader answered them.
        surfaces: What to look at.
        wrapped: Whether lines end where the page does.
    """
    for block in _pictures_whole(block for block in blocks if block.surface in surfaces):
        text = visible(block.text)
        runs_on = wrapped or block.surface is Surface.PICTURE
        yield Passage(unwrapped(text) if runs_on and text else text, block.place, block.surface)


def _pictures_whole(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, the lines of each picture as one: a sentence on a scan runs over several."""
    for (surface, part), group in groupby(blocks, key=lambda block: (block.surface, block.part)):
        if surface is Surface.PICTURE:
            yield Block(part, "\n".join(block.text for block in group), surface, part)
        else:
            yield from group


def visible(text: str) -> str:
    """A text as it is seen: invisible characters gone, torn words joined, addresses and links blanked."""
    kept = text.translate(_shown_as(text))
    whole = _TORN.sub(_mended, kept)
    return _MASK.sub(lambda match: " " * len(match[0]), unicodedata.normalize("NFKC", whole))


def _shown_as(text: str) -> dict[int, str | None]:
    """What each rare character of a text is read as; ``None`` for what nobody sees."""
    rare = {char for char in set(text) if not char.isascii()}
    return {ord(c): None if unicodedata.category(c) == "Cf" else _LIKE.get(c, c) for c in rare}


def _mended(match: re.Match[str]) -> str:
    """Nothing where a line end tore a word, the hyphen where two words meet."""
    text, start, end = match.string, match.start(), match.end()
    head = _LETTERS_BEFORE.search(text, max(0, start - _FARTHEST_CUE), start)
    tail = _LETTERS.match(text, end)
    apart = head is not None and tail is not None and is_word(head[0]) and is_word(tail[0])
    return "-" if apart and not is_word(f"{head[0]}{tail[0]}") else ""  # type: ignore[index]


def is_candidate(word: Word) -> bool:
    """Whether a token could be a proper noun: a capital in it, foreign letters, or a name in small letters."""
    return _may_be_proper(word.text)


@lru_cache(maxsize=16384)
def _may_be_proper(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 2:
        return False
    if any(char.isupper() for char in letters) or any(not is_latin(char) for char in letters):
        return True
    return is_listed_proper(text) and not is_word(text)


def is_latin(char: str) -> bool:
    """Whether a letter is of the Latin alphabet."""
    return char.isascii() or "LATIN" in unicodedata.name(char, "")
