"""What is larger than any page is refused before it is drawn or opened, by writer and verifier."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from redactor import ocr
from redactor.formats.pdf.raster.rendering import DrawingError, Renderer
from redactor.ocr import OcrError
from redactor.verify.readers.base import Collector
from redactor.verify.readers.pdf_pictures import WITHOUT_TEXT, read_drawn_page

_LARGEST_PAGE = 14_400
"""Points of the longest side that ISO 32000-1 Annex C allows: at 72 dots per inch 207 million pixels."""


def _sheet(side: int) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(side, side))
        pdf.save(buffer)
    return buffer.getvalue()


def test_a_page_of_too_many_pixels_is_not_drawn() -> None:
    with Renderer(_sheet(_LARGEST_PAGE)) as renderer, pytest.raises(DrawingError, match="too large"):
        renderer.draw(1)
    with Renderer(_sheet(1_000)) as renderer:
        image, _ = renderer.draw(1)
    assert image.width * image.height <= ocr.LARGEST_PIXELS


def test_the_verifier_holds_what_it_does_not_draw() -> None:
    document = pypdfium2.PdfDocument(_sheet(_LARGEST_PAGE))
    found = Collector()
    read_drawn_page(document[0], "page 1", WITHOUT_TEXT, found)
    document.close()
    assert [notice.holds for notice in found.unchecked] == [True]
    assert "too large" in found.unchecked[0].message


def test_a_picture_of_too_many_pixels_is_not_decoded() -> None:
    buffer = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(buffer, "PNG")
    with pytest.raises(OcrError, match="too large"):
        ocr.read(buffer.getvalue())
