"""Pages as offices scan them: a printed letter askew, grainy, squeezed by JPEG, stamped or hardly legible."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import docx
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter
from tests.formats.conftest import Convert, replacing

from redactor import ocr
from redactor.formats.pdf.inplace.document import InPlaceDocument

NAMES = {"Karen Oldroyd": "HV2", "Ms Oldroyd": "HV2", "Leon Brannock": "Child R"}
STORY = (
    "The health visitor Karen Oldroyd came on Monday, weighed the baby and wrote in the record that nobody had asked. "
    "On Thursday Ms Oldroyd rang the school, which had seen nothing, and the doctor, who had been told of a fall.",
    "Nobody is named in this paragraph. It is long enough to show where lines end, and it stays as it was.",
    "Leon Brannock was seen twice in that week, each time with a bruise that had grown.",
)


@dataclass(frozen=True)
class Scanner:
    """How a page was scanned: dots an inch, degrees askew, grain, JPEG quality, and whether a stamp is on it."""

    dpi: int
    askew: float
    grain: float
    quality: int
    stamped: bool = False

    def scan(self, printed: bytes) -> bytes:
        """The first page of a PDF, printed and scanned."""
        image = pypdfium2.PdfDocument(printed)[0].render(scale=self.dpi / 72).to_pil().convert("L")
        if self.stamped:
            pen = ImageDraw.Draw(image)
            left, top = image.width * 3 // 5, image.height * 4 // 5
            pen.ellipse((left, top, left + 1.7 * self.dpi, top + 1.2 * self.dpi), outline=90, width=8)
            pen.text((left + 0.3 * self.dpi, top + 0.5 * self.dpi), "RECEIVED", fill=90, font_size=0.24 * self.dpi)
        image = image.rotate(self.askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64) * 0.9 + 18
        pixels += np.random.default_rng(1).normal(0, self.grain, pixels.shape)
        buffer, file = io.BytesIO(), io.BytesIO()
        image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
        image.save(buffer, "JPEG", quality=self.quality)
        with pikepdf.new() as pdf:
            page = pdf.add_blank_page(page_size=(595.3, 841.9))
            stream = pdf.make_stream(buffer.getvalue())
            stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            stream.Width, stream.Height = image.size
            stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceGray, 8
            stream.Filter = pikepdf.Name.DCTDecode
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=stream))
            page.Contents = pdf.make_stream(b"q 595.3 0 0 841.9 0 0 cm /I Do Q")
            pdf.save(file)
        return file.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, soffice: Convert) -> bytes:
    """An A4 letter by LibreOffice."""
    path: Path = tmp_path_factory.mktemp("paper") / "letter.docx"
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.add_heading("Overview report", 1)
    for text in STORY:
        document.add_paragraph(text)
    document.save(str(path))
    return soffice(path, "pdf").read_bytes()


def _words(data: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split())


@pytest.mark.slow
@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("scanner", [Scanner(250, 0.7, 4, 60), Scanner(300, -0.7, 5, 50)])
def test_a_scan_is_read_painted_and_released(printed: bytes, scanner: Scanner) -> None:
    document = InPlaceDocument(scanner.scan(printed))
    assert not [notice.message for notice in document.notices if notice.holds]
    copy = document.write(replacing(document, NAMES), cleared=frozenset()).data
    expected = re.sub("|".join(NAMES), lambda match: NAMES[match[0]], " ".join(STORY))
    assert expected in _words(copy)
    image = pypdfium2.PdfDocument(copy)[0].render(scale=200 / 72).to_pil().convert("RGB")
    seen = " ".join(word.text for line in ocr.read(image).lines for word in line.words)
    assert not re.search("oldroyd|brannock|karen|leon", seen, re.IGNORECASE)
    assert "Nobody is named in this paragraph" in seen


@pytest.mark.slow
@pytest.mark.needs_libreoffice
@pytest.mark.parametrize(
    ("scanner", "reason"),
    [(Scanner(250, 0.7, 4, 60, stamped=True), "a stamp"), (Scanner(90, 0.7, 20, 20), "with confidence")],
)
def test_a_stamp_and_words_that_are_hardly_legible_hold(printed: bytes, scanner: Scanner, reason: str) -> None:
    document = InPlaceDocument(scanner.scan(printed))
    assert [notice for notice in document.notices if notice.holds and reason in notice.message]
