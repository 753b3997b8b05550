"""Rows of ruled tables as high as the words that stand in them now.

A name that took two lines of its cell had made the row a line higher; the row's rules would go
on telling. So a row whose height its words had given gets the height of the words that are left,
and the rows below it move within the table. A row that is higher than its words, cells that reach
over several rows, and tables with pictures or drawn forms keep their rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from redactor.formats.pdf.inplace.layout import Placed
from redactor.formats.pdf.inplace.moving import NEAR, Moves, Step, is_movable
from redactor.formats.pdf.inplace.passages import Passage
from redactor.formats.pdf.inplace.records import Box, PageRecord
from redactor.formats.pdf.inplace.tokens import Flow, line_marks
from redactor.formats.pdf.inplace.words import PAGE_FACTOR

_SAME_HEIGHT = 0.8
_LEVEL = 1.0
_FOOT = 0.04
"""Of the height of the page: so much stays free at its foot."""


@dataclass(slots=True)
class _Row:
    """A row on its page, in view coordinates.

    Attributes:
        top, bottom: Its rules.
        first: The first base line of each cell.
        last: The last base line of each cell, by the key of its segment.
        size: Of its letters.
    """

    top: float
    bottom: float
    first: list[float] = field(default_factory=list)
    last: dict[str, float] = field(default_factory=dict)
    size: float = 0.0

    @property
    def lowest(self) -> float:
        """The lowest base line."""
        return min(self.last.values())


@dataclass(slots=True, eq=False)
class _Table:
    box: Box
    rows: dict[int, _Row] = field(default_factory=dict)
    free: float = 0.0
    spanned: bool = False

    def is_tight(self, row: _Row) -> bool:
        """Whether the words of a row give it its height: all begin at one height, and no space is left below them."""
        least = min(other.lowest - other.bottom for other in self.rows.values())
        below = row.lowest - row.bottom
        level = max(row.first) - min(row.first) <= _LEVEL
        return level and 0.2 < below <= min(least + _SAME_HEIGHT, row.size)


class Rows:
    """The rows of a page's tables.

    Args:
        record: The page.
        cells: The passages of its table cells.
        number: Its number, from 1.
    """

    def __init__(self, record: PageRecord, cells: Iterable[Passage], number: int) -> None:
        self._record, self._number = record, number
        tables: dict[Box, _Table] = {}
        self._row_of: dict[str, tuple[_Table, _Row]] = {}
        for cell in cells:
            if cell.table is None or cell.box is None or cell.segment.place.row is None:
                continue
            table = tables.setdefault(cell.table, _Table(self._view(cell.table)))
            _, bottom, _, top = self._view(cell.box)
            row = table.rows.setdefault(cell.segment.place.row, _Row(top, bottom))
            if abs(row.top - top) > NEAR or abs(row.bottom - bottom) > NEAR:
                table.spanned = True
            self._note(row, cell)
            self._row_of[cell.segment.key] = (table, row)
        movable = {id(table) for table in tables.values() if not table.spanned and is_movable(record, table.box)}
        self._row_of = {
            key: (table, row)
            for key, (table, row) in self._row_of.items()
            if id(table) in movable and table.is_tight(row)
        }
        for table, _ in self._row_of.values():
            table.free = table.free or self._free(table.box)

    def growth(self, flow: Flow) -> float:
        """How many points the row of a flow may get higher."""
        found = self._row_of.get(flow.passage.segment.key)
        return found[0].free if found is not None else 0.0

    def settled(self, placed: Sequence[tuple[Flow, Sequence[Placed]]]) -> Moves | None:
        """What moves once flows have their lines; ``None`` if rows that grow find no room.

        Args:
            placed: Every flow of the page that is set anew, with its pieces.
        """
        new: dict[str, float] = {}
        for flow, pieces in placed:
            key = flow.passage.segment.key
            if key in self._row_of and pieces:
                new[key] = min(item.v - item.piece.rise for item in pieces)
        steps: dict[tuple[int, float], Step] = {}
        used: dict[_Table, float] = {}
        for table, row in (self._row_of[key] for key in new):
            at = (id(table), row.bottom)
            up = round(min(new.get(key, base) for key, base in row.last.items()) - row.lowest, 3)
            if at in steps or not up:
                continue
            limit = row.bottom + min(1.5, (row.lowest - row.bottom) / 2)
            steps[at] = Step(table.box, limit, up)
            used[table] = used.get(table, 0.0) - up
        if any(down > table.free for table, down in used.items()):
            return None
        return Moves(tuple(steps.values()))

    def _view(self, box: tuple[float, float, float, float]) -> Box:
        """A box with its origin at the upper left in view coordinates."""
        height = self._record.height
        return (box[0], height - box[3], box[2], height - box[1])

    def _note(self, row: _Row, cell: Passage) -> None:
        """Note the base lines of a cell."""
        for line in cell.lines:
            glyphs = [self._record.glyph(mark - self._number * PAGE_FACTOR) for mark in line_marks(line)]
            base = max(glyphs, key=lambda glyph: glyph.show.em).y
            if line is cell.lines[0]:
                row.first.append(base)
            row.last[cell.segment.key] = min(base, row.last.get(cell.segment.key, base))
            row.size = max(row.size, line.size)

    def _free(self, box: Box) -> float:
        """How much space there is below a table."""
        left, bottom, right, _ = box
        ceiling = _FOOT * self._record.height
        for show in self._record.shows:
            if show.angle or show.view[5] < bottom:
                for glyph in show.glyphs:
                    if glyph.y < bottom and left <= glyph.x <= right and glyph.text and not glyph.text.isspace():
                        ceiling = max(ceiling, glyph.y + show.em)
        for shape in self._record.shapes:
            tops = [b[3] for b in shape.boxes if b[3] < bottom - NEAR and b[0] < right and b[2] > left]
            ceiling = max([ceiling, *tops])
        return max(0.0, bottom - ceiling - NEAR)


def cells_by_page(passages: Iterable[Passage]) -> Mapping[int, list[Passage]]:
    """The passages of table cells by the page that they stand on."""
    found: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.table is not None and passage.lines:
            found.setdefault(passage.lines[0].page, []).append(passage)
    return found
