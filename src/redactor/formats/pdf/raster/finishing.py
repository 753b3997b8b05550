"""The last step of a page that becomes a picture: edits and rectangles painted, words and tags put on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pikepdf
from PIL import Image

from redactor.formats.pdf.raster.layer import LayerWord, paragraphs, placed, put_picture
from redactor.formats.pdf.raster.repaint import Rewording, repaint
from redactor.formats.pdf.raster.tags import add_paragraphs, has_tags
from redactor.formats.rectangles import boxes_of, cover, holds
from redactor.model import Rectangle
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord

_Rewordings = Mapping[tuple[int, int], Rewording]


def put_painted(
    pdf: pikepdf.Pdf,
    number: int,
    image: Image.Image,
    read: OcrPage,
    changed: _Rewordings,
    rectangles: Sequence[Rectangle] = (),
) -> None:
    """Put a painted picture, and its words unseen on top, in the place of a page.

    Args:
        pdf: The file; it is changed.
        number: The page, from 1.
        image: What the page shows, in mode RGB; it is changed.
        read: The words on it.
        changed: What becomes of them, by line and word.
        rectangles: Parts of the page that go with all that is in them. Their words are not
            painted one by one: the box lies over them, and unseen stands what the plan puts there.

    Raises:
        RepaintError: if a name cannot be painted out soundly.
    """
    boxes = boxes_of(rectangles, image.size)
    within = {key: new for key, new in changed.items() if holds(boxes, _word(read, key).box)}
    beside = {key: new for key, new in changed.items() if key not in within}
    painted = repaint(image, _reworded(read, within), beside)
    cover(image, rectangles)
    put_words(pdf, number, image, _labelled(painted, rectangles, boxes))


def put_words(
    pdf: pikepdf.Pdf, number: int, image: Image.Image, words: OcrPage, turned: Sequence[Sequence[LayerWord]] = ()
) -> None:
    """Put a finished picture and its words in the place of a page; in a tagged file as paragraphs.

    Args:
        pdf: The file; it is changed.
        number: The page, from 1.
        image: What the page shows.
        words: The words that it shows level.
        turned: Paragraphs of other words, which come behind them.
    """
    page = pdf.pages[number - 1]
    groups = [*(placed(lines, image, page) for lines in paragraphs(words)), *turned]
    tagged = has_tags(pdf)
    put_picture(pdf, page, image, groups, tagged=tagged)
    if tagged:
        add_paragraphs(pdf, page, len(groups))


def _word(page: OcrPage, key: tuple[int, int]) -> OcrWord:
    return page.lines[key[0]].words[key[1]]


def _reworded(page: OcrPage, changed: _Rewordings) -> OcrPage:
    """The page with other texts of some words, at the same places."""
    lines = list(page.lines)
    for (line, index), new in changed.items():
        words = list(lines[line].words)
        words[index] = replace(words[index], text=new.text)
        lines[line] = replace(lines[line], words=tuple(words))
    return replace(page, lines=tuple(lines))


def _labelled(page: OcrPage, rectangles: Sequence[Rectangle], boxes: Sequence[Box]) -> OcrPage:
    """The page as it reads with the boxes on it: in each its label, and nothing else of what lies under it."""
    if not rectangles:
        return page
    labels = {rectangle.text for rectangle in rectangles}
    lines = [replace(line, words=tuple(_kept(line, boxes, labels))) for line in page.lines]
    for rectangle, box in zip(rectangles, boxes, strict=True):
        if any(word.text and holds([box], word.box) for line in lines for word in line.words):
            continue
        before = (at for at, line in enumerate(lines) if line.box.top >= box.top)
        lines.insert(next(before, len(lines)), _label(rectangle.text, box))
    return replace(page, lines=tuple(lines))


def _kept(line: OcrLine, boxes: Sequence[Box], labels: set[str]) -> list[OcrWord]:
    within = (word for word in line.words if word.text)
    return [word for word in within if not holds(boxes, word.box) or any(label in word.text for label in labels)]


def _label(text: str, box: Box) -> OcrLine:
    """A label as one line at the top of its box."""
    words = text.split()
    share = box.width / len(words)
    height = max(1, min(box.height, round(share)))
    places = (
        Box(round(box.left + at * share), box.top, round(box.left + (at + 1) * share), box.top + height)
        for at in range(len(words))
    )
    read = tuple(OcrWord(word, place, 1.0) for word, place in zip(words, places, strict=True))
    return OcrLine(read, Box(box.left, box.top, box.right, box.top + height), 1.0)
