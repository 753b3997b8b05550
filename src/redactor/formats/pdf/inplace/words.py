"""Glyphs of a page as words, in the terms that the readers of layout know.

Text in another direction is turned upright first, text that nobody sees is kept
apart: neither may tear the lines of the visible page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

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


class _Letter(NamedTuple):
    number: int
    text: str
    x0: float
    x1: float
    top: float
    size: float
    show: Show


PAGE_FACTOR = 1 << 24
_LEFT, _TOP = attrgetter("x0"), attrgetter("top")
_Tags = dict[tuple[int, tuple[int, ...]], tuple[int | None, bool]]
"""By stream and positions of the marked content around: its id, and whether it is an artifact."""


def layers_of(record: PageRecord, page: int) -> list[Layer]:
    """The words of a page: the visible upright ones first, then the others by kind.

    Args:
        record: The page as interpreted, its twins and hidden glyphs told.
        page: Its number, from 1. A mark is this number times ``PAGE_FACTOR`` plus that of the glyph.
    """
    groups: dict[tuple[str, int], list[Glyph]] = {("", 0): []}
    for glyph in record.plain:
        groups.setdefault((glyph.hidden, glyph.show.angle), []).append(glyph)
    tags: _Tags = {}
    return [
        Layer(tuple(_words(_letters(found, page * PAGE_FACTOR, record.height, angle), tags)), angle, hidden)
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


def _letters(glyphs: Sequence[Glyph], first: int, height: float, angle: int) -> list[_Letter]:
    found: list[_Letter] = []
    last: Show | None = None
    em = stretch = above = 0.0
    make = _Letter._make
    for glyph in glyphs:
        show = glyph.show
        if show is not last:
            last, em, stretch = show, show.em, show.stretch
            above = height - (show.font.descent * em + em)
        x, y = (glyph.x, glyph.y) if angle == 0 else upright(glyph.x, glyph.y, angle)
        end = x + abs(glyph.advance) * stretch
        found.append(make((first + glyph.number, glyph.text or "\ufffd", x, end, above - y, em, show)))
    return found


def _words(letters: list[_Letter], tags: _Tags) -> list[Word]:
    words: list[Word] = []
    for row in _rows(letters):
        row.sort(key=_LEFT)
        held: list[_Letter] = []
        end = size = 0.0
        for letter in row:
            if letter.text.isspace():
                words += _word(held, tags)
                held = []
                continue
            if held and not letter.size * -0.5 <= letter.x0 - end <= _GAP * max(size, letter.size):
                words += _word(held, tags)
                held = []
            held.append(letter)
            end, size = letter.x1, letter.size
        words += _word(held, tags)
    return words


def _rows(letters: Iterable[_Letter]) -> list[list[_Letter]]:
    """Letters whose tops are close, chained from the highest to the lowest."""
    rows: list[list[_Letter]] = []
    last = 0.0
    for letter in sorted(letters, key=_TOP):
        top = letter.top
        if rows and top - last <= _ROW:
            rows[-1].append(letter)
        else:
            rows.append([letter])
        last = top
    return rows


def _word(letters: Sequence[_Letter], tags: _Tags) -> list[Word]:
    """The letters as one word; nothing if none of them shows."""
    if not letters:
        return []
    text = "".join(letter.text for letter in letters)
    marks: list[int]
    if len(text) == len(letters) and text.isascii() and text.isprintable():
        marks = [letter.number for letter in letters]
    else:
        said = [readable(letter.text) for letter in letters]
        text = "".join(said)
        marks = [letter.number for letter, part in zip(letters, said, strict=True) for _ in part]
        start = len(text) - len(text.lstrip())
        text = text.strip()
        marks = marks[start : start + len(text)]
        if not text:
            return []
    first = letters[0]
    mcid, artifact = _tag(first.show, tags)
    top, bottom, size, bold = first.top, first.top + first.size, first.size, first.show.font.style.bold
    if any(letter.show is not first.show for letter in letters):
        top = min(letter.top for letter in letters)
        bottom = max(letter.top + letter.size for letter in letters)
        size = sorted(letter.size for letter in letters)[len(letters) // 2]
        bold = sum(letter.show.font.style.bold for letter in letters) * 2 > len(letters)
    return [
        Word(
            text=text,
            x0=first.x0,
            x1=max(letter.x1 for letter in letters),
            top=top,
            bottom=bottom,
            size=round(size * 2) / 2,
            bold=bold,
            mcid=mcid,
            artifact=artifact,
            marks=_compact(marks),
        )
    ]


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
