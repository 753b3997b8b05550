"""Text in pictures: the words on them, where they stand and how sure the reading is.

What ``__all__`` names is loaded on first use: a file without pictures waits for no arithmetic of pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.lazy import on_first_use

if TYPE_CHECKING:
    from redactor.ocr.gaps import blank_runs, even_ground, gap_between, ink
    from redactor.ocr.page import LEGIBLE, Box, OcrError, OcrLine, OcrPage, OcrWord
    from redactor.ocr.reading import ENGINES, LARGEST_PIXELS, SMALLEST_SIDE, engines, opaque, read
    from redactor.ocr.remembered import has_read

_HOMES = {
    "ENGINES": "redactor.ocr.reading",
    "LARGEST_PIXELS": "redactor.ocr.reading",
    "LEGIBLE": "redactor.ocr.page",
    "SMALLEST_SIDE": "redactor.ocr.reading",
    "Box": "redactor.ocr.page",
    "OcrError": "redactor.ocr.page",
    "OcrLine": "redactor.ocr.page",
    "OcrPage": "redactor.ocr.page",
    "OcrWord": "redactor.ocr.page",
    "blank_runs": "redactor.ocr.gaps",
    "engines": "redactor.ocr.reading",
    "even_ground": "redactor.ocr.gaps",
    "gap_between": "redactor.ocr.gaps",
    "has_read": "redactor.ocr.remembered",
    "ink": "redactor.ocr.gaps",
    "opaque": "redactor.ocr.reading",
    "read": "redactor.ocr.reading",
}

__all__ = [
    "ENGINES",
    "LARGEST_PIXELS",
    "LEGIBLE",
    "SMALLEST_SIDE",
    "Box",
    "OcrError",
    "OcrLine",
    "OcrPage",
    "OcrWord",
    "blank_runs",
    "engines",
    "even_ground",
    "gap_between",
    "has_read",
    "ink",
    "opaque",
    "read",
]

__getattr__ = on_first_use(__name__, _HOMES)
