"""Blocks of one part joined for searching, with the way back to their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from redactor.lexicon.folding import Folded, fold
from redactor.model import Residual
from redactor.verify.lines import LONGEST_WRAPPED, has_no_room, unwrapped
from redactor.verify.readers import Block, Surface
from redactor.verify.search.tokens import Word, words_of

_AROUND = 60
_NEARLY = 0.85
"""Of the longest line: letters are not all of one width."""
_MANY = 0.25
"""Share of the lines of a double-spaced text that are full."""
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True)
class Story:
    """Adjacent blocks of one part, one below the other.

    Attributes:
        text: Their texts with a line feed between.
        surface: Their surface.
        blocks: The blocks.
        starts: Offset (code points) in ``text`` at which each block begins.
    """

    text: str
    surface: Surface
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    @property
    def is_prose(self) -> bool:
        """Whether people wrote it, so that capitals and words beside a name mean something."""
        return self.surface not in (Surface.RAW, Surface.NAME, Surface.LINK) and bool(self.text.strip())

    @cached_property
    def folded(self) -> Folded:
        """The text folded, with the way back to it."""
        return fold(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words of the folded text."""
        return words_of(self.folded.text)

    @cached_property
    def _parted(self) -> tuple[int, ...]:
        """Where the passages of the lines of a text begin; of anything else only the first."""
        return tuple(passage.start for passage in passages(self, wrapped=True))

    def around(self, start: int, end: int) -> tuple[str, int]:
        """The text whose words may say what ``[start, end)`` is, and where it begins: nothing beyond a blank line."""
        first = self._parted[bisect_right(self._parted, start) - 1]
        behind = bisect_right(self._parted, end - 1)
        return self.text[first : self._parted[behind] if behind < len(self._parted) else None], first

    def place(self, offset: int) -> str:
        """Where the block stands that holds an offset of ``text``."""
        return self.blocks[bisect_right(self.starts, offset) - 1].place

    def residual(self, start: int, end: int, kind: str, code: str, check: str) -> Residual:
        """A residual at ``[start, end)`` with the words around it as its excerpt."""
        around = self.text[max(0, start - _AROUND) : end + _AROUND]
        return Residual(self.place(start), kind, code, check, " ".join(around.split()))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a story whose words belong together: a paragraph, a cell, a page.

    Attributes:
        text: Its text; of a page the lines that run on are joined by a space.
        start: Where it begins in the story's text (code points).
    """

    text: str
    start: int


def passages(story: Story, *, wrapped: bool) -> Iterator[Passage]:
    """Cut a story into the stretches that rules about neighbouring words may look at.

    Args:
        story: The story.
        wrapped: Whether its lines end where the page does (text, PDF): then running
            lines are joined, and a passage ends at a blank line, though not behind a running
            line that is full where lines are short enough to be of a text that is double-spaced.
    """
    text, starts = story.text, story.starts
    if wrapped:
        text = unwrapped(text)
        width = max(len(block.text) for block in story.blocks)
        spaced = _is_double_spaced(story.blocks, width)
        ends = (n for n in range(1, len(starts)) if _blank_between(story.blocks, n))
        ends = (n for n in ends if not spaced or text[starts[n] - 1] == "\n" or not _full(story.blocks, n, width))
        starts = (0, *(starts[n] for n in ends))
    stops = (*(start - 1 for start in starts[1:]), len(text))
    for start, end in zip(starts, stops, strict=True):
        yield Passage(text[start:end], start)


def _full(blocks: Sequence[Block], number: int, width: int) -> bool:
    """Whether the line above a block may have been broken for its length: the next word had no room on it."""
    one, other = (block.text for block in blocks[number - 1 : number + 1])
    return has_no_room(one, other, _NEARLY * width)


def _is_double_spaced(blocks: Sequence[Block], width: int) -> bool:
    """Whether the lines of a text, with blank lines between them, are broken for their length: many are full."""
    full = sum(len(block.text) > _NEARLY * width for block in blocks)
    return width <= LONGEST_WRAPPED and full >= len(blocks) * _MANY


def _blank_between(blocks: Sequence[Block], number: int) -> bool:
    """Whether the lines of a text file that two blocks are have others between them, which are blank."""
    one, other = (_LINE.fullmatch(block.place) for block in blocks[number - 1 : number + 1])
    return one is not None and other is not None and int(other[1]) - int(one[1]) > 1


def stories(blocks: Iterable[Block]) -> tuple[Story, ...]:
    """Join the adjacent blocks of each part; a label goes before its value ("Author: …")."""
    return tuple(each_story(blocks))


def each_story(blocks: Iterable[Block]) -> Iterator[Story]:
    """As ``stories``, one after the other: what a long document's stories know of their words is never held at once."""
    for (_, surface), group in groupby(blocks, key=lambda block: (block.part, block.surface)):
        members = tuple(group)
        texts = [f"{b.label}: {b.text}" if b.label == "Author" else b.text for b in members]
        starts: list[int] = []
        position = 0
        for text in texts:
            starts.append(position)
            position += len(text) + 1
        yield Story("\n".join(texts), surface, members, tuple(starts))


def distinct(residuals: Iterable[Residual]) -> tuple[Residual, ...]:
    """Each finding once: the first of those with the same place, kind, code and check."""
    first: dict[tuple[str, str, str, str], Residual] = {}
    for item in residuals:
        first.setdefault((item.place, item.kind, item.code, item.check), item)
    return tuple(first.values())
