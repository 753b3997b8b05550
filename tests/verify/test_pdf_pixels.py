"""The PDF reader: pixels, carved streams, tags."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw
from tests.verify.building import blank_pdf, edited_pdf

from redactor.formats.opc.pictures import font
from redactor.verify.readers import ReadFile, Surface, read_file
from redactor.verify.readers.base import RawBytes
from redactor.verify.readers.pdf_carving import carved
from redactor.verify.readers.pdf_pictures import reason_to_draw
from redactor.verify.readers.pdf_tags import Tags, lost_tags, read_tags

SIZE = (420, 60)


def pixels(text: str) -> bytes:
    image = Image.new("L", SIZE, 255)
    ImageDraw.Draw(image).text((10, 12), text, fill=0, font=font(30))
    return image.tobytes()


def picture(pdf: Any, text: str) -> Any:
    kind = {"Type": Name.XObject, "Subtype": Name.Image, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    return pdf.make_stream(pixels(text), Width=SIZE[0], Height=SIZE[1], **kind)


def on_pictures(read: ReadFile) -> str:
    return "\n".join(block.text for block in read.blocks if block.surface is Surface.PICTURE)


def test_a_picture_and_its_soft_mask_are_read_even_if_no_page_shows_them() -> None:
    def edit(pdf: Any) -> None:
        shown = picture(pdf, "Karen Oldroyd")
        shown.SMask = picture(pdf, "Judith Lincoln")
        pdf.Root.Extra = Array([shown])

    seen = on_pictures(read_file(edited_pdf(edit)))
    assert "Karen Oldroyd" in seen
    assert "Judith Lincoln" in seen


def test_a_picture_that_cannot_be_drawn_is_unchecked() -> None:
    def edit(pdf: Any) -> None:
        broken = picture(pdf, "x")
        broken.Width = -1
        pdf.Root.Extra = Array([broken])

    assert any("cannot be drawn" in notice.message for notice in read_file(edited_pdf(edit)).unchecked)


def _type3(pdf: Any) -> None:
    glyph = pdf.make_stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f")
    own = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=65, LastChar=65,
        Widths=Array([500]), CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=Array([65, Name.a])),
    )  # fmt: skip
    pdf.pages[0].Resources.Font["/T3"] = pdf.make_indirect(own)


def _drawings(pdf: Any) -> None:
    pdf.pages[0].contents_add(b"\n".join(b"%d 10 5 5 re f" % n for n in range(600)))


def _inline(pdf: Any) -> None:
    pdf.pages[0].contents_add(b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda pdf: None, ""),
        (_type3, "with a font made of drawings"),
        (_drawings, "with more drawings than letters"),
        (_inline, "with pictures inside its content"),
    ],
)
def test_pages_whose_look_may_differ_from_their_text_are_drawn(edit: Any, reason: str) -> None:
    import pypdfium2

    data = edited_pdf(edit)
    document = pypdfium2.PdfDocument(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        text = document[0].get_textpage().get_text_range()
        assert reason_to_draw(pdf, 1, document[0], text) == reason
        assert reason_to_draw(pdf, 1, document[0], text + "\ufffd") in (
            reason,
            "with letters that the file does not name",
        )


@pytest.mark.slow
def test_a_page_without_text_is_read_from_its_pixels() -> None:
    def edit(pdf: Any) -> None:
        page = pdf.pages[0]
        page.MediaBox = Array([0, 0, 150, 22])
        page.Resources = Dictionary(XObject=Dictionary(I=picture(pdf, "Karen Oldroyd")))
        page.Contents = pdf.make_stream(b"q 150 0 0 22 0 0 cm /I Do Q")

    read = read_file(edited_pdf(edit))
    assert read.unchecked == ()
    assert "Karen Oldroyd" in on_pictures(read)
    assert any(block.place.startswith("page 1") for block in read.blocks if block.surface is Surface.PICTURE)


def test_streams_are_carved_out_of_the_bytes() -> None:
    hidden = zlib.compress(b"(Karen Oldroyd)")
    data = b"%%PDF-1.7\n9 0 obj <<>> stream\r\n%b\nendstream endobj" % hidden
    (found,) = carved(data, ())
    assert found.data == b"(Karen Oldroyd)"
    assert list(carved(data, [RawBytes("object 9", b"(Karen Oldroyd)")])) == []
    twice = b"stream\n" + zlib.compress(hidden) + b"endstream"
    assert [raw.data for raw in carved(twice, ())] == [hidden, b"(Karen Oldroyd)"]


def test_a_stream_that_no_table_names_is_searched() -> None:
    data = blank_pdf()
    orphan = b"77 0 obj <</Length 9>> stream\n" + zlib.compress(b"(Karen Oldroyd)") + b"\nendstream endobj\n"
    start = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    planted = data[:start] + orphan + data[start:]
    assert any(b"Karen Oldroyd" in raw.data for raw in read_file(planted).raw[1:])


TAGGED = Tags(True, "en-GB", True, Counter({"/H1": 2, "/Table": 1, "/TR": 3, "/L": 1, "/P": 9}), 4)


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        (TAGGED, 0),
        (Tags(True, "en-GB", True, TAGGED.roles, 0), 0),
        (Tags(False, "en-GB", True, Counter(), 4), 1),
        (Tags(True, "", False, TAGGED.roles, 4), 2),
        (Tags(True, "en-GB", True, Counter({"/H1": 1, "/Table": 1, "/TR": 3, "/L": 1}), 4), 1),
        (Tags(True, "en-GB", True, Counter({"/H1": 2, "/Table": 1, "/TR": 2}), 4), 2),
    ],
)
def test_lost_tags_are_told(after: Tags, lost: int) -> None:
    assert len(lost_tags(TAGGED, after)) == lost
    assert lost_tags(Tags(False, "", False, Counter(), 0), after) == []


def test_a_page_that_became_a_picture_may_lose_its_headings_but_not_the_tags() -> None:
    fewer = Tags(True, "en-GB", True, Counter({"/P": 3}), 0)
    assert lost_tags(TAGGED, fewer)
    assert lost_tags(TAGGED, fewer, counted=False) == []
    assert lost_tags(TAGGED, Tags(False, "", False, Counter(), 0), counted=False)


def test_tags_are_counted_by_their_standard_type() -> None:
    def edit(pdf: Any) -> None:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary({"/Chapter": Name.H1})))
        tree.K = Array([Dictionary(S=Name("/Chapter"), K=0), Dictionary(S=Name.P, K=Dictionary(S=Name.Span))])
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    with pikepdf.open(io.BytesIO(edited_pdf(edit))) as pdf:
        tags = read_tags(pdf)
    assert (tags.is_tagged, tags.headings, tags.roles["/P"], tags.roles["/Span"]) == (True, 1, 1, 1)
