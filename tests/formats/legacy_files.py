"""Older files as LibreOffice writes them, each made once for all tests, and protected ones."""

from __future__ import annotations

import io
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import docx
import msoffcrypto  # type: ignore[import-untyped]
import openpyxl
import pikepdf
from pptx import Presentation
from reportlab.pdfgen.canvas import Canvas

NAME = "Karen Oldroyd"
SENTENCE = f"The social worker, {NAME}, visited the flat on 3 June 2011."


def report(*extra: str) -> bytes:
    """A small Word document: heading, paragraphs, a table, a header."""
    document = docx.Document()
    document.add_heading("IMR of Children’s Social Care", 1)
    for text in (SENTENCE, "She found the flat cold. 😀 It was a Tuesday.", *extra):
        document.add_paragraph(text)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text = "Health visitor"
    table.rows[0].cells[1].text = "Marek Wisniowski"
    document.sections[0].header.paragraphs[0].text = f"Written by {NAME}"
    return _saved(document)


def workbook() -> bytes:
    """A small chronology."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Chronology"
    for row in (("Date", "Event", "Source"), ("3 June 2011", f"Visit by {NAME}", NAME)):
        sheet.append(row)
    return _saved(book)


def slides() -> bytes:
    """One slide."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Lessons"
    slide.placeholders[1].text = SENTENCE
    return _saved(deck)


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


_MADE_FROM = {"doc": report, "rtf": report, "odt": report, "xls": workbook, "ppt": slides}
_MODERN = {report: "docx", workbook: "xlsx", slides: "pptx"}


@cache
def older(extension: str) -> bytes:
    """The same content in an older format (extension without its dot), written by LibreOffice."""
    make = _MADE_FROM[extension]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        original = folder / f"made.{_MODERN[make]}"
        original.write_bytes(make())
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", extension, "--outdir", name, str(original)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / f"made.{extension}").read_bytes()


def protected(data: bytes, password: str) -> bytes:
    """An Office file of the new kind with a password."""
    office = msoffcrypto.OfficeFile(io.BytesIO(data))
    out = io.BytesIO()
    office.encrypt(password, out)
    return out.getvalue()


def pdf(text: str = SENTENCE) -> bytes:
    """A PDF of one line."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, text)
    canvas.save()
    return buffer.getvalue()


def protected_pdf(user: str, owner: str) -> bytes:
    """The PDF with passwords; without one for the user it opens, but forbids copying."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user=user, owner=owner))
    return buffer.getvalue()
