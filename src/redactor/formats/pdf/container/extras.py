"""What the catalogue holds beside pages, tags, bookmarks and labels: counted, never copied (ISO 32000-2 7.7.2)."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary

from redactor.formats.pdf.container.record import Record
from redactor.formats.pdf.container.values import mapping_of

_EXTRAS = {
    "/OpenAction": "actions on opening",
    "/AA": "actions on opening",
    "/Collection": "a portfolio",
    "/PieceInfo": "private data of programs",
    "/Threads": "article threads",
    "/AF": "associated files",
    "/Perms": "signatures",
    "/DSS": "signatures",
    "/Dests": "named destinations (links within the document stay)",
    "/SpiderInfo": "private data of programs",
}


def count_extras(pdf: pikepdf.Pdf, record: Record) -> None:
    """Count what the catalogue holds beside pages, tags, bookmarks and labels."""
    for key, what in _EXTRAS.items():
        record.drop(what, int(key in pdf.Root))
    names = mapping_of(pdf.Root.get("/Names"))
    record.drop("scripts", int("/JavaScript" in names))
    if "/EmbeddedFiles" in names:
        record.drop("attached files and media", max(1, len(pdf.attachments)))
    record.drop("document metadata (XMP)", int("/Metadata" in pdf.Root))
    info = pdf.trailer.get("/Info")
    if isinstance(info, Dictionary):
        record.drop("author, dates and other properties", sum(1 for key in info.keys() if key != "/Title"))  # noqa: SIM118
