"""What the second reading of a page says and the first does not: only that is searched again.

Both readers of a PDF tell the same words on most lines, and what stands in both just so is searched once. That
nothing is left out is judged by runs of words: each run of the second reading, as many words long as a name with all
that is said beside it, stands in the first reading in the same order and with the same line ends, or it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

RUN: Final = 24
"""Words of a run: three times the longest name, so that a name in it keeps what is said before and behind it."""

_WORD = re.compile(r"(?<!\S)\S(?:\s\S)+(?!\S)|\S+")
"""A word; one that is spelt letter by letter is one word, however long it is."""


def read_otherwise(first: str, second: str) -> str:
    """The lines of the second reading of a page that hold a run of words which the first has not.

    Args:
        first: The page as the first extractor reads it.
        second: As the second does.

    Returns:
        Whole lines, a blank line where others are left out between them; empty if the first reading has every run.
        A run has the same words, the same line ends between them and blanks that are no wider.
    """
    words = [(match.start(), match.end()) for match in _WORD.finditer(second)]
    size = min(RUN, len(words))
    there = set(_runs(_told(first), size))
    own = _told(second)
    exact, narrow = _runs(own, size), _runs([" " if part == "  " else part for part in own], size)
    told: list[tuple[int, int]] = []
    for number, (run, narrowed) in enumerate(zip(exact, narrow, strict=True)):
        if run in there or narrowed in there:
            continue
        start = second.rfind("\n", 0, words[number][0]) + 1
        end = second.find("\n", words[number + size - 1][1])
        end = len(second) if end < 0 else end
        if told and not second[told[-1][1] : start].strip():
            start, _ = told.pop()
        told.append((start, end))
    return "\n\n".join(second[start:end] for start, end in told)


def _told(text: str) -> list[str]:
    """The words of a text and what stands between them, in turn: a line end, a blank line, one blank or wider ones."""
    tokens: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        if tokens:
            tokens.append(_between(text[end : match.start()]))
        tokens.append(match[0])
        end = match.end()
    return tokens


def _between(gap: str) -> str:
    lines = gap.count("\n")
    if lines:
        return "\n" * min(lines, 2)
    return " " if gap in (" ", "\u00a0") else "  "


def _runs(tokens: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many words in order, what stands between them among it; none of no words."""
    if size:
        for start in range(0, len(tokens) - 2 * size + 2, 2):
            yield tuple(tokens[start : start + 2 * size - 1])
