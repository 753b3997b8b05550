"""The second reading of PDF pages: pdfminer tells each glyph and its place, and lines are made from the places alone.

The first reading (pdfium) follows the order in which a page is painted. This one does not ask for the order, so that
a name whose letters were painted one here and one there is read as an eye would. Text of every direction is read,
one direction after the other; columns are kept apart, so that a name broken at the end of a line stays together.
"""

from __future__ import annotations

import io
import logging
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import mult_matrix

if TYPE_CHECKING:
    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdfdevice import PDFTextSeq
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
    from pdfminer.utils import Matrix

UNKNOWN: Final = "\ufffd"
"""What is read for a glyph whose letter the font does not tell."""

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its messages quote the file

_SAME_LINE: Final = 0.45
_WORD_GAP: Final = 0.15
_COLUMN_GAP: Final = 1.5
_NEXT_LINE: Final = 2.5
_PAINTED_TWICE: Final = 0.1
"""All in sizes of the type: how far glyphs of a line may be apart from its base line, from which gap on there is a
blank, from which gap on another column begins, how far below its predecessor the next line of a column may stand, and
how near a glyph is to itself where bold type is imitated by painting it twice."""

_BLANK: Final = 32
"""The code behind which there is word spacing (ISO 32000-2, 9.3.3)."""

_START, _SIZE = itemgetter(1), itemgetter(3)
_Glyph: TypeAlias = tuple[float, float, float, float, str]
"""Distance across the lines, start and end along them, size, letters."""


@dataclass(slots=True)
class _Stretch:
    """Letters of one line that no column gap parts; ``after`` is set once a line below goes on from it."""

    start: float
    end: float
    text: str
    column: int = -1
    after: bool = False


@dataclass(slots=True)
class _Line:
    """What stands on one base line, from start to end."""

    across: float
    size: float
    stretches: list[_Stretch] = field(default_factory=list)


class _Glyphs(PDFTextDevice):
    """Collects glyphs by the direction of their text, in whole degrees."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.found: dict[int, list[_Glyph]] = {}
        self._letters: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        self._ways: dict[tuple[float, ...], _Way] = {}

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Note what one operator shows; that of horizontal fonts at once, for a page has thousands of glyphs."""
        font = textstate.font
        if font is None or self.ctm is None or font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        fontsize, scaling = textstate.fontsize, textstate.scaling * 0.01
        shown = fontsize * scaling
        between = textstate.charspace * scaling
        behind_blank = 0 if font.is_multibyte() else textstate.wordspace * scaling
        y += textstate.rise
        e, f = e + y * c, f + y * d
        way, back = (self._way(a, b, c, d, fontsize, backwards, False) for backwards in (False, True))
        found, letters, needs = self.found, self._letters_of(font), False
        items: Iterable[object] = seq  # broken files have other things there
        for item in items:
            if isinstance(item, (int, float)):
                x -= item * 0.001 * shown
                needs = True
                continue
            if not isinstance(item, bytes):
                continue
            for cid in font.decode(item):
                if needs:
                    x += between
                needs = True
                letter = letters.get(cid) or letters.setdefault(cid, _letter(font, cid))
                advance = letter[1] * shown
                one = back if advance < 0 else way
                start = e * one.x + f * one.y + (-x if one is back else x) * one.stretched
                end = start + abs(advance) * one.stretched
                found.setdefault(one.degrees, []).append((f * one.x - e * one.y, start, end, one.size, letter[0]))
                x += advance + (behind_blank if cid == _BLANK else 0)
        textstate.linematrix = (x, textstate.linematrix[1])

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002  # pdfminer's signature
        graphicstate: PDFGraphicState,  # noqa: ARG002
    ) -> float:
        """Note a glyph of a vertical font; returns how far the next one is, in text space (ISO 32000-2, 9.4.4)."""
        letters = self._letters_of(font)
        text, width = letters.get(cid) or letters.setdefault(cid, _letter(font, cid))
        advance = width * fontsize * scaling
        a, b, c, d, e, f = matrix
        way = self._way(a, b, c, d, fontsize, advance < 0, font.is_vertical())
        e, f = e + rise * c, f + rise * d
        start = e * way.x + f * way.y
        glyph = (f * way.x - e * way.y, start, start + abs(advance) * way.stretched, way.size, text)
        self.found.setdefault(way.degrees, []).append(glyph)
        return advance

    def _letters_of(self, font: PDFFont) -> dict[int, tuple[str, float]]:
        """What the glyphs of a font that were met read as, and how wide they are in ems."""
        return self._letters.setdefault(font, {})

    def _way(self, *key: float) -> _Way:
        way = self._ways.get(key)
        if way is None:
            way = self._ways[key] = _way(*key)
        return way


