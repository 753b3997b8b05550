"""Take words out of a picture of a page and write codes there, the rest of their line moved up.

A gap as wide as the name would tell who it was, so what follows on the line moves: the
pixels of the kept words are pasted behind the code. Columns stay where they are: a gap
wider than one and a half times the line's height is not closed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw

from redactor import ocr
from redactor.errors import HeldError
from redactor.formats.opc.pictures import font
from redactor.ocr import Box, OcrLine, OcrPage, OcrWord

_COLUMN_GAP = 1.5
_LETTER_SHARE = 0.74
_SMALLEST = 9
_LEAST_SHRINK = 0.6
_SPACE = 0.28
_MARGIN = 1
_BASELINE_SHARE = 0.4
_SHADE_STEP, _GRAIN, _LEAST_PAPER = 8, 32, 0.5
_STEP = "Replace the page by its typed text, or leave it out."


class RepaintError(HeldError):
    """A name in a picture that cannot be painted out soundly."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """What becomes of a word: its new text, ``""`` for nothing, and whether it is drawn anew."""

    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that are pasted as they are, or a text that is drawn."""

    words: tuple[OcrWord, ...]
    text: str | None
    gap: int


def repaint(
    image: Image.Image,
    page: OcrPage,
    rewordings: Mapping[tuple[int, int], Rewording],
    gone: Collection[tuple[int, int]] = (),
    boxes: Sequence[Box] = (),
) -> OcrPage:
    """Change words of a picture in place.

    Args:
        image: In mode RGB; it is changed.
        page: What was read on it.
        rewordings: By line and word.
        gone: Words that stand under boxes: they are neither moved nor answered.
        boxes: Nothing is written into them.

    Returns:
        The page as it reads now: codes in place of names, the moved words at their new places.

    Raises:
        RepaintError: if a line is not level, its ground is not of one shade, or a code finds no room.
    """
    lines = list(page.lines)
    for number, line in enumerate(page.lines):
        own = {index: rewordings[(number, index)] for index in range(len(line.words)) if (number, index) in rewordings}
        under = {index for index in range(len(line.words)) if (number, index) in gone}
        if own or under:
            lines[number] = _repaint_line(image, page, line, own, _Parts(under, boxes))
    return replace(page, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class _Parts:
    """What of a line lies under boxes: numbers of its words, and the boxes of the page."""

    gone: Collection[int] = ()
    boxes: Sequence[Box] = ()

    def limit(self, line: OcrLine, start: int, right: int) -> int:
        """How far a column of the line may reach that begins at a word and may reach that far if nothing is there."""
        left, box = line.words[start].box.left, line.box
        beside = (b.left for b in self.boxes if b.top < box.bottom and box.top < b.bottom and b.left > left)
        return min([right, *beside])


def _repaint_line(
    image: Image.Image, page: OcrPage, line: OcrLine, own: Mapping[int, Rewording], parts: _Parts
) -> OcrLine:
    if own and not line.upright:
        raise RepaintError("A name stands in a line that is not level.", next_step=_STEP)
    words: list[OcrWord] = []
    for first, last in _columns(line, parts.gone):
        if first in parts.gone:
            continue
        if any(first <= index < last for index in own):
            limit = line.words[last].box.left if last < len(line.words) else _right_limit(page, image)
            words += _repaint_column(image, page, line, (first, last), own, parts.limit(line, first, limit))
        else:
            words += line.words[first:last]
    if not words:
        return replace(line, words=())
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return replace(line, words=tuple(words), box=box)


def _columns(line: OcrLine, gone: Collection[int]) -> list[tuple[int, int]]:
    """Runs of words without a wide gap, all of them under boxes or none, as half-open ranges."""
    found = [0]
    for index in range(1, len(line.words)):
        gap = line.words[index].box.left - line.words[index - 1].box.right
        if gap > _COLUMN_GAP * line.box.height or (index in gone) != (index - 1 in gone):
            found.append(index)
    return list(zip(found, [*found[1:], len(line.words)], strict=True))


def _right_limit(page: OcrPage, image: Image.Image) -> int:
    """How far a line may reach: a little beyond the widest one."""
    widest = max((line.box.right for line in page.lines), default=image.width)
    return min(image.width - 4, widest + max(8, image.width // 40))


def _repaint_column(
    image: Image.Image,
    page: OcrPage,
    line: OcrLine,
    span: tuple[int, int],
    own: Mapping[int, Rewording],
    limit: int,
) -> list[OcrWord]:
    """Draw the changed part of one column of a line; answers all its words."""
    first, last = span
    start = next(index for index in range(first, last) if index in own)
    kept = list(line.words[first:start])
    band = _band(line, page, image)
    left = _left_edge(image, line, start, first)
    right = line.words[last - 1].box.right
    erased = Box(left, band[0], min(right + max(3, line.box.height // 4), limit), band[1]).within(*image.size)
    ground = _ground(image, erased)
    light = 0.299 * ground[0] + 0.587 * ground[1] + 0.114 * ground[2] > 127
    ink = (0, 0, 0) if light else (255, 255, 255)
    pieces = _pieces(line, start, last, own)
    base = _baseline(image, line)
    strips = {
        id(piece): image.crop((*_sides(image, line, piece, band), band[1])) for piece in pieces if piece.text is None
    }
    begin = line.words[start].box.left
    points, squeeze = _fit(pieces, line, limit - 2 - begin)
    draw = ImageDraw.Draw(image)
    draw.rectangle((erased.left, erased.top, erased.right - 1, erased.bottom - 1), fill=ground)
    x = begin
    for piece in pieces:
        x += round(piece.gap * squeeze)
        if piece.text is None:
            image.paste(strips[id(piece)], (x - _MARGIN, band[0]))
            shift = x - piece.words[0].box.left
            moved = [
                replace(w, box=Box(w.box.left + shift, w.box.top, w.box.right + shift, w.box.bottom))
                for w in piece.words
            ]
            kept += moved
            x = moved[-1].box.right
        elif piece.text:
            width = round(font(points).getlength(piece.text))
            draw.text((x, base), piece.text, fill=ink, font=font(points), anchor="ls")
            kept.append(OcrWord(piece.text, Box(x, line.box.top, x + width, line.box.bottom), 1.0))
            x += width
    return kept


def _pieces(line: OcrLine, start: int, last: int, own: Mapping[int, Rewording]) -> list[_Piece]:
    """What is put on the line from the first changed word on."""
    space = max(3, round(_SPACE * line.box.height))
    pieces: list[_Piece] = []
    run: list[OcrWord] = []
    run_gap = 0
    is_first = True
    for index in range(start, last):
        word = line.words[index]
        if index not in own:
            if not run:
                run_gap = 0 if is_first else space
            run.append(word)
            is_first = False
            continue
        if run:
            pieces.append(_Piece(tuple(run), None, run_gap))
            run = []
        if own[index].text:
            pieces.append(_Piece((word,), own[index].text, 0 if is_first else space))
            is_first = False
    if run:
        pieces.append(_Piece(tuple(run), None, run_gap))
    return pieces


def _sides(image: Image.Image, line: OcrLine, piece: _Piece, band: tuple[int, int]) -> tuple[int, int, int]:
    """Left, top and right of the pixels of kept words: from gap to gap, with a small margin."""
    index = line.words.index(piece.words[0])
    left, right = piece.words[0].box.left, piece.words[-1].box.right
    if index:
        gap = _gap(image, line, index)
        left = gap[1] if gap is not None else left
    if index + len(piece.words) < len(line.words):
        gap = _gap(image, line, index + len(piece.words))
        right = gap[0] if gap is not None else right
    return left - _MARGIN, band[0], right + _MARGIN


def _gap(image: Image.Image, line: OcrLine, index: int) -> tuple[int, int] | None:
    """The blank columns before a word."""
    runs = ocr.blank_runs(image, line.box)
    return ocr.gap_between(runs, line.words[index - 1], line.words[index], line.box.height)


def _fit(pieces: list[_Piece], line: OcrLine, room: int) -> tuple[int, float]:
    """The size of the codes (pixels) and how much the gaps are narrowed, so that everything has room."""
    largest = max(_SMALLEST, round(_LETTER_SHARE * _letter_height(line)))
    kept = sum(p.words[-1].box.right - p.words[0].box.left for p in pieces if p.text is None)
    gaps = sum(p.gap for p in pieces)
    for points in range(largest, max(_SMALLEST, round(_LEAST_SHRINK * largest)) - 1, -1):
        drawn = sum(round(font(points).getlength(p.text)) for p in pieces if p.text)
        if drawn + kept + gaps <= room:
            return points, 1.0
        if drawn + kept + round(0.6 * gaps) <= room:
            return points, 0.6
    raise RepaintError("A code finds no room in the line of a picture.", next_step=_STEP)


def _letter_height(line: OcrLine) -> float:
    """From the top of capitals to the foot of letters that hang, in pixels."""
    heights = sorted(word.box.height for word in line.words)
    return max(line.box.height * 0.6, float(heights[len(heights) // 2]) * 1.1)


def _baseline(image: Image.Image, line: OcrLine) -> int:
    """Where the letters of a line stand: the lowest row with much ink."""
    rows = ocr.ink(image, line.box).sum(axis=1)
    if not rows.any():
        return round(line.box.bottom - 0.2 * line.box.height)
    return line.box.top + int(np.flatnonzero(rows >= _BASELINE_SHARE * rows.max())[-1]) + 1


def _band(line: OcrLine, page: OcrPage, image: Image.Image) -> tuple[int, int]:
    """The rows that belong to a line: a little more than its box, but not into another line's."""
    pad = max(2, round(0.12 * line.box.height))
    top, bottom = max(0, line.box.top - pad), min(image.height, line.box.bottom + pad)
    for other in page.lines:
        if other is line or other.box.right <= line.box.left or line.box.right <= other.box.left:
            continue
        if line.box.top < other.box.top < bottom:
            bottom = max(line.box.bottom, other.box.top)
        elif top < other.box.bottom < line.box.bottom:
            top = min(line.box.top, other.box.bottom)
    return top, bottom


def _left_edge(image: Image.Image, line: OcrLine, start: int, first: int) -> int:
    """Where erasing begins: in the blank gap before the word."""
    word = line.words[start]
    if start == first:
        return max(0, word.box.left - max(2, line.box.height // 6))
    before = line.words[start - 1]
    gap = _gap(image, line, start)
    if gap is not None and gap[1] - gap[0] >= 2:
        return (gap[0] + gap[1]) // 2
    return max(before.box.right, word.box.left - max(1, (word.box.left - before.box.right) // 2))


def _ground(image: Image.Image, box: Box) -> tuple[int, int, int]:
    """The colour of the paper in a box, which may be grainy as scans are."""
    pixels = np.asarray(image.crop((box.left, box.top, box.right, box.bottom))).reshape(-1, 3).astype(np.int16)
    shades = pixels.mean(axis=1)
    if not len(shades):
        raise RepaintError("A name in a picture cannot be painted out.", next_step=_STEP)
    commonest = int(np.bincount((shades / _SHADE_STEP).astype(int)).argmax()) * _SHADE_STEP + _SHADE_STEP / 2
    colour = np.median(pixels[np.abs(shades - commonest) <= _GRAIN], axis=0)
    paper = pixels[np.abs(pixels - colour).max(axis=1) <= _GRAIN]
    if len(paper) < _LEAST_PAPER * len(pixels):
        raise RepaintError("A name stands on a picture or a patterned ground.", next_step=_STEP)
    red, green, blue = (int(value) for value in np.median(paper, axis=0))
    return red, green, blue
