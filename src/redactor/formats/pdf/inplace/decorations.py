"""Underlines, strikes and highlights of touched lines: drawn again under what stands there now.

A line below a name is as long as the name. So every rule or band that follows the
letters of a touched flow is taken out and drawn anew for the letters that took its
place. Dark boxes over names that are replaced now are taken out and not drawn again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from redactor.formats.pdf.container.operators import Instruction, op
from redactor.formats.pdf.inplace.hidden import COVERED, is_dark
from redactor.formats.pdf.inplace.layout import Placed
from redactor.formats.pdf.inplace.matrix import applied, inverse, times
from redactor.formats.pdf.inplace.records import Box, Colour, Glyph, PageRecord, Shape, Show, Unit
from redactor.formats.pdf.inplace.tokens import Flow
from redactor.formats.pdf.inplace.words import PAGE_FACTOR

_START, _END = 0.2, 0.4
"""Of the size: so near a rule begins and ends to the letters that it follows."""
_LOWEST, _HIGHEST, _TALLEST = -0.3, 0.95, 1.7
_TALLEST_BOX = 2.5
_OUTLINE = 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule or band.

    Attributes:
        low, high: Its lower and upper edge above the base line.
        colour: Operators that set its colour as a filling.
        before: Whether it is painted before the letters.
        glyphs: Numbers of the glyphs that it follows.
    """

    low: float
    high: float
    colour: Colour
    before: bool
    glyphs: frozenset[int]


@dataclass(slots=True)
class Decorations:
    """What is done to the shapes around touched flows.

    Attributes:
        rules: Of each flow, those that are drawn again.
        gone: Shapes that are taken out.
        uncovered: How many boxes lay over what is replaced.
    """

    rules: dict[int, list[Rule]] = field(default_factory=dict)
    gone: list[Shape] = field(default_factory=list)
    uncovered: int = 0


def find_decorations(record: PageRecord, flows: Sequence[Flow], number: int) -> Decorations:
    """Find the shapes that follow the letters of flows.

    Args:
        record: The page.
        flows: The touched flows, measured.
        number: The page's number.
    """
    found = Decorations()
    level = [flow for flow in flows if flow.passage.angle == 0]
    if not level:
        return found
    removed = {record.glyph(m - number * PAGE_FACTOR): m for flow in level for m in flow.removed}
    for shape in record.shapes:
        if shape.image or not shape.boxes or not (shape.filled or shape.stroked):
            continue
        if _covers(shape, record, removed, level, number):
            found.gone.append(shape)
            found.uncovered += 1
            continue
        held = [_followed(box, shape, record, level, number) for box in shape.boxes] if shape.simple else [None]
        if all(item is not None for item in held):
            found.gone.append(shape)
            for item in held:
                if item is not None:
                    found.rules.setdefault(id(item[0]), []).append(item[1])
    return found


def _covers(shape: Shape, record: PageRecord, removed: Mapping[Glyph, int], flows: Sequence[Flow], number: int) -> bool:
    """Whether a dark box lies over letters that are replaced, and over no others than of touched flows."""
    if not is_dark(shape) or shape.see_through or not any(glyph.hidden == COVERED for glyph in removed):
        return False
    box = _hull(shape.boxes)
    mine = {record.glyph(m - number * PAGE_FACTOR) for flow in flows for m in flow.glyphs}
    under = [g for g in record.glyphs() if g.show.order < shape.order and _is_in(g, box) and (g.text or "").strip()]
    if not under or box[3] - box[1] > _TALLEST_BOX * max(g.show.em for g in under):
        return False
    return any(g in removed for g in under) and all(g in mine for g in under)


