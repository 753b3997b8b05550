"""What reading a picture answers: words with their boxes, in lines."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.errors import HeldError

LEGIBLE = 0.6
"""Confidence from which something seen counts as text at all; below it is a mark or handwriting."""

_WIDE = 1.5


class OcrError(HeldError):
    """A picture could not be read as text: no engine, a broken picture, or one beyond the limits."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels, half-open, from the top left corner of the picture."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def within(self, width: int, height: int) -> Box:
        """The part that lies in a picture of this size."""
        left, top = min(max(self.left, 0), width), min(max(self.top, 0), height)
        return Box(left, top, max(min(self.right, width), left), max(min(self.bottom, height), top))

    def overlaps(self, other: Box) -> bool:
        """Whether they share a pixel."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class OcrWord:
    """One word.

    Attributes:
        text: Without spaces.
        box: Where it stands; its sides are the engine's estimate.
        confidence: 0 to 1.
    """

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class OcrLine:
    """Words in one row that belong together.

    Attributes:
        words: From left to right.
        box: Around all of them.
        confidence: 0 to 1; that of the stretch that was read worst.
        upright: Whether it runs level from left to right.
    """

    words: tuple[OcrWord, ...]
    box: Box
    confidence: float
    upright: bool = True

    @property
    def text(self) -> str:
        """The words; a tab where the gap is wider than one and a half times the height, else a space."""
        out: list[str] = []
        for index, word in enumerate(self.words):
            if index:
                gap = word.box.left - self.words[index - 1].box.right
                out.append("\t" if gap > _WIDE * self.box.height else " ")
            out.append(word.text)
        return "".join(out)

    @property
    def starts(self) -> tuple[int, ...]:
        """Offset (code points) in ``text`` at which each word begins."""
        found: list[int] = []
        position = 0
        for word in self.words:
            found.append(position)
            position += len(word.text) + 1
        return tuple(found)

    @property
    def legible(self) -> bool:
        """Whether it is text, and not a mark that was taken for text."""
        return self.confidence >= LEGIBLE and any(c.isalnum() for word in self.words for c in word.text)


@dataclass(frozen=True, slots=True)
class OcrPage:
    """Everything that was read on one picture.

    Attributes:
        lines: In reading order, illegible ones too.
        width, height: Of the picture in pixels.
        engine: Which engine read it; ``""`` where the picture is too small to hold text.
    """

    lines: tuple[OcrLine, ...]
    width: int
    height: int
    engine: str

    @property
    def words(self) -> tuple[OcrWord, ...]:
        """The words of all lines."""
        return tuple(word for line in self.lines for word in line.words)

    @property
    def legible(self) -> tuple[OcrLine, ...]:
        """The lines that are text."""
        return tuple(line for line in self.lines if line.legible)
