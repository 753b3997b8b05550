"""Whole invented cases: several documents about the same people, with gold spans."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.names import Split
from corpus.sentences.grammar import NameSlot, walk
from corpus.sentences.library import Pattern, patterns
from corpus.sentences.model import Text
from corpus.sentences.people import WORD_ORIGIN, Person, invent
from corpus.sentences.render import render

KINDS = {
    "imr": ("Individual Management Review", "imr overview narrative family health school police headings procedure"),
    "chronology": ("Chronology", "chronology terse records notes cells"),
    "interview": ("Record of interview", "interview narrative family"),
    "minutes": ("Minutes of the panel", "minutes procedure court summary"),
    "letter": ("Letter", "letter email titlepage referral"),
    "form": ("Agency information form", "form cells records traps"),
}
"""Kind of document → its title line and the kinds of patterns that it is made of."""

_FAMILIES = (4, 3)
_OTHERS = 9


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """One document of an invented case: a title and paragraphs."""

    name: str
    title: str
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class InventedCase:
    """Documents about the same people.

    Attributes:
        people: The cast; the first one is the child.
        documents: One of each kind.
    """

    people: tuple[Person, ...]
    documents: tuple[CaseDocument, ...]


def invent_case(split: Split, seed: int, *, paragraphs: int = 20) -> InventedCase:
    """Make up a case from the patterns and names of a split; the same arguments give the same case."""
    rng = random.Random(f"case {split} {seed}")
    people = _people(rng, split)
    documents = tuple(
        CaseDocument(f"{kind}.txt", title, _paragraphs(rng, split, sources.split(), people, paragraphs))
        for kind, (title, sources) in KINDS.items()
    )
    return InventedCase(people, documents)


def _people(rng: random.Random, split: Split) -> tuple[Person, ...]:
    people: list[Person] = []
    used: set[str] = set()

    def add(surname: str = "") -> str:
        for _ in range(200):
            person = invent(rng, split, surname=surname)
            words = {word.lower() for name in person.names for word in name.replace("-", " ").split()}
            namesake = any(other.names == person.names for other in people)
            if not namesake and person.first.lower() not in used and (surname or not words & used):
                break
        people.append(person)
        used.update(words, {person.nickname.lower()})
        return person.last

    for size in _FAMILIES:
        surname = add()
        for _ in range(size - 1):
            add(surname)
    for _ in range(_OTHERS):
        add()
    return tuple(people)


def _paragraphs(
    rng: random.Random, split: Split, kinds: Sequence[str], people: Sequence[Person], count: int
) -> tuple[Text, ...]:
    deck = [pattern for pattern in patterns(split) if pattern.kind in kinds and not _literal(pattern)]

    def cast(sex: str, kin: Person | None, present: tuple[Person, ...]) -> Person:
        free = [person for person in people if person not in present] or list(people)
        fitting = [person for person in free if not sex or person.sex == sex] or free
        related = [person for person in fitting if kin is not None and person.last == kin.last]
        return rng.choice(related or fitting)

    rng.shuffle(deck)  # no sentence stands twice in a document
    paragraphs: list[Text] = []
    while deck and len(paragraphs) < count:
        some = [deck.pop() for _ in range(min(len(deck), rng.choice((1, 1, 1, 2))))]
        paragraphs.append(render(rng, some, split, cast))
    return tuple(paragraphs)


def _literal(pattern: Pattern) -> bool:
    """Whether the pattern names somebody itself, who would be in no cast."""
    return any(isinstance(node, NameSlot) for node in walk(pattern.nodes))


def is_word_name(person: Person) -> bool:
    """Whether the person is called by an ordinary word."""
    return person.origin == WORD_ORIGIN
