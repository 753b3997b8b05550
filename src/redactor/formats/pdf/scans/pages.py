"""Pages that are worked on as pixels, from the document's point of view: segments, and edits by segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from redactor.formats.base import PageBox
from redactor.formats.pdf.boxes import letter_boxes
from redactor.formats.pdf.glyphs import Word
from redactor.formats.pdf.pagework import Edit
from redactor.formats.pdf.raster import RasterPage, Renderer, has_tags, start_tags
from redactor.formats.pdf.raster.words import Spot
from redactor.model import Change, Notice, Place, Rectangle, Replacement, Segment, SegmentRole, on_page

SCAN = "it is a scan"
"""Why a page without text is worked on as pixels."""

_PARAGRAPH_GAP = 0.9
_COLUMN_GAP = 1.5


@dataclass(frozen=True, slots=True)
class _Passage:
    segment: Segment
    marks: tuple[Spot | None, ...]
    words: tuple[Word, ...]


class PixelPages:
    """The pages of one file that cannot be edited in place.

    Args:
        data: The file, prepared, without encryption.
        pages: Number of each page (from 1) and why it is worked on as pixels.

    Raises:
        DrawingError: if a page cannot be drawn.
    """

    def __init__(self, data: bytes, pages: Mapping[int, str]) -> None:
        self._data = data
        self._pages = dict(sorted(pages.items()))
        self._passages: dict[int, list[_Passage]] = {}
        self._doubts: dict[int, tuple[Notice, ...]] = {}
        if self._pages:
            with Renderer(data) as renderer, pikepdf.new() as nothing:
                for number, reason in self._pages.items():
                    read = RasterPage(nothing, number, renderer, reason).read()
                    self._passages[number] = _passages(read.words, number)
                    self._doubts[number] = read.notices

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text of the pages, in paragraphs, page by page; lines are parted by line feeds."""
        return tuple(passage.segment for number in self._pages for passage in self._passages[number])

    def letter_boxes(self, key: str) -> tuple[PageBox | None, ...]:
        """Where each code point of a segment stands; empty for a segment of another page; see ``base.Paged``."""
        for number, passages in self._passages.items():
            for passage in passages:
                if passage.segment.key == key:
                    return letter_boxes(((number, word) for word in passage.words), passage.marks)
        return ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What could not be read, which holds, and which pages are pictures."""
        return self.notices_beside(())

    def notices_beside(self, rectangles: Sequence[Rectangle]) -> tuple[Notice, ...]:
        """The notices as they are if parts of the pages are gone.

        Raises:
            DrawingError: if a page cannot be drawn.
        """
        found: list[Notice] = []
        for number, reason in self._pages.items():
            own = on_page(rectangles, number)
            found += self._doubts_beside(number, own) if own and self._doubts[number] else self._doubts[number]
            found.append(Notice(f"Page {number} is read as a picture: {reason}.", f"page {number}"))
        return tuple(found)

    def _doubts_beside(self, number: int, rectangles: Sequence[Rectangle]) -> tuple[Notice, ...]:
        with Renderer(self._data) as renderer, pikepdf.new() as nothing:
            return RasterPage(nothing, number, renderer, self._pages[number]).doubts(rectangles)

    def write(
        self,
        pdf: pikepdf.Pdf,
        edits: Mapping[str, Sequence[Replacement]],
        rectangles: Sequence[Rectangle] = (),
    ) -> tuple[Change, ...]:
        """Put pictures with the edits painted in, and their unseen words, in the place of the pages.

        Args:
            pdf: The file that is being written; it is changed. One whose every page is a
                picture and that has no tags gets them.
            edits: The plan's replacements by segment key; those of other segments are passed over.
            rectangles: Parts of pages that go with all that is in them.

        Raises:
            RepaintError: if a name cannot be painted out soundly.
        """
        if not self._pages:
            return ()
        if len(self._pages) == len(pdf.pages) and not has_tags(pdf):
            start_tags(pdf)
        changes: list[Change] = []
        with Renderer(self._data) as renderer:
            for number, reason in self._pages.items():
                own = [edit for passage in self._passages[number] for edit in _edits(passage, edits)]
                page = RasterPage(pdf, number, renderer, reason)
                changes += page.apply(own, on_page(rectangles, number))
        return tuple(changes)


def _edits(passage: _Passage, edits: Mapping[str, Sequence[Replacement]]) -> list[Edit]:
    found: list[Edit] = []
    for item in edits.get(passage.segment.key, ()):
        marks = tuple(mark for mark in passage.marks[item.start : item.end] if mark is not None)
        if marks:
            found.append(Edit(marks, item.text, removed=item.kind == "removed"))
    return found


def _passages(words: Sequence[Word], number: int) -> list[_Passage]:
    """Paragraphs of the recognised words, which come in lines from top to bottom."""
    lines: list[list[Word]] = []
    for word in words:
        mark = word.marks[0] if word.marks else None
        last = lines[-1][-1].marks[0] if lines else None
        if lines and isinstance(mark, Spot) and isinstance(last, Spot) and mark.line == last.line:
            lines[-1].append(word)
        else:
            lines.append([word])
    groups: list[list[list[Word]]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_passage(group, number, index) for index, group in enumerate(groups, 1)]


def _goes_on(above: Sequence[Word], below: Sequence[Word]) -> bool:
    height = max(above[0].bottom - above[0].top, below[0].bottom - below[0].top)
    gap = below[0].top - above[0].bottom
    beneath = below[0].x0 < above[-1].x1 and above[0].x0 < below[-1].x1
    return beneath and -height <= gap <= _PARAGRAPH_GAP * height


def _passage(lines: Sequence[Sequence[Word]], number: int, index: int) -> _Passage:
    text = ""
    marks: list[Spot | None] = []
    for line in lines:
        if text:
            text += "\n"
            marks.append(None)
        for position, word in enumerate(line):
            if position:
                wide = word.x0 - line[position - 1].x1 > _COLUMN_GAP * (word.bottom - word.top)
                text += "\t" if wide else " "
                marks.append(None)
            text += word.text
            marks += [mark if isinstance(mark, Spot) else None for mark in word.marks]
    place = Place("scanned page", page=number, paragraph=index)
    segment = Segment(f"s{number}.{index}", text, place, SegmentRole.PARAGRAPH)
    return _Passage(segment, tuple(marks), tuple(word for line in lines for word in line))
