"""Glyphs of a page as words, in the terms that the readers of layout know.

Text in another direction is turned upright first, text that nobody sees is kept
apart: neither may tear the lines of the visible page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, itemgetter

from pikepdf import Dictionary, Name

from redactor.formats.pdf.glyphs import Word, readable
from redactor.formats.pdf.inplace.fontvalues import name_text
from redactor.formats.pdf.inplace.records import Glyph, PageRecord, Show, Unit

_GAP = 0.18
"""Of the size: a wider gap parts two words."""
_ROW = 2.5
"""Points: letters whose tops differ by less stand in one row."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Words that are read together.

    Attributes:
        words: The words; marks are numbers of glyphs of the page.
        angle: Direction of writing in degrees.
        hidden: Why nobody sees them; empty for visible text.
    """

    words: tuple[Word, ...]
    angle: int = 0
    hidden: str = ""


_Letter = tuple[float, float, float, float, Glyph]
"""Left and right edge, upper edge, size, glyph."""

PAGE_FACTOR = 1 << 24
_LEFT = itemgetter(0)
_Tags = dict[tuple[int, tuple[int, ...]], tuple[int | None, bool]]
"""By stream and positions of the marked content around: its id, and whether it is an artifact."""


def layers_of(record: PageRecord, page: int) -> list[Layer]:
    """The words of a page: the visible upright ones first, then the others by kind.

    Args:
        record: The page as interpreted, its twins and hidden glyphs told.
        page: Its number, from 1. A mark is this number times ``PAGE_FACTOR`` plus that of the glyph.
    """
    groups: dict[tuple[str, int], list[Glyph]] = {("", 0): []}
    if any(show.angle for show in record.shows) or any(map(attrgetter("hidden"), record.plain)):
        for glyph in record.plain:
            groups.setdefault((glyph.hidden, glyph.show.angle), []).append(glyph)
    else:
        groups["", 0] = record.plain
    tags: _Tags = {}
    return [
        Layer(tuple(_words(_strips(found, record.height, angle), page * PAGE_FACTOR, tags)), angle, hidden)
        for (hidden, angle), found in groups.items()
    ]


def upright(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point of the page after turning the page so that text of that direction is level."""
    if angle == 0:
        return x, y
    turned = math.radians(angle)
    cos, sin = math.cos(turned), math.sin(turned)
    return x * cos + y * sin, y * cos - x * sin


def turned_back(u: float, v: float, angle: int) -> tuple[float, float]:
    """The inverse of ``upright``."""
    return upright(u, v, -angle % 360)


def _strips(glyphs: Sequence[Glyph], height: float, angle: int) -> list[list[_Letter]]:
    """The letters, those together that one operator shows one behind the other on one line."""
    strips: list[list[_Letter]] = []
    strip: list[_Letter] = []
    last: Show | None = None
    em = stretch = above = top = left = 0.0
    for glyph in glyphs:
        show = glyph.show
        x, y = (glyph.x, glyph.y) if angle == 0 else upright(glyph.x, glyph.y, angle)
        if show is not last:
            last, em, stretch = show, show.em, show.stretch
            above = height - (show.font.descent * em + em)
            strip = []
        if not strip or above - y != top or x < left:
            top = above - y
            strip = []
            strips.append(strip)
        strip.append((x, x + abs(glyph.advance) * stretch, top, em, glyph))
        left = x
    return strips


def _words(strips: list[list[_Letter]], first: int, tags: _Tags) -> list[Word]:
    words: list[Word] = []
    for row in _rows(strips):
        held: list[_Letter] = []
        end = size = 0.0
        for letter in row:
            left, right, _, em, glyph = letter
            if glyph.text == " " or (glyph.text and glyph.text.isspace()):
                words += _word(held, first, tags)
                held = []
                continue
            if held and not em * -0.5 <= left - end <= _GAP * (size if size > em else em):
                words += _word(held, first, tags)
                held = []
            held.append(letter)
            end, size = right, em
        words += _word(held, first, tags)
    return words


