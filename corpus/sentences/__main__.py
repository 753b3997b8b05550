"""``python -m corpus.sentences --split train --count 30000 --seed 1 --out train.jsonl``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from corpus.names import SPLITS
from corpus.sentences.render import generate


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the texts of one split as JSON lines."""
    parser = argparse.ArgumentParser(prog="python -m corpus.sentences", description=main.__doc__)
    parser.add_argument("--split", choices=SPLITS, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    with options.out.open("w", encoding="utf-8") as lines:
        for text in generate(options.split, options.count, options.seed):
            lines.write(json.dumps(text.row(), ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
