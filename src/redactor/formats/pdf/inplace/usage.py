"""Which codes of which fonts the pages show: kept for every page, since fonts belong to the whole document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter

import numpy as np
import pikepdf
from numpy.typing import NDArray

from redactor.formats.pdf.inplace.fonts import PageFont
from redactor.formats.pdf.inplace.records import PageRecord, Unit
from redactor.formats.pdf.inplace.words import PAGE_FACTOR, properties

SAID = ("/ActualText", "/Alt", "/E")
"""What marked content says in place of its letters."""
_CODES = 1 << 16
"""Codes are of one or two bytes: a key is the number of the font times this plus the code."""


@dataclass(frozen=True, slots=True)
class PageUse:
    """What one page uses.

    Attributes:
        keys: Font and code of each glyph, in the order of painting.
        twins: Number of a glyph (on the page, from 0) to those of its twins.
        width, height: Of the page as shown, in points.
        says: Whether marked content of the page has texts of its own.
        shapes: Boxes of its pictures, in view coordinates.
    """

    keys: NDArray[np.uint32]
    twins: Mapping[int, tuple[int, ...]]
    width: float
    height: float
    says: bool
    pictures: tuple[tuple[float, float, float, float], ...]


@dataclass(slots=True)
class Usage:
    """What the pages of a document use.

    Attributes:
        pages: By number, from 1.
        spaced: Fonts of text with word spacing, which goes by the code 32.
    """

    pages: dict[int, PageUse] = field(default_factory=dict)
    spaced: set[PageFont] = field(default_factory=set)
    _fonts: dict[PageFont, int] = field(default_factory=dict)

    def note(self, number: int, record: PageRecord) -> None:
        """Note a page, whose twins are known."""
        glyphs = record.glyphs()
        firsts = np.array([self._first(show.font) for show in record.shows], dtype=np.uint32)
        codes = list(map(attrgetter("code"), glyphs))
        numbers = {code: int.from_bytes(code) % _CODES for code in set(codes)}
        keys = np.fromiter(map(numbers.__getitem__, codes), np.uint32, len(codes))
        doubled = [glyph for glyph in glyphs if glyph.twins] if len(record.plain) < len(glyphs) else []
        self.pages[number] = PageUse(
            keys + np.repeat(firsts, [len(show.glyphs) for show in record.shows]),
            {glyph.number: tuple(twin.number for twin in glyph.twins) for glyph in doubled},
            record.width,
            record.height,
            any(map(_says, record.units)),
            tuple(box for shape in record.shapes if shape.image for box in shape.boxes),
        )
        self.spaced.update(show.font for show in record.shows if show.word_space)

    def _first(self, font: PageFont) -> int:
        return self._fonts.setdefault(font, len(self._fonts)) * _CODES

    def kept(self, pages: list[int], removed: Mapping[int, set[int]]) -> dict[PageFont, frozenset[bytes]]:
        """The codes of each font that pages go on using.

        Args:
            pages: Their numbers.
            removed: Marks of the glyphs that go, by page.
        """
        found: set[int] = set()
        for number in pages:
            keys = self.pages[number].keys
            if number in removed:
                keys = np.delete(keys, self._gone(number, removed[number]))
            found.update(np.unique(keys).tolist())
        fonts = list(self._fonts)
        codes: dict[PageFont, set[bytes]] = {font: set() for font in fonts}
        for key in found:
            font = fonts[key // _CODES]
            codes[font].add((key % _CODES).to_bytes(font.length))
        return {font: frozenset(held) for font, held in codes.items()}

    def lost(self, removed: Mapping[int, set[int]]) -> set[PageFont]:
        """The fonts that lose a glyph.

        Args:
            removed: Marks of the glyphs that go, by page.
        """
        found: set[int] = set()
        for number, marks in removed.items():
            if number in self.pages:
                found.update((self.pages[number].keys[self._gone(number, marks)] // _CODES).tolist())
        fonts = list(self._fonts)
        return {fonts[at] for at in found}

    def fonts_on(self, number: int) -> set[PageFont]:
        """The fonts that a page shows glyphs of."""
        fonts = list(self._fonts)
        return {fonts[at] for at in np.unique(self.pages[number].keys // _CODES).tolist()}

    def _gone(self, number: int, marks: set[int]) -> list[int]:
        twins = self.pages[number].twins
        own = [mark - number * PAGE_FACTOR for mark in marks]
        return own + [twin for at in own for twin in twins.get(at, ())]


def _says(unit: Unit) -> bool:
    return next(iter(speaking_marks(unit)), None) is not None


def speaking_marks(unit: Unit) -> dict[int, pikepdf.Dictionary]:
    """Positions of the marked-content operators with texts of their own, and their property lists."""
    found: dict[int, pikepdf.Dictionary] = {}
    for at in unit.marks:
        item = unit.instructions[at]
        if b"<<" in item.raw and b"/A" not in item.raw and b"/E" not in item.raw:
            continue
        held = properties(unit, item.operands[1])
        if any(key in held for key in SAID):
            found[at] = held
    return found
