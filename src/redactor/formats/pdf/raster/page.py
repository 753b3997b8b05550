"""A page worked on as pixels: for scans, and for pages whose content cannot be edited safely."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from redactor.formats.pdf.pagework import Edit, PageWords
from redactor.formats.pdf.raster.finishing import put_painted
from redactor.formats.pdf.raster.rendering import Renderer
from redactor.formats.pdf.raster.words import read_page
from redactor.model import Change, Notice, Rectangle


class RasterPage:
    """A page that is read by text recognition and written as a picture; see ``pagework.PageWork``.

    Args:
        pdf: The file, which ``apply`` changes. If it has tags, the page gets tags of its
            own: a paragraph for each group of lines.
        number: The page, from 1.
        renderer: Of the same file as it is before anything was changed.
        reason: Why the page is worked on so, for the list of changes.
    """

    def __init__(self, pdf: pikepdf.Pdf, number: int, renderer: Renderer, reason: str) -> None:
        self._pdf = pdf
        self._number = number
        self._renderer = renderer
        self._reason = reason
        self._place = f"page {number}"

    def doubts(self, rectangles: Sequence[Rectangle]) -> tuple[Notice, ...]:
        """What would hold the document if these parts of the page were gone.

        Raises:
            DrawingError: if the page cannot be drawn.
        """
        image, scale = self._renderer.draw(self._number)
        return read_page(image, scale, self._place, without=rectangles)[1].notices

    def read(self) -> PageWords:
        """The words as recognised; handwriting, pictures and doubtful words hold the document.

        Raises:
            DrawingError: if the page cannot be drawn.
        """
        image, scale = self._renderer.draw(self._number)
        return read_page(image, scale, self._place)[1]

    def apply(self, edits: Sequence[Edit], rectangles: Sequence[Rectangle] = ()) -> tuple[Change, ...]:
        """Replace the page by a picture with the edits painted in, and the words of that picture.

        Args:
            edits: As of ``pagework.PageWork``.
            rectangles: Parts of the page that go with all that is in them.

        Raises:
            DrawingError: if the page cannot be drawn.
            RepaintError: if a name cannot be painted out soundly.
        """
        image, scale = self._renderer.draw(self._number)
        read = read_page(image, scale, self._place)[0]
        put_painted(self._pdf, self._number, image, read, edits, rectangles)
        return (Change("rewritten", f"a page as a picture: {self._reason}", self._place),)
