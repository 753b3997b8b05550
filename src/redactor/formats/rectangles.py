"""Rectangles painted out in pixels: a grey box with its label stands where they were."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PIL import Image

from redactor.formats.opc.pictures import draw_label
from redactor.model import Rectangle
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord


def boxes_of(rectangles: Iterable[Rectangle], size: tuple[int, int]) -> tuple[Box, ...]:
    """The rectangles as pixels of a picture, any pixel that they touch included.

    Args:
        rectangles: On this picture or page.
        size: Its width and height in pixels.
    """
    sides = (rectangle.scaled(*size) for rectangle in rectangles)
    boxes = (
        Box(math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))
        for left, top, right, bottom in sides
    )
    return tuple(box.within(*size) for box in boxes)


def blank(image: Image.Image, rectangles: Iterable[Rectangle]) -> None:
    """Fill rectangles of a picture with white, so that what is left can be judged; the picture is changed."""
    for box in boxes_of(rectangles, image.size):
        image.paste(Image.new(image.mode, (box.width, box.height), "white"), (box.left, box.top))


def cover(image: Image.Image, rectangles: Sequence[Rectangle]) -> None:
    """Paint rectangles of a picture out, each with its label if that has room; the picture is changed."""
    for box, rectangle in zip(boxes_of(rectangles, image.size), rectangles, strict=True):
        if not box.width or not box.height:
            continue
        label = Image.new("RGB", (box.width, box.height))
        draw_label(label, rectangle.text)
        image.paste(label.convert(image.mode), (box.left, box.top))


def holds(boxes: Iterable[Box], inner: Box) -> bool:
    """Whether the middle of a box lies in one of the others."""
    across, down = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return any(box.left <= across <= box.right and box.top <= down <= box.bottom for box in boxes)


def outside(page: OcrPage, boxes: Sequence[Box]) -> OcrPage:
    """What was read on a page, without the words in rectangles that are blank now.

    A line without words is left where all of them went, so that lines keep their numbers.
    """
    if not boxes:
        return page
    lines = tuple(_line(line, tuple(word for word in line.words if not holds(boxes, word.box))) for line in page.lines)
    return OcrPage(lines, page.width, page.height, page.engine)


def _line(line: OcrLine, words: tuple[OcrWord, ...]) -> OcrLine:
    if len(words) == len(line.words):
        return line
    return OcrLine(words, line.box, min((word.confidence for word in words), default=1.0), line.upright)
