"""Draw a genogram: squares, circles, triangles, crosses, lines of partners and children."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redactor.genogram.layout import Couple, Layout, bar_levels, lay_out
from redactor.genogram.shapes import LETTERS, Circle, Label, Path, Point, Shape, to_png, to_svg
from redactor.genogram.table import Kind, Member, Relation

_HALF = 24
_ACROSS, _DOWN = 120, 170
_MARGIN = 70
_INNER = 5
_CHILD_BAR = 36
_UNDER = 8
_LONGEST_LABEL = 14


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished genogram.

    Attributes:
        shapes: Its strokes, those behind first.
        size: Width and height in pixels.
        title: For screen readers.
        people: How many are drawn.
    """

    shapes: tuple[Shape, ...]
    size: tuple[int, int]
    title: str
    people: int

    def svg(self) -> str:
        """As SVG text."""
        return to_svg(self.shapes, self.size, self.title)

    def png(self) -> bytes:
        """As PNG, twice as large."""
        return to_png(self.shapes, self.size)


def draw(members: Sequence[Member]) -> Drawing:
    """Draw a genogram; the same members give the same drawing.

    Args:
        members: At least one, as ``read_table`` gives them.
    """
    layout = lay_out(members)
    places = {member.code: _place(layout, member.code) for member in members}
    depths = _depths(layout)
    levels = bar_levels(layout)
    shapes: list[Shape] = []
    for couple in layout.couples:
        shapes += _couple(couple, places, depths.get((couple.first, couple.second), 0), levels.get(couple, 0))
    for member in members:
        shapes += _person(member, places[member.code])
    width = round(max(x for x, _ in places.values())) + _MARGIN
    deepest = _UNDER * max(depths.values(), default=0)
    height = round(max(y for _, y in places.values())) + _MARGIN + deepest
    return Drawing(tuple(shapes), (width, height), f"Genogram of {len(members)} people", len(members))


def _place(layout: Layout, code: str) -> Point:
    return _MARGIN + layout.column[code] * _ACROSS, _MARGIN + layout.generation[code] * _DOWN


def _depths(layout: Layout) -> dict[tuple[str, str], int]:
    """How far below its people the line of a couple that is not side by side runs: 1, 2, … by generation."""
    found: dict[tuple[str, str], int] = {}
    count: dict[int, int] = {}
    for couple in layout.couples:
        if couple.second and not _side_by_side(couple, layout):
            level = layout.generation[couple.first]
            count[level] = found[couple.first, couple.second] = count.get(level, 0) + 1
    return found


def _side_by_side(couple: Couple, layout: Layout) -> bool:
    """Whether nobody stands between the two."""
    level = layout.generation[couple.first]
    if layout.generation[couple.second] != level:
        return False
    left, right = layout.column[couple.first], layout.column[couple.second]
    return not any(left < place < right for code, place in layout.column.items() if layout.generation[code] == level)


def _couple(couple: Couple, places: dict[str, Point], depth: int, level: int) -> Iterator[Shape]:
    """The line of two partners with its marks, and what hangs from it."""
    x1, y1 = places[couple.first]
    if not couple.second:
        yield from _children(couple, (x1, y1 + _HALF), places, level)
        return
    x2, y2 = places[couple.second]
    name = couple.relation.value if couple.relation else "parents"
    dashed = couple.relation in (None, Relation.COHABITING)
    if depth:
        below = max(y1, y2) + _HALF + 2 * LETTERS + _UNDER * depth
        points: tuple[Point, ...] = ((x1, y1), (x1, below), (x2, below), (x2, y2))
    else:
        below = y1
        points = ((x1, y1), (x2, y2))
    yield Path(name, points, dashed=dashed)
    middle = (x1 + x2) / 2
    for offset in {Relation.SEPARATED: (0,), Relation.DIVORCED: (-4, 4)}.get(couple.relation or Relation.MARRIED, ()):
        x = middle + offset - (14 if couple.children else 0)
        yield Path(f"{name}-mark", ((x - 5, below + 10), (x + 5, below - 10)))
    yield from _children(couple, (middle, below), places, level)


def _children(couple: Couple, start: Point, places: dict[str, Point], level: int) -> Iterator[Shape]:
    """A line down, a bar over the children, a line to each."""
    if not couple.children:
        return
    points = [places[code] for code in couple.children]
    bar = min(y for _, y in points) - _HALF - _CHILD_BAR + _UNDER * level
    bar = bar if bar > start[1] else start[1] + _UNDER
    yield Path("children", (start, (start[0], bar)))
    ends = [start[0], *(x for x, _ in points)]
    if min(ends) < max(ends):
        yield Path("siblings", ((min(ends), bar), (max(ends), bar)))
    for x, y in points:
        yield Path("child", ((x, bar), (x, y - _HALF)))


def _person(member: Member, place: Point) -> Iterator[Shape]:
    x, y = place
    yield _symbol(member.kind, place, _HALF)
    if member.is_subject:
        yield _symbol(member.kind, place, _HALF - _INNER)
    if member.kind is Kind.UNKNOWN:
        yield Label("question", place, "?")
    if member.deceased:
        reach = _HALF if member.kind is not Kind.FEMALE else _HALF * 0.7
        yield Path("cross", ((x - reach, y - reach), (x + reach, y + reach)))
        yield Path("cross", ((x - reach, y + reach), (x + reach, y - reach)))
    for number, line in enumerate(_lines(member.code)):
        yield Label("code", (x, y + _HALF + LETTERS + number * (LETTERS + 2)), line)


def _symbol(kind: Kind, place: Point, half: float) -> Shape:
    x, y = place
    if kind is Kind.FEMALE:
        return Circle(kind.value, place, half)
    if kind is Kind.PREGNANCY:
        return Path(kind.value, ((x, y - half), (x + half, y + half), (x - half, y + half)), closed=True)
    if kind is Kind.UNKNOWN:
        return Path(kind.value, ((x, y - half), (x + half, y), (x, y + half), (x - half, y)), closed=True)
    corners = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    return Path(kind.value, corners, closed=True)


def _lines(code: str) -> list[str]:
    """A code in one line or, if it is long, in two of about the same length."""
    words = code.split()
    if len(code) <= _LONGEST_LABEL or len(words) < 2:
        return [code]
    cuts = range(1, len(words))
    best = min(cuts, key=lambda cut: max(len(" ".join(words[:cut])), len(" ".join(words[cut:]))))
    return [" ".join(words[:best]), " ".join(words[best:])]
