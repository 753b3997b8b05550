r"""The small language of the pattern files.

One pattern a line; ``#`` starts a comment line; ``\n`` and ``\t`` stand for line break and tab,
a backslash before ``<>|{}`` and itself for that character.

- ``{A}`` is a person by full name, ``{A:title}`` another written form (``forms.FORMS``), ``{A:he}`` a word
  that goes with the person's sex (``people.BY_SEX``). The letter names the person within the pattern;
  ``{B~A}`` shares the surname of A, ``{A.f}`` is female. Marks stand at the first mention.
- ``{!Will}`` is that very name. The pattern then belongs to the split the name belongs to.
- ``{town}``, ``{date}`` are fillers (``fillers.tsv``, ``places.GENERATED``); ``{Date}`` with a capital,
  ``{town#1}`` the same one each time.
- ``{ORG=Kent Police}`` is a literal place, institution or organisation with its label.
- ``<one|two>`` is a choice, which may hold slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from corpus.sentences.model import LABELS, Label


class PatternError(ValueError):
    """A pattern that does not follow the grammar; the message names the pattern."""


@dataclass(frozen=True, slots=True)
class PersonSlot:
    """A person, or a word that goes with the person's sex."""

    key: str
    sex: str
    kin: str
    form: str


@dataclass(frozen=True, slots=True)
class NameSlot:
    """A name given literally, so that its ordinary sense can stand beside it."""

    name: str


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A literal place, institution or organisation."""

    label: Label
    text: str


@dataclass(frozen=True, slots=True)
class FillerSlot:
    """A word or phrase of a list, or something generated."""

    name: str
    number: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several continuations."""

    options: tuple[tuple[Node, ...], ...]


Node: TypeAlias = str | PersonSlot | NameSlot | LabelledText | FillerSlot | Choice

_PERSON = re.compile(r"([A-Z])(?:\.([fm]))?(?:~([A-Z]))?(?::([A-Za-z0-9]+))?")
_FILLER = re.compile(r"([A-Z]?)([a-z_]+)(?:#([0-9]))?")
_TOKEN = re.compile(r"\\[nt<>|{}\\]|\{[^{}]*\}|[<|>]")
_ESCAPES = {"\\n": "\n", "\\t": "\t"}


def parse(source: str) -> tuple[Node, ...]:
    """Turn a line of a pattern file into nodes.

    Raises:
        PatternError: for an unknown slot or a choice left open.
    """
    levels: list[list[list[Node]]] = [[[]]]
    position = 0
    for match in _TOKEN.finditer(source):
        _text(levels, source[position : match.start()])
        position = match.end()
        mark = match.group()
        if mark == "<":
            levels.append([[]])
        elif mark == "|" and len(levels) > 1:
            levels[-1].append([])
        elif mark == ">" and len(levels) > 1:
            options = levels.pop()
            levels[-1][-1].append(Choice(tuple(tuple(option) for option in options)))
        elif mark.startswith("{"):
            levels[-1][-1].append(_slot(mark[1:-1], source))
        else:
            _text(levels, _ESCAPES.get(mark, mark[-1]))
    _text(levels, source[position:])
    if len(levels) != 1:
        raise PatternError(f"a choice is not closed: {source}")
    return tuple(levels[0][0])


def _text(levels: list[list[list[Node]]], text: str) -> None:
    if text:
        levels[-1][-1].append(text)


def _slot(body: str, source: str) -> Node:
    if body.startswith("!"):
        return NameSlot(body[1:])
    for label in LABELS:
        if body.startswith(f"{label}="):
            return LabelledText(label, body.removeprefix(f"{label}="))
    if match := _PERSON.fullmatch(body):
        key, sex, kin, form = (part or "" for part in match.groups())
        return PersonSlot(key, sex, kin, form or "full")
    if match := _FILLER.fullmatch(body):
        first, rest, number = match.groups()
        return FillerSlot(first.lower() + rest, number or "", bool(first))
    raise PatternError(f"unknown slot {{{body}}} in: {source}")


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, those inside choices included."""
    for node in nodes:
        yield node
        if isinstance(node, Choice):
            for option in node.options:
                yield from walk(option)
