"""Parts of pages that are removed, on pages of text: what of the lines goes with them, and what stands beside.

The page becomes a picture with a box over each part, but first its lines are edited like those
of every page. Words in a part are taken out, and nothing is written for them: the box stands there,
and grey over what of them lies beside it and over the gap that a shorter line leaves before them.
A line beside a part is set by itself, between the part and its usual edges, so that no code runs
into the box; all other lines of its paragraph are broken anew as usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from redactor.formats.base import PageBox
from redactor.formats.pdf.boxes import letter_boxes, turned
from redactor.formats.pdf.glyphs import Line, Word
from redactor.formats.pdf.inplace.passages import Passage
from redactor.formats.pdf.inplace.records import Box
from redactor.formats.pdf.inplace.tokens import Flow, line_marks, page_of, removals, split_lines
from redactor.formats.rectangles import BLANK, touches
from redactor.model import Rectangle, Replacement, on_page
from redactor.ocr import Box as PixelBox

_LEAST = 1.0
"""Points."""
_EVERYWHERE = (float("-inf"), float("inf"))


@dataclass(slots=True)
class Boxes:
    """The parts of the pages of one document.

    Args:
        rectangles: On pages whose text is edited.
        sizes: Width and height of each page as shown, in points, from page 1.

    Of the edits carried out it is kept which parts they touch, and what would be read in which part.
    """

    rectangles: Sequence[Rectangle]
    sizes: Sequence[tuple[float, float]]
    _said: list[tuple[int, int, Word]] = field(default_factory=list)
    _worded: set[Rectangle] = field(default_factory=set)
    _grey: dict[int, list[PageBox]] = field(default_factory=dict)

    def view(self, number: int) -> list[Box]:
        """The parts of a page in view coordinates."""
        height = self.sizes[number - 1][1]
        return [(box.left, height - box.bottom, box.right, height - box.top) for _, box in self._on(number)]

    def touch(self, passage: Passage) -> bool:
        """Whether a passage stands on a page with such a part."""
        pages = {line.page for line in passage.lines}
        return any(rectangle.page in pages for rectangle in self.rectangles)

    def carried_out(
        self, passage: Passage, edits: Sequence[Replacement]
    ) -> tuple[Sequence[Replacement], frozenset[int]]:
        """The edits of a passage as they are written into its lines, and the glyphs that go without a word.

        Args:
            passage: One that ``touch`` is true of.
            edits: The plan's.
        """
        left: list[Replacement] = []
        gone: set[int] = set()
        for edit in edits:
            whole = _with_points(passage.segment.text, edit)
            ((marks, _, _),) = removals(passage, [whole]) or [([], "", False)]
            parts = self._parts(passage, marks) if edit.kind == "removed" and marks else []
            self._worded.update(parts)
            if not any(part.text == edit.text for part in parts):
                left.append(edit)
                continue
            left.append(replace(whole, text=""))
            gone.update(marks)
            page = page_of(marks[0])
            lines = [line for line in passage.lines if line.page == page]
            label = _label(lines, frozenset(marks), edit.text, self._upright(page, passage.angle))
            self._said.append((page, passage.angle, label))
        return left, frozenset(gone)

    def _parts(self, passage: Passage, marks: Sequence[int]) -> list[Rectangle]:
        """The parts, of the page that a removed passage begins on, that it touches."""
        page = page_of(marks[0])
        words = ((line.page, word) for line in passage.lines for word in line.words)
        places = letter_boxes(words, marks, passage.angle, lambda number: self.sizes[number - 1][1])
        here = [place for place in places if place is not None and place.page == page]
        return [rectangle for rectangle, part in self._on(page) if any(touches(part, place) for place in here)]

    def labels(self, number: int) -> Iterator[tuple[int, Word]]:
        """What is read in the parts of a page once its lines are edited, and in which direction.

        A label stands where the words that it stands for began; that of a part without words at its top.
        """
        yield from ((angle, word) for page, angle, word in self._said if page == number)
        for rectangle, box in self._on(number):
            if rectangle not in self._worded:
                height = min(box.bottom - box.top, (box.right - box.left) / len(rectangle.text))
                yield 0, Word(rectangle.text, box.left, box.right, box.top, box.top + height, height, bold=False)

    def flows(self, passage: Passage, gone: frozenset[int]) -> list[Flow]:
        """The flows of a passage: words that go, lines beside parts, and the paragraphs between them.

        Args:
            passage: The passage.
            gone: As from ``carried_out``.
        """
        found: list[Flow] = []
        for part in split_lines(passage):
            whole: list[Line] = []
            boxes = self._upright(part[0].page, passage.angle)
            for line in part:
                beside = [box for box in boxes if _stands_beside(box, line)]
                if not beside and gone.isdisjoint(line_marks(line)):
                    whole.append(line)
                    continue
                found += [_flow(passage, whole)] if whole else []
                whole = []
                found += [replace(flow, around=part) for flow in self._stretches(passage, line, gone, beside)]
            found += [_flow(passage, whole)] if whole else []
        found[-1].last = True
        return found

    def _stretches(
        self, passage: Passage, line: Line, gone: frozenset[int], beside: Sequence[PageBox]
    ) -> Iterator[Flow]:
        """A line as the words that go and those between them, each with how far it may reach."""
        groups: list[tuple[bool, list[Word]]] = []
        for word in line.words:
            goes = not gone.isdisjoint(_numbers(word))
            if not groups or groups[-1][0] != goes:
                groups.append((goes, []))
            groups[-1][1].append(word)
        for at, (goes, words) in enumerate(groups):
            own = replace(line, words=tuple(words))
            if goes:
                if not at:
                    self._paint(own, passage.angle, own.x0, own.x1)
                yield _flow(passage, [own], _EVERYWHERE)
                continue
            low, high = _limits(words, beside)
            following = [group for gone_too, group in groups[at + 1 :] if passage.angle % 90 or not gone_too]
            if following:
                high = min(high, following[0][0].x0 - _LEAST)
            behind = groups[at + 1][1] if at + 1 < len(groups) else []
            ahead = (behind[0].x0, max(word.x1 for word in behind)) if behind else None
            yield replace(_flow(passage, [own], (low, high)), ahead=ahead)

    def close(self, flow: Flow, end: float | None = None) -> None:
        """Note where a line before words that go ends now: how far it had reached must not be seen.

        Args:
            flow: The line.
            end: Along the line; ``None`` if it stays as it was.
        """
        if flow.ahead is not None:
            start = flow.ahead[0] if end is None else end
            self._paint(flow.lines[0], flow.passage.angle, start, max(start, flow.ahead[1]))

    def _paint(self, line: Line, angle: int, left: float, right: float) -> None:
        box = PageBox(line.page, left, line.top, right, line.bottom)
        whole = turned(box, -angle, self.sizes[line.page - 1][1]) if angle else box
        self._grey.setdefault(line.page, []).append(whole)

    def beside(self, number: int, scale: float) -> list[PixelBox]:
        """What goes beside the parts of a page: words that lie partly in them, and gaps, in pixels.

        Args:
            number: The page.
            scale: Pixels a point.
        """
        return [
            PixelBox(int(b.left * scale), int(b.top * scale), int(b.right * scale) + 1, int(b.bottom * scale) + 1)
            for b in self._grey.get(number, ())
        ]

    def _on(self, number: int) -> list[tuple[Rectangle, PageBox]]:
        return [
            (one, PageBox(number, *one.scaled(*self.sizes[number - 1]))) for one in on_page(self.rectangles, number)
        ]

    def _upright(self, number: int, angle: int) -> list[PageBox]:
        """The parts of a page as text of a direction sees them; none if that is aslant."""
        boxes = [box for _, box in self._on(number)]
        if angle % 90:
            return []
        return [turned(box, angle, self.sizes[number - 1][1]) for box in boxes] if angle else boxes


def _stands_beside(box: PageBox, line: Line) -> bool:
    return min(box.bottom, line.bottom) - max(box.top, line.top) > BLANK * (line.bottom - line.top)


def _with_points(text: str, edit: Replacement) -> Replacement:
    """The edit with the points and brackets around its words, which would be left alone beside a box."""
    start, end = edit.start, edit.end
    while start > 0 and not text[start - 1].isspace() and not text[start - 1].isalnum():
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    return replace(edit, start=start, end=end)


def _label(lines: Sequence[Line], marks: frozenset[int], text: str, boxes: Sequence[PageBox]) -> Word:
    """A label where the first words that go lie in a part."""
    goes = [word for line in lines for word in line.words if not marks.isdisjoint(_numbers(word))]
    for box in boxes:
        for word in goes:
            if _overlap(PageBox(box.page, word.x0, word.top, word.x1, word.bottom), box):
                row = [other.x1 for other in goes if other.top < word.bottom and word.top < other.bottom]
                return word._replace(text=text, x0=max(word.x0, box.left), x1=min(max(row), box.right), marks=())
    return goes[0]._replace(text=text, marks=())


def _numbers(word: Word) -> Iterator[int]:
    return (mark for mark in word.marks if isinstance(mark, int))


def _overlap(one: PageBox, other: PageBox) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _flow(passage: Passage, lines: list[Line], limits: tuple[float, float] | None = None) -> Flow:
    glyphs = {mark for line in lines for mark in line_marks(line)}
    return Flow(passage, lines[0].page, lines, glyphs=glyphs, limits=limits)


def _limits(words: Sequence[Word], beside: Iterable[PageBox]) -> tuple[float, float]:
    """How far words may reach to either side before they run into a part."""
    low, high = _EVERYWHERE
    left, right = words[0].x0, max(word.x1 for word in words)
    for box in beside:
        if box.left + box.right > left + right:
            high = min(high, box.left - 2 * _LEAST) if box.left > left + _LEAST else high
        else:
            low = max(low, box.right) if box.right < right - _LEAST else low
    return low, high
