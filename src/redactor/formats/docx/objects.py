"""Drawings: pictures, charts, diagrams, embedded objects.

Charts and SmartArt are kept (``drawn``). Embedded objects, and charts and diagrams
that are not understood, become grey placeholders of the same size in the same place
(leaks.md 15, 20); pictures are judged by what can be read on them (leaks.md 21).
"""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from redactor.formats.docx.allowed import BY_REFERENCE
from redactor.formats.docx.drawn import keeps
from redactor.formats.docx.names import (
    A_NS,
    PIC_NS,
    R_NS,
    V_NS,
    W14_NS,
    WP_NS,
    elements,
    local,
    r,
    remove,
    w,
)
from redactor.formats.opc import pictures
from redactor.formats.opc.drawing_parts import BESIDE
from redactor.formats.opc.package import Package, Part
from redactor.formats.opc.pictures_parts import PackagePictures
from redactor.formats.opc.references import forget_unused, referring, used_images

_KEPT_GRAPHICS = (
    PIC_NS,
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
)
_GRAPHIC_WORDS = {"chart": "chart", "chartex": "chart", "diagram": "SmartArt diagram"}
_WITHOUT_TARGET = frozenset(
    {"headerReference", "footerReference", "imagedata", "hlinkClick", "hlinkHover", "externalData", "userShapes"}
)
"""Elements that mean nothing once the part they refer to is gone."""
_EMU = 9525
_LENGTH = re.compile(r"(width|height):([\d.]+)(pt|in|cm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "px": 0.75, "": 0.75}


def replace_objects(part: Part) -> Counter[str]:
    """Put placeholders in the place of embedded objects, and of charts and diagrams that cannot be kept.

    Returns:
        What was replaced, by its words.
    """
    counts: Counter[str] = Counter()
    root = part.tree
    for data in elements(root, f"{{{A_NS}}}graphicData"):
        uri = data.get("uri", "")
        if uri in _KEPT_GRAPHICS or keeps(part, data):
            continue
        words = _GRAPHIC_WORDS.get(uri.rsplit("/", 1)[-1], "drawing of unknown kind")
        _fill_with_placeholder(part, data, f"[{words} removed]", _extent(data))
        counts[words] += 1
    for embedded in elements(root, w("object")):
        counts["embedded object"] += 1
        size = _style_size(next(iter(elements(embedded, f"{{{V_NS}}}shape")), None))
        embedded.addprevious(_inline(part, size, "[embedded object removed]", counts.total()))
        remove(embedded)
    for ink in elements(root, w("contentPart"), f"{{{W14_NS}}}contentPart"):
        counts["handwriting"] += 1
        remove(ink)
    return counts


def mend_dangling(part: Part) -> None:
    """Take out references to parts that were dropped, so that the copy opens without complaint."""
    for element in referring(part):
        for key in [k for k in element.attrib if str(k).startswith(f"{{{R_NS}}}")]:
            if element.get(key) in part.links or (part.relation in BESIDE and not element.get(key)):
                continue
            del element.attrib[key]
            if local(element) == "blip" and element.get(r("embed")) is None:
                blob = pictures.placeholder(None)
                element.set(r("embed"), _add_image(part, blob))
            elif local(element) in _WITHOUT_TARGET:
                remove(element)


def drop_unused_links(part: Part) -> None:
    """Forget links, pictures, charts, diagrams, headers and footers that nothing in the part refers to any more."""
    forget_unused(part, BY_REFERENCE)


def picture_places(package: Package) -> list[tuple[Part, str]]:
    """Every source picture with the words for where it first stands, in document order."""
    found: list[tuple[Part, str]] = []
    seen: set[Part] = set()
    for part in package.parts:
        for image in used_images(part):
            if image not in seen:
                seen.add(image)
                where = "body" if part.relation == "officeDocument" else part.relation
                found.append((image, f"{where}, picture {len(found) + 1}"))
    return found


def pictures_of(package: Package, made_here: set[Part]) -> PackagePictures:
    """The pictures that came with a document.

    Args:
        package: Cleaned; its picture parts and their cropping are changed later.
        made_here: Picture parts that are placeholders already.
    """
    return PackagePictures(
        package,
        picture_places(package),
        size_of=_use_size,
        is_logo=lambda image: _recurs(package, image),
        made_here=made_here,
    )


def _recurs(package: Package, image: Part) -> bool:
    """Whether a picture stands in a header or footer of more than a first page."""
    holders = [part for part in package.of("header", "footer") if image in part.links.values()]
    return len(holders) > 1 or any(_is_repeated(package, holder) for holder in holders)


def _is_repeated(package: Package, holder: Part) -> bool:
    ids = {rel_id for rel_id, target in package.main.links.items() if target is holder}
    references = elements(package.main.tree, w("headerReference"), w("footerReference"))
    return any(e.get(r("id")) in ids and e.get(w("type"), "default") != "first" for e in references)


def _use_size(blip: etree._Element) -> tuple[int, int] | None:
    for element in blip.iterancestors():
        if local(element) in ("inline", "anchor"):
            extent = element.find(f"{{{WP_NS}}}extent")
            return None if extent is None else _emu_size(extent)
        if local(element) == "shape":
            return _style_size(element)
    return None


def _emu_size(extent: etree._Element) -> tuple[int, int] | None:
    values = (extent.get("cx", ""), extent.get("cy", ""))
    if not all(value.isdecimal() and len(value) < 12 for value in values):
        return None
    return int(values[0]) // _EMU, int(values[1]) // _EMU


def _extent(inside: etree._Element) -> tuple[int, int] | None:
    return _use_size(inside)


def _style_size(shape: etree._Element | None) -> tuple[int, int] | None:
    style = "" if shape is None else shape.get("style", "")
    found = {m[1]: float(m[2]) * _POINTS[m[3] or ""] for m in _LENGTH.finditer(style.replace(" ", ""))}
    if len(found) < 2:
        return None
    return round(found["width"] / 0.75), round(found["height"] / 0.75)


def _add_image(part: Part, blob: bytes) -> str:
    rel_id = f"made{len(part.links) + 1}"
    part.links[rel_id] = Part("image", blob=blob, extension="png")
    return rel_id


def _fill_with_placeholder(part: Part, data: etree._Element, label: str, size: tuple[int, int] | None) -> None:
    width, height = size or (480, 320)
    rel_id = _add_image(part, pictures.placeholder((width, height), label))
    for child in list(data):
        data.remove(child)
    data.set("uri", PIC_NS)
    data.append(_picture(rel_id, width * _EMU, height * _EMU))


def _picture(rel_id: str, cx: int, cy: int) -> etree._Element:
    return etree.fromstring(
        f'<pic:pic xmlns:pic="{PIC_NS}" xmlns:a="{A_NS}" xmlns:r="{R_NS}"><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="Object"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{rel_id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )


def _inline(part: Part, size: tuple[int, int] | None, label: str, number: int) -> etree._Element:
    """A ``w:drawing`` with a placeholder, for things that were no drawings."""
    width, height = size or (240, 120)
    rel_id = _add_image(part, pictures.placeholder((width, height), label))
    drawing = etree.Element(w("drawing"))
    inline = etree.SubElement(drawing, f"{{{WP_NS}}}inline", distT="0", distB="0", distL="0", distR="0")
    etree.SubElement(inline, f"{{{WP_NS}}}extent", cx=str(width * _EMU), cy=str(height * _EMU))
    etree.SubElement(inline, f"{{{WP_NS}}}docPr", id=str(900_000 + number), name="Object", descr=label)
    graphic = etree.SubElement(inline, f"{{{A_NS}}}graphic")
    data = etree.SubElement(graphic, f"{{{A_NS}}}graphicData", uri=PIC_NS)
    data.append(_picture(rel_id, width * _EMU, height * _EMU))
    return drawing
