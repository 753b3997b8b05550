"""A PDF document whose copy keeps its pages: names are replaced in the content streams.

Page by page: what can be edited for certain is edited in place, every other page is
worked on as pixels. Afterwards the copy is drawn and laid beside the original; a page
that differs where nothing was edited becomes a picture too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from redactor.errors import HeldError, UnreadableError
from redactor.formats.base import Hidden, Illustration, PageBox, WrittenFile
from redactor.formats.flat import check_plan_keys
from redactor.formats.pdf.boxes import letter_boxes
from redactor.formats.pdf.container import prepare, rebuild, recoder, strings
from redactor.formats.pdf.inplace.boxed import Boxes
from redactor.formats.pdf.inplace.collecting import paused
from redactor.formats.pdf.inplace.comparing import differing_pages
from redactor.formats.pdf.inplace.fallback import make_pictures
from redactor.formats.pdf.inplace.pages import PageRecords
from redactor.formats.pdf.inplace.painting import paint_pages
from redactor.formats.pdf.inplace.passages import Passage, passages_of
from redactor.formats.pdf.inplace.reading import read_pages
from redactor.formats.pdf.inplace.records import Box
from redactor.formats.pdf.inplace.writing import BROKEN, Writing
from redactor.formats.pdf.opening import open_plain, plain_bytes
from redactor.formats.pdf.raster.layer import shown_size
from redactor.formats.pdf.scans import PdfPictures, PixelPages
from redactor.model import Notice, Plan, Rectangle, Segment, SegmentRole, rewritten

_OTHERWISE = "Leave out --no-raster, print the original document to a new PDF, or use the Word file."
_BOXED = "a part of it is removed"
_DIFFERENT = "it would look different where nothing was replaced"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy, and where it may look different.

    Attributes:
        file: The copy.
        bands: The boxes of each page (from 1) that were edited, pictures included, in points.
    """

    file: WrittenFile
    bands: Mapping[int, tuple[Box, ...]]


