"""Are the parts of pages and pictures that were to be removed grey boxes, and nothing else?

A page is drawn by pdfium; a picture is told by what it shows outside the part. Whatever
is on the part beside the even grey of a box and the letters of its label is left over.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import warnings
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from redactor.model import Rectangle, Residual
from redactor.verify.readers import ReadFile
from redactor.verify.readers.pdf_pictures import drawn_pictures

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


def uncovered(data: bytes, source: ReadFile, output: ReadFile, rectangles: Sequence[Rectangle]) -> tuple[Residual, ...]:
    """Find the parts that still show something.

    A part of a picture must be seen as a box on one of the pictures of the copy, if that has any: what
    cannot be found cannot be called removed.

    Args:
        data: The bytes of the written file.
        source: The original as the verifier reads it.
        output: The written file as the verifier reads it.
        rectangles: What was to be removed.

    Returns:
        One residual for each part that is there; for a page that cannot be drawn too.
    """
    on_pages = [rectangle for rectangle in rectangles if rectangle.page is not None]
    left = list(_on_pages(data, on_pages)) if on_pages else []
    on_pictures = [rectangle for rectangle in rectangles if rectangle.picture]
    if on_pictures:
        left += _on_pictures(data, source, output, on_pictures)
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


def _on_pictures(data: bytes, source: ReadFile, output: ReadFile, rectangles: Sequence[Rectangle]) -> list[str]:
    """Places of pictures that show a part, and ``"pictures"`` if a part is a box on none of them."""
    wanted: dict[str, list[Rectangle]] = {}
    for rectangle in rectangles:
        wanted.setdefault(rectangle.picture, []).append(rectangle)
    digests = ((hashlib.sha256(one.data).hexdigest(), one.data) for one in source.pictures)
    originals = {digest: _opened(before) for digest, before in digests if digest in wanted}
    found: list[str] = []
    covered: set[Rectangle] = set()
    seen = False
    for place, after in _pictures(data, output):
        seen = True
        for digest, parts in wanted.items():
            boxes = {part for part in parts if _is_even(_part(after, part))}
            covered |= boxes
            before = originals.get(digest)
            if before is not None and after.shape == before.shape and _is_same_beside(before, after, parts):
                found += [place for part in parts if part not in boxes]
    return found + ["pictures" for part in rectangles if seen and part not in covered]


def _pictures(data: bytes, output: ReadFile) -> Iterator[tuple[str, _Pixels]]:
    """The pictures of a written file one after the other, those of PDFs drawn; its reader says what does not open."""
    for one in output.pictures:
        pixels = _opened(one.data)
        if pixels is not None:
            yield one.place, pixels
    for file in (data, *(inner.data for inner in output.inner)):
        if b"%PDF-" in file[:1024]:
            yield from _of_pdf(file)


def _of_pdf(file: bytes) -> Iterator[tuple[str, _Pixels]]:
    with contextlib.suppress(pikepdf.PdfError), pikepdf.open(io.BytesIO(file)) as pdf:
        for place, image in drawn_pictures(pdf):
            if image is not None:
                yield place, _pixels(image)


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
