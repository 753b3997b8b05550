"""Replacement in place in files of LibreOffice: tags, and nothing that tells how long a name was."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from tests.formats.conftest import Convert, replacing

from redactor.formats.pdf.inplace.document import InPlaceDocument

EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
NAMES = ("Al Ox", "Karen Oldroyd", "Bernadette Featherstonehaugh")
STORY = (
    "The health visitor {n} came on Monday and weighed the baby, and wrote in the record that nobody had asked. "
    "On Thursday {n} rang the school, which had seen nothing, and the doctor, who had seen a bruise and had been told "
    "of a fall from the sofa. It was the third call in a week. The manager and {n} agreed to hold a meeting."
)
NOBODY = "Nobody is named in this paragraph, and it is long enough to show where the lines of the page end. " * 3


def _made(name: str, path: Path) -> Path:
    """A report in which each paragraph that names somebody is the last thing on its page."""
    document = docx.Document()
    document.add_heading("Overview Report", 1)
    for alignment in (ALIGN.LEFT, ALIGN.JUSTIFY):
        for _ in range(2):
            document.add_paragraph(NOBODY).alignment = alignment
            document.add_paragraph(STORY.format(n=name)).alignment = alignment
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph(f"Interview with {name} on 3 May").alignment = ALIGN.CENTER
    document.add_paragraph(f"Signed by {name}").alignment = ALIGN.RIGHT
    underlined = document.add_paragraph("The child said that ")
    underlined.add_run(name).underline = True
    underlined.add_run(" was kind.")
    document.add_paragraph(f"First point about {name}", style="List Bullet")
    table = document.add_table(2, 3)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("Date", "Event", "Source"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("1 May", "Call", f"{name}"), strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = f"Case of {name}"
    document.save(str(path))
    return path


@pytest.mark.slow
@pytest.mark.needs_libreoffice
def test_three_names_give_the_same_content_and_the_same_fonts(tmp_path: Path, soffice: Convert) -> None:
    copies: list[tuple[list[bytes], list[bytes], int]] = []
    for number, name in enumerate(NAMES[:2]):
        data = soffice(_made(name, tmp_path / f"r{number}.docx"), EXPORT).read_bytes()
        document = InPlaceDocument(data)
        copy = document.write(replacing(document, {name: "HV1"}), cleared=frozenset()).data
        with pikepdf.open(io.BytesIO(copy)) as pdf:
            lines = [line for page in pdf.pages for line in page.Contents.read_bytes().splitlines()]
            fonts = [
                font.read_bytes()
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and isinstance(font := item.get("/FontFile2"), pikepdf.Stream)
            ]
            copies.append((lines, fonts, _marks(pdf)))
    assert len(copies[0][0]) > 200
    assert copies[0] == copies[1]


def _marks(pdf: pikepdf.Pdf) -> int:
    """How many elements the structure tree has."""
    return sum(1 for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") is not None)
