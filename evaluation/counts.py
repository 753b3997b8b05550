"""Shares with confidence intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_Z: Final = 1.96

Interval = tuple[float, float]


def wilson(hits: int, total: int) -> Interval:
    """The 95 % confidence interval of a share (Wilson's score interval)."""
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    middle = share + _Z**2 / (2 * total)
    spread = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    bottom = 1 + _Z**2 / total
    return max(0.0, (middle - spread) / bottom), min(1.0, (middle + spread) / bottom)


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    total: int = 0

    def add(self, hit: bool) -> None:
        """Count one more."""
        self.hits += hit
        self.total += 1

    @property
    def value(self) -> float:
        """The share; 1 of nothing."""
        return self.hits / self.total if self.total else 1.0

    def __str__(self) -> str:
        low, high = wilson(self.hits, self.total)
        return f"{100 * self.value:.1f} % ({100 * low:.1f}–{100 * high:.1f})"


@dataclass(slots=True)
class Spans:
    """Gold spans and found spans of one group.

    Attributes:
        found: Gold spans overlapped by a found span of the same label.
        whole: Gold spans found with both ends right.
        right: Found spans that overlap a gold span of the same label.
        exact: Found spans that equal one.
    """

    found: Share
    whole: Share
    right: Share
    exact: Share

    @classmethod
    def none(cls) -> Spans:
        """Nothing counted yet."""
        return cls(Share(), Share(), Share(), Share())

    def add(self, gold: Sequence[tuple[int, int]], marked: Sequence[tuple[int, int]]) -> None:
        """Count the spans of one text, all of one label."""
        for span in gold:
            self.found.add(any(touches(span, other) for other in marked))
            self.whole.add(span in marked)
        for span in marked:
            self.right.add(any(touches(span, other) for other in gold))
            self.exact.add(span in gold)

    @property
    def overlapping(self) -> float:
        """F1 where touching counts."""
        return _harmonic(self.found.value, self.right.value)

    @property
    def exactly(self) -> float:
        """F1 where both ends count."""
        return _harmonic(self.whole.value, self.exact.value)


def touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two half-open spans share a code point."""
    return one[0] < other[1] and other[0] < one[1]


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
