"""What may stand between the tokens of a form."""

from __future__ import annotations

import re

from redactor.lexicon.folding import fold_text
from redactor.recognisers._matching.tokens import Line
from redactor.recognisers._matching.trie import Path

_SPACE = re.compile(r"[\s*_]+|\+|%20")
_TIGHT = re.compile(r"-\s*|'|\.|_|")
_STOPPED = re.compile(r"\.?[\s*]*-?\s*")
_COMMA = re.compile(r"\s?,[\s*]*|[\s*]+|_|-|\.|")
_ANY = re.compile(r"[\W_]{0,6}")


def _gaps(line: Line, path: Path) -> list[tuple[int, str]]:
    """Each part that another one follows, with the folded text between them."""
    return [(number, fold_text(line.gap(path[number + 1].first))) for number in range(len(path) - 1)]


def name_gaps(line: Line, path: Path, *, surname_first: bool) -> bool:
    """Whether the separators of a personal name's tokens are those of a name.

    Args:
        line: The text.
        path: The tokens.
        surname_first: Whether a comma may stand between them ("OLDROYD, Karen").
    """
    commas = 0
    for number, gap in _gaps(line, path):
        if _SPACE.fullmatch(gap) or _TIGHT.fullmatch(gap):
            continue
        if len(path[number].reading.token) <= 2 and _STOPPED.fullmatch(gap):
            continue
        if surname_first and commas == 0 and _COMMA.fullmatch(gap):
            commas += 1
            continue
        return False
    return True


def loose_gaps(line: Line, path: Path) -> bool:
    """Whether a place's tokens are parted by nothing but a few characters that are no letters."""
    return all(_ANY.fullmatch(gap) for _, gap in _gaps(line, path))


def is_joined(gap: str) -> bool:
    """Whether two tokens are tied together as in an address or a file name: nothing, stop, underscore, hyphen."""
    return gap in ("", ".", "_", "-")
