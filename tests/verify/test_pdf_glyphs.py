"""The second reading of PDF pages goes by where glyphs stand, not by the order in which they were painted."""

from __future__ import annotations

import io
import random

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from tests.verify.building import edited_pdf

from redactor.verify.readers.pdf_glyphs import UNKNOWN, page_texts

_SIZE = 11.0


class _Page:
    """A page with reportlab's Helvetica; every method paints something on it."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, invariant=True)
        self.canvas.setFont("Helvetica", _SIZE)

    def letters(self, x: float, y: float, text: str) -> list[tuple[float, float, str]]:
        """Where each letter of a line goes."""
        return [(x + stringWidth(text[:n], "Helvetica", _SIZE), y, letter) for n, letter in enumerate(text)]

    def text(self) -> str:
        """The page as it is read."""
        self.canvas.save()
        (text,) = page_texts(self._file.getvalue())
        return text

    @property
    def data(self) -> bytes:
        """The file."""
        return self._file.getvalue()


def test_letters_painted_in_any_order_are_read_as_the_eye_does() -> None:
    page = _Page()
    placed = page.letters(60, 700, "Karen Oldroyd came.") + page.letters(60, 686, "Nobody else did.")
    random.Random(4).shuffle(placed)  # noqa: S311  # any order will do
    for x, y, letter in placed:
        page.canvas.drawString(x, y, letter)
    assert page.text() == "Karen Oldroyd came.\nNobody else did."
    first = pypdfium2.PdfDocument(page.data)[0].get_textpage().get_text_range()
    assert "Karen" not in first, "the first reading follows the order of painting"


def test_a_name_broken_at_the_end_of_a_line_of_a_column_stays_together() -> None:
    page = _Page()
    page.canvas.drawString(60, 720, "A heading that stands over both of the columns of this page")
    for number, (left, right) in enumerate(
        (("She was seen by Karen", "The school had no"), ("Oldroyd on Monday.", "concerns in May."))
    ):
        page.canvas.drawString(60, 700 - 13 * number, left)
        page.canvas.drawString(300, 700 - 13 * number, right)
    text = page.text()
    assert "Karen\nOldroyd on Monday." in text
    assert "The school had no\nconcerns in May." in text


@pytest.mark.parametrize("angle", [0, 90, 180, 270, 37])
def test_text_of_every_direction_is_read(angle: int) -> None:
    page = _Page()
    page.canvas.translate(300, 400)
    page.canvas.rotate(angle)
    page.canvas.drawString(0, 0, "Karen Oldroyd")
    page.canvas.drawString(0, -13, "rang back")
    assert page.text() == "Karen Oldroyd\nrang back"


def test_columns_of_a_row_are_apart_and_words_set_without_blanks_are_not_joined() -> None:
    page = _Page()
    for x, word in ((60, "Karen"), (94, "Oldroyd"), (300, "Fennhaven")):
        page.canvas.drawString(x, 700, word)
    assert page.text() == "Karen Oldroyd\n\nFennhaven"


def test_bold_type_that_is_painted_twice_is_read_once() -> None:
    page = _Page()
    page.canvas.drawString(60, 700, "Hannah Oldroyd")
    page.canvas.drawString(60.3, 700, "Hannah Oldroyd")
    assert page.text() == "Hannah Oldroyd"


def test_raised_and_mirrored_letters() -> None:
    page = _Page()
    raised = page.canvas.beginText(60, 700)
    raised.textOut("on the 3")
    raised.setRise(2)
    raised.textOut("rd")
    page.canvas.drawText(raised)
    page.canvas.saveState()
    page.canvas.translate(300, 600)
    page.canvas.scale(-1, 1)
    page.canvas.drawString(0, 0, "Oldroyd")
    page.canvas.restoreState()
    text = page.text()
    assert "on the 3rd" in text
    assert "Oldroyd" in text


def test_pages_without_text_are_read_too() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.showPage()
    canvas.drawString(60, 700, "Second")
    canvas.save()
    assert list(page_texts(file.getvalue())) == ["", "Second"]


def _without_letters(encoding: str, shown: bytes) -> bytes:
    """A page with a font of which nothing tells the letters of its glyphs."""

    def edit(pdf: pikepdf.Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Odd, Encoding=Name(encoding))
        order = Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0)
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Odd, CIDSystemInfo=order, DW=500)
        font.DescendantFonts = Array([inner])
        page = pdf.pages[0]
        page.Resources.Font["/Odd"] = font
        page.contents_add(pdf.make_stream(shown))

    return edited_pdf(edit)


def test_a_glyph_whose_letter_no_font_tells_is_read_as_unknown_and_keeps_its_place() -> None:
    shown = b"BT /Odd 11 Tf 60 500 Td <00470048> Tj /F1 11 Tf (then) Tj ET"
    (text,) = page_texts(_without_letters("/Identity-H", shown))
    assert text.splitlines()[-1] == f"{UNKNOWN}{UNKNOWN}then"


def test_glyphs_of_a_vertical_font_stand_one_below_the_other() -> None:
    shown = b"BT /Odd 11 Tf 60 500 Td 2 Ts <0047004800490047> Tj ET BT /F1 11 Tf 60 400 Td (then) Tj ET"
    (text,) = page_texts(_without_letters("/Identity-V", shown))
    assert UNKNOWN * 4 in text.splitlines()
    assert "then" in text.splitlines()


def test_what_is_no_string_in_an_array_of_them_is_passed_over_and_a_blank_is_one_however_far_it_stands() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        shown = b"BT /F1 11 Tf 60 400 Td [(Karen) /Odd -800 ( ) (Oldroyd)] TJ ET"
        pdf.pages[0].contents_add(pdf.make_stream(shown))

    (text,) = page_texts(edited_pdf(edit))
    assert text.splitlines()[-1] == "Karen Oldroyd"