def _hull(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _is_in(glyph: Glyph, box: Box) -> bool:
    x, y = glyph.origin
    x += glyph.width / 2
    y += 0.25 * glyph.show.em
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _followed(
    box: Box, shape: Shape, record: PageRecord, flows: Sequence[Flow], number: int
) -> tuple[Flow, Rule] | None:
    """The flow whose letters a box follows, and the box as a rule of it."""
    half = shape.width / 2 if shape.stroked and not shape.filled else 0.0
    if shape.stroked and box[3] - box[1] > 0.01:
        return None
    low, high = box[1] - half, box[3] + half
    for flow in flows:
        for line, base in zip(flow.lines, flow.bases, strict=True):
            em = line.size
            middle = (low + high) / 2 - base
            if not (_LOWEST * em <= middle <= _HIGHEST * em and high - low <= _TALLEST * em):
                continue
            marks = [mark for word in line.words for mark in word.marks if isinstance(mark, int)]
            spans = {mark: _span(record.glyph(mark - number * PAGE_FACTOR)) for mark in marks}
            under = [mark for mark, (x0, x1) in spans.items() if box[0] - 0.5 <= (x0 + x1) / 2 <= box[2] + 0.5]
            if not under:
                continue
            first, last = min(spans[m][0] for m in under), max(spans[m][1] for m in under)
            if abs(first - box[0]) <= _START * em + 0.5 and -0.5 <= box[2] - last + 0.5 <= _END * em + 1.0:
                colour = shape.fill if shape.filled else filling(shape.stroke)
                before = any(shape.order < record.glyph(m - number * PAGE_FACTOR).show.order for m in under)
                return flow, Rule(round(low - base, 1), round(high - base, 1), colour, before, frozenset(under))
    return None


def _span(glyph: Glyph) -> tuple[float, float]:
    x = glyph.origin[0]
    return x, x + glyph.width


def filling(colour: Colour) -> Colour:
    """The operators that set the same colour for fillings."""
    return tuple(Instruction(item.name.lower(), item.raw) for item in colour)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Rectangles to draw.

    Attributes:
        colour: Operators that set the colour.
        boxes: In view coordinates.
        before: Whether they are painted before the letters.
        outline: Whether only their edges are drawn.
    """

    colour: Colour
    boxes: tuple[Box, ...]
    before: bool
    outline: bool = False


def drawn_rules(placed: Sequence[Placed], rules: Iterable[Rule], angle: int) -> list[Drawn]:
    """The rules of a flow for its new lines, and boxes around what was removed with a reason.

    Args:
        placed: The flow's pieces in their new places.
        rules: Its rules.
        angle: Its direction; only level flows have rules.
    """
    merged: dict[tuple[float, float, Colour, bool], set[int]] = {}
    for rule in rules:
        merged.setdefault((rule.low, rule.high, rule.colour, rule.before), set()).update(rule.glyphs)
    found = [
        Drawn(colour, tuple(stretches(placed, glyphs, low, high)), before)
        for (low, high, colour, before), glyphs in merged.items()
    ]
    boxes = [
        (item.u - 1.5, item.v - 0.28 * em, item.u + item.piece.width * item.squeeze + 1.5, item.v + 0.88 * em)
        for item in placed
        if item.piece.removed and angle == 0 and (em := item.piece.glyph.show.em)
    ]
    if boxes:
        found.append(Drawn((), tuple(boxes), before=False, outline=True))
    return [item for item in found if item.boxes]


def stretches(placed: Sequence[Placed], glyphs: set[int], low: float, high: float) -> list[Box]:
    """A box for each stretch of pieces that follow one another on a line and are all decorated."""
    boxes: list[Box] = []
    open_line = -1
    for item in (part for whole in placed for part in _parts(whole, glyphs)):
        if item.piece.number not in glyphs:
            open_line = -1
            continue
        base = item.v - item.piece.rise
        end = item.u + item.piece.width * item.squeeze
        if item.line == open_line:
            last = boxes.pop()
            boxes.append((last[0], base + low, end, base + high))
        else:
            boxes.append((item.u, base + low, end, base + high))
        open_line = item.line
    return boxes


def _parts(item: Placed, glyphs: set[int]) -> Iterator[Placed]:
    """A piece, taken apart if some of its glyphs are decorated and others are not."""
    first = item.piece.number
    own = glyphs.intersection(range(first, first + len(item.piece.glyphs)))
    if len(own) in (0, len(item.piece.glyphs)):
        yield item
        return
    u = item.u
    for piece in item.piece.apart():
        yield item._replace(piece=piece, u=u)
        u += piece.width * item.squeeze


def instructions(drawn: Drawn, show: Show) -> list[Instruction]:
    """Operators that draw rectangles at the place of a text operator."""
    placed = inverse(times(show.ctm, show.unit.base))
    if placed is None:
        return []
    out = [op("q")]
    if drawn.outline:
        out += [op("G", 0), op("w", _OUTLINE)]
    else:
        out += list(drawn.colour) or [op("g", 0)]
    for x0, y0, x1, y1 in drawn.boxes:
        (a, b), (c, d) = applied(placed, x0, y0), applied(placed, x1, y1)
        values = (min(a, c), min(b, d), abs(c - a), abs(d - b))
        out.append(op("re", *(round(v, 3) for v in values)))
    out += [op("S" if drawn.outline else "f"), op("Q")]
    return out


def path_positions(shapes: Iterable[Shape], unit: Unit) -> frozenset[int]:
    """The positions of all operators that draw these shapes in a stream."""
    return frozenset(at for shape in shapes if shape.unit is unit for at in range(shape.start, shape.end + 1))
