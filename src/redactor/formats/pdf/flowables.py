"""Reportlab's paragraph and table with marked content around what they draw."""

from __future__ import annotations

from typing import Any, Self

from reportlab.platypus import Paragraph
from reportlab.platypus import Table as PlainTable

from redactor.formats.pdf.tagging import Element, Tags


def emit(canvas: Any, operators: str) -> None:
    """Put operators into the page's content, between what reportlab writes."""
    canvas._code.append(operators)


class TaggedParagraph(Paragraph):
    """A paragraph that belongs to an element of the structure tree; its parts after a page break do too."""

    _tags: Tags | None = None
    _element: Element | None = None
    _outline: tuple[str, int] | None = None

    def tagged(self, tags: Tags, element: Element, outline: tuple[str, int] | None = None) -> Self:
        """Say where it belongs; ``outline`` is (words, depth from 0) for a bookmark."""
        self._tags, self._element, self._outline = tags, element, outline
        return self

    def split(self, avail_width: float, avail_height: float) -> list[Any]:
        """Split as usual; the parts stay tagged, and only the first is a bookmark."""
        parts: list[Any] = super().split(avail_width, avail_height)
        for number, part in enumerate(parts):
            if isinstance(part, TaggedParagraph) and self._tags is not None and self._element is not None:
                part.tagged(self._tags, self._element, self._outline if number == 0 else None)
        return parts

    def draw(self) -> None:
        """Draw between BDC and EMC."""
        canvas = self.canv
        if self._tags is None or self._element is None:
            super().draw()
            return
        if self._outline is not None:
            words, depth = self._outline
            key = f"h{self._tags.next_bookmark()}"
            canvas.bookmarkHorizontal(key, 0, self.height)
            canvas.addOutlineEntry(words, key, depth, closed=False)
        mcid = self._tags.mark(self._element, canvas.getPageNumber())
        emit(canvas, f"/{self._element.kind} <</MCID {mcid}>> BDC")
        super().draw()
        emit(canvas, "EMC")


class TaggedTable(PlainTable):
    """A table whose lines and shading are artifacts; its cells tag themselves."""

    def _drawBkgrnd(self) -> None:  # noqa: N802
        emit(self.canv, "/Artifact BMC")
        super()._drawBkgrnd()  # type: ignore[misc]
        emit(self.canv, "EMC")

    def _drawLines(self) -> None:  # noqa: N802
        emit(self.canv, "/Artifact BMC")
        super()._drawLines()  # type: ignore[misc]
        emit(self.canv, "EMC")
