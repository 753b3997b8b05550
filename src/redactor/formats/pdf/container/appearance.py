"""Appearances for annotations that have none: typed text, values of form fields, filled boxes."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.lib.utils import simpleSplit

from redactor.formats.pdf.container.values import items_of, numbers_of, text_of

_SIZE = re.compile(r"([\d.]+)\s+Tf")
_DEFAULT, _LEAST, _MOST = 10.0, 5.0, 24.0
_PAD = 2.0


def made_appearance(pdf: pikepdf.Pdf, item: Any, kind: str, text: str) -> Any:
    """A form XObject that shows an annotation, or ``None`` if there is nothing to show.

    Args:
        pdf: The file that it is made in.
        item: The annotation.
        kind: Its subtype with the slash.
        text: What it says; may be empty.
    """
    rect = numbers_of(item.get("/Rect"), 4)
    if rect is None:
        return None
    width, height = abs(rect[2] - rect[0]), abs(rect[3] - rect[1])
    body = _filled(item, width, height) if kind == "/Square" else b""
    if text:
        body += _written(text, _size(item), width, height)
    if not body:
        return None
    stream = pdf.make_stream(body)
    stream.BBox = Array([0, 0, round(width, 3), round(height, 3)])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    stream.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    return stream


def _size(item: Any) -> float:
    """The size of letters that the annotation or its field asks for, in points."""
    for _ in range(20):
        match = _SIZE.search(text_of(item.get("/DA")))
        if match:
            size = float(match[1])
            return min(max(size, _LEAST), _MOST) if size else _DEFAULT
        parent = item.get("/Parent")
        if not isinstance(parent, Dictionary):
            break
        item = parent
    return _DEFAULT


def _written(text: str, size: float, width: float, height: float) -> bytes:
    lines = [part for line in text.splitlines() for part in simpleSplit(line, "Helvetica", size, max(width - 4, 20))]
    while size > _LEAST and len(lines) * size * 1.2 > height + 2:
        size -= 0.5
        lines = [
            part for line in text.splitlines() for part in simpleSplit(line, "Helvetica", size, max(width - 4, 20))
        ]
    top = height - size - 1 if len(lines) > 1 else (height - size) / 2 + 0.2 * size
    shown = [b"BT /F1 %.2f Tf %.2f TL %.2f %.2f Td" % (size, size * 1.2, _PAD, top)]
    shown += [b"<" + line.encode("cp1252", "replace").hex().encode() + b"> Tj T*" for line in lines]
    return b"\n".join([*shown, b"ET"])


def _filled(item: Any, width: float, height: float) -> bytes:
    colour = [float(value) for value in items_of(item.get("/IC"))]
    operator = {1: b"g", 3: b"rg", 4: b"k"}.get(len(colour))
    if operator is None:
        return b""
    return b" ".join(b"%.3f" % value for value in colour) + b" " + operator + b" 0 0 %.2f %.2f re f\n" % (width, height)
