"""A page worked on as pixels: for scans, and for pages whose content cannot be edited safely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pikepdf

from redactor.formats.pdf.pagework import Edit, PageWords
from redactor.formats.pdf.raster.finishing import put_painted
from redactor.formats.pdf.raster.rendering import Renderer
from redactor.formats.pdf.raster.repaint import Rewording
from redactor.formats.pdf.raster.words import Spot, read_page
from redactor.model import Change, Notice, Rectangle
from redactor.ocr import OcrPage


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
        put_painted(self._pdf, self._number, image, read, rewordings(read, edits), rectangles)
        return (Change("rewritten", f"a page as a picture: {self._reason}", self._place),)


def rewordings(page: OcrPage, edits: Sequence[Edit]) -> dict[tuple[int, int], Rewording]:
    """What becomes of each word that an edit touches.

    The text of an edit stands in the first word that it touches; what is left behind it of
    its last word (a comma, a possessive) is drawn there with it, unless another edit touches that word.
    """
    inserted: dict[tuple[int, int], dict[int, str]] = {}
    gone: dict[tuple[int, int], set[int]] = {}
    spots_of = [[mark for mark in edit.marks if isinstance(mark, Spot)] for edit in edits]
    touched = Counter(word for spots in spots_of for word in {(spot.line, spot.word) for spot in spots})
    for edit, spots in zip(edits, spots_of, strict=True):
        if not spots:
            continue
        for spot in spots:
            gone.setdefault((spot.line, spot.word), set()).add(spot.offset)
        first, last = spots[0], spots[-1]
        text = edit.text
        if (first.line, first.word) != (last.line, last.word) and touched[(last.line, last.word)] == 1:
            whole = page.lines[last.line].words[last.word].text
            text += whole[last.offset + 1 :]
            gone[(last.line, last.word)].update(range(last.offset + 1, len(whole)))
        inserted.setdefault((first.line, first.word), {})[first.offset] = text
    found: dict[tuple[int, int], Rewording] = {}
    for key, offsets in gone.items():
        text = page.lines[key[0]].words[key[1]].text
        here = inserted.get(key, {})
        kept = [here.get(i, "") + ("" if i in offsets else c) for i, c in enumerate(text)]
        found[key] = Rewording("".join(kept))
    return found
