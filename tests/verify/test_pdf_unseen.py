"""Text of a PDF that nobody sees on the page: told for every way of hiding it, and only then."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pypdfium2 import raw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from redactor.errors import UnreadableError
from redactor.profiles.schema import load_profile
from redactor.verify import check_file
from redactor.verify.readers import Surface, pdf, read_file
from redactor.verify.readers.pdf_unseen import COVERED, MARKED, OUTSIDE, SAME_COLOUR, TINY, UNPAINTED

Draw = Callable[[Canvas], None]
WORDS = "Notes by the panel"
BAND = (60.0, 690.0, 300.0, 30.0)
"""Where the words stand: left, bottom, width, height."""


def page(draw: Draw) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 780, "Overview Report")
    canvas.drawString(72, 760, "SW1 visited Child R on Tuesday.")
    draw(canvas)
    canvas.save()
    return out.getvalue()


def unseen(data: bytes) -> dict[str, str]:
    """What is told as unseen, by the reason."""
    found = [block for block in read_file(data).blocks if block.surface is Surface.HIDDEN]
    return {block.place.removeprefix("page 1, "): block.text for block in found}


def words(canvas: Canvas, left: float = 72, text: str = WORDS) -> None:
    canvas.drawString(left, 700, text)


def band(canvas: Canvas, colour: tuple[float, float, float] = (0, 0, 0), alpha: float = 1) -> None:
    canvas.setFillColorRGB(*colour, alpha=alpha)
    canvas.rect(*BAND, fill=1, stroke=0)


def picture(colour: tuple[int, ...], turned: bool = False) -> Draw:
    def draw(canvas: Canvas) -> None:
        buffer = io.BytesIO()
        Image.new("RGBA" if len(colour) == 4 else "RGB", (30, 10), colour).save(buffer, "PNG")
        buffer.seek(0)
        if turned:
            canvas.translate(60, 600)
            canvas.rotate(30)
            canvas.translate(-60, -600)
        canvas.drawImage(ImageReader(buffer), *BAND, mask="auto")

    return draw


def then(*steps: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for step in steps:
            step(canvas)

    return draw


def unpainted(canvas: Canvas) -> None:
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textLine(WORDS)
    canvas.drawText(text)


def small(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.5)
    words(canvas)


def scaled_down(canvas: Canvas) -> None:
    canvas.scale(0.05, 0.05)
    canvas.drawString(1440, 14000, WORDS)


def coloured(*colour: float) -> Draw:
    return lambda canvas: canvas.setFillColorRGB(*colour)


def outlined(canvas: Canvas) -> None:
    """Letters of which only the edge is drawn: their filling says nothing."""
    canvas.setFillColorRGB(1, 1, 1)
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(1)
    text.textLine(WORDS)
    canvas.drawText(text)


def triangle(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(60, 690)
    path.lineTo(360, 690)
    path.lineTo(60, 720)
    path.close()
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, fill=1, stroke=0)


def two_boxes(canvas: Canvas) -> None:
    """One path of two boxes, the second over the words."""
    path = canvas.beginPath()
    path.rect(60, 600, 300, 30)
    path.rect(*BAND)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, fill=1, stroke=0)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("F")
    canvas.drawString(10, 10, WORDS)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(0, 0, 200, 30, fill=1)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(70, 600)
    canvas.doForm("F")
    canvas.restoreState()


def shaded(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(*BAND)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.linearGradient(60, 690, 360, 720, ("black", "navy"))
    canvas.restoreState()


def one_word_covered(canvas: Canvas) -> None:
    words(canvas, text="The panel heard somebody in May.")
    left = 72 + canvas.stringWidth("The panel heard ", "Helvetica", 12)
    canvas.rect(left, 696, canvas.stringWidth("somebody", "Helvetica", 12), 14, fill=1, stroke=0)


HIDDEN: dict[str, tuple[Draw, str, str]] = {
    "not painted": (unpainted, UNPAINTED, WORDS),
    "see-through letters": (then(lambda c: c.setFillColorRGB(0, 0, 0, alpha=0), words), UNPAINTED, WORDS),
    "left of the page": (lambda c: words(c, -300), OUTSIDE, WORDS),
    "right of the page": (lambda c: words(c, 700), OUTSIDE, WORDS),
    "below the page": (lambda c: c.drawString(72, -40, WORDS), OUTSIDE, WORDS),
    "above the page": (lambda c: c.drawString(72, 860, WORDS), OUTSIDE, WORDS),
    "tiny font": (small, TINY, WORDS),
    "scaled down": (scaled_down, TINY, WORDS),
    "white on nothing": (then(coloured(1, 1, 1), words), SAME_COLOUR, WORDS),
    "nearly white": (then(coloured(0.97, 0.97, 0.97), words), SAME_COLOUR, WORDS),
    "black on black": (then(band, words), SAME_COLOUR, WORDS),
    "black box": (then(words, band), COVERED, WORDS),
    "white box": (then(words, lambda c: band(c, (1, 1, 1))), COVERED, WORDS),
    "second box of a path": (then(words, two_boxes), COVERED, WORDS),
    "one word": (one_word_covered, COVERED, "somebody"),
    "picture": (then(words, picture((9, 9, 9))), COVERED, WORDS),
    "opaque picture with alpha": (then(words, picture((9, 9, 9, 255))), COVERED, WORDS),
    "box in a form": (in_a_form, COVERED, WORDS),
}

SEEN: dict[str, Draw] = {
    "plain": words,
    "on a dark band": then(lambda c: band(c, (0, 0, 0.4)), coloured(1, 1, 1), words),
    "on a band painted over another": then(band, lambda c: band(c, (1, 1, 0)), coloured(0, 0, 0), words),
    "on a picture": then(picture((9, 9, 9)), coloured(0, 0, 0), words),
    "washed over": then(words, lambda c: band(c, (0, 0, 0.4), 0.3)),
    "white on a wash": then(lambda c: band(c, (0, 0, 0.4), 0.3), lambda c: c.setFillColorRGB(1, 1, 1, alpha=1), words),
    "framed": then(words, lambda c: c.rect(*BAND, fill=0)),
    "struck out": then(words, lambda c: c.rect(60, 703, 300, 1, fill=1)),
    "beside a box": then(words, lambda c: c.rect(300, 690, 60, 30, fill=1)),
    "a triangle over it": then(words, triangle),
    "white on a triangle": then(triangle, coloured(1, 1, 1), words),
    "white on a shading": then(shaded, coloured(1, 1, 1), words),
    "under a shading": then(words, shaded),
    "under a mist of pixels": then(words, picture((9, 9, 9, 60))),
    "under a turned picture": then(words, picture((9, 9, 9), turned=True)),
    "outlined": outlined,
    "words of a scan": then(picture((200, 200, 200)), unpainted),
    "words of a scan painted after them": then(unpainted, picture((200, 200, 200))),
    "blanks under a box": then(lambda c: words(c, text="   "), band),
    "blanks off the page": lambda c: words(c, 700, "   "),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_text_that_is_not_seen_is_told_with_the_reason(way: str) -> None:
    draw, reason, text = HIDDEN[way]
    assert unseen(page(draw)) == {reason: text}


@pytest.mark.parametrize("way", SEEN)
def test_text_that_is_seen_is_not(way: str) -> None:
    assert unseen(page(SEEN[way])) == {}


def written(content: bytes, **resources: pikepdf.Object) -> bytes:
    """A page with content written by hand, Helvetica as /F1."""
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        own = {"/Font": pikepdf.Dictionary(F1=font)} | {f"/{key}": value for key, value in resources.items()}
        file.pages[0].obj["/Resources"] = pikepdf.Dictionary(own)
        file.pages[0].obj["/Contents"] = file.make_stream(content)
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


_SHOWN = b"BT /F1 12 Tf 72 700 Td (" + WORDS.encode() + b") Tj ET "


def gradient() -> pikepdf.Object:
    """A pattern that goes from black to blue."""
    function = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=pikepdf.Array([0, 0, 0]), C1=pikepdf.Array([0, 0, 1]), N=1
    )
    shading = pikepdf.Dictionary(
        ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB, Coords=[60, 0, 360, 0], Function=function, Extend=[True, True]
    )
    return pikepdf.Dictionary(P1=pikepdf.Dictionary(Type=pikepdf.Name.Pattern, PatternType=2, Shading=shading))


def test_a_pattern_is_no_plain_ground() -> None:
    box = b"/Pattern cs /P1 scn 60 690 300 30 re f "
    assert unseen(written(box + b"1 1 1 rg " + _SHOWN, Pattern=gradient())) == {}
    assert unseen(written(_SHOWN + box, Pattern=gradient())) == {COVERED: WORDS}


def test_a_path_may_end_in_a_move_that_paints_nothing() -> None:
    assert unseen(written(_SHOWN + b"0 g 60 690 300 30 re 9 9 m f")) == {COVERED: WORDS}


def test_a_picture_that_cannot_be_drawn_may_hide_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    data = page(then(words, picture((9, 9, 9, 60))))
    assert unseen(data) == {}
    monkeypatch.setattr(raw, "FPDFImageObj_GetRenderedBitmap", lambda *_: None)
    assert unseen(data) == {COVERED: WORDS}


@pytest.mark.parametrize("drawn", [pikepdf.Name("/X"), pikepdf.Dictionary(X=pikepdf.Dictionary())])
def test_resources_that_are_none_are_passed_over(drawn: pikepdf.Object) -> None:
    assert unseen(written(b"1 g " + _SHOWN, XObject=drawn)) == {SAME_COLOUR: WORDS}


def test_forms_within_forms_are_not_followed_for_ever() -> None:
    with pikepdf.open(io.BytesIO(written(b"/X Do", XObject=pikepdf.Dictionary()))) as file:
        own = file.pages[0].obj["/Resources"]
        inner = file.make_stream(_SHOWN, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 595, 842])
        inner["/Resources"] = pikepdf.Dictionary(Font=own["/Font"])
        for _ in range(12):
            outer = file.make_stream(b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
            outer["/BBox"] = pikepdf.Array([0, 0, 595, 842])
            outer["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
            inner = outer
        own["/XObject"]["/X"] = inner
        out = io.BytesIO()
        file.save(out)
    assert unseen(out.getvalue()) == {}


def annotated(note: dict[str, Any]) -> bytes:
    with pikepdf.open(io.BytesIO(page(words))) as file:
        entries = {"/Rect": pikepdf.Array([360, 720, 60, 690])} | {f"/{key}": value for key, value in note.items()}
        entries["/Subtype"] = pikepdf.Name(entries["/Subtype"])
        file.pages[0].obj["/Annots"] = pikepdf.Array([pikepdf.Dictionary(entries), None])
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


BLACK, YELLOW = pikepdf.Array([0, 0, 0]), pikepdf.Array([1, 1, 0])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ({"Subtype": "/Redact"}, {MARKED: WORDS}),
        ({"Subtype": "/Square", "IC": BLACK}, {COVERED: WORDS}),
        ({"Subtype": "/FreeText", "C": YELLOW}, {COVERED: WORDS}),
        ({"Subtype": "/Highlight", "C": BLACK}, {COVERED: WORDS}),
        ({"Subtype": "/Highlight", "C": YELLOW}, {}),
        ({"Subtype": "/Highlight", "C": pikepdf.Array([0, 0, 0, 0])}, {}),
        ({"Subtype": "/Square", "IC": BLACK, "CA": 0.5}, {}),
        ({"Subtype": "/Square", "IC": BLACK, "F": 2}, {}),
        ({"Subtype": "/Square", "C": BLACK}, {}),
        ({"Subtype": "/Text", "C": BLACK}, {}),
        ({"Subtype": "/Square", "IC": BLACK, "Rect": pikepdf.Array([0, 0, 9])}, {}),
    ],
)
def test_boxes_laid_over_a_page_as_annotations_hide_what_lies_under_them(
    note: dict[str, Any], expected: dict[str, str]
) -> None:
    assert unseen(annotated(note)) == expected


def test_the_website_takes_no_unseen_text_and_the_others_are_told() -> None:
    data = page(then(words, band))
    website = check_file("Overview Report.pdf", data, knowledge=None, profile=load_profile("website"))
    assert [(r.place, r.kind) for r in website.residuals] == [(f"page 1, {COVERED}", "hidden content")]
    ofsted = check_file("Overview Report.pdf", data, knowledge=None, profile=load_profile("ofsted"))
    assert not ofsted.residuals
    assert [note.place for note in ofsted.notes if note.message.startswith("hidden content")] == [f"page 1, {COVERED}"]


def test_blinded_the_check_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "unseen_blocks", lambda *_: iter(()))
    data = page(then(words, band))
    assert not check_file("Overview Report.pdf", data, knowledge=None, profile=load_profile("website")).residuals


@pytest.mark.parametrize(
    "broken",
    [
        {"F": pikepdf.Name.X},
        {"F": pikepdf.Dictionary()},
        {"Rect": pikepdf.Array([pikepdf.Name.A, 0, 9, 9])},
        {"Rect": pikepdf.Array([pikepdf.String("60"), 0, 9, 9])},
        {"IC": 5},
        {"IC": pikepdf.Array([pikepdf.Name.A])},
        {"IC": pikepdf.Array([0]), "CA": pikepdf.Name.A},
    ],
)
def test_an_annotation_that_is_none_holds_the_file(broken: dict[str, Any]) -> None:
    with pikepdf.open(io.BytesIO(page(words))) as file:
        note: dict[str, Any] = {"Subtype": pikepdf.Name.Square, "Rect": pikepdf.Array([60, 690, 360, 720])}
        file.pages[0].Annots = pikepdf.Array([file.make_indirect(pikepdf.Dictionary(**{**note, **broken}))])
        out = io.BytesIO()
        file.save(out)
    with pytest.raises(UnreadableError):
        read_file(out.getvalue())
