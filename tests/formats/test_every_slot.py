"""A word in every attribute and every text of an Office file, one after another: none is left unread.

Each is either coded with the text that holds it or gone from the copy; a file may
also be refused. The search reads the copy raw, every zip within a zip.
"""

from __future__ import annotations

import copy
import io
import itertools
import re
import zipfile
from collections.abc import Iterator

import docx
import openpyxl
import pptx
import pytest
from lxml import etree
from openpyxl.styles import Font
from tests.formats.conftest import replacing
from tests.formats.docx_planted import PLANTED
from tests.verify.building import repacked

from redactor.errors import RedactorError
from redactor.formats import adapter_for

WORD = "Zqslot"
Slot = tuple[str, str, str, str]
"""Kind of part, parent, element, and what of it: an attribute, its text or the text behind it."""


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Overview")
    document.add_paragraph("The visit was late.", style="List Bullet").add_run(" Again.").bold = True
    document.add_table(1, 1).cell(0, 0).text = "Cell"
    document.sections[0].header.paragraphs[0].text = "Header"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Date", "Event"])
    sheet["A2"] = "=1+1"
    sheet["B2"].font = Font(bold=True, name="Arial")
    sheet.column_dimensions["A"].width = 30
    sheet.merge_cells("A3:B3")
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _pptx() -> bytes:
    deck = pptx.Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[1])
    page.shapes.title.text = "Overview"
    page.placeholders[1].text = "The visit was late."
    page.notes_slide.notes_text_frame.text = "Say this."
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def slots(root: etree._Element, part: str) -> Iterator[tuple[Slot, int, str]]:
    """Every place that can take a word, the first of each kind: its kind, which element, which attribute."""
    for number, element in enumerate(root.iter()):
        if isinstance(element.tag, str):
            parent = element.getparent()
            for what in (*map(str, element.keys()), "text", "tail"):
                owner = "" if parent is None else str(parent.tag)
                yield (re.sub(r"\d+", "", part), owner, str(element.tag), what), number, what


def planted(root: etree._Element, number: int, what: str) -> bytes:
    changed = copy.deepcopy(root)
    element = next(itertools.islice(changed.iter(), number, None))
    if what == "text":
        element.text = (element.text or "") + WORD
    elif what == "tail":
        element.tail = (element.tail or "") + WORD
    else:
        element.set(what, WORD)
    return etree.tostring(changed, xml_declaration=True, encoding="UTF-8")


def left(data: bytes) -> bool:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return WORD.lower().encode() in data.lower() or WORD.encode("utf-16-le") in data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(WORD.lower() in name.lower() or left(archive.read(name)) for name in archive.namelist())


def variants(data: bytes) -> Iterator[tuple[Slot, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    seen: set[Slot] = set()
    for part, content in members.items():
        if not content.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
            continue
        root = etree.fromstring(content)
        for slot, number, what in slots(root, part):
            if slot not in seen and not (what == "tail" and number == 0):
                seen.add(slot)
                member = planted(root, number, what)
                yield slot, repacked(data, lambda m, p=part, c=member: m.update({p: c}))  # type: ignore[misc]  # bound now


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "data", "least"),
    [("docx", _docx(), 1200), ("docx", PLANTED, 580), ("xlsx", _xlsx(), 400), ("pptx", _pptx(), 900)],
)
def test_no_slot_keeps_a_word_that_nobody_read(kind: str, data: bytes, least: int) -> None:
    kept: list[Slot] = []
    tried = 0
    for slot, changed in variants(data):
        tried += 1
        try:
            document = adapter_for(f"a.{kind}", changed).open(changed)
            words = {m: "SW1" for s in document.segments for m in re.findall(WORD, s.text, re.IGNORECASE)}
            written = document.write(replacing(document, words), cleared=frozenset()).data
        except RedactorError:
            continue
        if left(written):
            kept.append(slot)
    assert kept == []
    assert tried >= least
