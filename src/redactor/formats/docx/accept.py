"""Accept tracked changes, as Word's "Accept all" does (leaks.md 14).

Afterwards the file says only what its authors left standing: no deleted text, no
former formatting, no reviewers.
"""

from __future__ import annotations

from lxml import etree

from redactor.formats.docx.names import elements, remove, unwrap, w

_GONE = tuple(map(w, ("del", "moveFrom", "delText", "delInstrText")))
_STAYS = tuple(map(w, ("ins", "moveTo")))
_FORMER = tuple(
    map(
        w,
        (
            "rPrChange",
            "pPrChange",
            "sectPrChange",
            "tblPrChange",
            "tblPrExChange",
            "tcPrChange",
            "trPrChange",
            "tblGridChange",
            "numberingChange",
        ),
    )
)
_RANGES = tuple(
    map(
        w,
        (
            "moveFromRangeStart",
            "moveFromRangeEnd",
            "moveToRangeStart",
            "moveToRangeEnd",
            "customXmlInsRangeStart",
            "customXmlInsRangeEnd",
            "customXmlDelRangeStart",
            "customXmlDelRangeEnd",
            "customXmlMoveFromRangeStart",
            "customXmlMoveFromRangeEnd",
            "customXmlMoveToRangeStart",
            "customXmlMoveToRangeEnd",
            "cellIns",
            "cellMerge",
        ),
    )
)


def accept_changes(root: etree._Element) -> int:
    """Accept every tracked change below ``root``.

    Returns:
        How many marks there were; a second call returns 0 and changes nothing.
    """
    count = _formatting(root) + _cells(root) + _paragraph_marks(root)
    for element in elements(root, *_GONE):
        remove(element)
        count += 1
    for element in elements(root, *_STAYS):
        if _is_a_mark(element):
            remove(element)
        else:
            unwrap(element)
        count += 1
    return count


def _is_a_mark(element: etree._Element) -> bool:
    """Whether an insertion mark stands among properties (a paragraph mark or a row)."""
    parent = element.getparent()
    return parent is not None and etree.QName(parent).localname in ("rPr", "trPr", "tcPr", "numPr", "ctrlPr")


def _formatting(root: etree._Element) -> int:
    found = elements(root, *_FORMER, *_RANGES)
    for element in found:
        remove(element)
    return len(found)


def _cells(root: etree._Element) -> int:
    """Take out deleted cells and rows, and tables that lose their last row."""
    count = 0
    for mark in elements(root, w("cellDel")):
        cell = next(mark.iterancestors(w("tc")), None)
        if cell is not None:
            remove(cell)
            count += 1
    for properties in elements(root, w("trPr")):
        row = properties.getparent()
        if row is None or properties.find(w("del")) is None:
            continue
        table = row.getparent()
        remove(row)
        count += 1
        if table is not None and table.tag == w("tbl") and table.find(f".//{w('tr')}") is None:
            _remove_table(table)
    for row in elements(root, w("tr")):
        if row.find(f".//{w('tc')}") is None:
            remove(row)
    return count


def _remove_table(table: etree._Element) -> None:
    parent = table.getparent()
    remove(table)
    if parent is not None and parent.tag == w("tc") and parent.find(w("p")) is None:
        etree.SubElement(parent, w("p"))


def _paragraph_marks(root: etree._Element) -> int:
    """Join a paragraph whose mark was deleted with the one after it."""
    count = 0
    for paragraph in elements(root, w("p")):
        mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        gone = [] if mark is None else [e for e in mark if e.tag in (w("del"), w("moveFrom"))]
        if not gone:
            continue
        count += 1
        for element in gone:
            remove(element)
        for element in [e for e in paragraph.iter(*_GONE) if e is not paragraph]:
            remove(element)
            count += 1
        content = [child for child in paragraph if child.tag != w("pPr")]
        following = paragraph.getnext()
        if paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            continue
        if following is not None and following.tag == w("p"):
            _prepend(content, following)
            remove(paragraph)
        elif not content and following is not None:
            remove(paragraph)
    return count


def _prepend(content: list[etree._Element], paragraph: etree._Element) -> None:
    properties = paragraph.find(w("pPr"))
    at = 0 if properties is None else paragraph.index(properties) + 1
    for offset, child in enumerate(content):
        paragraph.insert(at + offset, child)
