"""Text in pictures: the words on them, where they stand and how sure the reading is."""

from redactor.ocr.gaps import blank_runs, even_ground, gap_between, ink
from redactor.ocr.page import LEGIBLE, Box, OcrError, OcrLine, OcrPage, OcrWord
from redactor.ocr.reading import ENGINES, LARGEST_PIXELS, SMALLEST_SIDE, engines, opaque, read

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
    "ink",
    "opaque",
    "read",
]
