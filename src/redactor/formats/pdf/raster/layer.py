"""A page that is one picture with the words of that picture, unseen, on top of it."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from redactor.formats.pdf.raster.glyphless import ADVANCE, encoded, glyphless_font
from redactor.ocr import OcrLine, OcrPage

_QUALITY = 85
_COLOURLESS = 12
_PARAGRAPH_GAP = 0.9
_BROKEN_STEP = 1.2


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word at its place on a page.

    Attributes:
        text: What it says.
        x, y: Where its base line begins, in points from the lower left of the page as shown.
        size: Of its letters, in points.
        width: Likewise.
        angle: Direction of writing in degrees.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    angle: int = 0


def paragraphs(page: OcrPage) -> list[tuple[OcrLine, ...]]:
    """The lines of a page in groups that are read as one paragraph each."""
    found: list[list[OcrLine]] = []
    for line in page.lines:
        if not line.words:
            continue
        if found and _goes_on(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [tuple(group) for group in found]


def _goes_on(above: OcrLine, below: OcrLine) -> bool:
    gap = below.box.top - above.box.bottom
    beneath = below.box.left < above.box.right and above.box.left < below.box.right
    height = max(above.box.height, below.box.height)
    alike = height <= _BROKEN_STEP * 1.5 * min(above.box.height, below.box.height)
    return beneath and alike and -above.box.height <= gap <= _PARAGRAPH_GAP * height


def put_picture(
    pdf: pikepdf.Pdf, page: pikepdf.Page, image: Image.Image, words: Sequence[Sequence[LayerWord]], *, tagged: bool
) -> None:
    """Replace everything on a page by a picture and its words.

    The page keeps its size as it is shown; its turning, annotations and old resources go.

    Args:
        pdf: The file; it is changed.
        page: One of its pages.
        image: What the page shows.
        words: Of each paragraph; paragraph ``n`` is marked content number ``n``.
        tagged: Whether to mark the paragraphs, and the picture as an artifact.
    """
    width, height = shown_size(page)
    font = glyphless_font(pdf)
    content = [b"/Artifact BMC" if tagged else b"", b"q %.4f 0 0 %.4f 0 0 cm /Im1 Do Q" % (width, height)]
    content += [b"EMC" if tagged else b""]
    for number, paragraph in enumerate(words):
        content.append(b"/P <</MCID %d>> BDC" % number if tagged else b"")
        content.append(b"BT 3 Tr")
        content += [_word(word, last=word is paragraph[-1]) for word in paragraph]
        content.append(b"ET")
        content.append(b"EMC" if tagged else b"")
    obj = page.obj
    for key in list(obj.keys()):
        if key not in ("/Type", "/Parent"):
            del obj[key]
    obj.MediaBox = Array([0, 0, round(width, 4), round(height, 4)])
    obj.Rotate = 0
    obj.Resources = Dictionary(XObject=Dictionary(Im1=_picture(pdf, image)), Font=Dictionary(F1=font))
    obj.Contents = pdf.make_stream(b"\n".join(filter(None, content)))


def shown_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page as it is shown, in points."""
    box = [float(value) for value in (page.cropbox if "/CropBox" in page.obj else page.mediabox)]
    media = [float(value) for value in page.mediabox]
    left, right = sorted((box[0], box[2]))
    bottom, top = sorted((box[1], box[3]))
    left, right = max(left, min(media[0], media[2])), min(right, max(media[0], media[2]))
    bottom, top = max(bottom, min(media[1], media[3])), min(top, max(media[1], media[3]))
    turned = int(page.obj.get("/Rotate", 0)) % 180 != 0 if isinstance(page.obj.get("/Rotate", 0), int) else False
    width, height = right - left, top - bottom
    return (height, width) if turned else (width, height)


def placed(lines: Sequence[OcrLine], image: Image.Image, page: pikepdf.Page) -> list[LayerWord]:
    """The words of level lines at their places.

    Args:
        lines: In pixels of the picture.
        image: What the page shows.
        page: The page.
    """
    width, height = shown_size(page)
    scale = image.width / width
    found: list[LayerWord] = []
    for line in lines:
        size = max(line.box.height / scale * 0.9, 1.0)
        foot = height - line.box.bottom / scale + 0.2 * size
        found += [LayerWord(w.text, w.box.left / scale, foot, size, w.box.width / scale) for w in line.words]
    return found


def _word(word: LayerWord, *, last: bool) -> bytes:
    """Text operators for a word at its place, as wide as it is drawn, with a space behind it."""
    natural = max(len(word.text), 1) * ADVANCE * word.size
    stretch = 100 * max(word.width, 0.5) / natural
    text = encoded(word.text if last else word.text + " ").hex().encode()
    cos, sin = math.cos(math.radians(word.angle)), math.sin(math.radians(word.angle))
    turn = b"%.5f %.5f %.5f %.5f" % (cos, sin, -sin, cos) if word.angle else b"1 0 0 1"
    return b"/F1 %.3f Tf %.3f Tz %b %.3f %.3f Tm <%b> Tj" % (word.size, stretch, turn, word.x, word.y, text)


def _picture(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Object:
    """The picture as an object, without metadata; grey where there is no colour, one bit where there is no grey."""
    pixels = np.asarray(image)
    spread = pixels.max(axis=2).astype(np.int16) - pixels.min(axis=2)
    flat = image if spread.max(initial=0) > _COLOURLESS else image.convert("L")
    if flat.mode == "L" and _is_black_and_white(flat):
        bits = flat.point(lambda shade: 255 if shade > 127 else 0).convert("1", dither=Image.Dither.NONE)
        stream = pdf.make_stream(bits.tobytes())
        stream.BitsPerComponent, stream.ColorSpace = 1, Name.DeviceGray
    else:
        buffer = io.BytesIO()
        flat.save(buffer, "JPEG", quality=_QUALITY)
        stream = pdf.make_stream(buffer.getvalue())
        stream.Filter, stream.BitsPerComponent = Name.DCTDecode, 8
        stream.ColorSpace = Name.DeviceRGB if flat.mode == "RGB" else Name.DeviceGray
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = flat.size
    return stream


def _is_black_and_white(image: Image.Image) -> bool:
    """Whether a grey picture has next to no middle shades."""
    counts = image.histogram()
    return sum(counts[40:216]) < 0.002 * sum(counts)
