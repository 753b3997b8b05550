"""PDF documents: replaced in place, page by page, or on request set anew as clean tagged PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from redactor.formats.base import Adapter, OpenDocument
from redactor.formats.pdf.document import PdfDocument
from redactor.formats.pdf.inplace.document import InPlaceDocument


class PdfPages(StrEnum):
    """What becomes of the pages of PDFs."""

    IN_PLACE = "in place"
    """Edited in place; what cannot be becomes a picture."""
    NO_RASTER = "no raster"
    """Edited in place; what cannot be holds the document."""
    RETYPESET = "retypeset"
    """Set anew from the text."""


@dataclass(frozen=True, slots=True)
class PdfAdapter:
    """Reads PDF.

    Attributes:
        pages: What becomes of the pages.
    """

    name: str = "pdf"
    pages: PdfPages = PdfPages.IN_PLACE

    @property
    def extensions(self) -> Mapping[str, str]:
        """PDF stays PDF."""
        return {".pdf": ".pdf"}

    def recognises(self, data: bytes) -> bool:
        """Whether the PDF mark stands near the start."""
        return b"%PDF-" in data[:1024]

    def open(self, data: bytes) -> OpenDocument:
        """Read a PDF; see ``base.Adapter``."""
        if self.pages is PdfPages.RETYPESET:
            return PdfDocument(data)
        return InPlaceDocument(data, raster=self.pages is PdfPages.IN_PLACE)


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this package."""
    return (PdfAdapter(),)
