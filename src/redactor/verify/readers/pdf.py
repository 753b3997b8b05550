"""PDF files: the text of two extractors, every object's strings, every stream and picture, every revision."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import pikepdf
import pypdfium2
from pdfminer.pdfexceptions import PDFException
from pdfminer.psparser import PSException

from redactor.beside import Answer
from redactor.errors import UnreadableError
from redactor.verify.readers.base import Block, Collector, RawBytes, ReadFile, Structure, Surface
from redactor.verify.readers.pdf_carving import carved
from redactor.verify.readers.pdf_glyphs import page_texts
from redactor.verify.readers.pdf_objects import KEYS, object_blocks, strings
from redactor.verify.readers.pdf_otherwise import read_otherwise
from redactor.verify.readers.pdf_pictures import read_drawn_page, read_pictures, reason_to_draw
from redactor.verify.readers.pdf_properties import info_blocks, xmp_blocks
from redactor.verify.readers.pdf_tags import read_tags
from redactor.verify.readers.pdf_unseen import unseen_blocks
from redactor.verify.readers.text import title_lines

_END = re.compile(rb"%%EOF[ \t]*(?:\r\n|\r|\n)?")
_MARKED = re.compile(rb"/(?:ActualText|Alt|E)\b|<<\s*/[^<>()]*(?:\(|<(?!<))")
"""In a content stream with marked content: a property list that may hold a string (ISO 32000-2, 14.6.2)."""
_BROKEN = (pikepdf.PdfError, pypdfium2.PdfiumError, PDFException, PSException, RecursionError, ValueError, LookupError)


def read_pdf(
    data: bytes,
    second: Answer[list[str]] | None = None,
    told: Callable[[Sequence[Block]], None] | None = None,
) -> ReadFile:
    """Read everything a PDF holds.

    Args:
        data: Its bytes.
        second: What ``read_again`` answers in a second process; without it, this one does it.
        told: Is given the pages as soon as the first extractor has read them.

    Raises:
        UnreadableError: if it is broken, or encrypted with a password.
        BesideError: if the second process ended.
    """
    found = Collector(raw=[RawBytes("file", data)])
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages, again = _read_revision(data, pdf, found, second, told)
            tags = read_tags(pdf)
    except pikepdf.PasswordError as error:
        raise UnreadableError("The PDF is encrypted.", next_step="Save it without a password.") from error
    except _BROKEN as error:
        raise _broken() from error
    _revisions(data, found)
    found.raw += carved(data, found.raw)
    first = next((block.text for block in found.blocks if block.part == "page 1"), "")
    titles = [b.text for b in found.blocks if b.label == "title"]
    return ReadFile(
        format="pdf",
        blocks=tuple(found.blocks),
        raw=tuple(found.raw),
        unchecked=tuple(found.unchecked),
        notes=tuple(found.notes),
        structure=Structure(pages=pages, images=tuple(found.images), tags=tags),
        titles=(*title_lines(first.splitlines()), *titles),
        inner=tuple(found.inner),
        again=again,
    )


def read_again(data: bytes) -> list[str]:
    """The text of each page as pdfminer sees it.

    Raises:
        UnreadableError: if the file is broken.
    """
    try:
        return list(page_texts(data))
    except _BROKEN as error:
        raise _broken() from error


def _broken() -> UnreadableError:
    return UnreadableError("The PDF is broken.", next_step="Save it again from its program.")


def _read_revision(
    data: bytes,
    pdf: pikepdf.Pdf,
    found: Collector,
    elsewhere: Answer[list[str]] | None = None,
    told: Callable[[Sequence[Block]], None] | None = None,
) -> tuple[int, tuple[str, ...]]:
    """Read one whole PDF and return its number of pages, and the text of each as the second extractor sees it."""
    first = list(_pdfium_text(data, pdf, found))
    if told is not None:
        told(first)
    second = list(_second_blocks(page_texts(data) if elsewhere is None else elsewhere.result()))
    if not len(first) == len(second) == len(pdf.pages):
        found.cannot_check("readers find different pages in the PDF", next_step="Save the PDF again from its program.")
    found.add(first)
    found.add(_read_otherwise(first, second))
    found.add(info_blocks(pdf))
    found.add(object_blocks(pdf))
    _streams(pdf, found)
    read_pictures(pdf, found)
    return len(pdf.pages), tuple(block.text for block in second)


def _pdfium_text(data: bytes, pdf: pikepdf.Pdf, found: Collector) -> Iterator[Block]:
    """The text of each page as pdfium sees it; a page whose look may say more is read as a picture too."""
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document, start=1):
            textpage = page.get_textpage()
            text = textpage.get_text_range().replace("\r\n", "\n")
            text = re.sub("[\ufffe\x02]\n?", "\u00ad", text)
            place = f"page {number}"
            found.add(list(unseen_blocks(page, textpage, place, pdf.pages[number - 1])))
            textpage.close()
            reason = reason_to_draw(pdf, number, page, text)
            if reason:
                read_drawn_page(page, place, reason, found)
            page.close()
            yield Block(place, text, Surface.BODY, place)
    finally:
        document.close()


def _second_blocks(texts: Iterable[str]) -> Iterator[Block]:
    """The text of each page as pdfminer sees it."""
    for number, text in enumerate(texts, start=1):
        place = f"page {number}"
        yield Block(place, text, Surface.BODY, f"{place}, second reading", twin=True)


def _read_otherwise(first: list[Block], second: list[Block]) -> Iterator[Block]:
    """What the second reading says and the first does not: what both say alike is searched once."""
    for index, block in enumerate(second):
        text = read_otherwise(first[index].text, block.text) if index < len(first) else block.text
        yield replace(block, text=text)


def _streams(pdf: pikepdf.Pdf, found: Collector) -> None:
    """Every stream decoded: bytes for the plain search, packets and attachments read further."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        number = item.objgen[0]
        place = f"object {number}"
        if item.get("/Subtype") == "/Image":
            raw = item.read_raw_bytes()
            found.images.append(hashlib.sha256(raw).hexdigest())
            found.raw.append(RawBytes(place, raw))
            continue
        try:
            data = item.read_bytes()
        except pikepdf.PdfError:
            found.cannot_check("a stream that cannot be decoded", place, "Save the PDF again from its program.")
            continue
        found.raw.append(RawBytes(place, data))
        if item.get("/Type") == "/Metadata" or data.lstrip().startswith(b"<?xpacket"):
            found.add(xmp_blocks(data, number))
        elif item.get("/Type") == "/EmbeddedFile":
            found.inner.append(RawBytes(f"attachment in {place}", data))
        elif re.search(rb"\b(?:BDC|DP)\b", data) and _MARKED.search(data):
            found.add(_marked_content(item, number))


