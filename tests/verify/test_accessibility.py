"""What makes a finished file hard to read for a screen reader."""

from __future__ import annotations

import io

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image
from pptx import Presentation
from tests.verify.building import blank_docx, blank_pdf, edited_pdf, knowledge_for, saved

from redactor.model import DocumentKind
from redactor.verify import check_file
from redactor.verify.accessibility import missing_basics


def told(data: bytes, kind: str) -> set[str]:
    return {notice.message.split(":")[0] for notice in missing_basics(data, kind)}


def picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    out.seek(0)
    return out


def tagged_pdf(*, described: bool) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        figure = pikepdf.Dictionary(S=pikepdf.Name.Figure, P=tree)
        if described:
            figure.Alt = "The logo of the board"
        tree.K = pdf.make_indirect(figure)
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.Lang = "en-GB"

    return edited_pdf(edit)


def test_a_pdf_without_tags_and_language() -> None:
    assert told(blank_pdf("Overview Report"), "pdf") == {"no tags", "no language"}
    untitled = edited_pdf(lambda pdf: pdf.docinfo.__delitem__("/Title"))
    assert "no title" in told(untitled, "pdf")


def test_a_pdf_with_everything_and_one_with_a_bare_figure() -> None:
    assert told(tagged_pdf(described=True), "pdf") == set()
    assert told(tagged_pdf(described=False), "pdf") == {"1 picture without a text that says what is on it"}


def test_a_word_document() -> None:
    document = blank_docx("Text")
    document.core_properties.title = "Overview Report"
    assert "no headings" not in told(saved(document), "docx")
    document.add_picture(picture())
    assert "1 picture without a text that says what is on it" in told(saved(document), "docx")
    (drawing,) = document.element.body.iter("{*}docPr")
    drawing.set("descr", "The logo of the board")
    assert not [words for words in told(saved(document), "docx") if "picture" in words]
    plain = docx.Document()
    plain.core_properties.title = " "
    plain.add_paragraph("Text")
    assert told(saved(plain), "docx") >= {"no title", "no headings"}


def test_a_presentation_and_a_workbook() -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    slide.shapes.add_picture(picture(), 0, 0)
    out = io.BytesIO()
    show.core_properties.title = "Briefing"
    show.save(out)
    assert "1 picture without a text that says what is on it" not in told(out.getvalue(), "pptx")  # its file's name
    element = slide.shapes[0]._element.nvPicPr.cNvPr
    element.set("descr", "")
    out = io.BytesIO()
    show.save(out)
    assert "1 picture without a text that says what is on it" in told(out.getvalue(), "pptx")
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    assert told(out.getvalue(), "xlsx") == {"no title"}


@pytest.mark.parametrize(
    ("page", "missing"),
    [
        (
            "<html lang=en><head><title>A page</title></head><body><h1>A</h1><img src=a.png alt=Logo></body></html>",
            set(),
        ),
        ("<html><head><title></title></head><body><p>A</p></body></html>", {"no language", "no title", "no headings"}),
        (
            "<html lang=en><title>T</title><h2>A</h2><img src=a><img src=b alt=''><img src=c role=presentation></html>",
            {"1 picture without a text that says what is on it"},
        ),
        (
            "<html lang=en><title>T</title><h2>A</h2><img src=a><img src=b></html>",
            {"2 pictures without a text that says what is on it"},
        ),
    ],
)
def test_a_web_page(page: str, missing: set[str]) -> None:
    assert told(page.encode(), "html") == missing


def test_other_formats_lack_nothing_and_only_publication_asks() -> None:
    assert missing_basics(b"text", "text") == ()
    data = blank_pdf("Overview Report")

    def places(destination: str) -> set[str]:
        answer = check_file("a.pdf", data, knowledge=knowledge_for(destination), declared_kind=DocumentKind.OVERVIEW)
        assert answer.passed
        return {note.place for note in answer.notes}

    assert "accessibility" in places("website")
    assert "accessibility" not in places("ofsted")
