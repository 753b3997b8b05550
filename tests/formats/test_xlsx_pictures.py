"""Pictures on sheets: read, painted over, replaced, kept."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image
from tests.formats.conftest import replacing
from tests.ocr.drawn import letter, photograph, png

from redactor import ocr
from redactor.formats import adapter_for
from redactor.formats.base import Hidden
from redactor.formats.opc.pictures import digest

SCAN = png(letter(["Seen by Karen Oldroyd"]), Author="Karen Oldroyd")
PHOTOGRAPH, CLEARED = png(photograph()), png(photograph(120, 90))


def _workbook(*, hidden_second: bool = False) -> bytes:
    """Two sheets by openpyxl: a scan and a photograph, then a photograph."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first["A1"] = "Date"
    second = book.create_sheet("Second")
    second["A1"] = "x"
    for sheet, data, cell in ((first, SCAN, "B3"), (first, PHOTOGRAPH, "B20"), (second, CLEARED, "A3")):
        sheet.add_image(SheetImage(io.BytesIO(data)), cell)
    if hidden_second:
        second.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _written(data: bytes, hidden: Hidden = "code") -> tuple[list[bytes], list[tuple[str, str]]]:
    """The pictures of the copy, and what is told about them: action and place."""
    document = adapter_for("a.xlsx", data).open(data)
    plan = replacing(document, {"Karen Oldroyd": "SW1"})
    written = document.write(plan, cleared=frozenset({digest(CLEARED)}), hidden=hidden)
    with zipfile.ZipFile(io.BytesIO(written.data)) as archive:
        media = [archive.read(name) for name in sorted(archive.namelist()) if "/media/" in name]
    told = [(change.action, change.place) for change in written.changes if "SHA-256" in change.what]
    return media, told


def _words(picture: bytes) -> str:
    return " ".join(line.text for line in ocr.read(Image.open(io.BytesIO(picture))).legible)


def test_the_text_of_a_picture_is_a_segment_with_its_sheet() -> None:
    document = adapter_for("a.xlsx", _workbook()).open(_workbook())
    assert [str(s.place) for s in document.segments if "Oldroyd" in s.text] == ["sheet 1, picture 1, line 1"]


def test_names_are_painted_over_photographs_replaced_cleared_ones_kept() -> None:
    media, told = _written(_workbook())
    assert [_words(picture) for picture in media[:2]] == ["Seen by SW1", "[picture removed]"]
    assert Image.open(io.BytesIO(media[2])).convert("RGB").tobytes() == photograph(120, 90).tobytes()
    assert told == [
        ("rewritten", "sheet 1, picture 1"),
        ("replaced", "sheet 1, picture 2"),
        ("rewritten", "sheet 2, picture 1"),
    ]
    assert not any(b"Oldroyd" in picture for picture in media)


def test_pictures_of_hidden_sheets_go_with_them() -> None:
    media, told = _written(_workbook(hidden_second=True), hidden="remove")
    assert len(media) == 2
    assert [place for _, place in told] == ["sheet 1, picture 1", "sheet 1, picture 2"]
