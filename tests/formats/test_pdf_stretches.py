"""Letters that move together when their line is set anew: those that one operator shows one behind the other."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.formats.pdf_files import both, drawn, lines

from redactor.formats.pdf.glyphs import Word
from redactor.formats.pdf.inplace.decorations import stretches
from redactor.formats.pdf.inplace.layout import Placed
from redactor.formats.pdf.inplace.pages import PageRecords
from redactor.formats.pdf.inplace.records import PageRecord
from redactor.formats.pdf.inplace.stretches import Stretches, begins
from redactor.formats.pdf.inplace.tokens import Piece
from redactor.formats.pdf.inplace.words import PAGE_FACTOR, layers_of


def opened(content: bytes) -> tuple[pikepdf.Pdf, PageRecord]:
    pdf = pikepdf.open(io.BytesIO(drawn(both(lines("Karen Oldroyd rang."), _helvetica))))
    font = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].Contents = pdf.make_stream(content.replace(b"/F", font.encode()))
    return pdf, PageRecords(pdf)[1]


def _helvetica(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)


def cut(record: PageRecord) -> list[str]:
    """What moves together, in the order of painting."""
    glyphs = record.glyphs()
    numbers = [PAGE_FACTOR + at for at in range(len(glyphs))]
    found: list[str] = []
    for glyph, is_first in zip(glyphs, begins(numbers, {1: Stretches.of(record)}).tolist(), strict=True):
        if is_first:
            found.append("")
        found[-1] += glyph.text or ""
    return found


@pytest.mark.parametrize(
    ("content", "together"),
    [
        (b"BT /F 11 Tf 72 700 Td (Karen) Tj ET", ["Karen"]),
        (b"BT /F 11 Tf 72 700 Td [(Ka) -20 (ren)] TJ ET", ["Karen"]),
        (b"BT /F 11 Tf 72 700 Td (Ka) Tj (ren) Tj ET", ["Ka", "ren"]),
        (b"BT /F 11 Tf 72 700 Td [(Ka) 600 (ren)] TJ ET", ["K", "a", "r", "en"]),
        (b"BT /F 11 Tf 0 1 -1 0 72 700 Tm (Ka) Tj ET", ["K", "a"]),
        (b"BT /F 11 Tf 72 700 Td (Karen) Tj 0.2 0 Td (Karen) Tj ET", [*"Karen", "Karen"]),
    ],
)
def test_letters_of_one_operator_move_together_unless_one_stands_over_another(
    content: bytes, together: Sequence[str]
) -> None:
    pdf, record = opened(content)
    with pdf:
        assert cut(record) == together


def test_a_rule_under_a_part_of_a_piece_is_as_long_as_its_letters() -> None:
    pdf, record = opened(b"BT /F 10 Tf 72 700 Td (Karen) Tj ET")
    with pdf:
        glyphs = record.glyphs()
        piece = Piece(glyphs[0], 7, 0.0, glyphs=glyphs, advance=sum(glyph.width for glyph in glyphs))
        placed = [Placed(piece, 100.0, 500.0, 1.0, 0)]
        (whole,) = stretches(placed, set(range(7, 12)), -1.0, 0.0)
        (part,) = stretches(placed, {8, 9}, -1.0, 0.0)
        assert stretches(placed, {1, 2}, -1.0, 0.0) == []
    assert whole == pytest.approx((100.0, 499.0, 100.0 + piece.advance, 500.0))
    start = 100.0 + glyphs[0].width
    assert part == pytest.approx((start, 499.0, start + glyphs[1].width + glyphs[2].width, 500.0))


def words(content: bytes) -> list[Word]:
    pdf, record = opened(content)
    with pdf:
        return [word for layer in layers_of(record, 1) for word in layer.words]


def test_words_are_read_row_by_row_whatever_order_they_are_painted_in() -> None:
    found = words(
        b"BT /F 11 Tf 1 0 0 1 200 700 Tm (the door) Tj 1 0 0 1 72 701 Tm (Karen) Tj 1 0 0 1 99 701 Tm (Old) Tj "
        b"(royd rang) Tj 1 0 0 1 72 680 Tm (Nobody) Tj 1 0 0 1 80 715 Tm [(a) -900 (b)] TJ ET"
    )
    assert [word.text for word in found] == ["a", "b", "KarenOldroyd", "rang", "the", "door", "Nobody"]
    first = found[2]
    assert [int(str(mark)) - PAGE_FACTOR for mark in first.marks] == [*range(8, 13), *range(13, 20)]
    assert (found[3].x0 > first.x1, first.size, first.bold) == (True, 11.0, False)
