"""Namespaces of Office files, and small helpers over lxml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from lxml import etree

from redactor.errors import UnreadableError
from redactor.formats.opc.kinds import WORD, Words

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
C_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CDR_NS = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
DGM_NS = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
PIC_NS = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V_NS = "urn:schemas-microsoft-com:vml"
O_NS = "urn:schemas-microsoft-com:office:office"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_NS = "http://schemas.microsoft.com/office/word/2012/wordml"
XML_NS = "http://www.w3.org/XML/1998/namespace"
RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE_NS = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC_NS = "http://purl.org/dc/elements/1.1/"

_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_TO_TRANSITIONAL = {
    _STRICT + "wordprocessingml/main": W_NS,
    _STRICT + "officeDocument/relationships": R_NS,
    _STRICT + "officeDocument/math": M_NS,
    _STRICT + "drawingml/main": A_NS,
    _STRICT + "drawingml/wordprocessingDrawing": WP_NS,
    _STRICT + "drawingml/picture": PIC_NS,
    _STRICT + "drawingml/chart": C_NS,
    _STRICT + "drawingml/diagram": DGM_NS,
    _STRICT + "drawingml/chartDrawing": CDR_NS,
    _STRICT + "drawingml/spreadsheetDrawing": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    _STRICT + "spreadsheetml/main": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    _STRICT + "presentationml/main": P_NS,
}

_REFERS = etree.XPath("descendant-or-self::*[@r:*]", namespaces={"r": R_NS})
PRESERVE = f"{{{XML_NS}}}space"


@cache
def r(name: str) -> str:
    """The qualified name of a relationship attribute."""
    return f"{{{R_NS}}}{name}"


@cache
def a(name: str) -> str:
    """The qualified name of a DrawingML element."""
    return f"{{{A_NS}}}{name}"


@cache
def c(name: str) -> str:
    """The qualified name of a chart's element."""
    return f"{{{C_NS}}}{name}"


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return split_name(str(element.tag))[1]


def namespace(element: etree._Element) -> str:
    """The namespace, or an empty string."""
    return split_name(str(element.tag))[0]


@cache
def split_name(tag: str) -> tuple[str, str]:
    """Namespace and local name of a tag or attribute; the few hundred tags of the format are kept."""
    uri, _, name = tag.rpartition("}")
    return uri.lstrip("{"), name


def parse(untrusted: bytes, what: str, words: Words = WORD) -> etree._Element:
    """Parse one XML part: no entities, no network, no comments, no instructions.

    Strict namespaces (ISO 29500 Strict) become the transitional ones, so that
    everything after this speaks one language.

    Raises:
        UnreadableError: if the part is not well-formed or has a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    broken = UnreadableError(f"The {words.file} is broken ({what}).", next_step=words.mend)
    try:
        root = etree.fromstring(untrusted, parser)
        if _STRICT in "".join(uri or "" for uri in root.nsmap.values()):
            root = etree.fromstring(_transitional(root), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise broken from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise broken
    return root


def _transitional(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, encoding="UTF-8")
    for strict, transitional in _STRICT_TO_TRANSITIONAL.items():
        data = data.replace(f'"{strict}"'.encode(), f'"{transitional}"'.encode())
    return data


def referring_elements(root: etree._Element) -> list[etree._Element]:
    """The elements that refer to another part, in document order."""
    return cast("list[etree._Element]", _REFERS(root))


def elements(root: etree._Element, *tags: str) -> list[etree._Element]:
    """All descendants (and the root) with one of the tags, as a list that survives edits."""
    return list(root.iter(*tags))


def remove(element: etree._Element) -> None:
    """Take an element out; text after it stays where it was."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def drop_attribute(element: etree._Element, name: str) -> None:
    """Take an attribute away if it is there."""
    if element.get(name) is not None:
        del element.attrib[name]


def unwrap(element: etree._Element, *without: str) -> None:
    """Put an element's children in its place, except those named in ``without``."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        if child.tag not in without:
            element.addprevious(child)
    remove(element)


def ancestors(element: etree._Element) -> Iterator[etree._Element]:
    """Parents from the nearest outwards."""
    return element.iterancestors()
