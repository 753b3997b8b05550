"""Where each person of a genogram stands: generations from top to bottom, couples side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from redactor.genogram.table import Member, Relation

STEP = 1.0
_PASSES = 6
_STAYING = 0.1


@dataclass(frozen=True, slots=True)
class Couple:
    """Two partners, or a parent alone, with their children.

    Attributes:
        first, second: Codes, the one further left first; ``second`` is empty for a parent alone.
        relation: ``None`` where the table gives none (parents without a partnership).
        children: Codes from left to right.
    """

    first: str
    second: str
    relation: Relation | None
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in steps: columns from the left, generations from the top.

    Attributes:
        column: By code.
        generation: By code.
        couples: Every couple that is joined by a line.
    """

    column: dict[str, float]
    generation: dict[str, int]
    couples: tuple[Couple, ...]


def lay_out(members: Sequence[Member]) -> Layout:
    """Place the members. The same table gives the same places.

    Args:
        members: As ``read_table`` gives them: no circles, no unknown codes.
    """
    generation = _generations(members)
    rows = _rows(members, generation)
    column = {code: float(index) for row in rows for index, code in enumerate(row)}
    parents = {member.code: member.parents for member in members}
    for _ in range(_PASSES):
        for row in rows[1:]:
            wanted = {code: _middle(column, parents[code]) for code in row if parents[code]}
            _settle(row, wanted, column)
        for row in reversed(rows[:-1]):
            children = {code: [m.code for m in members if code in m.parents] for code in row}
            wanted = {code: _middle(column, own) + _beside(code, row, members) for code, own in children.items() if own}
            _settle(row, wanted, column)
    leftmost = min(column.values())
    column = {code: place - leftmost for code, place in column.items()}
    return Layout(column, generation, tuple(_couples(members, column)))


def _generations(members: Sequence[Member]) -> dict[str, int]:
    """Children below their parents; partners and parents of one child level, where that can be.

    It cannot where somebody's partner is their own ancestor or descendant.
    """
    group = {member.code: member.code for member in members}
    pairs = [(m.code, p.partner) for m in members for p in m.partnerships]
    pairs += [(m.parents[0], m.parents[1]) for m in members if len(m.parents) == 2]
    for one, other in pairs:
        joined = {code: group[one] if name == group[other] else name for code, name in group.items()}
        if _levels(members, joined) is not None:
            group = joined
    levels = _levels(members, group) or {}
    below: dict[str, list[int]] = {}
    for member in members:
        for parent in member.parents:
            below.setdefault(group[parent], []).append(levels[group[member.code]])
    with_parents = {group[member.code] for member in members if member.parents}
    for name in levels:
        if name in below and name not in with_parents:
            levels[name] = min(below[name]) - 1
    return {member.code: levels[group[member.code]] for member in members}


def _levels(members: Sequence[Member], group: dict[str, str]) -> dict[str, int] | None:
    """The generation of each group of people who stand level, or ``None`` if one would stand below itself."""
    above: dict[str, set[str]] = {name: set() for name in group.values()}
    for member in members:
        above[group[member.code]] |= {group[parent] for parent in member.parents}
    levels: dict[str, int] = {}
    while len(levels) < len(above):
        ready = [name for name in above if name not in levels and above[name] <= levels.keys()]
        if not ready:
            return None
        for name in ready:
            levels[name] = max((levels[parent] + 1 for parent in above[name]), default=0)
    return levels


def _partners(code: str, members: Sequence[Member]) -> list[str]:
    """Partners by partnership or by common children, each once, in the order of the table."""
    found: list[str] = []
    for member in members:
        if member.code == code:
            found += [p.partner for p in member.partnerships]
        elif any(p.partner == code for p in member.partnerships):
            found.append(member.code)
        if code in member.parents:
            found += [parent for parent in member.parents if parent != code]
    return list(dict.fromkeys(found))


def _rows(members: Sequence[Member], generation: dict[str, int]) -> list[list[str]]:
    """Codes of each generation from left to right: by parents, order, place in the table; partners together."""
    number = {member.code: index for index, member in enumerate(members)}
    rows: list[list[str]] = []
    for level in range(max(generation.values()) + 1):
        above = {code: index for index, code in enumerate(rows[-1])} if rows else {}
        own = [member for member in members if generation[member.code] == level]
        own.sort(key=lambda m: (_rank(m, members, above), m.order, number[m.code]))
        row: list[str] = []
        for member in own:
            if member.code not in row:
                row += _side_by_side(member.code, members, generation, row)
        rows.append(row)
    for upper, lower in reversed(list(pairwise(rows))):
        _above_their_children(upper, lower, members)
    return rows


