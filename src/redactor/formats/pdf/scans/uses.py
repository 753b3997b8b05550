"""Where the pages of a PDF show pictures: which, how large, and where on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Stream

from redactor.formats.pdf.container.operators import Instruction
from redactor.formats.pdf.container.values import identity, mapping_of
from redactor.formats.pdf.inplace.records import PageRecord


@dataclass(frozen=True, slots=True)
class PictureUse:
    """One showing of a picture.

    Attributes:
        stream: The picture.
        page: From 1.
        width, height: As shown, in points.
        top, bottom: Its edges as shares of the page's height, from the top.
    """

    stream: Any
    page: int
    width: float
    height: float
    top: float
    bottom: float


def picture_uses(record: PageRecord, page: int) -> Iterator[PictureUse]:
    """Every showing of a picture by a page and the forms on it, in order; inline pictures are left out.

    Args:
        record: The page as interpreted.
        page: Its number, from 1.
    """
    height = max(record.height, 1.0)
    for shape in record.shapes:
        item = shape.unit.instructions[shape.end] if shape.image else None
        if isinstance(item, Instruction):
            stream = mapping_of(shape.unit.resources.get("/XObject")).get(item.first_name())
            if isinstance(stream, Stream):
                x0, y0, x1, y1 = shape.boxes[0]
                yield PictureUse(stream, page, x1 - x0, y1 - y0, 1 - y1 / height, 1 - y0 / height)


def by_picture(uses: Iterable[PictureUse]) -> dict[tuple[int, int], list[PictureUse]]:
    """The uses of each picture, in the order in which they are first shown."""
    found: dict[tuple[int, int], list[PictureUse]] = {}
    for use in uses:
        number = identity(use.stream)
        if number is not None:
            found.setdefault(number, []).append(use)
    return found
