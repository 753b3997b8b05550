"""What the shipped person model marks in texts, without spaCy, for whoever needs no pipeline of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from redactor.beside import Answer, SecondProcess
from redactor.cores import allowed_cores

if TYPE_CHECKING:
    from redactor.nlp.mark import Mark
    from redactor.nlp.tagger.tagger import Tagger

_FEW = 16
"""Texts for which a second thread is not worth starting."""
BATCH = 16_000
"""Characters of the texts that are encoded at once: memory stays flat however many there are."""
_LOADING = threading.Lock()


class Begun(Protocol):
    """A batch that somebody else marks."""

    def cancel(self) -> bool:
        """Take it back, if nobody has begun it."""

    def result(self) -> list[tuple[Mark, ...]]:
        """Wait for its marks."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A batch that a second process marks; it takes none back."""

    answer: Answer[list[tuple[Mark, ...]]]

    def cancel(self) -> bool:
        return False

    def result(self) -> list[tuple[Mark, ...]]:
        return self.answer.result()


@dataclass(frozen=True, slots=True)
class Ahead:
    """Texts that were known before the others.

    Attributes:
        texts: The texts, each once.
        begun: What a second process makes of each of their batches; empty without one.
    """

    texts: tuple[str, ...] = ()
    begun: Sequence[Begun] = ()

    @classmethod
    def of(cls, texts: Iterable[str], beside: SecondProcess | None) -> Ahead:
        """Have a second process begin with these; without one they only stand first."""
        each = tuple(dict.fromkeys(texts))
        return cls(each, _begun(list(_batches(each)), beside) if beside is not None else ())


@dataclass(frozen=True, slots=True)
class Asked:
    """Texts that are marked while their owner does something else.

    Attributes:
        batches: The texts.
        begun: What a helper makes of each batch; empty without a helper.
    """

    batches: Sequence[Sequence[str]]
    begun: Sequence[Begun]

    def marks(self) -> list[tuple[Mark, ...]]:
        """Wait for the marks; what nobody has begun is done here, the last batch first.

        Returns:
            For each text its marks, in order, disjoint; offsets count its code points.

        Raises:
            ModelError: if the shipped model is missing or altered.
            BesideError: if the second process ended.
        """
        here = {
            number: _marked(self.batches[number])
            for number in reversed(range(len(self.batches)))
            if not self.begun or self.begun[number].cancel()
        }
        whole = range(len(self.batches))
        return list(chain.from_iterable(here[n] if n in here else self.begun[n].result() for n in whole))


_NONE = Ahead()


@contextmanager
def asking(texts: Sequence[str], beside: SecondProcess | None = None, *, ahead: Ahead = _NONE) -> Iterator[Asked]:
    """Begin to mark texts, by a thread of its own where there is a core for it: the network needs no Python.

    Args:
        texts: Any number of them.
        beside: A second process, which then marks all of them.
        ahead: Texts that come before these, begun already if there is a second process. What is marked together does
            not depend on whether there is one.
    """
    later = list(_batches(texts))
    batches = [*_batches(ahead.texts), *later]
    if beside is not None:
        yield Asked(batches, [*ahead.begun, *_begun(later, beside)])
        return
    if allowed_cores() == 1 or len(ahead.texts) + len(texts) < _FEW:
        yield Asked(batches, ())
        return
    helper = ThreadPoolExecutor(1, "person-model")
    try:
        yield Asked(batches, [helper.submit(_marked, batch) for batch in batches])
    finally:
        helper.shutdown(cancel_futures=True)


def _begun(batches: Sequence[Sequence[str]], beside: SecondProcess) -> list[Begun]:
    return [_Beside(beside.ask(_marked_by_two, batch)) for batch in batches]


def marks(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
    """Mark many texts at once; see ``Asked.marks``."""
    with asking(texts) as asked:
        return asked.marks()


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts in order, so many at once that they come to a batch; a longer text is one by itself."""
    begin = length = 0
    for number, text in enumerate(texts):
        if number > begin and length + len(text) > BATCH:
            yield texts[begin:number]
            begin, length = number, 0
        length += len(text)
    if begin < len(texts):
        yield texts[begin:]


def prepare_model() -> None:
    """Load the shipped model, in the process that runs this.

    Raises:
        ModelError: if it is missing or altered.
    """
    _loaded()


def _marked(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
    return _loaded().marks(texts)


def _marked_by_two(texts: Sequence[str]) -> list[tuple[Mark, ...]]:
    """The same by two threads: the process that asked has less to do than this one, and waits for it in the end."""
    tagger = _loaded()
    marking = tagger.marking(texts)
    with ThreadPoolExecutor(1, "person-model") as other:
        helped = other.submit(marking.work)
        marking.work()
        helped.result()
    return tagger.decoded(marking.tagged())


def _loaded() -> Tagger:
    with _LOADING:  # once, whoever comes first
        return _tagger()


@cache
def _tagger() -> Tagger:
    from redactor.nlp import shipped  # ONNX Runtime, for which nobody waits who asks nothing
    from redactor.nlp.tagger.tagger import FACTORY, Tagger

    return Tagger(shipped.checked_folder() / FACTORY)
