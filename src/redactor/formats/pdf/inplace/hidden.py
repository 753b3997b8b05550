"""Which glyphs a reader of the page does not see, and which glyphs are printed twice."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from redactor.formats.pdf.inplace.accents import join_accents
from redactor.formats.pdf.inplace.records import Box, Colour, Columns, Glyph, PageRecord, Shape, Show

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
    try:
        values = colour[-1].numbers()
    except ValueError:
        return None
    if len(values) == 1:
        return values[0] if colour[0].name in ("g", "G") else None
    if len(values) == 3:
        return min(values)
    if len(values) == 4:
        return min(1 - min(1.0, v + values[3]) for v in values[:3])
    return None


def look_closely(record: PageRecord) -> None:
    """Attach glyphs that are printed twice to the first of them, accents to their letters; tell those nobody sees.

    Args:
        record: The page; ``plain``, ``columns`` and, of its glyphs, ``twins`` and ``hidden`` are set.
    """
    glyphs = record.glyphs()
    record.columns = columns = Columns.read(glyphs, record.shows)
    crowded = _crowded(columns)
    record.plain = join_accents(_without_twins(glyphs, crowded) if crowded.any() else glyphs)
    if len(record.plain) < len(glyphs):
        columns = Columns.read(record.plain)
    if record.plain:
        _mark_hidden(record, columns)


def _without_twins(glyphs: Sequence[Glyph], crowded: NDArray[np.bool_]) -> list[Glyph]:
    """Attach glyphs that are printed twice to the first of them; answers the list without them."""
    cells: dict[tuple[str, int, int, int], list[Glyph]] = {}
    gone: set[int] = set()
    for at in np.flatnonzero(crowded).tolist():
        first = _twin_of(glyphs[at], cells)
        if first is not None:
            first.twins = (*first.twins, glyphs[at])
            gone.add(at)
    return [glyph for at, glyph in enumerate(glyphs) if at not in gone] if gone else list(glyphs)


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


def _crowded(columns: Columns) -> NDArray[np.bool_]:
    """Which glyphs have another of the same text and size about where they stand; spaces have none.

    Two that stand within the same square of one of four grids, shifted by half a square,
    are near; a square is so wide that no two twins are missed.
    """
    count = len(columns.glyphs)
    found = np.zeros(count, dtype=np.bool_)
    if not count:
        return found
    texts = list(map(attrgetter("text"), columns.glyphs))
    numbers = {said: -1 if not said or said.isspace() else at for at, said in enumerate(dict.fromkeys(texts))}
    text = np.fromiter(map(numbers.__getitem__, texts), np.int64, count)
    size = np.array([_rounded(show.em) for show in columns.shows], dtype=np.int64)[columns.of]
    width = 2.1 * _SAME_PLACE * (size + 0.5)
    x, y = (np.clip(np.nan_to_num(place / width), -1e12, 1e12) for place in (columns.x, columns.y))
    kind = (text * _MIX + size) * _MIX
    for right in (0.0, 0.5):
        across = (kind + np.floor(x + right).astype(np.int64)) * _MIX
        for up in (0.0, 0.5):
            key = across + np.floor(y + up).astype(np.int64)
            order = np.argsort(key)
            equal = key[order[1:]] == key[order[:-1]]
            found[order[1:][equal]] = True
            found[order[:-1][equal]] = True
    return np.asarray(found & (text >= 0), dtype=np.bool_)


def _mark_hidden(record: PageRecord, columns: Columns) -> None:
    """Set ``hidden`` of every glyph that cannot be seen."""
    glyphs = columns.glyphs
    fills = {id(show.fill): show.fill for show in columns.shows}
    lights = {key: lightness(fill) for key, fill in fills.items()}
    table = np.array([_told(show, record, lights[id(show.fill)]) for show in columns.shows], dtype=np.float64)[
        columns.of
    ]
    half = columns.advance / 2
    x = columns.x + half * table[:, 0] + table[:, 2]
    y = columns.y + half * table[:, 1] + table[:, 3]
    orders, slack = table[:, 4], table[:, 5]
    _tell(glyphs, table[:, 10] > 0, INVISIBLE)
    seen = (x >= table[:, 6] - slack) & (x <= table[:, 8] + slack)
    seen &= (y >= table[:, 7] - slack) & (y <= table[:, 9] + slack)
    _tell(glyphs, ~seen, OUTSIDE)
    _tell(glyphs, slack < 0.3 * _SMALLEST, TINY)
    pale = table[:, 11] > 0
    grounded = np.zeros(len(glyphs), dtype=bool)
    for shape in record.shapes:
        for box in areas(shape):
            inside = (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
            if not inside.any():
                continue
            light = lightness(shape.fill)
            if shape.image or light is None or light < _PALE:
                grounded |= inside & (orders > shape.order)
            if not shape.see_through:
                _tell(glyphs, inside & (orders < shape.order), COVERED)
    _tell(glyphs, pale & ~grounded, WHITE)


def _told(show: Show, record: PageRecord, light: float | None) -> tuple[float, ...]:
    """What an operator tells of the glyphs it shows.

    The direction of text; how far the middle of its lower-case letters stands from their
    base line; its order; how far letters may stand out; the clipping box; whether it is
    invisible; whether it is white.
    """
    a, b, c, d = show.view[:4]
    up = 0.25 * show.size
    clip = show.clip or (0.0, 0.0, record.width, record.height)
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
