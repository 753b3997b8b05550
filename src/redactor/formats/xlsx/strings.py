"""Strings of a workbook: escapes, runs, and the table that cells share.

``_x0041_`` stands for a character (ST_Xstring); a name can hide in it. Strings
are decoded when read and encoded when written, only where they must be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from redactor.formats.opc.text_nodes import edit_pieces
from redactor.formats.opc.xml import PRESERVE, elements, local, remove
from redactor.formats.xlsx.allowed import S_NS
from redactor.model import Span

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MUST = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def s(name: str) -> str:
    """The qualified name of a SpreadsheetML element."""
    return f"{{{S_NS}}}{name}"


def decoded(text: str) -> str:
    """A string with its escapes resolved; halves of surrogate pairs are joined."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def encoded(text: str) -> str:
    """A string as the file must write it."""
    text = _ESCAPE.sub(lambda match: "_x005F" + match[0], text)
    return _MUST.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def nodes(item: etree._Element) -> list[etree._Element]:
    """The text elements of a string item, without phonetic guides."""
    found = []
    for child in item:
        if local(child) == "t":
            found.append(child)
        elif local(child) == "r":
            found += [text for text in child if local(text) == "t"]
    return found


def item_text(item: etree._Element) -> str:
    """The text of a string item (``si`` or ``is``), runs joined, escapes resolved."""
    return "".join(decoded(node.text or "") for node in nodes(item))


def clean_item(item: etree._Element) -> None:
    """Take phonetic guides out of a string item and resolve needless escapes."""
    for element in elements(item, s("rPh"), s("phoneticPr")):
        remove(element)
    for node in nodes(item):
        _set(node, decoded(node.text or ""))


def edited_item(item: etree._Element, edits: Sequence[tuple[Span, str]]) -> etree._Element:
    """A copy of a string item with edits of ``item_text`` applied; runs left empty go.

    Raises:
        ValueError: if edits overlap or lie outside the text.
    """
    copy = deepcopy(item)
    texts = nodes(copy)
    before = [decoded(node.text or "") for node in texts]
    for node, old, new in zip(texts, before, edit_pieces(before, edits), strict=True):
        run = node.getparent()
        if old and not new and run is not None and local(run) == "r":
            remove(run)
        elif new != old:
            _set(node, new)
    return copy


def plain_item(text: str) -> etree._Element:
    """A string item of one text."""
    item = etree.Element(s("si"))
    _set(etree.SubElement(item, s("t")), text)
    return item


def _set(node: etree._Element, text: str) -> None:
    node.text = encoded(text)
    if text != text.strip() or "\n" in text:
        node.set(PRESERVE, "preserve")
