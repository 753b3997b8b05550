"""The network: an int8 ONNX file, checked against its digest and run on the processor."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime

from redactor.cores import allowed_cores
from redactor.errors import ModelError
from redactor.nlp.tagger.products import PRECISION, exact
from redactor.nlp.tagger.signed import signed
from redactor.nlp.tagger.tags import TAGS, Scores
from redactor.nlp.tagger.windows import Batch, batches
from redactor.nlp.tagger.words import Encoded, WordEncoder

SLOWER: Final = ["SkipLayerNormFusion"]
"""Optimisers of ONNX Runtime that are left out: what this one joins takes a fifth of the time when it is apart."""

_NEXT_STEP: Final = "Install redactor again, or name another pipeline with --pipeline."


def digest(file: Path) -> str:
    """The sha256 of a file.

    Raises:
        ModelError: if it is not there.
    """
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise ModelError(f"The person model lacks its file {file.name!r}.", next_step=_NEXT_STEP) from None


def verified(folder: Path, digests: dict[str, str]) -> None:
    """Compare files with their recorded digests.

    Args:
        folder: Where the files are.
        digests: sha256 by file name, relative to the folder.

    Raises:
        ModelError: if a file is missing or altered.
    """
    for name, recorded in digests.items():
        if digest(folder / name) != recorded:
            raise ModelError(f"The file {Path(name).name!r} of the person model was altered.", next_step=_NEXT_STEP)


class Network:
    """Tag scores for every word of a text.

    Args:
        weights: The ONNX file; its digest is the caller's to check.
        encoder: Encodes texts for it.

    Raises:
        ModelError: if the file is no such network.
    """

    def __init__(self, weights: Path, encoder: WordEncoder) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = max(1, allowed_cores() // 2)  # recognisers use the others meanwhile
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            network = signed(weights.read_bytes())
            options.add_session_config_entry(PRECISION, "0" if exact() else "1")
            self._session = onnxruntime.InferenceSession(
                network, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
            )
        except Exception as error:  # noqa: BLE001  # onnxruntime's errors share no public base; all mean it is unusable
            raise ModelError(
                f"The weights of the person model do not load ({type(error).__name__}).", next_step=_NEXT_STEP
            ) from None
        self._encoder = encoder

    def scores(self, encoded: Sequence[Encoded]) -> list[Scores]:
        """Scores of the tags, words by tags, for each text."""
        scoring = self.scoring(encoded)
        scoring.work()
        return scoring.results

    def scoring(self, encoded: Sequence[Encoded]) -> Scoring:
        """The same work, for several threads to share."""
        waiting = batches(encoded, self._encoder.opening, self._encoder.closing)
        return Scoring(self._session, encoded, waiting)


class Scoring:
    """The scores of some texts in the making; any number of threads may work on them.

    Args:
        session: The network; it may be run by several threads at once.
        encoded: The texts.
        waiting: Their windows in batches.

    Attributes:
        results: Scores of the tags, words by tags, for each text; complete once every ``work`` has returned.
    """

    def __init__(self, session: Any, encoded: Sequence[Encoded], waiting: Iterator[Batch]) -> None:
        self._session = session
        self._firsts = [np.array([word.first for word in text.words], dtype=np.intp) for text in encoded]
        self._waiting = waiting
        self._lock = threading.Lock()
        self.results = [np.zeros((len(text.words), len(TAGS)), dtype=np.float32) for text in encoded]

    def work(self) -> None:
        """Take batches until none is left that nobody has taken."""
        while self.step():
            pass

    def step(self) -> bool:
        """Take one batch; false if none is left that nobody has taken."""
        batch = self._next()
        if batch is None:
            return False
        (scores,) = self._session.run(None, {"pieces": batch.pieces, "shapes": batch.shapes, "mask": batch.mask})
        for row, window in ((row, window) for row, same in enumerate(batch.windows) for window in same):
            first = self._firsts[window.text]
            low, high = np.searchsorted(first, (window.judged_from, window.judged_to))
            self.results[window.text][low:high] = scores[row, first[low:high] - window.start + 1]
        return True

    def _next(self) -> Batch | None:
        with self._lock:
            return next(self._waiting, None)
