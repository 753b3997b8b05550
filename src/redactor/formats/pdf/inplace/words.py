"""Glyphs of a page as words, in the terms that the readers of layout know.

Text in another direction is turned upright first, text that nobody sees is kept
apart: neither may tear the lines of the visible page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray
from pikepdf import Dictionary, Name

from redactor.formats.pdf.glyphs import Word, readable
from redactor.formats.pdf.inplace.fontvalues import name_text
from redactor.formats.pdf.inplace.records import Columns, Glyph, PageRecord, Show, Unit

_GAP = 0.18
"""Of the size: a wider gap parts two words."""
_ROW = 2.5
"""Points: letters whose tops differ by less stand in one row."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Words that are read together.

    Attributes:
        words: The words; marks are numbers of glyphs of the page.
        angle: Direction of writing in degrees.
        hidden: Why nobody sees them; empty for visible text.
    """

    words: tuple[Word, ...]
    angle: int = 0
    hidden: str = ""


PAGE_FACTOR = 1 << 24
_Tags = dict[tuple[int, tuple[int, ...]], tuple[int | None, bool]]
"""By stream and positions of the marked content around: its id, and whether it is an artifact."""


def layers_of(record: PageRecord, page: int) -> list[Layer]:
    """The words of a page: the visible upright ones first, then the others by kind.

    Args:
        record: The page as interpreted, its twins and hidden glyphs told.
        page: Its number, from 1. A mark is this number times ``PAGE_FACTOR`` plus that of the glyph.
    """
    groups: dict[tuple[str, int], list[Glyph]] = {("", 0): []}
    if any(show.angle for show in record.shows) or any(map(attrgetter("hidden"), record.plain)):
        for glyph in record.plain:
            groups.setdefault((glyph.hidden, glyph.show.angle), []).append(glyph)
    else:
        groups["", 0] = record.plain
    tags: _Tags = {}
    whole = record.columns if len(groups) == 1 and len(record.plain) == len(record.glyphs()) else None
    return [
        Layer(
            tuple(_words(whole or Columns.read(found), record.height, angle, page * PAGE_FACTOR, tags)), angle, hidden
        )
        for (hidden, angle), found in groups.items()
    ]


def upright(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point of the page after turning the page so that text of that direction is level."""
    if angle == 0:
        return x, y
    turned = math.radians(angle)
    cos, sin = math.cos(turned), math.sin(turned)
    return x * cos + y * sin, y * cos - x * sin


def turned_back(u: float, v: float, angle: int) -> tuple[float, float]:
    """The inverse of ``upright``."""
    return upright(u, v, -angle % 360)


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a layer as columns, in the order of painting.

    Attributes:
        glyphs, shows, of: As of ``records.Columns``.
        said: What each says.
        left, right: Its edges along the line.
        top, size: Its upper edge, from the top of the page, and its size.
        blank: Whether it is a space.
    """

    glyphs: Sequence[Glyph]
    shows: Sequence[Show]
    of: NDArray[np.int64]
    said: Sequence[str]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    top: NDArray[np.float64]
    size: NDArray[np.float64]
    blank: NDArray[np.bool_]

    @classmethod
    def of_columns(cls, columns: Columns, height: float, angle: int) -> _Letters:
        """Those of some glyphs of one direction on a page of a height."""
        shows, of, x, y = columns.shows, columns.of, columns.x, columns.y
        if angle:
            turned = math.radians(angle)
            cos, sin = math.cos(turned), math.sin(turned)
            x, y = x * cos + y * sin, y * cos - x * sin
        em = np.array([show.em for show in shows], dtype=np.float64)[of]
        stretch = np.array([show.stretch for show in shows], dtype=np.float64)[of]
        above = np.array([height - (show.font.descent * show.em + show.em) for show in shows], dtype=np.float64)[of]
        said = [text or "\ufffd" for text in map(attrgetter("text"), columns.glyphs)]
        blank = {text for text in set(said) if text.isspace()}
        spaces = np.fromiter(map(blank.__contains__, said), np.bool_, len(said))
        return cls(columns.glyphs, shows, of, said, x, x + np.abs(columns.advance) * stretch, above - y, em, spaces)


def _words(columns: Columns, height: float, angle: int, first: int, tags: _Tags) -> list[Word]:
    """The words of some glyphs of one direction, row by row."""
    if not len(columns.glyphs):
        return []
    letters = _Letters.of_columns(columns, height, angle)
    order, begins = _rows(letters)
    blank, size = letters.blank[order], letters.size[order]
    left, right = letters.left[order], letters.right[order]
    gap = left[1:] - right[:-1]
    near = (size[1:] * -0.5 <= gap) & (gap <= _GAP * np.maximum(size[1:], size[:-1]))
    starts = begins.copy()
    starts[1:] |= blank[:-1] | ~near
    starts &= ~blank
    firsts = np.flatnonzero(starts)
    ends = np.append(np.flatnonzero(starts | blank | begins), len(order))
    behind = ends[np.searchsorted(ends, firsts, side="right")]
    if not len(firsts):
        return []
    edges = np.column_stack((firsts, behind)).ravel()
    reach = np.maximum.reduceat(np.append(right, -np.inf), edges)[::2]
    apart = np.concatenate(([0], np.cumsum(order[1:] != order[:-1] + 1)))
    mixed = np.concatenate(([0], np.cumsum(letters.of[order[1:]] != letters.of[order[:-1]])))
    plain = (apart[behind - 1] == apart[firsts]) & (mixed[behind - 1] == mixed[firsts])
    at = order[firsts]
    told = (firsts, behind, at, plain, left[firsts], reach, letters.top[at], letters.of[at])
    looks = [_look(show, tags) for show in letters.shows]
    glyphs, said = letters.glyphs, letters.said
    found: list[Word] = []
    for start, end, here, is_plain, x0, x1, top, show in zip(*(item.tolist() for item in told), strict=True):
        last = here + end - start
        text = "".join(said[here:last]) if is_plain else ""
        number = glyphs[here].number
        if len(text) == end - start == glyphs[last - 1].number - number + 1 and text.isascii() and text.isprintable():
            size, rounded, bold, mcid, artifact = looks[show]
            marks = range(first + number, first + number + end - start)
            found.append(Word(text, x0, x1, top, top + size, rounded, bold, mcid, artifact, marks))
        else:
            found += _word(letters, order[start:end].tolist(), (x0, x1), first, tags)
    return found


def _look(show: Show, tags: _Tags) -> tuple[float, float, bool, int | None, bool]:
    """Size, the size to the half point, weight and tags of what an operator shows."""
    return show.em, round(show.em * 2) / 2, show.font.style.bold, *_tag(show, tags)


def _rows(letters: _Letters) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The letters row by row, each from left to right: their places, and where rows begin.

    A strip is what one operator shows one behind the other on one line. Strips whose tops are close
    share a row, chained from the highest to the lowest.
    """
    of, top, left = letters.of, letters.top, letters.left
    new = np.ones(len(of), np.bool_)
    new[1:] = (of[1:] != of[:-1]) | (top[1:] != top[:-1]) | (left[1:] < left[:-1])
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(of))
    by_top = np.argsort(top[starts], kind="stable")
    tops = top[starts][by_top]
    breaks = np.flatnonzero(~(tops[1:] - tops[:-1] <= _ROW)) + 1
    rows: list[NDArray[np.int64]] = []
    for row in np.split(by_top, breaks):
        strips = [np.arange(starts[at], ends[at]) for at in row.tolist()]
        rows.append(strips[0] if len(strips) == 1 else _from_left(strips, left))
    begins = np.zeros(len(of), np.bool_)
    begins[np.cumsum([0, *map(len, rows[:-1])])] = True
    return np.concatenate(rows), begins


