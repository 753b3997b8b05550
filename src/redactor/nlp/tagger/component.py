"""The spaCy side: a tokenizer that cuts texts at the tagger's words, and a component that sets ``doc.ents``.

Both are registered by name, so that ``spacy.load`` of ``models/en_scr`` finds them, and Presidio through it. Each
entity has its calibrated score in ``span._.score``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from redactor.errors import ModelError
from redactor.nlp.tagger.calibration import Calibration
from redactor.nlp.tagger.network import Network, verified
from redactor.nlp.tagger.tags import LABELS, Tagged, probabilities, spans
from redactor.nlp.tagger.tokens import WordTokenizer
from redactor.nlp.tagger.words import Encoded, WordEncoder

FACTORY: Final = "redactor_person_tagger"
TOKENIZER: Final = "redactor.WordTokenizer.v1"
WEIGHTS: Final = "weights.onnx"
VOCABULARY: Final = "tokenizer.json"
SETTINGS: Final = "settings.json"
EMITTED: Final = frozenset({"PERSON", "PLACE", "INSTITUTION"})
"""Labels set as entities; organisations are only told apart from them."""

_MANY: Final = 128


class PersonTagger:
    """Marks people, places and institutions.

    Empty until ``from_disk``, as spaCy makes components before it loads them.
    """

    def __init__(self) -> None:
        self._encoder: WordEncoder | None = None
        self._network: Network | None = None
        self._calibration = Calibration.none()
        if not Span.has_extension("score"):
            Span.set_extension("score", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Mark one text."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = _MANY) -> Iterator[Doc]:
        """Mark many texts, in order, many at once.

        While the texts of one batch are worked on by whoever reads them, the network, which needs no Python, already
        tags the next.
        """
        docs = iter(stream)
        batch = list(islice(docs, batch_size))
        if not batch:
            return
        following = list(islice(docs, batch_size))
        if not following:
            yield from self._marked(batch, self.tag([doc.text for doc in batch]))
            return
        with ThreadPoolExecutor(1, "person-model") as worker:
            tagged = worker.submit(self.tag, [doc.text for doc in batch])
            while batch:
                done = tagged.result()
                if following:
                    tagged = worker.submit(self.tag, [doc.text for doc in following])
                yield from self._marked(batch, done)
                batch, following = following, list(islice(docs, batch_size))

    def _marked(self, batch: Sequence[Doc], tagged: Sequence[tuple[Encoded, list[Tagged]]]) -> Iterator[Doc]:
        for doc, (encoded, found) in zip(batch, tagged, strict=True):
            self._mark(doc, encoded, found)
            yield doc

    def tag(self, texts: Sequence[str]) -> list[tuple[Encoded, list[Tagged]]]:
        """The words of texts and the spans over them, uncalibrated, organisations among them.

        Raises:
            ModelError: if no weights are loaded.
        """
        if self._encoder is None or self._network is None:
            raise ModelError("The person model has no weights.", next_step="Load it with from_disk.")
        encoded = self._encoder.encode(texts)
        scores = self._network.scores(encoded)
        return [(one, spans(probabilities(given))) for one, given in zip(encoded, scores, strict=True)]

    def _mark(self, doc: Doc, encoded: Encoded, found: Sequence[Tagged]) -> None:
        entities: list[Span] = []
        for tagged in found:
            if tagged.label not in EMITTED:
                continue
            start, end = encoded.words[tagged.first].start, encoded.words[tagged.last - 1].end
            span = doc.char_span(start, end, label=tagged.label, alignment_mode="expand")
            if span is None or (entities and span.start < entities[-1].end):
                continue
            span._.score = self._calibration.score(tagged.label, tagged.certainty)
            entities.append(span)
        doc.set_ents(entities)

    def from_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> PersonTagger:  # noqa: ARG002  # spaCy's signature
        """Load weights, vocabulary and calibration; digests are compared first.

        Raises:
            ModelError: if something is missing, altered or unfit.
        """
        folder = Path(path)
        try:
            settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            digests, labels = dict(settings["sha256"]), tuple(settings["labels"])
            calibration = Calibration.read(settings["calibration"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"The settings of the person model cannot be read ({type(error).__name__}).",
                next_step="Install redactor again, or name another pipeline with --pipeline.",
            ) from None
        if labels != LABELS or not {WEIGHTS, VOCABULARY} <= set(digests):
            raise ModelError("The person model was made for another version.", next_step="Install redactor again.")
        verified(folder, digests)
        self._encoder = WordEncoder(folder / VOCABULARY)
        self._network = Network(folder / WEIGHTS, self._encoder)
        self._calibration = calibration
        return self

    def to_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002  # spaCy's signature
        """Refused: ``training`` writes the files that ``from_disk`` reads.

        Raises:
            ModelError: always.
        """
        raise ModelError("A loaded person model cannot be saved again.", next_step="Copy its folder.")


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
