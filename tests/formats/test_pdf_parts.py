"""Parts of pages of text that somebody removes: the lines beside them keep their words, whatever codes they get."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from tests.e2e.test_older_formats import case_of
from tests.formats.conftest import Convert
from tests.ocr.drawn import photograph, png

import redactor
from redactor.model import Status

PDF = "Health overview.pdf"
HEAD = "document,place,text,action,value,reason\n"
GLOSSARY = """name,code,role,category,aliases
Frances Marlowe,Child T,subject,child,Frankie
Jo Li,Grandmother of T,grandmother,family,
Karen Oldroyd,SW1,social worker,professional,
"""
Sides = tuple[int, int, int, int]
"""Left, top, right, bottom of a part in per cent of its page."""
_EDGE = 0.3


def removed(folder: Path, data: bytes, parts: Sequence[tuple[int, Sides]]) -> bytes:
    """The released copy of a document of which parts are removed, numbered in their order."""
    case = case_of(folder / "case", {PDF: data})
    (case / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    (case / "confidential").mkdir()
    rows = (
        f'{PDF},"page {page}, from {left} {top} to {right} {bottom}",,remove,,part {number}\n'
        for number, (page, (left, top, right, bottom)) in enumerate(parts, 1)
    )
    (case / "confidential" / "decisions.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    (document,) = redactor.run_case(case, folder / "out").documents
    assert (document.status, document.reasons) == (Status.RELEASED, ())
    assert document.applied is not None
    return document.applied.data


def text_of(data: bytes, number: int) -> str:
    page = pypdfium2.PdfDocument(data)[number - 1]
    return " ".join(page.get_textpage().get_text_range().split())


def check_beside(data: bytes, parts: Sequence[tuple[int, Sides]]) -> None:
    """Every word but the labels stands beside the parts."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, (left, top, right, bottom) in parts:
            page = pdf.pages[number - 1]
            width, height = page.width / 100, page.height / 100
            box = (left * width, top * height, right * width, bottom * height)
            for word in page.extract_words(x_tolerance=1):
                across = min(word["x1"], box[2]) - max(word["x0"], box[0])
                down = min(word["bottom"], box[3]) - max(word["top"], box[1])
                if across > 2.5 and down > _EDGE * (word["bottom"] - word["top"]):
                    assert re.fullmatch(r"[\[removd:part\d\]]+", word["text"]), word["text"]


def drawn() -> bytes:
    """A page with names within, beside and beyond parts, with turned words, and with a drawing."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 760, "Health overview report")
    canvas.drawString(72, 720, "The child was seen at home by Jo Li in May.")
    canvas.drawString(72, 690, "Nobody asked Frances Marlowe what she wanted to say.")
    canvas.bezier(330, 740, 380, 780, 430, 690, 500, 730)
    for at, line in enumerate(
        ("Later that day Jo Li", "rang Karen Oldroyd, who was not at her desk then, and", "left.")
    ):
        canvas.drawString(72, 600 - 15 * at, line)
    for x, line in ((40, "Printed by Karen Oldroyd in the margin"), (560, "Turned words that go")):
        canvas.saveState()
        canvas.translate(x, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, line)
        canvas.restoreState()
    canvas.save()
    return out.getvalue()


def test_lines_beside_parts_keep_their_words_and_codes_find_room(tmp_path: Path) -> None:
    parts: list[tuple[int, Sides]] = [
        (1, (56, 5, 92, 16)),
        (1, (35, 28, 50, 31)),
        (1, (90, 45, 99, 70)),
        (1, (20, 80, 60, 90)),
    ]
    data = removed(tmp_path, drawn(), parts)
    assert text_of(data, 1) == (
        "[removed: part 1] Health overview report "
        "The child was seen at home by Grandmother of T in May. "
        "Nobody asked Child T what she wanted to say. "
        "Later that day Grandmother of T rang SW1, who [removed: part 2] then, and left. "
        "[removed: part 4] Printed by SW1 in the margin [removed: part 3]"
    )
    check_beside(data, parts)
    assert shade(data, behind="who", of=(parts[1][1][0] - 1)) == pytest.approx(225, abs=8), "no gap tells of the name"
    assert shade(data, behind="left.", of=40) > 240


def shade(data: bytes, *, behind: str, of: float) -> int:
    """How bright a page is behind a word, at a place across the page in per cent."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        word = next(word for word in pdf.pages[0].extract_words() if word["text"] == behind)
    image = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    pixel = image.getpixel((int(of / 100 * image.width), int((word["top"] + word["bottom"]) / 2)))
    assert isinstance(pixel, int)
    return pixel


