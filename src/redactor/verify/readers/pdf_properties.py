"""Document information and XMP packets of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from lxml import etree

from redactor.verify.readers.base import Block, Surface
from redactor.verify.readers.markup import local
from redactor.verify.readers.xml_names import declarations

_LABELS = {"/Author": "Author", "/Title": "title"}
_XMP_PREFIXES = frozenset(
    """x rdf dc xmp xap xmpMM xapMM xmpRights xapRights xmpBJ xmpTPg xmpDM pdf pdfx pdfxid pdfaid pdfuaid pdfaExtension
    pdfaSchema pdfaProperty pdfaType pdfaField stRef stEvt stDim stFnt xmpG photoshop tiff exif iX prism crs""".split()  # noqa: SIM905
)
_XMP_SPACES = re.compile(
    r"adobe:ns:meta/|http://(?:ns\.adobe\.com|www\.aiim\.org|www\.w3\.org|purl\.org/dc|www\.npes\.org"
    r"|prismstandard\.org)/[\w./#-]*"
)
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
    encoding = root.getroottree().docinfo.encoding or "utf-8"
    spaces = "\n".join(
        sorted({f"{prefix} {uri}" for prefix, uri in declarations(data, encoding) if not _is_usual(prefix, uri)})
    )
    yield Block(f"{where}, namespaces", spaces, Surface.NAME, where)
    for element in root.iter():
        around = {local(ancestor) for ancestor in element.iterancestors()} | {local(element)}
        label = "Author" if around & _XMP_AUTHORS else ""
        for text in (element.text, element.tail, *map(str, element.attrib.values())):
            if text and text.strip() and "://" not in text:
                yield Block(where, text.strip(), Surface.PROPERTY, where, label)


def _is_usual(prefix: str, uri: str) -> bool:
    """Whether a namespace of an XMP packet goes by a name that the standards give it (ISO 16684-1, 8)."""
    return prefix in _XMP_PREFIXES and _XMP_SPACES.fullmatch(uri) is not None
