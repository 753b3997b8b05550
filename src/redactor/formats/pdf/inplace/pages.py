"""The pages of an open document as interpreted: read when they are asked for, the first ones kept.

A long document is never held as a whole. What is kept between reading and writing is
bounded by a number of glyphs, of one document and of all that are open; pages beyond it
are followed a second time when they are written.
"""

from __future__ import annotations

import threading
import weakref

import pikepdf

from redactor.formats.pdf.inplace.fonts import Fonts
from redactor.formats.pdf.inplace.hidden import look_closely
from redactor.formats.pdf.inplace.interpreter import read_page
from redactor.formats.pdf.inplace.records import PageRecord

MOST_KEPT = 150_000
"""Glyphs of one document; a page of text has about 2,000 to 3,000, a glyph takes some 200 bytes."""
MOST_TOGETHER = 1_200_000
"""Glyphs of all documents of a process: a case may have many."""


class _Kept:
    """How many glyphs a document keeps, and how many all of them do."""

    together = 0
    _lock = threading.RLock()  # a document may be let go, by garbage collection, while another asks

    def __init__(self) -> None:
        self._own = 0

    def take(self, count: int) -> bool:
        """Whether so many more may be kept; they count from now on."""
        with self._lock:
            fits = self._own + count <= MOST_KEPT and _Kept.together + count <= MOST_TOGETHER
            if fits:
                self._own += count
                _Kept.together += count
            return fits

    def give_back(self, count: int | None = None) -> None:
        """So many are let go; without a number all that are left."""
        with self._lock:
            count = self._own if count is None else count
            self._own -= count
            _Kept.together -= count


class PageRecords:
    """The records of one document's pages.

    Args:
        pdf: The document; it stays open as long as its records are used.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self._fonts = Fonts()
        self._kept: dict[int, PageRecord] = {}
        self._glyphs = _Kept()
        weakref.finalize(self, self._glyphs.give_back).atexit = False  # of a document that is never written

    def __getitem__(self, number: int) -> PageRecord:
        """A page, from 1, with its twins found and its hidden glyphs marked."""
        record = self._kept.get(number)
        if record is None:
            record = read_page(self.pdf.pages[number - 1], self._fonts)
            look_closely(record)
            if self._glyphs.take(len(record.glyphs())):
                self._kept[number] = record
        return record

    def done(self, record: PageRecord) -> None:
        """Let go of a page that was read, unless it is kept until it is written."""
        if not any(record is kept for kept in self._kept.values()):
            record.release()

    def forget(self, number: int, record: PageRecord | None) -> None:
        """Let go of a page that was written, or needs no writing.

        Args:
            number: From 1.
            record: The page, if it was asked for.
        """
        kept = self._kept.pop(number, None)
        if kept is not None:
            self._glyphs.give_back(len(kept.glyphs()))
        for held in (kept, record):
            if held is not None:
                held.release()
