"""Rectangles painted out in pixels: a grey box with its label stands where they were."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Protocol

from PIL import Image

from redactor.formats.opc.pictures import BOX_COLOUR, draw_label
from redactor.model import Rectangle
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord

_EDGE = 0.25
"""Of a letter's width: if no more of it lies in a rectangle, the letter stands beside it."""
BLANK = 0.15
"""Likewise of its height, of which so much is blank above capitals."""


class Sides(Protocol):
    """A rectangle in any unit, from the top left."""

    @property
    def left(self) -> float:
        """The left side."""

    @property
    def top(self) -> float:
        """The upper side."""

    @property
    def right(self) -> float:
        """The right side."""

    @property
    def bottom(self) -> float:
        """The lower side."""


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
    fill(image, boxes_of(rectangles, image.size), "white")


def fill(image: Image.Image, boxes: Iterable[Box], colour: str | tuple[int, int, int] = BOX_COLOUR) -> None:
    """Fill boxes of a picture in mode RGB, if not told otherwise with the grey of boxes; the picture is changed."""
    for box in boxes:
        image.paste(Image.new(image.mode, (box.width, box.height), colour), (box.left, box.top))


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


def touches(drawn: Sides, inner: Sides, letters: int = 1) -> bool:
    """Whether more of a letter than its edge lies in a rectangle.

    Args:
        drawn: The rectangle.
        inner: The letter, or a word, of which the first or last letter counts.
        letters: How many letters the word has.
    """
    across = min(inner.right, drawn.right) - max(inner.left, drawn.left)
    down = min(inner.bottom, drawn.bottom) - max(inner.top, drawn.top)
    is_within = across * max(letters, 1) > _EDGE * (inner.right - inner.left)
    return is_within and down > BLANK * (inner.bottom - inner.top)


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
