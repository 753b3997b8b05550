"""What becomes of the words of a picture of a page: of those that an edit touches, and of those under a box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redactor.formats.pdf.pagework import Edit
from redactor.formats.pdf.raster.repaint import Rewording
from redactor.formats.pdf.raster.words import Spot
from redactor.formats.rectangles import holds, touches
from redactor.ocr import Box, OcrPage

Key = tuple[int, int]
"""Numbers of a line and of a word of it."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The edits of a page of which parts are removed.

    Attributes:
        painted: Edits that are painted word by word.
        gone: Words that go under a box.
        worded: The boxes that edits take words out of.
        labels: What is read in the place of some of them.
    """

    painted: tuple[Edit, ...]
    gone: frozenset[Key]
    worded: frozenset[Box]
    labels: tuple[tuple[Key, str], ...]


def part(page: OcrPage, edits: Sequence[Edit], boxes: Sequence[Box], labels: Iterable[str]) -> Parted:
    """Tell the edits that take words of a removed part out from the others.

    Args:
        page: What was read on it.
        edits: Of the page.
        boxes: The parts, in pixels.
        labels: What is written on their boxes.
    """
    known = frozenset(labels)
    painted: list[Edit] = []
    gone = {
        (at, index) for at, line in enumerate(page.lines) for index, w in enumerate(line.words) if holds(boxes, w.box)
    }
    worded: set[Box] = set()
    said: list[tuple[Key, str]] = []
    for edit in edits:
        keys = list(dict.fromkeys(_keys(edit)))
        under = [key for key in keys if parts_at(page, key, boxes)]
        if under and edit.removed and (edit.text in known or not edit.text):
            gone.update(keys)
            worded.update(box for key in under for box in parts_at(page, key, boxes))
            said += [(under[0], edit.text)] if edit.text else []
        else:
            painted.append(edit)
    return Parted(tuple(painted), frozenset(gone), frozenset(worded), tuple(said))


def parts_at(page: OcrPage, key: Key, boxes: Iterable[Box]) -> list[Box]:
    """The parts that a word lies in, if only partly."""
    word = page.lines[key[0]].words[key[1]]
    return [box for box in boxes if touches(box, word.box, len(word.text))]


def _keys(edit: Edit) -> Iterator[Key]:
    return ((mark.line, mark.word) for mark in edit.marks if isinstance(mark, Spot))


def rewordings(page: OcrPage, edits: Sequence[Edit]) -> dict[tuple[int, int], Rewording]:
    """What becomes of each word that an edit touches.

    The text of an edit stands in the first word that it touches; what is left behind it of
    its last word (a comma, a possessive) is drawn there with it, unless another edit touches that word.
    """
    inserted: dict[tuple[int, int], dict[int, str]] = {}
    gone: dict[tuple[int, int], set[int]] = {}
    spots_of = [[mark for mark in edit.marks if isinstance(mark, Spot)] for edit in edits]
    touched = Counter(word for spots in spots_of for word in {(spot.line, spot.word) for spot in spots})
    for edit, spots in zip(edits, spots_of, strict=True):
        if not spots:
            continue
        for spot in spots:
            gone.setdefault((spot.line, spot.word), set()).add(spot.offset)
        first, last = spots[0], spots[-1]
        text = edit.text
        if (first.line, first.word) != (last.line, last.word) and touched[(last.line, last.word)] == 1:
            whole = page.lines[last.line].words[last.word].text
            text += whole[last.offset + 1 :]
            gone[(last.line, last.word)].update(range(last.offset + 1, len(whole)))
        inserted.setdefault((first.line, first.word), {})[first.offset] = text
    found: dict[tuple[int, int], Rewording] = {}
    for key, offsets in gone.items():
        text = page.lines[key[0]].words[key[1]].text
        here = inserted.get(key, {})
        kept = [here.get(i, "") + ("" if i in offsets else c) for i, c in enumerate(text)]
        found[key] = Rewording("".join(kept))
    return found
