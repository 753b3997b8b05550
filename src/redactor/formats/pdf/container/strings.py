"""Every text of a PDF beside the words on its pages that stays in the new file."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Stream, String

from redactor.formats.pdf.container.links import description_of, links, target_of
from redactor.formats.pdf.container.metadata import title_of
from redactor.formats.pdf.container.outlines import bookmarks, label_prefixes
from redactor.formats.pdf.container.record import AGAIN, BROKEN, ContainerError, PdfString
from redactor.formats.pdf.container.tree import TEXTS, StructureTree
from redactor.formats.pdf.container.values import identity, mapping_of, name_of, stream_bytes, text_of
from redactor.model import Place

_MARKED = re.compile(rb"/(?:ActualText|Alt|E)\b")
_IN_CONTENT = ("/ActualText", "/Alt", "/E")


def strings(pdf: pikepdf.Pdf) -> tuple[PdfString, ...]:
    """The texts that ``rebuild`` hands to its callback, after ``prepare``.

    Title, bookmarks, prefixes of page numbers, link addresses and descriptions, and the
    texts of tags and marked content; in this order, each place in the order of the file.

    Raises:
        ContainerError: if tags or content streams cannot be followed.
    """
    counts: dict[str, int] = {}
    found: list[PdfString] = []
    try:
        for kind, text, place in _texts(pdf):
            if not text:
                continue
            counts[kind] = counts.get(kind, 0) + 1
            found.append(PdfString(f"{kind}{counts[kind]}", text, place))
    except BROKEN:
        raise ContainerError("The PDF is broken.", next_step=AGAIN) from None
    return tuple(found)


def _texts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str, Place]]:
    yield "title", title_of(pdf), Place("document title")
    for number, bookmark in enumerate(bookmarks(pdf), 1):
        yield "bookmark", bookmark.title, Place("bookmark", line=number)
    for text in label_prefixes(pdf):
        yield "label", text, Place("page label")
    for number, page in enumerate(pdf.pages, 1):
        for link in links(page):
            yield "target", target_of(link), Place("link target", page=number)
            yield "link", description_of(link), Place("link description", page=number)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for element in StructureTree(pdf).walk():
        old = mapping_of(element.old)
        page_of = identity(old.get("/Pg"))
        for key, what in TEXTS.items():
            yield "tag", text_of(old.get(key)), Place(what, page=pages.get(page_of) if page_of else None)
    yield from _in_content(pdf)


def _in_content(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str, Place]]:
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        resources = inherited(page.obj, "/Resources")
        for text in _of_stream(page.obj, resources):
            yield "marked", text, Place("replacement text", page=number)
        for text in _below(resources, seen, 0):
            yield "marked", text, Place("replacement text", page=number)


def _below(resources: object, seen: set[tuple[int, int]], depth: int) -> Iterator[str]:
    if depth > 20:
        raise ContainerError("The drawings of the PDF are nested too deep.")
    of = mapping_of(resources)
    items = [
        (item, item.get("/Resources") if isinstance(item, Stream) else None)
        for kind in ("/XObject", "/Pattern")
        for item in mapping_of(of.get(kind)).as_dict().values()
    ]
    for font in mapping_of(of.get("/Font")).as_dict().values():
        own = mapping_of(font).get("/Resources")
        items += [(glyph, own) for glyph in mapping_of(mapping_of(font).get("/CharProcs")).as_dict().values()]
    for item, own in items:
        number = identity(item)
        if (
            not isinstance(item, Stream)
            or number is None
            or number in seen
            or name_of(item.get("/Subtype")) == "/Image"
        ):
            continue
        seen.add(number)
        yield from _of_stream(item, own if own is not None else resources)
        if own is not None:
            yield from _below(own, seen, depth + 1)


def _of_stream(stream: pikepdf.Object, resources: object) -> Iterator[str]:
    """Replacement texts in marked content, written there or among the resources."""
    properties = mapping_of(mapping_of(resources).get("/Properties"))
    lists = [value for value in properties.as_dict().values() if any(key in mapping_of(value) for key in _IN_CONTENT)]
    for item in lists:
        yield from (text_of(mapping_of(item).get(key)) for key in _IN_CONTENT)
    if not _MARKED.search(_raw(stream)):
        return
    try:
        instructions = pikepdf.parse_content_stream(stream, "BDC")
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        raise ContainerError("A content stream of the PDF cannot be parsed.") from None
    for instruction in instructions:
        operands = list(instruction.operands)
        if len(operands) > 1:
            given = mapping_of(operands[1])
            yield from (text_of(given.get(key)) for key in _IN_CONTENT if isinstance(given.get(key), String))


def _raw(stream: pikepdf.Object) -> bytes:
    if isinstance(stream, Stream):
        return stream_bytes(stream) or b""
    contents = stream.get("/Contents")
    parts = [contents] if isinstance(contents, Stream) else list(contents) if contents is not None else []
    return b"\n".join(stream_bytes(part) or b"" for part in parts if isinstance(part, Stream))


def inherited(page: pikepdf.Object, key: str) -> object:
    """An entry of a page that it may have from a node above it."""
    node: object = page
    for _ in range(50):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None
