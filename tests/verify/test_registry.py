"""Files within files, and what is told about them."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from tests.verify.building import attached, blank_docx, blank_pdf, edited_pdf, repacked, saved

from redactor.errors import UnreadableError
from redactor.verify.readers import Surface, read_file
from redactor.verify.readers.pdf_properties import xmp_blocks


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def nested(depth: int) -> bytes:
    data = saved(blank_docx("Karen Oldroyd visited."))
    for _ in range(depth):
        inner = data
        data = repacked(saved(blank_docx()), lambda members, inner=inner: members.update({"word/e.docx": inner}))  # type: ignore[misc]
    return data


def test_files_are_read_three_deep_and_no_deeper() -> None:
    read = read_file(nested(3))
    assert any(b.text == "Karen Oldroyd visited." and b.surface is Surface.HIDDEN for b in read.blocks)
    assert read.unchecked == ()
    assert [notice.message for notice in read_file(nested(4)).unchecked] == ["files nested too deep"]


def test_a_broken_inner_file_is_unchecked_and_its_bytes_are_searched() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        attached(pdf, "a.pdf", b"%PDF-1.7 Karen Oldroyd")

    read = read_file(edited_pdf(edit))
    assert [notice.message for notice in read.unchecked] == ["The PDF is broken."]
    assert any(b"Karen Oldroyd" in raw.data and raw.place.startswith("attachment") for raw in read.raw)


def test_a_container_that_is_no_word_document_has_no_reader() -> None:
    assert read_file(zipped(a=b"x")).format == "unknown"
    assert read_file(zipped(**{"[Content_Types].xml": b"<Types/>"})).format == "unknown"


def test_a_container_without_its_directory_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        read_file(zipped(a=b"x" * 100)[:60])


def test_the_content_decides_and_not_the_name() -> None:
    assert read_file(b"\n\n" + blank_pdf()).format == "pdf"
    assert read_file(saved(blank_docx())).format == "docx"
    assert read_file(b"From: the panel\nTo: the board\n").format == "text"


def test_xmp_that_is_not_well_formed_is_read_as_text() -> None:
    blocks = list(xmp_blocks(b"<x:xmpmeta>Ms Oldroyd", 7))
    assert [(b.place, b.text, b.surface) for b in blocks] == [
        ("XMP in object 7", "<x:xmpmeta>Ms Oldroyd", Surface.PROPERTY)
    ]


def test_a_stream_that_cannot_be_decoded_is_unchecked() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"not compressed")
        stream["/Filter"] = pikepdf.Name("/Unknown")
        pdf.Root["/Extra"] = pdf.make_indirect(stream)

    assert [n.message for n in read_file(edited_pdf(edit)).unchecked] == ["a stream that cannot be decoded"]


def test_names_in_odd_encodings_are_read() -> None:
    data = blank_pdf().replace(b"/Title", b"/T#c4#e3le", 1)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out)
    assert read_file(out.getvalue()).format == "pdf"
