"""What a second process does of the verification is what this one would do."""

from __future__ import annotations

import io
import sys

import pytest
from reportlab.pdfgen.canvas import Canvas

from redactor.errors import UnreadableError
from redactor.verify import prepare_verifier
from redactor.verify.readers import read_file
from redactor.verify.readers.pdf import read_again, read_pdf
from redactor.verify.readers.registry import begins_as_pdf


def _pdf() -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, invariant=True)
    for line in ("Karen Oldroyd rang the school.", "Nobody answered."):
        canvas.drawString(60, 700, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_the_second_reading_is_that_of_the_reader() -> None:
    prepare_verifier()
    assert "redactor.verify.readers.pdf" in sys.modules
    data = _pdf()
    assert [text.strip() for text in read_again(data)] == ["Karen Oldroyd rang the school.", "Nobody answered."]
    assert begins_as_pdf(data)
    assert read_pdf(data) == read_file(data)


@pytest.mark.parametrize("keep", [0.3, 0.6])
def test_a_broken_file_is_unreadable_in_both(keep: float) -> None:
    data = _pdf().replace(b"/Pages", b"/Pagxs").replace(b"/Page\n", b"/Pagx\n")
    data = data[: int(len(data) * keep)]
    for read in (read_again, read_pdf):
        with pytest.raises(UnreadableError, match="The PDF is broken"):
            read(data)
