"""E-mail messages for tests, and a look into finished ones that shares nothing with the program."""

from __future__ import annotations

import base64
import binascii
import email
import email.header
import io
import quopri
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage

import docx
import openpyxl
from tests.formats.docx_files import bare, para, run

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONG_BASE64 = re.compile(rb"(?:^[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]*={0,2}", re.MULTILINE)


def mime(*fields: str, body: str = "") -> bytes:
    """A message or part from its bare fields and body."""
    return ("\r\n".join(fields) + "\r\n\r\n" + body.replace("\n", "\r\n")).encode("utf-8", "surrogateescape")


def multipart(kind: str, *parts: bytes, fields: str = "", preamble: str = "", epilogue: str = "") -> bytes:
    """A multipart of finished parts; ``fields`` go above its content type."""
    mark = f"Zqboundary{zlib.crc32(kind.encode() + b''.join(parts))}"
    head = f'{fields}Content-Type: multipart/{kind}; boundary="{mark}"\r\n\r\n{preamble}'.encode()
    body = b"".join(f"\r\n--{mark}\r\n".encode() + part for part in parts)
    return head + body + f"\r\n--{mark}--\r\n{epilogue}".encode()


def attachment(media_type: str, data: bytes, name: str, *more: str) -> bytes:
    """A base64 part with a file name."""
    fields = (f"Content-Type: {media_type}", f'Content-Disposition: attachment; filename="{name}"')
    encoded = base64.encodebytes(data).decode()
    return mime(*fields, *more, "Content-Transfer-Encoding: base64", body=encoded)


def simple(text: str = "Dear all,\n\nPlease see below.\n", **fields: str) -> bytes:
    """A plain message by the standard library."""
    message = EmailMessage()
    given = {"From": "Sender <sender@example.org>", "To": "Receiver <to@example.org>", "Subject": "Visit"}
    for name, value in (given | {"Date": "Mon, 03 Oct 2011 09:12:44 +0100"} | fields).items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


def word_file(*paragraphs: str, cell: str = "") -> bytes:
    """A Word document with a small table."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cell:
        table = document.add_table(rows=2, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Date", "Source"
        table.rows[1].cells[0].text, table.rows[1].cells[1].text = "May 2011", cell
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def light_word_file(*paragraphs: str, cell: str = "") -> bytes:
    """A Word document of no more than its text: quick to read."""
    table = f"<w:tbl><w:tr><w:tc>{para(run('Source'))}</w:tc></w:tr><w:tr><w:tc>{para(run(cell))}</w:tc></w:tr></w:tbl>"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{WORD}.main+xml"/></Types>'
    )
    body = "".join(para(run(text)) for text in paragraphs) + (table if cell else "") + para(run("end"))
    return bare(body, extra={"[Content_Types].xml": types.encode()})


def workbook(*rows: tuple[str, ...]) -> bytes:
    """An Excel workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def everything(data: bytes, depth: int = 0) -> Iterator[str]:
    """Every way of reading the bytes: raw, decoded, unpacked, names and fields, down to the last file within.

    Long base64 is read decoded only, since any few letters stand in it by chance.
    """
    bare = _LONG_BASE64.sub(b"", data)
    for codec in ("latin-1", "utf-8", "utf-16-le", "utf-16-be"):
        yield bare.decode(codec, "replace")
        yield bare[1:].decode(codec, "replace")
    text = bare.decode("utf-8", "replace")
    yield urllib.parse.unquote(text)
    yield quopri.decodestring(bare).decode("utf-8", "replace")
    yield re.sub(r"<[^>]*>", "", text)
    yield from _encoded_words(text)
    if depth > 8:
        return
    for piece in re.findall(rb"(?:[A-Za-z0-9+/]{4,76}[\r\n ]*)+={0,2}", data):
        try:
            decoded = base64.b64decode(re.sub(rb"\s", b"", piece))
        except binascii.Error:
            continue
        if len(decoded) > 3:
            yield decoded.decode("utf-8", "replace")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from everything(archive.read(name), depth + 1)
    elif re.match(rb"[!-9;-~]+:", data):
        for part in email.message_from_bytes(data).walk():
            payload = part.get_payload(decode=True)
            yield str(part.get_filename())
            yield from (f"{key}: {value}" for key, value in part.items())
            if isinstance(payload, bytes) and payload != data:
                yield from everything(payload, depth + 1)


def _encoded_words(text: str) -> Iterator[str]:
    for match in re.finditer(r"=\?[^?]+\?[bqBQ]\?[^?]*\?=", text):
        yield "".join(
            piece.decode(charset or "ascii", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in email.header.decode_header(match[0])
        )


def found_in(data: bytes, pattern: str) -> list[str]:
    """What matches a pattern anywhere in a file, in any of its readings, without regard to case."""
    seen = (match[0] for text in everything(data) for match in re.finditer(pattern, text, re.IGNORECASE))
    return sorted(set(seen))