def _rows(strips: Iterable[list[_Letter]]) -> list[list[_Letter]]:
    """Letters whose tops are close, chained from the highest to the lowest; each row from left to right."""
    rows: list[list[list[_Letter]]] = []
    last = 0.0
    for strip in sorted(strips, key=lambda item: item[0][2]):
        top = strip[0][2]
        if rows and top - last <= _ROW:
            rows[-1].append(strip)
        else:
            rows.append([strip])
        last = top
    return [_from_left(row) for row in rows]


def _from_left(strips: list[list[_Letter]]) -> list[_Letter]:
    """The letters of a row from left to right."""
    if len(strips) == 1:
        return strips[0]
    row = [letter for strip in sorted(strips, key=lambda item: item[0][0]) for letter in strip]
    if any(before[0] > after[0] for before, after in pairwise(row)):
        row = [letter for strip in strips for letter in strip]
        row.sort(key=_LEFT)
    return row


def _word(letters: Sequence[_Letter], first: int, tags: _Tags) -> list[Word]:
    """The letters as one word; nothing if none of them shows."""
    if not letters:
        return []
    glyphs = [letter[4] for letter in letters]
    texts = [glyph.text or "\ufffd" for glyph in glyphs]
    text = "".join(texts)
    marks: list[int]
    if len(text) == len(letters) and text.isascii() and text.isprintable():
        marks = [first + glyph.number for glyph in glyphs]
    else:
        said = [readable(part) for part in texts]
        text = "".join(said)
        marks = [first + glyph.number for glyph, part in zip(glyphs, said, strict=True) for _ in part]
        start = len(text) - len(text.lstrip())
        text = text.strip()
        marks = marks[start : start + len(text)]
        if not text:
            return []
    left, right, top, size, _ = letters[0]
    show = glyphs[0].show
    mcid, artifact = _tag(show, tags)
    bottom, bold = top + size, show.font.style.bold
    numbers = _compact(marks)
    alike = show is glyphs[-1].show and (isinstance(numbers, range) or all(glyph.show is show for glyph in glyphs))
    if not alike:
        top = min(letter[2] for letter in letters)
        bottom = max(letter[2] + letter[3] for letter in letters)
        size = sorted(letter[3] for letter in letters)[len(letters) // 2]
        bold = sum(glyph.show.font.style.bold for glyph in glyphs) * 2 > len(letters)
    right = max([letter[1] for letter in letters])
    return [Word(text, left, right, top, bottom, round(size * 2) / 2, bold, mcid, artifact, numbers)]


def _compact(numbers: list[int]) -> Sequence[int]:
    """Numbers that follow one another as a range: long documents have millions of them."""
    first, last = numbers[0], numbers[-1]
    if last - first == len(numbers) - 1 and numbers == list(range(first, last + 1)):
        return range(first, last + 1)
    return tuple(numbers)


def _tag(show: Show, known: _Tags) -> tuple[int | None, bool]:
    """The marked-content id around a text operator, and whether it is an artifact."""
    key = (id(show.unit), show.marked)
    if key not in known:
        mcid: int | None = None
        artifact = False
        for at in show.marked:
            operands = show.unit.instructions[at].operands
            artifact = artifact or (len(operands) > 0 and name_text(operands[0]) == "/Artifact")
            if len(operands) > 1:
                found = properties(show.unit, operands[1]).get("/MCID")
                mcid = found if isinstance(found, int) else mcid
        known[key] = (mcid, artifact)
    return known[key]


def properties(unit: Unit, operand: object) -> Dictionary:
    """The property list of a marked-content operator, direct or by name; empty if there is none."""
    if isinstance(operand, Name):
        table = unit.resources.get("/Properties")
        operand = table.get(name_text(operand)) if isinstance(table, Dictionary) else None
    return operand if isinstance(operand, Dictionary) else Dictionary()
