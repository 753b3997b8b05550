"""Noise of typing, copying and scanning over a whole text; gold spans follow, because it works on the pieces."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from corpus.sentences import damage
from corpus.sentences.model import Piece, plain

SHARE = 0.15
"""Share of the texts that get noise."""

Pieces = list[Piece]


def disturb(rng: random.Random, pieces: Pieces) -> Pieces:
    """Apply one kind of noise."""
    return rng.choice(_KINDS)(rng, pieces)


def curl(pieces: Pieces) -> Pieces:
    """Typographic apostrophes everywhere, as word processors make them."""
    return [replace(piece, text=piece.text.replace("'", "’")) for piece in pieces]


def _over_plain(pieces: Pieces, change: Callable[[str], str]) -> Pieces:
    return [piece if piece.label else replace(piece, text=change(piece.text)) for piece in pieces]


def _double_spaces(rng: random.Random, pieces: Pieces) -> Pieces:
    return _over_plain(pieces, lambda text: re.sub(" ", lambda _: "  " if rng.random() < 0.2 else " ", text))


def _no_capital(_rng: random.Random, pieces: Pieces) -> Pieces:
    if pieces[0].label or not pieces[0].text:
        return pieces
    text = pieces[0].text
    return [replace(pieces[0], text=text[0].lower() + text[1:]), *pieces[1:]]


def _scanned(rng: random.Random, pieces: Pieces) -> Pieces:
    def words(text: str) -> str:
        return re.sub(r"\w{4,}", lambda word: _maybe(rng, word.group()), text)

    return _over_plain(pieces, words)


def _maybe(rng: random.Random, word: str) -> str:
    return damage.scanned(rng, word) if rng.random() < 0.15 else word


def _capitals(_rng: random.Random, pieces: Pieces) -> Pieces:
    return [replace(piece, text=piece.text.upper(), form="capitals" if piece.form else "") for piece in pieces]


def _lower(_rng: random.Random, pieces: Pieces) -> Pieces:
    return [replace(piece, text=piece.text.lower(), form="lower" if piece.form else "") for piece in pieces]


def _bold(rng: random.Random, pieces: Pieces) -> Pieces:
    labelled = [position for position, piece in enumerate(pieces) if piece.label and piece.form != "email"]
    if not labelled or rng.random() < 0.3:
        return [Piece("**"), *pieces, Piece("**")]
    at = rng.choice(labelled)
    mark = rng.choice((("**", "**"), ("*", "*"), ("<b>", "</b>"), ("__", "__"), ("<u>", "</u>")))
    return [*pieces[:at], Piece(mark[0]), pieces[at], Piece(mark[1]), *pieces[at + 1 :]]


def _bullet(rng: random.Random, pieces: Pieces) -> Pieces:
    return [Piece(rng.choice(("- ", "• ", "* ", "1. ", "a) ", "(iii) ", "\t", "> ", "4.2.1 ", "– ", "| "))), *pieces]


def _wrapped(rng: random.Random, pieces: Pieces) -> Pieces:
    return _over_plain(pieces, lambda text: re.sub(" ", lambda _: "\n" if rng.random() < 0.08 else " ", text))


def _tabs(_rng: random.Random, pieces: Pieces) -> Pieces:
    return _over_plain(pieces, lambda text: text.replace(": ", ":\t").replace(", ", "\t", 1))


def _tight(rng: random.Random, pieces: Pieces) -> Pieces:
    spaces = [at for at in plain(pieces) if re.search(r"[.,] ", pieces[at].text)]
    if not spaces:
        return pieces
    at = rng.choice(spaces)
    tight = re.sub(r"([.,]) ", r"\1", pieces[at].text, count=1)
    return [*pieces[:at], replace(pieces[at], text=tight), *pieces[at + 1 :]]


_KINDS = (
    _double_spaces,
    _no_capital,
    _scanned,
    _capitals,
    _lower,
    _bold,
    _bold,
    _bullet,
    _bullet,
    _wrapped,
    _tabs,
    _tight,
)
