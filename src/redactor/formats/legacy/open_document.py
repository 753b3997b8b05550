"""OpenDocument files looked at directly: whether one is protected, and the words in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from redactor.errors import UnreadableError
from redactor.formats.opc.guard import read_members
from redactor.formats.opc.xml import local

_PROTECTED = re.compile(rb"<(?:[\w.-]+:)?encryption-data\b")
_STANDARD = "Standard"
_APART = frozenset(
    [
        "p",
        "h",
        "s",
        "tab",
        "line-break",
        "note",
        "note-body",
        "annotation",
        "frame",
        "table-cell",
        "title",
        "desc",
        "list-item",
        "custom-shape",
        "text-box",
    ]
)
"""Elements at whose edges a word ends."""

_NOT_TEXT = frozenset(
    [
        "tracked-changes",
        "note-citation",
        "page-number",
        "page-count",
        "date",
        "time",
        "author-name",
        "author-initials",
        "creator",
        "sheet-name",
        "file-name",
        "chapter",
        "scripts",
        "forms",
        "date-string",
        "event-listeners",
        "initial-creator",
        "creation-date",
        "creation-time",
        "modification-date",
        "modification-time",
        "print-date",
        "print-time",
        "editing-cycles",
        "editing-duration",
        "alphabetical-index",
        "table-of-content",
        "illustration-index",
        "table-index",
        "bibliography",
        "sequence",
        "shapes",
    ]
)
"""Elements whose text is computed anew, or is not text of the document."""


def is_protected(data: bytes) -> bool:
    """Whether the bytes are an OpenDocument file with a password."""
    if not data.startswith(b"PK"):
        return False
    manifest = read_members(data).get("META-INF/manifest.xml", b"")
    return _PROTECTED.search(manifest) is not None


def open_document_text(data: bytes) -> str:
    """The text of an OpenDocument file, without what is computed, such as page numbers.

    Of a spreadsheet only cells with text count: numbers and dates are shown by their format.

    Raises:
        UnreadableError: if its container or its XML is broken.
    """
    members = read_members(data)
    content, styles = _tree(members.get("content.xml", b"")), _tree(members.get("styles.xml", b""))
    used = {_STANDARD, *_values(content, "master-page-name"), *_values(styles, "master-page-name")}
    bodies = [*content.iter("{*}body")]
    for master in styles.iter("{*}master-page"):
        if used & set(_own(master, "name")):
            bodies += [e for e in master if local(e) in ("header", "footer") and "false" not in _own(e, "display")]
    return " ".join("".join(_pieces(body)) for body in bodies)


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError("The file is broken (its XML).", next_step="Save it again in its own program.") from None


def _own(element: etree._Element, name: str) -> list[str]:
    """The values of an attribute, whatever its namespace."""
    return [str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name]


def _values(root: etree._Element, name: str) -> Iterator[str]:
    for element in root.iter("{*}*"):
        yield from _own(element, name)


def _pieces(element: etree._Element) -> Iterator[str]:
    """Text and the gaps between words, without recursion into what is not text."""
    waiting: list[tuple[etree._Element, bool]] = [(element, False)]
    while waiting:
        node, closing = waiting.pop()
        skipped = not isinstance(node.tag, str) or local(node) in _NOT_TEXT or _is_number(node)
        if closing or skipped:
            yield " " if not skipped and local(node) in _APART else ""
            if node is not element:
                yield node.tail or ""
            continue
        yield " " if local(node) in _APART else ""
        yield node.text or ""
        waiting.append((node, True))
        waiting += [(child, False) for child in reversed(node)]


def _is_number(node: etree._Element) -> bool:
    """Whether it is a cell that shows a number, date or the like."""
    return local(node) == "table-cell" and not {"string"} >= set(_own(node, "value-type"))
