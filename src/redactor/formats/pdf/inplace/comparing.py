"""The copy's pages drawn and laid beside the original's: outside the edited lines every pixel is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from redactor.formats.pdf.inplace.records import Box

_DPI = 72
_TOLERANCE = 24
"""Of 255: less is the rounding of the renderer."""
_AGAIN = 1.37
"""Letters are set to whole pixels: one that stands on the edge of two is looked at again in another size."""
_PAD = 2.0
"""Points around an edited line that its letters may touch."""


def differing_pages(
    before: bytes, after: bytes, bands: Mapping[int, Sequence[Box]], pages: Iterable[int], *, dpi: int = _DPI
) -> list[int]:
    """The pages that differ where nothing was edited.

    Args:
        before: The original.
        after: The copy.
        bands: Edited boxes of each page (from 1), in view coordinates.
        pages: The pages to look at.
        dpi: Resolution.
    """
    one, other = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(after)
    try:
        return [
            number
            for number in pages
            if all(_page_differs(one, other, number, bands.get(number, ()), dots) for dots in (dpi, _AGAIN * dpi))
        ]
    finally:
        one.close()
        other.close()


def _page_differs(
    one: pypdfium2.PdfDocument, other: pypdfium2.PdfDocument, number: int, bands: Sequence[Box], dpi: float
) -> bool:
    left, right = _drawn(one, number, dpi), _drawn(other, number, dpi)
    return left.shape != right.shape or _differs(left, right, bands, dpi / 72)


def _drawn(document: pypdfium2.PdfDocument, number: int, dpi: float) -> NDArray[np.uint8]:
    page = document[number - 1]
    try:
        bitmap = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=False, draw_annots=False)
        return np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        page.close()


def _differs(left: NDArray[np.uint8], right: NDArray[np.uint8], bands: Sequence[Box], scale: float) -> bool:
    difference = np.abs(left.astype(np.int16) - right.astype(np.int16)) > _TOLERANCE
    if not difference.any():
        return False
    height = left.shape[0]
    for x0, y0, x1, y1 in bands:
        top = max(0, int(height - (y1 + _PAD) * scale))
        bottom = max(0, int(height - (y0 - _PAD) * scale) + 1)
        difference[top:bottom, max(0, int((x0 - _PAD) * scale)) : int((x1 + _PAD) * scale) + 1] = False
    return bool(difference.any())
