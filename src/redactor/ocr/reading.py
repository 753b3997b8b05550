"""Read one picture: within limits, once for each set of pixels, with the engine that suits it.

The choice of the engine depends on the picture and on what is installed, never on
how fast the computer happens to be: the same picture gives the same words.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings

from PIL import Image

from redactor.ocr import rapid, tesseract
from redactor.ocr.page import OcrError, OcrPage
from redactor.ocr.remembered import MOST, known, lock

SMALLEST_SIDE = 24
"""A picture with both sides shorter than this (pixels) holds no readable text and is not read."""

LARGEST_PIXELS = 36_000_000
"""A larger picture is not read (an A4 page at 600 dots per inch has 35 million pixels)."""

TESSERACT_FROM = 2_000_000
"""Number of pixels from which Tesseract, if it is installed, reads instead of the embedded engine."""

ENGINES = (rapid.NAME, tesseract.NAME)
"""The embedded engine, and the one that is used for page scans where it is installed."""

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")


def engines() -> tuple[str, ...]:
    """The engines that this computer has, by name."""
    found = [rapid.NAME] if rapid.available() else []
    return (*found, tesseract.NAME) if tesseract.program() else tuple(found)


def read(picture: bytes | Image.Image) -> OcrPage:
    """Read the text of a picture.

    Args:
        picture: The bytes of a picture file (its first frame is read), or an image.

    Returns:
        The lines; the same pixels are read once in a process.

    Raises:
        OcrError: if it is no picture, is larger than ``LARGEST_PIXELS``, or no
            engine can read it.
    """
    image = _decoded(picture) if isinstance(picture, bytes) else picture
    if image.width * image.height > LARGEST_PIXELS:
        raise OcrError("A picture is too large to be read.", next_step="Put a smaller picture in its place.")
    if max(image.size) < SMALLEST_SIDE:
        return OcrPage((), image.width, image.height, "")
    flat = opaque(image)
    key = (hashlib.sha256(flat.tobytes()).hexdigest(), flat.width, flat.height)
    with lock:
        page = known.get(key)
        if page is None:
            page = _read(flat)
            known[key] = page
            if len(known) > MOST:
                known.popitem(last=False)
        else:
            known.move_to_end(key)
    return page


def _read(image: Image.Image) -> OcrPage:
    large = image.width * image.height >= TESSERACT_FROM
    if tesseract.program() and (large or not rapid.available()):
        return tesseract.read(image)
    return rapid.read(image)


def _decoded(untrusted: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(untrusted), formats=_FORMATS)
            if image.width * image.height <= LARGEST_PIXELS:
                image.load()
        except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError):
            raise OcrError("A picture cannot be opened.", next_step="Save it again as PNG or JPEG.") from None
    return image


def opaque(image: Image.Image) -> Image.Image:
    """The picture without transparency, on the ground (white, black or grey) from which it stands out most."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    full = image.convert("RGBA")
    shades = full.convert("L").histogram(full.getchannel("A").point(lambda alpha: 255 if alpha > 127 else 0))
    ground = min((255, 0, 128), key=lambda shade: sum(shades[max(0, shade - 60) : shade + 60]))
    flat = Image.new("RGB", full.size, (ground,) * 3)
    flat.paste(full, mask=full.getchannel("A"))
    return flat
