"""Clean documents of every format and producer pass, with a case, for Ofsted."""

from __future__ import annotations

import email.message
import html
import io
from collections.abc import Callable, Sequence
from dataclasses import replace

import docx
import openpyxl
import pytest
from tests.formats.pptx_files import Bare, deck, para, run, saved, shape, slide, small
from tests.formats.xlsx_files import saved as saved_book
from tests.verify.building import blank_docx, blank_pdf, knowledge_for
from tests.verify.building import saved as saved_document
from tests.verify.test_false_alarms import CLEAN

from redactor.verify import check_file

CHUNKS = [CLEAN[start : start + 3] for start in range(0, len(CLEAN), 3)]


def _workbook(lines: Sequence[str]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Date", "Agency", "Event", "Source", "DOB", "NHS number", "Tel"])
    for line in lines:
        sheet.append(["May 2011", "Health", line, "HV1"])
    return saved_book(workbook)


def _page(lines: Sequence[str]) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Overview Report</title></head><body>{body}</body></html>'.encode()
    )


def _message(lines: Sequence[str]) -> bytes:
    message = email.message.EmailMessage()
    message["Subject"] = "Overview Report"
    message["Date"] = "Mon, 03 Oct 2011 09:12:44 +0100"
    message.set_content("\n\n".join(lines))
    return message.as_bytes()


def _slides(lines: Sequence[str]) -> bytes:
    texts = [shape(number, para(run(html.escape(line, quote=False)))) for number, line in enumerate(lines, 2)]
    return small(Bare(slide("sld", *texts)))


MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "docx": lambda lines: saved_document(blank_docx(*lines)),
    "pdf": lambda lines: blank_pdf("Overview Report", *lines),
    "txt": lambda lines: ("Overview Report\n\n" + "\n\n".join(lines)).encode(),
    "xlsx": _workbook,
    "pptx": _slides,
    "html": _page,
    "eml": _message,
}


@pytest.mark.parametrize("chunk", range(len(CHUNKS)))
@pytest.mark.parametrize("extension", MAKERS)
def test_a_clean_document_passes(extension: str, chunk: int) -> None:
    found = check_file(f"overview.{extension}", MAKERS[extension](CHUNKS[chunk]), knowledge=knowledge_for("ofsted"))
    assert (found.residuals, found.unchecked, [note for note in found.notes if note.holds]) == ((), (), [])
    assert found.passed


def test_there_are_sixty_of_them() -> None:
    assert len(CHUNKS) * len(MAKERS) >= 60


def test_the_templates_of_the_libraries_pass() -> None:
    document = docx.Document()
    document.add_heading("Overview Report", 1)
    out = io.BytesIO()
    document.save(out)
    slides = deck("SW1")
    slides.core_properties.author = slides.core_properties.last_modified_by = "Fennshire LSCB"
    for data in (saved(slides), out.getvalue()):
        found = check_file("overview", data, knowledge=replace(knowledge_for("ofsted"), board="Fennshire LSCB"))
        assert [noun.text for noun in found.proper_nouns if noun.unexplained] == []


def test_the_author_that_a_template_brings_is_somebody() -> None:
    """python-pptx names its maker in the properties of every file: nobody put him there, and he is a person."""
    found = check_file("overview", saved(deck("SW1")), knowledge=knowledge_for("ofsted"))
    assert [(noun.places, noun.like_person) for noun in found.proper_nouns if noun.unexplained] == [
        (("properties, value 2",), True)
    ]
    assert not found.passed
