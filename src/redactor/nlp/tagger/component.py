"""The spaCy side: a tokenizer that cuts texts at the tagger's words, and a component that sets ``doc.ents``.

Both are registered by name, so that ``spacy.load`` of ``models/en_scr`` finds them, and Presidio through it. Each
entity has its calibrated score in ``span._.score``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from redactor.cores import allowed_cores
from redactor.errors import ModelError
from redactor.nlp.mark import Mark
from redactor.nlp.tagger.calibration import Calibration
from redactor.nlp.tagger.tagger import FACTORY, Marking, Tagger
from redactor.nlp.tagger.tags import LABELS
from redactor.nlp.tagger.tokens import WordTokenizer

TOKENIZER: Final = "redactor.WordTokenizer.v1"
_MANY: Final = 128
_MORE: Final = 4
"""Of a long document so many times as many texts are tagged at once: among more there are more of the same length."""
_LAST: Final = 64
"""Texts of the last batch, if there are more: only when all are tagged does one core alone work on what is left."""
_AHEAD: Final = 3
"""Batches that are being tagged while the texts of one are worked on."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch of texts that is being tagged."""

    docs: Sequence[Doc]
    marking: Marking
    working: Future[None]


class PersonTagger:
    """Marks people, places and institutions.

    Empty until ``from_disk``, as spaCy makes components before it loads them.
    """

    def __init__(self) -> None:
        self._tagger: Tagger | None = None
        if not Span.has_extension("score"):
            Span.set_extension("score", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Mark one text."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = _MANY) -> Iterator[Doc]:
        """Mark many texts, in order, many at once.

        While the texts of one batch are worked on by whoever reads them, the network, which needs no Python, already
        tags the next ones; who comes back before the next one is done helps with it, or with those behind it. A
        process that has one core only, as the workers of a batch, does one after the other.

        Raises:
            ModelError: if no weights are loaded.
        """
        if self._tagger is None:
            raise ModelError("The person model has no weights.", next_step="Load it with from_disk.")
        docs = iter(stream)
        first, second = list(islice(docs, batch_size)), list(islice(docs, batch_size))
        if not first:
            return
        if not second:
            yield from _marked(first, self._tagger.marks([doc.text for doc in first]))
            return
        rest = _batches(docs, _MORE * batch_size)
        if allowed_cores() == 1:
            for batch in chain((first, second), rest):
                yield from _marked(batch, self._tagger.marks([doc.text for doc in batch]))
            return
        with ThreadPoolExecutor(1, "person-model") as worker:
            begun: deque[_Begun] = deque()
            for batch in chain((first, second), rest):
                marking = self._tagger.marking([doc.text for doc in batch])
                begun.append(_Begun(batch, marking, worker.submit(marking.work)))
                if len(begun) > _AHEAD:
                    yield from self._finished(begun)
            while begun:
                yield from self._finished(begun)

    def _finished(self, begun: deque[_Begun]) -> Iterator[Doc]:
        """The texts of the oldest batch, once they are tagged; until then, whoever waits takes part in the work."""
        assert self._tagger is not None  # noqa: S101  # ``pipe`` has made sure
        for other in tuple(begun):
            while not begun[0].working.done() and other.marking.step():
                pass
        oldest = begun.popleft()
        oldest.working.result()
        yield from _marked(oldest.docs, self._tagger.decoded(oldest.marking.tagged()))

    def from_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> PersonTagger:  # noqa: ARG002  # spaCy's signature
        """Load weights, vocabulary and calibration; digests are compared first.

        Raises:
            ModelError: if something is missing, altered or unfit.
        """
        self._tagger = Tagger(Path(path))
        return self

    def to_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002  # spaCy's signature
        """Refused: ``training`` writes the files that ``from_disk`` reads.

        Raises:
            ModelError: always.
        """
        raise ModelError("A loaded person model cannot be saved again.", next_step="Copy its folder.")


def _batches(docs: Iterator[Doc], size: int) -> Iterator[list[Doc]]:
    """Texts so many at once, but what is at hand when they end in batches each half as large as what is left."""
    held: list[Doc] = []
    while len(more := list(islice(docs, size))) == size:
        if held:
            yield held
        held = more
    held += more
    while held:
        take = max(_LAST, len(held) // 2)
        yield held[:take]
        held = held[take:]


def _marked(batch: Sequence[Doc], marks: Sequence[Sequence[Mark]]) -> Iterator[Doc]:
    for doc, found in zip(batch, marks, strict=True):
        entities: list[Span] = []
        for mark in found:
            span = doc.char_span(mark.start, mark.end, label=mark.label, alignment_mode="expand")
            if span is None or (entities and span.start < entities[-1].end):
                continue
            span._.score = mark.score
            entities.append(span)
        doc.set_ents(entities)
        yield doc


def make_tagger(nlp: Language, name: str) -> PersonTagger:
    """The factory that ``config.cfg`` names."""
    del nlp, name
    return PersonTagger()


def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """The tokenizer that ``config.cfg`` names."""

    def make(nlp: Language) -> WordTokenizer:
        vocab: Vocab = nlp.vocab
        return WordTokenizer(vocab)

    return make


def register() -> None:
    """Make both known to spaCy, once; an installation does so by its entry points as well."""
    if not Language.has_factory(FACTORY):
        Language.factory(FACTORY, assigns=["doc.ents", "span._.score"], func=make_tagger)
    if TOKENIZER not in registry.tokenizers.get_all():
        registry.tokenizers.register(TOKENIZER, func=make_tokenizer)


def settings(calibration: Calibration, digests: dict[str, str]) -> dict[str, Any]:
    """What ``settings.json`` holds."""
    return {"labels": list(LABELS), "sha256": digests, "calibration": calibration.row()}
