"""The copy's pages drawn and laid beside the original's: outside the edited lines every pixel is the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from redactor.formats.pdf.inplace.records import Box
from redactor.ocr import LARGEST_PIXELS

_DPI = 72
_TOLERANCE = 24
"""Of 255: less is the rounding of the renderer."""
_AGAIN = (1.37, 1.83)
"""Letters are set to whole pixels: one that stands on the edge of two is looked at again in other sizes."""
_PAD = 2.0
"""Points around an edited line that its letters may touch."""
_CELL = 6.0
"""Points: what differs is told by squares of this size."""

Cells = frozenset[tuple[int, int]]


def differing_pages(
    before: bytes, after: bytes, bands: Mapping[int, Sequence[Box]], pages: Iterable[int], *, dpi: int = _DPI
) -> list[int]:
    """The pages that differ where nothing was edited, at every resolution in the same places.

    Args:
        before: The original.
        after: The copy.
        bands: Edited boxes of each page (from 1), in view coordinates.
        pages: The pages to look at.
        dpi: The first resolution.
    """
    one, other = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(after)
    try:
        return [number for number in pages if _page_differs(one, other, number, bands.get(number, ()), dpi)]
    finally:
        one.close()
        other.close()


def _page_differs(
    one: pypdfium2.PdfDocument, other: pypdfium2.PdfDocument, number: int, bands: Sequence[Box], dpi: float
) -> bool:
    found: Cells | None = None
    for factor in (1.0, *_AGAIN):
        scale = min(factor * dpi / 72, _largest_scale(one, number))
        left, right = _drawn(one, number, scale), _drawn(other, number, scale)
        if left.shape != right.shape:
            return True
        cells = differing_cells(left, right, bands, scale)
        found = cells if found is None else _near(found, cells)
        if not found:
            return False
    return True


def _near(found: Cells, cells: Cells) -> Cells:
    """Those squares of which, or of whose neighbours, a second picture says the same."""
    return frozenset((x, y) for x, y in found if any((x + i, y + j) in cells for i in (-1, 0, 1) for j in (-1, 0, 1)))


def _largest_scale(document: pypdfium2.PdfDocument, number: int) -> float:
    """The pixels a point with which a page makes a picture that is not too large; posters are drawn coarser."""
    width, height = document.get_page_size(number - 1)
    return math.sqrt(LARGEST_PIXELS / max(width * height, 1.0))


def _drawn(document: pypdfium2.PdfDocument, number: int, scale: float) -> NDArray[np.uint8]:
    page = document[number - 1]
    try:
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False)
        return np.asarray(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        page.close()


def differing_cells(
    left: NDArray[np.uint8], right: NDArray[np.uint8], bands: Sequence[Box], scale: float, tolerance: int = _TOLERANCE
) -> Cells:
    """The squares of a page, counted from its upper left corner, in which two pictures of it differ.

    Args:
        left: Grey.
        right: Likewise, of the same size.
        bands: Edited boxes in view coordinates, which are not looked at.
        scale: Pixels a point.
        tolerance: How much of 255 a pixel may differ.
    """
    height, width = left.shape
    other = right.copy()
    for x0, y0, x1, y1 in bands:
        top = max(0, int(height - (y1 + _PAD) * scale))
        bottom = max(0, int(height - (y0 - _PAD) * scale) + 1)
        edited = (slice(top, bottom), slice(max(0, int((x0 - _PAD) * scale)), int((x1 + _PAD) * scale) + 1))
        other[edited] = left[edited]
    if np.array_equal(left, other):
        return frozenset()
    difference = np.maximum(left, other) - np.minimum(left, other) > tolerance
    rows, columns = (at / scale // _CELL for at in divmod(np.flatnonzero(difference), width))
    return frozenset(zip(columns.astype(int).tolist(), rows.astype(int).tolist(), strict=True))
