"""Replacement in place in files of LibreOffice: tags, and nothing that tells how long a name was."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from pdfminer.high_level import extract_text
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


def _made(name: str, path: Path, *, columns: int) -> Path:
    """A report in which each paragraph that names somebody is the last thing on its page.

    In a table of three columns the longest name takes two lines of its cell, in one of two columns one.
    """
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
    rows = (("Date", "Source", "Event"), ("1 May", name, "Call"), ("2 May", "School", "Visit"), ("3 May", name, "Call"))
    table = document.add_table(len(rows), columns)
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    document.sections[0].header.paragraphs[0].text = f"Case of {name}"
    document.save(str(path))
    return path


@dataclass(frozen=True)
class Released:
    """What a copy tells.

    Attributes:
        lines: Of its content streams.
        fonts: Its font programs.
        tree: Its structure: type and kids of each element.
        pdfium, pdfminer: Its words, and those of the original with the name replaced.
    """

    lines: list[str]
    fonts: list[bytes]
    tree: list[object]
    pdfium: tuple[list[str], list[str]]
    pdfminer: tuple[list[str], list[str]]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, soffice: Convert) -> dict[int, list[Released]]:
    """By number of columns, the copies of one report with three names, made by LibreOffice."""
    folder = tmp_path_factory.mktemp("names")
    found: dict[int, list[Released]] = {}
    for columns in (2, 3):
        for number, name in enumerate(NAMES):
            data = soffice(_made(name, folder / f"r{columns}{number}.docx", columns=columns), EXPORT).read_bytes()
            document = InPlaceDocument(data)
            copy = document.write(replacing(document, {name: "HV1"}), cleared=frozenset()).data
            found.setdefault(columns, []).append(_told(data, copy, name))
    return found


def _told(data: bytes, copy: bytes, name: str) -> Released:
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        lines = [line.decode("latin-1") for page in pdf.pages for line in page.Contents.read_bytes().splitlines()]
        fonts = [
            font.read_bytes()
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and isinstance(font := item.get("/FontFile2"), pikepdf.Stream)
        ]
        tree = _tree(pdf.Root.StructTreeRoot)
    return Released(
        lines,
        fonts,
        tree,
        (_by_pdfium(copy).split(), " ".join(_by_pdfium(data).split()).replace(name, "HV1").split()),
        (_by_pdfminer(copy).split(), " ".join(_by_pdfminer(data).split()).replace(name, "HV1").split()),
    )


def _tree(node: Any) -> list[object]:
    kids = node.get("/K")
    below = list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]
    return [str(node.get("/S")), *(_tree(kid) for kid in below if isinstance(kid, pikepdf.Dictionary) and "/S" in kid)]


def _by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _by_pdfminer(data: bytes) -> str:
    return extract_text(io.BytesIO(data))


@pytest.mark.slow
@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("columns", [2, 3])
def test_three_names_give_the_same_content_fonts_and_structure(
    released: dict[int, list[Released]], columns: int
) -> None:
    """In three columns the longest name had made its rows a line higher."""
    one, *others = released[columns]
    assert len(one.lines) > 200
    for other in others:
        assert other.lines == one.lines
        assert other.fonts == one.fonts
        assert other.tree == one.tree


@pytest.mark.slow
@pytest.mark.needs_libreoffice
def test_words_and_their_order_are_those_of_the_original_with_the_plan_applied(
    released: dict[int, list[Released]],
) -> None:
    for copies in released.values():
        for copy in copies:
            assert copy.pdfium[0] == copy.pdfium[1]
            assert copy.pdfminer[0] == copy.pdfminer[1]
