"""Pictures on pages that also have text: judged like those of Word files, put back into the PDF."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name
from PIL import Image

from redactor.formats.base import Illustration
from redactor.formats.opc.pictures_judging import FoundPicture, PictureJudge
from redactor.formats.pdf.container.images import clean_jpeg
from redactor.formats.pdf.container.record import ContainerError
from redactor.formats.pdf.container.values import name_of
from redactor.formats.pdf.scans.uses import PictureUse, by_picture
from redactor.model import Change, Notice, Plan, Segment
from redactor.ocr import LARGEST_PIXELS, SMALLEST_SIDE

_THIN = 6.0
_MARGIN_TOP, _MARGIN_BOTTOM = 0.2, 0.82
_PLAIN_SPREAD = 24


class PdfPictures:
    """The pictures of the pages that are not scans.

    Args:
        shown: Where these pages show them.
    """

    def __init__(self, shown: Iterable[PictureUse]) -> None:
        found: list[FoundPicture] = []
        self._keys: dict[str, tuple[int, int]] = {}
        counts: dict[int, int] = {}
        for number, uses in by_picture(shown).items():
            stream, first = uses[0].stream, uses[0]
            if _is_decoration(stream, uses):
                continue
            data = picture_bytes(stream)
            if data is None or _is_one_colour(data):
                continue
            counts[first.page] = counts.get(first.page, 0) + 1
            key = f"picture{len(self._keys) + 1}"
            place = f"page {first.page}, picture {counts[first.page]}"
            self._keys[key] = number
            size = (max(1, round(first.width)), max(1, round(first.height)))
            found.append(FoundPicture(key, data, place, shown=size, is_logo=_may_stay(stream, uses)))
        self._judge = PictureJudge(found)

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Its pictures; see ``base.Illustrated``."""
        return self._judge.illustrations

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text on the pictures."""
        return self._judge.segments

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Pictures that could not be read as text."""
        return self._judge.notices

    def treat(self, pdf: pikepdf.Pdf, plan: Plan, cleared: Collection[str]) -> tuple[Change, ...]:
        """Put what becomes of each picture into a file prepared from the same bytes.

        Args:
            pdf: Prepared from the same bytes as the one that was read.
            plan: Its replacements on pictures, and its drawings; the rest is passed over.
            cleared: SHA-256 of the pictures that a person has cleared.
        """
        changes: list[Change] = []
        for treated in self._judge.treat(plan, cleared):
            if not treated.kept:
                _replace(pdf.get_object(self._keys[treated.key]), treated.data)
            changes.append(treated.change)
        return tuple(changes)


def _is_decoration(stream: Any, uses: Sequence[PictureUse]) -> bool:
    """Whether it is too small to hold readable text: a bullet, a rule, a strip of a shading."""
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    if isinstance(width, int) and isinstance(height, int) and max(width, height) < SMALLEST_SIDE:
        return True
    return all(min(use.width, use.height) < _THIN for use in uses)


def _may_stay(stream: Any, uses: Sequence[PictureUse]) -> bool:
    """Whether it stays unless it names somebody: a mask, or a logo that recurs at the edge of pages."""
    if stream.get("/ImageMask", False):
        return True
    pages = {use.page for use in uses}
    return len(pages) > 1 and all(use.bottom <= _MARGIN_TOP or use.top >= _MARGIN_BOTTOM for use in uses)


def picture_bytes(stream: Any) -> bytes | None:
    """A picture as a file: the JPEG as it is (without metadata), or else its pixels as PNG.

    ``None`` for one without pixels. One that cannot be drawn gives bytes that are no
    picture, so that it is replaced.
    """
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    if not isinstance(width, int) or not isinstance(height, int) or width < 1 or height < 1:
        return None
    if width * height > LARGEST_PIXELS:
        return b""
    space = name_of(stream.get("/ColorSpace"))
    plain = space in ("/DeviceRGB", "/DeviceGray") and "/Decode" not in stream and "/SMask" not in stream
    if plain and "/Mask" not in stream and name_of(stream.get("/Filter")) == "/DCTDecode":
        try:
            return clean_jpeg(bytes(stream.read_raw_bytes()))
        except ContainerError:
            return b""
    image = _drawn(stream, width, height)
    if image is None:
        return b""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _drawn(stream: Any, width: int, height: int) -> Image.Image | None:
    """The picture as pdfium draws it, alone on white, a point a pixel."""
    buffer = io.BytesIO()
    with pikepdf.new() as alone:
        alone.add_blank_page(page_size=(width, height))
        own = alone.copy_foreign(stream)
        if "/OC" in own:
            del own["/OC"]
        alone.pages[0].Resources = Dictionary(XObject=Dictionary(I=own))
        alone.pages[0].Contents = alone.make_stream(b"q %d 0 0 %d 0 0 cm /I Do Q" % (width, height))
        alone.save(buffer)
    document = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        return document[0].render(scale=1, fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")  # type: ignore[no-any-return]
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    finally:
        document.close()


def _is_one_colour(data: bytes) -> bool:
    """Whether a picture shows nothing: it is filled with one colour."""
    try:
        opened = Image.open(io.BytesIO(data))
        if opened.width * opened.height > LARGEST_PIXELS:  # larger than the PDF says: the reader of pictures tells
            return False
        image = opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return all(isinstance(edges, tuple) and edges[1] - edges[0] <= _PLAIN_SPREAD for edges in image.getextrema())


def _replace(stream: Any, data: bytes) -> None:
    """Put a picture file in the place of a picture."""
    image = Image.open(io.BytesIO(data))
    for key in list(stream.keys()):
        if key not in ("/Type", "/Subtype", "/Length"):
            del stream[key]
    stream.Width, stream.Height, stream.BitsPerComponent = image.width, image.height, 8
    if image.format == "JPEG" and image.mode in ("RGB", "L"):
        stream.write(data, filter=Name.DCTDecode)
    else:
        stream.write(image.convert("RGB").tobytes())
    is_grey = image.format == "JPEG" and image.mode == "L"
    stream.ColorSpace = Name.DeviceGray if is_grey else Name.DeviceRGB
