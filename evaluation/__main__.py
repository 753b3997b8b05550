"""``python -m evaluation [--data DIR]``: measure, and write docs/evaluation.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation import cases, personal, public_text, report, sentences, traps
from evaluation.counts import Share, Spans
from training import public

_ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure how well people are found, and write it down."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=main.__doc__)
    parser.add_argument("--texts", type=int, default=6000, help="invented texts for the model alone")
    parser.add_argument("--cases", type=int, default=100, help="invented cases for the whole program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, help="folder of the public data, for the sources held out of training")
    parser.add_argument("--out", type=Path, default=_ROOT / "docs" / "evaluation.md")
    options = parser.parse_args(arguments)
    _say(f"{options.texts} texts")
    alone = sentences.measure(options.texts, options.seed)
    _say(f"{options.cases} cases")
    whole = cases.measure(options.cases, options.seed) if options.cases else None
    held_out = _held_out(options.data) if options.data else {}
    outside = personal.measure(options.seed)
    page = report.page(alone, whole, traps.measure(), outside, held_out, options.seed)
    options.out.write_text(page, encoding="utf-8")
    _say(f"written to {options.out.name}")
    return 0


def _held_out(folder: Path) -> dict[str, tuple[dict[str, Spans], dict[str, tuple[Share, Share, Share]]]]:
    """Figures on the public sources that the shipped model was not trained on: the model alone, the whole program."""
    return {
        source.name: (
            sentences.by_label([(example.text, example.spans) for example in public.read(folder, source)]),
            public_text.measure(folder, source),
        )
        for source in public_text.held_out()
    }


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main())
