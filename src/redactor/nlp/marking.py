"""What the shipped person model marks in texts, without spaCy, for whoever needs no pipeline of their own."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain

from redactor.cores import allowed_cores
from redactor.nlp import shipped
from redactor.nlp.tagger.tagger import FACTORY, Mark, Tagger

_FEW = 16
"""Texts for which a second thread is not worth starting."""
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
    if allowed_cores() == 1 or len(texts) < _FEW:
        return list(chain.from_iterable(map(_tagger().marks, batches)))
    with ThreadPoolExecutor(1, "person-model") as helper:
        return list(chain.from_iterable(_shared(batch, helper) for batch in batches))


def _shared(texts: Sequence[str], helper: ThreadPoolExecutor) -> list[tuple[Mark, ...]]:
    """The marks of a batch, the network run by two threads: it needs no Python."""
    marking = _tagger().marking(texts)
    working = helper.submit(marking.work)
    marking.work()
    working.result()
    return _tagger().decoded(marking.tagged())


@cache
def _tagger() -> Tagger:
    return Tagger(shipped.checked_folder() / FACTORY)
