"""The keep list of a board that has answered ``redactor suggest`` once, about the texts of the corpus."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def keep_list() -> tuple[tuple[str, str], ...]:
    """Names and reasons of ``keep.tsv``: public people, characters, firms, products and systems called like people."""
    lines = Path(__file__).with_name("keep.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((name, reason) for name, reason in pairs)
