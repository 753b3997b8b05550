"""Edited pages that cannot stay content: made into pictures of themselves, with their words unseen on top.

For a page whose fonts cannot be cut down, and for one that would look different where
nothing was replaced. The picture shows the edited lines as they were set anew, and the
original everywhere else; the words are those of the edited page, so nothing has to be
recognised. The font programs and the old content are gone from the page.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

import pikepdf
from PIL import Image

from redactor.formats.pdf.columns import reading_lines
from redactor.formats.pdf.glyphs import Line, Word
from redactor.formats.pdf.inplace.boxed import Boxes
from redactor.formats.pdf.inplace.pages import PageRecords
from redactor.formats.pdf.inplace.records import Box as ViewBox
from redactor.formats.pdf.inplace.words import layers_of, turned_back
from redactor.formats.pdf.raster import Renderer
from redactor.formats.pdf.raster.finishing import put_words
from redactor.formats.pdf.raster.layer import LayerWord
from redactor.formats.rectangles import cover, fill
from redactor.model import Change, on_page
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord

_PAD = 2.0
"""Points around an edited line that its letters may touch."""


def make_pictures(
    pdf: pikepdf.Pdf,
    original: bytes,
    pages: Mapping[int, str],
    bands: Mapping[int, Sequence[ViewBox]],
    boxes: Boxes,
) -> tuple[Change, ...]:
    """Put pictures in the place of edited pages.

    Args:
        pdf: The file, edited; it is changed.
        original: The file before it was edited.
        pages: Number of each page (from 1) and why it becomes a picture.
        bands: Boxes of each page that were edited, in view coordinates.
        boxes: Parts of pages that are removed; the words in them are gone from the edited lines.

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
        fill(picture, (box.within(*picture.size) for box in boxes.beside(number, scale)))
        cover(picture, on_page(boxes.rectangles, number))
        level, turned = _words(single, picture, scale, boxes.labels(number))
        put_words(pdf, number, picture, level, turned)
        changes.append(Change("rewritten", f"a page as a picture: {reason}", f"page {number}"))
    return tuple(changes)


def alone(page: pikepdf.Page) -> bytes:
    """A file with this page only."""
    buffer = io.BytesIO()
    with pikepdf.new() as single:
        single.pages.append(page)
        single.save(buffer)
    return buffer.getvalue()


def _words(
    data: bytes, picture: Image.Image, scale: float, labels: Iterable[tuple[int, Word]]
) -> tuple[OcrPage, list[list[LayerWord]]]:
    """The words of the only page of a file: the level ones in pixels of its picture, the others line by line.

    Args:
        data: The file.
        picture: Of the page.
        scale: Of the picture, in pixels a point.
        labels: Words of boxes on the page, which come to those of their direction.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        record = PageRecords(pdf)[1]
        layers, height = layers_of(record, 1), record.height
    groups = [(layer.angle, list(layer.words)) for layer in layers]
    for angle, label in labels:
        own = next((words for other, words in groups if other == angle), None)
        if own is None:
            groups.append((angle, own := []))
        own.append(label)
    read = [(line, angle) for angle, words in groups for line in reading_lines(words, 1)]
    level = tuple(_line(line, scale, picture) for line, angle in read if not angle)
    turned = [[_turned(word, angle, height) for word in line.words] for line, angle in read if angle]
    return OcrPage(level, picture.width, picture.height, ""), turned


def _turned(word: Word, angle: int, height: float) -> LayerWord:
    size = max(0.9 * (word.bottom - word.top), 1.0)
    x, y = turned_back(word.x0, height - word.bottom + 0.2 * size, angle)
    return LayerWord(word.text, x, y, size, word.x1 - word.x0, angle)


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
