"""Pictures of PDFs lose everything but their pixels; damaged files end in errors of our own."""

from __future__ import annotations

import io
import random
import struct
from typing import Any

import pikepdf
import pytest
from PIL import Image
from tests.formats.pdf_planted import planted

from redactor.errors import RedactorError
from redactor.formats.pdf.container import ContainerError, prepare, rebuild, recoder, strings
from redactor.formats.pdf.container.images import clean_jpeg, clean_jpeg2000
from redactor.formats.pdf.container.jbig2 import clean_jbig2
from redactor.formats.pdf.container.profiles import blank_profile
from redactor.formats.pdf.opening import open_plain


def picture(picture_format: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(buffer, picture_format, **options)
    return buffer.getvalue()


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 30, "restart_marker_blocks": 2}])
def test_a_jpeg_keeps_its_pixels_alone(options: dict[str, Any]) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Karen Oldroyd"
    data = picture("JPEG", exif=exif, comment=b"Karen Oldroyd", icc_profile=b"Karen Oldroyd", **options)
    clean = clean_jpeg(data + b"Karen Oldroyd")
    assert b"Oldroyd" not in clean
    assert pixels(clean) == pixels(data)
    assert clean_jpeg(clean) == clean


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0"])
def test_what_is_no_jpeg_is_refused_or_empty(data: bytes) -> None:
    if data.startswith(b"\xff\xd8"):
        assert clean_jpeg(data) == b"\xff\xd8\xff\xd9"
    else:
        with pytest.raises(ContainerError):
            clean_jpeg(data)


def test_jpeg_2000_loses_boxes_and_comments() -> None:
    data = picture("JPEG2000", comment="Karen Oldroyd")
    box = b"Karen Oldroyd"
    planted_box = data + struct.pack(">I4s", len(box) + 8, b"xml ") + box
    clean = clean_jpeg2000(planted_box)
    assert b"Oldroyd" in data
    assert b"Oldroyd" not in clean
    assert pixels(clean) == pixels(data)


def segment(number: int, kind: int, data: bytes, *, long_page: bool = False) -> bytes:
    page = struct.pack(">I", 1) if long_page else b"\1"
    return (
        struct.pack(">IBB", number, kind | (0x40 if long_page else 0), 0) + page + struct.pack(">I", len(data)) + data
    )


def test_jbig2_loses_comments() -> None:
    kept = [segment(0, 48, bytes(19)), segment(2, 38, b"pixels", long_page=True), segment(3, 49, b"")]
    data = kept[0] + segment(1, 62, b"Karen Oldroyd") + kept[1] + kept[2] + b"Oldroyd"
    assert clean_jbig2(data) == b"".join(kept)
    with pytest.raises(ContainerError):
        clean_jbig2(data[:46])


def test_a_colour_profile_keeps_its_colours_alone() -> None:
    from PIL import ImageCms

    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean = blank_profile(data)
    assert len(clean) == len(data)
    assert b"s\0R\0G\0B" not in clean
    source, target = (ImageCms.ImageCmsProfile(io.BytesIO(one)) for one in (data, clean))
    image = Image.linear_gradient("L").convert("RGB")
    same = ImageCms.profileToProfile(image, source, target)
    assert same is not None
    worst = max(abs(a - b) for a, b in zip(same.tobytes(), image.tobytes(), strict=True))
    assert worst <= 1
    assert blank_profile(b"not a profile") == b"not a profile"


WORDS = (
    b"/Type",
    b"/K",
    b"/Resources",
    b"/XObject",
    b"/Font",
    b"/S",
    b"/Nums",
    b"/Names",
    b"/Dest",
    b"/Rect",
    b"/OCGs",
)
VALUES = (b" null", b" [ ]", b" << >>", b" (x)", b" 99999999", b" -1", b" /N", b" 1 0 R")


def test_damaged_files_end_in_errors_of_our_own() -> None:
    whole = planted()[0]
    chance = random.Random(4)  # noqa: S311  # damage, not secrets
    rebuilt = 0
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = data.find(chance.choice(WORDS), chance.randrange(len(data)))
            if at >= 0:
                data[at + 4 : at + 4 + chance.randint(0, 6)] = chance.choice(VALUES)
        try:
            with open_plain(bytes(data)) as pdf:
                prepare(pdf)
                rebuilt += bool(rebuild(pdf, recoder(strings(pdf), {})).data)
        except RedactorError:
            continue
    assert rebuilt >= 5


def test_a_picture_that_cannot_be_followed_holds() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Width": 9, "Height": 9}
        broken = pdf.make_stream(b"no picture", Filter=pikepdf.Name.DCTDecode, BitsPerComponent=8, **kind)
        broken.ColorSpace = pikepdf.Name.DeviceGray
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=broken))
        pdf.pages[0].Contents = pdf.make_stream(b"/I Do")
        with pytest.raises(ContainerError):
            rebuild(pdf, lambda text: text)
