"""Older formats: told by their bytes, converted by LibreOffice, looked at apart from it."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.formats.legacy_files import NAME, SENTENCE, older, report, slides, workbook

from redactor.errors import UnreadableError, UnsupportedFormatError
from redactor.formats import adapter_for, output_extension
from redactor.formats.base import OpenDocument
from redactor.formats.legacy.libreoffice import convert
from redactor.formats.legacy.losses import UNSEEN, missing_words
from redactor.formats.legacy.open_document import open_document_text
from redactor.formats.legacy.rich_text import rich_text
from redactor.formats.legacy.sources import source_of
from redactor.formats.legacy.word_binary import word_text

PROTECTED = Path(__file__).parent / "protected"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def open_document(body: str, styles: str = "", kind: str = "text", manifest: str = "") -> bytes:
    """An OpenDocument file of a body and master pages."""
    spaces = " ".join(f'xmlns:{p}="{ODF}{p}:1.0"' for p in ("office", "text", "table", "style"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", f"<office:c {spaces}><office:body>{body}</office:body></office:c>")
        archive.writestr("styles.xml", f"<office:s {spaces}>{styles}</office:s>")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "adapter", "extension"),
    [
        ("a.rtf", b"{\\rtf1 x}", "doc", ".docx"),
        ("a.DOC", b"{\\rtf1 x}", "doc", ".docx"),
        ("a.odt", open_document(""), "doc", ".docx"),
        ("a.ott", open_document("", kind="text-template"), "doc", ".docx"),
        ("a.ods", open_document("", kind="spreadsheet"), "xls", ".xlsx"),
        ("a.odp", open_document("", kind="presentation"), "ppt", ".pptx"),
        ("a.doc", (PROTECTED / "protected.doc").read_bytes(), "doc", ".docx"),
        ("a.dot", (PROTECTED / "protected.doc").read_bytes(), "doc", ".docx"),
        ("a.xlt", (PROTECTED / "protected.xls").read_bytes(), "xls", ".xlsx"),
    ],
)
def test_older_formats_are_known_by_their_bytes(name: str, data: bytes, adapter: str, extension: str) -> None:
    found = adapter_for(name, data)
    assert (found.name, output_extension(name, found)) == (adapter, extension)
    assert found.recognises(data)


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.doc", report(), UnreadableError, "really a Word document"),
        ("a.xls", workbook(), UnreadableError, "really an Excel workbook"),
        ("a.ppt", slides(), UnreadableError, "really a PowerPoint"),
        ("a.doc", (PROTECTED / "protected.xls").read_bytes(), UnsupportedFormatError, "old Excel file"),
        ("a.xls", (PROTECTED / "protected.doc").read_bytes(), UnsupportedFormatError, "old Word file"),
        ("a.docx", (PROTECTED / "protected.doc").read_bytes(), UnsupportedFormatError, "old Word file"),
        ("a.odt", open_document("", kind="spreadsheet"), UnreadableError, "really an OpenDocument"),
        ("a.rtf", b"%PDF-1.7", UnreadableError, "really a PDF"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), UnreadableError, "broken"),
        ("a.doc", b"", UnreadableError, "empty"),
    ],
)
def test_a_name_that_does_not_fit_is_an_error(name: str, data: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        adapter_for(name, data)


def test_bytes_that_give_no_sign_are_unreadable() -> None:
    with pytest.raises(UnreadableError, match="broken"):
        adapter_for("a.doc", b"hello").open(b"hello")


@pytest.mark.parametrize("extension", ["doc", "xls", "odt"])
def test_a_password_is_asked_for_before_anything_is_converted(extension: str) -> None:
    data = (PROTECTED / f"protected.{extension}").read_bytes()
    with pytest.raises(UnreadableError, match="protected with a password"):
        adapter_for(f"a.{extension}", data).open(data)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:p>Ka<text:span>ren</text:span> came</text:p><text:p>late</text:p>", "Karen came late"),
        ("<text:p>a<text:s/>b<text:tab/>c<text:line-break/>d</text:p>", "a b c d"),
        ("<text:p>word<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p>"
         "</text:note-body></text:note> on</text:p>", "word note on"),
        ("<text:p>Page <text:page-number>3</text:page-number> of</text:p>", "Page of"),
        ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>left</text:p>", "left"),
        ("<table:table-cell office:value-type='date'><text:p>3 June</text:p></table:table-cell>"
         "<table:table-cell office:value-type='string'><text:p>Visit</text:p></table:table-cell>", "Visit"),
    ],
)  # fmt: skip
def test_words_of_open_document(body: str, text: str) -> None:
    assert open_document_text(open_document(body)).split() == text.split()


def test_headers_of_pages_that_are_used() -> None:
    master = "<style:master-page style:name='{}'><style:header{}><text:p>{}</text:p></style:header></style:master-page>"
    styles = master.format("Standard", "", "first") + master.format("Landscape", "", "second")
    styles += master.format("Title", " style:display='false'", "third")
    used = "<text:p style:master-page-name='Title'>body</text:p>"
    assert open_document_text(open_document(used, styles)).split() == ["body", "first"]


def test_words_of_rich_text() -> None:
    data = (
        b"{\\rtf1\\ansi{\\listtext\\f1 12.\\tab}{\\field{\\*\\fldinst PAGE}{\\fldrslt seven}} K\\'e1ren \\u322?\\par}"
    )
    assert rich_text(data).split() == ["seven", "Káren", "ł"]


def test_broken_originals_cannot_be_compared() -> None:
    data = b"{\\rtf1 \\bin4 abcd}"
    source = source_of(data)
    assert source is not None
    assert missing_words(data, source, report()) == UNSEEN
    locked = (PROTECTED / "protected.doc").read_bytes()
    with pytest.raises(UnreadableError):
        word_text(locked[:700])


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (SENTENCE, 0),
        ("Ka\u00adren Oldroyd", 0),
        ("KAREN", 0),
        ("Karen and Karen and Karen", 2),
        ("Frances Tolland", 2),
        ("12 345", 0),
        ("4567", 1),
        ("Tuesday Tuesday", 1),
    ],
)
def test_missing_words_are_counted(text: str, missing: int) -> None:
    data = open_document(f"<text:p>{text}</text:p>")
    source = source_of(data)
    assert source is not None
    assert missing_words(data, source, report("And so on.")) == missing


@cache
def opened(extension: str) -> OpenDocument:
    data = older(extension)
    return adapter_for(f"a.{extension}", data).open(data)


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize(
    ("extension", "looked_at"), [("doc", True), ("rtf", True), ("odt", True), ("xls", False), ("ppt", False)]
)
def test_files_of_libreoffice_come_through(extension: str, looked_at: bool) -> None:
    document = opened(extension)
    texts = [segment.text for segment in document.segments]
    wanted = [NAME, "3 June 2011"] if extension == "xls" else [SENTENCE]
    assert set(wanted) <= set(texts)
    notice = document.notices[0]
    assert f"converted from .{extension} by LibreOffice" in notice.message
    assert not notice.holds
    assert ("every word of the original" in notice.message) is looked_at
    if extension not in ("xls", "ppt"):
        assert f"Written by {NAME}" in texts
        assert "Marek Wisniowski" in texts


@pytest.mark.needs_libreoffice
def test_words_of_word_are_read_as_they_stand() -> None:
    expected = f"IMR of Children’s Social Care {SENTENCE} She found the flat cold. 😀 It was a Tuesday. Health visitor"
    assert word_text(older("doc")).split() == [*expected.split(), "Marek", "Wisniowski"]


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """A server on this computer, and what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.rfile.readline().decode("latin-1"))
            self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.needs_libreoffice
def test_nothing_that_a_document_links_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET", encoding="utf-8")
    with listening() as (port, asked):
        content = (
            f"<text:section text:name='a'><text:section-source xlink:href='{secret.as_uri()}' text:filter-name='Text'/>"
            "<text:p>old</text:p></text:section><text:p><draw:frame svg:width='2cm' svg:height='2cm' "
            f"text:anchor-type='as-char'><draw:image xlink:href='http://127.0.0.1:{port}/a.png' xlink:type='simple'"
            " xlink:show='embed' xlink:actuate='onLoad'/></draw:frame></text:p></office:text>"
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(older("odt"))) as original, zipfile.ZipFile(buffer, "w") as linked:
            for info in original.infolist():
                member = original.read(info)
                if info.filename == "content.xml":
                    assert member.count(b"</office:text>") == 1
                    member = member.replace(b"</office:text>", content.encode())
                linked.writestr(info, member)
        source = source_of(buffer.getvalue())
        assert source is not None
        converted = convert(buffer.getvalue(), source)
        assert asked == []
    with zipfile.ZipFile(io.BytesIO(converted)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
    assert b"old" in text
    assert b"TOPSECRET" not in text
