"""Which glyphs a reader of the page does not see, and which glyphs are printed twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from redactor.formats.pdf.inplace.fontvalues import number
from redactor.formats.pdf.inplace.records import Box, Colour, Glyph, PageRecord, Shape, Show

INVISIBLE = "invisible letters"
WHITE = "white letters on white"
COVERED = "letters under a box or picture"
OUTSIDE = "letters outside the page"
TINY = "letters too small to see"

_SMALLEST = 1.0
_SAME_PLACE = 0.12
_INVISIBLE_MODE = 3
_PALE = 0.97
_DARK = 0.35


def lightness(colour: Colour) -> float | None:
    """From 0 (black) to 1 (white); ``None`` for colours that are not told by numbers alone."""
    if not colour:
        return 0.0
    operands: list[Any] = list(colour[-1].operands)
    if not operands or not all(_is_number(v) for v in operands):
        return None
    values = [number(v, 0.0) for v in operands]
    if len(values) == 1:
        return values[0] if str(colour[0].operator) in ("g", "G") else None
    if len(values) == 3:
        return min(values)
    if len(values) == 4:
        return min(1 - min(1.0, v + values[3]) for v in values[:3])
    return None


def _is_number(value: object) -> bool:
    return number(value, -1e9) != -1e9


def find_twins(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Attach glyphs that are printed twice to the first of them; answers the others' list, without them."""
    cells: dict[tuple[str, int, int, int], list[tuple[float, float, Glyph]]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        text = glyph.text
        if not text or text.isspace():
            kept.append(glyph)
            continue
        show = glyph.show
        x, y = glyph.origin
        near = _SAME_PLACE * max(show.em, 1.0)
        size = max(round(show.em), 1)
        column, row = int(x // size), int(y // size)
        first = None
        for i in range(int((x - near) // size), int((x + near) // size) + 1):
            for j in range(int((y - near) // size), int((y + near) // size) + 1):
                for ox, oy, other in cells.get((text, size, i, j), ()):
                    if abs(ox - x) <= near and abs(oy - y) <= near and other.show.angle == show.angle:
                        first = other
        if first is None:
            cells.setdefault((text, size, column, row), []).append((x, y, glyph))
            kept.append(glyph)
        else:
            first.twins.append(glyph)
    return kept


def mark_hidden(record: PageRecord, glyphs: Sequence[Glyph]) -> None:
    """Set ``hidden`` of every glyph that cannot be seen."""
    if not glyphs:
        return
    places = np.array([_middle(glyph) for glyph in glyphs], dtype=np.float64)
    orders = np.array([glyph.show.order for glyph in glyphs], dtype=np.int64)
    white: dict[Show, bool] = {}
    pale = np.zeros(len(glyphs), dtype=bool)
    for index, glyph in enumerate(glyphs):
        show = glyph.show
        reason = _own_reason(show, places[index], record)
        if reason:
            glyph.hidden = reason
        if show not in white:
            light = lightness(show.fill)
            white[show] = show.mode in (0, 2) and light is not None and light >= _PALE
        pale[index] = white[show]
    grounded = np.zeros(len(glyphs), dtype=bool)
    for shape in record.shapes:
        for box in areas(shape):
            inside = _inside(places, box)
            if not inside.any():
                continue
            light = lightness(shape.fill)
            if shape.image or light is None or light < _PALE:
                grounded |= inside & (orders > shape.order)
            if not shape.see_through:
                _tell(glyphs, inside & (orders < shape.order), COVERED)
    _tell(glyphs, pale & ~grounded, WHITE)


def _tell(glyphs: Sequence[Glyph], which: NDArray[np.bool_], reason: str) -> None:
    for index in np.flatnonzero(which).tolist():
        glyphs[index].hidden = glyphs[index].hidden or reason


def is_dark(shape: Shape) -> bool:
    """Whether a shape looks like a bar that blacks something out."""
    light = lightness(shape.fill)
    return not shape.image and shape.filled and light is not None and light <= _DARK


def areas(shape: Shape) -> list[Box]:
    """The rectangles that a shape fills; none of shapes that are no rectangles."""
    if not shape.filled:
        return []
    boxes = shape.boxes if shape.image or _rectangles(shape) else _outlined(shape)
    return [clipped for box in boxes if (clipped := _clipped(box, shape.clip)) is not None]


def _rectangles(shape: Shape) -> bool:
    return shape.simple and all(b[2] - b[0] > 0.01 and b[3] - b[1] > 0.01 for b in shape.boxes)


def _outlined(shape: Shape) -> list[Box]:
    """The rectangle whose four sides are drawn line by line."""
    sides = shape.boxes
    if not shape.simple or not 3 <= len(sides) <= 5:
        return []
    if any(b[2] - b[0] > 0.01 and b[3] - b[1] > 0.01 for b in sides):
        return []
    return [(min(b[0] for b in sides), min(b[1] for b in sides), max(b[2] for b in sides), max(b[3] for b in sides))]


def _clipped(box: Box, clip: Box | None) -> Box | None:
    if clip is None:
        return box
    cut = (max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3]))
    return cut if cut[2] > cut[0] and cut[3] > cut[1] else None


def _inside(places: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    x, y = places[:, 0], places[:, 1]
    return np.asarray((x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3]), dtype=np.bool_)


def _middle(glyph: Glyph) -> tuple[float, float]:
    """The middle of a lower-case letter that stood there."""
    m = glyph.show.view
    x, y = glyph.offset + glyph.advance / 2, glyph.show.rise + 0.25 * glyph.show.size
    return (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])


def _own_reason(show: Show, place: NDArray[np.float64], record: PageRecord) -> str:
    if show.mode == _INVISIBLE_MODE:
        return INVISIBLE
    x, y = float(place[0]), float(place[1])
    clip = show.clip or (0.0, 0.0, record.width, record.height)
    slack = 0.3 * show.em
    if not (clip[0] - slack <= x <= clip[2] + slack and clip[1] - slack <= y <= clip[3] + slack):
        return OUTSIDE
    return TINY if show.em < _SMALLEST else ""
