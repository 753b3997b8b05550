"""Pictures on slides: placeholders unless cleared; those of masters, layouts and themes are logos."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from redactor.formats.opc import pictures
from redactor.formats.opc.cropping import crop_of, uncrop
from redactor.formats.opc.package import Package, Part
from redactor.formats.opc.references import used_images, uses_of
from redactor.formats.pptx.allowed import LAYOUT, MASTER, THEME
from redactor.formats.pptx.names import box_of, own_frame, p
from redactor.model import Change

_EMU = 9525
_LOGO_PARTS = (MASTER, LAYOUT, THEME, "themeOverride")


def treat_pictures(
    package: Package, words: dict[Part, str], cleared: frozenset[str], made_here: frozenset[Part]
) -> list[Change]:
    """Replace each picture by a placeholder, or write a logo or cleared one again without metadata.

    Args:
        package: Its picture parts and their cropping are changed.
        words: How a person finds each part ("slide 3").
        cleared: SHA-256 of the pictures that stay.
        made_here: Picture parts that are placeholders already.

    Returns:
        One change for each picture, with its SHA-256 so that a person can clear it.
    """
    changes: list[Change] = []
    for image, place in _places(package, words):
        if image in made_here:
            continue
        users = [part for part in package.parts if part.root is not None]
        uses = [(part, use) for part in users for use in uses_of(part, image)]
        is_logo = any(part.relation in _LOGO_PARTS for part, _ in uses)
        changes.append(_treat(image, place, [use for _, use in uses], is_logo, cleared))
    return changes


def _treat(image: Part, place: str, uses: list[etree._Element], is_logo: bool, cleared: frozenset[str]) -> Change:
    name = pictures.digest(image.blob)
    stays = is_logo or name in cleared
    crops = {crop_of(use) for use in uses}
    copy = pictures.clean_copy(image.blob, next(iter(crops))) if stays and len(crops) == 1 else None
    if copy is not None:
        image.blob, image.extension = copy
        what = "logo of a master or layout" if is_logo else "cleared picture"
        change = Change("rewritten", f"{what} without metadata (SHA-256 {name})", place)
    else:
        size = next((s for s in map(_size, uses) if s), None) or pictures.pixel_size(image.blob)
        image.blob, image.extension = pictures.placeholder(size), "png"
        why = " although it could stay: it cannot be cleaned" if stays else ""
        change = Change("replaced", f"picture by a grey placeholder{why} (SHA-256 {name})", place)
    for use in uses:
        uncrop(use)
    return change


def _places(package: Package, words: dict[Part, str]) -> Iterable[tuple[Part, str]]:
    """Every picture with the words for where it first stands, in the order of the parts."""
    found: dict[Part, str] = {}
    for part in package.parts:
        for image in used_images(part):
            found.setdefault(image, f"{words.get(part, part.relation)}, picture {len(found) + 1}")
    return found.items()


def _size(use: etree._Element) -> tuple[int, int] | None:
    """Size of what shows a picture, in pixels."""
    for element in use.iterancestors():
        box = box_of(own_frame(element)) if element.tag != p("spTree") else None
        if box is not None:
            return box[2] // _EMU, box[3] // _EMU
    return None
