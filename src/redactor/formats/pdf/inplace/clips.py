"""Clipping rectangles around lines that are set anew: wide enough for what stands there now.

Some programs put a rectangle around each line. It would cut off words that moved, and its
width is that of the old line: such a rectangle becomes as wide as the page. A larger one,
such as that of a table cell, only grows where words would be cut off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from redactor.formats.pdf.container.operators import Instruction, op
from redactor.formats.pdf.inplace.layout import Placed
from redactor.formats.pdf.inplace.matrix import box_of, inverse, times
from redactor.formats.pdf.inplace.records import Box, Clip, Unit
from redactor.formats.pdf.inplace.runs import Spot
from redactor.formats.pdf.inplace.words import turned_back

_ONE_LINE = 2.2
"""Of the size of the letters: a rectangle that is lower holds one line."""
_BELOW, _ABOVE = 0.25, 0.9


class Clips:
    """The clipping rectangles of a page that change.

    Args:
        width, height: Of the page as shown, in points.
    """

    def __init__(self, width: float, height: float) -> None:
        self._width = width
        self._height = height
        self._boxes: dict[Clip, Box] = {}

    def make_room(self, placed: Sequence[Placed], spots: Sequence[Spot], angle: int) -> None:
        """Widen the rectangles around the pieces of a flow where these need it.

        Args:
            placed: The pieces in their new places.
            spots: Where each of them is shown.
            angle: Direction of the flow in degrees.
        """
        for stretch in _stretches(placed, spots):
            item, spot = stretch[0]
            em = item.piece.glyph.show.em
            ends = (min(item.u for item, _ in stretch), max(_end(item) for item, _ in stretch))
            corners = [turned_back(u, v, angle) for u in ends for v in (item.v - _BELOW * em, item.v + _ABOVE * em)]
            needed = _around(corners)
            for clip in spot.unit.shows[spot.at].clips:
                self._widen(clip, needed, em)

    def _widen(self, clip: Clip, needed: Box, em: float) -> None:
        box = self._boxes.get(clip, clip.box)
        if min(clip.box[2] - clip.box[0], clip.box[3] - clip.box[1]) < _ONE_LINE * em:
            level = clip.box[2] - clip.box[0] > clip.box[3] - clip.box[1]
            box = self._boxes.get(clip, (0.0, needed[1], self._width, needed[3]))
            box = box if level else (needed[0], 0.0, needed[2], self._height)
        elif _holds(box, needed):
            return
        self._boxes[clip] = (
            min(box[0], needed[0]),
            min(box[1], needed[1]),
            max(box[2], needed[2]),
            max(box[3], needed[3]),
        )

    def of(self, unit: Unit) -> dict[int, Instruction]:
        """The new rectangles of a stream, by the position of their operator."""
        found: dict[int, Instruction] = {}
        for clip, box in self._boxes.items():
            if clip.unit is unit and (back := inverse(times(clip.matrix, unit.base))) is not None:
                x0, y0, x1, y1 = (round(value, 3) for value in box_of(back, *box))
                found[clip.at] = op("re", x0, y0, round(x1 - x0, 3), round(y1 - y0, 3))
        return found


def _stretches(placed: Sequence[Placed], spots: Sequence[Spot]) -> Iterator[list[tuple[Placed, Spot]]]:
    """Pieces of one size on one base line that are shown in one place with a clipping path."""
    clipped = [(item, spot) for item, spot in zip(placed, spots, strict=True) if spot.unit.shows[spot.at].clips]
    for _, found in groupby(clipped, key=lambda pair: (id(pair[1]), pair[0].v, pair[0].piece.glyph.show.em)):
        yield list(found)


def _end(item: Placed) -> float:
    return item.u + item.piece.width * item.squeeze


def _holds(box: Box, other: Box) -> bool:
    slack = 0.01
    return (
        box[0] - slack <= other[0]
        and box[1] - slack <= other[1]
        and other[2] <= box[2] + slack
        and other[3] <= box[3] + slack
    )


def _around(corners: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
