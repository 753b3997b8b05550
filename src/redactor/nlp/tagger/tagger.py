"""The tagger by itself: texts in, calibrated marks out. It needs no spaCy, whose start takes longer than most texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from redactor.errors import ModelError
from redactor.nlp.mark import Mark
from redactor.nlp.tagger.calibration import Calibration
from redactor.nlp.tagger.network import Network, Scoring, verified
from redactor.nlp.tagger.tags import LABELS, Tagged, probabilities, spans
from redactor.nlp.tagger.words import Encoded, WordEncoder

FACTORY: Final = "redactor_person_tagger"
"""What spaCy calls it, and with it the folder of its files within a pipeline's."""
WEIGHTS: Final = "weights.onnx"
VOCABULARY: Final = "tokenizer.json"
SETTINGS: Final = "settings.json"
EMITTED: Final = frozenset({"PERSON", "PLACE", "INSTITUTION"})
"""Labels that are marked; organisations are only told apart from them."""


@dataclass(frozen=True, slots=True)
class Marking:
    """Texts that are being tagged; any number of threads may work on them.

    Attributes:
        encoded: The texts as word-pieces.
        scoring: What the network says of them.
    """

    encoded: Sequence[Encoded]
    scoring: Scoring

    def work(self) -> None:
        """Run the network on what no other thread has taken."""
        self.scoring.work()

    def step(self) -> bool:
        """Run the network on the next few texts that no other thread has taken; false if there are none."""
        return self.scoring.step()

    def tagged(self) -> Iterator[tuple[Encoded, list[Tagged]]]:
        """The words of each text and the spans over them, once every ``work`` has returned."""
        for one, given in zip(self.encoded, self.scoring.results, strict=True):
            yield one, spans(probabilities(given))


class Tagger:
    """Marks people, places and institutions.

    Args:
        folder: Where weights, vocabulary and settings lie; their digests are compared first.

    Raises:
        ModelError: if something is missing, altered or unfit.
    """

    def __init__(self, folder: Path) -> None:
        try:
            settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            digests, labels = dict(settings["sha256"]), tuple(settings["labels"])
            self._calibration = Calibration.read(settings["calibration"])
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

    def tag(self, texts: Sequence[str]) -> list[tuple[Encoded, list[Tagged]]]:
        """The words of texts and the spans over them, uncalibrated, organisations among them."""
        marking = self.marking(texts)
        marking.work()
        return list(marking.tagged())

    def marks(self, texts: Sequence[str]) -> list[tuple[Mark, ...]]:
        """The marks of each text, in order, disjoint; offsets count its code points."""
        return self.decoded(self.tag(texts))

    def marking(self, texts: Sequence[str]) -> Marking:
        """The same work, for several threads to share."""
        encoded = self._encoder.encode(texts)
        return Marking(encoded, self._network.scoring(encoded))

    def decoded(self, tagged: Iterable[tuple[Encoded, Sequence[Tagged]]]) -> list[tuple[Mark, ...]]:
        """The marks of texts that are tagged, as of ``marks``."""
        return [tuple(self._marked(encoded, found)) for encoded, found in tagged]

    def _marked(self, encoded: Encoded, found: Sequence[Tagged]) -> Iterator[Mark]:
        for one in found:
            if one.label in EMITTED:
                start, end = encoded.words[one.first].start, encoded.words[one.last - 1].end
                yield Mark(start, end, one.label, self._calibration.score(one.label, one.certainty))
