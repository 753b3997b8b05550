"""Half-open spans in Unicode code points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in one text.

    Raises:
        ValueError: if ``start`` is negative or ``end`` is not after ``start``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly within this span (equality included)."""
        return self.start <= other.start and other.end <= self.end

    def union(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def of(self, text: str) -> str:
        """The text that this span covers."""
        return text[self.start : self.end]


class Covered:
    """Places of one text that can be asked, quickly however many they are, whether something touches them.

    Args:
        spans: The places, in any order; they may overlap.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, span: Span) -> bool:
        """Whether one of the places shares a code point with ``span``."""
        place = bisect_left(self._starts, span.end)
        return place > 0 and self._ends[place - 1] > span.start

    def add(self, span: Span) -> None:
        """Take one more place in."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        start = min([span.start, *self._starts[first:last][:1]])
        end = max([span.end, *self._ends[first:last][-1:]])
        self._starts[first:last], self._ends[first:last] = [start], [end]


def substitute(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """Return ``text`` with each span replaced by its string.

    Args:
        text: The original text.
        edits: Disjoint spans with their replacements, in any order.

    Raises:
        ValueError: if two spans overlap or one lies outside the text.
    """
    out: list[str] = []
    position = 0
    for span, new in sorted(edits, key=lambda edit: edit[0]):
        if span.start < position or span.end > len(text):
            raise ValueError("edits overlap or lie outside the text")
        out += (text[position : span.start], new)
        position = span.end
    out.append(text[position:])
    return "".join(out)
