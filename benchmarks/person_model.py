"""Word-pieces a second of the person model on one thread, by the settings of ONNX Runtime that were tried.

Usage: ``python benchmarks/person_model.py``. Random word-pieces, eight windows of 64; processor time of one thread.
``exact everywhere`` and ``norms joined`` are what the program used before; the last line is what it uses now (on a
processor without exact products it has to use the slow ones, and says so).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import onnxruntime

from redactor.nlp import shipped
from redactor.nlp.tagger.network import SLOWER
from redactor.nlp.tagger.products import PRECISION, exact
from redactor.nlp.tagger.signed import signed

_SHAPE: Final = (8, 64)
_SECONDS: Final = 3.0
_TRIED: Final[tuple[tuple[str, str, Sequence[str]], ...]] = (
    ("exact everywhere, norms joined", "1", ()),
    ("quick products, norms joined", "0", ()),
    ("quick products, norms apart", "0", SLOWER),
)


def pieces_a_second(network: bytes, precision: str, left_out: Sequence[str], feed: dict[str, Any]) -> float:
    """Word-pieces for each second of processor time, padding there is none."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(PRECISION, precision)
    session = onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(left_out)
    )
    session.run(None, feed)
    runs, began = 0, time.process_time()
    while time.process_time() - began < _SECONDS:
        session.run(None, feed)
        runs += 1
    return runs * feed["pieces"].size / (time.process_time() - began)


def main() -> None:
    """Print one line for each way."""
    network = signed((shipped.folder() / "redactor_person_tagger" / "weights.onnx").read_bytes())
    choose = np.random.default_rng(1)
    pieces, shapes = choose.integers(1000, 20000, _SHAPE), choose.integers(1, 40, _SHAPE)
    feed = {"pieces": pieces, "shapes": shapes, "mask": np.ones(_SHAPE, dtype=np.int64)}
    for name, precision, left_out in _TRIED:
        sys.stdout.write(f"{name}: {pieces_a_second(network, precision, left_out, feed):.0f} word-pieces/s\n")
    sys.stdout.write(f"quick products are {'' if exact() else 'not '}exact on this processor\n")


if __name__ == "__main__":
    main()
