"""Pages that cannot be edited in place, handed to those that work on pixels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pikepdf

from redactor.formats.pdf.inplace.passages import Passage
from redactor.formats.pdf.inplace.words import PAGE_FACTOR, Layer
from redactor.formats.pdf.pagework import Edit, Mark
from redactor.formats.pdf.raster import RasterPage, Renderer
from redactor.model import Change, Notice, Replacement


class Pixels:
    """The pages of one document that are worked on as pixels.

    Args:
        renderer: Of the document; ``None`` if such pages hold the document instead.

    Attributes:
        pages: Their numbers, from 1, with the reason.
    """

    def __init__(self, renderer: Renderer | None) -> None:
        self._renderer = renderer
        self._marks: dict[int, Mark] = {}
        self.pages: dict[int, str] = {}

    def read(self, pdf: pikepdf.Pdf, number: int, reason: str) -> tuple[Layer, tuple[Notice, ...]]:
        """Read a page; its words carry numbers as marks, like those of other pages."""
        place = f"page {number}"
        if self._renderer is None:
            step = "Leave out --no-raster, print the original document to a new PDF, or use the Word file."
            return Layer(()), (Notice(f"Page {number} cannot be edited: {reason}.", place, holds=True, next_step=step),)
        self.pages[number] = reason
        read = RasterPage(pdf, number, self._renderer, reason).read()
        words = []
        count = number * PAGE_FACTOR
        for word in read.words:
            self._marks.update(enumerate(word.marks, count))
            words.append(replace(word, marks=tuple(range(count, count + len(word.marks)))))
            count += len(word.marks)
        told = Notice(f"Page {number} becomes a picture with its text below it: {reason}.", place)
        return Layer(tuple(words)), (told, *read.notices)

    def write(
        self,
        pdf: pikepdf.Pdf,
        renderer: Renderer,
        passages: Iterable[Passage],
        edits: Mapping[str, Sequence[Replacement]],
    ) -> tuple[Change, ...]:
        """Carry out the edits on these pages.

        Raises:
            HeldError: if a name cannot be painted out soundly.
        """
        self._renderer = None
        by_page: dict[int, list[Edit]] = {number: [] for number in self.pages}
        for passage in passages:
            for edit in edits.get(passage.segment.key, ()):
                self._share(passage, edit, by_page)
        changes: list[Change] = []
        for number, reason in self.pages.items():
            changes += RasterPage(pdf, number, renderer, reason).apply(by_page[number])
        return tuple(changes)

    def _share(self, passage: Passage, edit: Replacement, by_page: Mapping[int, list[Edit]]) -> None:
        """Give each page its part of an edit: the first has the text, the others only lose letters."""
        marks = [mark for mark in passage.marks[edit.start : edit.end] if mark is not None]
        numbers = list(dict.fromkeys(mark // PAGE_FACTOR for mark in marks))
        for index, number in enumerate(numbers):
            if number in by_page:
                own = tuple(self._marks[mark] for mark in marks if mark // PAGE_FACTOR == number)
                text = edit.text if index == 0 else ""
                by_page[number].append(Edit(own, text, edit.kind == "removed"))
