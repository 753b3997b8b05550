"""Pictures drawn for tests: a letter, a signature, a photograph of noise, a logo."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from importlib import resources

import numpy as np
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin


def font(points: int) -> ImageFont.FreeTypeFont:
    data = resources.files("redactor.formats.pdf.fonts").joinpath("DejaVuSans.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), points)


def letter(lines: Sequence[str], *, ground: str = "white", ink: str = "black", width: int = 400) -> Image.Image:
    """Lines of 17 pixels, one every 30."""
    image = Image.new("RGB", (width, 30 * len(lines) + 14), ground)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((16, 10 + 30 * number), line, fill=ink, font=font(17))
    return image


def scribble(image: Image.Image, left: int = 20, middle: int = 50, width: int = 200) -> Image.Image:
    """Draw a signature."""
    points = [(left + x, middle + 18 * math.sin(x / 8.4) + 9 * math.sin(x / 3.1)) for x in range(0, width, 4)]
    ImageDraw.Draw(image).line(points, fill=(20, 20, 120), width=3)
    return image


def signature() -> Image.Image:
    return scribble(Image.new("RGB", (240, 100), "white"))


def photograph(width: int = 200, height: int = 140) -> Image.Image:
    """Shades that run into one another, with noise; always the same."""
    noise = np.random.default_rng(7).normal(0, 30, (height, width, 3))
    slope = (
        np.linspace(40, 210, width)[np.newaxis, :, np.newaxis] + np.linspace(-30, 30, height)[:, np.newaxis, np.newaxis]
    )
    return Image.fromarray(np.clip(slope + noise, 0, 255).astype(np.uint8))


def logo() -> Image.Image:
    """A sign without words."""
    image = Image.new("RGB", (120, 60), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 5, 60, 55), outline="green", width=6)
    draw.polygon([(70, 50), (95, 8), (115, 50)], fill="orange")
    return image


def bars() -> Image.Image:
    """A chart that names nobody."""
    image = Image.new("RGB", (400, 220), "white")
    draw = ImageDraw.Draw(image)
    draw.text((120, 6), "Referrals by year", fill="black", font=font(17))
    draw.line((40, 30, 40, 180, 390, 180), fill="black", width=2)
    for index, height in enumerate((60, 110, 40, 130)):
        draw.rectangle((60 + index * 85, 180 - height, 110 + index * 85, 179), fill=("navy", "red", "green")[index % 3])
        draw.text((60 + index * 85, 188), f"Year {index + 1}", fill="black", font=font(15))
    return image


def png(image: Image.Image, **texts: str) -> bytes:
    """As PNG, with text chunks."""
    info = PngImagePlugin.PngInfo()
    for key, value in texts.items():
        info.add_text(key, value, zip=True)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def jpeg(image: Image.Image, author: str = "") -> bytes:
    """As JPEG; ``author`` goes into EXIF, XMP and the comment."""
    buffer = io.BytesIO()
    if not author:
        image.save(buffer, "JPEG", quality=90)
        return buffer.getvalue()
    exif = Image.Exif()
    exif[0x013B] = author
    image.save(buffer, "JPEG", quality=90, exif=exif, comment=author.encode(), xmp=f"<x>{author}</x>".encode())
    return buffer.getvalue()
