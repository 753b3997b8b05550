"""Tagged in, tagged out: PDFs by LibreOffice keep their structure, and copies meet PDF/UA's main demands."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import docx
import pikepdf
import pytest
from corpus.example import COMMITTED
from tests.formats.pdf_ua import outline, problems

from redactor.formats.legacy import libreoffice
from redactor.formats.pdf.container import prepare, rebuild
from redactor.formats.pdf.from_word import _WORD_TO_PDF, pdf_of_word
from redactor.formats.pdf.typeset import Cell, Item, Table, typeset
from redactor.model import SegmentRole

WORD_FILES = sorted(path.name for path in (COMMITTED / "documents").glob("*.docx"))


@cache
def word(name: str) -> bytes:
    return Path(COMMITTED / "documents" / name).read_bytes()


def small() -> bytes:
    document = docx.Document()
    document.core_properties.title = "A report"
    document.add_heading("First heading", 1)
    document.add_paragraph("A paragraph with some words.")
    document.add_heading("Below it", 2)
    for text in ("one", "two"):
        document.add_paragraph(text, style="List Bullet")
    table = document.add_table(2, 2)
    for row in (0, 1):
        for column in (0, 1):
            table.cell(row, column).text = f"cell {row} {column}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def rebuilt(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        prepare(pdf)
        return rebuild(pdf, lambda text: text.replace("e", "3")).data


@pytest.mark.needs_libreoffice
def test_a_pdf_of_a_word_file_meets_the_demands() -> None:
    made = pdf_of_word(small()).data
    assert problems(made) == []
    roles = [item[0] for item in outline(made)[0][2:]]
    assert roles.count("/Table") == 1
    assert "/H1" in roles
    assert "/H2" in roles
    assert roles.count("/L") == 1
    assert pdf_of_word(small()).data == made


@pytest.mark.needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", WORD_FILES)
def test_the_structure_is_the_same_but_for_coded_texts(name: str) -> None:
    before = libreoffice.convert(word(name), _WORD_TO_PDF)
    after = rebuilt(before)
    assert outline(after) == _coded(outline(before))
    mine = {text for text in problems(after) if "link without" not in text}
    assert mine <= set(problems(before)), mine - set(problems(before))


def _coded(branch: object) -> object:
    """The expected tree: alternative texts coded, links without their annotation spans."""
    if isinstance(branch, list) and branch and isinstance(branch[0], str):
        kids = [_coded(kid) for kid in branch[2:]]
        role = "/Span" if branch[0] == "/Link" and not _has_object(branch) else branch[0]
        return [role, branch[1].replace("e", "3"), *kids]
    return [_coded(kid) for kid in branch] if isinstance(branch, list) else branch


def _has_object(branch: object) -> bool:
    return branch == "object" or (isinstance(branch, list) and any(_has_object(kid) for kid in branch))


def test_a_typeset_pdf_meets_the_demands() -> None:
    cells = ((Cell("Name", heading=True), Cell("Role", heading=True)), (Cell("SW1"), Cell("social worker")))
    items: list[Item | Table] = [
        Item("A heading", SegmentRole.HEADING, 1),
        Item("Some words.", SegmentRole.PARAGRAPH, 0),
        Table(cells),
    ]
    assert problems(typeset(items, title="A report")) == []
