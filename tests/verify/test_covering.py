"""The verifier looks at the parts that were to be removed, whatever the writer says of them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.verify.building import knowledge_for

from redactor.model import AppliedDocument, DocumentKind, Plan, Rectangle
from redactor.verify import covering, verify_release
from redactor.verify.readers import RawBytes, ReadFile, pdf_pictures, read_file

PART = Rectangle(0.2, 0.2, 0.8, 0.8, "[removed: medical detail]", page=1)
NOTHING = ReadFile("pdf", ())
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
    found = covering.uncovered(page(paint), NOTHING, NOTHING, [PART])
    assert [item.place for item in found] == ["page 1"] * left
    assert {item.check for item in found} <= {covering.CHECK}


@pytest.mark.parametrize(
    ("data", "number", "place"), [(b"no PDF", 1, "all pages"), (page(box), 2, "page 2"), (page(box), 0, "page 0")]
)
def test_a_page_that_cannot_be_looked_at_is_left(data: bytes, number: int, place: str) -> None:
    part = Rectangle(0.2, 0.2, 0.8, 0.8, "", page=number)
    assert [item.place for item in covering.uncovered(data, NOTHING, NOTHING, [part])] == [place]


def test_a_page_too_large_to_draw_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "_LARGEST_PIXELS", 100)
    assert len(covering.uncovered(page(box), NOTHING, NOTHING, [PART])) == 1


def test_a_page_that_breaks_the_drawing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, **_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("pypdfium2.PdfPage.render", broken)
    assert len(covering.uncovered(page(box), NOTHING, NOTHING, [PART])) == 1


def test_a_part_too_small_to_hold_anything_is_even() -> None:
    assert not covering.uncovered(page(drawing_on_box), NOTHING, NOTHING, [Rectangle(0.5, 0.5, 0.51, 0.51, "", page=1)])


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


def with_pictures(*data: bytes) -> ReadFile:
    return ReadFile("docx", (), pictures=tuple(RawBytes(f"picture {n}", one) for n, one in enumerate(data, 1)))


SOURCE = with_pictures(b"no picture", picture())


@pytest.mark.parametrize(
    ("after", "left"),
    [
        ([picture(covered=True)], []),
        ([picture()], ["picture 1", "pictures"]),
        ([picture(covered=True), picture()], ["picture 2"]),
        ([picture(other=True)], ["pictures"]),
        ([picture(size=100)], ["pictures"]),
        ([b"\x89PNG\r\n\x1a\nbroken"], []),
        ([], []),
    ],
)
def test_a_part_of_a_picture_must_be_seen_as_a_box(after: list[bytes], left: list[str]) -> None:
    found = covering.uncovered(b"", SOURCE, with_pictures(*after), [ON_PICTURE])
    assert [item.place for item in found] == left


def test_a_part_that_is_all_of_a_picture_or_of_one_that_is_not_in_the_original() -> None:
    whole = Rectangle(0, 0, 1, 1, "", picture=ON_PICTURE.picture)
    assert len(covering.uncovered(b"", SOURCE, with_pictures(picture()), [whole])) == 2
    lost = Rectangle(0.2, 0.2, 0.8, 0.8, "", picture="0" * 64)
    assert len(covering.uncovered(b"", SOURCE, with_pictures(picture()), [lost])) == 1
    assert not covering.uncovered(b"", SOURCE, with_pictures(picture(covered=True)), [lost])


def test_the_pictures_of_pdfs_are_drawn_those_of_attached_ones_too() -> None:
    def shows(canvas: Canvas, *, covered: bool) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(picture(covered=covered))), 80, 80, 240, 240)

    plain, boxed = (page(lambda canvas, c=covered: shows(canvas, covered=c)) for covered in (False, True))  # type: ignore[misc]  # a default binds the value
    broken = RawBytes("attachment 2", b"%PDF-1.7 nothing else")
    within = ReadFile("mail", (), inner=(RawBytes("attachment 1", plain), broken))
    for data, output, left in ((plain, NOTHING, 2), (boxed, NOTHING, 0), (b"mail", within, 2)):
        assert len(covering.uncovered(data, SOURCE, output, [ON_PICTURE])) == left


def test_a_picture_of_a_pdf_that_cannot_be_drawn_is_the_readers_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def shows(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(picture())), 80, 80, 240, 240)

    data = page(shows)
    for module in (covering, pdf_pictures):
        monkeypatch.setattr(module, "drawn_pictures", lambda _: [("picture in object 1", None)])
    assert not covering.uncovered(data, SOURCE, NOTHING, [ON_PICTURE])
    assert any(notice.place == "picture in object 1" and notice.holds for notice in read_file(data).unchecked)


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
