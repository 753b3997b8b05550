"""Scans and pictures in a PDF, as the document sees them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from tests.formats.pdf_files import drawn, lines
from tests.formats.test_pdf_raster import coded_as, written

from redactor.formats.pdf.container import prepare, rebuild
from redactor.formats.pdf.glyphs import Word
from redactor.formats.pdf.inplace.pages import PageRecords
from redactor.formats.pdf.inplace.reading import read_pages
from redactor.formats.pdf.scans import SCAN, PdfPictures, PixelPages
from redactor.formats.pdf.scans.pages import _edits, _passages
from redactor.formats.pdf.scans.pictures import picture_bytes
from redactor.formats.pdf.scans.uses import PictureUse, picture_uses
from redactor.model import DocumentKind, Plan, Replacement

INLINE = b"q 120 0 0 60 72 500 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID 00ff8040> EI Q"


def edit(segment: str, text: str, name: str, code: str) -> dict[str, list[Replacement]]:
    start = text.index(name)
    return {segment: [Replacement(segment, start, start + len(name), code, "person", "test")]}


def plan(*edits: Replacement) -> Plan:
    return Plan("a.pdf", "0" * 64, DocumentKind.OTHER, "a.pdf", edits)


def word(text: str, x: float, top: float, line: int, index: int) -> Word:
    from redactor.formats.pdf.raster.words import Spot

    marks = tuple(Spot(line, index, offset) for offset in range(len(text)))
    return Word(text, x, x + 6 * len(text), top, top + 10, 10.0, bold=False, marks=marks)


def test_lines_become_paragraphs_with_a_mark_for_each_letter() -> None:
    words: Sequence[Word] = [
        word("Ms", 10, 10, 0, 0),
        word("Karen", 30, 10, 0, 1),
        word("Oldroyd", 10, 22, 1, 0),
        word("Name:", 10, 90, 2, 0),
        word("Leon", 200, 90, 2, 1),
    ]
    passages = _passages(words, 3)
    assert [p.segment.text for p in passages] == ["Ms Karen\nOldroyd", "Name:\tLeon"]
    assert [p.segment.key for p in passages] == ["s3.1", "s3.2"]
    assert passages[0].segment.place.page == 3
    found = _edits(passages[0], edit("s3.1", "Ms Karen\nOldroyd", "Karen\nOldroyd", "SW1"))
    assert [len(e.marks) for e in found] == [12]
    assert found[0].text == "SW1"


def with_picture(*pages: int) -> Any:
    """A file of two pages that shows one picture at the top of some of them, and an inline one on the first."""
    pdf = pikepdf.open(io.BytesIO(drawn(lines("First page."), lines("Second page."))))
    picture = pdf.make_stream(
        bytes(range(256)) * 4, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=32, Height=32,
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    for number in pages:
        name = pdf.pages[number].add_resource(picture, pikepdf.Name.XObject)
        pdf.pages[number].contents_add(f"q 100 0 0 40 72 780 cm {name} Do Q".encode())
    pdf.pages[0].contents_add(INLINE)
    return pdf


def shown_by(pdf: Any) -> list[PictureUse]:
    records = PageRecords(pdf)
    return [use for number in range(1, len(pdf.pages) + 1) for use in picture_uses(records[number], number)]


def test_every_picture_is_found_where_it_is_shown() -> None:
    with with_picture(0, 1) as pdf:
        prepare(pdf)
        uses = shown_by(pdf)
    assert [(use.page, round(use.width), round(use.height)) for use in uses] == [
        (1, 100, 40),
        (1, 120, 60),
        (2, 100, 40),
    ]
    assert uses[0].bottom < 0.2 < uses[1].top


def test_inline_pictures_look_the_same_afterwards() -> None:
    with with_picture() as pdf:
        before = io.BytesIO()
        pdf.save(before)
        prepare(pdf)
        after = rebuild(pdf, lambda text: text).data
    one, other = (pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil() for data in (before.getvalue(), after))
    assert one.tobytes() == other.tobytes()
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert b"BI" not in pdf.pages[0].Contents.read_bytes()


def test_a_jpeg_is_known_by_the_digest_of_the_same_picture_elsewhere() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(buffer, "JPEG")
    with pikepdf.new() as pdf:
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Width": 40, "Height": 40}
        stream = pdf.make_stream(buffer.getvalue(), Filter=pikepdf.Name.DCTDecode, BitsPerComponent=8, **kind)
        stream.ColorSpace = pikepdf.Name.DeviceRGB
        assert picture_bytes(stream) == buffer.getvalue()


def test_pictures_that_are_not_cleared_become_placeholders_and_logos_stay() -> None:
    for pages, stays in (((0,), False), ((0, 1), True)):
        with with_picture(*pages) as pdf:
            prepare(pdf)
            pictures = PdfPictures(shown_by(pdf))
            changes = pictures.treat(pdf, plan(), ())
            shown = {use.page: use.stream for use in shown_by(pdf) if use.bottom < 0.2}
            assert (shown[1].read_bytes()[:256] == bytes(range(256))) is stays
        assert any(change.action == "replaced" for change in changes) is not stays


def test_a_picture_of_a_page_that_becomes_one_is_not_judged() -> None:
    with with_picture(0, 1) as pdf:
        pdf.pages[0].contents_add(b"7 Tr")
        prepare(pdf)
        content = read_pages(PageRecords(pdf))
    assert list(content.unfit) == [1]
    assert [use.page for use in content.pictures] == [2]


def test_no_page_no_work() -> None:
    pages = PixelPages(b"", {})
    with pikepdf.new() as pdf:
        assert (pages.segments, pages.notices, pages.write(pdf, {})) == ((), (), ())


@pytest.mark.slow
def test_a_scan_from_reading_to_the_new_file() -> None:
    image, _ = written("When Karen Oldroyd rang, nobody", "answered at the house.")
    data = coded_as(image, "CCITT")
    pages = PixelPages(data, {1: SCAN})
    (segment,) = pages.segments
    assert segment.text == "When Karen Oldroyd rang, nobody\nanswered at the house."
    assert not [notice for notice in pages.notices if notice.holds]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        changes = pages.write(pdf, edit(segment.key, segment.text, "Karen Oldroyd", "SW1"))
        new = rebuild(pdf, lambda text: text).data
    assert [change.what for change in changes] == ["a page as a picture: it is a scan"]
    assert pypdfium2.PdfDocument(new)[0].get_textpage().get_text_range().split() == (
        ["When", "SW1", "rang,", "nobody", "answered", "at", "the", "house."]
    )
    assert "Oldroyd" not in " ".join(s.text for s in PixelPages(new, {1: SCAN}).segments)


@pytest.mark.slow
def test_a_picture_of_text_that_names_somebody_is_painted() -> None:
    image, _ = written("Seen by Karen Oldroyd at the gate", width=900)
    with pikepdf.open(io.BytesIO(drawn(lines("A page with a picture.")))) as pdf:
        foreign = pikepdf.open(io.BytesIO(coded_as(image, "JPEG")))
        picture = pdf.copy_foreign(foreign.pages[0].Resources.XObject.I)
        name = pdf.pages[0].add_resource(picture, pikepdf.Name.XObject)
        pdf.pages[0].contents_add(f"q 400 0 0 80 72 300 cm {name} Do Q".encode())
        prepare(pdf)
        pictures = PdfPictures(shown_by(pdf))
        segment = next(s for s in pictures.segments if "Oldroyd" in s.text)
        changes = pictures.treat(pdf, plan(*edit(segment.key, segment.text, "Karen Oldroyd", "SW1")[segment.key]), ())
        again = PdfPictures(shown_by(pdf))
    assert "painted over" in changes[0].what
    assert ["SW1" in s.text and "Oldroyd" not in s.text for s in again.segments] == [True]
