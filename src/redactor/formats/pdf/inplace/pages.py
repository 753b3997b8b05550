"""The pages of an open document as interpreted: read when they are asked for, the first ones kept.

A long document is never held as a whole. What is kept between reading and writing is
bounded by a number of glyphs; pages beyond it are followed a second time when they
are written.
"""

from __future__ import annotations

import pikepdf

from redactor.formats.pdf.inplace.fonts import Fonts
from redactor.formats.pdf.inplace.hidden import look_closely
from redactor.formats.pdf.inplace.interpreter import read_page
from redactor.formats.pdf.inplace.records import PageRecord

_MOST_KEPT = 120_000
"""Glyphs; a page of text has about 2,000, a glyph takes some 200 bytes."""


class PageRecords:
    """The records of one document's pages.

    Args:
        pdf: The document; it stays open as long as its records are used.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self._fonts = Fonts()
        self._kept: dict[int, PageRecord] = {}
        self._room = _MOST_KEPT

    def __getitem__(self, number: int) -> PageRecord:
        """A page, from 1, with its twins found and its hidden glyphs marked."""
        record = self._kept.get(number)
        if record is None:
            record = read_page(self.pdf.pages[number - 1], self._fonts)
            look_closely(record)
            size = len(record.glyphs())
            if size <= self._room:
                self._room -= size
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
            self._room += len(kept.glyphs())
        for held in (kept, record):
            if held is not None:
                held.release()
