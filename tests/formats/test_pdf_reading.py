"""What a PDF is cut into, and what holds it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.formats.conftest import Convert
from tests.formats.pdf_files import both, changed, drawn, encrypted, lines, picture, table

from redactor.errors import UnreadableError
from redactor.formats.pdf.document import PdfDocument
from redactor.model import SegmentRole

BODY = (
    "The health visitor came on Monday and weighed the baby, and wrote in the record that Karen",
    "Oldroyd would come again within the week. Nobody did, and nobody asked why not.",
)


def _texts(data: bytes) -> list[str]:
    return [segment.text for segment in PdfDocument(data).segments]


def test_lines_become_one_paragraph() -> None:
    assert _texts(drawn(lines(*BODY))) == [" ".join(BODY)]


def test_a_gap_begins_a_new_paragraph() -> None:
    data = drawn(both(lines(*BODY), lines("Another paragraph stands here.", top=640)))
    assert _texts(data) == [" ".join(BODY), "Another paragraph stands here."]


def test_a_paragraph_goes_on_over_the_page() -> None:
    data = drawn(lines(BODY[0], top=120), lines(BODY[1], top=760))
    assert _texts(data) == [" ".join(BODY)]


def test_a_finished_sentence_does_not() -> None:
    data = drawn(lines(BODY[0] + ".", top=120), lines(BODY[1], top=700))
    assert len(_texts(data)) == 2


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the whole of the safe-", "guarding partnership met", "the whole of the safeguarding partnership met"),
        ("the visit by Karen Old-", "royd was not recorded", "the visit by Karen Oldroyd was not recorded"),
        (
            "it was found to be a well-",
            "known problem in the area",
            "it was found to be a well-known problem in the area",
        ),
        ("met Mr Whitcombe-", "Shaw in the clinic again", "met Mr Whitcombe-Shaw in the clinic again"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    filler = "x" * 20 + " "
    data = drawn(lines(filler * 3 + first, second + " and the note ended."))
    assert _texts(data)[0].endswith(joined + " and the note ended.")


def test_running_headers_and_footers_are_said_once_and_page_numbers_not_at_all() -> None:
    pages = [
        both(
            lines("Case of Karen Oldroyd", top=800, size=9),
            lines(f"Text of page {word} stands here and ends.", top=600),
            lines("Restricted", top=40, size=9),
            lines(f"Page {n} of 3", top=28, size=9),
        )
        for n, word in enumerate(("one", "two", "three"), 1)
    ]
    document = PdfDocument(drawn(*pages))
    found = {(s.text, s.role) for s in document.segments if s.role is not SegmentRole.PARAGRAPH}
    assert found == {("Case of Karen Oldroyd", SegmentRole.HEADER), ("Restricted", SegmentRole.FOOTER)}
    assert sum("Text of page" in s.text for s in document.segments) == 3


def test_headings_by_size_and_weight() -> None:
    page = both(
        lines("Overview Report", top=780, size=22, font="Helvetica-Bold"),
        lines("What happened", top=720, size=15, font="Helvetica-Bold"),
        lines(*BODY, top=690),
        lines("What we learnt", top=620, size=15, font="Helvetica-Bold"),
        lines(*BODY, top=590),
    )
    segments = PdfDocument(drawn(page)).segments
    assert [(s.text, s.role, s.level) for s in segments if s.role is not SegmentRole.PARAGRAPH] == [
        ("Overview Report", SegmentRole.TITLE, 0),
        ("What happened", SegmentRole.HEADING, 2),
        ("What we learnt", SegmentRole.HEADING, 2),
    ]


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {word} goes on" for word in ("one", "two", "three", "four", "five", "six", "seven")]
    right = [f"right column line {word} goes on" for word in ("one", "two", "three", "four", "five", "six", "seven")]
    text = " ".join(_texts(drawn(both(lines(*left, size=10), lines(*right, size=10, x=320)))))
    assert text.index("left column line seven") < text.index("right column line one")


def test_a_form_of_labels_and_values_is_not_columns() -> None:
    labels = ("Name", "Born", "School", "Doctor", "Town", "Street")
    values = ("Karen Oldroyd", "5.5.86", "Marshlands", "Dr Tolland", "Sedgeholme", "Teasel Close")
    texts = _texts(drawn(both(lines(*labels), lines(*values, x=250))))
    assert texts[0] == "Name\tKaren Oldroyd"
    assert len(texts) == 6


def test_tables_are_cells_with_labels() -> None:
    rows = [["Date", "Event", "Source"], ["1 May 2011", "Visit by Karen\nOldroyd", "HV notes"]]
    segments = PdfDocument(drawn(table(rows))).segments
    cell = next(s for s in segments if "Visit" in s.text)
    assert cell.text.replace("\n", " ") == "Visit by Karen Oldroyd"
    assert (cell.label, str(cell.place)) == ("Event", "page 1, table 1, row 2, column 2")
    assert all(s.role is SegmentRole.CELL for s in segments)


def test_a_table_goes_on_over_the_page() -> None:
    head = ["Date", "Event", "Source"]
    data = drawn(table([head, ["1", "a", "b"]], top=100), table([head, ["2", "c", "d"]], top=700))
    places = {s.text: str(s.place) for s in PdfDocument(data).segments}
    assert places["c"] == "page 2, table 1, row 3, column 2"


def test_properties_forms_and_notes() -> None:
    def add(pdf: Any) -> None:
        page = pdf.pages[0]
        kinds = [("/FreeText", "typed by Karen Oldroyd"), ("/Text", "comment by Karen Oldroyd")]
        page.obj.Annots = pikepdf.Array(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(k), Contents=t, Rect=[0, 0, 9, 9])
            for k, t in kinds
        )
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="Name", V="Karen Oldroyd")
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
        pdf.attachments["Karen.txt"] = b"Karen Oldroyd"

    document = PdfDocument(changed(drawn(lines(*BODY), title="On Karen Oldroyd"), add))
    texts = {str(s.place): s.text for s in document.segments}
    assert texts["form field, line 1"] == "Name: Karen Oldroyd"
    assert texts["typed note, page 1"] == "typed by Karen Oldroyd"
    assert texts["document title"] == "On Karen Oldroyd"
    assert not any("comment by" in s.text for s in document.segments)


def test_scans_hold_page_by_page() -> None:
    document = PdfDocument(drawn(picture, lines(*BODY), picture))
    assert [(n.holds, n.place) for n in document.notices] == [(True, "page 1"), (True, "page 3")]
    only = PdfDocument(drawn(picture, picture))
    assert only.segments == ()
    assert len(only.notices) == 2


def test_blank_pages_do_not_hold() -> None:
    assert PdfDocument(drawn(lines(*BODY), lambda canvas: None)).notices == ()


def test_glyphs_without_letters_hold() -> None:
    def unmapped(pdf: Any) -> None:
        ranges = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <4b> <e04b> endbfchar"
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(b"begincmap " + ranges + b" endcmap")

    document = PdfDocument(changed(drawn(lines(*BODY)), unmapped))
    assert [notice.holds for notice in document.notices] == [True]


def test_turned_text_holds() -> None:
    def turned(canvas: Canvas) -> None:
        lines(*BODY)(canvas)
        canvas.rotate(90)
        canvas.drawString(200, -40, "Karen Oldroyd")

    assert [notice.holds for notice in PdfDocument(drawn(turned)).notices] == [True]


def test_a_password_is_told_and_mere_permissions_are_not_one() -> None:
    data = drawn(lines(*BODY))
    with pytest.raises(UnreadableError, match="password") as caught:
        PdfDocument(encrypted(data, user="user-word"))
    assert caught.value.next_step
    assert _texts(encrypted(data, user="")) == [" ".join(BODY)]


def test_no_pages_and_broken_files_are_unreadable() -> None:
    def empty(pdf: Any) -> None:
        del pdf.pages[0]

    for data in (changed(drawn(lines("a")), empty), b"%PDF-1.7\nrubbish", drawn(lines("a"))[:200]):
        with pytest.raises(UnreadableError):
            PdfDocument(data)


@pytest.mark.needs_libreoffice
def test_a_tagged_pdf_of_libreoffice_keeps_its_headings(tmp_path: Path, soffice: Convert) -> None:
    document = docx.Document()
    document.add_heading("Overview Report", 1)
    document.add_heading("What happened", 2)
    document.add_paragraph(" ".join(BODY) * 3)
    document.sections[0].header.paragraphs[0].text = "On Karen Oldroyd"
    path = tmp_path / "a.docx"
    document.save(str(path))
    export = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    data = soffice(path, export).read_bytes()
    segments = PdfDocument(data).segments
    assert [(s.text, s.level) for s in segments if s.level] == [("What happened", 2)]
    assert [s.text for s in segments if s.role is SegmentRole.TITLE] == ["Overview Report"]
    assert [s.text for s in segments if s.role is SegmentRole.HEADER] == ["On Karen Oldroyd"]


def test_a_narrow_gutter_of_justified_text_is_found() -> None:
    def column(x: float, side: str) -> Any:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 10)
            for number in range(10):
                text = canvas.beginText(x, 700 - 14 * number)
                text.setWordSpace(1.5 + number % 3)
                text.textOut(f"{side} column line {number} says so and")
                canvas.drawText(text)

        return draw

    text = " ".join(_texts(drawn(both(column(72, "left"), column(266, "right")))))
    assert text.index("left column line 9") < text.index("right column line 0")


def test_wide_spaces_of_a_justified_line_are_no_tabs() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        text = canvas.beginText(72, 700)
        text.setWordSpace(22)
        text.textOut("Group will pass the word")
        canvas.drawText(text)

    assert _texts(drawn(draw)) == ["Group will pass the word"]


def test_cells_of_one_word_each_are_parted_by_tabs() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for x, cell in ((72, "HV2"), (130, "visited"), (210, "Monday"), (330, "alone")):
            canvas.drawString(x, 700, cell)

    assert _texts(drawn(draw)) == ["HV2\tvisited\tMonday\talone"]