def overview() -> bytes:
    """Justified paragraphs, centred and right-aligned lines, a table and a picture, as Word would set them."""
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Health overview of Frances Marlowe", 1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Written by Karen Oldroyd").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    story = (
        "Frances Marlowe was seen at home, and Jo Li told the worker that nobody had slept. Karen Oldroyd wrote this "
        "in the record on the same day and rang the school, where nobody knew of it. Nothing else was seen, and "
    )
    for _ in range(3):
        paragraph = document.add_paragraph(story * 2 + "Jo Li went home.")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    table = document.add_table(4, 3)
    table.style = "Table Grid"
    for row in range(4):
        for column, words in enumerate(("Seen by Jo Li", "Karen Oldroyd", "Nothing was done that week")):
            table.cell(row, column).text = words
    document.add_picture(io.BytesIO(png(photograph())), width=Inches(2))
    document.add_paragraph("The last line is about Frances Marlowe.")
    document.save(out)
    return out.getvalue()


def set_by_reportlab() -> bytes:
    out = io.BytesIO()
    style = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, alignment=4)
    words = "Frances Marlowe was seen with Jo Li, and Karen Oldroyd wrote it down the same day for the record. " * 4
    rows = [["Jo Li", "Karen Oldroyd", "seen at home"]] * 4
    flow = [
        Paragraph(words, style),
        Table(rows, colWidths=[150] * 3, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]),
    ] * 3
    SimpleDocTemplate(out, pagesize=A4, invariant=True).build(flow)
    return out.getvalue()


PLACES: dict[str, list[tuple[int, Sides]]] = {
    "a corner": [(1, (60, 5, 99, 25))],
    "the middle of paragraphs": [(1, (35, 20, 60, 35))],
    "two parts side by side": [(1, (20, 22, 35, 30)), (1, (55, 25, 70, 40))],
    "a stripe over all lines": [(1, (0, 25, 100, 32))],
    "the right half": [(1, (50, 10, 100, 95))],
    "the left half": [(1, (0, 10, 50, 95))],
    "below": [(1, (10, 50, 60, 75)), (1, (5, 92, 95, 99))],
}


@pytest.fixture(scope="module")
def files(soffice: Convert, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Callable[[], bytes]]:
    path = tmp_path_factory.mktemp("parts") / "Health overview.docx"
    path.write_bytes(overview())
    return {"LibreOffice": soffice(path, "pdf").read_bytes, "reportlab": set_by_reportlab}


@pytest.mark.slow
@pytest.mark.parametrize("producer", ["LibreOffice", "reportlab"])
@pytest.mark.parametrize("place", PLACES)
def test_parts_anywhere_leave_all_other_words_where_they_are_seen(
    tmp_path: Path, files: dict[str, Callable[[], bytes]], producer: str, place: str
) -> None:
    parts = PLACES[place]
    data = removed(tmp_path, files[producer](), parts)
    check_beside(data, parts)
    said = text_of(data, 1)
    assert all(f"[removed: part {number}]" in said for number in range(1, len(parts) + 1))
    assert not re.search("Marlowe|Oldroyd|Jo Li|Frank", said)
