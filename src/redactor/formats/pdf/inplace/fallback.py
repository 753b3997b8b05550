"""Edited pages that cannot stay content: made into pictures of themselves, with their words unseen on top.

For a page whose fonts cannot be cut down, and for one that would look different where
nothing was replaced. The picture shows the edited lines as they were set anew, and the
original everywhere else; the words are those of the edited page, so nothing has to be
recognised. The font programs and the old content are gone from the page.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf
from PIL import Image

from redactor.formats.pdf.columns import reading_lines
from redactor.formats.pdf.glyphs import Line, Word
from redactor.formats.pdf.inplace.pages import PageRecords
from redactor.formats.pdf.inplace.records import Box as ViewBox
from redactor.formats.pdf.inplace.words import layers_of
from redactor.formats.pdf.raster import Renderer
from redactor.formats.pdf.raster.finishing import put_words
from redactor.model import Change
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord

_PAD = 2.0
"""Points around an edited line that its letters may touch."""


def make_pictures(
    pdf: pikepdf.Pdf, original: bytes, pages: Mapping[int, str], bands: Mapping[int, Sequence[ViewBox]]
) -> tuple[Change, ...]:
    """Put pictures in the place of edited pages.

    Args:
        pdf: The file, edited; it is changed.
        original: The file before it was edited.
        pages: Number of each page (from 1) and why it becomes a picture.
        bands: Boxes of each page that were edited, in view coordinates.

    Raises:
        DrawingError: if a page cannot be drawn.
    """
    changes: list[Change] = []
    for number, reason in sorted(pages.items()):
        single = alone(pdf.pages[number - 1])
        with Renderer(single) as edited, Renderer(original) as before:
            image, scale = edited.draw(1)
            picture = before.draw(number)[0]
        for left, bottom, right, top in bands.get(number, ()):
            box = Box(
                int((left - _PAD) * scale),
                int(picture.height - (top + _PAD) * scale),
                int((right + _PAD) * scale) + 1,
                int(picture.height - (bottom - _PAD) * scale) + 1,
            ).within(*picture.size)
            picture.paste(image.crop((box.left, box.top, box.right, box.bottom)), (box.left, box.top))
        put_words(pdf, number, picture, _words(single, picture, scale))
        changes.append(Change("rewritten", f"a page as a picture: {reason}", f"page {number}"))
    return tuple(changes)


def alone(page: pikepdf.Page) -> bytes:
    """A file with this page only."""
    buffer = io.BytesIO()
    with pikepdf.new() as single:
        single.pages.append(page)
        single.save(buffer)
    return buffer.getvalue()


def _words(data: bytes, picture: Image.Image, scale: float) -> OcrPage:
    """The words of the only page of a file, in pixels of its picture."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        layers = layers_of(PageRecords(pdf)[1], 1)
    lines = [line for layer in layers for line in reading_lines(layer.words, 1)]
    return OcrPage(tuple(_line(line, scale, picture) for line in lines), picture.width, picture.height, "")


def _line(line: Line, scale: float, picture: Image.Image) -> OcrLine:
    words = tuple(OcrWord(word.text, _box(word, scale, picture), 1.0) for word in line.words)
    around = Box(
        min(word.box.left for word in words),
        min(word.box.top for word in words),
        max(word.box.right for word in words),
        max(word.box.bottom for word in words),
    )
    return OcrLine(words, around, 1.0)


def _box(word: Word, scale: float, picture: Image.Image) -> Box:
    box = Box(int(word.x0 * scale), int(word.top * scale), int(word.x1 * scale) + 1, int(word.bottom * scale) + 1)
    return box.within(*picture.size)
