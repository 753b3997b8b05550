"""Text in the colour of what lies behind it: white on a page, a cell or a slide that nothing has coloured.

Only what a file says of the very run, cell or element is judged, and only where nothing around it has a colour of its
own: white headings on dark tables and shapes are usual, and are seen. What a table style or a conditional format
colours is not told from an uncoloured background.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from redactor.verify.readers.markup import attribute, local

_WHITE = frozenset({"FFFFFF", "FFFFFFFF", "00FFFFFF"})
_NO_FILL = frozenset({"", "auto", "FFFFFF", "clear", "none"})
_FILLS = frozenset({"solidFill", "gradFill", "pattFill", "blipFill", "grpFill"})
_PLAIN_TABLES = frozenset({"", "TableNormal", "TableGrid"})
_PALE_STYLE = re.compile(
    r"(?:^|;)(?:color:(?:#fff(?:fff(?:ff)?)?|white|transparent|rgba?\(255,255,255(?:,[\d.]+)?\)|rgba\([\d,]+,0(?:\.0+)?\))"
    r"|font-size:0(?:px|pt|em|rem|%)?|opacity:0(?:\.0+)?%?)(?:!important)?(?:;|$)"
)
_COLOURED = re.compile(r"background|bgcolor", re.IGNORECASE)


def _is_unseen(run: etree._Element) -> bool:
    """Whether nothing in and around a white run of a Word document is coloured (ECMA-376 17.3.2.6, 17.3.5)."""
    own = _properties(run, "rPr")
    if _is_shaded(own):
        return False
    for around in run.iterancestors():
        name = local(around)
        if name == "txbxContent" or (name == "p" and _is_shaded(_properties(around, "pPr"))):
            return False
        if name == "tc" and _is_shaded(_properties(around, "tcPr")):
            return False
        if name == "tbl" and any(
            local(e) == "tblStyle" and attribute(e, "val") not in _PLAIN_TABLES for e in _properties(around, "tblPr")
        ):
            return False
    return True


def white_runs(root: etree._Element) -> frozenset[etree._Element]:
    """The runs of a part of a Word document that are white on nothing coloured."""
    marks = (e for e in root.iter() if local(e) == "color" and attribute(e, "val").upper() in _WHITE)
    runs = {mark.getparent().getparent() for mark in marks if local(mark.getparent()) == "rPr"}  # type: ignore[union-attr]  # a mark in an rPr has both
    return frozenset(run for run in runs if run is not None and local(run) == "r" and _is_unseen(run))


def _properties(element: etree._Element, name: str) -> list[etree._Element]:
    return [entry for child in element if local(child) == name for entry in child]


def _is_shaded(properties: Iterable[etree._Element]) -> bool:
    return any(
        (local(e) == "shd" and not {attribute(e, "fill"), attribute(e, "val")} <= _NO_FILL)
        or (local(e) == "highlight" and attribute(e, "val") not in ("none", "white"))
        for e in properties
    )


def has_coloured_pages(roots: Iterable[etree._Element]) -> bool:
    """Whether a slide, layout or master of a presentation has a background of its own that is not plain white."""
    for root in roots:
        for background in (e for e in root.iter() if local(e) == "bg"):
            fills = [e for e in background.iter() if local(e) in ("srgbClr", "schemeClr", "blipFill", "gradFill")]
            plain = all(
                (local(e) == "srgbClr" and attribute(e, "val").upper() in _WHITE)
                or (local(e) == "schemeClr" and attribute(e, "val") in ("bg1", "lt1"))
                for e in fills
            )
            if not plain:
                return True
    return False


def pale_text(paragraph: etree._Element) -> str:
    """The white text of a paragraph of a slide whose shape has no fill (ECMA-376 21.1.2.3.9)."""
    for around in paragraph.iterancestors():
        name = local(around)
        if name in ("tc", "tbl", "graphicFrame"):
            return ""
        if name in ("sp", "grpSp") and any(
            local(e) in _FILLS or local(e) == "fillRef"
            for child in around
            if local(child) in ("spPr", "grpSpPr", "style")
            for e in child
        ):
            return ""
    return "".join(
        text.text or ""
        for run in paragraph
        if local(run) == "r"
        and any(
            local(fill) == "solidFill"
            and any(local(c) == "srgbClr" and attribute(c, "val").upper() in _WHITE for c in fill)
            for fill in _properties(run, "rPr")
        )
        for text in run
        if local(text) == "t"
    )


def pale_formats(styles: etree._Element) -> tuple[bool, ...]:
    """For each cell format of a workbook, whether it shows nothing: white on no fill, or the number format ``;;;``."""
    blocks = {local(e): list(e) for e in styles}
    fonts = [
        any(local(e) == "color" and attribute(e, "rgb").upper() in _WHITE for e in font)
        for font in blocks.get("fonts", ())
    ]
    plain = [
        all(local(e) == "patternFill" and attribute(e, "patternType") in ("", "none") for e in fill)
        for fill in blocks.get("fills", ())
    ]
    silent = {
        attribute(e, "numFmtId") for e in blocks.get("numFmts", ()) if attribute(e, "formatCode").strip() == ";;;"
    }
    return tuple(
        attribute(entry, "numFmtId") in silent
        or (_at(fonts, attribute(entry, "fontId")) and (not plain or _at(plain, attribute(entry, "fillId"))))
        for entry in blocks.get("cellXfs", ())
    )


def _at(values: list[bool], index: str) -> bool:
    number = int(index) if index.isdecimal() else 0
    return number < len(values) and values[number]


def is_pale_style(style: str, *, coloured: bool) -> bool:
    """Whether an inline style of a web page makes text unseen.

    Args:
        style: In lower case, without spaces and comments.
        coloured: Whether anything on the page has a background of its own; then white is not judged.
    """
    found = _PALE_STYLE.search(style)
    if found is None:
        return False
    return not (coloured and re.search(r"color:(?:#fff|white|rgba?\(255)", found[0]))


def is_coloured(page: str) -> bool:
    """Whether anything in the markup of a page speaks of a background."""
    return _COLOURED.search(page) is not None
