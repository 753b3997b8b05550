"""Lines of a flow broken anew: where each glyph and each code goes.

Every place is worked out from what stays, from what is written, and from edges of
lines that held no name. Nothing is taken from the widths of what went: neither a
gap nor a line break nor the stretch of a justified line is left of a name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from redactor.formats.pdf.inplace.columns import Setting
from redactor.formats.pdf.inplace.faces import Faces
from redactor.formats.pdf.inplace.tokens import Flow, Gap, Piece, Token

_SLACK = 0.05
_SQUEEZES = (1.0, 0.98, 0.96, 0.94, 0.92, 0.9, 0.87, 0.84, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
_TIGHTEST = (0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1)
"""What comes after these for a line that can get no second one."""
_SPACE = 0.25
"""The width of a space of a font that has none, as a part of the size."""


class Placed(NamedTuple):
    """A piece with its new place.

    Attributes:
        piece: What is shown.
        u, v: Where its base line begins, in upright coordinates.
        squeeze: Factor of its width.
        line: Number of its line within the flow, from 0.
        space: Width of the space that follows it, in view coordinates; 0 for none.
    """

    piece: Piece
    u: float
    v: float
    squeeze: float
    line: int
    space: float = 0.0


@dataclass(slots=True)
class _Line:
    """A line in the making: pieces with their place along it, and the gaps that may be stretched."""

    start: float
    end: float
    items: list[tuple[Piece, float]]
    gaps: list[int]
    broken: bool = False


def space_width(piece: Piece, faces: Faces) -> float:
    """The natural width of a space behind a piece, in view coordinates."""
    show = piece.glyph.show
    part = (piece.face or faces.own(show.font)).space
    return abs((_SPACE if part is None else part) * show.size * show.scale) * show.stretch


def lay_out(flow: Flow, setting: Setting, faces: Faces, room: Callable[[Flow, float], int]) -> list[Placed]:
    """Break a flow into lines.

    Args:
        flow: With its tokens.
        setting: How it is set.
        faces: For the width of spaces.
        room: Answers how many more lines of a height fit below the flow.
    """
    bases = flow.bases
    pitch = _pitch(bases, flow)
    lines: list[_Line] = []
    squeeze = 1.0
    more: int | None = None
    for squeeze in _SQUEEZES:
        lines = _broken(flow.tokens, setting, faces, squeeze)
        if len(lines) > len(bases) and more is None:
            more = room(flow, pitch)
        if len(lines) <= len(bases) + (more or 0) and all(line.end <= setting.right + 1.0 for line in lines):
            break
    placed: list[Placed] = []
    for number, line in enumerate(lines):
        base = bases[number] if number < len(bases) else bases[-1] - pitch * (number - len(bases) + 1)
        last = number == len(lines) - 1 or line.broken
        placed += _set(line, setting, base, number, squeeze, stretch=setting.alignment == "justified" and not last)
    return placed


def lay_beside(flow: Flow, setting: Setting, faces: Faces) -> list[Placed]:
    """Set a flow of one line between its limits, as narrow as it takes; it never gets a second line.

    Args:
        flow: With its tokens and limits.
        setting: How it would be set if nothing stood beside it.
        faces: For the width of spaces.
    """
    low, high = flow.limits or (setting.first, setting.right)
    if setting.alignment in ("right", "centre"):
        placed = _in_line(flow, setting, faces)
        if all(low <= item.u and item.u + item.piece.width * item.squeeze <= high for item in placed):
            return placed
    start = max(flow.lines[0].x0, low)
    limited = replace(setting, alignment="left", first=start, rest=start, right=min(high, max(setting.right, start)))
    return _in_line(flow, limited, faces)


def _in_line(flow: Flow, setting: Setting, faces: Faces) -> list[Placed]:
    endless = replace(setting, right=float("inf"))
    lines: list[_Line] = []
    squeeze = 1.0
    for squeeze in (*_SQUEEZES, *_TIGHTEST):
        lines = _broken(flow.tokens, endless, faces, squeeze)
        if lines[0].end <= setting.right + _SLACK:
            break
    base = flow.bases[0]
    return [item for line in lines for item in _set(line, setting, base, 0, squeeze, stretch=False)]


def _pitch(bases: Sequence[float], flow: Flow) -> float:
    steps = [a - b for a, b in pairwise(bases) if a > b]
    return median(steps) if steps else 1.2 * flow.lines[0].size


def _broken(tokens: Sequence[Token], setting: Setting, faces: Faces, squeeze: float) -> list[_Line]:
    """Words put into lines, first come, first served, as word processors do."""
    lines = [_Line(setting.first, setting.first, [], [])]
    pending: Gap | None = None
    space = 0.0
    for index, token in enumerate(tokens):
        if isinstance(token, Gap):
            pending = token
            continue
        width = sum([piece.width for piece in token]) * squeeze
        line = lines[-1]
        x = line.end
        if pending is not None and line.items:
            space = space_width(line.items[-1][0], faces) * squeeze
            x = _after(pending, x + space, setting, index)
            if pending.kind == "break" or x + width > setting.right + _SLACK:
                line.broken = pending.kind == "break"
                line = _Line(setting.rest, setting.rest, [], [])
                lines.append(line)
                x = setting.rest
            elif pending.kind == "space" or x == line.end + space:
                line.gaps.append(len(line.items))
            else:
                line.gaps.clear()
        add = line.items.append
        for piece in token:
            add((piece, x))
            x += piece.width * squeeze
        line.end = x
        pending = None
    return lines


def _after(gap: Gap, x: float, setting: Setting, index: int) -> float:
    """Where the next word begins: at a tab stop, unless the text before has reached it."""
    if gap.kind != "tab":
        return x
    hanging = index == 2 and abs(gap.stop - setting.rest) > 2 and setting.alignment == "justified"
    return x if hanging else max(x, gap.stop)


def _set(line: _Line, setting: Setting, base: float, number: int, squeeze: float, *, stretch: bool) -> list[Placed]:
    """Give the pieces of a line their places."""
    if not line.items:
        return []
    natural = line.end
    shift = 0.0
    if setting.alignment == "right":
        shift = setting.right - natural
    elif setting.alignment == "centre":
        shift = setting.middle - (line.start + natural) / 2
    extra = (setting.right - natural) / len(line.gaps) if stretch and line.gaps else 0.0
    placed: list[Placed] = []
    gaps = set(line.gaps)
    following = [x for _, x in line.items[1:]]
    for index, ((piece, x), after) in enumerate(zip(line.items, [*following, 0.0], strict=True), 1):
        if index - 1 in gaps:
            shift += extra
        space = 0.0
        if index < len(line.items):
            space = max(0.0, after - (x + piece.width * squeeze)) + (extra if index in gaps else 0.0)
        placed.append(Placed(piece, x + shift, base + piece.rise, squeeze, number, space))
    return placed
