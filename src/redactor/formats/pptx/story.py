"""The texts of a slide, its notes, its charts and diagrams: every paragraph, and what stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from lxml import etree

from redactor.formats.labels import cell_label
from redactor.formats.opc.drawing_story import drawn_texts, text_target
from redactor.formats.opc.drawing_text import drawing_text
from redactor.formats.opc.targets import Target
from redactor.formats.opc.xml import elements, local
from redactor.formats.pptx.names import SHAPES, a, c, p
from redactor.formats.pptx.parts import Told
from redactor.model import Place, Segment, SegmentRole, Span

_TITLES = ("title", "ctrTitle")
_FOOTERS = ("ftr", "dt", "sldNum")
_LISTS = ("", "obj", "body")


class StoryWalker:
    """Walks one part and yields a target for each paragraph or chart value that has text.

    Args:
        told: The part, and how a person finds it.
        unseen: Shapes of the part that the show does not show.
    """

    def __init__(self, told: Told, unseen: Collection[etree._Element] = ()) -> None:
        self._told_part = told
        self._unseen = frozenset(unseen)
        self._prefix = told.prefix
        self._part = told.words
        self._role = told.role
        self._paragraphs = 0
        self._cells: dict[etree._Element, tuple[Place, str]] = {}
        self._in_cell: Counter[etree._Element] = Counter()

    def walk(self) -> Iterator[Target]:
        """Targets of all paragraphs and values, in the order of the part."""
        root = self._told_part.part.tree
        self._read_tables(root)
        for number, element, text in drawn_texts(root):
            target = self._target(number, element, text)
            yield replace(target, segment=replace(target.segment, hidden=self._hidden(element, text)))

    def _hidden(self, element: etree._Element, text: str) -> tuple[Span, ...]:
        """The whole text where the part or the shape is hidden."""
        unseen = self._told_part.hidden or any(shape in self._unseen for shape in element.iterancestors())
        return (Span(0, len(text)),) if unseen else ()

    def _target(self, number: int, element: etree._Element, text: str) -> Target:
        key = f"{self._prefix}:p{number}"
        cell = next((ancestor for ancestor in element.iterancestors(a("tc"))), None)
        if cell in self._cells:
            place, label = self._cells[cell]
            self._in_cell[cell] += 1
            if self._in_cell[cell] > 1:
                place = replace(place, paragraph=self._in_cell[cell])
            role = self._role or SegmentRole.CELL
            return text_target(element, Segment(key, text, place, role, 0, label))
        self._paragraphs += 1
        place = Place(self._part, paragraph=self._paragraphs)
        found, level = self._told(element)
        return text_target(element, Segment(key, text, place, found, level))

    def _told(self, element: etree._Element) -> tuple[SegmentRole, int]:
        """Role and heading level by the placeholder that a paragraph stands in."""
        if self._role is not None:
            return self._role, 0
        if element.tag == c("v"):
            return SegmentRole.CELL, 0
        kind = _placeholder(element)
        if kind in _TITLES:
            return (SegmentRole.TITLE, 0) if self._told_part.first else (SegmentRole.HEADING, 1)
        if kind in _FOOTERS:
            return SegmentRole.FOOTER, 0
        return (SegmentRole.LIST_ITEM if kind in _LISTS else SegmentRole.PARAGRAPH), 0

    def _read_tables(self, root: etree._Element) -> None:
        for number, table in enumerate(elements(root, a("tbl")), 1):
            grid = [row.findall(a("tc")) for row in table.findall(a("tr"))]
            texts = [dict(enumerate(map(_cell_text, row), 1)) for row in grid]
            properties = table.find(a("tblPr"))
            marked = properties is not None and properties.get("firstRow") in ("1", "true")
            for row_number, row in enumerate(grid, 1):
                for column, cell in enumerate(row, 1):
                    place = Place(self._part, table=number, row=row_number, column=column)
                    self._cells[cell] = place, cell_label(texts, row_number - 1, column, header_marked=marked)


def _cell_text(cell: etree._Element) -> str:
    return " ".join(drawing_text(paragraph) for paragraph in elements(cell, a("p"))).strip()


def _placeholder(element: etree._Element) -> str | None:
    """The type of the placeholder that an element stands in; ``""`` for plain content, ``None`` for none."""
    shape = next((ancestor for ancestor in element.iterancestors() if local(ancestor) in SHAPES), None)
    mark = None if shape is None else shape.find(f"{p('nvSpPr')}/{p('nvPr')}/{p('ph')}")
    return None if mark is None else mark.get("type", "")
