"""Where the letters of a segment stand on their pages, told from the words that draw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redactor.formats.base import PageBox
from redactor.formats.pdf.glyphs import Word


def letter_boxes(
    words: Iterable[tuple[int, Word]], marks: Sequence[object | None], angle: int = 0
) -> tuple[PageBox | None, ...]:
    """One rectangle for each mark; a word's width is shared out evenly among its letters.

    Args:
        words: The words of the segment with the page (from 1) of each.
        marks: What drew each code point of the segment's text; ``None`` for what joins words and lines.
        angle: Direction of the text in degrees; the places of turned text are not told.
    """
    if angle:
        return (None,) * len(marks)
    boxes: dict[object, PageBox] = {}
    for page, word in words:
        step = (word.x1 - word.x0) / max(len(word.marks), 1)
        for index, mark in enumerate(word.marks):
            left = word.x0 + index * step
            boxes.setdefault(mark, PageBox(page, left, word.top, left + step, word.bottom))
    return tuple(None if mark is None else boxes.get(mark) for mark in marks)
