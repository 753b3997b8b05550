"""Are the parts of pages and pictures that were to be removed grey boxes, and nothing else?

A page is drawn by pdfium; a picture is told by what it shows outside the part. Whatever
is on the part beside the even grey of a box and the letters of its label is left over.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from redactor.model import Rectangle, Residual
from redactor.verify.readers import RawBytes

CHECK = "removed parts of pages and pictures"
_KIND = "part that was to be removed"
_SCALE = 1.0
_EDGE = 3
_LARGEST_PIXELS = 36_000_000
_BOX, _NEAR = 225, 8
"""The grey of a box, and how far pixels may be from it that went through a lossy coding."""
_STRAY, _COLOURLESS = 24, 24
_LEAST_EVEN = 0.6
_SAME, _MOST_DIFFERENT = 24, 0.02
_Pixels = NDArray[np.int16]


def uncovered(
    data: bytes, source: Iterable[RawBytes], output: Iterable[RawBytes], rectangles: Sequence[Rectangle]
) -> tuple[Residual, ...]:
    """Find the parts that still show something.

    Args:
        data: The bytes of the written file.
        source: Members and streams of the original.
        output: Members and streams of the written file.
        rectangles: What was to be removed.

    Returns:
        One residual for each part that is there; for a page that cannot be drawn too.
    """
    on_pages = [rectangle for rectangle in rectangles if rectangle.page is not None]
    left = list(_on_pages(data, on_pages)) if on_pages else []
    on_pictures = [rectangle for rectangle in rectangles if rectangle.picture]
    if on_pictures:
        left += _on_pictures(source, list(output), on_pictures)
    return tuple(Residual(place, _KIND, "", CHECK) for place in dict.fromkeys(left))


def _on_pages(data: bytes, rectangles: Iterable[Rectangle]) -> Iterator[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield "all pages"
        return
    try:
        for rectangle in rectangles:
            if not _is_even(_part(_drawn(document, rectangle.page or 0), rectangle)):
                yield f"page {rectangle.page}"
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, number: int) -> _Pixels | None:
    """A page of the copy as pixels; ``None`` if there is none that can be drawn."""
    if not 1 <= number <= len(document):
        return None
    page = document[number - 1]
    try:
        width, height = page.get_size()
        if width * height * _SCALE**2 > _LARGEST_PIXELS:
            return None
        image = page.render(scale=_SCALE, fill_color=(255, 255, 255, 255)).to_pil()
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    finally:
        page.close()
    return _pixels(image)


def _on_pictures(source: Iterable[RawBytes], output: Sequence[RawBytes], rectangles: Iterable[Rectangle]) -> list[str]:
    """Places of pictures that show the same as a picture of the original, and more than a box on its part."""
    wanted: dict[str, list[Rectangle]] = {}
    for rectangle in rectangles:
        wanted.setdefault(rectangle.picture, []).append(rectangle)
    originals = {digest: raw.data for raw in source if (digest := hashlib.sha256(raw.data).hexdigest()) in wanted}
    shown = [(raw.place, image) for raw in output if (image := _opened(raw.data)) is not None]
    found: list[str] = []
    for digest, data in originals.items():
        before = _opened(data)
        if before is None:
            continue
        for place, after in shown:
            if after.shape == before.shape and _is_same_beside(before, after, wanted[digest]):
                found += [place for part in wanted[digest] if not _is_even(_part(after, part))]
    return found


def _opened(data: bytes) -> _Pixels | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
            return _pixels(image) if image.width * image.height <= _LARGEST_PIXELS else None
        except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError):
            return None


def _pixels(image: Image.Image) -> _Pixels:
    """The pixels on white."""
    ground = Image.new("RGB", image.size, "white")
    rgba = image.convert("RGBA")
    ground.paste(rgba, mask=rgba.getchannel("A"))
    return np.asarray(ground).astype(np.int16)


def _sides(shape: tuple[int, ...], part: Rectangle) -> tuple[int, int, int, int]:
    left, top, right, bottom = part.scaled(shape[1], shape[0])
    return int(left), int(top), int(np.ceil(right)), int(np.ceil(bottom))


def _part(pixels: _Pixels | None, part: Rectangle) -> _Pixels | None:
    """The pixels within the edge of a part."""
    if pixels is None:
        return None
    left, top, right, bottom = _sides(pixels.shape, part)
    return pixels[top + _EDGE : bottom - _EDGE, left + _EDGE : right - _EDGE]


def _is_even(pixels: _Pixels | None) -> bool:
    """Whether a part is the grey of a box with grey letters on it; one too small to tell counts as even."""
    if pixels is None:
        return False
    if not pixels.size:
        return True
    if (pixels.max(axis=2) - pixels.min(axis=2)).max() > _COLOURLESS:
        return False
    shades = pixels.mean(axis=2)
    even = np.abs(shades - _BOX) <= _NEAR
    return bool(even.mean() >= _LEAST_EVEN and not (shades > _BOX + _STRAY).any())


def _is_same_beside(before: _Pixels, after: _Pixels, parts: Iterable[Rectangle]) -> bool:
    """Whether two pictures of one size show the same outside of the parts."""
    outside = np.ones(before.shape[:2], dtype=bool)
    for part in parts:
        left, top, right, bottom = _sides(before.shape, part)
        outside[top:bottom, left:right] = False
    if not outside.any():
        return True
    different = np.abs(before - after).max(axis=2) > _SAME
    return bool(different[outside].mean() <= _MOST_DIFFERENT)
