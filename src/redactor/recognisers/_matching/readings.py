"""Which listed tokens a token of the text may stand for: itself, a scanning error, a misspelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.words import is_name_word, is_proper_noun, is_word

EXACT, SCANNED, MISSPELT, GLUED = 0, 1, 2, 9
_DIGITS = str.maketrans({"0": "o", "1": "l", "5": "s", "8": "b"})
_SHAPES = str.maketrans({"i": "l", "j": "j"})
_CACHE = 200_000
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("y", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("ee", "i"),
    ("th", "t"),
    ("gh", "g"),
    ("kh", "k"),
    ("w", "v"),
    ("oo", "u"),
    ("ou", "u"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A listed token that a token of the text may stand for.

    Attributes:
        token: The listed token.
        cost: ``EXACT``, ``SCANNED``, ``MISSPELT`` plus the number of errors less one, or ``GLUED``.
        known: Whether the text's token is another known name, so that it needs company to count.
        left, right: How many characters at either end belong to a neighbouring word (``GLUED``).
    """

    token: str
    cost: int
    known: bool = False
    left: int = 0
    right: int = 0


def shape(token: str) -> str:
    """What is left of a token when a scanner cannot tell rn from m, l from 1 or I, 0 from O, cl from d, vv from w."""
    token = token.translate(_DIGITS).translate(_SHAPES)
    return token.replace("rn", "m").replace("cl", "d").replace("vv", "w")


def sound(token: str) -> str:
    """A rough key of how a name sounds: Philips and Phillips, Catherine and Katherine share one."""
    for written, heard in _SOUNDS:
        token = token.replace(written, heard)
    out = [char for index, char in enumerate(token) if index == 0 or char != token[index - 1]]
    return "".join(out).removesuffix("e")


def _errors_allowed(token: str) -> int:
    """One error in 5 to 7 letters, two in more (issue 2, item 5)."""
    return 0 if len(token) < 5 else 1 if len(token) <= 7 else 2


class Readings:
    """The listed tokens.

    Args:
        tokens: Token -> whether misspellings of it count.
    """

    def __init__(self, tokens: Mapping[str, bool]) -> None:
        self.tokens = frozenset(tokens)
        self._cache: dict[str, tuple[Reading, ...]] = {}
        self._shapes: dict[str, list[str]] = {}
        self._by_length: dict[int, list[str]] = {}
        for token, fuzzy in tokens.items():
            if fuzzy and token.isalpha():
                if len(token) >= 3:
                    self._shapes.setdefault(shape(token), []).append(token)
                reach = _errors_allowed(token)
                for length in range(len(token) - reach, len(token) + reach + 1) if reach else ():
                    self._by_length.setdefault(length, []).append(token)

    def of(self, text: str) -> tuple[Reading, ...]:
        """The readings of a token (folded), the cheapest kind only; empty for most."""
        found = self._cache.get(text)
        if found is None:
            if len(self._cache) >= _CACHE:
                self._cache.clear()
            found = self._cache[text] = self._look_up(text)
        return found

    def _look_up(self, text: str) -> tuple[Reading, ...]:
        if text in self.tokens:
            return (Reading(text, EXACT),)
        if len(text) < 3 or len(text) > 60 or text.isdigit() or is_word(text):
            return ()
        scanned = self._scanned(text)
        if scanned:
            return scanned
        if not text.isalpha() or is_name_word(text):
            return ()
        return self._misspelt(text) + self._glued(text)

    def _scanned(self, text: str) -> tuple[Reading, ...]:
        digits = not text.isalpha()
        if len(text) < 4 and not digits:
            return ()
        known = not digits and (is_proper_noun(text) or is_given_name(text) or is_name_word(text))
        return tuple(Reading(token, SCANNED, known) for token in self._shapes.get(shape(text), ()))

    def _misspelt(self, text: str) -> tuple[Reading, ...]:
        choices: Iterable[str] = self._by_length.get(len(text), ())
        measured = ((DamerauLevenshtein.distance(text, token, score_cutoff=2), token) for token in choices)
        close = [(errors, token) for errors, token in measured if errors <= _errors_allowed(token)]
        close = [(errors, token) for errors, token in close if errors < 2 or sound(token)[0] == sound(text)[0]]
        if not close:
            return ()
        fewest = min(errors for errors, _ in close)
        known = is_proper_noun(text) or is_given_name(text)
        return tuple(
            Reading(token, MISSPELT + errors - 1, known and sound(token) != sound(text))
            for errors, token in close
            if errors == fewest
        )

    def _glued(self, text: str) -> tuple[Reading, ...]:
        """A listed token with a neighbouring word stuck to it for want of a space."""
        out = []
        for cut in range(2, len(text) - 1):
            left, right = text[:cut], text[cut:]
            if cut >= 4 and left in self.tokens and is_word(right):
                out.append(Reading(left, GLUED, right=len(right)))
            if len(right) >= 4 and right in self.tokens and is_word(left):
                out.append(Reading(right, GLUED, left=len(left)))
        return tuple(out)