def _letter(font: PDFFont, cid: int) -> tuple[str, float]:
    """What a glyph reads as, and how wide it is in ems."""
    try:
        return font.to_unichr(cid), font.char_width(cid)
    except PDFUnicodeNotDefined:
        return UNKNOWN, font.char_width(cid)


@dataclass(frozen=True, slots=True)
class _Way:
    """Where glyphs go: unit vector and its angle, how much longer text space is on the page, size of the type."""

    x: float
    y: float
    degrees: int
    stretched: float
    size: float


def _way(a: float, b: float, c: float, d: float, fontsize: float, backwards: object, vertical: object) -> _Way:
    """The way of glyphs under a matrix; vertical fonts go along its second axis, and both may go backwards."""
    along, across = ((c, d), (a, b)) if vertical else ((a, b), (c, d))
    sign = -1 if backwards else 1
    stretched = math.hypot(*along)
    x, y = (sign * along[0] / stretched, sign * along[1] / stretched) if stretched else (1.0, 0.0)
    size = abs(fontsize) * (math.hypot(*across) or stretched)
    return _Way(x, y, round(math.degrees(math.atan2(y, x))) % 360, stretched, size)


def page_texts(data: bytes) -> Iterator[str]:
    """The text of each page of a PDF, a line for each line and a blank line between columns.

    Raises:
        PDFException, PSException, ValueError, KeyError: pdfminer's, if the file is broken.
    """
    resources = PDFResourceManager()
    device = _Glyphs(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(io.BytesIO(data)):
        device.found = {}
        interpreter.process_page(page)
        yield "\n\n".join(text for _, glyphs in sorted(device.found.items()) for text in _columns(glyphs))


def _columns(glyphs: Iterable[_Glyph]) -> Iterator[str]:
    """The columns of text of one direction, in the order of their first lines."""
    columns: list[list[str]] = []
    above: list[_Line] = []
    for line in _lines(sorted(glyphs, key=lambda glyph: -glyph[0])):
        above = [other for other in above if other.across - line.across < _NEXT_LINE * max(other.size, line.size)]
        for stretch in line.stretches:
            before = _before(stretch, above)
            if before is None:
                stretch.column = len(columns)
                columns.append([])
            else:
                stretch.column, before.after = before.column, True
            columns[stretch.column].append(stretch.text)
        above.append(line)
    for column in columns:
        yield "\n".join(column)


def _before(stretch: _Stretch, above: Sequence[_Line]) -> _Stretch | None:
    """The stretch that this one goes on from: of the nearest line with something over it, unless that has gone on."""
    for line in reversed(above):
        place = bisect_right(line.stretches, stretch.start, key=lambda other: other.start)
        for other in line.stretches[max(0, place - 1) : place + 1]:
            if other.start < stretch.end and stretch.start < other.end:
                return None if other.after else other
    return None


def _lines(glyphs: Sequence[_Glyph]) -> Iterator[_Line]:
    """Glyphs, the highest first, as lines."""
    row: list[_Glyph] = []
    top = size = last = 0.0
    for glyph in glyphs:
        if row and (glyph[0] != last or glyph[3] != size):
            last = glyph[0]
            if top - last > _SAME_LINE * max(row[0][3], glyph[3]):
                yield _line(row)
                row = []
            size = glyph[3]
        if not row:
            top, _, _, size, _ = glyph
            last = top
        row.append(glyph)
    yield _line(row)


def _line(row: list[_Glyph]) -> _Line:
    row.sort(key=_START)
    line = _Line(row[0][0], max(map(_SIZE, row)))
    letters: list[str] = []
    _, first, end, _, _ = row[0]
    end, before, said = first, -math.inf, ""
    for _, start, stop, size, text in row:
        if text == said and start - before < _PAINTED_TWICE * size:
            continue
        gap = start - end
        if gap > _WORD_GAP * size and letters:
            if gap > _COLUMN_GAP * size:
                line.stretches.append(_Stretch(first, end, "".join(letters)))
                letters, first = [], start
            elif not (text.isspace() or said.isspace()):
                letters.append(" ")
        end = stop if stop > end or not letters else end
        letters.append(text)
        before, said = start, text
    line.stretches.append(_Stretch(first, end, "".join(letters)))
    return line
