"""Drawings on sheets: text boxes, charts; what cannot be kept becomes a placeholder."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from redactor.formats.opc import pictures
from redactor.formats.opc.kinds import IMAGE
from redactor.formats.opc.package import Part
from redactor.formats.opc.xml import A_NS, R_NS, drop_attribute, elements, local, r
from redactor.formats.xlsx.allowed import C_NS, XDR_NS
from redactor.formats.xlsx.slots import remove_upwards

_ANCHORS = ("oneCellAnchor", "twoCellAnchor", "absoluteAnchor")


def xdr(name: str) -> str:
    """The qualified name of a drawing element."""
    return f"{{{XDR_NS}}}{name}"


def mend_dangling(part: Part) -> None:
    """Take out references to parts that were dropped, so that the copy opens without complaint."""
    for element in list(part.tree.iter()):
        for key in [k for k in element.attrib if str(k).startswith(f"{{{R_NS}}}")]:
            if element.get(key) in part.links:
                continue
            drop_attribute(element, str(key))
            if local(element) == "blip":
                if element.get(r("embed")) is None:
                    element.set(r("embed"), add_picture(part, pictures.placeholder(None)))
            elif local(element) == "hyperlink":
                if not element.get("location"):
                    remove_upwards(element)
            elif local(element) in ("drawing", "tablePart", "hlinkClick", "hlinkHover", "contentPart"):
                remove_upwards(element)


def replace_objects(part: Part) -> Counter[str]:
    """Put a placeholder in the place of every graphic that is not a chart of the workbook.

    Returns:
        What was replaced, by its words.
    """
    counts: Counter[str] = Counter()
    for frame in elements(part.tree, xdr("graphicFrame")):
        chart = next(iter(elements(frame, f"{{{C_NS}}}chart")), None)
        if chart is not None and chart.get(r("id")) in part.links:
            continue
        counts["diagram or chart of a newer kind"] += 1
        rel_id = add_picture(part, pictures.placeholder(None, "[diagram removed]"))
        frame.addprevious(_picture(rel_id, next(iter(elements(frame, xdr("cNvPr"))), None)))
        parent = frame.getparent()
        if parent is not None:
            parent.remove(frame)
    return counts


def add_picture(part: Part, blob: bytes) -> str:
    """Add a picture to a part; returns the id of its relationship."""
    rel_id = f"made{len(part.links) + 1}"
    part.links[rel_id] = Part(IMAGE, blob=blob, extension="png")
    return rel_id


def _picture(rel_id: str, properties: etree._Element | None) -> etree._Element:
    number = "0" if properties is None else properties.get("id", "0")
    return etree.fromstring(
        f'<xdr:pic xmlns:xdr="{XDR_NS}" xmlns:a="{A_NS}" xmlns:r="{R_NS}"><xdr:nvPicPr>'
        f'<xdr:cNvPr id="{int(number) if number.isdecimal() else 0}" name="Object"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{rel_id}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        f'<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )


def hidden_objects(part: Part) -> list[etree._Element]:
    """The anchors of drawn objects that are switched off."""
    return [
        anchor
        for anchor in part.tree
        if local(anchor) in _ANCHORS
        and any(p.get("hidden") in ("1", "true") for p in list(elements(anchor, xdr("cNvPr")))[:1])
    ]
