"""Free space below flows: whether a paragraph may get longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from redactor.formats.pdf.inplace.records import Box, Glyph, PageRecord
from redactor.formats.pdf.inplace.tokens import Flow
from redactor.formats.pdf.inplace.words import upright

_MOST_LINES = 40
_MARGIN = 0.04
"""Of the height of the page: so much stays free at its foot."""


class _Letters(NamedTuple):
    """Visible letters of one direction: along and across the line, their height above it, whose they are."""

    along: NDArray[np.float64]
    across: NDArray[np.float64]
    top: NDArray[np.float64]
    home: NDArray[np.int64]


@dataclass(slots=True)
class Room:
    """What stands on a page, in the way of flows that get longer.

    Attributes:
        record: The page.
        home: The flow of every glyph that is set anew.
        parts: Parts of the page that are removed, in view coordinates.
    """

    record: PageRecord
    home: Mapping[Glyph, Flow]
    parts: Sequence[Box] = ()
    _letters: dict[int, _Letters] = field(default_factory=dict)
    _boxes: NDArray[np.float64] | None = None

    def below(self, flow: Flow, pitch: float, growth: float = 0.0) -> int:
        """How many more lines of that height fit below a flow.

        Args:
            flow: The flow.
            pitch: From one line to the next.
            growth: How much higher the row of its table may get.
        """
        lowest = flow.bases[-1] - 0.25 * flow.lines[-1].size
        if flow.passage.box is not None:
            ceiling = self.record.height - flow.passage.box[3] + 1.0 - growth
        else:
            left = min(line.x0 for line in flow.lines)
            right = max(line.x1 for line in flow.lines)
            ceiling = self._ceiling(flow, lowest, left, right)
        return max(0, min(int((lowest - ceiling - 0.15 * pitch) / pitch), _MOST_LINES)) if pitch > 0 else 0

    def _ceiling(self, flow: Flow, lowest: float, left: float, right: float) -> float:
        """The highest thing below a flow."""
        angle = flow.passage.angle
        letters = self._of_angle(angle)
        under = (letters.across < lowest) & (letters.along >= left) & (letters.along <= right)
        tops = letters.top[under & (letters.home != id(flow))]
        ceiling = max(_MARGIN * self.record.height if angle == 0 else lowest, float(tops.max(initial=-np.inf)))
        if angle == 0:
            boxes = self._shapes()
            under = (boxes[:, 3] < lowest) & (boxes[:, 0] < right) & (boxes[:, 2] > left)
            ceiling = max(ceiling, float(boxes[under, 3].max(initial=-np.inf)))
        return ceiling

    def _of_angle(self, angle: int) -> _Letters:
        if angle not in self._letters:
            shows = [show for show in self.record.shows if show.angle == angle]
            glyphs = [glyph for show in shows for glyph in show.glyphs if glyph.text and not glyph.text.isspace()]
            places = ((glyph.x, glyph.y) if angle == 0 else upright(glyph.x, glyph.y, angle) for glyph in glyphs)
            columns = np.fromiter(chain.from_iterable(places), np.float64, 2 * len(glyphs)).reshape(-1, 2)
            heights = np.fromiter((glyph.show.em for glyph in glyphs), np.float64, len(glyphs))
            homes = np.fromiter(map(id, map(self.home.get, glyphs)), np.int64, len(glyphs))
            across = columns[:, 1]
            self._letters[angle] = _Letters(columns[:, 0], across, across + 0.8 * heights, homes)
        return self._letters[angle]

    def _shapes(self) -> NDArray[np.float64]:
        if self._boxes is None:
            boxes = [*self.parts, *(box for shape in self.record.shapes for box in shape.boxes)]
            self._boxes = np.array(boxes, dtype=np.float64).reshape(-1, 4)
        return self._boxes
