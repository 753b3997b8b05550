"""Draws pages of PDFs for ``drawing``: a script of its own that imports nothing of this program.

It reads orders from its input and writes answers to its output: a line of JSON, then as many bytes
as the line's ``size`` says. ``open`` brings a file, ``sizes`` and ``page`` ask about one that was
brought; ``{"known": false}`` says that it is not there any more.
"""

from __future__ import annotations

import io
import json
import sys
from collections import OrderedDict
from typing import Any

import pypdfium2

_DPI, _POINTS = 100, 72
_WIDEST = 2000
_KEPT = 4
_WHITE = (255, 255, 255, 255)


def sizes(document: Any) -> list[tuple[float, float]]:
    """Width and height of each page in points, turned as it is shown."""
    return [document.get_page_size(number) for number in range(len(document))]


def page(document: Any, number: int) -> bytes:
    """One page (from 1) as PNG."""
    opened = document[number - 1]
    try:
        scale = min(_DPI / _POINTS, _WIDEST / max(opened.get_size()))
        image = opened.render(scale=scale, fill_color=_WHITE, may_draw_forms=False).to_pil().convert("RGB")
    finally:
        opened.close()
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def answer(order: dict[str, Any], body: bytes, files: OrderedDict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Carry one order out."""
    name = order["name"]
    if order["do"] == "open":
        files[name] = pypdfium2.PdfDocument(body)
        while len(files) > _KEPT:
            files.popitem(last=False)[1].close()
        return {"known": True}, b""
    if name not in files:
        return {"known": False}, b""
    files.move_to_end(name)
    if order["do"] == "sizes":
        return {"known": True, "sizes": sizes(files[name])}, b""
    return {"known": True}, page(files[name], order["number"])


def main() -> None:
    """Answer until the input ends; what cannot be drawn is answered with ``failed``."""
    files: OrderedDict[str, Any] = OrderedDict()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while line := source.readline():
        order = json.loads(line)
        body = source.read(order.get("size", 0))
        try:
            said, data = answer(order, body, files)
        except (pypdfium2.PdfiumError, ValueError, OSError, MemoryError, ZeroDivisionError, IndexError):
            said, data = {"failed": True}, b""
        target.write(json.dumps({**said, "size": len(data)}).encode() + b"\n" + data)
        target.flush()


if __name__ == "__main__":
    main()
