"""Words and lines of a page, with what is needed to tell headings and columns apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import Any, NamedTuple

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_BULLETS = dict.fromkeys(map(chr, (0xF0B7, 0xF0A7, 0xF0FC, 0xF0D8, 0xF076, 0xF06E, 0xF02D, 0xF0E0)), "•")
_TABLE = str.maketrans({**_LIGATURES, **_BULLETS})
_UNREADABLE = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDE_GAP = 1.8
"""Of the size: what is wider may be a tab."""
_UNEVEN = 0.5
"""Of the size: by how much more the gaps of a line differ that are not its spaces, stretched."""
_X0 = attrgetter("x0")


class Word(NamedTuple):
    """A word with its box (points, origin top left), its size and what it is tagged as.

    Attributes:
        marks: What drew each code point of ``text``; empty where nobody asks.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    mcid: int | None = None
    artifact: bool = False
    marks: Sequence[object] = ()


@dataclass(frozen=True)
class Line:
    """Words of one line, or of the part of it that lies in one column; what is told of it is worked out once.

    Attributes:
        words: From left to right.
        page: From 1.
        left, right: The edges of the column that it stands in.
    """

    words: tuple[Word, ...]
    page: int
    left: float = 0.0
    right: float = 0.0

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max([word.x1 for word in self.words])

    @cached_property
    def top(self) -> float:
        """Upper edge."""
        return min([word.top for word in self.words])

    @cached_property
    def bottom(self) -> float:
        """Lower edge."""
        return max([word.bottom for word in self.words])

    @cached_property
    def size(self) -> float:
        """The size that most of its letters have, in points, to the half point."""
        weights: dict[float, int] = {}
        for word in self.words:
            weights[word.size] = weights.get(word.size, 0) + len(word.text)
        return max(weights, key=lambda size: weights[size])

    @cached_property
    def bold(self) -> bool:
        """Whether all its words that have letters are bold."""
        lettered = [word for word in self.words if word.text.isalnum() or any(map(str.isalnum, word.text))]
        return bool(lettered) and all(word.bold for word in lettered)

    @cached_property
    def artifact(self) -> bool:
        """Whether the PDF itself says that it is not content (a running header)."""
        return all(word.artifact for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words with single spaces; a tab where a gap is much wider than the others."""
        out = self.words[0].text
        for separator, after in zip(self.separators, self.words[1:], strict=True):
            out += separator + after.text
        return out

    @cached_property
    def separators(self) -> list[str]:
        """What stands behind each word but the last: a space or a tab."""
        gaps = [after.x0 - before.x1 for before, after in pairwise(self.words)]
        usual = median(gaps) if len(gaps) > 2 else 0.0
        if usual > _WIDE_GAP * self.size and max(gaps) - min(gaps) > _UNEVEN * self.size:
            usual = 0.0  # cells of one word each; the spaces of a line that was stretched are all of one width
        return [
            "\t" if gap > _WIDE_GAP * max(before.size, 6.0) and gap > 2.5 * usual else " "
            for gap, before in zip(gaps, self.words, strict=False)
        ]

    @property
    def marks(self) -> tuple[object, ...]:
        """What drew each code point of ``text``; ``None`` for the spaces between words."""
        out: list[object] = []
        for number, word in enumerate(self.words):
            out += [None] if number else []
            out += word.marks or (None,) * len(word.text)
        return tuple(out)


def readable(text: str) -> str:
    """A glyph's text with ligatures taken apart and the bullets of symbol fonts as bullets."""
    return text.translate(_TABLE)


def read_words(raw: Iterable[Mapping[str, Any]]) -> list[Word]:
    """Turn pdfplumber's words (with their characters) into ours; empty ones are left out."""
    words: list[Word] = []
    for item in raw:
        chars: Sequence[Mapping[str, Any]] = item["chars"]
        text = str(item["text"]).translate(_TABLE).strip()
        if not text:
            continue
        sizes = sorted(float(char["size"]) for char in chars)
        bold = sum(bool(_BOLD.search(str(char["fontname"]))) for char in chars)
        mcids = [char.get("mcid") for char in chars]
        words.append(
            Word(
                text=text,
                x0=float(item["x0"]),
                x1=float(item["x1"]),
                top=float(item["top"]),
                bottom=float(item["bottom"]),
                size=round(sizes[len(sizes) // 2] * 2) / 2,
                bold=bold * 2 > len(chars),
                mcid=mcids[0],
                artifact=all(char.get("tag") == "Artifact" for char in chars),
            )
        )
    return words


def unreadable_glyphs(texts: Iterable[str]) -> int:
    """How many glyphs have no known letter."""
    return sum(len(_UNREADABLE.findall(text)) for text in texts)


def rows_of(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Words in rows from top to bottom: two words share a row if they overlap by half a height."""
    rows: list[list[Word]] = []
    edges: list[tuple[float, float]] = []
    for word in sorted(words, key=_place):
        top, bottom = word.top, word.bottom
        for back in range(1, min(len(rows), 4) + 1):
            low, high = edges[-back]
            shared = (bottom if bottom < high else high) - (top if top > low else low)
            if shared > 0.5 * (bottom - top) or shared > 0.5 * (high - low):
                rows[-back].append(word)
                break
        else:
            rows.append([word])
            edges.append((top, bottom))
    return [tuple(sorted(row, key=_X0)) for row in rows]


def _place(word: Word) -> tuple[float, float]:
    return round((word.top + word.bottom) / 2, 1), word.x0
