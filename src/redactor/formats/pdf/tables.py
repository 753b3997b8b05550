"""Tables that a page draws with lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redactor.formats.pdf.glyphs import Line, Word, rows_of
from redactor.formats.pdf.paragraphs import Joined, join_lines

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell that holds text.

    Attributes:
        box: Left, top, right, bottom on its page.
        lines: Its lines from top to bottom.
        joined: The lines as one text.
        table: Box of its table on its page.
    """

    box: Box
    lines: tuple[Line, ...]
    joined: Joined
    table: Box


@dataclass(slots=True)
class PdfTable:
    """A table as found; rows of a table that goes on over the page are added to it.

    Attributes:
        page: Page on which it starts.
        top, x0, x1: Its upper edge and its sides, on that page.
        rows: Texts by column (from 1); empty cells are left out of the mapping.
        bold: (row from 1, column) of cells that are all bold.
        pages: The page of each row.
        columns: How many columns.
        cells: What each cell of a row holds and where, by column.
        keep_repeated: Whether a heading row that is repeated on a new page stays a row.
    """

    page: int
    top: float
    x0: float
    x1: float
    rows: list[dict[int, str]] = field(default_factory=list)
    bold: set[tuple[int, int]] = field(default_factory=set)
    pages: list[int] = field(default_factory=list)
    columns: int = 0
    cells: list[dict[int, TableCell]] = field(default_factory=list)
    keep_repeated: bool = False

    def takes(self, other: PdfTable) -> bool:
        """Whether ``other``, at the top of the next page, goes on with this table."""
        alike = abs(self.x0 - other.x0) < 4 and abs(self.x1 - other.x1) < 4
        return alike and self.columns == other.columns

    def extend(self, other: PdfTable) -> None:
        """Add the rows of a continuation; a repeated heading row is left out."""
        repeated = other.rows and self.rows and other.rows[0] == self.rows[0] and len(other.rows) > 1
        skip = 1 if repeated and not self.keep_repeated else 0
        for number, (row, page, cells) in enumerate(zip(other.rows, other.pages, other.cells, strict=True), 1):
            if number > skip:
                self.rows.append(row)
                self.cells.append(cells)
                self.pages.append(page)
                self.bold |= {(len(self.rows), c) for r, c in other.bold if r == number}


def find_tables(
    page: Any, words: Sequence[Word], number: int, known: frozenset[str]
) -> tuple[list[PdfTable], list[Word]]:
    """Find the ruled tables of a page.

    Args:
        page: The pdfplumber page.
        words: All words of the page.
        number: Number of the page, from 1.
        known: Words of the document, for hyphenation.

    Returns:
        The tables from top to bottom, and the words that stand in none.
    """
    tables: list[PdfTable] = []
    rest = list(words)
    for found in page.find_tables():
        grid = [list(row.cells) for row in found.rows]
        cells = [cell for row in grid for cell in row if cell is not None]
        box: Box = found.bbox
        if len(cells) < 2 or not rest:
            continue
        middles = _middles(rest)
        held = np.zeros(len(rest), np.bool_)
        for cell in cells:
            held |= _in(cell, middles)
        inside = [rest[at] for at in np.flatnonzero(held & _in(box, middles)).tolist()]
        if not inside:
            continue
        tables.append(_read(box, grid, inside, number, known))
        taken = set(map(id, inside))
        rest = [word for word in rest if id(word) not in taken]
    return sorted((t for t in tables if t.rows), key=lambda table: table.top), rest


def _read(
    box: Box, grid: Sequence[Sequence[Box | None]], words: Sequence[Word], number: int, known: frozenset[str]
) -> PdfTable:
    table = PdfTable(number, box[1], box[0], box[2], columns=max(len(row) for row in grid))
    middles = _middles(words)
    free = np.ones(len(words), np.bool_)
    for row in grid:
        texts: dict[int, TableCell] = {}
        bold: set[int] = set()
        for column, cell in enumerate(row, 1):
            if cell is None:
                continue
            own = _in(cell, middles) & free
            held = [words[at] for at in np.flatnonzero(own).tolist()]
            if not held:
                continue
            free &= ~own
            lines = [Line(line, number, cell[0] + 3, cell[2] - 5) for line in rows_of(held)]
            texts[column] = TableCell(cell, tuple(lines), join_lines(lines, known, keep_breaks=True), box)
            if all(line.bold for line in lines):
                bold.add(column)
        if texts:
            table.rows.append({column: cell.joined.text for column, cell in texts.items()})
            table.cells.append(texts)
            table.pages.append(number)
            table.bold |= {(len(table.rows), column) for column in bold}
    return table


def _middles(words: Sequence[Word]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The middles of words, across and down."""
    across = np.array([(word.x0 + word.x1) / 2 for word in words], dtype=np.float64)
    return across, np.array([(word.top + word.bottom) / 2 for word in words], dtype=np.float64)


def _in(cell: Box, middles: tuple[NDArray[np.float64], NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Which words have their middle in a box."""
    x, y = middles
    left, top, right, bottom = cell[0] - 0.5, cell[1] - 0.5, cell[2] + 0.5, cell[3] + 0.5
    return np.asarray((x >= left) & (x <= right) & (y >= top) & (y <= bottom), dtype=np.bool_)
