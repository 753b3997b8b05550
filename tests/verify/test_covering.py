"""The verifier looks at the parts that were to be removed, whatever the writer says of them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas
from tests.verify.building import knowledge_for

from redactor.model import AppliedDocument, DocumentKind, Plan, Rectangle
from redactor.verify import covering, verify_release
from redactor.verify.readers import RawBytes

PART = Rectangle(0.2, 0.2, 0.8, 0.8, "[removed: medical detail]", page=1)
Paint = Callable[[Canvas], None]


def page(paint: Paint) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 400), invariant=True)
    canvas.drawString(20, 370, "Words beside it.")
    paint(canvas)
    canvas.save()
    return out.getvalue()


def box(canvas: Canvas) -> None:
    canvas.setFillGray(0.88)
    canvas.rect(80, 80, 240, 240, stroke=1, fill=1)
    canvas.setFillGray(0.2)
    canvas.drawString(110, 200, "[removed: medical detail]")


def drawing_on_box(canvas: Canvas) -> None:
    box(canvas)
    canvas.setStrokeColorRGB(0.1, 0.1, 0.6)
    canvas.bezier(100, 100, 150, 300, 200, 100, 300, 250)


def light_on_box(canvas: Canvas) -> None:
    canvas.setFillGray(0.3)
    canvas.rect(80, 80, 240, 240, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(110, 200, "white on dark")


def dots(canvas: Canvas) -> None:
    for at in range(80, 320, 4):
        canvas.rect(at, 80, 2, 240, stroke=0, fill=1)


def nothing(canvas: Canvas) -> None:
    """White paper: no box was painted."""


@pytest.mark.parametrize(("paint", "left"), [(box, 0), (nothing, 1), (drawing_on_box, 1), (light_on_box, 1), (dots, 1)])
def test_a_part_of_a_page_that_shows_more_than_a_box_is_left(paint: Paint, left: int) -> None:
    found = covering.uncovered(page(paint), (), (), [PART])
    assert [item.place for item in found] == ["page 1"] * left
    assert {item.check for item in found} <= {covering.CHECK}


@pytest.mark.parametrize(
    ("data", "number", "place"), [(b"no PDF", 1, "all pages"), (page(box), 2, "page 2"), (page(box), 0, "page 0")]
)
def test_a_page_that_cannot_be_looked_at_is_left(data: bytes, number: int, place: str) -> None:
    part = Rectangle(0.2, 0.2, 0.8, 0.8, "", page=number)
    assert [item.place for item in covering.uncovered(data, (), (), [part])] == [place]


def test_a_page_too_large_to_draw_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "_LARGEST_PIXELS", 100)
    assert len(covering.uncovered(page(box), (), (), [PART])) == 1


def test_a_page_that_breaks_the_drawing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, **_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("pypdfium2.PdfPage.render", broken)
    assert len(covering.uncovered(page(box), (), (), [PART])) == 1


def test_a_part_too_small_to_hold_anything_is_even() -> None:
    assert not covering.uncovered(page(drawing_on_box), (), (), [Rectangle(0.5, 0.5, 0.51, 0.51, "", page=1)])


def picture(*, covered: bool = False, other: bool = False, size: int = 200) -> bytes:
    image = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size, 30), fill="teal" if not other else "maroon")
    draw.ellipse((60, 60, 140, 140), fill="orange")
    if covered:
        draw.rectangle((40, 40, 160, 160), fill=(225, 225, 225))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


ON_PICTURE = Rectangle(0.2, 0.2, 0.8, 0.8, "", picture=hashlib.sha256(picture()).hexdigest())
SOURCE = [RawBytes("text", b"no picture"), RawBytes("picture", picture())]


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (picture(covered=True), []),
        (picture(), ["copy"]),
        (picture(other=True), []),
        (picture(size=100), []),
        (b"\x89PNG\r\n\x1a\nbroken", []),
    ],
)
def test_a_picture_that_shows_the_part_is_left(after: bytes, left: list[str]) -> None:
    found = covering.uncovered(b"", SOURCE, [RawBytes("copy", after)], [ON_PICTURE])
    assert [item.place for item in found] == left


def test_a_part_that_is_all_of_a_picture_or_of_none_that_can_be_read() -> None:
    whole = Rectangle(0, 0, 1, 1, "", picture=ON_PICTURE.picture)
    copies = [RawBytes("copy", picture())]
    assert len(covering.uncovered(b"", SOURCE, copies, [whole])) == 1
    broken = b"\x89PNG\r\n\x1a\nbroken"
    lost = Rectangle(0.2, 0.2, 0.8, 0.8, "", picture=hashlib.sha256(broken).hexdigest())
    assert not covering.uncovered(b"", [RawBytes("picture", broken)], copies, [lost])


def test_parts_of_a_source_that_cannot_be_read_are_not_said_to_be_removed() -> None:
    copy = b"Child R was seen.\n"
    digest = hashlib.sha256(copy).hexdigest()
    found = verify_release(
        source=b"\xff\xfe\x00",
        source_name="a.txt",
        released=AppliedDocument("a.txt", "a.txt", copy, digest, ()),
        expected=(),
        plan=Plan(
            "a.txt", hashlib.sha256(b"\xff\xfe\x00").hexdigest(), DocumentKind.OTHER, "a", (), rectangles=(PART,)
        ),
        knowledge=knowledge_for(),
    )
    assert not found.passed
    assert [notice.message for notice in found.unchecked] == ["the source cannot be read by the verifier"]
