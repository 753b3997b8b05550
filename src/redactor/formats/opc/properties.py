"""Document properties: only the title and the language stay (leaks.md 19)."""

from __future__ import annotations

import re

from lxml import etree

from redactor.formats.opc.xml import DC_NS
from redactor.model import Change

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


def reduce_core(root: etree._Element) -> tuple[Change, ...]:
    """Take authors, dates, keywords, revisions and comments out of the core properties.

    The title stays: it is a segment and goes through the plan.
    """
    removed = 0
    root.text = None
    root.attrib.clear()
    for child in list(root):
        child.tail = None
        name = etree.QName(child)
        keep = name.namespace == DC_NS and (
            name.localname == "title"
            or (name.localname == "language" and _LANGUAGE.fullmatch(child.text or "") is not None)
        )
        if not keep:
            root.remove(child)
            removed += 1
        child.attrib.clear()
        for stray in list(child):
            child.remove(stray)
    return (Change("removed", "author, date and other core properties", count=removed),) if removed else ()


def neutral_theme(root: etree._Element) -> None:
    """Name a theme and its schemes "Office", and take its object defaults out."""
    for element in root.iter():
        if etree.QName(element).localname in ("theme", "clrScheme", "fontScheme", "fmtScheme", "custClr"):
            element.set("name", "Office")
    for child in list(root):
        if etree.QName(child).localname in ("extLst", "custClrLst", "objectDefaults"):
            for grandchild in list(child):
                child.remove(grandchild)
            if etree.QName(child).localname != "objectDefaults":
                root.remove(child)
