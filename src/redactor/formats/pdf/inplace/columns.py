"""Edges that lines are set between, learned only from lines that held no name.

Whatever is measured on a line that held a name would carry the name's width into
the copy; so such lines, and all other lines of their paragraphs, are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from redactor.formats.pdf.glyphs import Line
from redactor.formats.pdf.inplace.passages import Passage
from redactor.formats.pdf.inplace.tokens import Flow, split_lines
from redactor.formats.pdf.inplace.words import upright

Alignment = Literal["left", "right", "centre", "justified"]

_NEAR = 1.0
"""Points: edges that lie closer are one edge."""
_ENOUGH = 4
"""So many lines that held no name tell where the right edge is."""
_MANY_LINES = 4
"""So many lines of one length, but for the last, are no accident."""
_PADDING = 12.0
"""Points: the most that text of a table cell keeps from the edge that it is set against."""
_MARGIN = 18.0
"""Points of the page that text never fills."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a flow is set.

    Attributes:
        alignment: Which edges its lines keep.
        first: Left edge of its first line.
        rest: Left edge of its other lines.
        right: The edge that no line passes.
        middle: The axis of centred lines.
    """

    alignment: Alignment
    first: float
    rest: float
    right: float
    middle: float


@dataclass(slots=True)
class Columns:
    """What the lines without names tell.

    Attributes:
        widths, heights: Of each page as shown, by number from 1.

    Of the lines that begin in a column it is kept how many there are, and where the longest ends.
    """

    widths: dict[int, float]
    heights: dict[int, float]
    _rights: dict[int, tuple[int, float]] = field(default_factory=dict)
    _lefts: dict[int, list[float]] = field(default_factory=dict)
    _least: list[float] = field(default_factory=list)
    _most: float = 0.0
    _paragraphs: int = 0
    _justified: int = 0

    def learn(self, passages: Iterable[Passage], touched: frozenset[str]) -> None:
        """Look at every passage; of those that hold a name only at whether they are justified."""
        for passage in passages:
            if passage.angle or passage.box is not None or passage.segment.hidden:
                continue
            for lines in split_lines(passage):
                if len(lines) >= _MANY_LINES:
                    self._paragraphs += 1
                    self._justified += _flush_right(lines) and _flush_left(lines)
                if passage.segment.key not in touched:
                    for line in lines:
                        count, right = self._rights.get(_column(line), (0, line.x1))
                        self._rights[_column(line)] = (count + 1, max(right, line.x1))
                        self._lefts.setdefault(line.page, []).append(line.x0)
                        self._least = [min([line.x0, *self._least])]
                        self._most = max(self._most, line.x1)

    def setting(self, flow: Flow) -> Setting:
        """How a flow is set; for single lines by what stands around them, for cut ones by their paragraph."""
        lines = flow.around or flow.lines
        first = lines[0].x0
        rest = median(line.x0 for line in lines[1:]) if len(lines) > 1 else first
        if flow.passage.angle:
            return self._turned(flow, lines, first, rest)
        right = self._right(flow, min(first, rest))
        left = min(first, rest)
        if flow.passage.box is not None:
            box = flow.passage.box
            middle = (box[0] + box[2]) / 2
            alignment = self._of_cell(lines, box)
            if alignment in ("right", "centre"):
                left = box[0] + max(2.0, box[2] - right) if alignment == "right" else box[0] + 2
                first = rest = left
                right = box[2] - 2 if alignment == "centre" else right
            return Setting(alignment, first, rest, right, middle)
        alignment = self._of_text(flow, right)
        width = self.widths[flow.page]
        own = median((line.x0 + line.x1) / 2 for line in lines)
        middle = width / 2 if abs(own - width / 2) < 2 * _NEAR else float(round(own))
        if alignment == "right":
            own = max(line.x1 for line in lines)
            right = right if abs(right - own) < 2 * _NEAR else float(round(own))
        if alignment in ("right", "centre"):
            first = rest = min(self._least or [_MARGIN * 2])
            right = width - first if alignment == "centre" else right
        if alignment == "justified" and len(lines) > 2:
            own = median(line.x1 for line in lines[:-1])
            right = right if abs(right - own) < 2 * _NEAR else float(round(own))
        return Setting(alignment, first, rest, right, middle)

    def _turned(self, flow: Flow, lines: Sequence[Line], first: float, rest: float) -> Setting:
        """How turned text is set: from where it began, a single line as far as the page goes in its direction."""
        width, height = self.widths[flow.page], self.heights[flow.page]
        ends = [upright(x, y, flow.passage.angle)[0] for x in (0.0, width) for y in (0.0, height)]
        right = max(line.x1 for line in lines) if len(lines) > 1 else max(ends) - _MARGIN
        justified = len(lines) > _MANY_LINES and _flush_right(lines) and _flush_left(lines)
        middle = (first + right) / 2
        return Setting("justified" if justified else "left", first, rest, max(right, lines[0].x0 + 1), middle)

    def _right(self, flow: Flow, left: float) -> float:
        if flow.passage.box is not None:
            box = flow.passage.box
            return box[2] - min(max(left - box[0], 2.0), 8.0)
        width = self.widths[flow.page]
        count, right = self._rights.get(_column(flow.lines[0]), (0, 0.0))
        if count >= _ENOUGH and right > left + 60:
            return right
        mirrored = width - max(left, _MARGIN)
        if left > width / 2 - 20:
            mirrored = width - min([*self._lefts.get(flow.page, [left]), _MARGIN * 3])
        return min(max(mirrored, self._most), width - _MARGIN) if left < width - 2 * _MARGIN else width - 2

    def _of_text(self, flow: Flow, right: float) -> Alignment:
        lines = flow.around or flow.lines
        if len(lines) == 1:
            return self._of_line(lines[0], flow.page, right)
        if _common([(line.x0 + line.x1) / 2 for line in lines]) and not _common([line.x0 for line in lines]):
            return "centre"
        if _common([line.x1 for line in lines]) and not _flush_left(lines):
            return "right"
        if len(lines) > _MANY_LINES and _flush_right(lines) and _flush_left(lines):
            return "justified"
        mostly = self._paragraphs > 0 and 2 * self._justified >= self._paragraphs
        flush = all(abs(line.x1 - right) < _NEAR for line in lines[:-1]) or (len(lines) > 2 and _flush_right(lines))
        return "justified" if mostly and flush else "left"

    def _of_line(self, line: Line, page: int, right: float) -> Alignment:
        lefts = self._lefts.get(page, [])
        if any(abs(line.x0 - x) < _NEAR for x in lefts):
            return "left"
        if abs(line.x1 - right) < _NEAR:
            return "right"
        if abs((line.x0 + line.x1) / 2 - self.widths[page] / 2) < 2 * _NEAR:
            return "centre"
        return "left"

    @staticmethod
    def _of_cell(lines: Sequence[Line], box: tuple[float, float, float, float]) -> Alignment:
        before, behind = min(line.x0 for line in lines) - box[0], box[2] - max(line.x1 for line in lines)
        if before <= _PADDING:
            centred = _common([(line.x0 + line.x1) / 2 for line in lines])
            return "centre" if len(lines) > 1 and centred and not _flush_left(lines) else "left"
        if behind <= _PADDING:
            return "right"
        return "centre" if abs(before - behind) < 2 * _NEAR else "left"


def _column(line: Line) -> int:
    """Which column a line stands in, by its left edge."""
    return round(line.left / 3)


def _common(values: Sequence[float]) -> bool:
    return max(values) - min(values) < 2 * _NEAR


def _flush_left(lines: Sequence[Line]) -> bool:
    return _common([line.x0 for line in lines[1:]] if len(lines) > 2 else [line.x0 for line in lines])


def _flush_right(lines: Sequence[Line]) -> bool:
    ends = [line.x1 for line in lines[:-1]]
    return max(ends) - min(ends) < _NEAR
