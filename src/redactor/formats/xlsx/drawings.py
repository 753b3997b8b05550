"""Drawings on sheets: text boxes, charts, pictures; what cannot be kept becomes a placeholder."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from redactor.formats.opc import pictures
from redactor.formats.opc.cropping import crop_of, uncrop
from redactor.formats.opc.kinds import IMAGE
from redactor.formats.opc.package import Package, Part
from redactor.formats.opc.references import uses_of
from redactor.formats.opc.xml import A_NS, R_NS, drop_attribute, elements, local, r
from redactor.formats.xlsx.allowed import C_NS, XDR_NS
from redactor.formats.xlsx.slots import remove_upwards
from redactor.model import Change

_EMU = 9525
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


def picture_parts(package: Package) -> list[tuple[Part, list[tuple[Part, etree._Element]]]]:
    """Every picture with the elements that show it, in the order of the parts."""
    images: dict[Part, list[tuple[Part, etree._Element]]] = {}
    for part in package.parts:
        for target in part.links.values() if part.root is not None else ():
            if isinstance(target, Part) and target.relation == IMAGE and target not in images:
                images[target] = []
    for part in package.parts:
        if part.root is not None:
            for image, uses in images.items():
                uses += [(part, element) for element in uses_of(part, image)]
    return [(image, uses) for image, uses in images.items() if uses]


def treat_pictures(package: Package, cleared: frozenset[str], made_here: frozenset[Part]) -> list[Change]:
    """Replace each picture by a placeholder, or write a cleared one again without metadata.

    Args:
        package: Its picture parts and their cropping are changed.
        cleared: SHA-256 of the pictures that stay.
        made_here: Picture parts that are placeholders already.

    Returns:
        One change for each picture, with its SHA-256 so that a person can clear it.
    """
    changes: list[Change] = []
    for number, (image, uses) in enumerate(picture_parts(package), 1):
        if image in made_here:
            continue
        name = pictures.digest(image.blob)
        crops = {crop_of(blip) for _, blip in uses}
        copy = None
        if name in cleared and len(crops) == 1:
            copy = pictures.clean_copy(image.blob, next(iter(crops)))
        if copy is not None:
            image.blob, image.extension = copy
            what, action = f"cleared picture without metadata (SHA-256 {name})", "rewritten"
        else:
            size = next((found for found in (_shown_size(blip) for _, blip in uses) if found), None)
            image.blob = pictures.placeholder(size or pictures.pixel_size(image.blob))
            image.extension = "png"
            why = " although cleared: it cannot be cleaned" if name in cleared else ""
            what, action = f"picture by a grey placeholder{why} (SHA-256 {name})", "replaced"
        changes.append(Change(action, what, f"picture {number}"))
        for _, blip in uses:
            uncrop(blip)
    return changes


def _shown_size(blip: etree._Element) -> tuple[int, int] | None:
    """Width and height in pixels at which a picture is shown, where the drawing says so."""
    for ancestor in blip.iterancestors():
        if local(ancestor) in ("pic", "sp"):
            extents = elements(ancestor, f"{{{A_NS}}}ext")
            sizes = [(e.get("cx", ""), e.get("cy", "")) for e in extents if e.get("cx")]
            if sizes and all(value.isdecimal() and 0 < len(value) < 12 for value in sizes[0]):
                width, height = int(sizes[0][0]) // _EMU, int(sizes[0][1]) // _EMU
                return (width, height) if width and height else None
    return None