def _from_left(strips: list[NDArray[np.int64]], left: NDArray[np.float64]) -> NDArray[np.int64]:
    """The letters of a row from left to right."""
    row = np.concatenate(sorted(strips, key=lambda strip: float(left[strip[0]])))
    along = left[row]
    if (along[:-1] > along[1:]).any():
        row = np.concatenate(strips)
        row = row[np.argsort(left[row], kind="stable")]
    return row


def _word(
    letters: _Letters, members: Sequence[int], edges: tuple[float, float], first: int, tags: _Tags
) -> Iterator[Word]:
    """Letters as one word; nothing if none of them shows."""
    glyphs = [letters.glyphs[at] for at in members]
    said = [readable(letters.said[at]) for at in members]
    text = "".join(said)
    marks = [first + glyph.number for glyph, part in zip(glyphs, said, strict=True) for _ in part]
    start = len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        return
    show = glyphs[0].show
    tops, sizes = letters.top[members], letters.size[members]
    top, bottom = float(tops.min()), float((tops + sizes).max())
    size, bold = float(np.sort(sizes)[len(members) // 2]), show.font.style.bold
    if any(glyph.show is not show for glyph in glyphs):
        bold = sum(glyph.show.font.style.bold for glyph in glyphs) * 2 > len(members)
    else:
        top, bottom = float(tops[0]), float(tops[0]) + size
    numbers = _compact(marks[start : start + len(text)])
    yield Word(text, *edges, top, bottom, round(size * 2) / 2, bold, *_tag(show, tags), numbers)


def _compact(numbers: list[int]) -> Sequence[int]:
    """Numbers that follow one another as a range: long documents have millions of them."""
    first, last = numbers[0], numbers[-1]
    if last - first == len(numbers) - 1 and numbers == list(range(first, last + 1)):
        return range(first, last + 1)
    return tuple(numbers)


def _tag(show: Show, known: _Tags) -> tuple[int | None, bool]:
    """The marked-content id around a text operator, and whether it is an artifact."""
    key = (id(show.unit), show.marked)
    if key not in known:
        mcid: int | None = None
        artifact = False
        for at in show.marked:
            operands = show.unit.instructions[at].operands
            artifact = artifact or (len(operands) > 0 and name_text(operands[0]) == "/Artifact")
            if len(operands) > 1:
                found = properties(show.unit, operands[1]).get("/MCID")
                mcid = found if isinstance(found, int) else mcid
        known[key] = (mcid, artifact)
    return known[key]


def properties(unit: Unit, operand: object) -> Dictionary:
    """The property list of a marked-content operator, direct or by name; empty if there is none."""
    if isinstance(operand, Name):
        table = unit.resources.get("/Properties")
        operand = table.get(name_text(operand)) if isinstance(table, Dictionary) else None
    return operand if isinstance(operand, Dictionary) else Dictionary()
