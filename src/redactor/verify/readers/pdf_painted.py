"""What pdfium says is painted on a page, in order: texts, plain boxes, pictures and whatever else."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page."""
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]

_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST: Final = 8
_UNPAINTED: Final = (raw.FPDF_TEXTRENDERMODE_INVISIBLE,)
_FILLING: Final = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP)
_SOLID: Final = 255
_PATTERNS: Final = ((255, 255, 255), (191, 191, 191))
"""What pdfium gives for the colour of a pattern."""
_NEAR: Final = 0.05
"""Points by which a corner may miss."""


@dataclass(frozen=True, slots=True)
class Text:
    """What one operator shows.

    Attributes:
        handle: Which of pdfium's objects it is.
        read: Gives its letters.
        box: Around them.
        order: When it is painted.
        size: Of the font, in points of the page.
        is_painted: Whether anything of it is put on the page.
        colour: What it is filled with; ``None`` where it cannot be told.
    """

    handle: int
    read: Callable[[], str]
    box: Box
    order: int
    size: float
    is_painted: bool
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Shape:
    """Something painted that is no text.

    Attributes:
        box: Around it.
        order: When it is painted.
        is_picture: Whether it is a picture.
        colour: Of a plain box; ``None`` for everything else.
        hides: Whether nothing that lies under it is seen.
    """

    box: Box
    order: int
    is_picture: bool
    colour: Colour | None
    hides: Callable[[], bool]


