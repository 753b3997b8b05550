"""A tagged, accessible PDF of a Word file, made by LibreOffice and rebuilt (ISO 14289-1).

The converter writes tags, bookmarks and alternative texts; it also writes its own name,
dates and whatever the Word file holds. The container is therefore rebuilt like that of
every other PDF. What the converter does is not trusted: the PDF is verified in its own right.
"""

from __future__ import annotations

import json

import pikepdf

from redactor.formats.base import WrittenFile
from redactor.formats.legacy import libreoffice
from redactor.formats.legacy.sources import Family, Source
from redactor.formats.pdf.container import prepare, rebuild, recoder, strings
from redactor.formats.pdf.opening import open_plain

_OPTIONS = {
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "ExportNotes": {"type": "boolean", "value": "false"},
    "ExportFormFields": {"type": "boolean", "value": "false"},
    "SelectPdfVersion": {"type": "long", "value": "17"},
}
_WORD_TO_PDF = Source(".docx", "a Word file", Family(".pdf", f"writer_pdf_Export:{json.dumps(_OPTIONS)}"))


def is_available() -> bool:
    """Whether the program that makes the PDF is on this computer."""
    return libreoffice.program() is not None


def pdf_of_word(word: bytes, *, title: str = "") -> WrittenFile:
    """Make a PDF of a finished, anonymised Word file.

    Args:
        word: The bytes of the file.
        title: The title shown where the Word file has none; already coded.

    Raises:
        UnsupportedFormatError: if LibreOffice is not installed.
        UnreadableError: if it fails.
        HeldError: if what it writes cannot be rebuilt.
    """
    made = libreoffice.convert(word, _WORD_TO_PDF)
    with open_plain(made) as pdf:
        changes, _ = prepare(pdf)
        told = strings(pdf)
        if title and not any(string.key.startswith("title") for string in told):
            pdf.docinfo["/Title"] = title
            told = strings(pdf)
        _describe_links(pdf)
        rebuilt = rebuild(pdf, recoder((*told, *strings(pdf)), {}))
    return WrittenFile(rebuilt.data, (*changes, *rebuilt.changes), retypeset=True)


def _describe_links(pdf: pikepdf.Pdf) -> None:
    """Give every link a description, as PDF/UA asks (ISO 14289-1 7.18.5): its address, or where it leads."""
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        for item in list(annotations) if isinstance(annotations, pikepdf.Array) else []:
            if isinstance(item, pikepdf.Dictionary) and "/Contents" not in item:
                action = item.get("/A")
                address = action.get("/URI") if isinstance(action, pikepdf.Dictionary) else None
                item.Contents = (
                    address if isinstance(address, pikepdf.String) else pikepdf.String("link in the document")
                )
