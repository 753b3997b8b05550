"""Glyphs of a page as words, in the terms that the readers of layout know.

Text in another direction is turned upright first, text that nobody sees is kept
apart: neither may tear the lines of the visible page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pikepdf import Dictionary, Name

from redactor.formats.pdf.glyphs import Word, readable
from redactor.formats.pdf.inplace.fontvalues import name_text
from redactor.formats.pdf.inplace.hidden import find_twins, mark_hidden
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


@dataclass(frozen=True, slots=True)
class _Letter:
    number: int
    text: str
    x0: float
    x1: float
    top: float
    size: float
    show: Show


PAGE_FACTOR = 1 << 24


def layers_of(record: PageRecord, page: int) -> list[Layer]:
    """The words of a page: the visible upright ones first, then the others by kind.

    Args:
        record: The page as interpreted.
        page: Its number, from 1. A mark is this number times ``PAGE_FACTOR`` plus that of the glyph.
    """
    glyphs = record.glyphs()
    numbers = {glyph: number for number, glyph in enumerate(glyphs, page * PAGE_FACTOR)}
    kept = find_twins(glyphs)
    mark_hidden(record, kept)
    groups: dict[tuple[str, int], list[Glyph]] = {("", 0): []}
    for glyph in kept:
        groups.setdefault((glyph.hidden, glyph.show.angle), []).append(glyph)
    tags: dict[tuple[int, tuple[int, ...]], tuple[int | None, bool]] = {}
    return [
        Layer(tuple(_words([_letter(g, numbers[g], record, angle) for g in found], tags)), angle, hidden)
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


def _letter(glyph: Glyph, number: int, record: PageRecord, angle: int) -> _Letter:
    show = glyph.show
    x, y = upright(*glyph.origin, angle)
    end = x + abs(glyph.advance) * show.stretch
    top = record.height - (y + show.font.descent * show.em + show.em)
    return _Letter(number, glyph.text or "\ufffd", x, end, top, show.em, show)


def _words(letters: list[_Letter], tags: dict[tuple[int, tuple[int, ...]], tuple[int | None, bool]]) -> list[Word]:
    words: list[Word] = []
    for row in _rows(letters):
        row.sort(key=lambda letter: letter.x0)
        held: list[_Letter] = []
        for letter in row:
            if letter.text.isspace():
                words += _word(held, tags)
                held = []
                continue
            if held and not -letter.size * 0.5 <= letter.x0 - held[-1].x1 <= _GAP * max(held[-1].size, letter.size):
                words += _word(held, tags)
                held = []
            held.append(letter)
        words += _word(held, tags)
    return words


def _rows(letters: Iterable[_Letter]) -> list[list[_Letter]]:
    """Letters whose tops are close, chained from the highest to the lowest."""
    rows: list[list[_Letter]] = []
    last = 0.0
    for letter in sorted(letters, key=lambda item: item.top):
        if rows and letter.top - last <= _ROW:
            rows[-1].append(letter)
        else:
            rows.append([letter])
        last = letter.top
    return rows


def _word(letters: Sequence[_Letter], tags: dict[tuple[int, tuple[int, ...]], tuple[int | None, bool]]) -> list[Word]:
    """The letters as one word; nothing if none of them shows."""
    text = ""
    marks: list[object] = []
    for letter in letters:
        said = readable(letter.text)
        text += said
        marks += [letter.number] * len(said)
    start = len(text) - len(text.lstrip())
    text, marks = text.strip(), marks[start : start + len(text.strip())]
    if not text:
        return []
    sizes = sorted(letter.size for letter in letters)
    bold = sum(letter.show.font.style.bold for letter in letters)
    mcid, artifact = _tag(letters[0].show, tags)
    return [
        Word(
            text=text,
            x0=letters[0].x0,
            x1=max(letter.x1 for letter in letters),
            top=min(letter.top for letter in letters),
            bottom=max(letter.top + letter.size for letter in letters),
            size=round(sizes[len(sizes) // 2] * 2) / 2,
            bold=bold * 2 > len(letters),
            mcid=mcid,
            artifact=artifact,
            marks=tuple(marks),
        )
    ]


def _tag(show: Show, known: dict[tuple[int, tuple[int, ...]], tuple[int | None, bool]]) -> tuple[int | None, bool]:
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
