"""Transformation matrices as six numbers (ISO 32000-2 8.3.3)."""

from __future__ import annotations

import math

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(x: float, y: float, m: Matrix) -> Matrix:
    """A translation by ``(x, y)``, then ``m``."""
    a, b, c, d, e, f = m
    return (a, b, c, d, x * a + y * c + e, x * b + y * d + f)


def inverse(m: Matrix) -> Matrix | None:
    """The inverse, or ``None`` of a matrix that squashes everything onto a line."""
    a, b, c, d, e, f = m
    det = a * d - b * c
    if abs(det) < 1e-12 or not math.isfinite(det):
        return None
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)


def applied(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point ``(x, y)`` transformed."""
    return (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])


def box_of(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """The upright box around a transformed rectangle: left, bottom, right, top."""
    points = [applied(m, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))
