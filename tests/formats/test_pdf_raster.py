"""Pages as pixels: names painted out, the rest of the line moved up, unseen words, tags."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter
from tests.formats.pdf_files import drawn, lines

from redactor.formats.opc.pictures import font
from redactor.formats.pdf.container import rebuild
from redactor.formats.pdf.pagework import Edit
from redactor.formats.pdf.raster import RasterPage, Renderer, RepaintError, start_tags
from redactor.formats.pdf.raster.layer import LayerWord, paragraphs, placed, put_picture
from redactor.formats.pdf.raster.repaint import Rewording, repaint
from redactor.formats.pdf.raster.rewording import rewordings
from redactor.formats.pdf.raster.tags import add_paragraphs
from redactor.formats.pdf.raster.words import Spot, page_words, with_second_reading
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord

SIZE, HEIGHT, TOP = 32, 36, 40


def written(*rows: str, width: int = 1500) -> tuple[Image.Image, OcrPage]:
    """A picture of lines, with the boxes of their words; a tab is a wide gap."""
    image = Image.new("RGB", (width, TOP + 70 * len(rows) + 40), (244, 243, 240))
    draw = ImageDraw.Draw(image)
    face = font(SIZE)
    found: list[OcrLine] = []
    for number, row in enumerate(rows):
        x, top, words = 60, TOP + 70 * number, []
        for column in row.split("\t"):
            for text in column.split():
                length = round(face.getlength(text))
                draw.text((x, top + 28), text, fill=(20, 20, 20), font=face, anchor="ls")
                words.append(OcrWord(text, Box(x, top, x + length, top + HEIGHT), 0.95))
                x += length + 10
            x += 120
        found.append(OcrLine(tuple(words), Box(words[0].box.left, top, words[-1].box.right, top + HEIGHT), 0.95))
    return image, OcrPage(tuple(found), image.width, image.height, "test")


def coded(name: str, code: str = "SW1") -> tuple[Image.Image, OcrPage]:
    image, page = written(f"When {name} rang, nobody answered.", "The next day was quiet.")
    count = len(name.split())
    changes = {(0, 1 + n): Rewording(f"{code}" if n == 0 else "") for n in range(count)}
    return image, repaint(image, page, changes)


def test_nothing_of_the_name_is_left_whatever_its_length() -> None:
    """Non-interference: pictures with different names end up the same, pixel by pixel."""
    first, page = coded("Karen Oldroyd")
    for name in ("Jo Li", "Maximiliana Featherstonehaugh-Okonkwo"):
        other, other_page = coded(name)
        assert np.array_equal(np.asarray(first), np.asarray(other)), name
        assert [line.text for line in other_page.lines] == [line.text for line in page.lines]
    assert page.lines[0].text == "When SW1 rang, nobody answered."


def test_what_stands_before_and_below_is_untouched() -> None:
    before, _ = written("When Karen Oldroyd rang, nobody answered.", "The next day was quiet.")
    after, _ = coded("Karen Oldroyd")
    same = np.asarray(before) == np.asarray(after)
    assert same[TOP + HEIGHT + 10 :].all()
    assert same[:, :140].all()


def test_columns_stay_where_they_are() -> None:
    image, page = written("Name\tLeon Brannock\tSubject")
    new = repaint(image, page, {(0, 1): Rewording("Child R"), (0, 2): Rewording("")})
    assert new.lines[0].words[-1].box == page.lines[0].words[-1].box
    assert [word.text for word in new.lines[0].words] == ["Name", "Child R", "Subject"]


def test_a_code_without_room_is_refused() -> None:
    image, page = written("Seen by Jo and others that day in the house", width=900)
    with pytest.raises(RepaintError):
        repaint(image, page, {(0, 2): Rewording("[removed: a very long medical detail that will not fit]")})


def test_a_line_that_is_not_level_is_refused() -> None:
    image, page = written("Seen by Jo")
    aslant = OcrPage((OcrLine(page.lines[0].words, page.lines[0].box, 0.9, upright=False),), 10, 10, "test")
    with pytest.raises(RepaintError):
        repaint(image, aslant, {(0, 2): Rewording("SW1")})


def test_a_name_on_a_photograph_is_refused() -> None:
    image, page = written("Seen by Jo")
    grain = np.random.default_rng(1).integers(0, 255, (image.height, image.width, 3), dtype=np.uint8)
    with pytest.raises(RepaintError):
        repaint(Image.fromarray(grain), page, {(0, 2): Rewording("SW1")})


def test_grainy_paper_is_painted() -> None:
    image, page = written("Seen by Oldroyd at noon.")
    grain = np.random.default_rng(1).normal(0, 9, (image.height, image.width, 1))
    noisy = Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8)).filter(ImageFilter.BLUR)
    assert repaint(noisy, page, {(0, 2): Rewording("SW1")}).lines[0].text == "Seen by SW1 at noon."


def test_edits_by_code_point_become_words() -> None:
    _, page = written("Ms Oldroyd's note, see Karen Oldroyd.")
    words = page_words(page, 1.0)
    edits = [
        Edit(words[1].marks[:7], "SW1"),
        Edit((*words[4].marks, *words[5].marks[:7]), "SW1"),
    ]
    answer = {key: value.text for key, value in rewordings(page, edits).items()}
    assert answer == {(0, 1): "SW1's", (0, 4): "SW1.", (0, 5): ""}
    assert words[5].marks[0] == Spot(0, 5, 0)


def test_a_second_reading_confirms_or_mends_doubtful_words() -> None:
    def word(text: str, left: int, confidence: float) -> OcrWord:
        return OcrWord(text, Box(left, 0, left + 50, 20), confidence)

    first = OcrLine((word("Dr", 0, 0.95), word("Lincoln,", 60, 0.39), word("Mvwangi", 120, 0.6), word("xq", 180, 0.2)),
                    Box(0, 0, 230, 20), 0.2)  # fmt: skip
    second = [word("DR", 2, 0.99), word("Lincoln", 58, 0.97), word("Mwangi", 122, 0.95), word("yz", 181, 0.5)]
    read = with_second_reading(first, second)
    assert [(w.text, w.confidence) for w in read.words] == [
        ("Dr", 0.95),
        ("Lincoln,", 0.97),
        ("Mwangi", 0.95),
        ("xq", 0.2),
    ]
    assert with_second_reading(first, []) == first


def test_two_names_in_one_word_both_go() -> None:
    _, page = written("See Karen Oldroyd/Brannock, please")
    words = page_words(page, 1.0)
    edits = [Edit((*words[1].marks, *words[2].marks[:7]), "SW1"), Edit(words[2].marks[8:16], "Child R")]
    answer = {key: value.text for key, value in rewordings(page, edits).items()}
    assert answer == {(0, 1): "SW1", (0, 2): "/Child R,"}


def _placed(pdf: pikepdf.Pdf, page: OcrPage, image: Image.Image) -> list[list[LayerWord]]:
    return [placed(group, image, pdf.pages[0]) for group in paragraphs(page)]


def picture_page(*, tagged: bool) -> tuple[bytes, bytes]:
    image, page = written("A first line", "goes on.")
    with pikepdf.open(io.BytesIO(drawn(lines("Secret words"), lines("Another page")))) as pdf:
        if tagged:
            start_tags(pdf)
        put_picture(pdf, pdf.pages[0], image, _placed(pdf, page, image), tagged=tagged)
        if tagged:
            add_paragraphs(pdf, pdf.pages[0], len(paragraphs(page)))
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue(), rebuild(pdf, lambda text: text).data


@pytest.mark.parametrize("tagged", [True, False])
def test_the_page_is_a_picture_with_its_words(*, tagged: bool) -> None:
    for data in picture_page(tagged=tagged):
        page = pypdfium2.PdfDocument(data)[0]
        assert page.get_textpage().get_text_range().split() == ["A", "first", "line", "goes", "on."]
        assert page.get_size() == pytest.approx((595.3, 841.9), abs=0.1)
    data = picture_page(tagged=tagged)[1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"Secret" not in b"".join(
            s.read_bytes() for s in pdf.objects if isinstance(s, pikepdf.Stream) and s.get("/Subtype") != "/Image"
        )
        if tagged:
            element = pdf.Root.StructTreeRoot.K[0].K[0]
            assert element.S == pikepdf.Name.P
            assert int(element.K) == 0


def test_letters_beyond_latin_are_in_the_unseen_words() -> None:
    image, page = written("Wiśniowski of Łódź")
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 100))
        put_picture(pdf, pdf.pages[0], image, _placed(pdf, page, image), tagged=False)
        data = rebuild(pdf, lambda text: text).data
    assert "Wiśniowski of Łódź" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


def coded_as(image: Image.Image, coding: str) -> bytes:
    """A PDF whose page is one picture, coded as scanners do."""
    buffer = io.BytesIO()
    grey = image.convert("L")
    extra: dict[str, Any] = {"BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceGray}
    if coding == "JPEG 2000":
        grey.save(buffer, "JPEG2000")
        extra = {"Filter": pikepdf.Name.JPXDecode}
        data = buffer.getvalue()
    elif coding == "CCITT":
        bits = grey.point(lambda shade: 255 if shade > 127 else 0).convert("1")
        bits.save(buffer, "TIFF", compression="group4")
        tiff = Image.open(io.BytesIO(buffer.getvalue()))
        strips: Any = tiff.tag_v2  # type: ignore[attr-defined]  # the TIFF plugin's
        assert len(strips[273]) == 1
        data = buffer.getvalue()[strips[273][0] : strips[273][0] + strips[279][0]]
        parms = pikepdf.Dictionary(K=-1, Columns=grey.width, Rows=grey.height, BlackIs1=False)
        extra = {"Filter": pikepdf.Name.CCITTFaxDecode, "BitsPerComponent": 1, "DecodeParms": parms}
        extra["ColorSpace"] = pikepdf.Name.DeviceGray
    else:
        grey.save(buffer, "JPEG")
        extra["Filter"] = pikepdf.Name.DCTDecode
        data = buffer.getvalue()
    with pikepdf.new() as pdf:
        width, height = image.width * 0.36, image.height * 0.36
        pdf.add_blank_page(page_size=(width, height))
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image}
        picture = pdf.make_stream(data, Width=image.width, Height=image.height, **kind, **extra)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        pdf.pages[0].Contents = pdf.make_stream(b"q %.2f 0 0 %.2f 0 0 cm /I Do Q" % (width, height))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("coding", ["JPEG", "JPEG 2000", "CCITT"])
def test_scans_in_every_coding_are_drawn_and_kept(coding: str) -> None:
    image, _ = written("Words of a scan")
    data = coded_as(image, coding)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        again = rebuild(pdf, lambda text: text).data
    shown = []
    for one in (data, again):
        with Renderer(one) as renderer:
            shown.append(np.asarray(renderer.draw(1)[0]))
    assert np.array_equal(shown[0], shown[1])
    assert (shown[0] < 100).any()


@pytest.mark.slow
def test_a_scan_is_read_and_painted() -> None:
    image, _ = written("When Karen Oldroyd rang, nobody answered.", "The next day was quiet.")
    data = coded_as(image, "JPEG")
    with pikepdf.open(io.BytesIO(data)) as pdf, Renderer(data) as renderer:
        page = RasterPage(pdf, 1, renderer, "a scan")
        words = page.read()
        assert not [notice for notice in words.notices if notice.holds]
        name = [word for word in words.words if word.text in ("Karen", "Oldroyd")]
        start_tags(pdf)
        page.apply([Edit(tuple(mark for word in name for mark in word.marks), "SW1")])
        new = rebuild(pdf, lambda text: text).data
        fresh = RasterPage(pdf, 1, Renderer(new), "again").read()
    assert " ".join(word.text for word in fresh.words) == "When SW1 rang, nobody answered. The next day was quiet."
