"""The last step of a page that becomes a picture: edits and rectangles painted, words and tags put on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pikepdf
from PIL import Image

from redactor.formats.pdf.pagework import Edit
from redactor.formats.pdf.raster.layer import LayerWord, paragraphs, placed, put_picture
from redactor.formats.pdf.raster.repaint import repaint
from redactor.formats.pdf.raster.rewording import Parted, part, rewordings
from redactor.formats.pdf.raster.tags import add_paragraphs, has_tags
from redactor.formats.rectangles import boxes_of, cover, fill
from redactor.model import Rectangle
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord

_SPACE = 4
"""Pixels between words and the grey behind them."""


def put_painted(
    pdf: pikepdf.Pdf,
    number: int,
    image: Image.Image,
    read: OcrPage,
    edits: Sequence[Edit],
    rectangles: Sequence[Rectangle] = (),
) -> None:
    """Put a painted picture, and its words unseen on top, in the place of a page.

    Args:
        pdf: The file; it is changed.
        number: The page, from 1.
        image: What the page shows, in mode RGB; it is changed.
        read: The words on it.
        edits: What becomes of them.
        rectangles: Parts of the page that go with all that is in them. Their words are not
            painted one by one: the box lies over them, and over all of a word that lies partly in it.

    Raises:
        RepaintError: if a name cannot be painted out soundly.
    """
    boxes = boxes_of(rectangles, image.size)
    parted = part(read, edits, boxes, (rectangle.text for rectangle in rectangles))
    gone = [read.lines[line].words[index].box for line, index in parted.gone]
    fill(image, (*gone, *boxes), "white")
    painted = repaint(image, read, rewordings(read, parted.painted), parted.gone, boxes)
    fill(image, (*gone, *_gaps(painted, read, parted)))
    cover(image, rectangles)
    put_words(pdf, number, image, _labelled(painted, list(_labels(read, parted, rectangles, boxes))))


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


def _gaps(painted: OcrPage, read: OcrPage, parted: Parted) -> Iterator[Box]:
    """What is blank now before words under boxes: how far the words before them had reached must not be seen."""
    for number, index in parted.gone:
        gone, line = read.lines[number].words[index], painted.lines[number]
        before = [w for at, w in enumerate(read.lines[number].words[:index]) if (number, at) not in parted.gone]
        if (number, index - 1) in parted.gone or not before or not line.words:
            continue
        end = max((w.box.right for w in line.words if w.box.left < gone.box.left), default=gone.box.left)
        if end < before[-1].box.right:
            yield Box(end + _SPACE, gone.box.top, max(gone.box.left, end + _SPACE), gone.box.bottom)


def _labels(
    page: OcrPage, parted: Parted, rectangles: Sequence[Rectangle], boxes: Sequence[Box]
) -> Iterator[tuple[str, Box]]:
    """What is read on the boxes: a label where words were, each at its place, else one at the top of the box."""
    for (line, index), text in parted.labels:
        yield text, page.lines[line].words[index].box
    for rectangle, box in zip(rectangles, boxes, strict=True):
        if box not in parted.worded:
            yield rectangle.text, box


def _labelled(page: OcrPage, labels: Iterable[tuple[str, Box]]) -> OcrPage:
    """The page as it reads with the boxes on it."""
    lines = list(page.lines)
    for text, box in labels:
        before = (at for at, line in enumerate(lines) if line.box.top >= box.top)
        lines.insert(next(before, len(lines)), _label(text, box))
    return replace(page, lines=tuple(lines))


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
