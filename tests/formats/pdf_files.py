"""PDFs for tests, drawn with reportlab."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LEFT, WIDTH = 72, A4[0]
Drawer = Callable[[Canvas], None]


def drawn(*pages: Drawer, title: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    if title:
        canvas.setTitle(title)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*texts: str, top: float = 700, size: float = 11, x: float = LEFT, font: str = "Helvetica") -> Drawer:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, text in enumerate(texts):
            canvas.drawString(x, top - number * size * 1.25, text)

    return draw


def both(*drawers: Drawer) -> Drawer:
    def draw(canvas: Canvas) -> None:
        for drawer in drawers:
            drawer(canvas)

    return draw


def table(rows: list[list[str]], top: float = 600, widths: float = 150) -> Drawer:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                canvas.rect(LEFT + c * widths, top - r * 40, widths, 40)
                for n, line in enumerate(text.split("\n")):
                    canvas.drawString(LEFT + c * widths + 4, top - r * 40 + 26 - 12 * n, line)

    return draw


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, *A4)


def encrypted(data: bytes, *, user: str, owner: str = "owner-word") -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        allow = pikepdf.Permissions(extract=False, modify_other=False)
        pdf.save(buffer, encryption=pikepdf.Encryption(owner=owner, user=user, allow=allow))
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(buffer)
    return buffer.getvalue()