class _Opened:
    """The prepared file opened and read: what writing changes, and so can be used for one copy only.

    Raises:
        UnreadableError: if its text cannot be followed.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self.pdf = pikepdf.open(io.BytesIO(data))
            self.records = PageRecords(self.pdf)
            self.content = read_pages(self.records)
        except BROKEN:
            raise UnreadableError(
                "The text of the PDF cannot be read.",
                next_step="Open it in a PDF reader, print it to a new PDF, and use that one.",
            ) from None


class InPlaceDocument:
    """A PDF as read.

    Args:
        untrusted_data: The bytes of the file.
        raster: Whether pages that cannot be edited in place are worked on as pixels;
            otherwise they hold the document.
    """

    def __init__(self, untrusted_data: bytes, *, raster: bool = True) -> None:
        with open_plain(untrusted_data) as pdf:
            self._changes, prepared = prepare(pdf)
            self._strings = strings(pdf)
            self._data = plain_bytes(pdf)
            self._sizes = tuple(shown_size(page) for page in pdf.pages)
        with paused():
            opened = _Opened(self._data)
            self._passages = passages_of(opened.content)
        self._unfit = dict(opened.content.unfit)
        self._pictures = PdfPictures(opened.content.pictures)
        self._raster = raster
        self._pixels = PixelPages(self._data, self._unfit if raster else {})
        self._by_key = {passage.segment.key: passage for passage in self._passages}
        self._opened: _Opened | None = opened
        self._prepared = prepared
        beside = (Segment(item.key, item.text, item.place, SegmentRole.ATTRIBUTE) for item in self._strings)
        own = (passage.segment for passage in self._passages)
        self._segments = (*own, *self._pixels.segments, *self._pictures.segments, *beside)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Body in reading order, running lines page by page, turned and hidden text, texts beside the pages."""
        return self._segments

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Its pictures; see ``base.Illustrated``."""
        return self._pictures.illustrations

    @property
    def drawable(self) -> bytes:
        """The file that its pages can be drawn from; see ``base.Paged``."""
        return self._data

    def page_size(self, number: int) -> tuple[float, float] | None:
        """Width and height of a page as shown; see ``base.Paged``."""
        return self._sizes[number - 1] if 1 <= number <= len(self._sizes) else None

    def letter_boxes(self, key: str) -> tuple[PageBox | None, ...]:
        """Where each code point of a segment stands; see ``base.Paged``."""
        if key not in self._by_key:
            return self._pixels.letter_boxes(key)
        passage = self._by_key[key]
        return letter_boxes(
            ((line.page, word) for line in passage.lines for word in line.words),
            passage.marks,
            passage.angle,
            lambda number: self._sizes[number - 1][1],
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is worked on as pixels, what is hidden, and what cannot be read."""
        return self.notices_beside(())

    def notices_beside(self, rectangles: Sequence[Rectangle]) -> tuple[Notice, ...]:
        """The notices as they are if parts of pages are gone; see ``base.Paged``."""
        return (
            *self._prepared,
            *(_held(self._unfit) if not self._raster else ()),
            *self._pixels.notices_beside(rectangles),
            *_pictured(self._boxed(rectangles), raster=self._raster),
            *self._pictures.notices,
            *_hidden(self._passages),
        )

    def _boxed(self, rectangles: Sequence[Rectangle]) -> dict[int, str]:
        """The pages with text of which a part is removed, with the reason why they become pictures."""
        pages = sorted({rectangle.page for rectangle in rectangles if rectangle.page is not None})
        return {number: _BOXED for number in pages if number not in self._unfit}

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:  # noqa: ARG002 - hidden text is in the plan
        """Write a copy; see ``base.OpenDocument``. The same input gives the same bytes.

        Raises:
            HeldError: as there, and if a page would have to become a picture where none may.
        """
        return self.copy(plan, cleared=cleared).file

    def copy(self, plan: Plan, *, cleared: frozenset[str]) -> Copy:
        """Write a copy, and say where its pages were edited; as ``write``."""
        edits = plan.by_segment()
        check_plan_keys(edits, {segment.key for segment in self._segments})
        texts = {item.key: rewritten(item.text, edits[item.key]) for item in self._strings if item.key in edits}
        opened, self._opened = self._opened or _Opened(self._data), None
        with paused(), opened.pdf as pdf:
            boxes = Boxes([part for part in plan.rectangles if part.page in opened.content.usage.pages], self._sizes)
            writing = Writing(opened.records, opened.content.usage, self._passages, edits, boxes)
            try:
                changes = writing.run()
            except BROKEN:
                raise HeldError(
                    "The lines of the PDF cannot be set anew.",
                    next_step="Run again with --retypeset, or use the Word file of this document.",
                ) from None
            changes += self._pixels.write(pdf, edits, plan.rectangles)
            changes += self._pictures.treat(pdf, plan, cleared)
            unfit = {**self._boxed(plan.rectangles), **writing.unfit}
            self._check_raster({**unfit, **writing.failed})
            edited = {number: why for number, why in unfit.items() if number not in writing.failed}
            changes += make_pictures(pdf, self._data, edited, writing.bands, boxes)
            changes += paint_pages(pdf, writing.failed, self._passages, edits, plan.rectangles)
            recode = recoder(self._strings, texts)
            rebuilt = rebuild(pdf, recode, writing.written)
            pages = [number for number in writing.pages if number not in unfit | writing.failed]
            different = dict.fromkeys(differing_pages(self._data, rebuilt.data, writing.bands, pages), _DIFFERENT)
            if different:
                self._check_raster(different)
                changes += make_pictures(pdf, self._data, different, writing.bands, boxes)
                rebuilt = rebuild(pdf, recode)
        file = WrittenFile(rebuilt.data, (*self._changes, *changes, *rebuilt.changes))
        return Copy(file, {number: tuple(boxes) for number, boxes in writing.bands.items()})

    def _check_raster(self, pages: Mapping[int, str]) -> None:
        """Hold the document if pages would have to become pictures where none may."""
        if pages and not self._raster:
            number, reason = min(pages.items())
            raise HeldError(f"Page {number} cannot be edited: {reason}.", next_step=_OTHERWISE)


def _held(unfit: Mapping[int, str]) -> Iterator[Notice]:
    for number, reason in unfit.items():
        yield Notice(f"Page {number} cannot be edited: {reason}.", f"page {number}", holds=True, next_step=_OTHERWISE)


def _pictured(pages: Mapping[int, str], *, raster: bool) -> Iterator[Notice]:
    """Pages of which a part is removed: pictures, or where none may be a reason to hold."""
    if not raster:
        yield from _held(pages)
        return
    for number, reason in pages.items():
        yield Notice(f"Page {number} becomes a picture: {reason}.", f"page {number}")


def _hidden(passages: Sequence[Passage]) -> Iterator[Notice]:
    kinds: dict[str, set[int]] = {}
    for passage in passages:
        if passage.segment.hidden and passage.segment.place.page is not None:
            kinds.setdefault(passage.segment.place.part, set()).add(passage.segment.place.page)
    for kind, pages in kinds.items():
        yield Notice(f"There are {kind}.", "page " + ", ".join(map(str, sorted(pages))))
