"""What the shipped person model marks in texts, without spaCy's types, for whoever needs no pipeline of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from spacy.language import Language

from redactor.nlp.pipeline import load_pipeline

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that the model takes for a name.

    Attributes:
        start: First code point.
        end: Behind the last one.
        label: ``PERSON``, ``PLACE`` or ``INSTITUTION``.
        score: How often such a mark is right, 0 to 1.
    """

    start: int
    end: int
    label: str
    score: float


@contextmanager
def forgetting(nlp: Language) -> Iterator[None]:
    """A zone after which a pipeline forgets the words it met; without it, spaCy keeps each of them for good.

    Pipelines are shared within a process and zones cannot be nested, so one thread at a time has one.
    """
    with _ONE_AT_A_TIME, nlp.memory_zone():
        yield


def marks(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
    """Mark many texts.

    Returns:
        For each text its marks, in order, disjoint; offsets count its code points.

    Raises:
        ModelError: if the shipped model is missing or altered.
    """
    nlp = load_pipeline()
    with forgetting(nlp):
        return [
            tuple(Mark(e.start_char, e.end_char, e.label_, float(e._.score)) for e in doc.ents)
            for doc in nlp.pipe(texts)
        ]
