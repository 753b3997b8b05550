"""What a file is by its first bytes, and what to tell a person about it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NoReturn

from redactor.errors import UnreadableError, UnsupportedFormatError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_WORKBOOK = "Workbook".encode("utf-16-le")
_SLIDES = "PowerPoint Document".encode("utf-16-le")
_MAIL = "__properties_version1.0".encode("utf-16-le")

_ADVICE = {
    ".wpd": "Open it in Word or LibreOffice and save it as .docx.",
    ".pages": "Export it from Pages as .docx.",
    ".mht": "Open the page in a browser and print it to PDF, or open it in Word and save it as .docx.",
    ".csv": "Copy the table into Word and save it as .docx.",
    ".zip": "Unpack it and put the files into the documents folder.",
}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp")
_HEADER_BLOCK = re.compile(rb"(?:From [^\r\n]*\r?\n)?(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*(?:\r?\n|\Z))+")
_MAIL_FIELD = re.compile(
    rb"^(?:received|return-path|delivered-to|mime-version|message-id|dkim-signature):", re.IGNORECASE | re.MULTILINE
)


def is_ole(data: bytes) -> bool:
    """Whether the bytes are an OLE container: old Office, or an encrypted new one."""
    return data.startswith(_OLE)


def refuse_ole(data: bytes, extension: str) -> NoReturn:
    """Say what an OLE container under a modern extension is.

    Raises:
        UnreadableError: if it is an encrypted Office file, or broken.
        UnsupportedFormatError: if it is an old Office file under a new name.
    """
    if _ENCRYPTED in data:
        raise UnreadableError(
            "The file is protected with a password.",
            next_step="Open it in Word, take the password off (File, Info, Protect Document) and save it again.",
        )
    what = _describe_ole(data)
    ending = re.search(r"\((\.\w+)\)", what)
    if ending is not None and ending[1] == extension:
        raise UnreadableError("The file is broken.", next_step="Open it in its program and save it anew.")
    raise UnsupportedFormatError(
        f"The file ends in {extension} but it is really {what}.",
        next_step=f"Give its name the ending {ending[1]}, or open it in its program and save it anew."
        if ending
        else "Open it in its program and save it in the new format (.docx, .xlsx or .pptx).",
    )


def advice_for(extension: str, data: bytes) -> str:
    """One sentence about what to do with a file that no adapter reads."""
    if extension in _ADVICE:
        return _ADVICE[extension]
    if extension in _PICTURES:
        return "Put the picture into a Word document and say there what it shows."
    what = describe(data)
    if what.startswith("a PDF"):
        return "It is a PDF: give its name the ending .pdf."
    if what.startswith("a Word"):
        return "It is a Word document: give its name the ending .docx."
    return "Save it as .docx, .pdf or .txt."


def describe(data: bytes) -> str:
    """What the bytes are, in words ("a PDF file"); empty when they give no sign."""
    head = data[:1024]
    if data.startswith(_OLE):
        return _describe_ole(data)
    if data.startswith(b"PK\x03\x04"):
        return _describe_zip(data)
    if b"%PDF-" in head:
        return "a PDF file"
    if data.startswith(b"{\\rtf"):
        return "an RTF file"
    for start, what in (
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"II*\x00", "a picture"),
        (b"MM\x00*", "a picture"),
    ):
        if data.startswith(start):
            return what
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        return "a web page (HTML)"
    return "an e-mail message" if _is_mail(data) else ""


def _is_mail(data: bytes) -> bool:
    """Whether a block of header fields opens the file, one of them put there by a mail program."""
    block = re.split(rb"\r?\n[ \t]*\r?\n", data[:65536].lstrip(b"\xef\xbb\xbf \t\r\n"), maxsplit=1)[0]
    return _HEADER_BLOCK.fullmatch(block) is not None and _MAIL_FIELD.search(block) is not None


def _describe_ole(data: bytes) -> str:
    for mark, what in (
        (_ENCRYPTED, "an Office file with a password"),
        (_WORD, "an old Word file (.doc)"),
        (_WORKBOOK, "an old Excel file (.xls)"),
        (_SLIDES, "an old PowerPoint file (.ppt)"),
        (_MAIL, "an Outlook message (.msg)"),
    ):
        if mark in data:
            return what
    return "an old Office file"


def _describe_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist()[:5000])
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return ""
    for mark, what in (
        ("word/document.xml", "a Word document"),
        ("xl/workbook.xml", "an Excel workbook"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("content.xml", "an OpenDocument file"),
    ):
        if mark in names:
            return what
    return "a zip archive"
