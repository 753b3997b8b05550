"""PDF documents: read, and re-typeset as clean tagged PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redactor.formats.base import Adapter, OpenDocument
from redactor.formats.pdf.inplace.document import InPlaceDocument


@dataclass(frozen=True, slots=True)
class PdfAdapter:
    """Reads PDF."""

    name: str = "pdf"

    @property
    def extensions(self) -> Mapping[str, str]:
        """PDF stays PDF."""
        return {".pdf": ".pdf"}

    def recognises(self, data: bytes) -> bool:
        """Whether the PDF mark stands near the start."""
        return b"%PDF-" in data[:1024]

    def open(self, data: bytes) -> OpenDocument:
        """Read a PDF; see ``base.Adapter``."""
        return InPlaceDocument(data)


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this package."""
    return (PdfAdapter(),)
