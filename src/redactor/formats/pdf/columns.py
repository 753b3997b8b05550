"""Columns of a page: where the gutter is, and the order in which a reader reads.

A gutter is a vertical stripe that no word of many rows in a row touches. Words of
a form ("Name      Karen") keep one too, but their left side is short.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from redactor.formats.pdf.glyphs import Line, Word, rows_of

_ROWS = 4
"""So many rows on either side make a column."""
_ROWS_IF_NARROW = 8
"""The same where the gutter is hardly wider than the spaces of justified text."""
_LETTERS = 14
"""So many characters must the pieces on either side have on average: labels of forms are shorter."""
_NARROWEST = 5.5
"""Points."""
_CANDIDATES = 60
_DEPTH = 2

Row = tuple[Word, ...]
_Edges = tuple[list[float], list[float]]
"""Of a row: where its words begin, and how far the first of them reach, none, one, two and so on."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows ``[start, end)`` of a page that are set in two columns."""

    start: int
    end: int
    gutter: float


def reading_lines(words: Sequence[Word], page: int, depth: int = 0) -> list[Line]:
    """Lines of a page in reading order, each with the edges of its column.

    Args:
        words: The words of the page, or of one column, that belong to no table.
        page: Number of the page, from 1.
        depth: How many gutters were found around them already.
    """
    rows = rows_of(words)
    if not rows:
        return []
    left = min(row[0].x0 for row in rows)
    right = max(word.x1 for row in rows for word in row)
    ordered: list[Line] = []
    position = 0
    for band in find_bands(rows) if depth < _DEPTH else ():
        ordered += [Line(row, page, left, right) for row in rows[position : band.start]]
        inside = [word for row in rows[band.start : band.end] for word in row]
        for side in (
            [word for word in inside if word.x1 <= band.gutter],
            [word for word in inside if word.x0 >= band.gutter],
        ):
            ordered += reading_lines(side, page, depth + 1)
        position = band.end
    return ordered + [Line(row, page, left, right) for row in rows[position:]]


def find_bands(rows: Sequence[Row]) -> list[Band]:
    """The parts of a page that are set in two columns, from top to bottom, with one gutter."""
    gaps = [(a.x1, b.x0) for row in rows for a, b in pairwise(row) if b.x0 > a.x1]
    if not gaps:
        return []
    wide = max(_NARROWEST, 1.7 * median(high - low for low, high in gaps))
    edges = [
        ([word.x0 for word in row], list(accumulate((word.x1 for word in row), max, initial=float("-inf"))))
        for row in rows
    ]
    plain = _best_bands(rows, edges, gaps, wide, _ROWS)
    narrow = _best_bands(rows, edges, gaps, _NARROWEST, _ROWS_IF_NARROW)
    return max(plain, narrow, key=_size)


def _best_bands(
    rows: Sequence[Row], edges: Sequence[_Edges], gaps: Sequence[tuple[float, float]], least: float, count: int
) -> list[Band]:
    """The bands of the gutter that most rows keep, if ``count`` rows on either side do."""
    middles = sorted((low + high) / 2 for low, high in gaps if high - low >= least)
    best: list[Band] = []
    for gutter in middles[:: max(1, len(middles) // _CANDIDATES)]:
        bands = _bands_at(rows, edges, gutter, least, count)
        if _size(bands) > _size(best):
            best = bands
    return best


def _size(bands: Sequence[Band]) -> int:
    return sum(band.end - band.start for band in bands)


def _bands_at(rows: Sequence[Row], edges: Sequence[_Edges], gutter: float, least: float, count: int) -> list[Band]:
    bands: list[Band] = []
    start = 0
    for number in range(len(rows) + 1):
        if number < len(rows) and _respects(edges[number], gutter, least):
            continue
        band = _trimmed(rows, start, number, gutter, count) if number - start >= count else None
        if band is not None:
            bands.append(band)
        start = number + 1
    return bands


def _respects(edges: _Edges, gutter: float, least: float) -> bool:
    """Whether no word touches the gutter, and the gap there is no mere space."""
    lefts, ends = edges
    behind = bisect_left(lefts, gutter)
    low = ends[behind] if behind else gutter - least
    high = lefts[behind] if behind < len(lefts) else gutter + least
    return low <= gutter and high - low >= least


def _trimmed(rows: Sequence[Row], start: int, end: int, gutter: float, count: int) -> Band | None:
    """The rows as a band if they look like two columns; a heading below it is cut off."""
    while end - start > _ROWS and _stands_apart(rows[end - 2], rows[end - 1], gutter):
        end -= 1
    while end - start > _ROWS and rows[start][0].x0 < gutter and _stands_apart(rows[start + 1], rows[start], gutter):
        start += 1
    lengths: tuple[list[int], list[int]] = ([], [])
    for row in rows[start:end]:
        for found, side in zip(
            lengths, ([w for w in row if w.x1 <= gutter], [w for w in row if w.x0 >= gutter]), strict=True
        ):
            if side:
                found.append(sum(len(word.text) + 1 for word in side))
    alike = all(len(found) >= count and sum(found) >= _LETTERS * len(found) for found in lengths)
    return Band(start, end, gutter) if alike else None


def _stands_apart(near: Row, row: Row, gutter: float) -> bool:
    """Whether a row on one side only is set off from its neighbour: a heading or a new section."""
    one_sided = all(word.x1 <= gutter for word in row)
    space = max(row[0].top - near[0].bottom, near[0].top - row[0].bottom)
    differs = abs(row[0].size - near[0].size) > 0.6 or row[0].bold != near[0].bold
    return one_sided and (space > 0.9 * row[0].size or differs)
