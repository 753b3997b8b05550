"""Which reader reads a file: its content decides, never its name."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from redactor.beside import Answer
from redactor.errors import UnreadableError
from redactor.model import Notice
from redactor.verify.readers.base import Block, RawBytes, ReadFile, Surface
from redactor.verify.readers.docx import read_docx
from redactor.verify.readers.mail import is_mail, is_outlook, mail_reader
from redactor.verify.readers.page import looks_like_page, read_page
from redactor.verify.readers.picture_file import is_picture, read_picture
from redactor.verify.readers.pptx import read_pptx
from redactor.verify.readers.text import decode, read_text
from redactor.verify.readers.xlsx import read_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DEEPEST = 3
_NOT_TEXT = ("<!doctype html", "<html", "<?xml", "<svg", "received:", "return-path:", "mime-version:", "{\\rtf")
_PACKAGES: tuple[tuple[Callable[[bytes], ReadFile], tuple[bytes, ...]], ...] = (
    (
        read_docx,
        (
            b"wordprocessingml.document.main",
            b"wordprocessingml.template.main",
            b"ms-word.document",
            b"ms-word.template",
        ),
    ),
    (
        read_xlsx,
        (
            b"spreadsheetml.sheet.main",
            b"spreadsheetml.template.main",
            b"ms-excel.sheet.macroEnabled.main",
            b"ms-excel.template.macroEnabled.main",
        ),
    ),
    (
        read_pptx,
        (
            b"presentationml.presentation.main",
            b"presentationml.slideshow.main",
            b"presentationml.template.main",
            b"ms-powerpoint.presentation.macroEnabled.main",
            b"ms-powerpoint.slideshow.macroEnabled.main",
            b"ms-powerpoint.template.macroEnabled.main",
        ),
    ),
)
"""Readers of Office packages, each with the content types of the main part it reads."""
_BROKEN = (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, zlib.error)


def begins_as_pdf(data: bytes) -> bool:
    """Whether a file is a PDF by its first bytes; one with something before them is read as one as well."""
    return data.startswith(b"%PDF-")


def read_file(
    data: bytes,
    *,
    depth: int = 0,
    second: Answer[list[str]] | None = None,
    pages: Callable[[Sequence[Block]], None] | None = None,
) -> ReadFile:
    """Read a finished file with the reader that its content asks for, and the files within it.

    Args:
        data: The bytes.
        depth: How many files this one lies in; deeper than three is not opened.
        second: The second reading of its pages, where a second process makes it.
        pages: Is told the pages of a PDF as soon as the first extractor has read them.

    Returns:
        What was seen. A format without a reader gives no blocks, the raw bytes,
        and an ``unchecked`` notice. What stands in an inner file is ``HIDDEN``.

    Raises:
        UnreadableError: if the file is empty, broken or encrypted.
        BesideError: if the second process ended.
    """
    if not data:
        raise UnreadableError("The file is empty.", next_step="Ask for the file again.")
    reader = _reader_for(data)
    if reader is None:
        step = "Save it as DOCX, PDF or text and check that file."
        notice = Notice("no reader for this format", holds=True, next_step=step)
        return ReadFile("unknown", (), raw=(RawBytes("file", data),), unchecked=(notice,))
    read = _read_pdf(data, second, pages) if reader is _read_pdf else reader(data)
    for inner in read.inner:
        read = _joined(read, _read_inner(inner, depth + 1), inner.place)
    return read


read_mail = mail_reader(read_file)


def _read_inner(inner: RawBytes, depth: int) -> ReadFile:
    """Read a file within the file; what cannot be opened is told and its bytes are searched."""
    raw = (inner,)
    if depth > DEEPEST:
        return ReadFile("unknown", (), raw, (Notice("files nested too deep", holds=True),))
    try:
        return read_file(inner.data, depth=depth)
    except UnreadableError as error:
        step = "Remove it, or send it as a file of its own."
        return ReadFile("unknown", (), raw, (Notice(error.message, holds=True, next_step=step),))


def _joined(outer: ReadFile, inner: ReadFile, place: str) -> ReadFile:
    """The outer file with everything that stands in one inner file."""
    blocks = tuple(
        replace(
            block,
            place=f"{place}, {block.place}",
            part=f"{place}, {block.part}",
            surface=Surface.RAW if block.surface is Surface.RAW else Surface.HIDDEN,
        )
        for block in inner.blocks
    )
    return replace(
        outer,
        blocks=outer.blocks + blocks,
        raw=outer.raw + tuple(RawBytes(f"{place}, {raw.place}", raw.data) for raw in inner.raw),
        unchecked=outer.unchecked + tuple(_within(notice, place) for notice in inner.unchecked),
        notes=outer.notes + tuple(_within(notice, place) for notice in inner.notes),
        active=outer.active + tuple(f"{place}, {where}" for where in inner.active),
        pictures=outer.pictures + tuple(RawBytes(f"{place}, {one.place}", one.data) for one in inner.pictures),
    )


def _within(notice: Notice, place: str) -> Notice:
    return replace(notice, place=f"{place}, {notice.place}".removesuffix(", "))


def _reader_for(data: bytes) -> Callable[[bytes], ReadFile] | None:
    if data.startswith(OLE):
        return read_mail if is_outlook(data) else None
    if is_mail(data):
        return read_mail
    if b"%PDF-" in data[:1024]:
        return _read_pdf
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _package_reader(data)
    if is_picture(data):
        return read_picture
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableError("The file is a broken zip container.", next_step="Ask for the file again.")
    if looks_like_page(data):
        return read_page
    return read_text if _is_text(data) else None


def _read_pdf(
    data: bytes,
    second: Answer[list[str]] | None = None,
    pages: Callable[[Sequence[Block]], None] | None = None,
) -> ReadFile:
    from redactor.verify.readers.pdf import read_pdf  # two extractors, which other files need not wait for

    return read_pdf(data, second, pages)


def _package_reader(data: bytes) -> Callable[[bytes], ReadFile] | None:
    """The reader of a zip by what its main part says it is, whatever its parts are called."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            types = archive.read("[Content_Types].xml")
    except KeyError:
        return None
    except _BROKEN as error:
        step = "Ask for the file again, without a password."
        raise UnreadableError("The zip container is broken or encrypted.", next_step=step) from error
    return next((reader for reader, names in _PACKAGES if any(name in types for name in names)), None)


def _is_text(data: bytes) -> bool:
    """Whether the bytes are text without markup that needs a reader of its own."""
    if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False
    return not decode(data).lstrip().casefold()[:40].startswith(_NOT_TEXT)
