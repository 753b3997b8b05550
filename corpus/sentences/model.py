"""The values the generator hands out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Label = Literal["PERSON", "PLACE", "INSTITUTION", "ORG"]
LABELS: tuple[Label, ...] = ("PERSON", "PLACE", "INSTITUTION", "ORG")


@dataclass(frozen=True, slots=True)
class Span:
    """A gold span: half-open code points of the text, and its label."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Where a person is named, the origin of the name and the written form (``full``, ``surname_first`` …)."""

    start: int
    end: int
    origin: str
    form: str


@dataclass(frozen=True, slots=True)
class Text:
    """One invented text.

    Attributes:
        text: The sentence, cell or short paragraph.
        spans: Gold spans in order, disjoint.
        kind: Kind of document it is in the manner of (``chronology``, ``imr`` …).
        people: The ``PERSON`` spans again, with origin and form, in the same order.
        pattern: Keys of the patterns it was made from, joined by ``+``; stable as long as their wording is.
    """

    text: str
    spans: tuple[Span, ...]
    kind: str
    people: tuple[PersonMention, ...]
    pattern: str

    def row(self) -> dict[str, object]:
        """The text as a JSON line holds it."""
        return {
            "text": self.text,
            "spans": [[span.start, span.end, span.label] for span in self.spans],
            "kind": self.kind,
            "people": [
                {"start": one.start, "end": one.end, "origin": one.origin, "form": one.form} for one in self.people
            ],
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under construction: unlabelled, or exactly one gold span."""

    text: str
    label: Label | None = None
    origin: str = ""
    form: str = ""


def assemble(pieces: list[Piece], kind: str, pattern: str) -> Text:
    """Join pieces and read the spans off them."""
    spans: list[Span] = []
    people: list[PersonMention] = []
    length = 0
    for piece in pieces:
        end = length + len(piece.text)
        if piece.label is not None:
            spans.append(Span(length, end, piece.label))
            if piece.label == "PERSON":
                people.append(PersonMention(length, end, piece.origin, piece.form))
        length = end
    return Text("".join(piece.text for piece in pieces), tuple(spans), kind, tuple(people), pattern)


def plain(pieces: list[Piece]) -> Iterator[int]:
    """Positions of the pieces that carry no label."""
    return (position for position, piece in enumerate(pieces) if piece.label is None)
