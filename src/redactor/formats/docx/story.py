"""The stories of a document: every paragraph, where it stands and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from redactor.formats.docx.names import A_NS, elements, w
from redactor.formats.docx.runs import PARAGRAPHS, edit_paragraph, hidden_spans, paragraph_text
from redactor.formats.docx.styles import Styles
from redactor.formats.labels import cell_label
from redactor.formats.opc.targets import Target
from redactor.model import Place, Segment, SegmentRole, Span

_SKIPPED = tuple(map(w, ("tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "pPr", "rPr")))
_BOXES = (w("txbxContent"), f"{{{A_NS}}}txBody")
_STORY_ROLES = {
    "header": SegmentRole.HEADER,
    "footer": SegmentRole.FOOTER,
    "footnote": SegmentRole.NOTE,
    "endnote": SegmentRole.NOTE,
}


@dataclass(frozen=True, slots=True)
class _Here:
    """Where the walk is."""

    place: Place
    label: str = ""
    role: SegmentRole | None = None


class StoryWalker:
    """Walks one part and yields a target for each paragraph that has text.

    Args:
        prefix: Begins every segment key of this part (``"document"``, ``"header2"``).
        part: Words for ``Place.part``.
        styles: The document's styles.
    """

    def __init__(self, prefix: str, part: str, styles: Styles) -> None:
        self._prefix = prefix
        self._part = part
        self._styles = styles
        self._keys = 0
        self._paragraphs = 0
        self._boxes = 0
        self._tables = 0

    def walk(self, root: etree._Element) -> Iterator[Target]:
        """Targets of all paragraphs below ``root``, text boxes after their anchors."""
        yield from self._blocks(root, _Here(Place(self._part), role=_STORY_ROLES.get(self._part)))

    def _blocks(self, container: etree._Element, here: _Here) -> Iterator[Target]:
        cell_paragraphs = 0
        for child in container:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag in PARAGRAPHS:
                place = here.place
                if place.table is not None:
                    cell_paragraphs += 1
                    if cell_paragraphs > 1:
                        place = replace(place, paragraph=cell_paragraphs)
                yield from self._paragraph(child, replace(here, place=place))
            elif child.tag == w("tbl"):
                yield from self._table(child, here)
            else:
                yield from self._blocks(child, here)

    def _paragraph(self, paragraph: etree._Element, here: _Here) -> Iterator[Target]:
        text = paragraph_text(paragraph)
        self._keys += 1
        if text.strip():
            yield self._target(paragraph, text, here)
        for box in paragraph.iter(*_BOXES):
            if next(box.iterancestors(*PARAGRAPHS), None) is paragraph:
                self._boxes += 1
                part = "text box" if self._part == "body" else f"text box in {self._part}"
                yield from self._blocks(box, replace(here, place=Place(part), label=""))

    def _target(self, paragraph: etree._Element, text: str, here: _Here) -> Target:
        place = here.place
        if place.table is None:
            self._paragraphs += 1
            place = replace(place, paragraph=self._paragraphs)
        role, level = self._styles.role(paragraph) if paragraph.tag == w("p") else (SegmentRole.PARAGRAPH, 0)
        if here.role is not None:
            role, level = here.role, 0
        elif place.table is not None and role not in (SegmentRole.HEADING, SegmentRole.TITLE):
            role, level = SegmentRole.CELL, 0
        hidden = hidden_spans(paragraph, self._styles.hidden)
        segment = Segment(f"{self._prefix}:p{self._keys}", text, place, role, level, here.label, hidden)

        def edit(edits: Sequence[tuple[Span, str]]) -> None:
            edit_paragraph(paragraph, edits)

        return Target(segment, edit, paragraph)

    def _table(self, table: etree._Element, here: _Here) -> Iterator[Target]:
        self._tables += 1
        number = self._tables
        grid = [_cells(row) for row in _rows(table)]
        texts = [{column: _cell_text(cell) for column, cell in row} for row in grid]
        marked = any(row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in _rows(table)[:1])
        for row_number, row in enumerate(grid, 1):
            for column, cell in row:
                place = Place(here.place.part, table=number, row=row_number, column=column)
                label = cell_label(texts, row_number - 1, column, header_marked=marked)
                yield from self._blocks(cell, replace(here, place=place, label=label))


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in elements(table, w("tr")) if next(row.iterancestors(w("tbl")), None) is table]


def _cells(row: etree._Element) -> list[tuple[int, etree._Element]]:
    found: list[tuple[int, etree._Element]] = []
    before = row.find(f"{w('trPr')}/{w('gridBefore')}")
    column = 1 + _count(before, 0)
    for cell in elements(row, w("tc")):
        if next(cell.iterancestors(w("tr")), None) is row:
            found.append((column, cell))
            column += _count(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
    return found


def _count(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(w("val"), "")
    return int(value) if value.isdecimal() and len(value) < 4 else otherwise


def _cell_text(cell: etree._Element) -> str:
    return " ".join(paragraph_text(p) for p in elements(cell, w("p"))).strip()
