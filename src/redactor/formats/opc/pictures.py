"""Pictures as bytes: their digest, a grey placeholder, and a copy from nothing but their pixels.

What happens to a picture is decided in ``pictures_judging``.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from redactor.formats.opc.cropping import Crop

_MAX_PIXELS = 100_000_000
_LONGEST, _SHORTEST = 900, 24
_DEFAULT = (480, 320)
BOX_COLOUR, _EDGE, _INK = (225, 225, 225), (150, 150, 150), (60, 60, 60)
_INVISIBLE = 8
_SMALLEST_LABEL = 6
_STEEPEST = 8
LABEL = "[picture removed]"
NAMES_LABEL = "[picture removed: it names somebody]"


def digest(data: bytes) -> str:
    """SHA-256 of a picture's bytes, in hexadecimal: how ``case.toml`` names it."""
    return hashlib.sha256(data).hexdigest()


def pixel_size(untrusted: bytes) -> tuple[int, int] | None:
    """Width and height of a picture, or ``None`` if it cannot be read."""
    image = _open(untrusted)
    return None if image is None else image.size


def placeholder(size: tuple[int, int] | None, label: str = LABEL) -> bytes:
    """A deterministic grey PNG with a label.

    Args:
        size: Width and height of what it stands for, in any unit; only the
            proportion and rough size are kept.
        label: What is written on it.
    """
    image = Image.new("RGB", _bounded(size or _DEFAULT))
    draw_label(image, label)
    return _encode(image, "PNG")


def draw_label(image: Image.Image, label: str) -> None:
    """Make a picture a grey box with an edge, and with a label where that has room; the picture is changed.

    Args:
        image: In mode RGB.
        label: What is written on it.
    """
    width, height = image.size
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width - 1, height - 1), fill=BOX_COLOUR, outline=_EDGE)
    points = min(28, height // 3)
    while points >= _SMALLEST_LABEL:
        face = font(points)
        left, top, right, bottom = draw.textbbox((0, 0), label, font=face)
        if right - left <= width - 6 and bottom - top <= height - 4:
            draw.text(((width - right - left) / 2, (height - bottom - top) / 2), label, fill=_INK, font=face)
            break
        points -= 1


def fitted(drawing: bytes, shape: tuple[int, int] | None) -> bytes:
    """A drawing on a white ground of the proportion of what it stands for, so that it is not distorted.

    Args:
        drawing: A PNG made here.
        shape: Width and height in any unit; ``None`` leaves the drawing as it is.
    """
    image = Image.open(io.BytesIO(drawing)).convert("RGB")
    if shape is None or min(shape) <= 0:
        return _encode(image, "PNG")
    ratio = min(max(shape[0] / shape[1], 1 / _STEEPEST), _STEEPEST)
    width, height = max(image.width, round(image.height * ratio)), max(image.height, round(image.width / ratio))
    ground = Image.new("RGB", (width, height), "white")
    ground.paste(image, ((width - image.width) // 2, (height - image.height) // 2))
    return _encode(ground, "PNG")


def clean_copy(untrusted: bytes, crop: Crop | None) -> tuple[bytes, str] | None:
    """Write a picture again from its pixels.

    Args:
        untrusted: The picture's bytes.
        crop: What the page cuts off at left, top, right and bottom, as fractions;
            the hidden pixels are cut off for good.

    Returns:
        The bytes and the extension; ``None`` if it is not a pixel picture that
        can be read (a vector picture can hide text: it is not kept).
    """
    found = clean_pixels(untrusted, crop)
    return None if found is None else encoded(*found)


def clean_pixels(untrusted: bytes, crop: Crop | None) -> tuple[Image.Image, str] | None:
    """The pixels that a picture shows, and nothing else.

    Args:
        untrusted: The picture's bytes; of an animation the first frame counts.
        crop: As for ``clean_copy``.

    Returns:
        A new image in mode RGB or RGBA, what is invisible in it blank, and the
        format that it came in (``"PNG"``, ``"JPEG"``, …); ``None`` if it cannot be read.
    """
    image = _open(untrusted)
    if image is None:
        return None
    try:
        source_format = image.format or ""
        image.load()
        pixels = image.convert("RGBA" if _has_alpha(image) else "RGB")
    except (OSError, ValueError, SyntaxError, struct.error):
        return None
    if crop is not None:
        width, height = pixels.size
        box = (
            round(crop[0] * width),
            round(crop[1] * height),
            round((1 - crop[2]) * width),
            round((1 - crop[3]) * height),
        )
        if not (0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height):
            return None
        pixels = pixels.crop(box)
    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    if fresh.mode == "RGBA":
        unseen = fresh.getchannel("A").point(lambda alpha: 255 if alpha <= _INVISIBLE else 0)
        fresh.paste((0, 0, 0, 0), mask=unseen)
    return fresh, source_format


def encoded(image: Image.Image, source_format: str) -> tuple[bytes, str]:
    """The bytes of an image, without metadata, and their extension.

    Args:
        image: In mode RGB or RGBA.
        source_format: A picture that was ``"JPEG"`` stays so; all others become PNG.
    """
    if source_format == "JPEG" and image.mode == "RGB":
        return _encode(image, "JPEG"), "jpeg"
    return _encode(image, "PNG"), "png"


def _has_alpha(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _open(untrusted: bytes) -> Image.Image | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(untrusted), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
        except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError):
            return None
    width, height = image.size
    return image if 0 < width * height <= _MAX_PIXELS else None


def _bounded(size: tuple[int, int]) -> tuple[int, int]:
    width, height = max(size[0], 1), max(size[1], 1)
    scale = min(1.0, _LONGEST / max(width, height))
    scale = max(scale, _SHORTEST / max(width, height))
    return max(round(width * scale), 8), max(round(height * scale), 8)


@cache
def font(points: int) -> ImageFont.FreeTypeFont:
    """The shipped typeface in a size (pixels)."""
    data = resources.files("redactor.formats.pdf.fonts").joinpath("DejaVuSans.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), points, layout_engine=ImageFont.Layout.BASIC)


def _encode(image: Image.Image, picture_format: str) -> bytes:
    buffer = io.BytesIO()
    if picture_format == "JPEG":
        image.save(buffer, "JPEG", quality=92, subsampling=0)
    else:
        image.save(buffer, "PNG")
    return buffer.getvalue()
