"""What happens to names on the way to the page: slips of the pen, of the scanner and of the shift key."""

from __future__ import annotations

import random

_OCR = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("O", "0"),
    ("I", "l"),
    ("cl", "d"),
    ("d", "cl"),
    ("li", "h"),
    ("h", "li"),
    ("e", "c"),
    ("ii", "u"),
    ("S", "5"),
    ("B", "8"),
    ("i", "l"),
    ("a", "o"),
    ("nn", "rm"),
    ("vv", "w"),
    ("w", "vv"),
    ("G", "6"),
    ("f", "t"),
)
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "ei"),
    ("ei", "ie"),
    ("ee", "ea"),
    ("ea", "ee"),
    ("ll", "l"),
    ("nn", "n"),
    ("tt", "t"),
    ("ss", "s"),
    ("th", "t"),
    ("sh", "ch"),
    ("y", "i"),
    ("z", "s"),
    ("w", "v"),
    ("k", "c"),
    ("ou", "u"),
    ("a", "e"),
    ("o", "u"),
)


def misspelt(rng: random.Random, name: str) -> str:
    """A slip that leaves the name recognisable: a letter doubled, dropped, swapped or heard wrong."""
    words = name.split(" ")
    long = [position for position, word in enumerate(words) if len(word) > 3]
    if not long:
        return name + rng.choice(("e", "h", "s"))
    at = rng.choice(long)
    words[at] = _slip(rng, words[at])
    return " ".join(words)


def _slip(rng: random.Random, word: str) -> str:
    position = rng.randrange(1, len(word) - 1)
    kind = rng.random()
    if kind < 0.2:
        return word[:position] + word[position] + word[position:]
    if kind < 0.4:
        return word[:position] + word[position + 1 :]
    if kind < 0.6:
        return word[:position] + word[position + 1] + word[position] + word[position + 2 :]
    return _replace(rng, word, _SOUNDS) or word[:position] + word[position + 1 :]


def scanned(rng: random.Random, text: str) -> str:
    """The text with one letter misread by a scanner, if it has one that is often misread."""
    return _replace(rng, text, _OCR) or text


def _replace(rng: random.Random, text: str, table: tuple[tuple[str, str], ...]) -> str:
    """The text with one entry of the table applied at one place; empty when none applies."""
    found = [(start, pair) for pair in table for start in range(len(text)) if text.startswith(pair[0], start)]
    if not found:
        return ""
    start, (old, new) = rng.choice(found)
    return text[:start] + new + text[start + len(old) :]
