"""A PDF document: read into segments, written again as a clean, tagged, re-typeset PDF.

Nothing of the source file is copied but its text. What the copy loses (layout,
pictures, comments, links) is listed; what could not be read holds the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.formats.base import Hidden, WrittenFile
from redactor.formats.flat import anonymise_text, check_plan_keys
from redactor.formats.labels import cell_label
from redactor.formats.pdf.extras import Extras, read_extras
from redactor.formats.pdf.opening import open_plain, plain_bytes
from redactor.formats.pdf.paragraphs import Block, join_lines
from redactor.formats.pdf.reader import Content, read_content
from redactor.formats.pdf.structure import tagged_headings
from redactor.formats.pdf.tables import PdfTable
from redactor.model import Change, Notice, Place, Plan, Segment, SegmentRole

if TYPE_CHECKING:
    from redactor.formats.pdf.typeset import Cell, Item, Table


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as keys of segments, with what is a heading."""

    keys: tuple[tuple[str, ...], ...]
    header_row: bool
    header_column: bool


class PdfDocument:
    """A PDF as read.

    Args:
        untrusted_data: The bytes of the file.
    """

    def __init__(self, untrusted_data: bytes) -> None:
        with open_plain(untrusted_data) as pdf:
            extras = read_extras(pdf)
            content = read_content(plain_bytes(pdf), tagged_headings(pdf))
        self._segments: list[Segment] = []
        self._order: list[str | _Grid] = []
        self._notices = tuple(content.notices)
        self._changes = extras.changes + _lost(content)
        self._tables = 0
        self._body(content)
        self._rest(content, extras)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Body in reading order, form values, typed notes, headers, footers, the title property."""
        return tuple(self._segments)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Pages that cannot be read hold the document."""
        return self._notices

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:  # noqa: ARG002
        """Typeset a copy; see ``base.OpenDocument``. The same input gives the same bytes."""
        from redactor.formats.pdf.typeset import typeset  # reportlab, for which nobody waits who replaces in place

        edits = plan.by_segment()
        by_key = {segment.key: segment for segment in self._segments}
        check_plan_keys(edits, by_key)
        texts = {key: anonymise_text(s.text, edits.get(key, ())) for key, s in by_key.items()}
        data = typeset(list(self._items(by_key, texts)), title=texts.get("title", ""))
        return WrittenFile(data, self._changes, retypeset=True)

    def _items(self, by_key: Mapping[str, Segment], texts: Mapping[str, str]) -> Iterator[Item | Table]:
        from redactor.formats.pdf.typeset import Item, Table

        for entry in self._order:
            if isinstance(entry, _Grid):
                yield Table(
                    tuple(tuple(_cell(entry, r, c, texts) for c in range(len(row))) for r, row in enumerate(entry.keys))
                )
            else:
                segment = by_key[entry]
                yield Item(texts[entry], segment.role, segment.level)

    def _add(self, segment: Segment) -> None:
        self._segments.append(segment)

    def _body(self, content: Content) -> None:
        paragraphs = 0
        for entry in content.flow:
            if isinstance(entry, PdfTable):
                self._order.append(self._table(entry))
                continue
            text = join_lines(entry.lines, content.known).text
            paragraphs += 1
            role = entry.role
            if paragraphs == 1 and entry.role is SegmentRole.HEADING and _is_title(entry, content):
                role = SegmentRole.TITLE
            key = f"b{paragraphs}"
            level = entry.level if role is SegmentRole.HEADING else 0
            self._add(Segment(key, text, Place(page=entry.page, paragraph=paragraphs), role, level))
            self._order.append(key)

    def _table(self, table: PdfTable) -> _Grid:
        self._tables += 1
        keys: list[tuple[str, ...]] = []
        first = table.rows[0]
        header_row = all((1, column) in table.bold for column in first) or table.columns > 2
        header_column = table.columns == 2 and not all((1, c) in table.bold for c in first)
        for number, (row, page) in enumerate(zip(table.rows, table.pages, strict=True), 1):
            found: list[str] = []
            for column in range(1, table.columns + 1):
                text = row.get(column, "")
                key = f"t{self._tables}r{number}c{column}" if text else ""
                found.append(key)
                if text:
                    marked = header_row and table.columns == 2
                    label = cell_label(table.rows, number - 1, column, header_marked=marked)
                    place = Place(page=page, table=self._tables, row=number, column=column)
                    self._add(Segment(key, text, place, SegmentRole.CELL, 0, label))
            keys.append(tuple(found))
        return _Grid(tuple(keys), header_row, header_column)

    def _rest(self, content: Content, extras: Extras) -> None:
        for number, (name, value) in enumerate(extras.fields, 1):
            text = f"{name}: {value}" if name else value
            self._append(Segment(f"f{number}", text, Place("form field", line=number), SegmentRole.PARAGRAPH))
        for number, (page, text) in enumerate(extras.typed, 1):
            self._append(Segment(f"n{number}", text, Place("typed note", page=page), SegmentRole.NOTE))
        for prefix, role, lines in (
            ("h", SegmentRole.HEADER, content.furniture.headers),
            ("e", SegmentRole.FOOTER, content.furniture.footers),
        ):
            for number, (text, page) in enumerate(lines, 1):
                self._append(Segment(f"{prefix}{number}", text, Place(role.value, page=page), role))
        if extras.title:
            self._add(Segment("title", extras.title, Place("document title"), SegmentRole.ATTRIBUTE))

    def _append(self, segment: Segment) -> None:
        self._add(segment)
        self._order.append(segment.key)


def _cell(grid: _Grid, row: int, column: int, texts: Mapping[str, str]) -> Cell:
    from redactor.formats.pdf.typeset import Cell

    key = grid.keys[row][column]
    heading = (grid.header_row and row == 0) or (grid.header_column and column == 0)
    return Cell(
        texts[key] if key else "",
        heading=heading and bool(key),
        scope="Column" if row == 0 and grid.header_row else "Row",
    )


def _is_title(block: Block, content: Content) -> bool:
    """Whether the first heading stands alone on its level."""
    same = [b for b in content.flow if isinstance(b, Block) and b.level == block.level]
    return block.page == 1 and len(same) == 1


def _lost(content: Content) -> tuple[Change, ...]:
    changes = [
        Change("removed", "pictures", f"page {page}", count)
        for page, count in sorted(content.pictures.items())
        if count
    ]
    if content.furniture.numbers:
        changes.append(Change("rewritten", "page numbers", count=content.furniture.numbers))
    return (*changes, Change("rewritten", "the layout (re-typeset from the text)"))
