"""Paint over names in a picture and write the codes in their place.

Only where the box is certain: the line is level and was read with confidence, the
gaps beside the name are blank columns of pixels, the ground is of one shade, and
the code fits in legible letters. Afterwards the picture is read again: a word that
is still there makes the painting void.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from redactor import ocr
from redactor.formats.opc.pictures import font
from redactor.model import Span, substitute
from redactor.ocr import Box, OcrLine, OcrPage

CERTAIN = 0.9
"""Confidence from which a line's box and words are sure enough to paint it."""

_LETTER_SHARE = 0.72
_SMALLEST_SHARE = 0.6
_SMALLEST_POINTS = 8


@dataclass(frozen=True, slots=True)
class LineEdits:
    """What changes in one line.

    Attributes:
        line: A line of the picture.
        edits: Disjoint spans of ``line.text`` with what is written there.
    """

    line: OcrLine
    edits: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class _Patch:
    """One stretch of a line to be painted.

    Attributes:
        box: What is filled.
        start: Where writing begins (pixels from the left edge).
        room: Where it must end.
        text: What is written.
        old: What stood there.
        width: How wide that was.
    """

    box: Box
    start: int
    room: int
    text: str
    old: str
    width: int


def painted(image: Image.Image, page: OcrPage, changes: Sequence[LineEdits]) -> Image.Image | None:
    """Return a copy of a picture with the changes painted in.

    Args:
        image: In mode RGB.
        page: What was read on it.
        changes: The lines to change.

    Returns:
        ``None`` if a box is not certain, a code does not fit, or a word can still
        be read afterwards.

    Raises:
        OcrError: if the painted picture cannot be read again.
    """
    copy = image.copy()
    patches: list[_Patch] = []
    for change in changes:
        found = _patches(image, page, change)
        if found is None or not all(_apply(copy, image, patch) for patch in found):
            return None
        patches += found
    return None if _still_there(ocr.read(copy), patches) else copy


def _patches(image: Image.Image, page: OcrPage, change: LineEdits) -> list[_Patch] | None:
    """The stretches to paint: the words alone, or else the whole line."""
    line = change.line
    if not line.upright or line.confidence < CERTAIN:
        return None
    words = _word_patches(image, page, change)
    if words is not None and all(_points(patch) is not None for patch in words):
        return words
    box = _padded(line.box, line, page, image.size)
    new = substitute(line.text, change.edits).replace("\t", "   ")
    whole = _Patch(box, line.box.left, _clear_right(image, box), new, line.text, line.box.width)
    return None if _points(whole) is None else [whole]


