"""Parts of a page or of a picture that somebody decided to remove."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redactor.model.spans import Span


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page or of a picture, in fractions (0 to 1) of its shown width and height from the top left.

    Attributes:
        left, top, right, bottom: Its sides.
        text: What is written on the box that stands there: ``"[removed: medical detail]"``.
        page: The page, from 1; ``None`` if it is on a picture.
        picture: SHA-256 (hexadecimal) of the picture; empty if it is on a page.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    page: int | None = None
    picture: str = ""

    def scaled(self, width: float, height: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom on a page or picture of this size."""
        return self.left * width, self.top * height, self.right * width, self.bottom * height


@dataclass(frozen=True, slots=True)
class Boxed:
    """A rectangle with the words that lie in it.

    Attributes:
        rectangle: Where.
        words: Keys of segments with the spans that lie in the rectangle.
    """

    rectangle: Rectangle
    words: tuple[tuple[str, Span], ...] = ()


def on_page(rectangles: Iterable[Rectangle], number: int) -> tuple[Rectangle, ...]:
    """The rectangles on one page (from 1)."""
    return tuple(rectangle for rectangle in rectangles if rectangle.page == number)


def on_picture(rectangles: Iterable[Rectangle], digest: str) -> tuple[Rectangle, ...]:
    """The rectangles on the picture with this SHA-256 (hexadecimal)."""
    return tuple(rectangle for rectangle in rectangles if digest and rectangle.picture == digest)
