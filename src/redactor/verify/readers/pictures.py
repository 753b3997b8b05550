"""Pictures: the words in their pixels, and the words in their metadata.

The pixels are decoded here and read by text recognition; nothing that an adapter
knows about a picture is used.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ExifTags, Image, ImageSequence

from redactor import ocr
from redactor.ocr import OcrError
from redactor.verify.readers.base import Block, Surface

MOST_FRAMES = 8
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_NOT_TEXT = ("exif", "icc_profile")
_STEP = "Take the picture out, or save it again as PNG or JPEG."


@dataclass(frozen=True, slots=True)
class PictureTexts:
    """What stands on and in a picture.

    Attributes:
        blocks: The lines of text on it, and its metadata.
        problem: Why it could not be read; empty if it was.
        next_step: What to do about that.
        has_text: Whether text was read on it.
    """

    blocks: tuple[Block, ...] = ()
    problem: str = ""
    next_step: str = ""
    has_text: bool = False


def picture_texts(untrusted: bytes, place: str) -> PictureTexts:
    """Read a picture file.

    Args:
        untrusted: Its bytes.
        place: Where it stands, in words.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(untrusted), formats=_FORMATS)
            if image.width * image.height > ocr.LARGEST_PIXELS:
                return PictureTexts(problem="a picture is too large to be read", next_step="Put a smaller one there.")
            if getattr(image, "n_frames", 1) > MOST_FRAMES:
                return PictureTexts(problem="a picture of many frames is not read", next_step=_STEP)
            frames = [frame.copy() for frame in ImageSequence.Iterator(image)]
            metadata = tuple(_metadata(image, place))
            lines = [line.text for frame in frames for line in ocr.read(frame).legible]
        except (OSError, ValueError, SyntaxError, struct.error, EOFError, Image.DecompressionBombError):
            return PictureTexts(problem="a picture that cannot be opened", next_step=_STEP)
        except OcrError as error:
            return PictureTexts(problem=f"a picture that cannot be read: {error.message}", next_step=error.next_step)
    blocks = tuple(
        Block(f"{place}, text line {number}", text, Surface.PICTURE, f"{place}, text")
        for number, text in enumerate(lines, 1)
    )
    return PictureTexts(blocks + metadata, has_text=bool(lines))


def _metadata(image: Image.Image, place: str) -> Iterator[Block]:
    """Texts that the file carries beside its pixels: comments, EXIF, XMP, PNG text."""
    where = f"{place}, metadata"
    values = [value for key, value in image.info.items() if key not in _NOT_TEXT]
    exif = image.getexif()
    values += exif.values()
    for directory in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo):
        values += exif.get_ifd(directory).values()
    for value in values:
        if isinstance(value, bytes):
            value = value.decode("utf-16" if value.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")
        if isinstance(value, str):
            yield Block(where, value, Surface.PROPERTY, where)
