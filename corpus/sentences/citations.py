"""Authors of published work, as reports cite them. They are public and no gold spans."""

from __future__ import annotations

import random

from corpus.names import Split
from corpus.sentences.model import Piece
from corpus.sentences.people import Person, invent

_TITLES = (
    "Understanding Neglect", "Listening to Children", "Working with Fathers", "Learning from Reviews",
    "The Unseen Child",
    "Supervision in Practice", "Risk and Resilience", "Attachment in Middle Childhood", "Domestic Abuse and the Young",
)  # fmt: skip
_PUBLISHERS = (
    "London: HMSO", "London: TSO", "London: DfE", "Bristol: Policy Press", "London: Jessica Kingsley", "London: NSPCC",
    "Chichester: Wiley", "London: Sage", "Child Abuse Review, 14, 2", "London: BAAF", "Basingstoke: Palgrave",
)  # fmt: skip


def cited(rng: random.Random, split: Split) -> list[Piece]:
    """Authors and a year in running text: ``Oldroyd et al. (2009)``."""
    first, second = invent(rng, split).last, invent(rng, split).last
    year = rng.randint(1978, 2018)
    forms = (
        f"{first} et al ({year})",
        f"{first} et al. ({year})",
        f"{first} et al",
        f"{first} et al., {year}",
        f"{first} and {second} ({year})",
        f"{first} & {second} ({year})",
    )
    return [Piece(rng.choice(forms))]


def listed(rng: random.Random, split: Split) -> list[Piece]:
    """An entry of a list of references: authors, year, title, publisher."""
    authors = [_author(invent(rng, split)) for _ in range(rng.randint(1, 3))]
    joined = authors[0] if len(authors) == 1 else f"{', '.join(authors[:-1])} & {authors[-1]}"
    joined = joined.replace(" & ", rng.choice((" & ", " and ")))
    stop = rng.choice((". ", ": ", " "))
    return [Piece(f"{joined} ({rng.randint(1978, 2018)}){stop}{rng.choice(_TITLES)}. {rng.choice(_PUBLISHERS)}.")]


def _author(person: Person) -> str:
    return f"{person.last}, {person.first[0]}."
