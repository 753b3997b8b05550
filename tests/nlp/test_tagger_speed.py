"""What makes the tagger fast and may not change what it says: signed weights, little padding."""

from __future__ import annotations

from collections import Counter

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from redactor.nlp import shipped
from redactor.nlp.tagger.products import PRECISION, exact
from redactor.nlp.tagger.signed import signed
from redactor.nlp.tagger.windows import BATCH, LONGEST, SPREAD, batches
from redactor.nlp.tagger.words import Encoded, Word


def _session(model: bytes, precision: str = "1") -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry(PRECISION, precision)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _pieces(shape: tuple[int, int]) -> dict[str, NDArray[np.int64]]:
    random = np.random.default_rng(7)
    pieces, shapes = random.integers(1000, 20000, shape), random.integers(1, 40, shape)
    return {"pieces": pieces, "shapes": shapes, "mask": np.ones(shape, dtype=np.int64)}


def test_signed_weights_give_the_same_scores_to_the_last_bit() -> None:
    stored = (shipped.folder() / "redactor_person_tagger" / "weights.onnx").read_bytes()
    turned = signed(stored)
    assert turned != stored
    assert signed(turned) == turned, "weights with signs stay"
    feed = _pieces((6, 40))
    (before,), (after,) = (_session(model).run(None, feed) for model in (stored, turned))
    assert np.ptp(before) > 1, "the network says something"
    assert np.array_equal(before, after)


def test_quick_products_are_taken_only_where_they_are_exact() -> None:
    stored = signed((shipped.folder() / "redactor_person_tagger" / "weights.onnx").read_bytes())
    feed = _pieces((3, 30))
    (quick,), (precise,) = (_session(stored, precision).run(None, feed) for precision in ("0", "1"))
    assert np.array_equal(quick, precise) is exact()


@pytest.mark.parametrize("broken", [b"\xff", b"\x3a\x7f", b"\x0f", b"\x80" * 12])
def test_what_is_no_network_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"message|field|number"):
        signed(broken)


def test_a_text_that_repeats_itself_is_computed_once() -> None:
    again = Encoded((7,) * 50_000, (1,) * 50_000, tuple(Word(i, i + 1, i) for i in range(50_000)))
    other = Encoded((8,) * LONGEST, (1,) * LONGEST, tuple(Word(i, i + 1, i) for i in range(LONGEST)))
    found = list(batches([again, other, again], 101, 102))
    assert sum(len(batch.windows) for batch in found) <= 4
    judged = Counter(
        w.text for batch in found for same in batch.windows for w in same for _ in range(w.judged_from, w.judged_to)
    )
    assert judged == {0: 50_000, 1: LONGEST, 2: 50_000}


@given(st.lists(st.integers(0, 3 * LONGEST), max_size=60))
def test_batches_hold_every_piece_once_and_little_padding(lengths: list[int]) -> None:
    texts = [Encoded(tuple(range(n)), (1,) * n, tuple(Word(i, i + 1, i) for i in range(n))) for n in lengths]
    judged = [0] * len(texts)
    for batch in batches(texts, 101, 102):
        rows, width = batch.pieces.shape
        assert rows == 1 or batch.pieces.size <= BATCH
        assert width <= SPREAD * batch.mask.sum(axis=1).min()
        for window in (window for same in batch.windows for window in same):
            judged[window.text] += window.judged_to - window.judged_from
    assert judged == lengths
