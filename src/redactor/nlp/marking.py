"""What the shipped person model marks in texts, without spaCy, for whoever needs no pipeline of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from redactor.nlp import shipped
from redactor.nlp.tagger.tagger import FACTORY, Mark, Tagger

BATCH = 128
"""Texts that are encoded at once: memory stays flat however many there are."""


def marks(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
    """Mark many texts.

    Returns:
        For each text its marks, in order, disjoint; offsets count its code points.

    Raises:
        ModelError: if the shipped model is missing or altered.
    """
    batches = (texts[at : at + BATCH] for at in range(0, len(texts), BATCH))
    return list(chain.from_iterable(map(_tagger().marks, batches)))


@cache
def _tagger() -> Tagger:
    return Tagger(shipped.checked_folder() / FACTORY)
