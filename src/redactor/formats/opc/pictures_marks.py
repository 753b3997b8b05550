"""Is there something in a picture beside the text that was read: a photograph, handwriting, a signature?

Straight lines, frames, bars and filled areas are part of a table or a diagram.
Anything else of some size that stands outside the text is a mark that nobody has
read. The rule errs on the side of "yes": a drawn curve counts as handwriting.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from redactor.ocr import OcrPage

_LONGEST = 1000
_DIFFERENT = 48
_ALIKE = 24
_CELL_INK = 0.08
_PLAIN_COLOURS = 8
_PLAIN_SHARE = 0.6
_MUCH = 0.1

_Mask = NDArray[np.bool_]


def has_unread_marks(image: Image.Image, page: OcrPage) -> bool:
    """Whether a picture shows more than the text that was read and plain shapes.

    Args:
        image: In mode RGB.
        page: What was read on it.
    """
    scale = min(1.0, _LONGEST / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    pixels = np.asarray(image.resize(size, Image.Resampling.BOX)).astype(np.int16)
    rest = _off_ground(pixels) & ~_text_mask(page, size, scale)
    if not rest.any():
        return False
    if rest.mean() > _MUCH and _many_colours(pixels[rest]):
        return True
    height = _line_height(page, scale)
    unread = rest & ~_in_long_runs(pixels, rest, max(8, round(0.8 * height)))
    return _has_large_group(unread, max(4, round(height / 3)), height)


def _line_height(page: OcrPage, scale: float) -> float:
    heights = [line.box.height * scale for line in page.legible]
    return float(np.median(heights)) if heights else 16.0


def _off_ground(pixels: NDArray[np.int16]) -> _Mask:
    """Pixels that are not of the commonest colour."""
    codes = _coarse(pixels)
    ground = np.median(pixels[codes == np.bincount(codes.ravel()).argmax()], axis=0)
    differs: _Mask = np.abs(pixels - ground).max(axis=2) > _DIFFERENT
    return differs


def _coarse(pixels: NDArray[np.int16]) -> NDArray[np.int64]:
    """One number for each pixel's colour, 16 steps for each channel."""
    steps = pixels.astype(np.int64) >> 4
    found: NDArray[np.int64] = (steps[..., 0] << 8) | (steps[..., 1] << 4) | steps[..., 2]
    return found


def _text_mask(page: OcrPage, size: tuple[int, int], scale: float) -> _Mask:
    mask = np.zeros((size[1], size[0]), dtype=bool)
    for line in page.legible:
        pad = 2 + 0.2 * line.box.height * scale
        top, left = int(max(0.0, line.box.top * scale - pad)), int(max(0.0, line.box.left * scale - pad))
        mask[top : int(line.box.bottom * scale + pad) + 1, left : int(line.box.right * scale + pad) + 1] = True
    return mask


def _many_colours(colours: NDArray[np.int16]) -> bool:
    """Whether eight colours do not suffice for most of the pixels: a photograph."""
    counts = np.sort(np.bincount(_coarse(colours[np.newaxis])[0]))[::-1]
    return bool(counts[:_PLAIN_COLOURS].sum() < _PLAIN_SHARE * counts.sum())


def _in_long_runs(pixels: NDArray[np.int16], rest: _Mask, length: int) -> _Mask:
    """Pixels in level or upright runs of like colour of at least that length."""
    across = _runs(pixels, rest, length)
    down = _runs(pixels.transpose(1, 0, 2), rest.T, length).T
    found: _Mask = across | down
    return found


def _runs(pixels: NDArray[np.int16], rest: _Mask, length: int) -> _Mask:
    """The level half of ``_in_long_runs``."""
    alike = (np.abs(np.diff(pixels, axis=1)).max(axis=2) <= _ALIKE) & rest[:, 1:] & rest[:, :-1]
    breaks = np.concatenate([np.ones((rest.shape[0], 1), bool), ~alike], axis=1)
    numbers = np.cumsum(breaks.ravel()) - 1
    lengths = np.bincount(numbers)
    found: _Mask = (lengths[numbers] >= length).reshape(rest.shape) & rest
    return found


def _has_large_group(unread: _Mask, cell: int, height: float) -> bool:
    """Whether cells with unread ink hang together over twice a line's height in width, and half of it in height."""
    rows, columns = -(-unread.shape[0] // cell), -(-unread.shape[1] // cell)
    padded = np.zeros((rows * cell, columns * cell), dtype=bool)
    padded[: unread.shape[0], : unread.shape[1]] = unread
    filled = padded.reshape(rows, cell, columns, cell).mean(axis=(1, 3)) >= _CELL_INK
    waiting = {(int(row), int(column)) for row, column in np.argwhere(filled)}
    while waiting:
        group = _group(waiting)
        tall = (max(row for row, _ in group) - min(row for row, _ in group) + 1) * cell
        wide = (max(column for _, column in group) - min(column for _, column in group) + 1) * cell
        if max(tall, wide) >= 2 * height and min(tall, wide) >= 0.5 * height:
            return True
    return False


def _group(waiting: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take the cells that hang together with one of them out of the set."""
    found = [waiting.pop()]
    for row, column in found:
        for near in [(row + a, column + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]:
            if near in waiting:
                waiting.remove(near)
                found.append(near)
    return found
