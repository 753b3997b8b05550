"""Where a line of a picture has no ink: between words, and around the line.

An engine guesses where a word ends, from columns far wider than a pixel. The
pixels know it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from redactor.ocr.page import Box, OcrLine, OcrWord

_DIFFERENT = 48
_NARROWEST_SPACE = 0.2
_SPACE = 0.3
_REACH = 0.6
_EVEN_GROUND = 12.0
_LEAST_GROUND = 0.4


def ink(image: Image.Image, box: Box) -> NDArray[np.bool_]:
    """Which pixels of a box differ from its commonest shade (rows by columns).

    Args:
        image: In mode RGB.
        box: Within the picture.
    """
    shades = np.asarray(image.crop((box.left, box.top, box.right, box.bottom)).convert("L")).astype(np.int16)
    ground = int(np.bincount(shades.ravel(), minlength=256).argmax()) if shades.size else 255
    differs: NDArray[np.bool_] = np.abs(shades - ground) > _DIFFERENT
    return differs


def even_ground(image: Image.Image, box: Box) -> tuple[int, int, int] | None:
    """The colour between the letters of a box, or ``None`` if it is not one colour: ``ink`` is then a guess.

    Args:
        image: In mode RGB.
        box: Within the picture.
    """
    pixels = np.asarray(image.crop((box.left, box.top, box.right, box.bottom)))
    bare = pixels[~ink(image, box)]
    if len(bare) < max(1, _LEAST_GROUND * box.width * box.height) or bare.std(axis=0).max() > _EVEN_GROUND:
        return None
    red, green, blue = (int(value) for value in np.median(bare, axis=0))
    return red, green, blue


def blank_runs(image: Image.Image, box: Box) -> tuple[tuple[int, int], ...]:
    """Columns of a box without ink, as half-open runs in pixels of the picture, from left to right."""
    blank = ~ink(image, box).any(axis=0)
    steps = np.diff(np.concatenate([[False], blank, [False]]).astype(np.int8))
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return tuple((box.left + int(a), box.left + int(b)) for a, b in zip(starts, ends, strict=True))


def gap_between(
    runs: tuple[tuple[int, int], ...], left: OcrWord, right: OcrWord, height: int
) -> tuple[int, int] | None:
    """The blank run that parts two neighbouring words, or ``None`` if no gap is wide enough for a space.

    Args:
        runs: Of ``blank_runs`` for their line.
        left: The word before the gap.
        right: The word after it.
        height: Of the line in pixels.
    """
    middle = (left.box.right + right.box.left) / 2
    reach = max(_REACH * height, (right.box.left - left.box.right) / 2)
    wide = [run for run in runs if run[1] - run[0] >= max(2, _NARROWEST_SPACE * height)]
    near = [run for run in wide if run[0] <= middle + reach and run[1] >= middle - reach]
    return max(near, key=lambda run: (run[1] - run[0], -abs(run[0] + run[1] - 2 * middle)), default=None)


def mended(line: OcrLine, image: Image.Image) -> OcrLine:
    """The line with the spaces that the picture shows.

    Words are joined that the engine parted although there is no gap, and parted
    where it joined them over a wide one: before a capital, between letters and
    figures, after a mark, and between figures.
    """
    if not line.upright or even_ground(image, line.box) is None:
        return line
    runs = blank_runs(image, line.box)
    joined = _joined(line, runs)
    return replace(line, words=tuple(part for word in joined for part in _parted(word, runs, line.box.height)))


def _joined(line: OcrLine, runs: tuple[tuple[int, int], ...]) -> list[OcrWord]:
    """The words of a line, those joined that no gap parts."""
    height = line.box.height
    gaps = [gap_between(runs, one, other, height) for one, other in pairwise(line.words)]
    words = [line.words[0]]
    for index, word in enumerate(line.words[1:]):
        last = words[-1]
        is_close = word.box.left - last.box.right < height
        if is_close and (gaps[index] is None or _belongs_elsewhere(index, gaps, line.words)):
            joined = OcrWord(last.text + word.text, last.box.union(word.box), min(last.confidence, word.confidence))
            words[-1] = joined
        else:
            words.append(word)
    return words


def _parted(word: OcrWord, runs: tuple[tuple[int, int], ...], height: int) -> list[OcrWord]:
    """A word cut at the wide gaps within it, where its letters allow a cut."""
    box, text = word.box, word.text
    for start, end in runs:
        if end - start < _SPACE * height or not (box.left < start and end < box.right):
            continue
        guess = len(text) * (start - box.left) / (box.width - (end - start))
        cut = _cut_near(text, guess)
        if cut is not None:
            left = OcrWord(text[:cut], replace(box, right=start), word.confidence)
            right = OcrWord(text[cut:], replace(box, left=end), word.confidence)
            return [left, *_parted(right, runs, height)]
    return [word]


def _cut_near(text: str, guess: float) -> int | None:
    """Where a text may be cut, at most one and a half letters from a guess."""
    places = [i for i in range(1, len(text)) if abs(i - guess) <= 1.5 and _may_part(text[i - 1], text[i])]
    if places:
        return min(places, key=lambda place: abs(place - guess))
    exact = round(guess)
    between_figures = 0 < exact < len(text) and text[exact - 1].isdigit() and text[exact].isdigit()
    return exact if between_figures else None


def _may_part(before: str, after: str) -> bool:
    if before.isalnum() and after.isalnum():
        return (before.islower() and after.isupper()) or before.isdigit() != after.isdigit()
    return not before.isalnum() and after.isalnum()


def _belongs_elsewhere(index: int, gaps: Sequence[tuple[int, int] | None], words: Sequence[OcrWord]) -> bool:
    """Whether the blank run after a word is rather the one after the word before or the next word."""
    gap = gaps[index]
    own = _distance(gap, words[index], words[index + 1])
    for other in (index - 1, index + 1):
        if 0 <= other < len(gaps) and gaps[other] == gap:
            theirs = _distance(gap, words[other], words[other + 1])
            if theirs < own or (theirs == own and other < index):
                return True
    return False


def _distance(gap: tuple[int, int] | None, left: OcrWord, right: OcrWord) -> float:
    return abs(sum(gap) - left.box.right - right.box.left) if gap else 0.0
