"""Columns of a page: where the gutter is, and the order in which a reader reads."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from redactor.formats.pdf.glyphs import Line, Word, rows_of

_GAP = 1.2
"""A gap of this many letter heights may be a gutter."""
_ROWS = 5
"""So many rows must have the gap before it counts as one."""
_LETTERS = 14
"""So many characters must the pieces on either side have on average: labels of forms are shorter."""


def reading_lines(words: Sequence[Word], page: int) -> list[Line]:
    """Lines of a page in reading order, each with the edges of its column.

    Args:
        words: The words of the page that belong to no table.
        page: Number of the page, from 1.
    """
    rows = rows_of(words)
    if not rows:
        return []
    left = min(row[0].x0 for row in rows)
    right = max(word.x1 for row in rows for word in row)
    gutter = find_gutter(rows)
    if gutter is None:
        return [Line(row, page, left, right) for row in rows]
    ordered: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        sides = _sides(row, gutter)
        if sides is None:
            ordered += columns[0] + columns[1]
            columns = ([], [])
            ordered.append(Line(row, page, left, right))
            continue
        for column, side in zip(columns, sides, strict=True):
            if side:
                column.append(Line(side, page))
    ordered += columns[0] + columns[1]
    return _edges(ordered, gutter, left, right)


def find_gutter(rows: Sequence[Sequence[Word]]) -> float | None:
    """The x position that separates two columns of running text, if there are two."""
    gaps: list[tuple[float, float]] = []
    for row in rows:
        for before, after in itertools.pairwise(row):
            if after.x0 - before.x1 > _GAP * max(before.size, 6.0):
                gaps.append((before.x1, after.x0))
    best: float | None = None
    votes = _ROWS - 1
    for low, high in gaps:
        middle = (low + high) / 2
        count = sum(1 for a, b in gaps if a < middle < b)
        if count > votes and _looks_like_columns(rows, middle):
            best, votes = middle, count
    return best


def _looks_like_columns(rows: Sequence[Sequence[Word]], gutter: float) -> bool:
    lengths: tuple[list[int], list[int]] = ([], [])
    crossing = 0
    for row in rows:
        sides = _sides(row, gutter)
        if sides is None:
            crossing += 1
            continue
        for found, side in zip(lengths, sides, strict=True):
            if side:
                found.append(sum(len(word.text) + 1 for word in side))
    both = min(len(lengths[0]), len(lengths[1]))
    long_enough = all(sum(found) >= _LETTERS * len(found) for found in lengths)
    return both >= _ROWS and long_enough and crossing <= max(len(lengths[0]), len(lengths[1]))


def _sides(row: Sequence[Word], gutter: float) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """The words left and right of the gutter; ``None`` if the row runs across it."""
    left = tuple(word for word in row if word.x1 <= gutter)
    right = tuple(word for word in row if word.x0 >= gutter)
    if len(left) + len(right) < len(row):
        return None
    if left and right and right[0].x0 - left[-1].x1 < _GAP * max(left[-1].size, 6.0):
        return None
    return left, right


def _edges(lines: Sequence[Line], gutter: float, left: float, right: float) -> list[Line]:
    in_left = [line.x1 for line in lines if line.x1 <= gutter]
    in_right = [line.x0 for line in lines if line.x0 >= gutter]
    left_edge, right_edge = max(in_left, default=gutter), min(in_right, default=gutter)
    out: list[Line] = []
    for line in lines:
        if line.right:
            out.append(line)
        elif line.x1 <= gutter:
            out.append(replace(line, left=left, right=left_edge))
        else:
            out.append(replace(line, left=right_edge, right=right))
    return out
