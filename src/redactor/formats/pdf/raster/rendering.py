"""Pages as pixels: drawn by pdfium on opaque white, whatever their pictures are coded in."""

from __future__ import annotations

import math
from types import TracebackType
from typing import Any

import pypdfium2
from PIL import Image

from redactor.errors import HeldError
from redactor.ocr import LARGEST_PIXELS

DPI = 200
_LEAST_DPI, _POINTS = 72, 72
_WHITE = (255, 255, 255, 255)
_AGAIN = "Open it in a PDF reader, print it to a new PDF, and use that one."


class DrawingError(HeldError):
    """A page that cannot be drawn."""


class Renderer:
    """Draws the pages of one file; closed when it is left.

    Args:
        data: The file, without encryption. JBIG2, JPEG 2000 and CCITT pictures are drawn like all others.

    Raises:
        DrawingError: if pdfium cannot open it.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise DrawingError("The PDF is broken.", next_step=_AGAIN) from None

    def __enter__(self) -> Renderer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def draw(self, number: int) -> tuple[Image.Image, float]:
        """One page, turned as it is shown, and its scale in pixels a point.

        Args:
            number: From 1.

        Raises:
            DrawingError: if pdfium cannot draw it.
        """
        page: Any = None
        try:
            page = self._document[number - 1]
            width, height = page.get_size()
            scale = resolution(width, height) / _POINTS
            if width * height * scale * scale > LARGEST_PIXELS:
                raise DrawingError(f"Page {number} of the PDF is too large to be drawn.", next_step=_AGAIN)
            image = page.render(scale=scale, fill_color=_WHITE, may_draw_forms=False).to_pil().convert("RGB")
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            raise DrawingError(f"Page {number} of the PDF cannot be drawn.", next_step=_AGAIN) from None
        finally:
            if page is not None:
                page.close()
        return image, scale


def resolution(width: float, height: float) -> float:
    """Dots per inch at which a page is drawn: 200, less for one so large that it could not be read.

    Args:
        width: Of the page in points.
        height: Likewise.
    """
    inches = max(width * height / _POINTS**2, 1e-6)
    largest = math.sqrt(0.9 * LARGEST_PIXELS / inches)
    return max(min(float(DPI), largest), float(_LEAST_DPI))
