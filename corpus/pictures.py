"""The two pictures of the example case: a board's emblem and a genogram of symbols. No words in either.

The committed files are used, because compression differs from one machine to the next;
``python -m corpus.pictures`` draws them again.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "example_src" / "pictures"
_BLUE = (31, 78, 121)
_GREEN = (84, 130, 53)


def emblem() -> bytes:
    """A small emblem for page headers, as PNG."""
    return (FOLDER / "emblem.png").read_bytes()


def genogram() -> bytes:
    """Three generations as squares and circles, as PNG."""
    return (FOLDER / "genogram.png").read_bytes()


def _draw_emblem() -> Image.Image:
    image = Image.new("RGB", (240, 240), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((8, 8, 232, 232), fill=_BLUE)
    draw.ellipse((34, 34, 206, 206), fill="white")
    for left, size in ((62, 46), (122, 30)):
        draw.ellipse((left, 70, left + size, 70 + size), fill=_GREEN)
        draw.pieslice((left - 14, 72 + size, left + size + 14, 188), 180, 360, fill=_GREEN)
    return image


def _draw_genogram() -> Image.Image:
    image = Image.new("RGB", (900, 480), "white")
    draw = ImageDraw.Draw(image)

    def line(*points: tuple[int, int]) -> None:
        draw.line(points, fill="black", width=4)

    line((160, 80), (330, 80))
    line((570, 80), (740, 80))
    line((245, 80), (245, 200))
    line((655, 80), (655, 200))
    line((245, 240), (655, 240))
    line((450, 240), (450, 360))
    line((245, 280), (245, 320), (165, 320), (165, 360))
    line((245, 320), (295, 320), (295, 360))
    for x, y, female in ((160, 80, True), (330, 80, False), (570, 80, True), (740, 80, False)):
        _person(draw, x, y, female=female)
    _person(draw, 245, 240, female=True)
    _person(draw, 655, 240, female=False)
    _person(draw, 165, 390, female=True)
    _person(draw, 295, 390, female=True)
    _person(draw, 450, 390, female=False, subject=True)
    return image


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, *, female: bool, subject: bool = False) -> None:
    for inset in (0, 12) if subject else (0,):
        box = (x - 38 + inset, y - 38 + inset, x + 38 - inset, y + 38 - inset)
        shape = draw.ellipse if female else draw.rectangle
        shape(box, fill="white", outline="black", width=4)


def main() -> None:
    """Draw both pictures again."""
    FOLDER.mkdir(exist_ok=True)
    _draw_emblem().save(FOLDER / "emblem.png", "PNG")
    _draw_genogram().save(FOLDER / "genogram.png", "PNG")


if __name__ == "__main__":
    main()
