"""A passage with its edits as words and gaps, ready to be broken into lines again.

A *flow* is the part of a passage that stands on one page in one column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, pairwise
from statistics import median
from typing import Literal, cast

import numpy as np

from redactor.formats.pdf.glyphs import Line
from redactor.formats.pdf.inplace.faces import Face, Faces
from redactor.formats.pdf.inplace.passages import Passage
from redactor.formats.pdf.inplace.records import Glyph
from redactor.formats.pdf.inplace.stretches import OVERPRINT, Stretches, begins
from redactor.formats.pdf.inplace.words import PAGE_FACTOR, upright
from redactor.model import Replacement

_MARKER = re.compile(r"[^\w\s]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]|\d{1,3}(?:\.\d{1,3}){0,4}\.?")


@dataclass(eq=False, slots=True)
class Piece:
    """Glyphs that stay and move together, or one stretch of new text.

    Attributes:
        glyph: The first of the glyphs; for new text the one whose look it takes.
        text: New text; empty for glyphs that stay.
        face: What new text is set in.
        number: Number of the first glyph, as in marks; the others have those that follow it.
        glyphs: All of them, if they are more than one.
        removed: Whether the new text stands for a passage removed with a reason.
        rise: How far it stands above the base line of its line, in view coordinates.
        advance: Of what is shown, in view coordinates.
        width: How much further the next piece stands; less than the advance under an accent set over it.
    """

    glyph: Glyph
    number: int
    rise: float
    text: str = ""
    face: Face | None = None
    removed: bool = False
    glyphs: Sequence[Glyph] = ()
    advance: float = -1.0
    width: float = field(init=False)

    def __post_init__(self) -> None:
        """Work out the widths that are not given."""
        if self.face is not None:
            show = self.glyph.show
            self.advance = abs(self.face.width(self.text) * show.size * show.scale) * show.stretch
        elif self.advance < 0:
            self.advance = self.glyph.width
        self.width = self.advance

    @property
    def said(self) -> str:
        """What it says."""
        return self.text or "".join([glyph.text or "" for glyph in self.glyphs or (self.glyph,)])

    def apart(self) -> list[Piece]:
        """Its glyphs, each by itself."""
        if not self.glyphs:
            return [self]
        return [Piece(glyph, number, self.rise) for number, glyph in enumerate(self.glyphs, self.number)]


@dataclass(eq=False, frozen=True, slots=True)
class Gap:
    """What stands between two words: a space, a tab stop at ``stop``, or a line break that was meant."""

    kind: Literal["space", "tab", "break"]
    stop: float = 0.0


Token = tuple[Piece, ...] | Gap
"""A word as its pieces, or a gap."""


@dataclass(slots=True)
class Flow:
    """A part of a passage on one page in one column.

    Attributes:
        passage: The passage.
        page: Its page, from 1.
        lines: Its lines.
        tokens: Words and gaps with the edits carried out.
        removed: Numbers of the glyphs that go.
        glyphs: Numbers of all glyphs that its lines are drawn with.
        last: Whether the passage ends in it.
        bases: The base line of each line, in upright coordinates.
        limits: Left and right edge that it may not pass, in upright coordinates, if it is one line beside a part
            of the page that is removed.
        around: The lines of its paragraph, if so; else empty.
        ahead: Where, along its line, words begin and end that follow it and go with a part.
    """

    passage: Passage
    page: int
    lines: list[Line]
    tokens: list[Token] = field(default_factory=list)
    removed: set[int] = field(default_factory=set)
    glyphs: set[int] = field(default_factory=set)
    last: bool = False
    bases: list[float] = field(default_factory=list)
    rises: dict[int, float] = field(default_factory=dict)
    limits: tuple[float, float] | None = None
    around: Sequence[Line] = ()
    ahead: tuple[float, float] | None = None

    def measure(self, stretches: Stretches) -> None:
        """Find the base lines, and how far each glyph stands above its own."""
        angle, first = self.passage.angle, self.page * PAGE_FACTOR
        self.bases = []
        for line in self.lines:
            marks = line_marks(line)
            at = np.array(marks) - first
            heights, ems = stretches.heights[at], stretches.ems[at]
            if angle:
                glyphs = [stretches.glyphs[number] for number in at.tolist()]
                heights = np.array([upright(glyph.x, glyph.y, angle)[1] for glyph in glyphs])
            large = heights[ems >= 0.9 * ems.max()]
            base = float(large[0]) if (large == large[0]).all() else float(median(large.tolist()))
            self.bases.append(base)
            self.rises.update(zip(marks, (heights - base).tolist(), strict=True))


def split_lines(passage: Passage) -> list[list[Line]]:
    """The lines of a passage, cut where it goes on in another column or on another page."""
    parts: list[list[Line]] = []
    for line in passage.lines:
        before = parts[-1][-1] if parts else None
        if before is not None and before.page == line.page and line.top > before.top - 0.5 * line.size:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def line_marks(line: Line) -> list[int]:
    """The numbers of the glyphs of a line, whose marks are nothing else."""
    return cast("list[int]", list(chain.from_iterable([word.marks for word in line.words])))


def flows_of(passage: Passage) -> list[Flow]:
    """The flows of a passage, without tokens."""
    flows = [
        Flow(passage, part[0].page, part, glyphs={mark for line in part for mark in line_marks(line)})
        for part in split_lines(passage)
    ]
    flows[-1].last = True
    return flows


def removed_marks(passage: Passage, edits: Sequence[Replacement]) -> set[int]:
    """The numbers of the glyphs that the edits take out, hyphens at line ends within them included."""
    return {mark for marks, _, _ in removals(passage, edits) for mark in marks}


def removals(passage: Passage, edits: Sequence[Replacement]) -> list[tuple[list[int], str, bool]]:
    """For each edit the glyphs that it takes out, in reading order, its text, and whether it is a removed passage."""
    found: list[tuple[list[int], str, bool]] = []
    by_place = [mark for line in passage.lines for mark in line_marks(line)]
    order = {mark: number for number, mark in enumerate(by_place)}
    for start, end, text, removed in _widened(passage, edits):
        places = [order[mark] for mark in passage.numbers[start:end] if mark >= 0]
        if places:
            taken = dict.fromkeys(by_place[min(places) : max(places) + 1])
            found.append((list(taken), text, removed))
    return found


def _widened(passage: Passage, edits: Sequence[Replacement]) -> list[tuple[int, int, str, bool]]:
    """Edits that take whole glyphs: the letters of a ligature that stay are written anew."""
    text, marks = passage.segment.text, passage.numbers
    found: list[tuple[int, int, str, bool]] = []
    for edit in sorted(edits, key=lambda item: item.start):
        start, end, new = edit.start, edit.end, edit.text
        while start > 0 and marks[start] >= 0 and marks[start - 1] == marks[start]:
            start -= 1
            new = text[start] + new
        while end < len(text) and marks[end] >= 0 and marks[end - 1] == marks[end]:
            new += text[end]
            end += 1
        removed = edit.kind == "removed"
        if found and found[-1][1] > start:
            low, _, before, gone = found.pop()
            start, new, removed = low, before + new, gone or removed
        found.append((start, end, new, removed))
    return found


def fill_tokens(
    flows: Sequence[Flow],
    edits: Sequence[Replacement],
    pages: Mapping[int, Stretches],
    faces: Faces,
    gone: Set[int] | None = None,
) -> None:
    """Fill the tokens of the flows of one passage.

    Args:
        flows: As from ``flows_of``.
        edits: The passage's edits.
        pages: The stretches of each page that the flows stand on.
        faces: What new text is set in.
        gone: Every glyph that goes on their pages, if that is known.
    """
    passage = flows[0].passage
    goes = removed_marks(passage, edits) if gone is None else gone
    for flow in flows:
        flow.removed = flow.glyphs & goes
        flow.measure(pages[flow.page])
    home = {mark: index for index, flow in enumerate(flows) for mark in flow.glyphs} if len(flows) > 1 else {}
    writers = [_Writer(flow, pages[flow.page]) for flow in flows]
    changes = {start: (end, new, removed) for start, end, new, removed in _widened(passage, edits)}
    current = done = 0
    text, marks = passage.segment.text, passage.numbers
    starts = begins(marks, pages)
    for start, (end, _, _) in changes.items():
        starts[start] = True
        starts[end : end + 1] = True
    places = np.flatnonzero(starts).tolist()
    for at, behind in pairwise([*places, len(text)]):
        if at < done:
            continue
        if at in changes:
            done, new, removed = changes[at]
            first = next((m for m in marks[at:done] if m >= 0), -1)
            if first >= 0:
                current = home.get(first, 0)
                writers[current].write(new, first, faces, removed=removed)
        elif marks[at] < 0:
            writers[current].gap(text[at], _behind(marks, at))
        else:
            current = home.get(marks[at], 0)
            writers[current].add(marks[at], marks[behind - 1] + 1)
    for writer in writers:
        writer.close()


def _behind(marks: Sequence[int], at: int) -> int:
    """The number of the next glyph from a code point on; -1 behind the last."""
    while at < len(marks):
        if marks[at] >= 0:
            return marks[at]
        at += 1
    return -1


class _Writer:
    """Collects the tokens of one flow."""

    def __init__(self, flow: Flow, stretches: Stretches) -> None:
        self.flow, self.glyphs, self.widths = flow, stretches.glyphs, stretches.widths
        self.first = flow.page * PAGE_FACTOR
        self.word: list[Piece] = []

    def add(self, start: int, end: int) -> None:
        """Add the glyphs of numbers ``[start, end)``, which stay and move together."""
        at, behind = start - self.first, end - self.first
        glyphs = self.glyphs[at:behind]
        several = glyphs if len(glyphs) > 1 else ()
        piece = Piece(glyphs[0], start, self.flow.rises[start], glyphs=several, advance=sum(self.widths[at:behind]))
        if self.word and self.word[-1].face is None and self._overprint(self.word[-1], piece):
            self.word[-1:] = self.word[-1].apart()
            last, *others = piece.apart()
            step = self._step(self.word[-1], last)
            end_of_both = max(self.word[-1].advance, step + last.advance)
            self.word[-1].width, last.width = step, end_of_both - step
            self.word += [last, *others]
        else:
            self.word.append(piece)

    def _overprint(self, last: Piece, piece: Piece) -> bool:
        """Whether a piece begins over the letter before it: an accent stays over its letter, as TeX sets them."""
        letter = last.glyphs[-1] if last.glyphs else last.glyph
        return abs(self._step(last, piece)) < OVERPRINT * min(letter.width, piece.glyph.width)

    def _step(self, last: Piece, piece: Piece) -> float:
        letter, angle = last.glyphs[-1] if last.glyphs else last.glyph, self.flow.passage.angle
        return start_of(piece.glyph, angle) - start_of(letter, angle)

    def gap(self, kind: str, number: int) -> None:
        """Add what joins words; the glyph of that number follows it, or none if it is negative."""
        self.close()
        tokens = self.flow.tokens
        if not tokens or (isinstance(tokens[-1], Gap) and kind == " "):
            return
        if kind == "\n":
            tokens.append(Gap("break"))
        elif number >= 0 and (kind == "\t" or self._behind_marker()):
            tokens.append(Gap("tab", start_of(self.glyphs[number - self.first], self.flow.passage.angle)))
        else:
            tokens.append(Gap("space"))

    def write(self, text: str, number: int, faces: Faces, *, removed: bool) -> None:
        style = self.glyphs[number - self.first]
        parts = [text] if removed else re.split(r"(\s+)", text)
        for part in parts:
            if part.isspace():
                self.gap(" ", -1)
            elif part:
                face = faces.for_text(part, style.show.font)
                self.word.append(Piece(style, number, self.flow.rises[number], part, face, removed))

    def close(self) -> None:
        if self.word:
            self.flow.tokens.append(tuple(self.word))
            self.word = []

    def _behind_marker(self) -> bool:
        """Whether only the mark of a list item stands before."""
        tokens = self.flow.tokens
        if len(tokens) != 1 or isinstance(tokens[0], Gap):
            return False
        said = "".join(piece.said for piece in tokens[0])
        return _MARKER.fullmatch(said) is not None


def start_of(glyph: Glyph, angle: int) -> float:
    """Where a glyph begins along its line."""
    return glyph.x if angle == 0 else upright(glyph.x, glyph.y, angle)[0]


def page_of(mark: int) -> int:
    """The page of a mark."""
    return mark // PAGE_FACTOR
