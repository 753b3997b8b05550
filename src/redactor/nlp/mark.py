"""What the person model says; light, for whoever only reads what another process marked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that the model takes for a name.

    Attributes:
        start: First code point.
        end: Behind the last one.
        label: ``PERSON``, ``PLACE`` or ``INSTITUTION``.
        score: How often such a mark is right, 0 to 1.
    """

    start: int
    end: int
    label: str
    score: float
