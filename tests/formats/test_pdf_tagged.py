"""Tagged in, tagged out: PDFs that LibreOffice tagged keep structure, order and words, but for the codes."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
import pytest
from corpus.example import COMMITTED
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from tests.formats.conftest import Convert, replacing
from tests.formats.pdf_ua import Tagged, problems, tagged

from redactor.formats.pdf.inplace.document import InPlaceDocument

EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
NAMES = {"Karen Oldroyd": "HV2", "Leon Brannock": "Child R"}


def glossary() -> dict[str, str]:
    """Every name and alias of the example, as a case has them."""
    with (COMMITTED / "glossary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    forms = (
        (form.strip(), row["code"] or "Person") for row in rows for form in (row["name"], *row["aliases"].split(";"))
    )
    return {form: code for form, code in forms if form}


def _rich(path: Path) -> Path:
    """A report with everything that LibreOffice tags: lists in lists, a table with a heading row, a picture, a note."""
    document = docx.Document()
    document.core_properties.title = "Overview report"
    document.add_heading("Overview of Leon Brannock", 1)
    document.add_paragraph(
        "Karen Oldroyd came on Monday and weighed the baby, and wrote in the record that nobody had asked. " * 3
    )
    for level in ("List Bullet", "List Bullet 2", "List Bullet 2", "List Bullet", "List Number", "List Number"):
        document.add_paragraph(f"A point about Karen Oldroyd in a {level.lower()}", style=level)
    document.add_heading("What was seen", 2)
    french = document.add_paragraph("She said ").add_run("à Leon Brannock")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    french._r.get_or_add_rPr().append(language)
    document.add_paragraph("A quotation of Karen Oldroyd.", style="Quote")
    table = document.add_table(4, 3)
    table.style = "Table Grid"
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for number, row in enumerate(table.rows):
        for cell, text in zip(
            row.cells,
            ("Date", "Source", "Event")
            if not number
            else (f"{number} May", "Karen Oldroyd", "A long call about a fall from the sofa, with Leon Brannock"),
            strict=True,
        ):
            cell.text = text
    buffer = io.BytesIO()
    Image.new("RGB", (80, 40), (20, 90, 160)).save(buffer, "PNG")
    document.add_picture(buffer)
    picture = document.inline_shapes[0]._inline.docPr
    picture.set("descr", "A drawing by Leon Brannock")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("What Karen Oldroyd did", 3)
    document.add_paragraph("Nobody is named in this paragraph. " * 12)
    document.sections[0].header.paragraphs[0].text = "Case of Leon Brannock"
    document.save(str(path))
    return path


@dataclass(frozen=True)
class Pair:
    """An original, its copy, and the plan as words."""

    before: bytes
    after: bytes
    words: Mapping[str, str]


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory, soffice: Convert) -> dict[str, Pair]:
    """The example's Word files, and two reports made here."""
    folder = tmp_path_factory.mktemp("tagged")
    sources = {path: glossary() for path in sorted((COMMITTED / "documents").rglob("*.docx"))}
    sources[_rich(folder / "rich.docx")] = NAMES
    found: dict[str, Pair] = {}
    for source, words in sources.items():
        before = soffice(source, EXPORT).read_bytes()
        document = InPlaceDocument(before)
        copy = document.write(
            replacing(document, words),
            cleared=frozenset(hashlib.sha256(p.data).hexdigest() for p in document.illustrations),
        )
        assert not [change for change in copy.changes if "a page as a picture" in change.what], source.name
        found[source.name] = Pair(before, copy.data, words)
    return found


def pattern_of(words: Mapping[str, str], space: str) -> re.Pattern[str]:
    forms = sorted((re.sub(r"\s", space, form) for form in words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))


def coded(text: str, words: Mapping[str, str], space: str = "") -> str:
    codes = {re.sub(r"\s", space, form): code.replace(" ", space) for form, code in words.items()}
    return pattern_of(words, space).sub(lambda match: codes[match[0]], text)


@pytest.mark.slow
@pytest.mark.needs_libreoffice
def test_the_tree_is_the_same_but_for_the_codes(pairs: dict[str, Pair]) -> None:
    for name, pair in pairs.items():
        before, after = _without_lost(tagged(pair.before), pair.words), tagged(pair.after)
        assert len(before) == len(after) > 10, name
        for at, (old, new) in enumerate(zip(before, after, strict=True)):
            role = "/Span" if old.role == "/Link" and "object" not in new.kids else old.role
            assert (new.depth, new.role, new.attributes, new.language) == (
                old.depth, role, old.attributes, old.language
            ), name  # fmt: skip
            assert new.texts == tuple(coded(text, pair.words, " ") for text in old.texts), name
            whole = _whole(before, at)
            if old.role not in ("/Span", "/Link"):
                assert _whole(after, at) == coded(whole, pair.words), name
            if coded(whole, pair.words) == whole and new.text == old.text:
                assert (new.kids, new.marks) == (old.kids, old.marks), name
            else:
                kids = iter(old.kids)
                assert all(kid in kids for kid in new.kids), f"{name}: only what the names were drawn with goes"
                assert bool(old.text) <= (0 < new.marks <= old.marks), name
        assert set(problems(pair.after)) <= set(problems(pair.before)), name


def _whole(elements: Sequence[Tagged], at: int) -> str:
    """What an element says, those within it included."""
    below = itertools.takewhile(lambda element: element.depth > elements[at].depth, elements[at + 1 :])
    return elements[at].text + "".join(element.text for element in below)


def _without_lost(elements: Sequence[Tagged], words: Mapping[str, str]) -> list[Tagged]:
    """The elements without spans that hold nothing but the end of a name: its code stands where it begins."""
    kept: list[Tagged] = []
    for element in elements:
        last = kept[-1] if kept else None
        if last is not None and (last.role, last.depth) == (element.role, element.depth) == ("/Span", last.depth):
            whole = last.text + element.text
            names = [match.span() for match in pattern_of(words, "").finditer(whole)]
            if element.text and any(start < len(last.text) and end == len(whole) for start, end in names):
                kept[-1] = replace(last, text=whole, marks=last.marks + element.marks)
                continue
        kept.append(element)
    return kept


@pytest.mark.slow
@pytest.mark.needs_libreoffice
def test_order_and_words_are_those_of_the_original_with_the_plan_applied(pairs: dict[str, Pair]) -> None:
    """pdfium's words, and pdfminer's letters as they follow one another (where words end it guesses by the gaps)."""
    for name, pair in pairs.items():
        before = " ".join(_by_pdfium(pair.before).split())
        assert _by_pdfium(pair.after).split() == coded(before, pair.words, " ").split(), name
        assert _by_pdfminer(pair.after) == coded(_by_pdfminer(pair.before), pair.words), name


def _by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _by_pdfminer(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join("".join(char["text"] for page in pdf.pages for char in page.chars).split())
