"""The strokes of a drawing, and how they are written as SVG and as pixels."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]
LETTERS = 14
_STROKE = 2
_SCALE = 2
_DASH = 6


@dataclass(frozen=True, slots=True)
class Path:
    """Straight strokes from point to point, perhaps closed, perhaps dashed.

    Attributes:
        name: What it is, as the class of the SVG element: "male", "cross", "married", "child".
        points: In pixels.
        closed: Whether the last point is joined to the first, and the inside is white.
        dashed: Whether the line is broken.
    """

    name: str
    points: tuple[Point, ...]
    closed: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle, white inside; ``name`` as for ``Path``."""

    name: str
    centre: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text centred on a point, which is the middle of its height; ``name`` as for ``Path``."""

    name: str
    middle: Point
    text: str


Shape = Path | Circle | Label


def to_svg(shapes: Iterable[Shape], size: tuple[int, int], title: str) -> str:
    """Write shapes as SVG with a title for screen readers."""
    body = "\n".join(_element(shape) for shape in shapes)
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="title">\n<title id="title">{escape(title)}</title>\n'
        f'<rect width="{width}" height="{height}" fill="white"/>\n'
        f'<g fill="white" stroke="black" stroke-width="{_STROKE}" font-family="sans-serif" font-size="{LETTERS}">\n'
        f"{body}\n</g>\n</svg>\n"
    )


def _element(shape: Shape) -> str:
    if isinstance(shape, Circle):
        x, y = shape.centre
        return f'<circle class="{shape.name}" cx="{x:g}" cy="{y:g}" r="{shape.radius:g}"/>'
    if isinstance(shape, Label):
        x, y = shape.middle
        return (
            f'<text class="{shape.name}" x="{x:g}" y="{y:g}" text-anchor="middle" dominant-baseline="central" '
            f'fill="black" stroke="none">{escape(shape.text)}</text>'
        )
    points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
    if shape.closed:
        return f'<polygon class="{shape.name}" points="{points}"/>'
    dashes = f' stroke-dasharray="{_DASH}"' if shape.dashed else ""
    return f'<polyline class="{shape.name}" points="{points}" fill="none"{dashes}/>'


def to_png(shapes: Iterable[Shape], size: tuple[int, int]) -> bytes:
    """Draw shapes, two pixels for each, without metadata."""
    image = Image.new("L", (size[0] * _SCALE, size[1] * _SCALE), "white")
    draw = ImageDraw.Draw(image)
    for shape in shapes:
        if isinstance(shape, Circle):
            draw.circle(_scaled(shape.centre), shape.radius * _SCALE, fill="white", outline=0, width=_STROKE * _SCALE)
        elif isinstance(shape, Label):
            draw.text(_scaled(shape.middle), shape.text, fill=0, font=_font(), anchor="mm")
        elif shape.closed:
            points = [_scaled(point) for point in shape.points]
            draw.polygon(points, fill="white")
            draw.line([*points, points[0], points[1]], fill=0, width=_STROKE * _SCALE, joint="curve")
        else:
            _stroke(draw, shape)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _stroke(draw: ImageDraw.ImageDraw, path: Path) -> None:
    for (x1, y1), (x2, y2) in zip(path.points, path.points[1:], strict=False):
        length = max(abs(x2 - x1), abs(y2 - y1))
        pieces = max(1, round(length / _DASH)) if path.dashed else 1
        for piece in range(0, pieces, 2):
            one, other = piece / pieces, min(1.0, (piece + 1) / pieces)
            start = (x1 + (x2 - x1) * one, y1 + (y2 - y1) * one)
            end = (x1 + (x2 - x1) * other, y1 + (y2 - y1) * other)
            draw.line([_scaled(start), _scaled(end)], fill=0, width=_STROKE * _SCALE)


def _scaled(point: Point) -> Point:
    return point[0] * _SCALE, point[1] * _SCALE


@cache
def _font() -> ImageFont.FreeTypeFont:
    data = resources.files("redactor.formats.pdf.fonts").joinpath("DejaVuSans.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), LETTERS * _SCALE, layout_engine=ImageFont.Layout.BASIC)
