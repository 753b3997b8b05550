"""A page as it is shown: crop box and rotation applied (ISO 32000-2 7.7.3.3)."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name, Stream

from redactor.formats.pdf.inplace.fontvalues import number
from redactor.formats.pdf.inplace.matrix import Matrix, times

_MOST_PARENTS = 50
_MOST_STREAMS = 200


def view_of(page: pikepdf.Page) -> tuple[Matrix, float, float]:
    """From user space to the page as shown, and its width and height in points."""
    x0, y0, x1, y1 = (float(v) for v in page.cropbox)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    width, height = x1 - x0, y1 - y0
    turned = _rotation(page) % 360
    base: Matrix = (1.0, 0.0, 0.0, 1.0, -x0, -y0)
    if turned == 90:
        return times(base, (0.0, -1.0, 1.0, 0.0, 0.0, width)), height, width
    if turned == 180:
        return times(base, (-1.0, 0.0, 0.0, -1.0, width, height)), width, height
    if turned == 270:
        return times(base, (0.0, 1.0, -1.0, 0.0, height, 0.0)), height, width
    return base, width, height


def _rotation(page: pikepdf.Page) -> int:
    """The page's rotation in degrees, inherited if need be."""
    node: object = page.obj
    for _ in range(_MOST_PARENTS):
        if not isinstance(node, Dictionary):
            break
        if "/Rotate" in node:
            return int(number(node.get("/Rotate"), 0.0))
        node = node.get("/Parent")
    return 0


def holds_text(obj: object) -> bool:
    """Whether a form or pattern, or one below it, shows text; true if that cannot be told."""
    todo, seen = [obj], 0
    while todo and seen < _MOST_STREAMS:
        item = todo.pop()
        seen += 1
        if not isinstance(item, Stream):
            continue
        try:
            data = item.read_bytes()
        except pikepdf.PdfError:
            return True
        if b"Tj" in data or b"TJ" in data or b"BT" in data:
            return True
        below = item.get("/Resources")
        table = below.get("/XObject") if isinstance(below, Dictionary) else None
        if isinstance(table, Dictionary):
            todo += [x for x in table.values() if isinstance(x, Stream) and x.get("/Subtype") == Name.Form]
    return seen >= _MOST_STREAMS
