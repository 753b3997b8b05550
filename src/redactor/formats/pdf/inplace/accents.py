"""Letters with accents that are set over them as glyphs of their own, as TeX sets them: one letter to a reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from redactor.formats.pdf.inplace.records import Glyph

_COMBINING = {
    "\u0060": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "\u005e": "\u0302", "\u02dc": "\u0303",
    "\u007e": "\u0303", "\u00af": "\u0304", "\u02c9": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307",
    "\u00a8": "\u0308", "\u02da": "\u030a", "\u00b0": "\u030a", "\u02dd": "\u030b", "\u02c7": "\u030c",
    "\u00b8": "\u0327", "\u02db": "\u0328",
}  # fmt: skip
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
_HIGHEST = 0.6
"""Of the size: so far may an accent be raised."""


def join_accents(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Make an accent and the letter that it stands over one letter; answers the glyphs without the accents.

    Args:
        glyphs: In the order of painting. The letter's ``text`` becomes that of both, the accent one of its ``twins``.
    """
    gone: set[Glyph] = set()
    texts = [glyph.text for glyph in glyphs]
    for at in [] if _COMBINING.keys().isdisjoint(texts) else range(len(glyphs)):
        glyph = glyphs[at]
        mark = _COMBINING.get(glyph.text or "")
        if mark is None:
            continue
        beside = [other for other in (*glyphs[at + 1 : at + 2], *glyphs[max(at - 1, 0) : at]) if other not in gone]
        letter = next((other for other in beside if _is_under(other, glyph)), None)
        whole = _composed(letter, mark) if letter is not None else ""
        if letter is not None and whole:
            letter.text = whole
            letter.twins = (*letter.twins, glyph, *glyph.twins)
            glyph.twins = ()
            gone.add(glyph)
    return [glyph for glyph in glyphs if glyph not in gone] if gone else list(glyphs)


def _is_under(letter: Glyph, accent: Glyph) -> bool:
    """Whether the middle of an accent stands over a letter of the same line."""
    one, other = letter.show, accent.show
    if one.angle or other.angle or one.unit is not other.unit or not (letter.text or "").isalpha():
        return False
    middle = accent.x + accent.width / 2
    return letter.x <= middle <= letter.x + letter.width and abs(accent.y - letter.y) < _HIGHEST * max(one.em, other.em)


def _composed(letter: Glyph, mark: str) -> str:
    """The letter with its accent; empty if there is none such."""
    text = _DOTLESS.get(letter.text or "", letter.text or "")
    whole = unicodedata.normalize("NFC", text + mark)
    return whole if len(whole) == 1 else ""
