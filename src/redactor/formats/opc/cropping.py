"""Cropped pictures: what the frame of a picture hides (leaks.md 21)."""

from __future__ import annotations

import re

from lxml import etree

from redactor.formats.opc.xml import A_NS, drop_attribute, local

Crop = tuple[float, float, float, float]


def crop_of(blip: etree._Element) -> Crop | None:
    """What a picture's frame hides at left, top, right and bottom, as fractions.

    ``None`` when nothing is hidden; a frame that cannot be understood hides all.
    """
    if local(blip) == "imagedata":
        return (0.0, 0.0, 0.0, 1.0) if any(str(name).startswith("crop") for name in blip.attrib) else None
    parent = blip.getparent()
    rect = None if parent is None else parent.find(f"{{{A_NS}}}srcRect")
    if rect is None:
        return None
    values = [rect.get(side, "0") for side in ("l", "t", "r", "b")]
    if not all(re.fullmatch(r"-?\d{1,7}", value) for value in values):
        return (0.0, 0.0, 0.0, 1.0)
    numbers = [int(value) / 100_000 for value in values]
    return None if not any(numbers) else (numbers[0], numbers[1], numbers[2], numbers[3])


def uncrop(blip: etree._Element) -> None:
    """Show the whole picture: what was hidden is cut off for good, or it is a placeholder now."""
    for side in ("cropleft", "croptop", "cropright", "cropbottom"):
        drop_attribute(blip, side)
    parent = blip.getparent()
    rect = None if parent is None else parent.find(f"{{{A_NS}}}srcRect")
    if rect is not None:
        rect.attrib.clear()
