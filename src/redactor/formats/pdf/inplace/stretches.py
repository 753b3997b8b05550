"""Glyphs of a page that one operator shows one behind the other: they stay together when their line is set anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from redactor.formats.pdf.inplace.records import Columns, Glyph, PageRecord
from redactor.formats.pdf.inplace.words import PAGE_FACTOR

OVERPRINT = 0.5
"""Of the narrower letter: two that begin closer together stand over one another."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Which glyphs of a page can be moved together.

    Attributes:
        glyphs: All glyphs of the page.
        widths: Of each, in view coordinates, without character and word spacing.
        heights: The base line of each in view coordinates.
        ems: The size of each in view coordinates.
        follows: Whether a glyph only moves together with the one before it: one operator shows both
            on one level line, neither has twins, and neither stands over another.
    """

    glyphs: Sequence[Glyph]
    widths: Sequence[float]
    heights: NDArray[np.float64]
    ems: NDArray[np.float64]
    follows: NDArray[np.bool_]

    @classmethod
    def of(cls, record: PageRecord) -> Stretches:
        """Those of a page whose twins are known."""
        glyphs = record.glyphs()
        columns = record.columns or Columns.read(glyphs)
        table = np.array([(show.stretch, show.em, show.angle) for show in columns.shows], dtype=np.float64)
        stretch, em, angle = table.reshape(-1, 3)[columns.of].T
        widths = np.abs(columns.advance) * stretch
        follows = np.zeros(len(glyphs), np.bool_)
        level = (columns.of[1:] == columns.of[:-1]) & (columns.y[1:] == columns.y[:-1]) & (angle[1:] == 0)
        over = ~(np.abs(columns.x[1:] - columns.x[:-1]) >= OVERPRINT * np.minimum(widths[1:], widths[:-1]))
        apart = np.zeros(len(glyphs) + 1, np.bool_)
        apart[1:-1] |= over
        apart[:-2] |= over
        alone = apart[:-1]
        if len(record.plain) < len(glyphs):
            alone |= np.fromiter((bool(glyph.twins) for glyph in glyphs), np.bool_, len(glyphs))
        follows[1:] = level & ~alone[1:] & ~alone[:-1]
        return cls(glyphs, widths.tolist(), columns.y, em, follows)


def begins(numbers: Sequence[int], pages: Mapping[int, Stretches]) -> NDArray[np.bool_]:
    """Where, in a text, something begins that is moved by itself; code points that join words and lines do.

    Args:
        numbers: Of the glyph of each code point, as in marks; -1 for those that join words and lines.
        pages: The stretches of the pages that the text stands on.
    """
    marks = np.asarray(numbers, dtype=np.int64)
    found = np.ones(len(marks), np.bool_)
    if len(marks) < 2:
        return found
    same = marks[1:] == marks[:-1]
    next_one = marks[1:] == marks[:-1] + 1
    for page, stretches in pages.items():
        own = np.flatnonzero(next_one & (marks[1:] // PAGE_FACTOR == page) & (marks[:-1] >= 0))
        next_one[own] = stretches.follows[marks[1:][own] - page * PAGE_FACTOR]
    found[1:] = ~((same | next_one) & (marks[1:] >= 0) & (marks[:-1] >= 0))
    return found
