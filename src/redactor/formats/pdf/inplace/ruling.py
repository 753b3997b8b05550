"""Tables of a page, found by pdfplumber in the lines and rectangles that the interpreter noted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from pdfplumber.table import TableFinder

from redactor.formats.pdf.inplace.records import Box, PageRecord

_MOST_EDGES = 6_000
_THIN = 0.01


class Ruled:
    """As much of a pdfplumber page as its table finder looks at."""

    def __init__(self, record: PageRecord) -> None:
        self.bbox = (0.0, 0.0, record.width, record.height)
        self.edges = list(_edges(record))
        self.chars: list[Any] = []
        self.words: list[Any] = []
        self._tables = list(TableFinder(cast("Any", self)).tables) if 3 < len(self.edges) < _MOST_EDGES else []
        self.edges.clear()

    def find_tables(self) -> list[Any]:
        """The tables, as pdfplumber answers them; none on a page of countless strokes."""
        return self._tables


def _edges(record: PageRecord) -> Iterator[dict[str, Any]]:
    for shape in record.shapes:
        if shape.image or not shape.simple or not (shape.filled or shape.stroked):
            continue
        for box in shape.boxes:
            yield from _sides(box, record.height)


def _sides(box: Box, height: float) -> Iterator[dict[str, Any]]:
    x0, y0, x1, y1 = box
    level, upright = y1 - y0 <= _THIN, x1 - x0 <= _THIN
    if level and upright:
        return
    if level or not upright:
        yield _edge(x0, x1, y1, y1, height)
    if not level and not upright:
        yield _edge(x0, x1, y0, y0, height)
        yield _edge(x1, x1, y0, y1, height)
    if upright or not level:
        yield _edge(x0, x0, y0, y1, height)


def _edge(x0: float, x1: float, y0: float, y1: float, height: float) -> dict[str, Any]:
    level = x1 > x0
    return {
        "object_type": "line",
        "orientation": "h" if level else "v",
        "x0": x0,
        "x1": x1,
        "top": height - y1,
        "bottom": height - y0,
        "width": x1 - x0,
        "height": y1 - y0,
    }
