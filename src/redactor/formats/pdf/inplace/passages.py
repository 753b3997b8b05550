"""Segments of a PDF with what draws them: the bridge between the plan and the page."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from redactor.formats.labels import cell_label
from redactor.formats.pdf.glyphs import Line
from redactor.formats.pdf.inplace.reading import Aside, Content
from redactor.formats.pdf.paragraphs import Block, Joined, join_lines
from redactor.formats.pdf.tables import Box, PdfTable
from redactor.model import Place, Segment, SegmentRole, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment on its pages.

    Attributes:
        segment: The segment.
        numbers: What drew each code point of its text: page times ``PAGE_FACTOR`` plus the
            number of the glyph; -1 for what joins words and lines.
        lines: Its lines in reading order.
        angle: Its direction in degrees.
        box: The table cell it stands in: left, top, right, bottom; ``None`` outside tables.
        table: Its table likewise.
    """

    segment: Segment
    numbers: array[int]
    lines: tuple[Line, ...]
    angle: int = 0
    box: Box | None = None
    table: Box | None = None

    @property
    def marks(self) -> tuple[int | None, ...]:
        """What drew each code point of its text; ``None`` for what joins words and lines."""
        return tuple([None if number < 0 else number for number in self.numbers])


def passages_of(content: Content) -> list[Passage]:
    """Every passage: body in reading order, running lines page by page, then turned and hidden text."""
    found: list[Passage] = []
    paragraphs = tables = 0
    for entry in content.flow:
        if isinstance(entry, PdfTable):
            tables += 1
            found += _table(entry, tables)
        else:
            paragraphs += 1
            found.append(_block(entry, content, paragraphs))
    found += [_running(line, role, number) for number, (line, role) in enumerate(content.margins, 1)]
    found += [_aside(aside, content, number) for number, aside in enumerate(content.asides, 1)]
    return found


def _block(block: Block, content: Content, number: int) -> Passage:
    role, level = block.role, block.level
    if number == 1 and role is SegmentRole.HEADING and _stands_alone(block, content):
        role, level = SegmentRole.TITLE, 0
    joined = join_lines(block.lines, content.known)
    place = Place(page=block.page, paragraph=number)
    segment = Segment(f"b{number}", joined.text, place, role, level if role is SegmentRole.HEADING else 0)
    return Passage(segment, _marks(joined), tuple(block.lines))


def _stands_alone(block: Block, content: Content) -> bool:
    """Whether it is the only heading of its level, on the first page."""
    same = [b for b in content.flow if isinstance(b, Block) and b.level == block.level]
    return block.page == 1 and len(same) == 1


def _table(table: PdfTable, index: int) -> list[Passage]:
    found: list[Passage] = []
    first = table.rows[0]
    marked = all((1, column) in table.bold for column in first) and table.columns == 2
    for row, (cells, page) in enumerate(zip(table.cells, table.pages, strict=True), 1):
        for column in sorted(cells):
            cell = cells[column]
            label = cell_label(table.rows, row - 1, column, header_marked=marked)
            place = Place(page=page, table=index, row=row, column=column)
            key = f"t{index}r{row}c{column}"
            segment = Segment(key, cell.joined.text, place, SegmentRole.CELL, 0, label)
            found.append(Passage(segment, _marks(cell.joined), cell.lines, box=cell.box, table=cell.table))
    return found


def _running(line: Line, role: SegmentRole, number: int) -> Passage:
    segment = Segment(f"m{number}", line.text, Place(role.value, page=line.page), role)
    return Passage(segment, _marks(Joined(line.text, line.marks)), (line,))


def _aside(aside: Aside, content: Content, number: int) -> Passage:
    joined = join_lines(aside.block.lines, content.known)
    part = aside.hidden or "turned text"
    hidden = (Span(0, len(joined.text)),) if aside.hidden else ()
    segment = Segment(
        f"a{number}", joined.text, Place(part, page=aside.block.page), SegmentRole.PARAGRAPH, hidden=hidden
    )
    return Passage(segment, _marks(joined), tuple(aside.block.lines), aside.angle)


def _marks(joined: Joined) -> array[int]:
    return array("q", [mark if isinstance(mark, int) else -1 for mark in joined.marks])


def pages_of(passage: Passage) -> Sequence[int]:
    """The pages it stands on, from 1, in order."""
    return list(dict.fromkeys(line.page for line in passage.lines))
