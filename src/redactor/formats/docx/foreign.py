"""What is not understood: elements and attributes of unknown namespaces, and text where none belongs.

In the main story such text might be content, so the document is held; elsewhere
it is taken out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from lxml import etree

from redactor.formats.docx.drawn import SHOWN
from redactor.formats.docx.names import (
    A_NS,
    M_NS,
    MC_NS,
    O_NS,
    PIC_NS,
    R_NS,
    V_NS,
    W_NS,
    WP_NS,
    XML_NS,
    elements,
    remove,
    split_name,
    w,
)
from redactor.formats.opc.namespaces import forget_unused_namespaces
from redactor.lexicon.office_names import office_namespaces

_MS_WORD = "http://schemas.microsoft.com/office/word/"
_MS_DRAWING = "http://schemas.microsoft.com/office/drawing/"
_KNOWN = frozenset({W_NS, A_NS, M_NS, WP_NS, PIC_NS, MC_NS, V_NS, O_NS, "urn:schemas-microsoft-com:office:word"})
_OF_ATTRIBUTES = frozenset({"", R_NS, XML_NS})
_TEXT = frozenset({w("t"), w("instrText"), f"{{{M_NS}}}t", f"{{{A_NS}}}t"})
_SHOWN = frozenset(tag for tag, _ in SHOWN.values())
_GRAPHIC = f"{{{A_NS}}}graphicData"
_HOLDS_TEXT = etree.XPath("descendant-or-self::*[text()[normalize-space()]]")
_MEASURE = re.compile(r"-?\d+|[a-z]+|\{[0-9A-Fa-f-]+\}")


def take_out_foreign(root: etree._Element) -> tuple[int, int]:
    """Remove what is not WordprocessingML, DrawingML, VML or maths, and stray text.

    Returns:
        How many elements or texts were removed, and how many of them held text.
    """
    removed = with_text = 0
    foreign = {tag for tag in {e.tag for e in root.iter()} if not _is_known(split_name(str(tag))[0])}
    for element in elements(root, *map(str, foreign)) if foreign else ():
        parent = element.getparent()
        if element is not root and parent is not None and not (element.tag in _SHOWN and parent.tag == _GRAPHIC):
            removed += 1
            with_text += bool("".join(str(t) for t in element.itertext()).strip())
            remove(element)
    for element in root.iter():
        for key in _foreign_attributes(tuple(element.keys())):
            del element.attrib[key]
            removed += 1
    forget_unused_namespaces(root, _is_known)
    for element in _with_text(root):
        if _stray(element):
            element.text = None
            removed, with_text = removed + 1, with_text + 1
        for child in element:
            if child.tail and child.tail.strip():
                child.tail = None
                removed, with_text = removed + 1, with_text + 1
    return removed, with_text


@lru_cache(maxsize=20_000)
def _foreign_attributes(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those attributes that belong to no namespace of the format."""
    return tuple(name for name in names if not _is_known(split_name(str(name))[0], attribute=True))


def _with_text(root: etree._Element) -> list[etree._Element]:
    """Elements that hold text of their own or between their children."""
    return cast("list[etree._Element]", _HOLDS_TEXT(root))


def _is_known(uri: str, *, attribute: bool = False) -> bool:
    return (
        uri in _KNOWN
        or (attribute and uri in _OF_ATTRIBUTES)
        or (uri.startswith((_MS_WORD, _MS_DRAWING)) and uri in office_namespaces())
    )


def _stray(element: etree._Element) -> bool:
    text = (element.text or "").strip()
    if not text or element.tag in _TEXT:
        return False
    return not _MEASURE.fullmatch(text) or str(element.tag).startswith(f"{{{W_NS}}}")
