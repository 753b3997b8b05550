"""``run --pdf``: a tagged PDF of each released Word file, verified in its own right."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from tests.e2e.test_older_formats import case_of
from tests.formats.mail_files import light_word_file
from tests.verify.building import blank_pdf, knowledge_for

import redactor
from redactor.model import DocumentKind, Status
from redactor.release.certificate_schema import read_certificate
from redactor.verify.pdf_copy import CHECK, _differences, verify_pdf_copy
from redactor.verify.readers import Block, ReadFile, Surface

NAMES = ("oldroyd", "marlowe")


def report() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Executive Summary on Frances Marlowe"
    document.core_properties.author = "Karen Oldroyd"
    document.add_heading("Executive Summary", 1)
    document.add_paragraph("The social worker, Karen Oldroyd, visited the flat on 3 June 2011.")
    document.add_paragraph("First point", style="List Bullet")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Name", "Role"
    table.cell(1, 0).text, table.cell(1, 1).text = "Frances Marlowe", "Subject"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.needs_libreoffice
@pytest.mark.slow
def test_a_word_file_is_released_as_tagged_pdf_too(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", {"IMR Police.docx": report()})
    result = redactor.run_case(case, tmp_path / "out", pdf=True)
    assert [(d.source, d.status, d.output, d.reasons) for d in result.documents] == [
        ("IMR Police.docx", Status.RELEASED, "IMR Police.docx", ()),
        ("IMR Police.docx (as PDF)", Status.RELEASED, "IMR Police.pdf", ()),
    ]
    assert result.release is not None
    data = (result.release / "IMR Police.pdf").read_bytes()
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "The social worker, SW1, visited the flat" in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"])
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        everything = b"".join(o.unparse() for o in pdf.objects).decode("latin-1").casefold() + text.casefold()
    assert [name for name in NAMES if name in everything] == []
    assert result.certificate is not None
    assert set(read_certificate(result.certificate).files) == {"IMR Police.docx", "IMR Police.pdf"}
    told = json.loads((case / "confidential" / "report.json").read_text(encoding="utf-8"))
    assert [item["output"] for item in told["documents"]] == ["IMR Police.docx", "IMR Police.pdf"]


def read(text: str, surface: Surface = Surface.BODY) -> ReadFile:
    return ReadFile("pdf", (Block("page 1", text, surface, "page 1"),))


def test_words_must_be_the_same() -> None:
    word = read("SW1 visited the family, and the family was out.")
    assert _differences(word, read("SW1 visited the family, and the family was out. 1 ii")) == []
    assert _differences(word, read("SW1 visited the family, and was out.")) == ["2 words of the Word file are missing"]
    assert _differences(word, read("SW1 visited the family, and the family was out. Oldroyd")) == [
        "1 words are not in the Word file"
    ]
    note = replace(word, blocks=(*word.blocks, Block("header", "Confidential", Surface.HEADER, "header")))
    assert _differences(note, read("Confidential SW1 visited the family, and the family was out. Confidential")) == []


SUMMARY = ("Executive Summary", "SW1 visited the flat in June 2011.", "end")
"""The Word file of these tests ends so too."""
UNTAGGED = "the PDF has no tags for screen readers"


def tagged(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("copy", "lost", "left"),
    [
        (tagged(blank_pdf(*SUMMARY)), [], False),
        (blank_pdf(*SUMMARY), [UNTAGGED], False),
        (
            blank_pdf(SUMMARY[0], "SW1 visited Oldroyd in June 2011.", SUMMARY[2]),
            ["2 words of the Word file are missing", "1 words are not in the Word file", UNTAGGED],
            True,
        ),
    ],
)
def test_the_copy_is_asked_everything_and_what_it_lacks_beside_the_word_file_is_told(
    copy: bytes, lost: list[str], left: bool
) -> None:
    kind, knowledge = DocumentKind.EXECUTIVE_SUMMARY, knowledge_for("ofsted")
    found = verify_pdf_copy("summary.pdf", copy, light_word_file(*SUMMARY[:2]), kind=kind, knowledge=knowledge)
    assert list(found.lost) == lost
    assert {CHECK, "full names as written"} <= set(found.checks)
    assert any(item.code == "SW1" for item in found.residuals) == left