def _above_their_children(row: list[str], below: Sequence[str], members: Sequence[Member]) -> None:
    """Bring the groups of partners of a row into the order of their children."""
    place = {code: index for index, code in enumerate(below)}
    groups: list[list[str]] = []
    for code in row:
        if groups and set(groups[-1]) & set(_partners(code, members)):
            groups[-1].append(code)
        else:
            groups.append([code])
    means: list[float] = []
    for group in groups:
        own = [place[m.code] for m in members if m.code in place and set(m.parents) & set(group)]
        means.append(sum(own) / len(own) if own else (means[-1] if means else 0.0))
    order = sorted(range(len(groups)), key=lambda index: means[index])
    row[:] = [code for index in order for code in groups[index]]


def bar_levels(layout: Layout) -> dict[Couple, int]:
    """Which of several heights the bar over a couple's children has, so that no two bars touch."""
    found: dict[Couple, int] = {}
    taken: list[tuple[int, int, float, float]] = []
    for couple in layout.couples:
        if not couple.children:
            continue
        ends = [layout.column[code] for code in (couple.first, couple.second or couple.first)]
        places = [sum(ends) / 2, *(layout.column[code] for code in couple.children)]
        row = min(layout.generation[code] for code in couple.children)
        level = 0
        while any((row, level) == other[:2] and min(places) <= other[3] and other[2] <= max(places) for other in taken):
            level += 1
        taken.append((row, level, min(places), max(places)))
        found[couple] = level
    return found


def _rank(member: Member, members: Sequence[Member], above: dict[str, int]) -> float:
    """Where a member's parents stand, or those of a partner."""
    partners = _partners(member.code, members)
    candidates = [member, *(other for other in members if other.code in partners)]
    for candidate in candidates:
        places = [above[parent] for parent in candidate.parents if parent in above]
        if places:
            return sum(places) / len(places)
    return float(len(above))


def _side_by_side(code: str, members: Sequence[Member], generation: dict[str, int], taken: Sequence[str]) -> list[str]:
    """A person with partners: the one with most of them in the middle."""
    group = [code]
    for one in group:
        level = generation[one]
        group += [p for p in _partners(one, members) if p not in group and p not in taken and generation[p] == level]
    middle = max(group, key=lambda c: (len([p for p in _partners(c, members) if p in group]), -group.index(c)))
    others = [c for c in group if c != middle]
    if len(others) == 1:
        order = {member.code: (member.order, index) for index, member in enumerate(members)}
        return sorted(group, key=lambda c: order[c])
    half = len(others) // 2
    return [*others[:half], middle, *others[half:]]


def _middle(column: dict[str, float], codes: Sequence[str]) -> float:
    places = [column[code] for code in codes]
    return (min(places) + max(places)) / 2


def _beside(code: str, row: Sequence[str], members: Sequence[Member]) -> float:
    """How far a person stands from the middle over the children: half a step beside an only partner."""
    partners = [partner for partner in _partners(code, members) if partner in row]
    if len(partners) != 1:
        return 0.0
    return -STEP / 2 if row.index(code) < row.index(partners[0]) else STEP / 2


def _settle(row: Sequence[str], wanted: dict[str, float], column: dict[str, float]) -> None:
    """Move a row as near as can be (least squares) to where its people should stand, at least a step apart."""
    blocks: list[tuple[float, float, int]] = []
    for index, code in enumerate(row):
        weight = 1.0 if code in wanted else _STAYING
        block = (wanted.get(code, column[code]) - index * STEP, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            place, other, count = blocks.pop()
            total = other + block[1]
            block = ((place * other + block[0] * block[1]) / total, total, count + block[2])
        blocks.append(block)
    places = [place for place, _, count in blocks for _ in range(count)]
    for index, (code, place) in enumerate(zip(row, places, strict=True)):
        column[code] = place + index * STEP


def _couples(members: Sequence[Member], column: dict[str, float]) -> Iterator[Couple]:
    """Every partnership, and every other set of parents, once."""
    relations: dict[frozenset[str], Relation | None] = {}
    for member in members:
        for partnership in member.partnerships:
            relations.setdefault(frozenset({member.code, partnership.partner}), partnership.relation)
    for member in members:
        if member.parents:
            relations.setdefault(frozenset(member.parents), None)
    for pair, relation in relations.items():
        children = [m.code for m in members if m.parents and frozenset(m.parents) == pair]
        first, *second = sorted(pair, key=lambda code: (column[code], code))
        ordered = sorted(children, key=lambda code: (column[code], code))
        yield Couple(first, second[0] if second else "", relation, tuple(ordered))
