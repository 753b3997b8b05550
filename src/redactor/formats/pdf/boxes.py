"""Where the letters of a segment stand on their pages, told from the words that draw them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from redactor.formats.base import PageBox
from redactor.formats.pdf.glyphs import Word


def letter_boxes(
    words: Iterable[tuple[int, Word]],
    marks: Sequence[object | None],
    angle: int = 0,
    height: Callable[[int], float] = lambda _: 0.0,
) -> tuple[PageBox | None, ...]:
    """One rectangle for each mark; a word's width is shared out evenly among its letters.

    Args:
        words: The words of the segment with the page (from 1) of each.
        marks: What drew each code point of the segment's text; ``None`` for what joins words and lines.
        angle: Direction of the text in degrees; the words are told as if their page were turned so that it is level.
        height: Of a page as shown, in points; only asked for text that is not level.
    """
    boxes: dict[object, PageBox] = {}
    for page, word in words:
        step = (word.x1 - word.x0) / max(len(word.marks), 1)
        for index, mark in enumerate(word.marks):
            left = word.x0 + index * step
            box = PageBox(page, left, word.top, left + step, word.bottom)
            boxes.setdefault(mark, turned(box, -angle, height(page)) if angle else box)
    return tuple(None if mark is None else boxes.get(mark) for mark in marks)


def turned(box: PageBox, angle: int, height: float) -> PageBox:
    """The rectangle around another one after turning the page.

    Args:
        box: The other one.
        angle: How far, in degrees clockwise: by it text of that direction becomes level.
        height: Of the page, in points: the page turns about the lower left corner.
    """
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [(x, height - y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    across = [x * cos + y * sin for x, y in corners]
    down = [height - (y * cos - x * sin) for x, y in corners]
    return PageBox(box.page, min(across), min(down), max(across), max(down))