def _marked_content(item: pikepdf.Stream, number: int) -> Iterator[Block]:
    """Replacement texts inside a content stream, and strings there of which nothing says what they are."""
    where, other = f"replacement text in object {number}", f"other strings in object {number}"
    for instruction in pikepdf.parse_content_stream(item):
        if str(instruction.operator) not in ("BDC", "DP"):
            continue
        for operand in instruction.operands:
            for text in strings(operand, number, {}):
                if text.key in KEYS:
                    yield Block(where, text.text, KEYS[text.key][1], where)
                else:
                    yield Block(other, text.text, Surface.RAW, other)


def _revisions(data: bytes, found: Collector) -> None:
    """Read what earlier revisions of the file showed, and tell of bytes after its end."""
    ends = [match.end() for match in _END.finditer(data)]
    if not ends:
        found.cannot_check("the PDF has no end mark", next_step="Save the PDF again from its program.")
        return
    if data[ends[-1] :].strip(b"\0 \r\n\t"):
        found.cannot_check("bytes after the end of the PDF", next_step="Save the PDF again from its program.")
    if b"/Linearized" in data[:2048]:
        ends = ends[1:]
    seen = {block.text for block in found.blocks}
    for number, end in enumerate(ends[:-1], start=1):
        earlier = _earlier(data[:end], number, found)
        new = [block for block in earlier if block.text not in seen]
        found.note("the file holds an earlier revision of itself", f"revision {number}")
        found.blocks += new
        seen |= {block.text for block in new}


def _earlier(data: bytes, number: int, found: Collector) -> list[Block]:
    """The blocks of one earlier revision, as hidden text."""
    place = f"revision {number}"
    inner = Collector()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _read_revision(data, pdf, inner)
    except _BROKEN:
        found.cannot_check("an earlier revision that cannot be read", place, "Save the PDF again from its program.")
        return []
    found.raw += [RawBytes(f"{place}, {raw.place}", raw.data) for raw in inner.raw]
    found.inner += inner.inner
    return [
        Block(
            f"{place}, {block.place}",
            block.text,
            Surface.RAW if block.surface is Surface.RAW else Surface.HIDDEN,
            f"{place}, {block.part}",
            block.label,
        )
        for block in inner.blocks
    ]
