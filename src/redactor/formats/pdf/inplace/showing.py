"""What a text-showing operator shows: its glyphs, where they stand, and how far it moves along."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from pikepdf import String

from redactor.formats.pdf.inplace.records import Glyph, Show

_NUMBERS = (int, float, Decimal)


def measure(show: Show) -> None:
    """Note direction and sizes of a show operator in view coordinates."""
    a, b, c, d, _, _ = show.view
    sign = -1.0 if show.size * show.scale < 0 else 1.0
    show.stretch = math.hypot(a, b)
    show.angle = round(math.degrees(math.atan2(sign * b, sign * a))) % 360
    show.em = abs(show.size) * (math.hypot(c, d) or show.stretch)


def lay(show: Show, elements: Any) -> float:
    """Note the glyphs of an operator and answer how far it moves along (ISO 32000-2 9.4.4)."""
    x = 0.0
    font, glyphs = show.font, show.glyphs
    known = font.known
    size, scale = show.size, show.scale
    kerned, spaced, word = 0.001 * size * scale, show.char_space, show.word_space
    a, b, c, d, e, f = show.view
    left, foot = e + show.rise * c, f + show.rise * d
    for element in elements:
        if isinstance(element, _NUMBERS):
            x -= float(element) * kerned
            continue
        if not isinstance(element, String):
            raise TypeError("neither a string nor a number")
        data = bytes(element)
        only = known.get(data)
        for text, code, part in (only,) if only is not None else font.shown(data):
            glyphs.append(Glyph(text, code, show, left + x * a, foot + x * b, part * size * scale))
            x += (part * size + spaced + (word if code == b" " else 0.0)) * scale
    return x
