"""Take out of the parts of a workbook what is not on the list of what stays."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from redactor.formats.opc.xml import MC_NS, R_NS, XML_NS, elements, local, namespace, split_name
from redactor.formats.xlsx.allowed import CHILDREN, KEPT_EXTENSIONS, KEPT_NAMESPACES, LISTED, XDR_NS

_CELL_ATTRIBUTES = {
    "c": frozenset({"r", "s", "t"}),
    "row": frozenset(
        "r spans s customFormat ht hidden customHeight outlineLevel collapsed thickTop thickBot".split()  # noqa: SIM905
    ),
    "f": frozenset("t aca ref dt2D dtr del1 del2 r1 r2 ca si bx".split()),  # noqa: SIM905
}
_GONE_ATTRIBUTES = {
    "workbookPr": ("codeName",),
    "sheetPr": ("codeName",),
    "definedName": (
        "comment", "customMenu", "description", "help", "statusBar", "functionGroupId", "shortcutKey",
        "publishToServer", "workbookParameter",
    ),
    "table": ("comment", "connectionId", "tableType", "published"),
    "tableColumn": ("uniqueName", "queryTableFieldId"),
    "sp": ("macro",),
    "pic": ("macro",),
    "cxnSp": ("macro",),
    "graphicFrame": ("macro",),
}  # fmt: skip
_TEXT_ELEMENTS = frozenset(
    """
    t v f definedName formula formula1 formula2 calculatedColumnFormula totalsRowFormula sqref formatCode
    oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter title language
    """.split()  # noqa: SIM905
)
_CACHES = ("strCache", "numCache", "multiLvlStrCache")
_CELL_VALUE = re.compile(
    r"""[\d.eE:, +-]* | \$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)? | true | false | preserve
      | b | d | e | n | s | str | inlineStr | normal | array | shared | dataTable""",
    re.VERBOSE,
)
"""Values of the attributes of cells and rows: numbers, references, kinds of cells (ISO 29500-1 18.3.1.4, 18.3.1.73)."""
_MEASURE = re.compile(r"-?\d{1,12}")


def clean(root: etree._Element) -> Counter[str]:
    """Reduce one part, in place.

    Returns:
        What was removed, by its words; empty on a clean part.
    """
    counts: Counter[str] = Counter()
    _alternatives(root, counts)
    allowed = CHILDREN.get(local(root))
    for child in list(root) if allowed is not None else ():
        if allowed is not None and local(child) not in allowed:
            _gone(child, counts)
    for element in elements(root):
        if local(element) in LISTED:
            _gone(element, counts)
        elif local(element) == "extLst":
            _extensions(element)
        elif local(element) in _CACHES:
            _take(element)
    foreign = [e for e in root.iter() if namespace(e) not in KEPT_NAMESPACES]
    for element in foreign:
        _take(element)
    if foreign:
        counts["XML that is not Excel's"] += len(foreign)
    _attributes(root, counts)
    _stray_text(root, counts)
    etree.cleanup_namespaces(root)
    return counts


def _gone(element: etree._Element, counts: Counter[str]) -> None:
    words = LISTED.get(local(element), "settings that are not needed" if len(element) else "")
    if words and (len(element) or element.attrib):
        counts[words] += 1
    _take(element)


def _take(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _alternatives(root: etree._Element, counts: Counter[str]) -> None:
    """Put the fallback of each alternative in its place: it needs no later version of Excel."""
    for element in elements(root, f"{{{MC_NS}}}AlternateContent"):
        fallback = next((child for child in element if local(child) == "Fallback"), None)
        kept = [] if fallback is None else list(fallback)
        for child in kept:
            element.addprevious(child)
        if not kept and namespace(root) == XDR_NS:
            counts["drawings of a newer kind"] += 1
        _take(element)


def _extensions(listing: etree._Element) -> None:
    """Keep the extensions that bear on what a person sees, and the mark "decorative"."""
    for extension in list(listing):
        kept = [child for child in extension if local(child) in KEPT_EXTENSIONS or local(child) == "decorative"]
        if not kept or len(kept) != len(extension):
            listing.remove(extension)
    if len(listing) == 0:
        _take(listing)


def _attributes(root: etree._Element, counts: Counter[str]) -> None:
    for element in root.iter():
        name = local(element)
        kept = _CELL_ATTRIBUTES.get(name)
        gone = _GONE_ATTRIBUTES.get(name, ())
        for key in element.keys():  # noqa: SIM118 - a list, so that attributes can go
            uri, attribute = split_name(str(key))
            value = str(element.get(key))
            if (
                uri not in ("", R_NS, XML_NS)
                or (kept is not None and not uri and attribute not in kept)
                or (kept is not None and attribute != "r" and not _CELL_VALUE.fullmatch(value))
            ):
                del element.attrib[key]
            elif not uri and attribute in gone:
                if element.get(key):
                    counts["notes and code names of sheets, names and shapes"] += 1
                if attribute == "macro":
                    element.set(key, "")
                else:
                    del element.attrib[key]


def _stray_text(root: etree._Element, counts: Counter[str]) -> None:
    """Text where the format has none."""
    for element in root.iter():
        for text in (element.text if local(element) not in _TEXT_ELEMENTS else None, element.tail):
            if text and text.strip() and not _MEASURE.fullmatch(text.strip()):
                counts["text that stands nowhere in the workbook"] += 1
        if element.text and local(element) not in _TEXT_ELEMENTS and not _MEASURE.fullmatch(element.text.strip()):
            element.text = None
        element.tail = None
