"""Text in the colour of what lies behind it is told as hidden; white on something dark is not."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from docx.text.run import Run
from openpyxl.styles import Font, PatternFill
from pptx import Presentation
from pptx.dml.color import RGBColor as SlideColour
from pptx.util import Cm
from tests.verify.building import knowledge_for

from redactor.verify import check_file
from redactor.verify.readers import Surface, read_file

TEXT = "Seen by the worker"
DARK, PALE = map(SlideColour.from_string, ("1F3864", "FFFFFF"))
_SHADE = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'


def word(paint: Callable[[docx.document.Document, Run], None]) -> bytes:
    """A Word file with one white run."""
    document = docx.Document()
    document.add_heading("Overview Report", 1)
    cell = document.add_table(1, 1).cell(0, 0)
    run = cell.paragraphs[0].add_run(TEXT)
    run.font.color.rgb = RGBColor(255, 255, 255)
    paint(document, run)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet(paint: Callable[[openpyxl.cell.Cell], None]) -> bytes:
    """A workbook with one cell."""
    book = openpyxl.Workbook()
    assert book.active is not None
    cell = book.active["A1"]
    cell.value = TEXT
    paint(cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slide(paint: Callable[[object], None]) -> bytes:
    """A slide with one white text box."""
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[6])
    box = page.shapes.add_textbox(Cm(1), Cm(1), Cm(10), Cm(2))
    run = box.text_frame.paragraphs[0].add_run()
    run.text = TEXT
    run.font.color.rgb = PALE
    paint(box)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def html(style: str, around: str = "") -> bytes:
    """A page with one styled paragraph."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Overview Report</title></head><body style="{around}">'
        f'<p>Report</p><p style="{style}">{TEXT}</p></body></html>'
    ).encode()


def shaded_cell(document: docx.document.Document, run: Run) -> None:
    document.tables[0].cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(_SHADE))


def shaded_run(document: docx.document.Document, run: Run) -> None:
    run._r.get_or_add_rPr().append(parse_xml(_SHADE))


def shaded_paragraph(document: docx.document.Document, run: Run) -> None:
    document.tables[0].cell(0, 0).paragraphs[0]._p.get_or_add_pPr().append(parse_xml(_SHADE))


def styled_table(document: docx.document.Document, run: Run) -> None:
    document.tables[0].style = "Medium Shading 1 Accent 1"


def white(cell: openpyxl.cell.Cell) -> None:
    cell.font = Font(color="FFFFFFFF")


def white_on_blue(cell: openpyxl.cell.Cell) -> None:
    cell.font = Font(color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor="FF1F3864")


def silent(cell: openpyxl.cell.Cell) -> None:
    cell.number_format = ";;;"


def filled(box: object) -> None:
    box.fill.solid()  # type: ignore[attr-defined]  # a shape of python-pptx, which has no types
    box.fill.fore_color.rgb = DARK  # type: ignore[attr-defined]  # as above


def nothing(*_: object) -> None:
    """Paint nothing else."""


def dark_page(box: object) -> None:
    fill = box.part.slide.background.fill  # type: ignore[attr-defined]  # as above
    fill.solid()
    fill.fore_color.rgb = DARK


UNSEEN = {
    "docx": lambda: word(nothing),
    "xlsx white": lambda: sheet(white),
    "xlsx no format": lambda: sheet(silent),
    "pptx": lambda: slide(nothing),
    "html white": lambda: html("color: #FFF"),
    "html rgb": lambda: html("color:rgb(255, 255, 255); margin:0"),
    "html clear": lambda: html("color: transparent", "background: #fff"),
    "html size": lambda: html("font-size:0px"),
    "html opacity": lambda: html("opacity: 0"),
}
SEEN = {
    "docx shaded cell": lambda: word(shaded_cell),
    "docx shaded run": lambda: word(shaded_run),
    "docx shaded paragraph": lambda: word(shaded_paragraph),
    "docx table style": lambda: word(styled_table),
    "xlsx plain": lambda: sheet(nothing),
    "xlsx on blue": lambda: sheet(white_on_blue),
    "pptx filled": lambda: slide(filled),
    "pptx dark page": lambda: slide(dark_page),
    "html on dark": lambda: html("color: white; background: #123"),
    "html in dark": lambda: html("color: white", "background-color: #123"),
    "html size": lambda: html("font-size:0.9em; opacity:0.8; color:#ffe"),
}


def hidden(data: bytes) -> list[str]:
    return [block.text for block in read_file(data).blocks if block.surface is Surface.HIDDEN]


@pytest.mark.parametrize("name", UNSEEN)
def test_what_cannot_be_seen_is_told_as_hidden(name: str) -> None:
    data = UNSEEN[name]()
    assert hidden(data) == [TEXT]
    found = check_file(f"overview.{name.split()[0]}", data, knowledge=knowledge_for("website"))
    assert [item.kind for item in found.residuals if item.kind == "hidden content"] == ["hidden content"]
    assert not found.passed


@pytest.mark.parametrize("name", SEEN)
def test_white_on_something_dark_is_seen(name: str) -> None:
    assert hidden(SEEN[name]()) == []