def _word_patches(image: Image.Image, page: OcrPage, change: LineEdits) -> list[_Patch] | None:
    """A patch for each run of words; ``None`` if a gap beside one cannot be made out."""
    line = change.line
    runs = ocr.blank_runs(image, line.box)
    found: list[_Patch] = []
    for first, last, new in _word_runs(line, change.edits):
        box = _padded(line.box, line, page, image.size)
        left, right, start, end = box.left, box.right, line.box.left, line.box.right
        if first > 0:
            gap = ocr.gap_between(runs, line.words[first - 1], line.words[first], line.box.height)
            if gap is None:
                return None
            left, start = max(gap[0] + 1, gap[1] - line.box.height // 4), gap[1]
        if last + 1 < len(line.words):
            gap = ocr.gap_between(runs, line.words[last], line.words[last + 1], line.box.height)
            if gap is None:
                return None
            right, end = min(gap[1] - 1, gap[0] + line.box.height // 4), gap[0]
            room = gap[1] - max(2, line.box.height // 5)
        else:
            room = _clear_right(image, box)
        if right <= left:
            return None
        patch = Box(left, box.top, right, box.bottom)
        old = " ".join(word.text for word in line.words[first : last + 1])
        found.append(_Patch(patch, start, max(room, right), new, old, end - start))
    return found


def _word_runs(line: OcrLine, edits: Iterable[tuple[Span, str]]) -> list[tuple[int, int, str]]:
    """Runs of words that an edit touches: first and last index, and what is written there."""
    starts = line.starts
    spans = [Span(start, start + len(word.text)) for start, word in zip(starts, line.words, strict=True)]
    groups: list[tuple[int, int, list[tuple[Span, str]]]] = []
    for span, text in sorted(edits, key=lambda edit: edit[0]):
        touched = [i for i, word in enumerate(spans) if word.overlaps(span)]
        if not touched:
            continue
        if groups and touched[0] <= groups[-1][1]:
            first, last, own = groups.pop()
            groups.append((first, max(last, touched[-1]), [*own, (span, text)]))
        else:
            groups.append((touched[0], touched[-1], [(span, text)]))
    found: list[tuple[int, int, str]] = []
    for first, last, own in groups:
        start, end = spans[first].start, spans[last].end
        inside = [(Span(max(s.start, start) - start, min(s.end, end) - start), text) for s, text in own]
        found.append((first, last, substitute(line.text[start:end], inside).replace("\t", " ")))
    return found


def _padded(box: Box, line: OcrLine, page: OcrPage, size: tuple[int, int]) -> Box:
    """The box with a little room around it, but not into another line."""
    pad = max(1, round(0.08 * line.box.height))
    wide = Box(box.left - pad, box.top - pad, box.right + pad, box.bottom + pad).within(*size)
    top, bottom = wide.top, wide.bottom
    for other in page.lines:
        if other is line or not other.box.overlaps(wide):
            continue
        if other.box.top > line.box.top:
            bottom = min(bottom, max(other.box.top, box.bottom))
        else:
            top = max(top, min(other.box.bottom, box.top))
    return Box(wide.left, top, wide.right, bottom)


def _clear_right(image: Image.Image, box: Box) -> int:
    """How far to the right of a box the picture is blank (pixels from the left edge)."""
    beyond = Box(box.right - 1, box.top, image.width, box.bottom)
    first = next(iter(ocr.blank_runs(image, beyond)), None) if beyond.width > 1 else None
    if first is None or first[0] > box.right:
        return box.right
    return max(box.right, first[1] - max(4, box.height // 3))


def _points(patch: _Patch) -> int | None:
    """The size of letters (pixels) in which the text fits, or ``None``."""
    highest = round(_LETTER_SHARE * patch.box.height)
    least = max(_SMALLEST_POINTS, round(_SMALLEST_SHARE * highest))
    as_before = int(100 * patch.width / max(1.0, font(100).getlength(patch.old.replace("\t", "   "))))
    for points in range(max(min(highest, as_before), least), least - 1, -1):
        if font(points).getlength(patch.text) <= patch.room - patch.start - 1:
            return points
    return None


def _apply(copy: Image.Image, source: Image.Image, patch: _Patch) -> bool:
    """Fill and write one patch; ``False`` if the ground is not of one shade."""
    ground = ocr.even_ground(source, patch.box)
    points = _points(patch)
    if ground is None or points is None:
        return False
    draw = ImageDraw.Draw(copy)
    box = patch.box
    draw.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=ground)
    light = 0.299 * ground[0] + 0.587 * ground[1] + 0.114 * ground[2] > 127
    middle = (box.top + box.bottom) / 2
    draw.text(
        (patch.start, middle), patch.text, fill=(0, 0, 0) if light else (255, 255, 255), font=font(points), anchor="lm"
    )
    return True


def _gone(patch: _Patch) -> frozenset[str]:
    """The words that must not be read any more, in lower case without marks."""
    return frozenset(filter(None, map(_bare, patch.old.split()))) - frozenset(map(_bare, patch.text.split()))


def _bare(word: str) -> str:
    letters = "".join(c for c in word.casefold() if c.isalnum())
    return letters if len(letters) > 1 else ""


def _still_there(page: OcrPage, patches: Iterable[_Patch]) -> bool:
    return any(
        _bare(piece) in gone
        for patch in patches
        for gone in [_gone(patch)]
        for word in page.words
        if word.box.overlaps(patch.box)
        for piece in word.text.split()
    )
