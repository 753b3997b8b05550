"""The words on a page of pixels, where each code point of a word is a mark of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from redactor import ocr
from redactor.formats.opc.pictures_marks import has_unread_marks
from redactor.formats.pdf.glyphs import Word
from redactor.formats.pdf.pagework import PageWords
from redactor.formats.rectangles import blank, boxes_of, outside
from redactor.model import Notice, Rectangle
from redactor.ocr import Box, OcrError, OcrLine, OcrPage, OcrWord

SURE = 0.8
"""Confidence from which a line is taken as read; below it the other engine is asked."""

_UNSURE = 0.5
_VERY_SURE = 0.9
_LEAST_LETTERS = 3
_PAD = 0.35
_STEP = "Look at the page; type what is written there into a document of its own, or leave the page out."


@dataclass(frozen=True, slots=True)
class Spot:
    """A code point of a recognised word: which line, which word of it, and its offset in the word."""

    line: int
    word: int
    offset: int


def read_picture(image: Image.Image) -> OcrPage:
    """Read a page of pixels; lines that one engine is not sure of are read by the other too.

    Args:
        image: In mode RGB.

    Raises:
        OcrError: if no engine can read it.
    """
    page = ocr.read(image)
    lines = tuple(_second_opinion(image, line) if _is_doubtful(line) else line for line in page.lines)
    return replace(page, lines=lines)


def _is_doubtful(line: OcrLine) -> bool:
    return line.upright and any(word.confidence < SURE and _letters(word.text) >= 2 for word in line.words)


def _second_opinion(image: Image.Image, line: OcrLine) -> OcrLine:
    """The line, its doubtful words as the embedded engine reads them in the line alone."""
    pad = round(_PAD * line.box.height)
    box = Box(line.box.left - pad, line.box.top - pad, line.box.right + pad, line.box.bottom + pad)
    box = box.within(*image.size)
    strip = image.crop((box.left, box.top, box.right, box.bottom))
    try:
        read = ocr.read(strip)
    except OcrError:
        return line
    words = [word for found in read.lines if found.upright for word in found.words]
    return with_second_reading(line, [replace(word, box=_moved(word.box, box.left)) for word in words])


def with_second_reading(line: OcrLine, others: Sequence[OcrWord]) -> OcrLine:
    """A line with a second reading of the same pixels: doubtful words are confirmed or mended.

    A word that both read alike is as sure as the surer of the two; one that they read
    differently is taken from the second if that is sure, and else stays as doubtful as it was.

    Args:
        line: As first read.
        others: The words of the second reading, in pixels of the same picture.
    """
    better: list[OcrWord] = []
    for word in line.words:
        same = sorted((other for other in others if _middle_in(other.box, word.box)), key=lambda other: other.box.left)
        if word.confidence >= SURE or not same:
            better.append(word)
            continue
        text, confidence = "".join(other.text for other in same), min(other.confidence for other in same)
        if _bare(text) == _bare(word.text):
            better.append(replace(word, confidence=max(word.confidence, confidence)))
        elif confidence >= _VERY_SURE:
            better.append(replace(word, text=text, confidence=confidence))
        else:
            better.append(word)
    return replace(line, words=tuple(better), confidence=min(word.confidence for word in better))


def _moved(box: Box, right: int) -> Box:
    return Box(box.left + right, box.top, box.right + right, box.bottom)


def _middle_in(box: Box, other: Box) -> bool:
    """Whether the middle of one box lies between the sides of the other."""
    return other.left <= (box.left + box.right) / 2 < other.right


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def page_words(page: OcrPage, scale: float) -> tuple[Word, ...]:
    """The legible words in points, origin at the top left, with a ``Spot`` for each code point.

    Args:
        page: As read.
        scale: Pixels a point.
    """
    found: list[Word] = []
    for number, line in enumerate(page.lines):
        if not is_text(line):
            continue
        size = round(0.75 * line.box.height / scale * 2) / 2
        for index, word in enumerate(line.words):
            found.append(
                Word(
                    text=word.text,
                    x0=word.box.left / scale,
                    x1=word.box.right / scale,
                    top=line.box.top / scale,
                    bottom=line.box.bottom / scale,
                    size=size,
                    bold=False,
                    marks=tuple(Spot(number, index, offset) for offset in range(len(word.text))),
                )
            )
    return tuple(found)


def is_text(line: OcrLine) -> bool:
    """Whether a line is handed on as text: whatever has letters or digits, sure or not."""
    return any(_letters(word.text) for word in line.words)


def read_page(
    image: Image.Image, scale: float, place: str, *, without: Sequence[Rectangle] = ()
) -> tuple[OcrPage, PageWords]:
    """The words of a page and what of it could not be read.

    Args:
        image: The page, in mode RGB.
        scale: Pixels a point.
        place: For the notices.
        without: Parts of the page that do not count: they are filled with white in ``image``.
    """
    try:
        page = read_picture(image)
    except OcrError as error:
        notice = Notice(error.message, place, holds=True, next_step=error.next_step)
        return OcrPage((), image.width, image.height, ""), PageWords((), (notice,))
    if without:
        blank(image, without)
        page = outside(page, boxes_of(without, image.size))
    return page, PageWords(page_words(page, scale), tuple(_doubts(image, page, place)))


def _doubts(image: Image.Image, page: OcrPage, place: str) -> list[Notice]:
    """Marks that nobody read, words that are not sure, and lines that run aslant."""
    found: list[Notice] = []
    if has_unread_marks(image, page):
        message = "There is more on the page than printed text: handwriting, a signature, a stamp or a picture."
        found.append(Notice(message, place, holds=True, next_step=_STEP))
    unsure = [
        word
        for line in page.lines
        for word in line.words
        if word.confidence < _UNSURE and _letters(word.text) >= _LEAST_LETTERS
    ]
    if unsure:
        message = f"{len(unsure)} words of the page could not be read with confidence."
        found.append(Notice(message, place, holds=True, next_step=_STEP))
    if any(not line.upright and is_text(line) for line in page.lines):
        message = "Some text of the page runs aslant or upwards, where nothing can be replaced reliably."
        found.append(Notice(message, place, holds=True, next_step="Scan the page again, straight."))
    return found


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)
