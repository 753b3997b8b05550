"""Names of PresentationML and its neighbours."""

from __future__ import annotations

from functools import cache

from lxml import etree

from redactor.formats.opc.xml import C_NS, DGM_NS, MC_NS, P_NS, a, c, local

__all__ = [
    "ALTERNATE",
    "C_NS",
    "DGM_NS",
    "P_NS",
    "SHAPES",
    "TABLE_URI",
    "a",
    "box_of",
    "c",
    "local_children",
    "own_frame",
    "own_properties",
    "p",
]

TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"

ALTERNATE = f"{{{MC_NS}}}AlternateContent"
SHAPES = ("sp", "grpSp", "graphicFrame", "cxnSp", "pic", "contentPart")


@cache
def p(name: str) -> str:
    """The qualified name of a PresentationML element."""
    return f"{{{P_NS}}}{name}"


def local_children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children with this local name, in any namespace."""
    return [child for child in element if local(child) == name]


def own_properties(shape: etree._Element) -> etree._Element | None:
    """The ``cNvPr`` of a shape: its id, name and alternative text."""
    for child in shape:
        if local(child).startswith("nv"):
            return next(iter(local_children(child, "cNvPr")), None)
    return None


def own_frame(shape: etree._Element) -> etree._Element | None:
    """The ``xfrm`` of a shape, if it has one of its own and does not inherit it."""
    for child in shape:
        if local(child) == "xfrm":
            return child
        if local(child) in ("spPr", "grpSpPr"):
            return next(iter(local_children(child, "xfrm")), None)
    return None


def box_of(frame: etree._Element | None) -> tuple[int, int, int, int] | None:
    """Left, top, width and height in EMU; ``None`` if the frame does not say."""
    if frame is None:
        return None
    offset = next(iter(local_children(frame, "off")), None)
    extent = next(iter(local_children(frame, "ext")), None)
    if offset is None or extent is None:
        return None
    values = [offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy")]
    numbers = [int(value) for value in values if value and value.lstrip("-").isdecimal() and len(value) < 14]
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None
