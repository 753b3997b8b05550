"""Links over lines that are set anew: their rectangles follow the words.

A rectangle as wide as a name tells how long it was, and several for one link tell where
the old lines ended. So links with one target over one flow become one, around the words
that stand there now (ISO 32000-2 12.5.6.5, QuadPoints).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array

from redactor.formats.pdf.container.links import links
from redactor.formats.pdf.container.values import numbers_of
from redactor.formats.pdf.inplace.decorations import stretches
from redactor.formats.pdf.inplace.layout import Placed
from redactor.formats.pdf.inplace.matrix import IDENTITY, box_of, inverse
from redactor.formats.pdf.inplace.moving import Moves
from redactor.formats.pdf.inplace.records import Box, Glyph, PageRecord
from redactor.formats.pdf.inplace.tokens import Flow
from redactor.formats.pdf.inplace.words import PAGE_FACTOR, turned_back

_LOW, _HIGH = -0.25, 0.95
"""Of the size of the letters: how far a link reaches below and above the base line."""


@dataclass(slots=True)
class _Link:
    obj: Any
    target: str
    old: list[Box]
    new: list[Box] = field(default_factory=list)
    moved: bool = False
    merged: bool = False


class PageLinks:
    """The links of a page.

    Args:
        page: The page; its annotations are changed.
        record: The page as interpreted.
        number: Its number, from 1.
    """

    def __init__(self, page: pikepdf.Page, record: PageRecord, number: int) -> None:
        self._page, self._first = page, number * PAGE_FACTOR
        self._glyphs = record.glyphs()
        self._to_view = record.units[0].base if record.units else IDENTITY
        self._links: list[_Link] = []
        for obj in links(page):
            boxes = _boxes(obj)
            if boxes:
                old = [box_of(self._to_view, *box) for box in boxes]
                target = f"{_written(obj.get('/A'))} {_written(obj.get('/Dest'))}"
                self._links.append(_Link(obj, target, old))

    def follow(self, flow: Flow, placed: Sequence[Placed]) -> None:
        """Let the links over a flow follow its words.

        Args:
            flow: The flow.
            placed: Its pieces in their new places.
        """
        if not self._links:
            return
        held: dict[str, tuple[_Link, set[int]]] = {}
        glyphs = {mark: self._glyphs[mark - self._first] for mark in flow.glyphs}
        for link in self._links:
            under = {mark for box in link.old for mark in _within(box, glyphs)}
            if not under:
                continue
            link.moved = True
            link.old = [box for box in link.old if not _within(box, glyphs)]
            first, marks = held.setdefault(link.target, (link, set()))
            marks |= under
            if first is not link:
                link.merged = True
                first.old += link.old
        em = flow.lines[0].size
        for link, marks in held.values():
            for box in stretches(placed, marks, _LOW * em, _HIGH * em):
                corners = [turned_back(u, v, flow.passage.angle) for u in (box[0], box[2]) for v in (box[1], box[3])]
                link.new.append(_around([(x, y, x, y) for x, y in corners]))

    def raise_by(self, moves: Moves) -> None:
        """Let links over rows of tables that move go with them; those over flows have followed already."""
        for link in self._links:
            old = [moves.moved_box(box) for box in link.old]
            link.moved = link.moved or old != link.old
            link.old = old

    def write(self) -> None:
        """Change the annotations of the page."""
        back = inverse(self._to_view)
        moved = [link for link in self._links if link.moved]
        if not moved or back is None:
            return
        gone: list[Any] = []
        for link in moved:
            boxes = [box_of(back, *box) for box in (*link.old, *link.new)]
            if link.merged or not boxes:
                gone.append(link.obj)
                continue
            link.obj.Rect = Array([round(value, 2) for value in _around(boxes)])
            corners = [v for x0, y0, x1, y1 in boxes for v in (x0, y1, x1, y1, x0, y0, x1, y0)]
            link.obj.QuadPoints = Array([round(value, 2) for value in corners])
        self._page.obj.Annots = Array([item for item in self._page.obj.Annots if not any(item == obj for obj in gone)])


def _boxes(link: Any) -> list[Box]:
    """Where a link is, in user space."""
    corners = link.get("/QuadPoints")
    numbers = numbers_of(corners, len(corners)) if isinstance(corners, Array) and len(corners) % 8 == 0 else None
    if not numbers:
        numbers = numbers_of(link.get("/Rect"), 4)
        return [_around([(x, y, x, y) for x, y in (numbers[:2], numbers[2:])])] if numbers else []
    quads = [numbers[at : at + 8] for at in range(0, len(numbers), 8)]
    return [_around([(x, y, x, y) for x, y in zip(quad[::2], quad[1::2], strict=True)]) for quad in quads]


def _written(value: object) -> str:
    return value.unparse().decode("latin-1") if isinstance(value, pikepdf.Object) else ""


def _within(box: Box, glyphs: Mapping[int, Glyph]) -> set[int]:
    """The glyphs whose middle lies in a box."""
    found: set[int] = set()
    for mark, glyph in glyphs.items():
        x, y = glyph.x + glyph.width / 2, glyph.y + 0.25 * glyph.show.em
        if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
            found.add(mark)
    return found


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
