"""Take out what a reader never sees: editing traces, bindings, settings with names.

Text stays; wrappers around text (smart tags, custom XML) are opened (leaks.md 13,
16, 18, 19).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from lxml import etree

from redactor.formats.docx.names import (
    A_NS,
    M_NS,
    O_NS,
    V_NS,
    W14_NS,
    W15_NS,
    W_NS,
    drop_attribute,
    elements,
    namespace,
    remove,
    split_name,
    unwrap,
    w,
)
from redactor.formats.docx.vocabulary import KEPT_SETTINGS

_TRACES = {
    "proofErr": "",
    "lastRenderedPageBreak": "",
    "commentRangeStart": "",
    "commentRangeEnd": "",
    "commentReference": "comment marks",
    "annotationRef": "",
    "permStart": "editing permissions",
    "permEnd": "",
    "dataBinding": "bindings to custom XML data",
    "placeholder": "",
    "fldData": "stored field data",
    "entryMacro": "macros of form fields",
    "exitMacro": "macros of form fields",
    "altChunk": "an imported document (altChunk)",
    "subDoc": "links to subdocuments",
    "control": "ActiveX controls",
    "movie": "embedded media",
    "printerSettings": "printer settings",
    "divId": "",
    "tag": "",
}
"""WordprocessingML elements that go, and what to call them in the report (empty: not worth a line)."""

_WRAPPERS = (("smartTag", "smartTagPr"), ("customXml", "customXmlPr"))
_EDIT_ATTRIBUTE = re.compile(r"rsid\w*|paraId|textId|editId|anchorId|dateUtc")
_SHAPE_TRACES = frozenset({"gfxdata", "href", "spid", "bwmode", "connectloc"})


def clean(root: etree._Element) -> Counter[str]:
    """Remove editing traces below ``root``.

    Returns:
        What was removed, by its words; empty on a clean part.
    """
    counts: Counter[str] = Counter()
    traces = {w(name): words for name, words in _TRACES.items()}
    for element in elements(root, *traces):
        if traces[element.tag]:
            counts[traces[element.tag]] += 1
        remove(element)
    for element in elements(root, w("bookmarkStart")):
        if element.get(w("name")) == "_GoBack":
            remove(element)
    for wrapper, properties in _WRAPPERS:
        for element in elements(root, w(wrapper)):
            unwrap(element, w(properties))
            counts["smart tags and custom XML marks"] += 1
    for element in elements(root, w("date")):
        drop_attribute(element, w("fullDate"))
    _extensions(root)
    _attributes(root)
    return counts


def _extensions(root: etree._Element) -> None:
    """Drop extension lists of drawings, but keep the mark "decorative"."""
    for listing in elements(root, f"{{{A_NS}}}extLst"):
        for extension in list(listing):
            names = {etree.QName(e).localname for e in extension}
            if names != {"decorative"}:
                listing.remove(extension)
        if len(listing) == 0:
            remove(listing)
    for name in ("docId", "chartTrackingRefBased", "webExtensionLinked", "webExtensionCreated"):
        for element in elements(root, f"{{{W14_NS}}}{name}", f"{{{W15_NS}}}{name}"):
            remove(element)


def _attributes(root: etree._Element) -> None:
    for element in root.iter():
        keys = element.keys()
        for key in _traces(str(element.tag), tuple(keys)) if keys else ():
            del element.attrib[key]


@lru_cache(maxsize=20_000)
def _traces(tag: str, attributes: tuple[str, ...]) -> tuple[str, ...]:
    """Those attributes of an element that are traces."""
    return tuple(name for name in attributes if _is_trace(split_name(tag)[0], str(name)))


def _is_trace(element_uri: str, attribute: str) -> bool:
    """Whether an attribute only tells who edited when, or where a picture came from."""
    uri, name = split_name(attribute)
    if uri not in ("", A_NS) and _EDIT_ATTRIBUTE.fullmatch(name):
        return True
    linked = element_uri == V_NS and attribute in ("href", "althref", "src", "target")
    return linked or (uri == O_NS and name in _SHAPE_TRACES)


def clean_settings(root: etree._Element) -> Counter[str]:
    """Keep only the settings that bear on layout; no document variables, no template, no merge.

    Returns:
        What was removed, by its words.
    """
    named = {
        "docVars": "document variables",
        "mailMerge": "mail merge data",
        "attachedTemplate": "the path of the template",
        "documentProtection": "the editing protection",
        "writeProtection": "the editing protection",
        "trackRevisions": "the switch that tracks changes",
    }
    counts: Counter[str] = Counter()
    for element in list(root):
        name = etree.QName(element).localname
        if name in KEPT_SETTINGS and namespace(element) in (W_NS, M_NS):
            continue
        if name in named:
            counts[named[name]] += 1
        root.remove(element)
    for style in elements(root, w("activeWritingStyle")):
        root.remove(style)
    return counts


def clean_fonts(root: etree._Element) -> None:
    """Take embedded fonts out of the font table."""
    tags = map(w, ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"))
    for element in elements(root, *tags):
        remove(element)


def clean_numbering(root: etree._Element) -> None:
    """Take list names and template numbers out."""
    for element in elements(root, w("name")):
        remove(element)
