"""What stands in a table below a row that became higher or lower: it moves up or down as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redactor.formats.pdf.container.operators import Instruction, op
from redactor.formats.pdf.inplace.matrix import Matrix, applied, inverse, times
from redactor.formats.pdf.inplace.records import Box, PageRecord, Shape, Show

NEAR = 2.5
"""Points: rules stand out of the cells that they part by less."""
_FLAT = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """A row that changed its height, in view coordinates.

    Attributes:
        table: The table.
        limit: What stands in the table below this moves, the row's lower rule included.
        up: How far it moves; negative for downwards.
    """

    table: Box
    limit: float
    up: float


@dataclass(frozen=True, slots=True)
class Moves:
    """All that moves on a page."""

    steps: tuple[Step, ...] = ()

    def up(self, x: float, y: float) -> float:
        """How far a point moves up."""
        return sum(step.up for step in self.steps if y <= step.limit and within((x, y, x, y), step.table))

    def moved_box(self, box: Box) -> Box:
        """A box after the moves."""
        return (box[0], box[1] + self.up(box[0], box[1]), box[2], box[3] + self.up(box[2], box[3]))

    def bands(self) -> list[Box]:
        """The parts of the page that look different: of each table what stands below its highest row that moves."""
        found: list[Box] = []
        for table in dict.fromkeys(step.table for step in self.steps):
            own = [step for step in self.steps if step.table == table]
            down = sum(min(step.up, 0.0) for step in own)
            top = max(step.limit + max(step.up, 0.0) for step in own)
            found.append((table[0] - NEAR, table[1] + down - NEAR, table[2] + NEAR, top + NEAR))
        return found

    def shows(self, record: PageRecord) -> dict[Show, float]:
        """How far text-showing operators move."""
        if not self.steps:
            return {}
        found = {show: self.up(show.view[4], show.view[5]) for show in record.shows}
        return {show: up for show, up in found.items() if up}

    def paths(self, record: PageRecord) -> Mapping[int, Instruction]:
        """The path operators of the page's own stream that change, in their new form."""
        found: dict[int, Instruction] = {}
        for shape in record.shapes if self.steps else ():
            boxes = [self.moved_box(box) for box in shape.boxes]
            if boxes != shape.boxes and not shape.image:
                found.update(self._path(shape))
        return found

    def _path(self, shape: Shape) -> dict[int, Instruction]:
        view = times(shape.ctm, shape.unit.base)
        back = inverse(view)
        found: dict[int, Instruction] = {}
        for at in range(shape.start, shape.end + 1) if back is not None else ():
            item = shape.unit.instructions[at]
            name = item.name
            if name not in ("m", "l", "c", "v", "y", "re"):
                continue
            values = item.numbers()
            if name == "re":
                x, y, width, height = values
                (_, low), (_, high) = (self._point(view, back, x, end) for end in (y, y + height))
                new = [x, low, width, high - low]
            else:
                new = [v for x, y in zip(values[::2], values[1::2], strict=True) for v in self._point(view, back, x, y)]
            operands = [
                operand if abs(old - value) < _FLAT else round(value, 3)
                for operand, old, value in zip(item.raw.split(), values, new, strict=True)
            ]
            found[at] = op(name, *operands)
        return found

    def _point(self, view: Matrix, back: Matrix | None, x: float, y: float) -> tuple[float, float]:
        u, v = applied(view, x, y)
        up = self.up(u, v)
        return applied(back, u, v + up) if up and back is not None else (x, y)


def within(box: Box, table: Box) -> bool:
    """Whether a box lies in a table, its outer rules included."""
    return (
        table[0] - NEAR <= box[0]
        and table[1] - NEAR <= box[1]
        and box[2] <= table[2] + NEAR
        and box[3] <= table[3] + NEAR
    )


def is_movable(record: PageRecord, table: Box) -> bool:
    """Whether all that stands in a table can be moved: level text and paths of the page's own stream."""
    own = record.units[0]
    for shape in record.shapes:
        touching = [box for box in shape.boxes if _overlap(box, table) and not _passes(box, table)]
        if not touching:
            continue
        if shape.image or shape.unit is not own or not _is_level(times(shape.ctm, own.base)):
            return False
        if not all(within(box, table) for box in shape.boxes):
            return False
    for show in record.shows:
        x, y = show.view[4], show.view[5]
        if not within((x, y, x, y), table):
            continue
        if show.unit is not own or show.angle or not _is_level(show.view):
            return False
        if any(within(clip.box, table) for clip in show.clips):
            return False
    return True


def _is_level(matrix: Matrix) -> bool:
    return abs(matrix[1]) < _FLAT and abs(matrix[2]) < _FLAT


def _overlap(box: Box, table: Box) -> bool:
    return box[0] < table[2] and box[2] > table[0] and box[1] < table[3] and box[3] > table[1]


def _passes(box: Box, table: Box) -> bool:
    """Whether a box reaches beyond a table above and below, as the ground of a page does."""
    return box[1] < table[1] - NEAR and box[3] > table[3] + NEAR
