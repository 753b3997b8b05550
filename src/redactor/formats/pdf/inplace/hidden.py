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
_MIX = 1_000_003


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
    if not glyphs:
        return []
    crowded = _crowded(glyphs)
    if not crowded.any():
        return list(glyphs)
    cells: dict[tuple[str, int, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph, near_others in zip(glyphs, crowded.tolist(), strict=True):
        first = _twin_of(glyph, cells) if near_others else None
        if first is None:
            kept.append(glyph)
        else:
            first.twins = (*first.twins, glyph)
    return kept


def _twin_of(glyph: Glyph, cells: dict[tuple[str, int, int, int], list[Glyph]]) -> Glyph | None:
    """The glyph that this one is printed over; otherwise it is put into its cell."""
    text, show, x, y = glyph.text or "", glyph.show, glyph.x, glyph.y
    near = _SAME_PLACE * max(show.em, 1.0)
    size = _rounded(show.em)
    first = None
    for i in range(int((x - near) // size), int((x + near) // size) + 1):
        for j in range(int((y - near) // size), int((y + near) // size) + 1):
            for other in cells.get((text, size, i, j), ()):
                if abs(other.x - x) <= near and abs(other.y - y) <= near and other.show.angle == show.angle:
                    first = other
    if first is None:
        cells.setdefault((text, size, int(x // size), int(y // size)), []).append(glyph)
    return first


def _rounded(em: float) -> int:
    return max(round(em), 1)


def _crowded(glyphs: Sequence[Glyph]) -> NDArray[np.bool_]:
    """Which glyphs have another of the same text and size about where they stand; spaces have none.

    Two that stand within the same square of one of four grids, shifted by half a square,
    are near; a square is so wide that no two twins are missed.
    """
    numbers: dict[str, int] = {}
    texts = [numbers.setdefault(said, len(numbers)) if (said := g.text) and not said.isspace() else -1 for g in glyphs]
    text = np.array(texts, dtype=np.int64)
    shows, of = _shows_of(glyphs)
    places = np.array([(g.x, g.y) for g in glyphs], dtype=np.float64).reshape(-1, 2)
    size = np.array([_rounded(show.em) for show in shows], dtype=np.int64)[of]
    squares = np.nan_to_num(places / (2.1 * _SAME_PLACE * (size[:, None] + 0.5)), posinf=0.0, neginf=0.0)
    found = np.zeros(len(glyphs), dtype=np.bool_)
    for shift in np.array([(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)]):
        cell = np.clip(np.floor(squares + shift), -1e12, 1e12).astype(np.int64)
        key = ((text * _MIX + size) * _MIX + cell[:, 0]) * _MIX + cell[:, 1]
        order = np.argsort(key)
        equal = key[order[1:]] == key[order[:-1]]
        found[order[1:][equal]] = True
        found[order[:-1][equal]] = True
    return np.asarray(found & (text >= 0), dtype=np.bool_)


def mark_hidden(record: PageRecord, glyphs: Sequence[Glyph]) -> None:
    """Set ``hidden`` of every glyph that cannot be seen."""
    if not glyphs:
        return
    shows, of = _shows_of(glyphs)
    table = np.array([_told(show, record) for show in shows], dtype=np.float64)[of]
    own = np.array([(g.x, g.y, g.advance / 2) for g in glyphs], dtype=np.float64)
    places = np.column_stack(
        (
            own[:, 0] + own[:, 2] * table[:, 0] + table[:, 2],
            own[:, 1] + own[:, 2] * table[:, 1] + table[:, 3],
        )
    )
    orders, slack = table[:, 4], table[:, 5]
    x, y = places[:, 0], places[:, 1]
    _tell(glyphs, table[:, 10] > 0, INVISIBLE)
    seen = (x >= table[:, 6] - slack) & (x <= table[:, 8] + slack)
    seen &= (y >= table[:, 7] - slack) & (y <= table[:, 9] + slack)
    _tell(glyphs, ~seen, OUTSIDE)
    _tell(glyphs, slack < 0.3 * _SMALLEST, TINY)
    pale = table[:, 11] > 0
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


def _shows_of(glyphs: Sequence[Glyph]) -> tuple[list[Show], list[int]]:
    """The operators that showed the glyphs, one for each stretch of them, and which it is for each glyph."""
    shows: list[Show] = []
    of: list[int] = []
    last: Show | None = None
    for glyph in glyphs:
        if glyph.show is not last:
            last = glyph.show
            shows.append(last)
        of.append(len(shows) - 1)
    return shows, of


def _told(show: Show, record: PageRecord) -> tuple[float, ...]:
    """What an operator tells of the glyphs it shows.

    The direction of text; how far the middle of its lower-case letters stands from their
    base line; its order; how far letters may stand out; the clipping box; whether it is
    invisible; whether it is white.
    """
    a, b, c, d = show.view[:4]
    up = 0.25 * show.size
    clip = show.clip or (0.0, 0.0, record.width, record.height)
    light = lightness(show.fill)
    white = show.mode in (0, 2) and light is not None and light >= _PALE
    return (a, b, up * c, up * d, show.order, 0.3 * show.em, *clip, show.mode == _INVISIBLE_MODE, white)


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