class Painted:
    """A page: its texts and shapes, each in the order of painting.

    Args:
        texts: Every text.
        shapes: Everything else.
    """

    def __init__(self, texts: Sequence[Text], shapes: Sequence[Shape]) -> None:
        self.texts = tuple(texts)
        self._shapes = tuple(shapes)
        self._boxes = np.array([shape.box for shape in shapes], dtype=np.float64).reshape(-1, 4)
        self._orders = np.array([shape.order for shape in shapes], dtype=np.int64)

    def around(self, text: Text) -> list[Shape]:
        """The shapes, in order, in whose box the middle of a text lies."""
        x, y = (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2
        left, bottom, right, top = self._boxes.T
        return self._picked((left <= x) & (x <= right) & (bottom <= y) & (y <= top))

    def over(self, text: Text) -> list[Shape]:
        """The shapes, in order, that are painted after a text and whose box has a part of it."""
        left, bottom, right, top = self._boxes.T
        across = (left < text.box[2]) & (right > text.box[0])
        return self._picked(across & (bottom < text.box[3]) & (top > text.box[1]) & (self._orders > text.order))

    def _picked(self, which: NDArray[np.bool_]) -> list[Shape]:
        return [self._shapes[index] for index in np.flatnonzero(which).tolist()]


def painted(page: Any, textpage: Any, *, patterned: bool) -> Painted:
    """What is painted on a page, forms within forms unfolded.

    Args:
        page: As pypdfium2 opened it.
        textpage: Its text, as pypdfium2 opened it.
        patterned: Whether patterns are used, which pdfium does not tell from a colour.
    """
    texts: list[Text] = []
    shapes: list[Shape] = []
    for order, (item, matrix) in enumerate(_objects(page)):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(_text(item, matrix, textpage, order))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            shapes += _paths(item, matrix, order, patterned=patterned)
        else:
            shapes.append(_other(item, matrix, order, page, is_picture=kind == raw.FPDF_PAGEOBJ_IMAGE))
    return Painted(texts, shapes)


def handle(item: Any) -> int:
    """A number by which one of pdfium's objects is known."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Every object that paints, with the matrix that brings it onto the page."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _within(raw.FPDFPage_GetObject(page, index), _SAME, 0)


def _within(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM or depth > _DEEPEST:
        yield item, outer
        return
    matrix = _times(_matrix(item), outer)
    for index in range(raw.FPDFFormObj_CountObjects(item)):
        yield from _within(raw.FPDFFormObj_GetObject(item, index), matrix, depth + 1)


def _text(item: Any, matrix: Matrix, textpage: Any, order: int) -> Text:
    def letters() -> str:
        length = raw.FPDFTextObj_GetText(item, textpage, None, 0)
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFTextObj_GetText(item, textpage, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
        return buffer.raw.decode("utf-16-le", "replace").strip("\0 ")

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    a, b, c, d, _, _ = _times(_matrix(item), matrix)
    mode = raw.FPDFTextObj_GetTextRenderMode(item)
    colour, alpha = _fill(item)
    return Text(
        handle(item),
        letters,
        _moved(_bounds(item), matrix),
        order,
        abs(size.value) * abs(a * d - b * c) ** 0.5,
        mode not in _UNPAINTED and alpha > 0,
        colour if mode in _FILLING and alpha == _SOLID else None,
    )


def _paths(item: Any, matrix: Matrix, order: int, *, patterned: bool) -> Iterator[Shape]:
    """The boxes of a path, one by one, or all of it where it is something else."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroke)
    if mode.value == raw.FPDF_FILLMODE_NONE:
        return
    colour, alpha = _fill(item)
    if patterned and colour in _PATTERNS:
        colour = None
    solid = alpha == _SOLID and not raw.FPDFPageObj_HasTransparency(item)
    parts = _parts(item, _times(_matrix(item), matrix))
    boxes = [box for part in parts if (box := _rectangle(part)) is not None]
    if not boxes or len(boxes) < len(parts):
        yield Shape(_moved(_bounds(item), matrix), order, False, None, lambda: False)
        return
    for box in boxes:
        yield Shape(box, order, False, colour if solid else None, lambda: solid)


def _parts(path: Any, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """The points of a path on the page, from one move to the next; moves alone paint nothing."""
    parts: list[list[tuple[float, float]]] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            parts.append([])
        parts[-1].append(_at((x.value, y.value), matrix))
    return [part for part in parts if len(part) > 1]


def _rectangle(points: list[tuple[float, float]]) -> Box | None:
    """The box whose corners the points are; ``None`` if one of them is none, or one is missing."""
    box = _around(points)
    corners = {
        (abs(x - box[0]) <= _NEAR, abs(y - box[1]) <= _NEAR)
        for x, y in points
        if min(abs(x - box[0]), abs(x - box[2])) <= _NEAR and min(abs(y - box[1]), abs(y - box[3])) <= _NEAR
    }
    return box if len(corners) == 4 and len(points) <= 5 else None


def _other(item: Any, matrix: Matrix, order: int, page: Any, *, is_picture: bool) -> Shape:
    """A picture, a shading or a form too deep to look into."""

    @cache
    def hides() -> bool:
        a, b, c, d, _, _ = _times(_matrix(item), matrix)
        upright = min(abs(a) + abs(d), abs(b) + abs(c)) <= _NEAR
        return is_picture and upright and not raw.FPDFPageObj_HasTransparency(item) and _is_opaque(item, page)

    return Shape(_moved(_bounds(item), matrix), order, is_picture, None, hides)


def _is_opaque(picture: Any, page: Any) -> bool:
    """Whether a picture lets nothing through, its masks counted, or cannot be drawn."""
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(page.pdf, page, picture)  # always blue, green, red, alpha
    if not bitmap:
        return True  # what cannot be drawn may hide anything
    try:
        size = raw.FPDFBitmap_GetStride(bitmap) * raw.FPDFBitmap_GetHeight(bitmap)
        return min(ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)[3::4], default=0) >= _SOLID - 5
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _fill(item: Any) -> tuple[Colour | None, int]:
    """The colour that fills an object, ``None`` where pdfium knows none, and how much it covers."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return (red.value, green.value, blue.value) if known else None, alpha.value


def _matrix(item: Any) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return point[0] * a + point[1] * c + e, point[0] * b + point[1] * d + f


def _bounds(item: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _moved(box: Box, matrix: Matrix) -> Box:
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return _around([_at(corner, matrix) for corner in corners])


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
