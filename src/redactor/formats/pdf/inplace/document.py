"""A PDF document whose copy keeps its pages: names are replaced in the content streams.

Page by page: what can be edited for certain is edited in place, every other page is
worked on as pixels. Afterwards the copy is drawn and laid beside the original; a copy
that differs where nothing was edited is not handed out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import pikepdf

from redactor.errors import HeldError, UnreadableError
from redactor.formats.base import Hidden, Illustration, PageBox, WrittenFile
from redactor.formats.flat import check_plan_keys
from redactor.formats.pdf.boxes import letter_boxes
from redactor.formats.pdf.container import prepare, rebuild, recoder, strings
from redactor.formats.pdf.inplace.comparing import differing_pages
from redactor.formats.pdf.inplace.interpreter import Fonts
from redactor.formats.pdf.inplace.passages import Passage, passages_of
from redactor.formats.pdf.inplace.reading import read_pages
from redactor.formats.pdf.inplace.writing import Writing
from redactor.formats.pdf.opening import open_plain, plain_bytes
from redactor.formats.pdf.scans import PdfPictures, PixelPages
from redactor.model import Notice, Plan, Segment, SegmentRole, rewritten

_BROKEN = (pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a hostile or broken page can cause where its objects are not what the standard says."""


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
        with pikepdf.open(io.BytesIO(self._data)) as pdf:
            try:
                content = read_pages(pdf, Fonts())
            except _BROKEN:
                raise UnreadableError(
                    "The text of the PDF cannot be read.",
                    next_step="Open it in a PDF reader, print it to a new PDF, and use that one.",
                ) from None
            self._unfit = dict(content.unfit)
            self._pictures = PdfPictures(pdf, self._unfit)
        self._pixels = PixelPages(self._data, self._unfit if raster else {})
        self._passages = passages_of(content)
        self._by_key = {passage.segment.key: passage for passage in self._passages}
        self._notices = (
            *prepared,
            *(_held(self._unfit) if not raster else ()),
            *self._pixels.notices,
            *self._pictures.notices,
            *_hidden(self._passages),
        )
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

    def letter_boxes(self, key: str) -> tuple[PageBox | None, ...]:
        """Where each code point of a segment stands; see ``base.Paged``."""
        if key not in self._by_key:
            return self._pixels.letter_boxes(key)
        passage = self._by_key[key]
        return letter_boxes(
            ((line.page, word) for line in passage.lines for word in line.words), passage.marks, passage.angle
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is worked on as pixels, what is hidden, and what cannot be read."""
        return self._notices

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:  # noqa: ARG002 - hidden text is in the plan
        """Write a copy; see ``base.OpenDocument``. The same input gives the same bytes.

        Raises:
            HeldError: as there, and if a page of the copy differs where nothing was edited.
        """
        edits = plan.by_segment()
        check_plan_keys(edits, {segment.key for segment in self._segments})
        texts = {item.key: rewritten(item.text, edits[item.key]) for item in self._strings if item.key in edits}
        with pikepdf.open(io.BytesIO(self._data)) as pdf:
            writing = Writing(pdf, self._passages, edits, frozenset(self._unfit))
            try:
                changes = writing.run()
            except _BROKEN:
                raise HeldError(
                    "The lines of the PDF cannot be set anew.",
                    next_step="Run again with --retypeset, or use the Word file of this document.",
                ) from None
            changes += self._pixels.write(pdf, edits)
            changes += self._pictures.treat(pdf, plan, cleared)
            rebuilt = rebuild(pdf, recoder(self._strings, texts))
        different = differing_pages(self._data, rebuilt.data, writing.bands, writing.pages)
        if different:
            numbers = ", ".join(map(str, different[:10]))
            raise HeldError(
                f"The copy would look different where nothing was replaced (page {numbers}).",
                next_step="Run again with --retypeset, or use the Word file of this document.",
            )
        return WrittenFile(rebuilt.data, (*self._changes, *changes, *rebuilt.changes))


def _held(unfit: Mapping[int, str]) -> Iterator[Notice]:
    for number, reason in unfit.items():
        step = "Leave out --no-raster, print the original document to a new PDF, or use the Word file."
        yield Notice(f"Page {number} cannot be edited: {reason}.", f"page {number}", holds=True, next_step=step)


def _hidden(passages: Sequence[Passage]) -> Iterator[Notice]:
    kinds: dict[str, set[int]] = {}
    for passage in passages:
        if passage.segment.hidden and passage.segment.place.page is not None:
            kinds.setdefault(passage.segment.place.part, set()).add(passage.segment.place.page)
    for kind, pages in kinds.items():
        yield Notice(f"There are {kind}.", "page " + ", ".join(map(str, sorted(pages))))
