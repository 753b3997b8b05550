"""Pictures on slides, judged by what can be read on them; those of masters, layouts and themes are logos."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from lxml import etree

from redactor.formats.opc.package import Package, Part
from redactor.formats.opc.pictures_parts import PackagePictures
from redactor.formats.opc.references import used_images
from redactor.formats.pptx.allowed import LAYOUT, MASTER, THEME
from redactor.formats.pptx.names import box_of, own_frame, p

_EMU = 9525
_LOGO_PARTS = (MASTER, LAYOUT, THEME, "themeOverride")


def pictures_of(package: Package, words: Mapping[Part, str], made_here: Collection[Part]) -> PackagePictures:
    """The pictures that came with a presentation.

    Args:
        package: Cleaned; its picture parts and their cropping are changed later.
        words: How a person finds each part ("slide 3").
        made_here: Picture parts that are placeholders already.
    """
    logos = {image for part in package.of(*_LOGO_PARTS) for image in used_images(part)}
    places = _places(package, words)
    return PackagePictures(package, places, size_of=_size, is_logo=logos.__contains__, made_here=made_here)


def _places(package: Package, words: Mapping[Part, str]) -> Iterable[tuple[Part, str]]:
    """Every picture with the words for where it first stands: slide by slide, then the other parts."""
    found: dict[Part, str] = {}
    for part in dict.fromkeys((*words, *package.parts)):
        for number, image in enumerate(used_images(part), 1):
            found.setdefault(image, f"{words.get(part) or part.relation}, picture {number}")
    return found.items()


def _size(use: etree._Element) -> tuple[int, int] | None:
    """Size of what shows a picture, in pixels."""
    for element in use.iterancestors():
        box = box_of(own_frame(element)) if element.tag != p("spTree") else None
        if box is not None:
            return box[2] // _EMU, box[3] // _EMU
    return None
