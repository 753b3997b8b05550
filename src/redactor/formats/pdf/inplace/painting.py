"""Pages whose lines cannot be set anew after all: pictures of them, with the edits painted in.

Nothing has to be recognised: the interpreter knows where each word stands, and what is painted
out is what the plan names. The old content, its fonts and its links are gone from the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pikepdf
from PIL import Image

from redactor.formats.pdf.glyphs import Word, rows_of
from redactor.formats.pdf.inplace.fallback import alone
from redactor.formats.pdf.inplace.passages import Passage
from redactor.formats.pdf.inplace.tokens import page_of, removals
from redactor.formats.pdf.pagework import Edit
from redactor.formats.pdf.raster import Renderer, RepaintError
from redactor.formats.pdf.raster.finishing import put_painted
from redactor.formats.pdf.raster.words import Spot
from redactor.model import Change, Rectangle, Replacement, on_page
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord


def paint_pages(
    pdf: pikepdf.Pdf,
    pages: Mapping[int, str],
    passages: Sequence[Passage],
    edits: Mapping[str, Sequence[Replacement]],
    rectangles: Sequence[Rectangle] = (),
) -> tuple[Change, ...]:
    """Put painted pictures in the place of pages.

    Args:
        pdf: The file that is being written, its pictures as they are published; it is changed.
        pages: Number of each page (from 1) and why its lines cannot be set anew.
        passages: Of the whole document.
        edits: The plan's edits by segment key.
        rectangles: Parts of pages that go with all that is in them.

    Raises:
        DrawingError: if a page cannot be drawn.
        RepaintError: if a name cannot be painted out soundly.
    """
    changes: list[Change] = []
    for number, reason in sorted(pages.items()):
        with Renderer(alone(pdf.pages[number - 1])) as renderer:
            image, scale = renderer.draw(1)
        read, spots = _lines(_visible(passages, number), scale, image)
        own = list(_edits(passages, edits, number, spots))
        put_painted(pdf, number, image, read, own, on_page(rectangles, number))
        changes.append(Change("rewritten", f"a page as a picture: {reason}", f"page {number}"))
    return tuple(changes)


def _visible(passages: Iterable[Passage], number: int) -> list[Word]:
    """The words of a page that a picture of it shows level."""
    shown = (passage for passage in passages if not passage.angle and not passage.segment.hidden)
    return [word for passage in shown for line in passage.lines if line.page == number for word in line.words]


def _lines(words: Sequence[Word], scale: float, image: Image.Image) -> tuple[OcrPage, dict[int, list[Spot]]]:
    """The words in rows, in pixels, and the code points of each glyph among them."""
    found: list[OcrLine] = []
    spots: dict[int, list[Spot]] = {}
    for row in rows_of(words):
        boxes = [_box(word, scale, image) for word in row]
        around = boxes[0]
        for box in boxes[1:]:
            around = around.union(box)
        read = tuple(OcrWord(word.text, box, 1.0) for word, box in zip(row, boxes, strict=True))
        for index, word in enumerate(row):
            for offset, mark in enumerate(word.marks):
                if isinstance(mark, int):
                    spots.setdefault(mark, []).append(Spot(len(found), index, offset))
        found.append(OcrLine(read, around, 1.0))
    return OcrPage(tuple(found), image.width, image.height, ""), spots


def _box(word: Word, scale: float, image: Image.Image) -> Box:
    box = Box(int(word.x0 * scale), int(word.top * scale), int(word.x1 * scale) + 1, int(word.bottom * scale) + 1)
    return box.within(*image.size)


def _edits(
    passages: Iterable[Passage],
    edits: Mapping[str, Sequence[Replacement]],
    number: int,
    spots: Mapping[int, Sequence[Spot]],
) -> Iterator[Edit]:
    """The edits of a page as spots of its words; an edit that begins on another page writes its text there."""
    for passage in passages:
        own = edits.get(passage.segment.key, ())
        if not own or passage.segment.hidden:
            continue
        for marks, text, removed in removals(passage, own):
            here = [mark for mark in marks if page_of(mark) == number]
            if here and passage.angle:
                raise RepaintError(
                    f"Page {number} has a name in a line that is not level.",
                    next_step="Replace the page by its typed text, or leave it out.",
                )
            if here:
                taken = tuple(spot for mark in here for spot in spots[mark])
                yield Edit(taken, text if here[0] == marks[0] else "", removed=removed)
