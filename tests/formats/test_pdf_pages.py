"""Pages that are kept between reading and writing: so many and no more, and the copy is the same either way."""

from __future__ import annotations

import gc

import pytest
from tests.formats.conftest import replacing
from tests.formats.pdf_files import drawn, lines

from redactor.formats.pdf.inplace import pages
from redactor.formats.pdf.inplace.document import InPlaceDocument

_PAGE = lines("The visitor was Karen Oldroyd and nobody else came.", "She wrote nothing down on that day.")
_GLYPHS = len("The visitor was Karen Oldroyd and nobody else came.She wrote nothing down on that day.")
_NAMES = {"Karen Oldroyd": "HV1"}


def _together() -> int:
    gc.collect()
    return pages._Kept.together


@pytest.mark.parametrize(
    ("own", "together", "kept"),
    [(5 * _GLYPHS, 5 * _GLYPHS, 3), (2 * _GLYPHS, 5 * _GLYPHS, 2), (5 * _GLYPHS, 2 * _GLYPHS - 1, 1), (0, 0, 0)],
)
def test_so_many_pages_are_kept_and_the_copy_is_the_same(
    own: int, together: int, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = drawn(_PAGE, _PAGE, _PAGE)
    document = InPlaceDocument(data)
    plain = document.write(replacing(document, _NAMES), cleared=frozenset()).data
    before = _together()
    monkeypatch.setattr(pages, "MOST_KEPT", own)
    monkeypatch.setattr(pages, "MOST_TOGETHER", before + together)
    document = InPlaceDocument(data)
    assert _together() - before == kept * _GLYPHS
    assert document.write(replacing(document, _NAMES), cleared=frozenset()).data == plain
    assert _together() == before


def test_what_a_document_keeps_that_is_never_written_goes_with_it() -> None:
    before = _together()
    document = InPlaceDocument(drawn(_PAGE, _PAGE))
    assert _together() - before == 2 * _GLYPHS
    del document
    assert _together() == before
