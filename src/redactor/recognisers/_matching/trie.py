"""All forms of all people as one automaton over tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from redactor.lexicon.forms import NameForm
from redactor.recognisers._matching.readings import MISSPELT, Reading, Readings
from redactor.recognisers._matching.tokens import Line

_LONGEST_GAP = 12


class Node:
    """A state: what may follow, and which forms end here (owner's number, form)."""

    __slots__ = ("children", "ends")

    def __init__(self) -> None:
        self.children: dict[str, Node] = {}
        self.ends: list[tuple[int, NameForm]] = []

    def add(self, owner: int, form: NameForm) -> None:
        """Add a form below this state."""
        node = self
        for token in form.tokens:
            node = node.children.setdefault(token, Node())
        node.ends.append((owner, form))


@dataclass(frozen=True, slots=True)
class Part:
    """One token of a match: tokens ``first`` to ``behind - 1`` of the line, read as ``reading``."""

    first: int
    behind: int
    reading: Reading


Path = tuple[Part, ...]


def _edges(line: Line, index: int) -> list[tuple[str, int]]:
    simple = (line.texts[index], index + 1)
    joins = line.joins.get(index)
    return [simple, *joins] if joins else [simple]


def walk(line: Line, index: int, root: Node, readings: Readings) -> Iterator[tuple[Path, Node]]:
    """Every path of forms that begins at token ``index``, with the state that it ends in."""
    stack: list[tuple[int, Node, Path]] = [(index, root, ())]
    while stack:
        at, node, path = stack.pop()
        if at >= len(line) or (path and not _may_go_on(line, at)):
            continue
        for text, behind in _edges(line, at):
            for reading in readings.of(text):
                if behind - at > 1 and reading.cost >= MISSPELT and _holds_exact(line, at, behind, readings):
                    continue
                child = node.children.get(reading.token)
                if child is None:
                    continue
                longer = (*path, Part(at, behind, reading))
                if child.ends:
                    yield longer, child
                if child.children:
                    stack.append((behind, child, longer))


def _holds_exact(line: Line, first: int, behind: int, readings: Readings) -> bool:
    """Whether one of the joined tokens is itself a listed one, so that the whole is no misspelling."""
    return any(len(text) >= 4 and text in readings.tokens for text in line.texts[first:behind])


def _may_go_on(line: Line, index: int) -> bool:
    gap = line.gap(index)
    return len(gap) <= _LONGEST_GAP and gap.count("\n") <= 1
