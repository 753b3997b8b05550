"""Pictures on sheets and in charts, judged by what can be read on them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from redactor.formats.opc.package import Part
from redactor.formats.opc.pictures_parts import PackagePictures
from redactor.formats.opc.references import used_images
from redactor.formats.opc.xml import A_NS, elements, local
from redactor.formats.xlsx.workbook import Book

_EMU = 9525


def pictures_of(book: Book) -> PackagePictures:
    """The pictures that came with a workbook; none is a logo, since those of page headers are taken out.

    Args:
        book: Cleaned; its picture parts and their cropping are changed later.
    """
    return PackagePictures(
        book.package,
        _places(book),
        size_of=_shown_size,
        is_logo=lambda _: False,
        made_here=book.placeholders,
    )


def _places(book: Book) -> list[tuple[Part, str]]:
    """Every picture with the words for where it first stands: sheet by sheet, then the other parts."""
    found: dict[Part, str] = {}
    for sheet in book.sheets:
        images = [image for part in _below(sheet.part) for image in used_images(part)]
        for number, image in enumerate(dict.fromkeys(images), 1):
            found.setdefault(image, f"sheet {sheet.number}, picture {number}")
    for part in book.package.parts:
        for image in used_images(part):
            found.setdefault(image, f"{part.relation}, picture {len(found) + 1}")
    return list(found.items())


def _below(sheet: Part) -> Iterator[Part]:
    """A sheet's part, and the parts that it leads to: drawings, then their charts."""
    waiting, seen = [sheet], {sheet}
    for part in waiting:
        yield part
        for target in part.links.values():
            if isinstance(target, Part) and target.root is not None and target not in seen:
                seen.add(target)
                waiting.append(target)


def _shown_size(use: etree._Element) -> tuple[int, int] | None:
    """Width and height in pixels at which a picture is shown, where the drawing says so."""
    for ancestor in use.iterancestors():
        if local(ancestor) in ("pic", "sp"):
            extents = elements(ancestor, f"{{{A_NS}}}ext")
            sizes = [(e.get("cx", ""), e.get("cy", "")) for e in extents if e.get("cx")]
            if sizes and all(value.isdecimal() and 0 < len(value) < 12 for value in sizes[0]):
                width, height = int(sizes[0][0]) // _EMU, int(sizes[0][1]) // _EMU
                return (width, height) if width and height else None
    return None
