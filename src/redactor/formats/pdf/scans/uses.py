"""Where the pages of a PDF show pictures: which, how large, and where on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Stream

from redactor.formats.pdf.container.record import ContainerError
from redactor.formats.pdf.container.strings import inherited
from redactor.formats.pdf.container.values import identity, items_of, mapping_of, name_of, numbers_of, stream_bytes

_DEEPEST = 20
_AGAIN = "Open it in a PDF reader, print it to a new PDF, and use that one."
_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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


def picture_uses(pdf: pikepdf.Pdf) -> list[PictureUse]:
    """Every showing of a picture by the pages and the forms on them, in order.

    Raises:
        ContainerError: if the content cannot be parsed.
    """
    found: list[PictureUse] = []
    for number, page in enumerate(pdf.pages, 1):
        box = [float(value) for value in page.mediabox]
        height = max(abs(box[3] - box[1]), 1.0)
        foot = min(box[1], box[3])
        for stream, matrix in _shown(page.obj, inherited(page.obj, "/Resources"), _PLAIN, 0):
            corners = [matrix[1] * x + matrix[3] * y + matrix[5] for x in (0, 1) for y in (0, 1)]
            across = [matrix[0] * x + matrix[2] * y + matrix[4] for x in (0, 1) for y in (0, 1)]
            found.append(
                PictureUse(
                    stream,
                    number,
                    max(across) - min(across),
                    max(corners) - min(corners),
                    1 - (max(corners) - foot) / height,
                    1 - (min(corners) - foot) / height,
                )
            )
    return found


def _shown(content: Any, resources: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    if depth > _DEEPEST:
        raise ContainerError("The drawings of the PDF are nested too deep.", next_step=_AGAIN)
    objects = mapping_of(mapping_of(resources).get("/XObject"))
    if not len(objects) or not _draws(content):
        return
    stack: list[_Matrix] = []
    for item in _parsed(content, "q Q cm Do"):
        operator = str(item.operator)
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q" and stack:
            matrix = stack.pop()
        elif operator == "cm":
            numbers = numbers_of(pikepdf.Array(list(item.operands)), 6)
            matrix = _times(tuple(numbers), matrix) if numbers else matrix  # type: ignore[arg-type]  # six numbers
        elif operator == "Do" and item.operands:
            target = objects.get(name_of(item.operands[0]) or "/")
            if not isinstance(target, Stream):
                continue
            if name_of(target.get("/Subtype")) == "/Image":
                yield target, matrix
            elif name_of(target.get("/Subtype")) == "/Form":
                own = numbers_of(target.get("/Matrix"), 6)
                inner = _times(tuple(own), matrix) if own else matrix  # type: ignore[arg-type]  # six numbers
                yield from _shown(target, target.get("/Resources", resources), inner, depth + 1)


def _draws(content: Any) -> bool:
    """Whether a page or form may draw an object: pages often share the names of pictures that few of them show."""
    held = content if isinstance(content, Stream) else content.get("/Contents")
    streams = [held] if isinstance(held, Stream) else items_of(held)
    written = [stream_bytes(stream) for stream in streams if isinstance(stream, Stream)]
    return any(data is None or b"Do" in data for data in written)


def _parsed(content: Any, operators: str) -> Any:
    try:
        return pikepdf.parse_content_stream(content, operators)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        raise ContainerError("A page of the PDF cannot be read.", next_step=_AGAIN) from None


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def by_picture(uses: list[PictureUse]) -> dict[tuple[int, int], list[PictureUse]]:
    """The uses of each picture, in the order in which they are first shown."""
    found: dict[tuple[int, int], list[PictureUse]] = {}
    for use in uses:
        number = identity(use.stream)
        if number is not None:
            found.setdefault(number, []).append(use)
    return found
