"""Pages that were edited and then cannot stay content become pictures of themselves, with the reason."""

from __future__ import annotations

import io
from importlib import resources
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from numpy.typing import NDArray
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from tests.formats.conftest import replacing
from tests.formats.pdf_files import both, drawn, lines

from redactor.errors import HeldError
from redactor.formats.base import WrittenFile
from redactor.formats.pdf.inplace import document as documents
from redactor.formats.pdf.inplace import editing, writing
from redactor.formats.pdf.inplace.comparing import differing_pages
from redactor.formats.pdf.inplace.document import InPlaceDocument
from redactor.formats.pdf.inplace.editing import PageEditor
from redactor.formats.pdf.inplace.subsetting import RebuildError

DPI, SQUARE = 200, 8
NAME = {"Karen Oldroyd": "HV1"}


def _letters() -> bytes:
    """Two pages, set in a font that is embedded."""
    file = resources.files("redactor.formats.pdf.fonts").joinpath("LiberationSerif-Regular.ttf")
    pdfmetrics.registerFont(TTFont("Fallback", io.BytesIO(file.read_bytes())))
    first = lines("The visitor was Karen Oldroyd and nobody else.", font="Fallback")
    second = lines("A line of its own.", top=500, font="Fallback")
    return drawn(both(first, second), lines("Nobody is named on this page."))


def _written(data: bytes, *, raster: bool = True) -> WrittenFile:
    document = InPlaceDocument(data, raster=raster)
    return document.write(replacing(document, NAME), cleared=frozenset())


def _refused(*_: object, **__: object) -> Any:
    raise RebuildError("a program that fontTools cannot read")


def _text(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def _greys(data: bytes) -> NDArray[np.float64]:
    """The first page in squares: a picture of letters is not drawn to the same pixels as letters."""
    document = pypdfium2.PdfDocument(data)
    try:
        pixels = document[0].render(scale=DPI / 72, grayscale=True).to_numpy().astype(np.float64)
    finally:
        document.close()
    height, width = (side // SQUARE for side in pixels.shape[:2])
    parts = pixels[: height * SQUARE, : width * SQUARE].reshape(height, SQUARE, width, SQUARE)
    return np.asarray(parts.mean(axis=(1, 3)), dtype=np.float64)


def _check(data: bytes, written: WrittenFile, reason: str) -> None:
    assert _text(written.data) == ["The visitor was HV1 and nobody else. A line of its own.", _text(data)[1]]
    assert [c.place for c in written.changes if reason in c.what] == ["page 1"]
    with pikepdf.open(io.BytesIO(written.data)) as pdf:
        used = pdf.pages[0].Resources
        assert list(used.XObject.keys())
        assert all("Liberation" not in str(font.BaseFont) for font in used.Font.values())
        assert not pdf.pages[1].Resources.get("/XObject")
    before, after = _greys(data), _greys(written.data)
    rows = np.flatnonzero((np.abs(before - after) > 48).any(axis=1)) * SQUARE
    line = slice(int((842 - 700 - 11) * DPI / 72) - SQUARE, int((842 - 700 + 6) * DPI / 72))
    assert len(rows)
    assert line.start <= rows.min() <= rows.max() <= line.stop, "only the line that was set anew looks different"


def test_a_font_that_cannot_be_cut_down_turns_its_pages_into_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _letters()
    monkeypatch.setattr(writing, "rebuild_font", _refused)
    _check(data, _written(data), "a font that cannot be cut down")


def test_a_page_that_looks_different_becomes_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _letters()
    monkeypatch.setattr(documents, "differing_pages", lambda *_: [1])
    _check(data, _written(data), "look different")


def _broken(*_: object, **__: object) -> Any:
    raise AttributeError("what a broken page causes")


@pytest.mark.parametrize("step", ["fill_tokens", "lay_out"])
def test_a_page_that_breaks_the_editing_becomes_a_picture_with_the_edits(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _letters()
    monkeypatch.setattr(writing if step == "fill_tokens" else editing, step, _broken)
    _check(data, _written(data), "its lines cannot be set anew")
    with pytest.raises(HeldError, match="Page 1 cannot be edited: its lines cannot be set anew"):
        _written(data, raster=False)


def test_only_the_page_that_breaks_becomes_a_picture_and_a_name_over_its_end_stands_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = "It was said by many of them on that day and in that week that the visitor who came was"
    data = drawn(lines(f"{whole} Karen", top=80), both(lines("Oldroyd and nobody else.", top=780), lines("End.")))
    edit = PageEditor.edit

    def broken_on_the_second(editor: PageEditor, page: Any, record: Any, flows: Any, number: int) -> None:
        edit(editor, page, record, flows, number)
        if number == 2:
            raise IndexError("what a broken page causes")

    monkeypatch.setattr(PageEditor, "edit", broken_on_the_second)
    copy = _written(data)
    assert [c.place for c in copy.changes if "a page as a picture" in c.what] == ["page 2"]
    assert _text(copy.data) == [f"{whole} HV1", "and nobody else. End."]


def test_an_error_that_nobody_thought_of_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "lay_out", _refused)
    with pytest.raises(RebuildError):
        _written(_letters())


def test_where_no_picture_may_be_made_the_document_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "rebuild_font", _refused)
    with pytest.raises(HeldError, match="Page 1 cannot be edited"):
        _written(_letters(), raster=False)


def test_a_page_as_large_as_a_wall_is_compared_in_a_smaller_picture() -> None:
    def wall(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.pages[0].MediaBox = [0, 0, 14_000_000, 14_000]
            out = io.BytesIO()
            pdf.save(out)
        return out.getvalue()

    one, other = (drawn(lines(text, size=9000)) for text in ("Nobody else.", "Nobody here."))
    assert differing_pages(wall(one), wall(one), {}, [1]) == []
    assert differing_pages(wall(one), wall(other), {}, [1]) == [1]
