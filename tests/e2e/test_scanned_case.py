"""A case with a scan: read by text recognition, painted, verified and released."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.e2e.test_older_formats import case_of
from tests.formats.pdf_files import drawn, lines
from tests.formats.test_pdf_raster import coded_as, written

import redactor
from redactor.model import Status
from redactor.verify.readers import Surface, read_file

ROWS = (
    "Individual Management Review",
    "The social worker, Karen Oldroyd, visited",
    "Frances Marlowe at home. Nobody else was",
    "there. Ms Oldroyd went away again.",
)
RELEASED = "Individual Management Review The social worker, SW1, visited Child T at home. Nobody else was there."


def mixed() -> bytes:
    """A page of text, a scan, and a page of text."""
    image, _ = written(*ROWS, width=1100)
    pages = drawn(
        lines("Health overview report", "Marek Wisniowski, health visitor, wrote."), lines("Signed: Karen Oldroyd")
    )
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages)) as pdf, pikepdf.open(io.BytesIO(coded_as(image, "JPEG"))) as scan:
        pdf.pages.insert(1, scan.pages[0])
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.slow
def test_a_document_with_a_scanned_page_is_released(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", {"Health overview.pdf": mixed()})
    result = redactor.run_case(case, tmp_path / "out")
    (document,) = result.documents
    assert (document.status, document.reasons) == (Status.RELEASED, ())
    assert result.release is not None
    data = (result.release / "Health overview.pdf").read_bytes()
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert " ".join(pages[1].split()).startswith(RELEASED)
    assert "HV1, health visitor, wrote." in pages[0]
    read = read_file(data)
    seen = " ".join(block.text for block in read.blocks).casefold()
    assert any("SW1" in block.text for block in read.blocks if block.surface is Surface.PICTURE)
    assert [name for name in ("oldroyd", "marlowe", "wisniowski") if name in seen] == []
    assert document.applied is not None
    assert any("a page as a picture" in change.what for change in document.applied.changes)
