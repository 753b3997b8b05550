"""The pixels of a PDF: every picture in it, and pages whose look may differ from their text.

Pictures are drawn one by one, soft masks and those that no page shows included. A page
is drawn as a whole where its text cannot be trusted: it has none, or its glyphs have no
letters, or a font is made of drawings, or more is drawn than written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2

from redactor import ocr
from redactor.ocr import OcrError, OcrPage
from redactor.verify.readers.base import Block, Collector, Surface

if TYPE_CHECKING:
    from PIL import Image

_DPI, _LEAST_DPI = 200, 72
_MANY_PATHS = 40
_NARROWEST, _WIDEST = 3.0, 14_400.0
"""Sides of pages in points."""
_UNSURE, _LEAST_LETTERS = 0.5, 3
_UNNAMED = re.compile("[\ue000-\uf8ff\ufffd]")
_INLINE = re.compile(rb"(?<![^\s])BI\s.{0,400}?\sID\s", re.DOTALL)
WITHOUT_TEXT = "without text"
_STEP = "Look at the page; replace it by typed text, or leave it out."
_DRAWN = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH, pypdfium2.raw.FPDF_PAGEOBJ_SHADING)


def read_pictures(pdf: pikepdf.Pdf, found: Collector) -> None:
    """Read the text on every picture of the file.

    Args:
        pdf: Opened.
        found: Gets the lines as blocks, and what could not be read.
    """
    for place, image in drawn_pictures(pdf):
        if image is None:
            found.cannot_check("a picture that cannot be drawn", place, "Take it out, or put another one there.")
        else:
            _read(image, place, found)


def drawn_pictures(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Image.Image | None]]:
    """Every picture that a PDF holds: where, and its pixels, ``None`` if it cannot be drawn; specks are passed over.

    Args:
        pdf: As pikepdf opened it.
    """
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            width, height = _side(item, "/Width"), _side(item, "/Height")
            if 0 < min(width, height) <= max(width, height) < ocr.SMALLEST_SIDE:
                continue
            image = _alone(item, width, height) if 0 < width * height <= ocr.LARGEST_PIXELS else None
            yield f"picture in object {item.objgen[0]}", image


def _side(stream: Any, key: str) -> int:
    """How many pixels a picture is wide or high; 0 if it does not say."""
    value = stream.get(key)
    return max(value, 0) if isinstance(value, int) else 0


def _alone(stream: Any, width: int, height: int) -> Image.Image | None:
    """A picture on white without its masks; ``None`` if it cannot be drawn.

    A pixel takes a point, or less where the page would be wider than pages may be (ISO 32000-2, annex C).
    """
    pixels = max(1.0, max(width, height) / _WIDEST)
    size = max(width / pixels, _NARROWEST), max(height / pixels, _NARROWEST)
    buffer = io.BytesIO()
    try:
        with pikepdf.new() as alone:
            alone.add_blank_page(page_size=size)
            own = alone.copy_foreign(stream)
            for key in ("/SMask", "/Mask", "/OC"):
                if key in own:
                    del own[key]
            alone.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=own))
            alone.pages[0].Contents = alone.make_stream(b"q %f 0 0 %f 0 0 cm /I Do Q" % size)
            alone.save(buffer)
        document = pypdfium2.PdfDocument(buffer.getvalue())
        try:
            image: Image.Image = (
                document[0].render(scale=pixels, fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")
            )
        finally:
            document.close()
    except (pikepdf.PdfError, pypdfium2.PdfiumError, RuntimeError, ValueError, MemoryError):
        return None
    return image


def _read(image: Image.Image, place: str, found: Collector) -> OcrPage | None:
    try:
        page = ocr.read(image)
    except OcrError as error:
        found.cannot_check(f"a picture that cannot be read: {error.message}", place, error.next_step)
        return None
    found.add(_lines(page, place))
    if page.legible:
        found.note("picture with text", place)
    return page


def _lines(page: OcrPage, place: str) -> Iterator[Block]:
    for number, line in enumerate(page.legible, 1):
        yield Block(f"{place}, text line {number}", line.text, Surface.PICTURE, f"{place}, text")


def _doubtful(page: OcrPage) -> bool:
    """Whether a word of some length was hardly read at all."""
    words = (word for line in page.lines for word in line.words)
    return any(w.confidence < _UNSURE and sum(c.isalnum() for c in w.text) >= _LEAST_LETTERS for w in words)


def reason_to_draw(pdf: pikepdf.Pdf, number: int, page: Any, text: str) -> str:
    """Why a page is drawn and read as a picture too; ``""`` if its text tells everything.

    Args:
        pdf: The file as pikepdf opened it.
        number: Of the page, from 1.
        page: The page as pdfium opened it.
        text: Its text as pdfium reads it.
    """
    objects = [item.type for item in page.get_objects(max_depth=8)]
    paths = objects.count(pypdfium2.raw.FPDF_PAGEOBJ_PATH)
    letters = sum(map(str.isalnum, text))
    if not letters and any(kind in _DRAWN for kind in objects):
        return WITHOUT_TEXT
    if paths > _MANY_PATHS and paths > letters:
        return "with more drawings than letters"
    own = pdf.pages[number - 1]
    if _has_type3(own.obj.get("/Resources"), 0):
        return "with a font made of drawings"
    if _UNNAMED.search(text):
        return "with letters that the file does not name"
    return "with pictures inside its content" if _INLINE.search(_content(own)) else ""


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))


def _has_type3(resources: Any, depth: int) -> bool:
    if not isinstance(resources, pikepdf.Dictionary) or depth > 8:
        return False
    fonts = resources.get("/Font")
    if isinstance(fonts, pikepdf.Dictionary) and any(f.get("/Subtype") == "/Type3" for _, f in fonts.items()):
        return True
    forms = resources.get("/XObject")
    items = [form for _, form in forms.items()] if isinstance(forms, pikepdf.Dictionary) else []
    return any(_has_type3(f.get("/Resources"), depth + 1) for f in items if f.get("/Subtype") == "/Form")


def read_drawn_page(page: Any, place: str, reason: str, found: Collector) -> None:
    """Draw a page on white and read it.

    Args:
        page: As pdfium opened it.
        place: In words.
        reason: As ``reason_to_draw`` answered.
        found: Gets the lines as blocks; a page without any text must be read with confidence.
    """
    width, height = page.get_size()
    inches = max(width * height / 5184, 1e-6)
    scale = max(min(float(_DPI), (0.9 * ocr.LARGEST_PIXELS / inches) ** 0.5), float(_LEAST_DPI)) / 72
    if width * height * scale * scale > ocr.LARGEST_PIXELS:
        found.cannot_check("a page that is too large to be drawn", place, "Save the PDF again with smaller pages.")
        return
    try:
        image = page.render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        found.cannot_check("a page that cannot be drawn", place, "Save the PDF again from its program.")
        return
    found.note(f"a page {reason} was read as a picture too", place)
    read = _read(image, place, found)
    if read is not None and reason == WITHOUT_TEXT:
        if not read.legible:
            found.cannot_check("a page of pictures or drawings without readable text", place, _STEP)
        elif _doubtful(read):
            found.cannot_check("words that cannot be read with confidence", place, _STEP)
