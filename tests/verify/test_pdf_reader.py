"""The PDF reader: two extractors, raw objects, streams, revisions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from tests.verify.building import CLEAN, attached, blank_pdf, edited_pdf, second_revision

from redactor.errors import UnreadableError
from redactor.verify.readers import ReadFile, Surface, read_file
from redactor.verify.readers import pdf as pdf_reader


def everything(read: ReadFile) -> str:
    return "\n".join(block.text for block in read.blocks)


def test_a_page_that_both_extractors_read_alike_is_told_once() -> None:
    read = read_file(blank_pdf())
    (body,) = [b for b in read.blocks if b.surface is Surface.BODY]
    assert not body.twin
    assert all(line in body.text for line in CLEAN)
    assert read.structure.pages == 1
    assert read.unchecked == ()


@pytest.mark.parametrize("blinded", ["page_texts", "_pdfium_text"])
def test_each_page_is_read_by_two_extractors(monkeypatch: pytest.MonkeyPatch, blinded: str) -> None:
    """What one of them does not see, the other tells."""
    whole = getattr(pdf_reader, blinded)

    def blind(*given: object) -> Iterator[object]:
        for item in whole(*given):
            yield "Nothing." if isinstance(item, str) else replace(item, text="Nothing.")

    monkeypatch.setattr(pdf_reader, blinded, blind)
    body = [b for b in read_file(blank_pdf()).blocks if b.surface is Surface.BODY]
    assert [b.twin for b in body] == [False, True]
    assert [b.text == "Nothing." for b in body] == ([False, True] if blinded == "page_texts" else [True, False])
    assert all(any(line in block.text for block in body) for line in CLEAN)


def test_title_lines_come_from_the_first_page_and_the_document_title() -> None:
    assert read_file(blank_pdf("Individual Management Review", "Child R")).titles[:3] == (
        "Individual Management Review",
        "Child R",
        "Overview Report",
    )


def test_a_page_of_drawings_without_text_is_unchecked() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 100 100 re f")

    assert [n.place for n in read_file(edited_pdf(edit)).unchecked] == ["page 1"]


def test_an_empty_page_is_fine() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()

    read = read_file(edited_pdf(edit))
    assert read.unchecked == ()
    assert read.structure.pages == 2


def test_streams_are_searched_decoded() -> None:
    read = read_file(blank_pdf("Karen Oldroyd"))
    assert any(b"(Karen Oldroyd)" in raw.data for raw in read.raw[1:])
    assert b"(Karen Oldroyd)" not in read.raw[0].data


def test_attachments_are_read_in_their_turn() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        attached(pdf, "a.txt", b"Ms Oldroyd called.")

    read = read_file(edited_pdf(edit))
    assert "Ms Oldroyd called." in [b.text for b in read.blocks if b.surface is Surface.HIDDEN]


def test_an_attachment_without_a_reader_is_unchecked() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        attached(pdf, "a.bin", b"\0\1\2\3")

    assert read_file(edited_pdf(edit)).unchecked


def test_an_earlier_revision_is_read_as_hidden_text() -> None:
    data = second_revision(blank_pdf("Ms Oldroyd visited."), blank_pdf())
    read = read_file(data)
    visible = "\n".join(b.text for b in read.blocks if b.surface is Surface.BODY)
    assert "Oldroyd" not in visible
    assert any("Ms Oldroyd visited." in b.text for b in read.blocks if b.surface is Surface.HIDDEN)


def test_bytes_after_the_end_are_unchecked() -> None:
    assert read_file(blank_pdf() + b"Karen Oldroyd").unchecked
    assert not read_file(blank_pdf() + b"\r\n\n").unchecked


def test_an_earlier_revision_that_cannot_be_read_is_unchecked() -> None:
    data = blank_pdf()
    start = data.index(b"\n") + 1
    found = read_file(data[:start] + b"%%EOF\n" + data[start:]).unchecked
    assert [(n.message, n.place) for n in found] == [("an earlier revision that cannot be read", "revision 1")]


def test_a_file_without_an_end_mark_is_unchecked() -> None:
    found = read_file(blank_pdf().replace(b"%%EOF", b"%%eof")).unchecked
    assert [n.message for n in found] == ["the PDF has no end mark"]


def test_a_linearised_file_has_two_ends_and_one_revision() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf())) as pdf:
        pdf.save(out, linearize=True)
    read = read_file(out.getvalue())
    assert read.unchecked == ()
    assert not any("revision" in note.message for note in read.notes)


@pytest.mark.parametrize("damage", [lambda data: data[:400], lambda _: b"%PDF-1.7\n%%EOF"])
def test_a_broken_file_is_unreadable(damage: object) -> None:
    assert callable(damage)
    with pytest.raises(UnreadableError):
        read_file(damage(blank_pdf()))


def test_an_encrypted_file_is_unreadable() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnreadableError, match="encrypted"):
        read_file(out.getvalue())


def test_readers_that_find_different_pages_leave_none_unread_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    data = blank_pdf()
    assert data.count(b"/Count 1") == 1
    with pytest.raises(UnreadableError):  # a page that only one of them finds
        read_file(data.replace(b"/Count 1", b"/Count 3"))
    monkeypatch.setattr("redactor.verify.readers.pdf.page_texts", lambda _: iter(()))
    assert [n.message for n in read_file(data).unchecked] == ["readers find different pages in the PDF"]


def test_a_page_that_is_there_twice_is_read_or_refused() -> None:
    data = blank_pdf("Karen Oldroyd")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        kids = pdf.Root.Pages.Kids
        kids.append(kids[0])
        pdf.Root.Pages.Count = 1
        out = io.BytesIO()
        pdf.save(out)
    try:
        read = read_file(out.getvalue())
    except UnreadableError:
        return
    assert read.unchecked or len([b for b in read.blocks if "Karen Oldroyd" in b.text and not b.twin]) == 2


def test_what_pdfminer_has_to_say_of_a_file_is_not_told(capfd: pytest.CaptureFixture[str]) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 60 700 Td (Karen) [/Oldroyd] TJ /Oldroyd Do ET")

    read_file(edited_pdf(edit))
    out, err = capfd.readouterr()
    assert "Oldroyd" not in out + err
