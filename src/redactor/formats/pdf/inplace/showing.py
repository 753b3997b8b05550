"""What a text-showing operator shows: its glyphs, where they stand, and how far it moves along."""

from __future__ import annotations

import math

from redactor.formats.pdf.container.operators import is_string, string_of
from redactor.formats.pdf.inplace.elements import looked_up
from redactor.formats.pdf.inplace.records import Glyph, Show


def measure(show: Show) -> None:
    """Note direction and sizes of a show operator in view coordinates."""
    a, b, c, d, _, _ = show.view
    sign = -1.0 if show.size * show.scale < 0 else 1.0
    show.stretch = math.hypot(a, b)
    show.angle = round(math.degrees(math.atan2(sign * b, sign * a))) % 360
    show.em = abs(show.size) * (math.hypot(c, d) or show.stretch)


def lay(show: Show, operand: bytes, first: int) -> float:
    """Note the glyphs of an operator and answer how far it moves along (ISO 32000-2 9.4.4).

    Args:
        show: The operator.
        operand: The string, or the array of a ``TJ``, as it is written.
        first: Number of its first glyph on the page.

    Raises:
        TypeError, ValueError: if it is neither.
    """
    x = 0.0
    font, add = show.font, show.glyphs.append
    size, scale = show.size, show.scale
    kerned, spaced, word = 0.001 * size * scale, show.char_space, show.word_space
    wide = size * scale
    a, b, c, d, e, f = show.view
    left, foot = e + show.rise * c, f + show.rise * d
    if operand[:1] == b"[":
        elements = looked_up(operand, font.elements, font.element)
    elif is_string(operand):
        elements = [font.shown(string_of(operand) or b"")]
    else:
        raise TypeError("neither a string nor an array")
    for element in elements:
        if isinstance(element, float):
            x -= element * kerned
            continue
        for text, code, part in element:
            add(Glyph(text, code, show, left + x * a, foot + x * b, part * wide, (), "", first))
            first += 1
            x += (part * size + spaced + (word if word and code == b" " else 0.0)) * scale
    return x
