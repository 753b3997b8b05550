"""From the network's certainty to a score that says how often such a span is right.

A straight line through the log-odds for each label (Platt), fitted on the development split.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from redactor.nlp.tagger.tags import LABELS

_EDGE: Final = 1e-4
Line = tuple[float, float]
"""Slope and intercept over the log-odds."""


def log_odds(certainty: float) -> float:
    """The log-odds of a probability, kept finite."""
    inside = min(1 - _EDGE, max(_EDGE, certainty))
    return math.log(inside / (1 - inside))


@dataclass(frozen=True, slots=True)
class Calibration:
    """One line for each label."""

    lines: Mapping[str, Line]

    @classmethod
    def none(cls) -> Calibration:
        """Scores are certainties."""
        return cls(dict.fromkeys(LABELS, (1.0, 0.0)))

    @classmethod
    def read(cls, row: Mapping[str, Sequence[float]]) -> Calibration:
        """From the model's settings.

        Raises:
            KeyError: if a label is missing.
            ValueError: if a line is no line.
        """
        lines: dict[str, Line] = {}
        for label in LABELS:
            slope, intercept = row[label]
            lines[label] = (float(slope), float(intercept))
        return cls(lines)

    def row(self) -> dict[str, list[float]]:
        """For the model's settings."""
        return {label: [round(value, 4) for value in line] for label, line in self.lines.items()}

    def score(self, label: str, certainty: float) -> float:
        """The share of spans of this label and certainty that are right, between 0 and 1."""
        slope, intercept = self.lines[label]
        return 1 / (1 + math.exp(-(slope * log_odds(certainty) + intercept)))


def fitted(certainties: Sequence[float], right: Sequence[bool], rounds: int = 50) -> Line:
    """The line under which the outcomes are likeliest (Newton's method, lightly held towards the identity).

    Args:
        certainties: Certainties of spans.
        right: Whether each was right.
        rounds: Steps of the method; it settles after a few.
    """
    odds = np.array([log_odds(value) for value in certainties], dtype=np.float64)
    truth = np.array(right, dtype=np.float64)
    design = np.stack((odds, np.ones_like(odds)), axis=1)
    line = np.array([1.0, 0.0])
    held = np.diag([1.0, 1.0])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-design @ line))
        slope = design.T @ (chance - truth) + held @ (line - np.array([1.0, 0.0]))
        bend = design.T @ (design * (chance * (1 - chance))[:, None]) + held
        line = line - np.linalg.solve(bend, slope)
    return float(line[0]), float(line[1])
