"""The raw Word reader sees every surface, and says what it cannot read."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from PIL import Image
from tests.verify.building import blank_docx, docx_link, repacked, saved, with_body_xml

from redactor.errors import UnreadableError
from redactor.verify.readers import ReadFile, Surface, read_file


def texts(read: ReadFile, surface: Surface) -> list[str]:
    return [block.text for block in read.blocks if block.surface is surface]


def test_body_tables_headers_and_footers_are_read_in_order_with_their_places() -> None:
    read = read_file(saved(blank_docx("First.", "Second.")))
    body = [(b.place, b.text) for b in read.blocks if b.surface is Surface.BODY]
    assert body == [
        ("paragraph 1", "Serious Case Review: Overview Report"),
        ("paragraph 2", "First."),
        ("paragraph 3", "Second."),
        ("table 1, row 1, column 1", "Date"),
        ("table 1, row 1, column 2", "Event"),
        ("table 1, row 2, column 1", "May 2011"),
        ("table 1, row 2, column 2", "Visit"),
    ]
    assert texts(read, Surface.HEADER) == ["Confidential"]
    assert texts(read, Surface.FOOTER) == ["Fennshire LSCB"]
    assert (read.structure.headings, read.structure.tables, read.structure.links) == (1, 1, 0)
    assert read.unchecked == ()


def test_runs_are_joined_and_breaks_kept() -> None:
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("Ka", "ren Old", "royd"))
    marks = '<w:r><w:noBreakHyphen/><w:tab/><w:sym w:font="Wingdings" w:char="F041"/><w:br/><w:t>TEXT</w:t></w:r>'
    read = read_file(with_body_xml(runs + marks)("end"))
    assert "Karen Oldroyd-\tA\nend" in texts(read, Surface.BODY)


def test_tracked_changes_give_the_accepted_text_and_the_rejected_one_beside_it() -> None:
    xml = (
        "<w:r><w:t>Old</w:t></w:r><w:del><w:r><w:delText>TEXT</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>en</w:t></w:r></w:ins><w:r><w:t>royd</w:t></w:r>"
    )
    read = read_file(with_body_xml(xml)("er"))
    assert "Oldenroyd" in texts(read, Surface.BODY)
    assert texts(read, Surface.HIDDEN) == ["Olderroyd"]


def test_hidden_runs_are_told_and_stay_part_of_their_paragraph() -> None:
    xml = "<w:r><w:t>Seen. </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>TEXT</w:t></w:r>"
    read = read_file(with_body_xml(xml)("Not seen."))
    block = next(b for b in read.blocks if b.text == "Seen. Not seen.")
    assert block.hidden == ("Not seen.",)
    assert texts(read, Surface.HIDDEN) == ["Not seen."]


def test_vanish_switched_off_is_not_hidden() -> None:
    xml = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>TEXT</w:t></w:r>'
    assert texts(read_file(with_body_xml(xml)("Seen.")), Surface.HIDDEN) == []


def test_text_boxes_are_paragraphs_of_their_own_and_fallbacks_are_twins() -> None:
    box = "<w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>TEXT</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
    xml = f"<w:r><w:t>outside</w:t></w:r><w:r>{box}</w:r>"
    read = read_file(with_body_xml(xml)("inside"))
    assert {"outside", "inside"} <= set(texts(read, Surface.BODY))
    assert "outsideinside" not in texts(read, Surface.BODY)


def test_link_targets_are_percent_decoded() -> None:
    read = read_file(docx_link("https://board.example/Karen%2520Oldroyd"))
    assert {"https://board.example/Karen%20Oldroyd", "https://board.example/Karen Oldroyd"} <= set(
        texts(read, Surface.LINK)
    )


def test_pictures_are_noted_by_digest() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    document = blank_docx()
    document.add_picture(io.BytesIO(picture.getvalue()))
    read = read_file(saved(document))
    digest = hashlib.sha256(picture.getvalue()).hexdigest()
    assert read.structure.images == (digest,)
    assert any(digest in note.message for note in read.notes)


def test_a_page_within_is_read() -> None:
    page = {"word/afchunk.html": b"<html><body>Karen</body></html>"}
    read = read_file(repacked(saved(blank_docx()), lambda members: members.update(page)))
    assert any("Karen" in block.text for block in read.blocks)


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("word/vbaProject.bin", b"\x01\x16\x01\0\xb6"),
        ("word/broken.xml", b"<w:p><open>"),
        ("word/dtd.xml", b'<!DOCTYPE x [<!ENTITY e "Karen">]><x>&e;</x>'),
    ],
)
def test_what_no_reader_opens_is_unchecked(member: str, content: bytes) -> None:
    read = read_file(repacked(saved(blank_docx()), lambda members: members.update({member: content})))
    assert [notice.holds for notice in read.unchecked] == [True]


def test_embedded_documents_are_read_as_hidden_content() -> None:
    inner = saved(blank_docx("Karen Oldroyd visited."))
    data = repacked(saved(blank_docx()), lambda members: members.update({"word/embeddings/a.docx": inner}))
    read = read_file(data)
    assert "Karen Oldroyd visited." in texts(read, Surface.HIDDEN)
    assert read.unchecked == ()


def test_bytes_around_the_container_and_double_members_are_unchecked() -> None:
    data = saved(blank_docx())
    assert read_file(b"#!/bin/sh\n" + data).unchecked
    assert read_file(data + b"Karen Oldroyd").unchecked
    out = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    assert any("share a name" in notice.message for notice in read_file(out.getvalue()).unchecked)


def test_the_comment_of_the_container_is_a_property() -> None:
    data = repacked(saved(blank_docx()), lambda _: None, comment=b"Karen Oldroyd")
    assert "Karen Oldroyd" in texts(read_file(data), Surface.PROPERTY)


def test_a_document_without_a_readable_main_part_is_unreadable() -> None:
    data = repacked(saved(blank_docx()), lambda members: members.update({"word/document.xml": b"<w:document"}))
    with pytest.raises(UnreadableError):
        read_file(data)


def test_a_torn_container_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        read_file(saved(blank_docx())[:2000])


def test_an_encrypted_container_is_unreadable() -> None:
    data = bytearray(saved(blank_docx()))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    with pytest.raises(UnreadableError):
        read_file(bytes(data))


def test_every_member_is_there_as_bytes() -> None:
    data = saved(blank_docx())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents = {archive.read(name) for name in archive.namelist()}
    assert contents < {raw.data for raw in read_file(data).raw}
