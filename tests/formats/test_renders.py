"""Released copies look like their originals: the pages are drawn and compared (scripts/compare_renders.py)."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.shared import Pt
from openpyxl.styles import Font, PatternFill
from pptx.util import Inches
from tests.formats.conftest import replacing
from tests.formats.docx_files import saved
from tests.ocr.drawn import logo, png

from redactor.formats import adapter_for

pytestmark = [pytest.mark.slow, pytest.mark.needs_libreoffice, pytest.mark.needs_poppler]

_SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "compare_renders.py"
_PICTURE = png(logo())
_CODES = {"Karen Oldroyd": "HV1", "Marek Wisniowski": "Father"}


def _report() -> bytes:
    report = docx.Document()
    report.add_heading("Overview report", 0)
    report.sections[0].header.paragraphs[0].text = "About Karen Oldroyd"
    for number in range(60):
        paragraph = report.add_paragraph(f"{number + 1}. ", style="List Bullet" if number % 3 else None)
        paragraph.add_run("Karen ").italic = True
        paragraph.add_run("Oldroyd visited.") if number % 4 == 0 else paragraph.add_run("was told.")
    table = report.add_table(rows=8, cols=3, style="Light Grid Accent 1")
    for row in table.rows:
        row.cells[0].text, row.cells[1].text = "May 2011", "Marek Wisniowski"
    report.add_picture(io.BytesIO(_PICTURE), width=Pt(120))
    return saved(report)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Date", "Agency", "Event", "Source"])
    for number in range(70):
        sheet.append([f"{number % 28 + 1} May 2011", "Health", f"Visit {number}", "Karen Oldroyd"])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFDDAA")
    sheet.column_dimensions["D"].width = 30
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _slides() -> bytes:
    show = pptx.Presentation()
    for title in ("The visit of Karen Oldroyd", "Findings"):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "Marek Wisniowski was not asked\nRecords were late\nNobody spoke to the child"
        slide.shapes.add_picture(io.BytesIO(_PICTURE), Inches(6), Inches(5), Inches(2))
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def _page() -> bytes:
    rows = "".join(f"<tr><td>{n} May 2011</td><td>Karen Oldroyd</td></tr>" for n in range(1, 20))
    return (
        "<!DOCTYPE html><html lang='en'><head><title>Review</title><style>"
        "th,td{border:1px solid #888;padding:3px;width:200px;text-align:left}"
        "h1{color:navy}</style></head><body><h1>Review</h1><p>Marek Wisniowski was not asked.</p>"
        f"<table><tr><th>Date</th><th>Worker</th></tr>{rows}</table><p>Records were <b>late</b>.</p></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", _report()), ("a.xlsx", _workbook()), ("a.pptx", _slides()), ("a.html", _page())],
    ids=["docx", "xlsx", "pptx", "html"],
)
def test_pages_differ_only_where_something_was_replaced(tmp_path: Path, name: str, data: bytes) -> None:
    document = adapter_for(name, data).open(data)
    cleared = frozenset({hashlib.sha256(_PICTURE).hexdigest()})
    original, released = tmp_path / f"original-{name}", tmp_path / f"released-{name}"
    original.write_bytes(data)
    released.write_bytes(document.write(replacing(document, _CODES), cleared=cleared).data)
    run = subprocess.run(
        [sys.executable, _SCRIPT, original, released, "--pictures", tmp_path / "pictures"],
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    pages = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 0, (pages, run.stderr)
    assert sum(page["changed"] for page in pages) >= 2
    assert sum(page["lines"] for page in pages) >= 5


def test_a_page_that_looks_different_is_told(tmp_path: Path) -> None:
    for name, colour in (("one.html", "navy"), ("two.html", "yellow")):
        (tmp_path / name).write_text(f"<!DOCTYPE html><title>t</title><h1 style='color:{colour}'>Review</h1><p>text")
    run = subprocess.run(
        [sys.executable, _SCRIPT, tmp_path / "one.html", tmp_path / "two.html"],
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    assert run.returncode == 1
    assert json.loads(run.stdout)["look different"] == 1
