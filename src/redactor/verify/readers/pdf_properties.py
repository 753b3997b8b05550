"""Document information and XMP packets of a PDF."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from lxml import etree

from redactor.verify.readers.base import Block, Surface
from redactor.verify.readers.markup import local

_LABELS = {"/Author": "Author", "/Title": "title"}
_XMP_AUTHORS = frozenset({"creator", "author", "Author", "contributor", "AuthorsPosition"})


def info_blocks(pdf: pikepdf.Pdf) -> Iterator[Block]:
    """Yield every value of the document information dictionary."""
    info = pdf.trailer.get("/Info")
    if not isinstance(info, pikepdf.Dictionary):
        return
    for number, (key, value) in enumerate(info.items(), start=1):
        if isinstance(value, pikepdf.String) and not str(value).startswith("D:"):
            where = f"document information, value {number}"
            yield Block(where, str(value), Surface.PROPERTY, where, _LABELS.get(key, ""))


def xmp_blocks(data: bytes, number: int) -> Iterator[Block]:
    """Yield the texts and attribute values of one XMP packet; raw text if it is not well-formed."""
    where = f"XMP in object {number}"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        yield Block(where, data.decode("utf-8", errors="replace"), Surface.PROPERTY, where)
        return
    for element in root.iter():
        around = {local(ancestor) for ancestor in element.iterancestors()} | {local(element)}
        label = "Author" if around & _XMP_AUTHORS else ""
        for text in (element.text, element.tail, *map(str, element.attrib.values())):
            if text and text.strip() and "://" not in text:
                yield Block(where, text.strip(), Surface.PROPERTY, where, label)
