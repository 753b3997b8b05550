"""Attribute values of XML parts: which are words, and which belong to the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from redactor.verify.readers.base import Block, Surface
from redactor.verify.readers.markup import attribute, bare, local

_TEXT_ATTRIBUTES = frozenset(
    {"descr", "title", "alt", "tooltip", "string", "displayName", "userId", "caption", "instr", "lastUser"}
)
_AUTHORS = frozenset({"author", "displayName", "lastUser"})
_NAMED = frozenset({"docPr", "cNvPr", "bookmarkStart", "docVar", "style", "item", "smartTag", "property", "sheet"})
_VALUED = frozenset(
    {
        "addressFieldName",
        "alias",
        "attachedTemplate",
        "connectString",
        "dataSource",
        "default",
        "docVar",
        "headerSource",
        "helpText",
        "listEntry",
        "listItem",
        "mailSubject",
        "name",
        "query",
        "statusText",
        "tag",
        "tblCaption",
        "tblDescription",
    }
)
_DULL = re.compile(
    r"""[\d.,;:\s%+-]*(?:pt|px|in|cm|mm|em|f|%)?   # numbers and lengths
      | \#?[0-9A-Fa-f]{3,16} | \{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?
      | true | false | on | off | auto | none
      | https?://schemas\.\S+ | http://purl\.\S+ | http://www\.w3\.org/\S+ | urn:schemas-\S+""",
    re.VERBOSE,
)


def attribute_blocks(root: etree._Element, part: str, *, reachable: bool = True) -> Iterator[Block]:
    """Yield every attribute value of a part that can hold words.

    Descriptions, titles, names and authors come one by one as ``ATTRIBUTE``; the
    rest, the vocabulary of the format, comes as one ``RAW`` block, each value once.
    """
    rest: dict[str, None] = {}
    dull: set[str | bytes] = set()
    count = 0
    for element in root.iter():
        name = local(element)
        for key, value in element.items():
            if value in dull:
                continue
            text, called = unquote(str(value)), bare(str(key))
            if _DULL.fullmatch(text):
                dull.add(value)
                continue
            if _is_text(name, called):
                count += 1
                label = "Author" if called in _AUTHORS else ""
                where = f"{part}, description or name {count}"
                yield Block(
                    where, text, Surface.ATTRIBUTE, f"{part}, descriptions and names", label, reachable=reachable
                )
            else:
                rest[text] = None
    yield Block(f"{part}, attributes", "\n".join(rest), Surface.RAW, f"{part}, attributes", reachable=reachable)


def _is_text(element: str, name: str) -> bool:
    """Whether people wrote this attribute's value."""
    return (
        name in _TEXT_ATTRIBUTES
        or name in _AUTHORS
        or (name == "name" and element in _NAMED)
        or (name in ("val", "displayText", "value") and element in _VALUED)
    )


def link_blocks(root: etree._Element, part: str) -> Iterator[Block]:
    """Yield the targets of a relationships part, percent-encoding undone."""
    for number, element in enumerate(root, start=1):
        target = attribute(element, "Target")
        external = attribute(element, "TargetMode") == "External"
        place = f"{part}, link target {number}"
        for text in dict.fromkeys((unquote(target), unquote(unquote(target)))):
            yield Block(place, text, Surface.LINK if external else Surface.NAME, place)
