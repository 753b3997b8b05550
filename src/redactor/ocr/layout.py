"""From the stretches that an engine reads to lines in reading order.

An engine reads "Name:" and what stands after it as two stretches. Rules that need
the word before a name need them in one line.
"""

from __future__ import annotations

from collections.abc import Iterable

from redactor.ocr.page import Box, OcrLine, OcrWord

_JOINING_GAP = 6.0
_SAME_ROW = 0.5


def lines_of(stretches: Iterable[OcrLine]) -> tuple[OcrLine, ...]:
    """Join level stretches of one row, and order everything from top to bottom, left to right.

    Stretches are joined when their heights overlap by half and the gap between
    them is at most six times their height.
    """
    rows: list[list[OcrLine]] = []
    for stretch in sorted(stretches, key=lambda s: (s.box.top + s.box.bottom, s.box.left)):
        row = next((row for row in reversed(rows) if _same_row(row[0], stretch)), None)
        if row is None:
            rows.append([stretch])
        else:
            row.append(stretch)
    found: list[OcrLine] = []
    for row in rows:
        found += _joined(sorted(row, key=lambda s: s.box.left))
    return tuple(found)


def _same_row(one: OcrLine, other: OcrLine) -> bool:
    if not (one.upright and other.upright):
        return False
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared >= _SAME_ROW * max(one.box.height, other.box.height)


def _joined(row: list[OcrLine]) -> list[OcrLine]:
    found = [row[0]]
    for stretch in row[1:]:
        last = found[-1]
        gap = stretch.box.left - last.box.right
        if gap <= _JOINING_GAP * max(last.box.height, stretch.box.height):
            found[-1] = OcrLine(
                words=(*last.words, *stretch.words),
                box=last.box.union(stretch.box),
                confidence=min(last.confidence, stretch.confidence),
            )
        else:
            found.append(stretch)
    return found


def stretch(words: Iterable[OcrWord], box: Box, confidence: float, *, upright: bool) -> OcrLine:
    """A stretch as an engine read it; its words from left to right."""
    return OcrLine(tuple(sorted(words, key=lambda w: w.box.left) if upright else words), box, confidence, upright)
