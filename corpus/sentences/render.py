"""Fill patterns with invented people, places and facts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from corpus.names import Split
from corpus.sentences import forms, noise
from corpus.sentences.facts import FACTS
from corpus.sentences.grammar import Choice, FillerSlot, LabelledText, NameSlot, Node, PersonSlot
from corpus.sentences.library import Pattern, patterns
from corpus.sentences.lists import values
from corpus.sentences.model import Piece, Text, assemble
from corpus.sentences.people import BY_SEX, WORD_ORIGIN, Person, invent
from corpus.sentences.places import GENERATED

Cast: TypeAlias = Callable[[str, Person | None, tuple[Person, ...]], Person]
"""Sex (or empty), relative, people already in the text → the person for a slot."""

_CURLED = 0.35
_GIVEN = frozenset({"first", "nick", "ufirst", "mfirst", "lfirst"})
_LAST = frozenset({"last", "ulast", "mlast"})
_JOINTS = (" ", " ", " ", "\n", "\n", "\n\n", "\t")


def generate(split: Split, count: int, seed: int) -> Iterator[Text]:
    """Yield invented texts of one split.

    Every pattern of the split is used once before any is used again. The same arguments always give the same
    texts; memory does not grow with ``count``.

    Args:
        split: ``train``, ``development`` or ``test``; they share no pattern and no name.
        count: How many texts.
        seed: Another seed gives other people in another order.

    Raises:
        ValueError: if there is no such split.
    """
    rng = random.Random(f"{split} {seed}")
    deck = _deck(rng, split)
    for _ in range(count):
        first = next(deck)
        chosen = [first, *(next(deck) for _ in range(_neighbours(rng, first)))]
        yield render(rng, chosen, split)


def _deck(rng: random.Random, split: Split) -> Iterator[Pattern]:
    cards = list(patterns(split))
    if not cards:
        raise ValueError("there is no such split")
    while True:
        rng.shuffle(cards)
        yield from cards


def _neighbours(rng: random.Random, pattern: Pattern) -> int:
    """How many further patterns follow in the same text; one that never varies seldom stands alone."""
    alone = 0.2 if all(isinstance(node, str) for node in pattern.nodes) else 0.6
    if rng.random() < alone:
        return 0
    return rng.choice((1, 1, 1, 2, 2, 3, 5))


def render(rng: random.Random, chosen: Sequence[Pattern], split: Split, cast: Cast | None = None) -> Text:
    """Fill patterns and set them one after the other; the first one tells the kind of document.

    Args:
        rng: The source of chance.
        chosen: At least one pattern.
        split: Whose names and places are used.
        cast: Chooses the person for a slot; without it each is invented.
    """
    pieces: list[Piece] = []
    for pattern in chosen:
        if pieces:
            joint = rng.choice(_JOINTS)
            whole = cast is None or pieces[-1].text.rstrip("\"'”’)")[-1:] in ".!?:;"
            pieces.append(Piece(joint if whole or joint != " " else "\n"))  # a cell is no part of the next sentence
        pieces += _Scene(rng, split, cast).fill(pattern.nodes)
    pieces = [piece for piece in pieces if piece.text]
    if rng.random() < _CURLED:
        pieces = noise.curl(pieces)
    if rng.random() < noise.SHARE:
        pieces = noise.disturb(rng, pieces)
    return assemble(pieces, chosen[0].kind, "+".join(pattern.key for pattern in chosen))


def _two_words(nodes: tuple[Node, ...]) -> bool:
    """Whether three nodes are the two words of one name: given name, space, surname, or in capitals the reverse."""
    if len(nodes) < 3 or nodes[1] != " ":
        return False
    left, _, right = nodes
    if not isinstance(left, PersonSlot) or not isinstance(right, PersonSlot):
        return False
    return (left.form in _GIVEN and right.form in _LAST) or (left.form, right.form) == ("ulast", "ufirst")


@dataclass(slots=True)
class _Scene:
    """The people and the fillers of one text, so that each stays the same from slot to slot."""

    rng: random.Random
    split: Split
    cast: Cast | None = None
    people: dict[str, Person] = field(default_factory=dict)
    fillers: dict[tuple[str, str], list[Piece]] = field(default_factory=dict)

    def fill(self, nodes: tuple[Node, ...]) -> Iterator[Piece]:
        """The pieces of the nodes; a first name and a surname side by side are one name."""
        position = 0
        while position < len(nodes):
            if _two_words(nodes[position : position + 3]):
                yield self._joined(nodes[position], nodes[position + 2])
                position += 3
            else:
                yield from self._node(nodes[position])
                position += 1

    def _joined(self, left: Node, right: Node) -> Piece:
        if self.cast is not None and isinstance(left, PersonSlot) and isinstance(right, PersonSlot):
            right = replace(right, key=left.key)  # in a cast everybody has a surname already
        pieces = [*self._node(left), *self._node(right)]
        harmed = [piece.form for piece in pieces if piece.form not in ("first", "surname", "nickname")]
        form = harmed[0] if harmed else "full"
        return Piece(" ".join(piece.text for piece in pieces), "PERSON", pieces[0].origin, form)

    def _node(self, node: Node) -> Iterator[Piece]:
        if isinstance(node, str):
            yield Piece(node)
        elif isinstance(node, Choice):
            yield from self.fill(self.rng.choice(node.options))
        elif isinstance(node, PersonSlot):
            yield from self._person(node)
        elif isinstance(node, NameSlot):
            yield Piece(node.name, "PERSON", WORD_ORIGIN, "literal")
        elif isinstance(node, LabelledText):
            yield Piece(node.text, node.label)
        else:
            yield from self._filler(node)

    def _person(self, slot: PersonSlot) -> list[Piece]:
        person = self.people.get(slot.key)
        if person is None:
            kin = self.people.get(slot.kin)
            if self.cast is not None:
                person = self.cast(slot.sex, kin, tuple(self.people.values()))
            else:
                person = invent(self.rng, self.split, sex=slot.sex, surname=kin.last if kin else "")
            self.people[slot.key] = person
        if (words := BY_SEX.get(slot.form.lower())) is not None:
            word = words[person.sex == "m"]
            return [Piece(word[0].upper() + word[1:] if slot.form[0].isupper() else word)]
        return forms.write(self.rng, person, slot.form)

    def _filler(self, slot: FillerSlot) -> list[Piece]:
        known = self.fillers.get((slot.name, slot.number)) if slot.number else None
        pieces = known or self._made(slot.name)
        if slot.number:
            self.fillers[(slot.name, slot.number)] = pieces
        if slot.capital:
            text = pieces[0].text
            return [replace(pieces[0], text=text[0].upper() + text[1:]), *pieces[1:]]
        return pieces

    def _made(self, name: str) -> list[Piece]:
        if name in GENERATED:
            return GENERATED[name](self.rng, self.split)
        if name in FACTS:
            return [Piece(FACTS[name](self.rng))]
        return [Piece(self.rng.choice(values(name)))]
