"""Non-interference: one case built with three different names gives the same released files, in every format."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

import redactor
from redactor.errors import ExitCode

pytestmark = pytest.mark.slow

_NAMES = (("Ann", "Oldroyd"), ("Bartholomew", "Featherstonehaugh"), ("Zoë", "Wiśniowska-Brannock"))


def _report(first: str, last: str) -> bytes:
    report = docx.Document()
    report.core_properties.author = f"{first} {last}"
    report.add_heading(f"Interview with {first} {last}", 1)
    paragraph = report.add_paragraph("The health visitor, ")
    paragraph.add_run(first).bold = True
    paragraph.add_run(f" {last}, came in May. Ms {last} came again.")
    report.sections[0].footer.paragraphs[0].text = f"{last}, {first}"
    report.add_table(rows=1, cols=2).rows[0].cells[1].text = f"{first} {last}"
    buffer = io.BytesIO()
    report.save(buffer)
    return buffer.getvalue()


def _workbook(first: str, last: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = f"{first} {last}"[:31]
    for row in (("Date", "Event", "Source"), ("May 2011", "Visit", f"{first} {last}"), ("June 2011", "Call", "GP 1")):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _slides(first: str, last: str) -> bytes:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = f"The work of {first} {last}"
    slide.placeholders[1].text = f"Ms {last} was not asked"
    slide.notes_slide.notes_text_frame.text = f"{first} {last} is in the room"
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def _page(first: str, last: str) -> bytes:
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>About {first} {last}</title></head><body>"
        f"<h1 id='{last}'>{first} <b>{last}</b></h1><p title='{first} {last}'>Ms {last} came.</p></body></html>"
    ).encode()


def _message(first: str, last: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = f'"{first} {last}" <sender@example.org>', "b@example.org"
    message["Subject"], message["Date"] = f"Visit of {first} {last}", "Mon, 3 Oct 2011 09:12:44 +0100"
    message.set_content(f"{first} {last} came.\n")
    message.add_attachment(_report(first, last), maintype="application", subtype="octet-stream", filename="a.docx")
    return message.as_bytes()


def _note(first: str, last: str) -> bytes:
    return f"{first} {last} came.\n\nMs {last} left.\n".encode()


def _released(root: Path, first: str, last: str) -> dict[str, bytes]:
    """Build and run a case; returns its released files."""
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text('[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n')
    (root / "glossary.csv").write_text(
        f"name,code,role,category,aliases\n{first} {last},HV1,health visitor,professional,\n", encoding="utf-8"
    )
    for extension, made in {
        "docx": _report, "xlsx": _workbook, "pptx": _slides, "html": _page, "eml": _message,
        "txt": _note,
    }.items():  # fmt: skip
        (root / "documents" / f"{extension} of {first} {last}.{extension}").write_bytes(made(first, last))
    result = redactor.run_case(root, root.parent / "out")
    assert result.exit_code is ExitCode.OK, [(item.source, item.reasons) for item in result.documents]
    assert result.release is not None
    return {path.name: path.read_bytes() for path in sorted(result.release.iterdir())}


def test_the_released_files_do_not_depend_on_the_name(tmp_path: Path) -> None:
    first, *others = [_released(tmp_path / str(n) / "case", *names) for n, names in enumerate(_NAMES)]
    assert sorted(first) == [f"{e} of HV1.{e}" for e in ("docx", "eml", "html", "pptx", "txt", "xlsx")]
    for other in others:
        assert {name for name in first if first[name] != other.get(name)} == set()
